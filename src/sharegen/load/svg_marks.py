"""Measure what a drawing marks by the names of its layers: its subject and its quiet areas.

Only the marked layers are drawn, on the canvas of the drawing, and their box is read off the
pixels: first coarsely, then each edge of the box again, much enlarged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sharegen.load.layer_names import QUIET, SUBJECT
from sharegen.load.marks import Marks
from sharegen.load.svg import drawn
from sharegen.load.svg_cost import Element
from sharegen.load.svg_scan import Scan
from sharegen.model.geometry import Rect, Size

_COARSE = 256  # px on the long side
_FINE = 160  # for two of these: 20,480 steps, so that four places are right
# A quiet area may be a mark that nobody is to see: it counts where it would be seen.
_SEEN = "*{fill:#000!important;fill-opacity:1!important;opacity:1!important}"


def measure(found: Scan, file: str) -> Marks:
    """The boxes of the marked layers in ratios of the drawing. Raises CardError (`svg-crash`)."""
    assert found.root is not None
    subjects = list(_marked(found.root, SUBJECT))
    subject = _box(found, file, subjects, "") if subjects else None
    boxes = (_box(found, file, [area], _SEEN) for area in _marked(found.root, QUIET))
    return Marks(subject, tuple(box for box in boxes if box is not None))


def drawn_box(found: Scan, file: str) -> Rect | None:
    """The box of all that is drawn, in ratios of the drawing; None when nothing is."""
    assert found.root is not None
    return _box(found, file, [found.root], "")


def _marked(element: Element, mark: str) -> Iterator[Element]:
    """The outermost elements that have a mark."""
    if element.mark == mark:
        yield element
        return
    for child in element.children:
        yield from _marked(child, mark)


def _box(found: Scan, file: str, shown: list[Element], style: str) -> Rect | None:
    assert found.root is not None
    assert found.box is not None
    alone = replace(found, root=_only(found.root, {id(element) for element in shown}))
    width, height = found.box[2:]
    scale = _COARSE / max(width, height)
    size = Size(max(1, round(width * scale)), max(1, round(height * scale)))

    def seen(window: Rect, size: Size) -> tuple[int, int, int, int] | None:
        return drawn(alone, file, (window, size), style).getchannel("A").getbbox()

    coarse = seen(Rect(0, 0, width, height), size)
    if coarse is None:
        return None
    edges = []
    for number, edge in enumerate(map(float, coarse)):
        axis = number % 2
        step = (width, height)[axis] / size[axis]  # a coarse px, in units
        if edge not in (0, size[axis]):
            start = (edge - 1) * step  # a sliver of the px outside may have been too faint to show
            strip = Rect(0, start, width, 2 * step) if axis else Rect(start, 0, 2 * step, height)
            fine = seen(strip, Size(size.width, _FINE) if axis else Size(_FINE, size.height))
            edge = edge - 1 + 2 * fine[number] / _FINE if fine else edge
        edges.append(edge * step / (width, height)[axis])
    return Rect.between(*edges)


def _only(element: Element, shown: set[int]) -> Element:
    """The tree in which nothing is drawn but the elements shown; what they refer to stays."""
    if id(element) in shown:
        return element
    children = [
        _only(child, shown) if _holds(child, shown) else Element("defs", {}, [child])
        for child in element.children
    ]
    return replace(element, children=children)


def _holds(element: Element, shown: set[int]) -> bool:
    return id(element) in shown or any(_holds(child, shown) for child in element.children)
