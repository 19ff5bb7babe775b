"""Where text may stand: what is left of the safe area beside, below and above what it must not
cover."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sharegen.model.geometry import Insets, Rect, Size
from sharegen.model.spec import Grid, Placement

# What a region costs beside the cost of its breaks (layout/pricing.py has the unit). Beside or
# below the subject words keep the common last baseline; above it they lose it.
BELOW = 0.0
BESIDE = 0.5
OFF_THE_BASELINE = 70.0  # more than to go below the comfortable size, all the way to the floor
# Outside the quiet areas of the art, where it has any: as much as to leave the common baseline, or
# to set type a third smaller. Below the comfortable size words rather leave them.
NOT_QUIET = 6.0
EDGE_U = 3.2  # quotes that hang come no nearer to the canvas's edge
_DEEPEST_EM = 0.5  # no descender reaches further below the baseline


Span = tuple[float, float]  # from left to right, in px


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle words may fill, its name and its price; `hang` is how far quotes may stand out
    of it at the edge where lines begin, `below` how far letters may hang below its foot, in px."""

    name: str
    area: Rect
    price: float
    hang: float = 0.0
    below: float = 1e6


def margins(placement: Placement, grid: Grid) -> Insets:
    """The distance of words from each edge, in px: the grid's margin or what covers the canvas."""
    margin = grid.margin_u * placement.size.unit
    return Insets(margin, margin, margin, margin).union(placement.clear)


def footer_size(placement: Placement, grid: Grid) -> float:
    """The type size of the footer, in px."""
    return max(grid.footer_u * placement.size.unit, placement.size.width / grid.footer_widths)


def covered(placement: Placement, grid: Grid) -> tuple[Insets, float, tuple[bool, bool]]:
    """All that a layout takes from what covers the edges: the margins, what the footer's
    descenders, too, keep clear of at the bottom (0: it lies well within the margin), and the sides
    where quotes may hang. Placements that agree in it, in canvas and obstacles, look the same."""
    bottom, margin = placement.clear.bottom, grid.margin_u * placement.size.unit
    deep = bottom + _DEEPEST_EM * footer_size(placement, grid) > margin
    return margins(placement, grid), bottom if deep else 0.0, hanging_sides(placement)


def hanging_sides(placement: Placement) -> tuple[bool, bool]:
    """Whether quotes may hang into the margin at the left and at the right: not under anything."""
    edge = EDGE_U * placement.size.unit
    return placement.clear.left <= edge, placement.clear.right <= edge


def safe_area(size: Size, edges: Insets) -> Rect:
    return Rect.between(edges.left, edges.top, size.width - edges.right, size.height - edges.bottom)


def words_area(placement: Placement, grid: Grid) -> Rect:
    """Where words may stand at all: off what covers the edges, inside the disc it is cut to."""
    area = safe_area(placement.size, margins(placement, grid))
    return area.intersection(placement.disc) if placement.disc else area


def regions(room: Rect, kept_clear: Iterable[Rect], gap: float, anchor: str) -> tuple[Region, ...]:
    """Turn the room for words and what they must not cover into the regions words may fill.

    `gap` px stay free around each. Words that hang from the foot keep to regions that reach it
    where there is one.
    """
    found: tuple[Region, ...] = (Region("whole", room, 0.0),)
    for part in kept_clear:
        kept = part.grown(gap)
        found = tuple(piece for region in found for piece in _beside(region, kept, anchor))
    return found


def rather_quiet(
    found: tuple[Region, ...], quiet: Iterable[Rect], gap: float
) -> tuple[Region, ...]:
    """Regions with the parts of them that are quiet: these cost nothing wherever they lie, since
    who drew the art says that words stand best there; outside them regions cost more.

    An edge no more than `gap` px from the region's own is taken for it: quiet areas are drawn by
    hand, and words keep the common margin and baseline.
    """
    areas = tuple(quiet)
    if not areas:
        return found
    parts = []
    for region in found:
        pieces = {region.area.intersection(_drawn_to(area, region.area, gap)) for area in areas}
        quiet_ones = [piece for piece in sorted(pieces) if not piece.empty]
        parts += [_quiet_part(region, piece) for piece in quiet_ones]
        if region.area not in pieces:
            parts.append(replace(region, price=region.price + NOT_QUIET))
    return tuple(parts)


def _quiet_part(region: Region, piece: Rect) -> Region:
    """A quiet part of a region; where it ends before the region, its letters end, too."""
    below = region.below if piece.bottom >= region.area.bottom else 0.0
    return replace(region, area=piece, price=0.0, below=below)


def _drawn_to(area: Rect, other: Rect, gap: float) -> Rect:
    """An area with those of its edges that nearly meet another's moved there."""
    mine = (area.x, area.y, area.right, area.bottom)
    theirs = (other.x, other.y, other.right, other.bottom)
    pairs = zip(mine, theirs, strict=True)
    return Rect.between(*(two if abs(one - two) <= gap else one for one, two in pairs))


def _beside(region: Region, kept: Rect, anchor: str) -> tuple[Region, ...]:
    """What is left of a region below, left, right and above of a part that is kept clear."""
    room, price = region.area, region.price
    if not kept.intersects(room):
        return (region,)
    below = Rect.between(room.x, max(room.y, kept.bottom), room.right, room.bottom)
    above = Rect.between(room.x, room.y, room.right, min(room.bottom, kept.y))
    left = Rect.between(room.x, room.y, min(room.right, kept.x), room.bottom)
    right = Rect.between(max(room.x, kept.right), room.y, room.right, room.bottom)
    above_price, below_price = OFF_THE_BASELINE, BELOW
    if anchor == "head":
        above_price, below_price = BELOW, OFF_THE_BASELINE
    found = (
        Region("below", below, price + below_price),
        Region("left", left, price + BESIDE),
        Region("right", right, price + BESIDE),
        Region("above", above, price + above_price),
    )
    return tuple(piece for piece in found if not piece.area.empty)


def widest_span(edges: tuple[float, float], blocked: Iterable[Rect], gap: float) -> Span:
    """The widest part of a line from edge to edge that nothing blocks."""
    left, right = edges
    spans = [(left, right)]
    for part in blocked:
        kept = part.grown(gap)
        pieces = [
            piece
            for one, other in spans
            for piece in ((one, min(other, kept.x)), (max(one, kept.right), other))
        ]
        spans = [(one, other) for one, other in pieces if other > one]
    return max(spans, key=lambda span: span[1] - span[0], default=(left, left))
