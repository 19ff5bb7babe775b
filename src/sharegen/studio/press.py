"""Make pictures for a page: a few at a time, each one once, the latest kept in memory.

Setting and drawing hold the interpreter's lock and share caches, so they are done in one thread,
one after the other; finishing (deflate, hashes, checks of pixels) lets go of it and is done in
others meanwhile. At most as many pictures as there are cores are being made, at most `queue` wait
for their turn, and whoever comes after that is sent away to come again.
"""

from __future__ import annotations

import asyncio
import os
from collections import OrderedDict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from sharegen.model.card import Card
from sharegen.model.diagnostic import CardError, Diagnostic
from sharegen.pipeline import Drawing, Outlined, finish, keep_layers, ready

QUEUE = 64
_KEPT = 32 << 20  # bytes of finished pictures in memory: about 300 of them
_LAYERS = 16  # base layers in memory: twice what the default placements take
_LINES = 6  # pictures that a browser asks for at once
_LEAST = 4096  # what one counts for that could not be made
T = TypeVar("T")


class Busy(Exception):
    """Too many wait already: try again in a second."""


@dataclass(frozen=True, slots=True)
class Made:
    """A card that was made: its file, and what checks said; no data where they forbid it."""

    card: Card
    data: bytes
    problems: tuple[Diagnostic, ...]


class Press:
    """Makes pictures for one event loop."""

    def __init__(self, cores: int = 0, queue: int = QUEUE, kept: int = _KEPT) -> None:
        self._cores = cores = cores or os.cpu_count() or 1
        keep_layers(_LAYERS)
        self._room = kept
        self._queue = queue
        self._free = asyncio.Semaphore(cores)
        self._waiting = 0
        self._engine = ThreadPoolExecutor(1, "engine")
        self._finishers = ThreadPoolExecutor(cores, "press")
        self._running: dict[Card, asyncio.Task[Made]] = {}
        self._shelf: OrderedDict[Card, Made] = OrderedDict()
        self._filled = 0

    async def think(self, work: Callable[[], T]) -> T:
        """Do what sets type, or reads the project, in the one thread for that. Raises Busy."""
        self._check()
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._engine, work)
        finally:
            self._waiting -= 1

    async def picture(self, card: Card) -> Made:
        """Make a picture, or wait for the same one that is being made. Raises Busy."""
        kept = self._shelf.get(card)
        if kept is not None:
            self._shelf.move_to_end(card)
            return kept
        running = self._running.get(card)
        if running is None:
            self._check()
            running = self._start(card)
        return await asyncio.shield(running)

    def begin(self, cards: Iterable[Card]) -> None:
        """Make the first few of what will be asked for in a moment, unless others wait."""
        for card in islice(cards, max(0, min(_LINES, self._queue) - self._waiting)):
            if card not in self._shelf and card not in self._running:
                self._start(card)

    def close(self) -> None:
        """Let no more begin; what runs ends by itself."""
        for pool in (self._engine, self._finishers):
            pool.shutdown(wait=False, cancel_futures=True)

    @property
    def filled(self) -> int:
        """How many bytes of pictures are kept."""
        return self._filled

    def _check(self) -> None:
        if self._waiting >= self._queue:
            raise Busy

    def _start(self, card: Card) -> asyncio.Task[Made]:
        running = self._running[card] = asyncio.create_task(self._make(card))
        running.add_done_callback(lambda _: self._running.pop(card, None))
        return running

    async def _make(self, card: Card) -> Made:
        loop = asyncio.get_running_loop()
        self._waiting += 1
        try:
            await self._free.acquire()
        finally:
            self._waiting -= 1
        try:
            drawn = await loop.run_in_executor(self._engine, _drawn, card)
            if isinstance(drawn, Made):
                made = drawn
            else:
                made = await loop.run_in_executor(self._finishers, _finished, card, drawn)
        finally:
            self._free.release()
        self._keep(made)
        return made

    def _keep(self, made: Made) -> None:
        self._shelf[made.card] = made
        self._filled += _weight(made)
        while self._filled > self._room:
            _, gone = self._shelf.popitem(last=False)
            self._filled -= _weight(gone)


def _weight(made: Made) -> int:
    return max(_LEAST, len(made.data))


def _drawn(card: Card) -> Drawing | Outlined | Made:
    try:
        return ready(card)
    except CardError as error:
        return Made(card, b"", error.problems)


def _finished(card: Card, drawn: Drawing | Outlined) -> Made:
    try:
        picture = finish(drawn)
    except CardError as error:
        return Made(card, b"", error.problems)
    return Made(card, picture.data, picture.warnings)
