"""What is open: the project as its files are now, the pictures asked for, the art brought in.

Nothing in here waits; what sets type or reads files is meant to run in the press's one thread.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sharegen.load import CAPTIONS, load_project
from sharegen.model.card import Card
from sharegen.model.diagnostic import Diagnostic, ProjectError
from sharegen.model.project import Project
from sharegen.oneoff import Wish, cards_of
from sharegen.resolve import in_formats
from sharegen.studio.uploads import Uploads

_ORDERS = 256
_TEXTS = 16
_OWN = "assets"
Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Order:
    """Pictures that were asked for: by placement the card, or what is wrong there; `problems` are
    those of the words, whatever the placement."""

    id: str
    wish: Wish
    project: Project
    cards: dict[str, Card]
    wrong: dict[str, tuple[Diagnostic, ...]]

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """What is wrong before anything is set, each once."""
        return tuple(dict.fromkeys(one for found in self.wrong.values() for one in found))


class Room:
    """A project folder with the page open on it, under another brand where one is given.
    `borrowed`: it is the starter kit, since there was no project where the page was opened;
    nothing is saved there."""

    def __init__(self, root: Path, brand: Path | None = None, borrowed: bool = False) -> None:
        self.root = root
        self.borrowed = borrowed
        self._brand = brand
        self.wrong: tuple[Diagnostic, ...] = ()  # of files that cannot be used as they are now
        self.texts: OrderedDict[str, str] = OrderedDict()  # of captions.yaml, by hash
        self.project = load_project(root, brand)
        self._folder = Path(tempfile.mkdtemp(prefix="sharegen-studio-"))
        self.uploads = Uploads(self._folder)
        self._orders: OrderedDict[str, Order] = OrderedDict()
        self._stamp = self._stamped()
        self._remember()

    def refresh(self) -> Project:
        """The project as its files are now; as it was when they cannot be used, and `wrong` says
        why."""
        stamp = self._stamped()
        if stamp != self._stamp:
            self._stamp = stamp
            try:
                self.project, self.wrong = load_project(self.root, self._brand), ()
            except ProjectError as error:
                self.wrong = error.problems
            self._remember()
        return self.with_art

    @property
    def with_art(self) -> Project:
        """The project, with the art that was brought in and not saved yet."""
        art = {**self.uploads.backgrounds, **self.project.backgrounds}
        return replace(self.project, backgrounds=art)

    @property
    def seen(self) -> str:
        """The hash of captions.yaml as the page knows it."""
        return next(reversed(self.texts), "")

    def order(self, wish: Wish) -> Order:
        """Turn a wish into cards, each by itself where one of them stands in the way of all; of
        the project as it was at the last refresh."""
        project = self.with_art
        id = hashlib.sha256(repr((self._stamp, wish, project.root)).encode()).hexdigest()[:32]
        known = self._orders.get(id)
        if known is None:
            cards, wrong = _ordered(project, wish)
            known = self._orders[id] = Order(id, wish, project, cards, wrong)
            while len(self._orders) > _ORDERS:
                self._orders.popitem(last=False)
        self._orders.move_to_end(id)
        return known

    def ordered(self, id: str) -> Order | None:
        """An order by its id, as long as it is remembered."""
        return self._orders.get(id)

    def close(self) -> None:
        """Remove what was brought in."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _remember(self) -> None:
        try:
            text = (self.root / CAPTIONS).read_bytes()
        except OSError:
            return
        digest = hashlib.sha256(text).hexdigest()
        self.texts.pop(digest, None)
        self.texts[digest] = text.decode("utf-8", "replace")
        while len(self.texts) > _TEXTS:
            self.texts.popitem(last=False)

    def _stamped(self) -> Stamp:
        folders = (self.root / _OWN, self._brand)
        return tuple(sorted(_stamps(self.root / CAPTIONS, (row for row in folders if row))))


def _stamps(captions: Path, folders: Iterable[Path]) -> Iterator[tuple[str, int, int]]:
    """Every file that a project is made of, with its size and when it was changed."""
    names = [os.fspath(captions)]
    for place in folders:
        for folder, _, files in os.walk(place):
            names += (os.path.join(folder, name) for name in files)
    for name in names:
        try:
            found = os.stat(name)
        except OSError:
            continue
        yield name, found.st_mtime_ns, found.st_size


def _ordered(
    project: Project, wish: Wish
) -> tuple[dict[str, Card], dict[str, tuple[Diagnostic, ...]]]:
    """The cards of a wish by placement, and what is wrong where there is none."""
    try:
        return _by_placement(project, wish), {}
    except ProjectError as error:
        if len(wish.placements) < 2:
            return {}, dict.fromkeys(wish.placements or ("",), error.problems)
    cards: dict[str, Card] = {}
    wrong: dict[str, tuple[Diagnostic, ...]] = {}
    for placement in wish.placements:
        try:
            cards |= _by_placement(project, replace(wish, placements=(placement,)))
        except ProjectError as error:
            wrong[placement] = error.problems
    return cards, wrong


def _by_placement(project: Project, wish: Wish) -> dict[str, Card]:
    cards = cards_of(project, wish)
    return {card.placement.id: in_formats((card,), wish.formats)[0] for card in cards}
