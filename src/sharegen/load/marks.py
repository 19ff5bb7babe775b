"""What the layers of a drawing mark, in ratios of it, and its memory in the user's cache folder.

Measuring takes a tenth of a second for each drawing, and follows from its bytes alone: it is kept
under their SHA-256, with what measured them. What is damaged or missing is measured again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from dataclasses import dataclass

from sharegen.load import cache
from sharegen.load.svg_process import DRAWER
from sharegen.model.geometry import Rect

_KIND = "marks"
_MOST_BYTES = 1 << 20
_MAGIC = b"sharegen-marks-1\n"  # another number when measuring changes


@dataclass(frozen=True, slots=True)
class Marks:
    """The box of the subject and the quiet areas of a drawing, x, y, width and height in ratios of
    it; `subject` is None and `quiet` empty for what it does not mark, or draws nowhere."""

    subject: Rect | None = None
    quiet: tuple[Rect, ...] = ()


def recall(sha256: str) -> Marks | None:
    """The marks of the drawing of this hash; None when they have to be measured."""
    place = cache.folder(_KIND)
    if place is None:
        return None
    try:
        data = (place / sha256).read_bytes()
    except OSError:
        return None
    head, body = data[: len(_MAGIC) + 32], data[len(_MAGIC) + 32 :]
    if head != _head(sha256, body):
        return None
    subject, quiet = json.loads(body)
    return Marks(Rect(*subject) if subject else None, tuple(Rect(*area) for area in quiet))


def remember(sha256: str, marks: Marks) -> None:
    """Keep the marks of a drawing, if that is possible."""
    place = cache.folder(_KIND)
    if place is None:
        return
    body = json.dumps([marks.subject, marks.quiet]).encode()
    with contextlib.suppress(OSError):
        cache.put(place, sha256, _head(sha256, body) + body)
        cache.shrink(place, _MOST_BYTES)


def _head(sha256: str, body: bytes) -> bytes:
    """What a whole finding begins with; it is of this drawing, and of this version of resvg."""
    made = f"{sha256}\n{DRAWER.version()}\n".encode()
    return _MAGIC + hashlib.sha256(made + body).digest()
