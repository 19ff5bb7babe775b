"""Which part of the art fills the canvas: covering it, the subject kept, the object on its line."""

from __future__ import annotations

from typing import NamedTuple

from sharegen.model.geometry import Rect, Size
from sharegen.model.project import Variant

_WHOLE = 0.95  # of the width of the art: a subject that wide has no side of its own
_BLEED = 1.25  # canvas widths that such a one takes


class Aim(NamedTuple):
    """Where things of the art are wanted: an object that stands, on `line_y` (canvas px); the
    focus, `across` and `down` the safe area as parts of it (a third that lies away from words)."""

    line_y: float = 0.0
    across: float = 2 / 3
    down: float = 1 / 3


class Axis(NamedTuple):
    """One direction, in the art's units: how long the art is and how much of it is seen, the
    subject, the safe area on the canvas, and the focus with the part of the safe area it is wanted
    at."""

    whole: float
    seen: float
    subject: tuple[float, float] | None
    safe: tuple[float, float]
    focus: float | None
    wanted: float


def window(variant: Variant, size: Size, safe: Rect, aim: Aim) -> Rect:
    """Turn a variant into the part of it that is seen, in the art's own units.

    The art covers the canvas. An object that stands on a line stands on that of the footer;
    otherwise the focus comes as near to where it is wanted as the art reaches and the subject,
    which is brought into the safe area, allows. On a canvas that is taller than a drawing, such a
    one loses nothing at its sides: its ground goes on below.
    """
    scale = max(size.width / variant.width, size.height / variant.height)
    free = variant.kind == "svg" and variant.stands is None
    taller = free and size.height * variant.width > size.width * variant.height
    if taller:
        scale = size.width / variant.width
    width, height = size.width / scale, size.height / scale
    focus = variant.focus or (None, None)
    sides = (safe.x / scale, safe.right / scale), (safe.y / scale, safe.bottom / scale)
    subject = _span(variant.subject, 0), _span(variant.subject, 1)
    x = _offset(Axis(variant.width, width, subject[0], sides[0], focus[0], aim.across))
    if variant.stands is not None:
        y = variant.stands - aim.line_y / scale
    elif taller:
        y = 0.0
    else:
        y = _offset(Axis(variant.height, height, subject[1], sides[1], focus[1], aim.down))
    return Rect(x, y, width, height)


def framed(variant: Variant, size: Size, disc: Rect) -> Rect:
    """The part of a drawing that shows its subject alone, in the middle of a disc; `disc` is the
    square inside it. In the art's own units."""
    subject = variant.subject or Rect(0, 0, variant.width, variant.height)
    width = disc.width
    if subject.width >= _WHOLE * variant.width:  # it runs on at both sides
        width = _BLEED * size.width
    scale = min(width / subject.width, disc.height / subject.height)
    x = subject.x + subject.width / 2 - (disc.x + disc.width / 2) / scale
    y = subject.y + subject.height / 2 - (disc.y + disc.height / 2) / scale
    return Rect(x, y, size.width / scale, size.height / scale)


def on_canvas(part: Rect, seen: Rect, size: Size) -> Rect:
    """A rectangle of the art where it falls on the canvas, cut to it, in px."""
    scale = size.width / seen.width
    moved = Rect(
        (part.x - seen.x) * scale,
        (part.y - seen.y) * scale,
        part.width * scale,
        part.height * scale,
    )
    return moved.intersection(Rect(0, 0, size.width, size.height))


def _span(subject: Rect | None, axis: int) -> tuple[float, float] | None:
    if subject is None:
        return None
    return subject[axis], subject[axis] + subject[axis + 2]


def _offset(axis: Axis) -> float:
    """Where the window begins along one axis: centred or as the focus wants it, then moved no more
    than the subject needs to stand between the safe edges, and never past the art."""
    whole, seen, subject, safe, focus, wanted = axis
    slack = whole - seen
    if slack <= 0:
        return slack / 2
    offset = slack / 2
    if focus is not None:
        offset = focus - (safe[0] + wanted * (safe[1] - safe[0]))
    if subject is not None:
        start, end = subject
        fits = end - start <= safe[1] - safe[0]
        least, most = (end - safe[1], start - safe[0]) if fits else (end - seen, start)
        if least > most:
            least = most = (start + end - seen) / 2
        offset = min(max(offset, least), most)
    return min(max(offset, 0.0), slack)
