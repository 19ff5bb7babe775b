"""Where text may stand: what is left of the safe area beside, below and above the subject."""

from __future__ import annotations

from dataclasses import dataclass

from sharegen.model.geometry import Insets, Rect, Size
from sharegen.model.spec import Grid, Placement

# What a region costs beside the cost of its breaks (layout/fit.py has the unit). Beside or below
# the subject words keep the common last baseline; above it they lose it.
BELOW = 0.0
BESIDE = 0.5
OFF_THE_BASELINE = 6.0


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle words may fill, its name and its price."""

    name: str
    area: Rect
    price: float


def margins(placement: Placement, grid: Grid) -> Insets:
    """The distance of words from each edge, in px: the grid's margin or what covers the canvas."""
    margin = grid.margin_u * placement.size.unit
    return Insets(margin, margin, margin, margin).union(placement.clear)


def safe_area(size: Size, edges: Insets) -> Rect:
    return Rect.between(edges.left, edges.top, size.width - edges.right, size.height - edges.bottom)


def regions(room: Rect, subject: Rect | None, gap: float, anchor: str) -> tuple[Region, ...]:
    """Turn the room for words and the subject into the regions words may fill.

    `gap` px stay free between words and subject. Words that hang from the foot keep to regions
    that reach it where there is one.
    """
    kept = subject.grown(gap) if subject else None
    if kept is None or not kept.intersects(room):
        return (Region("whole", room, 0.0),)
    below = Rect.between(room.x, max(room.y, kept.bottom), room.right, room.bottom)
    above = Rect.between(room.x, room.y, room.right, min(room.bottom, kept.y))
    left = Rect.between(room.x, room.y, min(room.right, kept.x), room.bottom)
    right = Rect.between(max(room.x, kept.right), room.y, room.right, room.bottom)
    above_price, below_price = OFF_THE_BASELINE, BELOW
    if anchor == "head":
        above_price, below_price = BELOW, OFF_THE_BASELINE
    found = (
        Region("below", below, below_price),
        Region("left", left, BESIDE),
        Region("right", right, BESIDE),
        Region("above", above, above_price),
    )
    return tuple(region for region in found if not region.area.empty)
