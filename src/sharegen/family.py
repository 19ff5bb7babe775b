"""A set is a family: the captions of a set (one placement, template and language) share one size.

What a set shares follows from the project's approved captions and never from a selection, so
that a card is the same alone and in a batch, and a draft moves nothing that is published.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

from sharegen.layout import layout
from sharegen.layout.pricing import HARD
from sharegen.model.card import Card
from sharegen.model.diagnostic import CardError, Diagnostic, Severity
from sharegen.model.frame import Setting
from sharegen.model.project import Project
from sharegen.resolve import Resolution, Selection, resolve

SHARED = "shared"
_BY_HAND = "size"  # a size by hand is no concern of the family
_SETS_KEPT = 512  # every placement, twice
_Set = tuple[str, str, str]


def plan(project: Project, selection: Selection) -> Resolution:
    """Turn a selection into cards, with what their set shares. Raises ProjectError."""
    return shared(project, resolve(project, selection))


def shared(project: Project, found: Resolution) -> Resolution:
    """Give cards the size that their set has in the project, where they can be set in it."""
    if project.brand.sizes != SHARED or not found.cards:
        return found
    sets = _sets(project, found.cards)
    cards = tuple(_in_family(card, sets.get(_set_of(card), ())) for card in found.cards)
    notes = tuple(note for members in sets.values() for note in _notes(members))
    return replace(found, cards=cards, notes=(*found.notes, *notes))


def _set_of(card: Card) -> _Set:
    return card.placement.id, card.template, card.case.language.tag


def _sets(project: Project, cards: Iterable[Card]) -> dict[_Set, tuple[Card, ...]]:
    """All that belongs to the sets these cards are of: the project's approved captions."""
    wanted = {_set_of(card): None for card in cards}
    placements = tuple(dict.fromkeys(placement for placement, _, _ in wanted))
    tags = tuple(dict.fromkeys(tag for _, _, tag in wanted))
    every = resolve(project, Selection(placements, (), tags)).cards
    own = sorted(
        (card for card in every if card.passages and _BY_HAND not in card.by_hand), key=_set_of
    )
    return {key: tuple(members) for key, members in groupby(own, _set_of) if key in wanted}


def _in_family(card: Card, members: tuple[Card, ...]) -> Card:
    """The card at the size of its set; as it is by hand, or where the set has none, and where it
    is no part of the set and does not fit at that size."""
    size_u, _ = _size_of(members)
    if size_u is None or _BY_HAND in card.by_hand or not card.passages:
        return card
    if card in members or _takes(card, _headline(card), size_u):
        return _at(card, size_u)
    return card


@lru_cache(maxsize=_SETS_KEPT)
def _size_of(members: tuple[Card, ...]) -> tuple[float | None, tuple[int, ...]]:
    """The size a set shares, in u, or None and the numbers of those that prevent one.

    It is what all have by themselves, else the largest of the style's sizes at which all fit. A
    card that cannot be set at all has no say, and one alone is no set.
    """
    own = [(number, card, _headline(card)) for number, card in enumerate(members)]
    able = [(number, card, setting) for number, card, setting in own if setting is not None]
    if len(able) < 2:
        return None, ()
    _, first, _ = able[0]
    sizes, unit = first.headline.style.sizes_u, first.placement.size.unit
    for size_u in sizes:
        if all(_is(setting, size_u * unit) for _, _, setting in able):
            return size_u, ()
    unable: tuple[int, ...] = ()
    for size_u in sizes:
        unable = tuple(number for number, card, own in able if not _takes(card, own, size_u))
        if not unable:
            return size_u, ()
    return None, unable


def _takes(card: Card, own: Setting | None, size_u: float) -> bool:
    """Whether a card can be set at a size, its letters perhaps narrower, with the same words as
    by itself, and without cutting what holds together there."""
    there = _headline(_at(card, size_u))
    if own is None or there is None or not _is(there, size_u * card.placement.size.unit):
        return False
    return there.source == own.source and there.cost < own.cost + HARD


def _headline(card: Card) -> Setting | None:
    """The headline as it comes out; None where the card cannot be set."""
    try:
        return layout(card).headline
    except CardError:
        return None


def _is(setting: Setting, size_px: float) -> bool:
    return abs(setting.size_px - size_px) < 1e-6


def _at(card: Card, size_u: float) -> Card:
    """The card with its headline at a size and no larger or smaller one of the style's."""
    headline = card.headline
    sized = replace(headline, style=replace(headline.style, sizes_u=(size_u,)))
    passages = tuple(sized if passage is headline else passage for passage in card.passages)
    return replace(card, passages=passages, shared_px=size_u * card.placement.size.unit)


def _notes(members: tuple[Card, ...]) -> Iterator[Diagnostic]:
    """Which captions keep a set from sharing a size."""
    _, unable = _size_of(members)
    for number in unable:
        card = members[number]
        yield Diagnostic(
            "no-shared-size",
            f"the captions share no size: {card.caption} does not fit at the style's smaller one",
            card.at,
            hint="shorten it, or fix a size of its own in overrides",
            severity=Severity.WARNING,
            caption=card.caption,
            where=(card.placement.id,),
        )
