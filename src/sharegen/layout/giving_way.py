"""Let passages that were set first give way to one that finds no room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sharegen.layout.ladder import SMALLER_STEP
from sharegen.model.card import Card, Passage
from sharegen.model.frame import Setting


def given_way(card: Card, done: Mapping[str, Setting]) -> Card | None:
    """The card with one passage a step smaller: of those set before the one that has no room, the
    one furthest above its smallest size; None when none of them can become smaller.

    Every passage is set as well as it can be in the room that those before it leave. Where the
    last one has too little, the others have too much, and each round takes a step from one.
    """
    able = [passage for passage in card.passages if passage.role in done]
    spare = {passage.role: _spare(card, passage, done[passage.role]) for passage in able}
    role = max(spare, key=spare.__getitem__, default="")
    if not role or spare[role] <= 1 + 1e-6:
        return None
    cap = done[role].size_px * max(SMALLER_STEP, 1 / spare[role])
    passages = tuple(
        replace(passage, size_cap=cap) if passage.role == role else passage
        for passage in card.passages
    )
    return replace(card, passages=passages)


def _spare(card: Card, passage: Passage, setting: Setting) -> float:
    """How many times its smallest size a passage has."""
    return setting.size_px / (passage.style.floor_u * card.placement.size.unit)
