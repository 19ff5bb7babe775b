"""Set a passage where and as it stands best: region, size, width axis and breaks together.

Every combination of a rung (a size and a value of the width axis) and a region is a candidate.
It costs the rung's price, the region's price and the best breaks it allows; the cheapest one is
taken. Candidates whose rung and region alone cost more than the best so far are not tried, so the
result is the optimum over all of them.
"""

from __future__ import annotations

from dataclasses import replace
from math import inf
from typing import NamedTuple

from sharegen.layout.breaking import Joint
from sharegen.layout.castoff import Castoff
from sharegen.layout.fit import Measure, best_breaks, lift
from sharegen.layout.galley import Galley
from sharegen.layout.ladder import Rung, rungs
from sharegen.layout.proofs import proofs
from sharegen.layout.region import Region
from sharegen.layout.setting import Choice, set_lines
from sharegen.model.card import Card, Passage
from sharegen.model.diagnostic import CardError, Diagnostic
from sharegen.model.frame import Setting
from sharegen.model.geometry import Rect
from sharegen.model.manuscript import Text

SHORTER = "give a short: text"  # what a caption can do, and words of no file cannot
_MOST_SHOWN = 60  # characters of a word that a message has room for
_NO_ROOM = Rect(0, 0, 0, 0)  # a grid of one's own may leave none beside the subject


class Spot(NamedTuple):
    """A rung in a region; what stands there and costs as much as `worth` is of no use."""

    rung: Rung
    region: Region
    worth: float = inf


def set_passage(card: Card, passage: Passage, areas: tuple[Region, ...]) -> Setting:
    """Turn a passage into a setting in the cheapest of the areas. Raises CardError `overflow`
    when neither the text nor its short form fits any of them at the smallest size."""
    choice = choose(card, passage, passage.text, areas)
    if choice is not None:
        return set_lines(card.case, passage, choice)
    if passage.short is not None:
        choice = choose(card, passage, passage.short, areas)
        if choice is not None:
            return replace(set_lines(card.case, passage, choice), rung="short")
    raise CardError(_overflow(card, passage, areas))


def choose(card: Card, passage: Passage, text: Text, areas: tuple[Region, ...]) -> Choice | None:
    """The cheapest candidate over every rung and region; None when no rung fits anywhere."""
    proof = proofs(card, passage, text)
    best: Choice | None = None
    least = 0.0  # what region and breaks add to any rung's price
    for rung in rungs(passage.style, card.placement.size.unit, passage.size_cap):
        if best is not None and rung.price + least >= best.cost:
            break  # those that follow are no cheaper
        if not proof.tells_apart(rung):
            continue
        castoff = proof.at(rung)
        least = castoff.least + min((region.price for region in areas), default=0.0)
        for region in areas:
            worth = best.cost if best is not None else inf
            found = candidate(passage, castoff, Spot(rung, region, worth))
            if found is not None and found.cost < worth - 1e-9:
                best = found
    return best


def candidate(passage: Passage, castoff: Castoff, at: Spot) -> Choice | None:
    """A rung in a region with its best breaks; None when the text does not fit, or would cost as
    much as the spot is worth."""
    rung, region, galley = at.rung, at.region, castoff.galley
    breaks = best_breaks(castoff, measure_of(passage, galley, at), rung.size_px)
    if breaks is None:
        return None
    return Choice(galley, rung, region, breaks, rung.price + region.price + breaks.cost)


def measure_of(passage: Passage, galley: Galley, at: Spot) -> Measure:
    """The room that lines have in a region at a rung, and what their breaks may cost there."""
    rung, region = at.rung, at.region
    height = region.area.height - lift(galley, region.below, rung.size_px)
    worth = at.worth - rung.price - region.price
    return Measure(region.area.width, height, passage.style.leading_em, worth)


def _overflow(card: Card, passage: Passage, areas: tuple[Region, ...]) -> Diagnostic:
    """Say how many lines the text needs at its smallest size, and how many there is room for."""
    smallest = rungs(passage.style, card.placement.size.unit, passage.size_cap)[-1]
    text = passage.short or passage.text
    castoff = proofs(card, passage, text).at(smallest)
    proof, ends = castoff.galley, castoff.joints
    size = smallest.size_px
    where = f"on {card.placement.id}"
    rooms = (region.area for region in areas)
    room = max(rooms, key=lambda area: area.width * area.height, default=_NO_ROOM)
    most = max(0, int((room.height / size - proof.ascent_em) / passage.style.leading_em) + 1)
    needed = castoff.fewest(room.width / size)
    if needed is None:
        start, end = max(_pieces(ends), key=lambda piece: proof.width(*piece))
        word = text.value[start:end]
        named = word if len(word) <= _MOST_SHOWN else f"{word[: _MOST_SHOWN - 1]}…"
        message = (
            f"{passage.role} has a word wider than the measure {where}: {named!r} "
            f"is {proof.width(start, end) * size:.0f} px at its smallest size, {size:.0f} px; "
            f"{room.width:.0f} px fit"
        )
        hint = f"shorten it, or {SHORTER}"
    else:
        spare = len(text.words) * (needed - most) // needed + 1
        message = (
            f"{passage.role} needs {needed} lines {where}; {most} fit at its smallest size, "
            f"{size:.0f} px"
        )
        hint = f"cut about {spare} characters, or {SHORTER}"
    return Diagnostic(
        "overflow",
        message,
        text.at,
        hint=hint,
    )


def _pieces(ends: tuple[Joint, ...]) -> list[tuple[int, int]]:
    """The parts of the text that no line may divide."""
    starts = [0, *(joint.next for joint in ends[:-1])]
    return [(start, joint.end) for start, joint in zip(starts, ends, strict=True)]
