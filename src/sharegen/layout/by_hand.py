"""Set a passage in the regions that a copy editor left it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sharegen.layout.choose import set_passage
from sharegen.layout.region import Region
from sharegen.model.card import Card, Passage
from sharegen.model.diagnostic import CardError, Diagnostic
from sharegen.model.frame import Setting

Regions = tuple[Region, ...]
OVERFLOW = "overflow"


def set_there(card: Card, passage: Passage, areas: Regions) -> Setting:
    """Turn a passage into a setting in the areas it may stand in. Raises CardError
    `override-region`, and `overflow` at the region that was named where it does not fit there."""
    left = left_by_hand(card, passage, areas)
    try:
        return set_passage(card, passage, left)
    except CardError as error:
        problem, region = error.problem, passage.region
        if region is None or left == areas or problem.code != OVERFLOW:
            raise
        others = _named(area for area in areas if area.name != region.value)
        message = f"{problem.message}, in region {region.value}"
        hint = f"{problem.hint}, or let it stand {others}"
        found = replace(problem, message=message, at=region.at, hint=hint)
        raise CardError(found) from None


def left_by_hand(card: Card, passage: Passage, areas: Regions) -> Regions:
    """The areas of the region that was named. A passage beside the headline that nothing stands
    in the way of has no such region, and keeps all it has."""
    region = passage.region
    if region is None:
        return areas
    left = tuple(area for area in areas if area.name == region.value)
    if left or passage.role != card.headline.role:
        return left or areas
    where = f"{card.placement.id} with background {card.background.id}"
    message = f"no region {region.value} for the {passage.role} on {where}"
    hint = f"there is {_named(areas)}; name one, or remove region"
    raise CardError(Diagnostic("override-region", message, region.at, hint))


def _named(areas: Iterable[Region]) -> str:
    """The names of regions, each once, in words."""
    return " or ".join(dict.fromkeys(area.name for area in areas))
