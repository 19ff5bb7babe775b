"""Turn the shapes, paths and transforms of an SVG into operators of a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from math import cos, radians, sin, tan

import pydyf

from sharegen.typeface import Segment

Matrix = tuple[float, float, float, float, float, float]
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_STEP = re.compile(r"\s*,?\s*(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^()]*)\)")
_ART_DIGITS = 4  # the art's units may be large
_GLYPH_DIGITS = 2  # of px
_THIRD = 2 / 3


class Unreadable(Exception):
    """A drawing has what is not written as plain shapes."""


def lengths(value: str) -> list[float]:
    """Numbers, perhaps in px; Unreadable for other units and for none."""
    parts = [part.removesuffix("px") for part in re.split(r"[\s,]+", value.strip())]
    if not all(_NUMBER.fullmatch(part) for part in parts):
        raise Unreadable(value)
    return [float(part) for part in parts]


def transform(value: str) -> Matrix | None:
    """A list of transforms as one matrix; None for none (CSS Transforms 1, 8)."""
    if not value.strip():
        return None
    whole, at = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 0
    value = value.strip()
    while at < len(value):
        step = _STEP.match(value, at)
        if step is None:
            raise Unreadable(value)
        whole = _times(whole, _one(step[1], lengths(step[2])))
        at = step.end()
    return whole


def _one(kind: str, n: list[float]) -> Matrix:
    if kind == "matrix" and len(n) == 6:
        return (n[0], n[1], n[2], n[3], n[4], n[5])
    if kind == "translate" and len(n) in (1, 2):
        return (1, 0, 0, 1, n[0], n[1] if len(n) == 2 else 0)
    if kind == "scale" and len(n) in (1, 2):
        return (n[0], 0, 0, n[-1], 0, 0)
    if kind == "rotate" and len(n) in (1, 3):
        c, s = cos(radians(n[0])), sin(radians(n[0]))
        x, y = n[1:] if len(n) == 3 else (0.0, 0.0)
        return (c, s, -s, c, x - c * x + s * y, y - s * x - c * y)
    if kind == "skewX" and len(n) == 1:
        return (1, 0, tan(radians(n[0])), 1, 0, 0)
    if kind == "skewY" and len(n) == 1:
        return (1, tan(radians(n[0])), 0, 1, 0, 0)
    raise Unreadable(kind)


def _times(one: Matrix, two: Matrix) -> Matrix:
    """Two matrices one after the other, the second applied first."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (
        a * g + c * h,
        b * g + d * h,
        a * i + c * j,
        b * i + d * j,
        a * k + c * m + e,
        b * k + d * m + f,
    )


def shape_path(tag: str, given: Mapping[str, str]) -> str:
    """A shape as the `d` of a path (SVG 2, 10); "" for one without extent."""
    if tag == "path":
        return given.get("d", "").strip()
    if tag in ("polyline", "polygon"):
        points = given.get("points", "").strip()
        return f"M{points}{'Z' if tag == 'polygon' else ''}" if points else ""
    if tag == "line":
        x1, y1, x2, y2 = (_length(given, name) for name in ("x1", "y1", "x2", "y2"))
        return f"M{x1!r},{y1!r} L{x2!r},{y2!r}"
    if tag == "rect":
        return _rect(given)
    x, y = _length(given, "cx"), _length(given, "cy")
    if tag == "circle":
        across = down = _length(given, "r")
    else:
        across, down = _radii(given)
    if across <= 0 or down <= 0:
        return ""
    arc = f"A{across!r},{down!r} 0 1 1"
    return f"M{x - across!r},{y!r} {arc} {x + across!r},{y!r} {arc} {x - across!r},{y!r}Z"


def _length(given: Mapping[str, str], name: str) -> float:
    return lengths(given[name])[0] if name in given else 0.0


def _radii(given: Mapping[str, str]) -> tuple[float, float]:
    """rx and ry; one that is missing or auto is the other."""
    known = {name: given[name] for name in ("rx", "ry") if given.get(name, "auto") != "auto"}
    across = _length(known, "rx" if "rx" in known else "ry")
    return across, _length(known, "ry" if "ry" in known else "rx")


def _rect(given: Mapping[str, str]) -> str:
    x, y, width, height = (_length(given, name) for name in ("x", "y", "width", "height"))
    across, down = _radii(given)
    across, down = min(across, width / 2), min(down, height / 2)
    if width <= 0 or height <= 0:
        return ""
    right, bottom = x + width, y + height
    if across <= 0 or down <= 0:
        return f"M{x!r},{y!r} H{right!r} V{bottom!r} H{x!r}Z"
    arc = f"A{across!r},{down!r} 0 0 1"
    return (
        f"M{x + across!r},{y!r} H{right - across!r} {arc} {right!r},{y + down!r} "
        f"V{bottom - down!r} {arc} {right - across!r},{bottom!r} "
        f"H{x + across!r} {arc} {x!r},{bottom - down!r} V{y + down!r} {arc} {x + across!r},{y!r}Z"
    )


class _Pen:
    """Takes a path as fontTools reads it out, and writes it on a page."""

    def __init__(self, content: pydyf.Stream, digits: int) -> None:
        self._content = content
        self._digits = digits
        self._at = (0.0, 0.0)

    def _rounded(self, *values: float) -> list[float]:
        return [round(value, self._digits) for value in values]

    def moveTo(self, point: tuple[float, float]) -> None:
        self._at = point
        self._content.move_to(*self._rounded(*point))

    def lineTo(self, point: tuple[float, float]) -> None:
        self._at = point
        self._content.line_to(*self._rounded(*point))

    def curveTo(self, *points: tuple[float, float]) -> None:
        self._at = points[-1]
        self._content.curve_to(*self._rounded(*(value for point in points for value in point)))

    def qCurveTo(self, control: tuple[float, float], end: tuple[float, float]) -> None:
        """The same curve with two control points."""
        one = [a + _THIRD * (c - a) for a, c in zip(self._at, control, strict=True)]
        two = [e + _THIRD * (c - e) for e, c in zip(end, control, strict=True)]
        self._at = end
        self._content.curve_to(*self._rounded(*one, *two, *end))

    def closePath(self) -> None:
        self._content.close()

    def endPath(self) -> None:
        pass


def trace_glyphs(content: pydyf.Stream, segments: Iterable[Segment]) -> None:
    """Write the outlines of glyphs as the page's current path."""
    pen = _Pen(content, _GLYPH_DIGITS)
    steps: dict[str, Callable[..., None]] = {
        "M": pen.moveTo,
        "L": pen.lineTo,
        "Q": pen.qCurveTo,
        "C": pen.curveTo,
        "Z": pen.closePath,
    }
    for kind, points in segments:
        steps[kind](*points)


def trace(content: pydyf.Stream, path: str) -> None:
    """Write the `d` of a path as the page's current path."""
    from fontTools.svgLib.path import parse_path  # a twentieth of a second

    try:
        parse_path(path, _Pen(content, _ART_DIGITS))
    except (ValueError, TypeError, IndexError, NotImplementedError) as error:
        raise Unreadable("a path") from error
