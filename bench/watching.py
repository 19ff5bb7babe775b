"""From a save of captions.yaml to its pictures on the page of `sharegen watch`: 20 saves.

One caption is changed each time, on the default placements; what is measured ends when the page's
state names all its new pictures, which lie in the folder by then. `watching.py N` saves N times.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

from sharegen.watching.lookout import Lookout
from sharegen.watching.round import Round
from sharegen.watching.session import Place, session, watch
from sharegen.watching.wall import Wall

ROOT = Path(__file__).resolve().parents[1]
CAPTION = "know-their-traffickers"
WORDS = "Child sex trafficking victims virtually always know their traffickers.".split()
_LINE = re.compile(rf'(id: {CAPTION}\n    text:\n      en: ").*(")')


class _Done(Exception):
    """All saves are made."""


def main(saves: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copy(ROOT / "captions.yaml", root)
        shutil.copytree(ROOT / "assets", root / "assets")
        times, busy = measured(root, saves)
    times.sort()
    p95 = times[max(0, round(len(times) * 0.95) - 1)]
    print(f"{saves} saves of one caption, 14 pictures each")
    print(f"save to page: p50 {statistics.median(times):.3f} s, p95 {p95:.3f} s")
    print(f"processor time until then: p50 {statistics.median(busy):.3f} s")


def measured(root: Path, saves: int) -> tuple[list[float], list[float]]:
    """Seconds from each save to its pictures, and what the processor did in them."""
    times: list[float] = []
    busy: list[float] = []
    begun = [0.0, 0.0]

    def save() -> None:
        file = root / "captions.yaml"
        number = len(busy)
        at = 1 + number % (len(WORDS) - 1)  # the turn begins at another word each time
        words = f"{' '.join(WORDS[:at])} **{' '.join(WORDS[at:])}**"
        text = _LINE.sub(rf"\g<1>{words}\g<2>", file.read_text("utf-8"))
        begun[:] = time.perf_counter(), time.process_time()
        file.write_text(text, "utf-8")

    def told(done: Round) -> None:
        if begun[0]:
            assert done.made == 14, done
        if len(busy) == saves:
            raise _Done
        # from another thread, as an editor: not in the middle of this one's work
        threading.Timer(1.0, save).start()

    with session(Place(root, root / "watch")) as opened, Lookout() as lookout:
        opened.wall = _Timed(opened.wall, begun, (times, busy))  # type: ignore[assignment]
        with contextlib.suppress(_Done):
            watch(opened, lookout, told)
    return times, busy


class _Timed:
    """A wall that notes when the first showing after a save is done."""

    def __init__(
        self, wall: Wall, begun: list[float], found: tuple[list[float], list[float]]
    ) -> None:
        self._wall, self._begun, self._found = wall, begun, found
        self._last = 0.0

    def show(self, *given: object) -> None:
        self._wall.show(*given)  # type: ignore[arg-type]
        if self._begun[0] and self._begun[0] != self._last:
            self._last = self._begun[0]
            self._found[0].append(time.perf_counter() - self._begun[0])
            self._found[1].append(time.process_time() - self._begun[1])

    def __getattr__(self, name: str) -> object:
        return getattr(self._wall, name)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
