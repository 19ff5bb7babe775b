"""All pictures of the project: `sharegen watch` in a process of its own, so that nobody who types
waits for it, into a folder that only this page reads."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import tempfile
import threading
from pathlib import Path

from sharegen.manifest import is_ours
from sharegen.model.manuscript import STATUSES
from sharegen.resolve import Selection
from sharegen.watching.lookout import Lookout
from sharegen.watching.session import BESIDE, Place, session, watch
from sharegen.watching.wall import FOLDER, STATIC, TRACINGS, index_in, state_in, tick_in
from sharegen.wording import SPOKEN
from sharegen.workers import deaf, end_with_parent

_HOME = "/"  # the page for one picture
_PATIENCE = 2.0  # seconds until a process that was told to end is made to
_PARTS = (*STATIC, TRACINGS, *(name for tag in SPOKEN for name in (state_in(tag), tick_in(tag))))
_PAGE = frozenset((*map(index_in, SPOKEN), *(f"{FOLDER}/{name}" for name in _PARTS)))
_KINDS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".txt": "text/plain; charset=utf-8",
}


class Hall:
    """The hall is empty until somebody comes to see it."""

    def __init__(self, root: Path, brand: Path | None = None, beside: Path | None = None) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="sharegen-wall-"))
        everything = Selection(statuses=STATUSES)
        out = self._folder / "wall"
        self._place = Place(root, out, everything, brand, beside, home=_HOME)
        self._process: multiprocessing.process.BaseProcess | None = None
        self._lock = threading.Lock()

    def enter(self) -> None:
        """Begin to make pictures, unless they are being made."""
        with self._lock:
            if self._process is None or not self._process.is_alive():
                context = multiprocessing.get_context("spawn")
                self._process = context.Process(target=_watch, args=(self._place,), name="wall")
                with deaf():
                    self._process.start()

    def file(self, name: str) -> tuple[bytes, str] | None:
        """A file of the page by the name it has there, with its media type; None for no other."""
        kind = _KINDS.get(os.path.splitext(name)[1])
        picture = _pictured(name.removeprefix(f"{BESIDE}/"))
        if kind is None or not (name in _PAGE or is_ours(picture)):
            return None
        path = self._place.out / name
        try:
            return (path.read_bytes(), kind) if not path.is_symlink() else None
        except OSError:
            return None

    def close(self) -> None:
        """End it, and remove what was made."""
        with self._lock:
            if self._process is not None:
                self._process.terminate()
                self._process.join(_PATIENCE)
                if self._process.is_alive():
                    self._process.kill()
                    self._process.join()
                self._process = None
        shutil.rmtree(self._folder, ignore_errors=True)


def _pictured(name: str) -> str:
    """The picture that a name is of: itself, or that which an alt text lies beside."""
    return f"{name.removesuffix('.alt.txt')}.png" if name.endswith(".alt.txt") else name


def _watch(place: Place) -> None:
    """What the process does, until it is ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who started the page
    signal.signal(signal.SIGTERM, _leave)
    end_with_parent()
    with session(place) as opened, Lookout() as lookout:
        watch(opened, lookout, lambda _: None)


def _leave(*_: object) -> None:
    """End by the way out: workers are ended, and nothing that the system counts is left."""
    raise SystemExit
