"""What is drawn over a picture and said beside it when somebody asks: its anatomy as markup of its
own, and why its words are set as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape, quoteattr

from sharegen.anatomy import KINDS, Mark, marks_of, stroke_of
from sharegen.explain import explained, in_words
from sharegen.model.card import Card
from sharegen.model.diagnostic import CardError
from sharegen.model.geometry import Rect, Size
from sharegen.pipeline import prove

_STROKE, _CASING = 1.5, 3  # CSS px, however large the picture is shown
_DASHES = "7 5"


@dataclass(frozen=True, slots=True)
class Tracing:
    """Markup to lie over a picture, a group for each kind (anatomy.KINDS), and words."""

    svg: str
    why: str


def traced(card: Card) -> Tracing:
    """Turn a card into its tracing; empty where it cannot be set."""
    try:
        frame = prove(card)
    except CardError:
        return Tracing("", "")
    why = in_words(explained(card, frame))
    return Tracing(_svg(card.placement.size, tuple(marks_of(card, frame))), why)


def _svg(size: Size, marks: tuple[Mark, ...]) -> str:
    """An SVG of attributes alone: a page whose rules allow no style in its markup may have it."""
    apart = stroke_of(size)
    rows = {kind: [_apart(mark, apart) for mark in marks if mark.kind == kind] for kind in KINDS}
    groups = "".join(_group(kind, found) for kind, found in rows.items())
    return (
        f'<svg class="tracing" viewBox="0 0 {size.width} {size.height}" aria-hidden="true" '
        f'focusable="false">{groups}</svg>'
    )


def _apart(mark: Mark, px: int) -> Mark:
    """A mark whose edges do not fall on others, nor on the ink they enclose."""
    return replace(mark, rects=tuple(rect.grown(-mark.inset * px) for rect in mark.rects))


def _group(kind: str, marks: Iterable[Mark]) -> str:
    rows = "".join(row for mark in marks if mark.rects for row in _mark(mark))
    return f'<g class="over" data-over={quoteattr(kind)}>{rows}</g>' if rows else ""


def _mark(mark: Mark) -> Iterator[str]:
    color = quoteattr(mark.color.hex)
    yield f"<g><title>{escape(mark.about)}</title>"
    for rect in mark.rects:
        place = _place(rect)
        if mark.veil:
            yield f'<rect {place} fill={color} fill-opacity="{mark.veil:g}"/>'
        if mark.outline:
            line = f'<rect {place} fill="none" vector-effect="non-scaling-stroke"'
            dashes = f' stroke-dasharray="{_DASHES}"' if mark.dashed else ""
            yield f'{line} stroke="#000" stroke-opacity=".6" stroke-width="{_CASING}"{dashes}/>'
            yield f'{line} stroke={color} stroke-width="{_STROKE}"{dashes}/>'
    yield "</g>"


def _place(rect: Rect) -> str:
    names = ("x", "y", "width", "height")
    return " ".join(
        f'{name}="{round(value, 1):g}"' for name, value in zip(names, rect, strict=True)
    )
