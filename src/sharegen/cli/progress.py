"""How far a long run has come: a bar on a terminal, nothing in a log."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import click

Step = Callable[[int, int], None]


@contextmanager
def progress(label: str, quiet: bool) -> Iterator[Step | None]:
    """A function to call with how many are done and how many there are; None where nobody looks.

    The bar appears with the first call, so that a run with nothing to do shows none.
    """
    if quiet or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    with ExitStack() as stack:
        bars: list[Any] = []

        def step(done: int, total: int) -> None:
            if not bars:
                bar = click.progressbar(length=total, label=label, file=sys.stderr, show_pos=True)
                bars.append(stack.enter_context(bar))
            bars[0].update(done - bars[0].pos)

        yield step
