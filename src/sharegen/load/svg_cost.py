"""Turn the references of an SVG into what drawing it would cost, before anything is drawn.

A few hundred bytes of `<use>`, `<pattern>` or `<mask>` can ask for billions of shapes: each
reference draws all it refers to once more. The count is made without drawing, from the inside out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from sharegen.load.svg_rules import GRADIENTS, Refused, css_references, local_urls

MOST_SHAPES = 50_000
# resvg overflows its stack at 260 nested groups; a reference counts as two levels
_MOST_LEVELS = 100
# what using one of these costs in shapes: each is drawn on a canvas of its own
_DEAR = {"filter": 1000, "mask": 250, "pattern": 50, "clipPath": 10, "marker": 1}
_POINT = re.compile(r"[A-Za-z]|[-+.\d]+")


@dataclass(slots=True)
class Element:
    """An element that will be drawn, with the attributes that were let pass; `mark` is what it
    marks by its name (layer_names.py)."""

    tag: str
    attributes: dict[str, str]
    children: list[Element] = field(default_factory=list)
    text: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class _Cost:
    shapes: int
    levels: int


def check_cost(root: Element) -> None:
    """Refuse a drawing of more than 50 000 shapes, one that refers to itself, or a too deep one."""
    _Count(root).visit(root, 0)


class _Count:
    """The costs of the elements of one drawing, each found once."""

    def __init__(self, root: Element) -> None:
        self._by_id: dict[str, list[Element]] = {}
        self._rules: list[tuple[frozenset[str], tuple[str, ...]]] = []
        self._known: dict[int, _Cost | None] = {}
        stack = [root]
        while stack:
            element = stack.pop()
            stack.extend(element.children)
            if "id" in element.attributes:
                self._by_id.setdefault(element.attributes["id"], []).append(element)
            if element.tag == "style":
                self._rules.extend(css_references(element.text))

    def visit(self, element: Element, level: int) -> _Cost:
        """What drawing an element costs that stands `level` levels deep."""
        key = id(element)
        if key in self._known:
            known = self._known[key]
            if known is None:
                raise Refused("svg-too-complex", f"<{element.tag}> refers to itself")
            self._check_levels(level + known.levels)
            return known
        self._check_levels(level + 1)
        self._known[key] = None
        shapes, levels = 1, 1
        for child in element.children:
            cost = self.visit(child, level + 1)
            shapes, levels = shapes + cost.shapes, max(levels, cost.levels + 1)
        drawn = shapes
        for target in self._targets(element):
            cost = self.visit(target, level + 2)
            levels = max(levels, cost.levels + 2)
            shapes += self._use(element, target, (cost.shapes, drawn))
        if shapes > MOST_SHAPES:
            message = f"draws more than {MOST_SHAPES:,} shapes once its references are followed"
            raise Refused("svg-too-complex", message, "simplify the drawing")
        self._known[key] = cost = _Cost(shapes, levels)
        return cost

    @staticmethod
    def _check_levels(levels: int) -> None:
        if levels > _MOST_LEVELS:
            message = f"nests more than {_MOST_LEVELS} levels once its references are followed"
            raise Refused("svg-too-complex", message, "ungroup the drawing")

    @staticmethod
    def _use(element: Element, target: Element, costs: tuple[int, int]) -> int:
        """What a reference adds; `costs` are the target's and the element's own shapes."""
        inner, drawn = costs
        if target.tag in GRADIENTS:
            return 1
        each = inner + _DEAR.get(target.tag, 0)
        if target.tag == "pattern":
            return each * drawn  # fill and stroke are inherited by all that is inside
        if target.tag == "marker":
            return each * (drawn + _points(element))
        return each

    def _targets(self, element: Element) -> Iterator[Element]:
        names = []
        for name, value in element.attributes.items():
            if name == "href":
                names += [value[1:]] if value.startswith("#") else []
            else:
                names += local_urls(value)
        if self._rules:
            words = {"*", element.tag, f"#{element.attributes.get('id', '')}"}
            words.update(f".{name}" for name in element.attributes.get("class", "").split())
            for selector, targets in self._rules:
                if selector & words:
                    names += targets
        for name in names:
            yield from self._by_id.get(name, ())


def _points(element: Element) -> int:
    """At least as many as the vertices of everything an element draws itself."""
    stack, points = [element], 0
    while stack:
        current = stack.pop()
        stack.extend(current.children)
        path = current.attributes.get("d") or current.attributes.get("points") or ""
        points += len(_POINT.findall(path))
    return points
