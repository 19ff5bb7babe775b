"""`sharegen gallery`: a page from which people take pictures, posts and descriptions."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from sharegen.cli.desk import desk, report_option
from sharegen.cli.progress import progress
from sharegen.cli.shared import (
    MACHINE,
    SOME_FAILED,
    USAGE,
    brand_option,
    lang_option,
    load,
    only_option,
    project_option,
    say,
    selection_of,
    stop,
    summarise,
    to_option,
)
from sharegen.gallery import Options, Published, publish
from sharegen.model.diagnostic import Severity
from sharegen.report import count


@click.command("gallery")
@project_option
@brand_option
@to_option
@only_option
@lang_option
@click.option("--out", type=click.Path(path_type=Path), help="The folder (default: site).")
@click.option("--base-url", default="", metavar="URL", help="Where the folder will be on the web.")
@click.option("--jobs", type=click.IntRange(1, 64), help="Processes (default: what pays).")
@report_option
def gallery_command(folder: Path | None, brand: Path | None, **given: Any) -> None:
    """Make a page from which people take pictures, posts and descriptions: approved ones only."""
    project = load(folder, brand)
    selection = selection_of({**given, "statuses": ()})
    out = given["out"] or project.root / "site"
    with progress("building", desk().quiet) as step:
        options = Options(given["jobs"], given["base_url"], progress=step)
        done = publish(project, selection, out, options)
    say(done.problems, project.root)
    summarise(_summary(done, out))
    if done.machine is not None:
        stop([done.machine], project.root, MACHINE)
    if not done.written:
        sys.exit(USAGE)
    desk().path(out / "index.html")
    if any(problem.severity is Severity.ERROR for problem in done.problems):
        sys.exit(SOME_FAILED)


def _summary(done: Published, out: Path) -> str:
    """What is shown, what was left out and why, and how much of it is new."""
    built, hung = done.outcome, done.hung
    sets = len(done.sets)
    shown = sum(len(piece.pictures) for one in done.sets for piece in one.pieces)
    parts = [f"{sets} set{'s' * (sets != 1)} with {shown} picture{'s' * (shown != 1)}"]
    parts.append(f"{built.built} built")
    if built.unchanged:
        parts.append(f"{built.unchanged} unchanged")
    parts += [*built.left_out, f"{len(hung.written)} files of the page written"]
    removed = len(built.pruned) + len(hung.removed)
    if removed:
        parts.append(f"{removed} files removed")
    problems = count(done.problems)
    return f"{', '.join(parts)}{f'; {problems}' if problems else ''} → {out}"
