"""Why a passage stands as it does: every candidate that was larger in type, and why it lost.

The search (choose.py) skips what cannot win; here every candidate is tried, for who asks.
"""

from __future__ import annotations

from dataclasses import dataclass

from sharegen.layout.castoff import Castoff
from sharegen.layout.choose import Spot, candidate, measure_of
from sharegen.layout.fit import Measure, best_breaks, room_for
from sharegen.layout.ladder import Rung, rungs
from sharegen.layout.proofs import proofs
from sharegen.layout.region import Region
from sharegen.model.card import Card, Passage
from sharegen.model.frame import Setting

_ENDLESS = 1e6  # px: taller than any passage


@dataclass(frozen=True, slots=True)
class Trial:
    """A rung in the region that suits it best. `cost` is None where it does not fit: then the
    text needs `lines` and the region takes `room`, or (`lines` 0) a word is wider than it."""

    rung: Rung
    region: Region
    cost: float | None
    lines: int
    room: int


def trials(
    card: Card, passage: Passage, setting: Setting, areas: tuple[Region, ...]
) -> tuple[Trial, ...]:
    """Every rung that is larger in type than the one taken, the nearest first."""
    proof = proofs(card, passage, setting.source)
    taken = (setting.size_px, setting.width_axis)
    ladder = rungs(passage.style, card.placement.size.unit, passage.size_cap)
    larger = sorted(
        (rung for rung in ladder if (rung.size_px, rung.width_axis) > taken),
        key=lambda rung: (rung.size_px, rung.width_axis),
    )
    return tuple(_trial(passage, proof.at(rung), rung, areas) for rung in larger)


def _trial(passage: Passage, castoff: Castoff, rung: Rung, areas: tuple[Region, ...]) -> Trial:
    found = [
        (choice, region)
        for region in areas
        if (choice := candidate(passage, castoff, Spot(rung, region))) is not None
    ]
    if found:
        choice, region = min(found, key=lambda pair: pair[0].cost)
        lines = len(choice.breaks.lines)
        return Trial(rung, region, choice.cost, lines, _room(passage, castoff, Spot(rung, region)))
    tried = [(_needed(passage, castoff, Spot(rung, region)), region) for region in areas]
    room = {region.name: _room(passage, castoff, Spot(rung, region)) for region in areas}
    # the region that is least short of lines; one where a word is too wide comes last
    lines, region = min(tried, key=lambda pair: (not pair[0], pair[0] - room[pair[1].name]))
    return Trial(rung, region, None, lines, room[region.name])


def _needed(passage: Passage, castoff: Castoff, at: Spot) -> int:
    """How many lines the text needs in the width of a region; 0 when a word is wider."""
    rung, region = at.rung, at.region
    measure = Measure(region.area.width, _ENDLESS, passage.style.leading_em)
    breaks = best_breaks(castoff, measure, rung.size_px)
    return len(breaks.lines) if breaks else 0


def _room(passage: Passage, castoff: Castoff, at: Spot) -> int:
    galley = castoff.galley
    return room_for(galley, measure_of(passage, galley, at), at.rung.size_px)
