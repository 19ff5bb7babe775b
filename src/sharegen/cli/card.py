"""`sharegen card`: one picture now."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from sharegen.catalog.platforms import ONE_OFF
from sharegen.cli.complete import a_background, a_language, a_template
from sharegen.cli.desk import desk, report_option
from sharegen.cli.shared import (
    SOME_FAILED,
    brand_option,
    names,
    project_option,
    root_of,
    stop,
    to_option,
)
from sharegen.keep import keep
from sharegen.load import load_project
from sharegen.model.diagnostic import CardError
from sharegen.oneoff import Wish, make


@click.command("card")
@click.argument("words", metavar="TEXT")
@project_option
@brand_option
@to_option
@click.option("-o", "--output", type=click.Path(path_type=Path), help="A folder, or FILE.png.")
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
    )
    if given["id"] and not given["save"]:
        raise click.UsageError("--id goes with --save")
    kept = keep(project, wish, given["id"]) if given["save"] else None
    try:
        for made in make(project, wish, output):
            desk().path(made.path)
            desk().aside(f"post: {made.post}\nalt:  {made.alt}")
    except CardError as error:
        stop([error.problem], root, SOME_FAILED)
    if kept is not None:
        kept.write()
        desk().aside(f"saved: {kept.id} in {kept.path}, as a draft")
