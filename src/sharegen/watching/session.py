"""Looks at files until it is stopped: makes what a save changed, shows it, and draws what lies over
pictures while nothing is saved."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sharegen.model.diagnostic import Diagnostic
from sharegen.pipeline import keep_layers
from sharegen.resolve import Selection
from sharegen.watching.board import Composer, mark_of, shot_id
from sharegen.watching.edition import Edition, Piece
from sharegen.watching.inputs import Inputs, being_written
from sharegen.watching.lookout import Batch, Lookout
from sharegen.watching.round import Round, speaking
from sharegen.watching.tracing import Tracing, traced
from sharegen.watching.wall import Wall
from sharegen.wording import SPOKEN
from sharegen.write import open_output

BESIDE = "beside"  # the folder of the second brand's pictures
_LAYERS = 20  # base layers in memory: those of one caption on the default placements, and more
_BEAT = 0.5  # seconds between two looks whether it is to end
_PATIENCE = 2.0  # seconds that a file may be open for writing before it is read nevertheless
_PAUSE = 0.01
_TAIL = 0.06  # seconds until the last that was written is told
_SANE = 10.0  # seconds: a file that was saved longer ago came here by another way
_SHOW = 0.4  # seconds between two showings while many are made


@dataclass(frozen=True, slots=True)
class Place:
    """What to look at, and where the pictures and their page go. `beside` is the folder of a
    second brand; `source` how the page reaches the project's folder ("": not at all), `home` the
    address of the page for one picture ("": there is none)."""

    root: Path
    out: Path
    selection: Selection = field(default_factory=Selection)
    brand: Path | None = None
    beside: Path | None = None
    poll: bool = False
    source: str = ""
    home: str = ""


class Session:
    """One project that is looked at; `told` hears what came of each save."""

    def __init__(self, editions: list[Edition], wall: Wall) -> None:
        self.editions = editions
        self.wall = wall
        self._tracings: dict[str, tuple[str, Tracing]] = {}
        self._shown = 0.0
        self._settled = True

    def turn(self, lookout: Lookout | None, batch: Batch | None) -> Round:
        """Make and show what a batch of saved files changes; None: all there is."""
        begun = _saved_at(batch)
        made: list[Piece] = []

        def stop() -> bool:
            return lookout is not None and lookout.waiting

        for edition in self.editions:
            inputs = edition.inputs
            if batch is not None and not any(map(inputs.concerns, batch)):
                continue
            brand = batch is None or any(map(inputs.of_brand, batch))
            for pieces in edition.save(stop, brand):
                made += pieces
                self._show(_round(made, begun, self.editions), hasty=len(made) > len(pieces))
        done = _round(made, begun, self.editions)
        self._show(done)
        self._settled = False
        return done

    def settle(self) -> bool:
        """Write what no open page waits for: the page for who opens it later, and what the folder
        has. Whether there was anything to write. Raises MachineError."""
        if self._settled:
            return False
        self._settled = True
        self.wall.write_indexes()
        for edition in self.editions:
            edition.write_lists()
        return True

    def trace(self, stop: Callable[[], bool]) -> bool:
        """Draw what lies over pictures that have nothing yet, until there is something better to
        do; whether anything was drawn."""
        wanted = dict(self._untraced())
        for id, piece in wanted.items():
            if stop():
                break
            self._tracings[id] = (mark_of(piece), traced(piece.card))
        if wanted:
            self.wall.note(self._tracings)
        return bool(wanted)

    def _untraced(self) -> Iterator[tuple[str, Piece]]:
        for number, edition in enumerate(self.editions):
            for path, piece in edition.pieces.items():
                id = shot_id(number, path)
                if not piece.past and self._tracings.get(id, ("",))[0] != mark_of(piece):
                    yield id, piece

    def _show(self, done: Round, hasty: bool = False) -> None:
        """Let the page show what there is; at times only, while many are made."""
        if hasty and time.monotonic() - self._shown < _SHOW:
            return
        self.wall.show(self.editions, done)
        self._shown = time.monotonic()


@contextlib.contextmanager
def session(place: Place) -> Iterator[Session]:
    """A session with its folders open. Raises ProjectError and MachineError, as a build does."""
    keep_layers(_LAYERS)
    inputs = [Inputs(place.root, place.brand)]
    if place.beside is not None:
        inputs.append(Inputs(place.root, place.beside))
    with contextlib.ExitStack() as stack:
        editions = []
        folders = ("", f"{BESIDE}/")[: len(inputs)]
        for row, folder in zip(inputs, folders, strict=True):
            forbidden = (place.root, row.captions, *row.brands)
            output = stack.enter_context(open_output(place.out / folder, forbidden))
            editions.append(Edition(row, place.selection, output))
        composers = [Composer(speaking(tag), folders, place.source) for tag in SPOKEN]
        opened = Session(editions, Wall(editions[0].output, composers, place.home))
        try:
            yield opened
        finally:
            opened.settle()


def watch(
    opened: Session,
    lookout: Lookout,
    told: Callable[[Round], None],
    ended: Callable[[], bool] = lambda: False,
) -> None:
    """Look until it is interrupted, or half a second after `ended`. Raises MachineError."""
    inputs = [edition.inputs for edition in opened.editions]
    lookout.cover(_folders(inputs))
    told(opened.turn(lookout, None))
    opened.settle()
    idle = False
    while not ended():
        batch = lookout.next(_BEAT if idle else 0)
        if not batch:
            idle = not (opened.settle() or opened.trace(lambda: lookout.waiting))
            continue
        if lookout.cover(_folders(inputs)):  # what is in new folders was saved before they were
            batch |= {brand for row in inputs for brand in row.brands}
        if any(row.concerns(path) for row in inputs for path in batch):
            told(opened.turn(lookout, _finished(batch, inputs, lookout)))
            idle = False


def _folders(inputs: list[Inputs]) -> list[Path]:
    return list(dict.fromkeys(folder for row in inputs for folder in row.folders()))


def _finished(batch: Batch, inputs: list[Inputs], lookout: Lookout) -> Batch:
    """A batch once nobody writes its files any more, with what was saved meanwhile."""
    deadline = time.monotonic() + _PATIENCE
    waited = False
    while time.monotonic() < deadline and any(
        being_written(path) for path in batch if any(row.concerns(path) for row in inputs)
    ):
        batch |= lookout.next(_PAUSE)
        waited = True
    return batch | lookout.next(_TAIL) if waited else batch


def _round(made: list[Piece], begun: float, editions: list[Edition]) -> Round:
    captions = dict.fromkeys(piece.card.caption for piece in made)
    problems = [problem for edition in editions for problem in _problems(edition)]
    stopped = any(edition.wrong for edition in editions)
    good = sum(1 for piece in made if not piece.past)
    return Round(good, tuple(captions), max(0.0, time.time() - begun), tuple(problems), stopped)


def _problems(edition: Edition) -> Iterator[Diagnostic]:
    if edition.wrong:
        yield from edition.wrong
        return
    yield from edition.problems
    for piece in edition.pieces.values():
        yield from (*piece.problems, *piece.warnings)


def _saved_at(batch: Batch | None) -> float:
    """When the files of a batch were saved, as the disk says it; now where that is no help."""
    now = time.time()
    times = []
    for path in batch or ():
        with contextlib.suppress(OSError):
            if path.is_file():
                times.append(path.stat().st_mtime)
    saved = max(times, default=now)
    return saved if now - _SANE < saved <= now else now
