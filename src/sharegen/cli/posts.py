"""`sharegen posts`: all posts of a selection, to copy from or to hand to a scheduler."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from sharegen.catalog.posting import PLATFORMS
from sharegen.cli.desk import desk, report_option
from sharegen.cli.shared import (
    SOME_FAILED,
    brand_option,
    lang_option,
    load,
    names,
    only_option,
    project_option,
    say,
    selection_of,
    status_option,
    summarise,
    to_option,
)
from sharegen.copydeck import DIALECTS, GENERIC, Deck, as_page, as_table, gather
from sharegen.model.diagnostic import Diagnostic, Severity
from sharegen.report import count
from sharegen.write import write_file

_PAGE, _TABLE = ".md", ".csv"


@click.command("posts")
@project_option
@brand_option
@to_option
@only_option
@lang_option
@status_option
@click.option(
    "--on",
    "platforms",
    multiple=True,
    metavar="PLATFORM",
    help=f"Platforms, several as a,b (default: all of {', '.join(PLATFORMS)}).",
)
@click.option(
    "-o",
    "--out",
    "output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="FILE.md or FILE.csv (default: the page, on stdout).",
)
@click.option("--base-url", default="", help="Where the output folder lies on the web.")
@click.option(
    "--dialect",
    type=click.Choice([*DIALECTS]),
    help="Whose columns FILE.csv has (default: our own).",
)
@report_option
def posts_command(folder: Path | None, brand: Path | None, **given: Any) -> None:
    """Give out every post with its length, as a page or as a table for schedulers."""
    platforms, output = names(given["platforms"]), given["output"]
    _refuse(output, given["dialect"], platforms)
    base_url = _folder_of(given["base_url"])
    project = load(folder, brand)
    deck = gather(project, selection_of(given), platforms)
    problems = [*deck.problems]
    if output is None:
        desk().lines(as_page(deck, base_url, on_terminal=True).splitlines())
    elif output.suffix.lower() == _PAGE:
        write_file(output, [as_page(deck, base_url).encode()])
    else:
        table = as_table(deck, DIALECTS[given["dialect"] or GENERIC], base_url)
        write_file(output, [table.data])
        problems += table.problems
    say(problems, project.root)
    if output is not None:
        desk().path(output)
    summarise(_summary(deck, problems))
    if any(problem.severity is Severity.ERROR for problem in problems):
        sys.exit(SOME_FAILED)


def _refuse(output: Path | None, dialect: str | None, platforms: tuple[str, ...]) -> None:
    """Stop where the options do not go together."""
    ending = output.suffix.lower() if output is not None else ""
    if output is not None and ending not in (_PAGE, _TABLE):
        raise click.UsageError(f"{output.name} ends in neither {_PAGE} nor {_TABLE}")
    if dialect is None:
        return
    if ending != _TABLE:
        raise click.UsageError(f"--dialect goes with -o FILE{_TABLE}")
    if DIALECTS[dialect].alone and len(platforms) != 1:
        hint = "name it, as in --on x"
        raise click.UsageError(f"a table for {dialect} is for one platform; {hint}")


def _folder_of(base_url: str) -> str:
    """An address with a slash at its end."""
    if base_url and not base_url.startswith(("https://", "http://")):
        raise click.UsageError(f"--base-url {base_url!r} does not begin with https://")
    return base_url and base_url.rstrip("/") + "/"


def _summary(deck: Deck, problems: list[Diagnostic]) -> str:
    posts, entries = len(deck.postings), len(deck.entries)
    what = f"{posts} post{'s' * (posts != 1)} of {entries} entr{'y' if entries == 1 else 'ies'}"
    said = count(problems)
    return f"{', '.join((what, *deck.left_out))}{f'; {said}' if said else ''}"
