"""`sharegen export` and `sharegen import`: what goes to translators, and what comes back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from sharegen.cli.desk import desk, report_option
from sharegen.cli.progress import progress
from sharegen.cli.shared import (
    SOME_FAILED,
    USAGE,
    lang_option,
    load,
    only_option,
    project_option,
    say,
    summarise,
)
from sharegen.model.diagnostic import Severity
from sharegen.model.manuscript import APPROVED, DRAFT, STATUSES
from sharegen.report import count
from sharegen.translation import Brought, Order, Parcel, bring_back, export
from sharegen.write import machine_errors, write_file


@click.command("export")
@project_option
@click.option(
    "--csv",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE",
    help="The file to write.",
)
@lang_option
@only_option
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice(STATUSES),
    help="Statuses of the texts to export (default: approved and draft). Repeatable.",
)
@report_option
def export_command(folder: Path | None, file: Path, **given: Any) -> None:
    """Write the texts of a project as a table for its translators, with the length that fits."""
    project = load(folder, None)
    statuses = given["statuses"] or (APPROVED, DRAFT)
    with progress("measuring", desk().quiet) as step:
        order = Order(given["languages"], given["captions"], statuses, step)
        found = export(project, order)
    write_file(file, [found.data])
    say(found.problems, project.root)
    desk().path(file)
    held = f", {found.held} left out (held)" if found.held else ""
    problems = f"; {count(found.problems)}" if found.problems else ""
    summarise(f"{found.rows} rows for {', '.join(found.languages)}{held}{problems} → {file}")


@click.command("import")
@project_option
@click.option(
    "--csv",
    "file",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    required=True,
    metavar="FILE",
    help="The file that came back.",
)
@lang_option
@click.option("--replace", is_flag=True, help="Replace approved translations, too, by drafts.")
@click.option("--partial", is_flag=True, help="Take the good rows though others are wrong.")
@report_option
def import_command(folder: Path | None, file: Path, **given: Any) -> None:
    """Put translations of a table into captions.yaml and brand.yaml, as drafts."""
    project = load(folder, None)
    with machine_errors(file):
        data = file.read_bytes()
    parcel = Parcel(data, str(file), given["languages"], given["replace"], given["partial"])
    brought = bring_back(project, parcel)
    brought.write()
    say(brought.problems, Path.cwd())
    for document, _ in brought.files:
        desk().path(document.root / document.file)
    summarise(_summary(brought))
    if any(problem.severity is Severity.ERROR for problem in brought.problems):
        sys.exit(SOME_FAILED if given["partial"] else USAGE)


def _summary(brought: Brought) -> str:
    """What was written, and what not and why."""
    errors = any(problem.severity is Severity.ERROR for problem in brought.problems)
    parts = [f"{len(brought.written)} written as drafts"]
    if errors and not brought.written:
        parts = ["nothing written"]
    said = (
        (brought.refused, "with errors"),
        (brought.unchanged, "unchanged"),
        (brought.empty, "without a translation"),
        (brought.others, "of other languages"),
    )
    parts += [f"{number} {what}" for number, what in said if number]
    problems = count(brought.problems)
    return f"{', '.join(parts)}{f'; {problems}' if problems else ''}"
