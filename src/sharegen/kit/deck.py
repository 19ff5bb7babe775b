"""All posts of a kit in one place: a page to read and copy from, and a table for schedulers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sharegen.copydeck import DIALECTS, GENERIC, Deck, as_page, as_table, gather
from sharegen.gallery.exhibits import Set
from sharegen.gallery.page import PICTURES
from sharegen.model.card import Card
from sharegen.model.diagnostic import Diagnostic
from sharegen.model.project import Project
from sharegen.release import RELEASED
from sharegen.resolve import Selection

PAGE, TABLE = "posts.md", "posts.csv"


def deck_of(
    project: Project, sets: tuple[Set, ...], platforms: tuple[str, ...]
) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """The files by name, and what is said of them: the posts of what these sets show, for
    platforms (none: all). Pictures are named from the top of the kit."""
    pieces = [piece for one in sets for piece in one.pieces]
    shown = {p.card.name: p.card for piece in pieces for p in piece.pictures}
    selection = Selection(
        tuple(dict.fromkeys(card.placement.id for card in shown.values())),
        tuple(dict.fromkeys(piece.caption.id for piece in pieces)),
        tuple(dict.fromkeys(one.lang for one in sets)),
        RELEASED,
    )
    deck = _of(gather(project, selection, platforms), shown)
    if not deck.postings:
        return {}, ()
    folder = f"{PICTURES}/"
    table = as_table(deck, DIALECTS[GENERIC], folder)
    return {PAGE: as_page(deck, folder).encode(), TABLE: table.data}, table.problems


def _of(deck: Deck, shown: Mapping[str, Card]) -> Deck:
    """A deck of no other picture than these."""
    entries = []
    for entry in deck.entries:
        cards = _shown(entry.cards, shown)
        postings = (
            replace(posting, cards=_shown(posting.cards, shown)) for posting in entry.postings
        )
        if cards:
            entries.append(replace(entry, cards=cards, postings=tuple(postings)))
    return replace(deck, entries=tuple(entries))


def _shown(cards: tuple[Card, ...], shown: Mapping[str, Card]) -> tuple[Card, ...]:
    """These cards in the formats that they were made in, as far as they are in the kit."""
    return tuple(shown[card.name] for card in cards if card.name in shown)
