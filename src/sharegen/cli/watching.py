"""`sharegen watch`: all pictures on a page, made again as files are saved."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from sharegen.cli.desk import desk, report_option
from sharegen.cli.shared import (
    SOME_FAILED,
    USAGE,
    beside_option,
    brand_option,
    format_option,
    lang_option,
    only_option,
    project_option,
    root_of,
    say,
    selection_of,
    status_option,
    summarise,
    to_option,
)
from sharegen.model.diagnostic import Diagnostic, MachineError, Severity
from sharegen.model.manuscript import STATUSES
from sharegen.report import count
from sharegen.watching.round import Round, speaking
from sharegen.watching.session import Place, session, watch

_PART = "watchfiles"


@click.command("watch")
@project_option
@brand_option
@beside_option
@to_option
@only_option
@lang_option
@status_option
@format_option
@click.option("--out", type=click.Path(path_type=Path), help="Output folder (default: watch).")
@click.option("--once", is_flag=True, help="Make pictures and page, and end.")
@click.option("--poll", is_flag=True, help="Look for changes on disks that tell of none.")
@report_option
def watch_command(
    folder: Path | None, brand: Path | None, beside: Path | None, **given: Any
) -> None:
    """Show all pictures on a page, and make again what a save changes. Ctrl-C ends it."""
    if not given["once"] and find_spec(_PART) is None:
        message = f"watching files is done with {_PART}, which is not here"
        hint = 'run: pip install "sharegen[studio]"; or make the page once, with --once'
        raise MachineError("part-missing", message, hint)
    root = root_of(folder)
    out = given["out"] or root / "watch"
    given["statuses"] = given["statuses"] or STATUSES
    place = Place(root, out, selection_of(given), brand, beside, given["poll"], _way(out, root))
    with session(place) as opened:
        desk().path(opened.wall.index)
        if given["once"]:
            done = opened.turn(None, None)
            opened.settle()
            opened.trace(lambda: False)
            _end(done, root)
            return
        lookout = import_module("sharegen.watching.lookout")
        desk().aside("open this page in a browser; Ctrl-C ends it")
        with lookout.Lookout(place.poll, desk().aside) as looking:
            try:
                watch(opened, looking, _teller(root))
            finally:
                opened.wall.close()


def _way(out: Path, root: Path) -> str:
    """How a page in one folder reaches another."""
    try:
        return f"{Path(os.path.relpath(root.resolve(), out.resolve())).as_posix()}/"
    except ValueError:  # another drive
        return ""


def _teller(root: Path) -> Callable[[Round], None]:
    """Says of each save what came of it, and of problems those that were not there before."""
    before: set[Diagnostic] = set()

    def tell(done: Round) -> None:
        new = [problem for problem in done.problems if problem not in before]
        before.clear()
        before.update(done.problems)
        say(new, root)
        desk().aside(f"{done.told(speaking())}{_counted(done)}")

    return tell


def _counted(done: Round) -> str:
    problems = count(done.problems)
    return f"; {problems}" if problems else ""


def _end(done: Round, root: Path) -> None:
    say(done.problems, root)
    summarise(f"{done.told(speaking())}{_counted(done)}")
    if done.stopped:
        sys.exit(USAGE)
    if any(problem.severity is Severity.ERROR for problem in done.problems):
        sys.exit(SOME_FAILED)
