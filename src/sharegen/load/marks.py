"""What the layers of a drawing mark, in ratios of it, and its memory in the user's cache folder.

Measuring takes a tenth of a second for each drawing, and follows from its bytes and from what draws
them.
"""

from __future__ import annotations

from dataclasses import dataclass

from sharegen.load.findings import Findings
from sharegen.load.svg_process import DRAWER
from sharegen.model.geometry import Rect


@dataclass(frozen=True, slots=True)
class Marks:
    """The box of the subject and the quiet areas of a drawing, x, y, width and height in ratios of
    it; `subject` is None and `quiet` empty for what it does not mark, or draws nowhere."""

    subject: Rect | None = None
    quiet: tuple[Rect, ...] = ()


def recall(sha256: str) -> Marks | None:
    """The marks of the drawing of this hash; None when they have to be measured."""
    found = _findings().recall(sha256)
    if found is None:
        return None
    subject, quiet = found
    return Marks(Rect(*subject) if subject else None, tuple(Rect(*area) for area in quiet))


def remember(sha256: str, marks: Marks) -> None:
    """Keep the marks of a drawing, if that is possible."""
    _findings().remember(sha256, [marks.subject, marks.quiet])


def _findings() -> Findings:
    """Those of this version of resvg; another number when measuring changes."""
    return Findings("marks", f"sharegen-marks-2 {DRAWER.version()}\n".encode(), 1 << 20)
