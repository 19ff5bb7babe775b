"""What colours art has: those its shapes are painted in, and those that words would stand on."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageColor, ImageStat

from sharegen.load.art import load_art
from sharegen.load.svg_cost import Element
from sharegen.load.svg_rules import GRADIENTS, SHAPES
from sharegen.model.color import Color
from sharegen.model.geometry import Rect, Size
from sharegen.model.project import Variant

_SHEET_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_LOOK_PX = 240  # the long side of the picture that is looked at
_UNDRAWN = ("clipPath", "mask", "marker", "filter")


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour that shapes are filled with or, `line`, outlined in."""

    color: Color
    line: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """What words would stand on: the mean colour of what is drawn there, and how much of it is
    covered at all, 0 to 1."""

    color: Color
    covered: float


def paints(root: Element, followers: frozenset[str]) -> Counter[Paint]:
    """The colours of a drawing and how many shapes have each; those of shapes with one of the
    classes that follow the brand are left out. Styles count by tag, class and id."""
    rules = tuple(_rules(root))
    used = frozenset(_used(root))
    found: Counter[Paint] = Counter()
    stack: list[tuple[Element, dict[str, str]]] = [(root, {"fill": "#000", "stroke": "none"})]
    while stack:
        element, inherited = stack.pop()
        if element.tag in _UNDRAWN or element.attributes.get("opacity") in ("0", "0%"):
            continue
        own = {**inherited, **_own(element, rules)}
        classes = set(element.attributes.get("class", "").split())
        if classes & followers:
            own = {"fill": "none", "stroke": "none"}
        elif element.tag in SHAPES:
            for name in ("fill", "stroke"):
                color = _color(own[name])
                if color is not None:
                    found[Paint(color, name == "stroke")] += 1
        elif element.tag == "stop":
            color = _color(own.get("stop-color", "#000"))
            found.update([Paint(color)] if color else [])
        stack.extend(
            (child, own)
            for child in element.children
            if element.tag != "defs" or child.tag in GRADIENTS or _id(child) in used
        )
    return found


def _used(element: Element) -> Iterator[str]:
    """The ids that are drawn where something uses them."""
    if element.tag == "use":
        yield element.attributes.get("href", "").removeprefix("#")
    for child in element.children if element.tag not in _UNDRAWN else ():
        yield from _used(child)


def _id(element: Element) -> str:
    return element.attributes.get("id", "")


def stage(variant: Variant, beside_subject: bool) -> Stage:
    """What words would stand on in art: its quiet areas, else the whole of it; the subject left
    out, where only what is beside it is asked for."""
    width, height = variant.width, variant.height
    scale = _LOOK_PX / max(width, height)
    size = Size(max(1, round(width * scale)), max(1, round(height * scale)))
    image = load_art(variant, Rect(0, 0, width, height), size, ()).convert("RGBA")
    mask = Image.new("L", size, 0)
    for spot in (beside_subject and variant.quiet) or (Rect(0, 0, width, height),):
        mask.paste(255, _px(spot, scale))
    if beside_subject and variant.subject is not None:
        mask.paste(0, _px(variant.subject, scale))
    if mask.getbbox() is None:
        mask.paste(255, (0, 0, *size))
    *channels, alpha = ImageStat.Stat(image.convert("RGBa"), mask).mean  # colours times opacity
    if alpha == 0:
        return Stage(Color(0, 0, 0), 0.0)
    red, green, blue = (min(255, round(channel * 255 / alpha)) for channel in channels)
    return Stage(Color(red, green, blue), alpha / 255)


def distance(one: Color, other: Color) -> float:
    """How different two colours look: Oklab, straight (Björn Ottosson, "A perceptual color space
    for image processing", bottosson.github.io, 2020-12-23). 0.02 is hardly seen."""
    pairs = zip(_oklab(one), _oklab(other), strict=True)
    return math.sqrt(sum((left - right) ** 2 for left, right in pairs))


def _oklab(color: Color) -> tuple[float, float, float]:
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
        for value in (channel / 255 for channel in color)
    )
    long = float((0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3))
    middle = float((0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3))
    short = float((0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3))
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _px(spot: Rect, scale: float) -> tuple[int, int, int, int]:
    left, top, right, bottom = (
        round(value * scale) for value in (spot.x, spot.y, spot.right, spot.bottom)
    )
    return left, top, right, bottom


def _rules(root: Element) -> Iterator[tuple[str, dict[str, str]]]:
    """The rules of all style sheets, one for each selector."""
    stack = [root]
    while stack:
        element = stack.pop()
        stack.extend(element.children)
        if element.tag == "style":
            for selectors, body in _SHEET_RULE.findall(_COMMENT.sub(" ", element.text)):
                for selector in selectors.split(","):
                    yield selector.strip(), _declared(body)


def _own(element: Element, rules: tuple[tuple[str, dict[str, str]], ...]) -> dict[str, str]:
    """The colours an element says itself, the strongest last: attributes, sheets, its style."""
    names = {element.tag, f"#{_id(element)}"}
    names |= {f".{name}" for name in element.attributes.get("class", "").split()}
    sheets = [body for selector, body in rules if selector in names]
    found = {name: element.attributes[name] for name in _COLORED if name in element.attributes}
    for body in (*sheets, _declared(element.attributes.get("style", ""))):
        found |= body
    return {name: value for name, value in found.items() if value != "inherit"}


_COLORED = ("fill", "stroke", "stop-color")


def _declared(body: str) -> dict[str, str]:
    halves = (declaration.partition(":") for declaration in body.split(";"))
    named = ((name.strip().lower(), value.strip()) for name, _, value in halves)
    return {
        name: value.removesuffix("!important").strip() for name, value in named if name in _COLORED
    }


def _color(value: str) -> Color | None:
    """An opaque colour; None for none, and for what is a gradient or no colour."""
    try:
        return Color(*ImageColor.getrgb(value)[:3])
    except ValueError:
        return None
