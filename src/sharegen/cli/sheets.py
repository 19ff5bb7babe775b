"""`sharegen sheet` and `sharegen guides`: pictures for whoever looks or draws."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from sharegen.cli.complete import a_placement
from sharegen.cli.desk import desk, report_option
from sharegen.cli.shared import (
    SOME_FAILED,
    brand_option,
    lang_option,
    load,
    only_option,
    project_option,
    root_of,
    say,
    selection_of,
    status_option,
    summarise,
    to_option,
)
from sharegen.guides import drawn, guides
from sharegen.load import load_project
from sharegen.model.diagnostic import Severity
from sharegen.report import count
from sharegen.sheet import contact_sheet
from sharegen.write import write_file


@click.command("sheet")
@project_option
@brand_option
@to_option
@only_option
@lang_option
@status_option
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The sheet (default: dist/contact-sheet.png).",
)
@report_option
def sheet_command(folder: Path | None, brand: Path | None, **given: Any) -> None:
    """Make a contact sheet: the pictures of a selection, small, on one page."""
    project = load(folder, brand)
    selection = selection_of(given)
    sheet = contact_sheet(project, selection)
    out = given["out"] or project.root / "dist" / "contact-sheet.png"
    write_file(out, sheet.parts)
    say(sheet.problems, project.root)
    desk().path(out)
    parts = [f"{sheet.pictures} on the sheet", *sheet.left_out, count(sheet.problems)]
    summarise(", ".join(filter(None, parts)))
    if any(problem.severity is Severity.ERROR for problem in sheet.problems):
        sys.exit(SOME_FAILED)


@click.command("guides")
@click.argument("placement", shell_complete=a_placement)
@project_option
@brand_option
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="FILE.png or FILE.svg (default: PLACEMENT-guides.png).",
)
@report_option
def guides_command(
    placement: str, folder: Path | None, brand: Path | None, out: Path | None
) -> None:
    """Draw what a placement covers, cuts and keeps free, as a transparent PNG or an SVG."""
    project = load_project(root_of(folder, fallback=True), brand)
    size, found = guides(project, placement)
    file = out or Path(f"{placement}-guides.png")
    write_file(file, [drawn(size, found, file)])
    desk().path(file)
    desk().aside("\n".join(f"{guide.name}: {guide.about}" for guide in found))
