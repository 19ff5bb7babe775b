"""`sharegen kit`: all that a partner posts, in one archive."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from sharegen.cli.desk import desk, report_option
from sharegen.cli.progress import progress
from sharegen.cli.shared import (
    MACHINE,
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
from sharegen.kit import PER, Kit, Options, Packed, pack
from sharegen.load import cache
from sharegen.report import count


@click.command("kit")
@project_option
@brand_option
@to_option
@only_option
@lang_option
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The archive (default: kit.zip in the project's folder).",
)
@click.option(
    "--per",
    type=click.Choice(PER),
    help="An archive for each shape or platform: FILE-square.zip, FILE-instagram.zip …",
)
@click.option("--jobs", type=click.IntRange(1, 64), help="Processes (default: what pays).")
@report_option
def kit_command(folder: Path | None, brand: Path | None, **given: Any) -> None:
    """Pack pictures, posts, descriptions, a page to take them from and licences for partners.

    Approved captions only, and only where nothing is wrong: a kit is a release.
    """
    cache.leave_alone()  # what is published follows from the project alone
    project = load(folder, brand)
    selection = selection_of({**given, "statuses": ()})
    out = given["out"] or project.root / "kit.zip"
    with progress("building", desk().quiet) as step:
        done = pack(project, selection, out, Options(given["per"] or "", given["jobs"], step))
    say(done.problems, project.root)
    desk().found["kits"] = [_as_object(kit) for kit in done.kits]
    for kit in done.kits:
        desk().path(kit.path)
    summarise(_summary(done))
    if done.machine is not None:
        stop([done.machine], project.root, MACHINE)
    if not done.written:
        sys.exit(USAGE)


def _as_object(kit: Kit) -> dict[str, Any]:
    return {
        "path": str(kit.path),
        "group": kit.group,
        "bytes": kit.bytes,
        "sha256": kit.sha256,
        "files": kit.files,
        "pictures": kit.pictures,
        "sets": kit.sets,
        "placements": list(kit.placements),
        "languages": list(kit.languages),
    }


def _summary(done: Packed) -> str:
    """What is in each archive, and what was left out of all of them and why."""
    if not done.written:
        return f"nothing written: {count(done.problems)}"
    lines = [_line(kit) for kit in done.kits]
    if done.left_out:
        lines.append(f"left out: {', '.join(done.left_out)}")
    problems = count(done.problems)
    return "\n".join((*lines, problems) if problems else lines)


def _line(kit: Kit) -> str:
    places = len(kit.placements)
    return (
        f"{kit.path.name}: {kit.pictures} picture{'s' * (kit.pictures != 1)} on {places} "
        f"placement{'s' * (places != 1)} in {', '.join(kit.languages)}, "
        f"{kit.files} files, {kit.bytes / 1e6:.1f} MB"
    )
