"""Art as outlines on a page: shapes with plain fills and strokes.

Whatever else a drawing has (gradients, masks, filters, pictures, opacity of a group) makes it
pixels, whole: nothing is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple
from xml.etree import ElementTree

from PIL import ImageColor

from sharegen.model.color import Color
from sharegen.model.geometry import Rect, Size
from sharegen.pdf.path import Matrix, Unreadable, lengths, shape_path, trace, transform
from sharegen.pdf.sheet import Sheet

_SHAPES = frozenset("path rect circle ellipse line polyline polygon".split())
_EMPTY = frozenset(("defs",))  # of no look by themselves
_GEOMETRY = frozenset("d points x y width height rx ry cx cy r x1 y1 x2 y2 pathLength".split())
_SILENT = frozenset("id class data-name role lang tabindex".split())
_CAPS = {"butt": 0, "round": 1, "square": 2}
_BLACK = Color(0, 0, 0)
_JOINS = {"miter": 0, "round": 1, "bevel": 2}


class Placed(NamedTuple):
    """Which part of the art, in its own units, fills a canvas; `origin` is its top left corner."""

    window: Rect
    size: Size
    origin: tuple[float, float]
    mirrored: bool

    @property
    def matrix(self) -> Matrix:
        across = self.size.width / self.window.width
        down = self.size.height / self.window.height
        x = -(self.origin[0] + self.window.x) * across
        y = -(self.origin[1] + self.window.y) * down
        if self.mirrored:
            return (-across, 0, 0, down, self.size.width - x, y)
        return (across, 0, 0, down, x, y)


@dataclass(frozen=True, slots=True)
class _Look:
    """How a shape is painted; what SVG inherits (SVG 2, 13)."""

    fill: Color | None = _BLACK
    stroke: Color | None = None
    fill_opacity: float = 1.0
    stroke_opacity: float = 1.0
    width: float = 1.0
    cap: int = 0
    join: int = 0
    miter: float = 4.0
    dashes: tuple[float, ...] = ()
    dash_start: float = 0.0
    even_odd: bool = False
    color: Color = _BLACK
    hidden: bool = False


def is_drawable(markup: str) -> bool:
    """Whether all that a drawing has can be written as plain shapes."""
    try:
        draw(Sheet(), markup, Placed(Rect(0, 0, 1, 1), Size(1, 1), (0, 0), False))
    except Unreadable:
        return False
    return True


def draw(sheet: Sheet, markup: str, placed: Placed) -> None:
    """Write a drawing's shapes. Raises Unreadable."""
    sheet.content.push_state()
    sheet.content.set_matrix(*placed.matrix)
    _element(sheet, ElementTree.fromstring(f"<g>{markup}</g>"), _Look())
    sheet.content.pop_state()


def _element(sheet: Sheet, element: ElementTree.Element, look: _Look) -> None:
    given = _given(element)
    if given.pop("display", "") == "none":
        return
    matrix = transform(given.pop("transform", ""))
    opacity = lengths(given.pop("opacity", "1"))[0]
    shape = {name: given.pop(name) for name in _GEOMETRY & given.keys()}
    look = _changed(look, given)
    if opacity != 1:
        if element.tag not in _SHAPES or (look.fill and look.stroke):
            raise Unreadable("opacity of a group")
        look = replace(
            look,
            fill_opacity=look.fill_opacity * opacity,
            stroke_opacity=look.stroke_opacity * opacity,
        )
    sheet.content.push_state()
    if matrix is not None:
        sheet.content.set_matrix(*matrix)
    if element.tag in _SHAPES:
        _shape(sheet, shape_path(element.tag, shape), look)
    elif element.tag == "g":
        for child in element:
            _element(sheet, child, look)
    elif element.tag not in _EMPTY or len(element):
        raise Unreadable(element.tag)
    sheet.content.pop_state()


def _given(element: ElementTree.Element) -> dict[str, str]:
    """Attributes, and over them the declarations of its style."""
    given = {name: value for name, value in element.attrib.items() if name not in _SILENT}
    for part in given.pop("style", "").split(";"):
        name, _, value = part.partition(":")
        if name.strip():
            given[name.strip()] = value.replace("!important", "").strip()
    return given


def _changed(look: _Look, given: Mapping[str, str]) -> _Look:
    """A look with what an element says of it; Unreadable for what is not known here."""
    if "color" in given:
        look = replace(look, color=_color(given["color"], look.color) or look.color)
    changes: dict[str, object] = {}
    for name, value in given.items():
        value = value.strip()
        if value == "inherit" or name == "color":
            continue
        if name in ("fill", "stroke"):
            changes[name] = _color(value, look.color)
        elif name in _NUMBERS:
            changes[_NUMBERS[name]] = lengths(value)[0]
        elif name == "stroke-dasharray":
            changes["dashes"] = () if value == "none" else tuple(lengths(value))
        elif name in _WORDS and value in _WORDS[name][1]:
            changes[_WORDS[name][0]] = _WORDS[name][1][value]
        elif (name, value) not in _PLAIN:
            raise Unreadable(f"{name}={value}")
    return replace(look, **changes)  # type: ignore[arg-type]


_NUMBERS = {
    "fill-opacity": "fill_opacity",
    "stroke-opacity": "stroke_opacity",
    "stroke-width": "width",
    "stroke-miterlimit": "miter",
    "stroke-dashoffset": "dash_start",
}
_WORDS: dict[str, tuple[str, dict[str, object]]] = {
    "stroke-linecap": ("cap", dict(_CAPS)),
    "stroke-linejoin": ("join", dict(_JOINS)),
    "fill-rule": ("even_odd", {"evenodd": True, "nonzero": False}),
    "visibility": ("hidden", {"visible": False, "hidden": True, "collapse": True}),
}
# What says nothing but the usual: editors write these out.
_PLAIN = frozenset(
    (
        ("clip-rule", "evenodd"),
        ("clip-rule", "nonzero"),
        ("clip-path", "none"),
        ("mask", "none"),
        ("filter", "none"),
        ("isolation", "auto"),
        ("mix-blend-mode", "normal"),
        ("overflow", "visible"),
        ("paint-order", "normal"),
        ("vector-effect", "none"),
        ("stroke-dashoffset", "0"),
    )
)


def _color(value: str, current: Color) -> Color | None:
    """A colour as CSS writes it, opaque; None for none."""
    if value in ("none", "transparent"):
        return None
    if value.lower() == "currentcolor":
        return current
    if not re.fullmatch(r"#[0-9A-Fa-f]{3}(?:[0-9A-Fa-f]{3})?|rgb\([^a-z]*\)|[A-Za-z]+", value):
        raise Unreadable(value)
    try:
        return Color(*ImageColor.getrgb(value)[:3])
    except ValueError:
        raise Unreadable(value) from None


def _shape(sheet: Sheet, path: str, look: _Look) -> None:
    stroked = look.stroke is not None and look.width > 0
    if not path or look.hidden or (look.fill is None and not stroked):
        return
    content = sheet.content
    if (look.fill_opacity, look.stroke_opacity) != (1, 1):
        content.set_state(sheet.opacity(look.fill_opacity, look.stroke_opacity))
    if look.fill is not None:
        sheet.color(look.fill)
    if look.stroke is not None:
        sheet.color(look.stroke, stroke=True)
        content.set_line_width(look.width)
        content.set_line_cap(look.cap)
        content.set_line_join(look.join)
        content.set_miter_limit(look.miter)
        if any(look.dashes):
            content.set_dash(look.dashes, look.dash_start)
    trace(content, path)
    if look.fill is not None and stroked:
        content.fill_and_stroke(look.even_odd)
    elif stroked:
        content.stroke()
    else:
        content.fill(look.even_odd)
