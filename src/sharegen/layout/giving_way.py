"""Let passages that were set first give way to the headline that finds too little room.

Every passage is set as well as it can be in the room that those before it leave, the text at the
foot before the headline above it. Where the headline then has no room, or less than its style's
smallest size asks for, those others are set a step smaller, until it has.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from sharegen.layout.by_hand import OVERFLOW
from sharegen.layout.ladder import SMALLER_STEP
from sharegen.model.card import Card, Passage
from sharegen.model.diagnostic import CardError
from sharegen.model.frame import Setting
from sharegen.model.geometry import meet
from sharegen.model.spec import WHOLE

Settings = tuple[Setting, ...]


@dataclass(frozen=True, slots=True)
class Attempt:
    """The settings by role of one attempt, and what ended it early."""

    done: Mapping[str, Setting]
    error: CardError | None = None


def with_room_for_the_headline(card: Card, attempt: Callable[[Card], Attempt]) -> Settings:
    """Turn a card into the settings of its passages, in their order: those of the first attempt in
    which the headline has its size, else the largest it gets. Raises CardError."""
    best: Mapping[str, Setting] | None = None
    first: CardError | None = None
    tried: Card | None = card
    while tried is not None:
        found = attempt(tried)
        if found.error is None:
            if best is None or _headline(card, found.done) > _headline(card, best) + 1e-6:
                best = found.done
            if not card.passages or _headline(card, best) >= _wanted(card) - 1e-6:
                break
        elif found.error.problem.code != OVERFLOW:
            raise found.error
        else:
            first = first or found.error
        tried = _smaller(tried, found)
    if best is None:
        assert first is not None
        raise first
    if (evened := _evened(card, best)) is not None:
        found = attempt(evened)
        best = best if found.error else found.done
    return tuple(best[passage.role] for passage in card.passages)


def _evened(card: Card, done: Mapping[str, Setting]) -> Card | None:
    """The card, where passages stand side by side, with all in the style of the headline at the
    size of the smallest, so that none speaks louder; None where they have one size."""
    beside = [p for p in card.passages if p.style == card.headline.style]
    sizes = {done[passage.role].size_px for passage in beside}
    alone = all(passage.columns == WHOLE for passage in beside)
    if alone or max(sizes) - min(sizes) < 1e-6:
        return None
    cap = min(sizes)
    passages = tuple(
        replace(passage, size_cap=cap) if passage in beside else passage
        for passage in card.passages
    )
    return replace(card, passages=passages)


def _headline(card: Card, done: Mapping[str, Setting]) -> float:
    """The size the headline has, in px; 0 where there is none."""
    return done[card.headline.role].size_px if card.passages else 0.0


def _wanted(card: Card) -> float:
    """The smallest size of the headline's style, in px, or the one fixed by hand."""
    headline = card.headline
    smallest = headline.style.sizes_u[-1] * card.placement.size.unit
    return smallest if headline.size_cap is None else min(smallest, headline.size_cap)


def _smaller(card: Card, found: Attempt) -> Card | None:
    """The card with one passage a step smaller: of those at the foot that are not the headline the
    one furthest above its smallest size; None when none of them can become smaller. For the
    headline to stand at all, text goes down to its floor; for the headline to be larger, no
    further than to the smallest of its sizes."""
    done, to_floor = found.done, found.error is not None
    headline = card.headline.role if card.passages else ""
    able = {
        passage.role: _spare(card, passage, done[passage.role], to_floor)
        for passage in card.passages
        if passage.role in done and passage.role != headline and _below(card, passage)
    }
    role = max(able, key=able.__getitem__, default="")
    if not role or able[role] <= 1 + 1e-6:
        return None
    cap = done[role].size_px * max(SMALLER_STEP, 1 / able[role])
    passages = tuple(
        replace(passage, size_cap=cap) if passage.role == role else passage
        for passage in card.passages
    )
    return replace(card, passages=passages)


def _below(card: Card, passage: Passage) -> bool:
    """Whether a passage takes room from the headline: it hangs below it, in its columns."""
    headline = card.headline
    return passage.anchor == headline.anchor and meet(passage.columns, headline.columns)


def _spare(card: Card, passage: Passage, setting: Setting, to_floor: bool) -> float:
    """How many times its smallest size a passage has."""
    style = passage.style
    least = style.floor_u if to_floor else style.sizes_u[-1]
    return setting.size_px / (least * card.placement.size.unit)
