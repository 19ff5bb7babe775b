"""`sharegen card`: one picture now."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from sharegen.catalog.platforms import ONE_OFF, PLACEMENTS
from sharegen.cli.complete import a_background, a_language, a_template
from sharegen.cli.desk import desk, report_option
from sharegen.cli.shared import (
    SOME_FAILED,
    brand_option,
    format_option,
    names,
    project_option,
    root_of,
    say,
    to_option,
)
from sharegen.keep import keep
from sharegen.load import load_project, locate_project
from sharegen.model.diagnostic import Diagnostic, Severity
from sharegen.model.project import Project
from sharegen.oneoff import Wish, cards_of, make, remarks
from sharegen.proofsheet import Exhibit, pieces_of

_BORROWED = (
    "note: there is no project here, so the footer is the starter kit's; "
    "sharegen init DIR begins a project with your own address"
)


def _quoted(_: click.Context, __: click.Parameter, words: tuple[str, ...]) -> str:
    """The words, which are one argument: a picture of the first alone would be a surprise."""
    if len(words) > 1:
        hint = 'put all words of the picture between quotes, "like this"'
        if given := [word for word in words if word in PLACEMENTS]:
            hint = f"name several placements as --to {','.join(('a-placement', *given))}"
        raise click.UsageError(f"{len(words)} texts where one is expected; {hint}")
    return words[0]


@click.command("card")
@click.argument("words", metavar="TEXT", nargs=-1, required=True, callback=_quoted)
@project_option
@brand_option
@to_option
@click.option(
    "-o",
    "--out",
    "--output",
    "output",
    type=click.Path(path_type=Path),
    help="A folder, or FILE.png, .jpg, .svg or .pdf (default: where you are).",
)
@format_option
@click.option(
    "--background",
    default="",
    shell_complete=a_background,
    help="A background of the project.",
)
@click.option(
    "--template",
    default="",
    shell_complete=a_template,
    help="A template (default: statement).",
)
@click.option(
    "--lang",
    "language",
    default="",
    metavar="TAG",
    shell_complete=a_language,
    help="The language of the words.",
)
@click.option("--alt", default="", help="The alt text (default: words and what the art shows).")
@click.option("--save", is_flag=True, help="Add the words to captions.yaml, as a draft.")
@click.option("--id", "id", default="", help="The draft's id (default: its first words).")
@report_option
def card_command(words: str, folder: Path | None, brand: Path | None, **given: Any) -> None:
    """Make one picture now, in any folder: **stars** mark the turn."""
    root = root_of(folder, fallback=not given["save"])
    project = load_project(root, brand)
    placements = names(given["placements"]) or (ONE_OFF,)
    output = given["output"] or Path(".")
    if output.suffix and len(placements) > 1:
        raise click.UsageError("-o FILE takes one placement; name a folder for several")
    wish = Wish(
        words,
        placements,
        given["background"],
        given["template"],
        given["language"],
        given["alt"],
        names(given["formats"]),
    )
    if given["id"] and not given["save"]:
        raise click.UsageError("--id goes with --save")
    kept = keep(project, wish, given["id"]) if given["save"] else None
    problems = _made(project, wish, output)
    say((*remarks(project, wish), *problems), root)
    if any(problem.severity is Severity.ERROR for problem in problems):
        sys.exit(SOME_FAILED)
    if folder is None and locate_project(Path.cwd()) is None:
        desk().aside(_BORROWED)
    if kept is not None:
        kept.write()
        desk().aside(f"saved: {kept.id} in {kept.path}, as a draft")


def _made(project: Project, wish: Wish, output: Path) -> tuple[Diagnostic, ...]:
    """Make the pictures and say where they are; the post and the alt text once, as long as they
    are the same. What could not be made is returned."""
    words: dict[str, list[str]] = {}
    problems, pieces = [], []
    for made in make(project, wish, output):
        if isinstance(made, Diagnostic):
            problems.append(made)
        else:
            desk().path(made.path)
            pieces.append(replace(pieces_of([made.record])[0], path=str(made.path)))
            post = f"post: {made.record.post}\n" if made.record.post else ""
            words.setdefault(f"{post}alt:  {made.record.alt}", []).append(made.record.placement)
    done = tuple(pieces)
    desk().exhibit(done, lambda found: Exhibit(cards_of(project, wish), done, Path()).shots(found))
    for text, where in words.items():
        desk().aside(text if len(words) == 1 else f"{', '.join(where)}:\n{text}")
    return tuple(problems)
