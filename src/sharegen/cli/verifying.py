"""`sharegen verify`."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from sharegen.cli.desk import desk, report_option
from sharegen.cli.progress import progress
from sharegen.cli.shared import (
    BAD_OUTPUT,
    MACHINE,
    brand_option,
    load,
    project_option,
    say,
    summarise,
)
from sharegen.proofsheet import Exhibit, pieces_of
from sharegen.report import count
from sharegen.verify import KINDS, Verified, verify


@click.command("verify")
@project_option
@brand_option
@click.option("--jobs", type=click.IntRange(1, 64), help="Processes (default: what pays).")
@click.argument("out", required=False, type=click.Path(path_type=Path))
@report_option
def verify_command(
    folder: Path | None, brand: Path | None, jobs: int | None, out: Path | None
) -> None:
    """Prove the files in OUT (default: dist) against their manifest and the project."""
    begun = time.monotonic()
    project = load(folder, brand)
    with progress("verifying", desk().quiet) as step:
        out = out or project.root / "dist"
        found = verify(project, out, jobs, step)
    say((*found.problems, *found.machine), project.root)
    # Only what is good is shown small: a picture that was altered may be anything.
    good = pieces_of(found.good)
    desk().exhibit(good, Exhibit((), good, out).shots)
    counts = ((kind, str(found.tally.get(kind, 0))) for kind in KINDS)
    desk().tally = (("verified", str(found.pictures)), *counts, ("output", str(out)))
    summarise(_summary(found, time.monotonic() - begun))
    if found.machine:
        sys.exit(MACHINE)
    if not found.is_good:
        sys.exit(BAD_OUTPUT)


def _summary(found: Verified, seconds: float) -> str:
    """ "180 pictures verified in 4.1 s: 178 good, 1 missing, 1 altered"."""
    pictures = f"{found.pictures} picture{'s' * (found.pictures != 1)}"
    counts = [f"{found.tally[kind]} {kind}" for kind in KINDS if found.tally.get(kind)]
    if len(counts) == 1 and found.pictures == found.tally.get(KINDS[0]):
        counts = ["all good"]
    told = ", ".join((*counts, *found.notes)) or "nothing to look at"
    problems = count((*found.problems, *found.machine))
    return f"{pictures} verified in {seconds:.1f} s: {told}{f'; {problems}' if problems else ''}"
