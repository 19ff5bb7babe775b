"""A small project that is being watched, in a thread of its own, as `sharegen watch` does it."""

from __future__ import annotations

import contextlib
import queue
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sharegen.resolve import Selection
from sharegen.watching.lookout import Lookout
from sharegen.watching.round import Round
from sharegen.watching.session import Place, Session, session, watch

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30.0  # seconds until a test gives up; a save takes a fraction of one
WORDS = """language: en
captions:
  - id: one
    text: {en: "Ask first. Then **share what you know.**"}
    status: approved
  - id: two
    text: {en: "Look **twice.**"}
    background: lamp
    status: draft
"""
CHOSEN = Selection(("x-post", "instagram-square"), statuses=("approved", "draft", "hold"))


def small_project(folder: Path, beside: bool = False) -> Path:
    """A project of two captions, one of them on a drawing."""
    folder.mkdir()
    (folder / "captions.yaml").write_text(WORDS, "utf-8")
    shutil.copytree(ROOT / "assets", folder / "assets")
    if beside:
        shutil.copytree(ROOT / "examples" / "partner", folder / "partner")
    return folder


@dataclass
class Watched:
    """What runs: `next` waits for what comes of a save."""

    root: Path
    out: Path
    session: Session
    lookout: Lookout
    rounds: queue.Queue[Round] = field(default_factory=queue.Queue)

    @property
    def captions(self) -> Path:
        return self.root / "captions.yaml"

    @property
    def pieces(self) -> dict[str, bytes]:
        """The pictures in the folder."""
        found = sorted(self.out.glob("*/*.png"))
        return {path.relative_to(self.out).as_posix(): path.read_bytes() for path in found}

    def next(self) -> Round:
        return self.rounds.get(timeout=PATIENCE)

    def save(self, old: str, new: str) -> Round:
        """Save captions.yaml with something else in it, and wait for what comes of it."""
        text = self.captions.read_text("utf-8")
        assert old in text
        self.captions.write_text(text.replace(old, new), "utf-8")
        return self.next()

    def quiet(self, seconds: float = 0.3) -> bool:
        """Whether nothing comes for a while."""
        try:
            self.rounds.get(timeout=seconds)
        except queue.Empty:
            return True
        return False


@contextlib.contextmanager
def watched(root: Path, out: Path, poll: bool = False, beside: bool = False) -> Iterator[Watched]:
    """Watch until the block is left; its first round is over when it begins."""
    place = Place(root, out, CHOSEN, None, root / "partner" if beside else None, poll, "../")
    ended = threading.Event()
    with session(place) as opened, Lookout(poll) as lookout:
        found = Watched(root, out, opened, lookout)
        thread = threading.Thread(
            target=watch, args=(opened, lookout, found.rounds.put, ended.is_set)
        )
        thread.start()
        try:
            found.next()
            yield found
        finally:
            ended.set()
            thread.join(PATIENCE)
            assert not thread.is_alive()
