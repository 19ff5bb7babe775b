"""How many lines of a size a measure takes, and the best of them.

No term of their cost depends on the measure, so that a wider or taller one, which only allows more
sets of breaks, never costs more.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from sharegen.layout.castoff import Breaks, Castoff
from sharegen.layout.galley import Galley


@dataclass(frozen=True, slots=True)
class Measure:
    """The room lines have: width and height in px, how far baselines stand apart (in em). Breaks
    that cost as much as `worth` or more are of no use there."""

    width: float
    height: float
    leading_em: float
    worth: float = inf


def best_breaks(castoff: Castoff, measure: Measure, size_px: float) -> Breaks | None:
    """The cheapest lines for a size in a measure; None when nothing fits, or nothing that is
    worth it."""
    most = room_for(castoff.galley, measure, size_px)
    return castoff.cheapest(measure.width / size_px, most, measure.worth)


def lift(galley: Galley, below: float, size_px: float) -> float:
    """How far the last baseline stands above the foot of its area, in px: letters that hang low
    keep clear of what lies `below` px under it."""
    return max(0.0, galley.descent_em * size_px - below)


def room_for(galley: Galley, measure: Measure, size_px: float) -> int:
    """How many lines a measure takes at a size."""
    if measure.height < galley.ascent_em * size_px - 1e-9:
        return 0
    return int((measure.height / size_px - galley.ascent_em) / measure.leading_em + 1e-9) + 1
