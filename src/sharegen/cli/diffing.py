"""`sharegen diff`: what changed between two builds."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from sharegen.cli.desk import desk, report_option
from sharegen.cli.shared import SOME_FAILED, say, summarise
from sharegen.difference import (
    MOST_ROWS,
    Comparison,
    as_line,
    as_objects,
    changes_sheet,
    compare,
    report_page,
    summary,
)
from sharegen.model.diagnostic import Diagnostic, ProjectError
from sharegen.write import write_file

PICTURE, PAGE = ".png", ".html"
_FOLDER = click.Path(path_type=Path)


@click.command("diff")
@click.argument("old", type=_FOLDER)
@click.argument("new", type=_FOLDER)
@click.option(
    "--out",
    "files",
    type=click.Path(path_type=Path, dir_okay=False),
    multiple=True,
    help="FILE.png (before, after, difference) or FILE.html (a page). Repeatable.",
)
@click.option(
    "--rows",
    type=click.IntRange(1, 100),
    default=MOST_ROWS,
    show_default=True,
    help="At most so many rows in FILE.png.",
)
@click.option("--exit-code", is_flag=True, help="End with 1 when anything changed.")
@report_option
def diff_command(old: Path, new: Path, files: tuple[Path, ...], **given: Any) -> None:
    """Say what changed between two output folders of `sharegen build`, and nothing else."""
    for file in files:
        _refuse_other_formats(file)
    found = compare(old, new)
    say(found.warnings, Path.cwd())
    desk().found["changes"] = as_objects(found.entries)
    desk().lines(as_line(entry) for entry in found.entries)
    for file in files:
        write_file(file, _shown(found, file, given["rows"]))
        desk().path(file)
    summarise(summary(found))
    if given["exit_code"] and found.entries:
        sys.exit(SOME_FAILED)


def _refuse_other_formats(file: Path) -> None:
    if file.suffix.lower() not in (PICTURE, PAGE):
        message = f"{file.name} ends in neither {PICTURE} nor {PAGE}"
        hint = f"name FILE{PICTURE} for a picture, FILE{PAGE} for a page"
        raise ProjectError([Diagnostic("diff-format", message, hint=hint)])


def _shown(found: Comparison, file: Path, rows: int) -> tuple[bytes, ...]:
    if file.suffix.lower() == PAGE:
        return (report_page(found),)
    return changes_sheet(found, rows)
