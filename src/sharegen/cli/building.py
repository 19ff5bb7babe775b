"""`sharegen build` and `sharegen check`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from sharegen.build import Options, Outcome, build
from sharegen.catalog.pseudo import PSEUDO
from sharegen.cli.desk import desk, report_option
from sharegen.cli.progress import progress
from sharegen.cli.pseudo import on_sheet, trial_of
from sharegen.cli.shared import (
    MACHINE,
    SOME_FAILED,
    USAGE,
    brand_option,
    format_option,
    lang_option,
    load,
    names,
    only_option,
    project_option,
    say,
    selection_of,
    status_option,
    stop,
    summarise,
    to_option,
)
from sharegen.library import examine
from sharegen.load import cache
from sharegen.model.diagnostic import Severity
from sharegen.model.manuscript import STATUSES
from sharegen.proofsheet import Exhibit, piece_of, pieces_of
from sharegen.report import count
from sharegen.resolve import Selection


@click.command("build")
@project_option
@brand_option
@to_option
@only_option
@lang_option
@status_option
@format_option
@click.option("--out", type=click.Path(path_type=Path), help="Output folder (default: dist).")
@click.option("--jobs", type=click.IntRange(1, 64), help="Processes (default: what pays).")
@click.option("--strict", is_flag=True, help="Write nothing when anything is wrong; exit 2.")
@click.option(
    "--release",
    is_flag=True,
    help="--strict, approved captions only, no stale facts, and the portable encoder.",
)
@click.option(
    "--pseudo",
    type=click.Choice(tuple(PSEUDO)),
    help="Longer words with accents, or from right to left: into pseudo/, to see what breaks.",
)
@click.option("--prune", is_flag=True, help="Remove stale files that are as they were written.")
@click.option("--verify", is_flag=True, help="Trust no file by its size: compare hashes.")
@report_option
def build_command(folder: Path | None, brand: Path | None, **given: Any) -> None:
    """Build all captions on the default placements."""
    if given["release"]:
        cache.leave_alone()  # what is published follows from the project alone
    project = load(folder, brand)
    selection = selection_of(given)
    out = given["out"] or project.root / "dist"
    if given["pseudo"]:
        trial = trial_of(project, selection, given["pseudo"], given)
        project, selection, out = trial.project, trial.selection, trial.out
    with progress("building", desk().quiet) as step:
        flags = {name: given[name] for name in ("jobs", "strict", "release", "prune", "verify")}
        options = Options(out, progress=step, **flags)
        outcome = build(project, selection, options)
    say(outcome.problems, project.root)
    _exhibit(outcome, out)
    if given["pseudo"]:
        desk().path(on_sheet(trial))
    summarise(_summary(outcome, out))
    if outcome.machine is not None:
        stop([outcome.machine], project.root, MACHINE)
    if not outcome.written:
        sys.exit(USAGE)
    if any(problem.severity is Severity.ERROR for problem in outcome.problems):
        sys.exit(SOME_FAILED)


def _exhibit(outcome: Outcome, out: Path) -> None:
    """Give reports what this build worked on: its own pictures, not all that lie in the folder."""
    paths = {card.path for card in outcome.cards}
    made = pieces_of(record for record in outcome.records if record.path in paths)
    desk().exhibit(made, Exhibit(outcome.cards, made, out).shots)
    desk().tally = (
        ("built", str(outcome.built)),
        ("unchanged", str(outcome.unchanged)),
        ("left out", ", ".join(outcome.left_out) or "0"),
        ("stale", str(len(outcome.stale))),
        ("removed", str(len(outcome.pruned))),
        ("output", str(out)),
    )


def _summary(outcome: Outcome, out: Path) -> str:
    """What was built, left out and why, and what is stale."""
    if not outcome.written:
        return f"nothing written: {count(outcome.problems)}"
    parts = [f"{outcome.built} built"]
    if outcome.unchanged:
        parts.append(f"{outcome.unchanged} unchanged")
    parts += [*outcome.left_out, *outcome.notes]
    if outcome.stale:
        parts.append(f"{len(outcome.stale)} stale (remove with --prune)")
    if outcome.pruned:
        parts.append(f"{len(outcome.pruned)} files removed")
    problems = count(outcome.problems)
    return f"{', '.join(parts)}{f'; {problems}' if problems else ''} → {out}"


@click.command("check")
@project_option
@brand_option
@to_option
@only_option
@lang_option
@report_option
def check_command(folder: Path | None, brand: Path | None, **given: Any) -> None:
    """Find every problem of captions and assets, without making a picture."""
    project = load(folder, brand, fresh=True)
    selection = Selection(
        names(given["placements"]), given["captions"], given["languages"], STATUSES
    )
    found = examine(project, selection)
    say(found.problems, project.root)
    pieces = [piece_of(card, checks) for card, checks in found.figures]
    desk().exhibit(pieces, Exhibit(found.cards).shots)
    number = len(found.cards)
    desk().tally = (("checked", str(number)), ("passed", str(len(found.figures))))
    cards = f"{number} card{'s' * (number != 1)} checked"
    summarise(f"{cards}; {count(found.problems) or 'all good'}")
    if any(problem.severity is Severity.ERROR for problem in found.problems):
        sys.exit(SOME_FAILED)
