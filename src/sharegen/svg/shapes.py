"""Turn elements, numbers and outlines into the text of an SVG."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.sax.saxutils import quoteattr

from sharegen.model.geometry import Rect, Size
from sharegen.typeface import Segment


def element(tag: str, attributes: Mapping[str, str], inside: str = "") -> str:
    """An element; `inside` is markup already."""
    given = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
    return f"<{tag}{given}>{inside}</{tag}>" if inside else f"<{tag}{given}/>"


def number(value: float) -> str:
    """To a hundredth, as short as it can be written."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def path_data(segments: Iterable[Segment]) -> str:
    """Outlines as the `d` of a path."""
    return "".join(
        segment.kind + " ".join(f"{number(x)},{number(y)}" for x, y in segment.points)
        for segment in segments
    )


def within(window: Rect, size: Size, origin: tuple[float, float], mirrored: bool) -> str:
    """The transform that puts the art's window on the canvas, turned over where it is mirrored;
    "" where there is nothing to do."""
    across, down = size.width / window.width, size.height / window.height
    x, y = -(origin[0] + window.x) * across, -(origin[1] + window.y) * down
    if mirrored:
        across, x = -across, size.width - x
    if (across, down, x, y) == (1, 1, 0, 0):
        return ""
    # adding 0 turns -0 into 0
    return f"matrix({' '.join(f'{value + 0:.8g}' for value in (across, 0, 0, down, x, y))})"
