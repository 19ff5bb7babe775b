"""Which listed pictures the project would now make otherwise, or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sharegen.manifest import STALE, Manifest
from sharegen.model.card import Card
from sharegen.model.diagnostic import Diagnostic
from sharegen.model.record import Record
from sharegen.pipeline import fingerprint_of, render_key
from sharegen.png import FAST, PORTABLE
from sharegen.remake import engine_of
from sharegen.verify.proof import Item

_AGAIN = "build again"
_PRUNE = "build again: --prune removes it; sharegen check says what stops its caption, if so"


def items_of(manifest: Manifest, cards: Mapping[str, Card]) -> tuple[Item, ...]:
    """Each listed picture, with its card where the project makes it just so, by one encoder or
    the other."""
    engines = _engines()
    return tuple(_item(record, cards.get(record.path), engines) for record in manifest.records)


def _engines() -> list[str]:
    return [engine_of(encoder) for encoder in (FAST, PORTABLE)]


def _item(record: Record, card: Card | None, engines: list[str]) -> Item:
    if card is None or record.status == STALE:
        return Item(record)
    if record.post != card.post_text or not _is_of(record, card, engines):
        return Item(record)
    return Item(record, card, render_key(card))


def _is_of(record: Record, card: Card, engines: list[str]) -> bool:
    """Whether a picture follows from a card, set and encoded by one of these."""
    return any(record.fingerprint == fingerprint_of(card, engine) for engine in engines)


def stale_ones(
    manifest: Manifest, items: tuple[Item, ...], cards: Mapping[str, Card]
) -> dict[str, Diagnostic]:
    """Why pictures are stale, by path. What made all of them stale at once is one problem."""
    old = [item.record for item in items if item.card is None]
    reposted = _reposted(old, cards)
    elsewhere = [
        record
        for record in old
        if record.path not in reposted and _is_of_another_engine(record, cards)
    ]
    if len(elsewhere) < len(old) == len(items) and _were_all_made(old, cards):
        elsewhere = old  # another sharegen may have other fields, hence other renders
    found = {record.path: why for record in old for why in _reasons(record, cards)} | reposted
    if elsewhere:
        count = "1 picture was" if len(elsewhere) == 1 else f"{len(elsewhere)} pictures were"
        what = "another sharegen or other libraries"
        if elsewhere is old:
            what += ", or from another brand"
        message = f"{count} made by {what} (manifest.json: sharegen {manifest.sharegen})"
        one = Diagnostic("stale-file", message, hint=_AGAIN)
        found |= dict.fromkeys((record.path for record in elsewhere), one)
    return found


def _reposted(old: list[Record], cards: Mapping[str, Card]) -> dict[str, Diagnostic]:
    """What is said of pictures that are as they should be, but for the post that goes with them."""
    engines, found = _engines(), {}
    for record in old:
        card = cards.get(record.path)
        if card is not None and record.status != STALE and _is_of(record, card, engines):
            message = f"the post of {record.path} is stale: its words or rules have changed since"
            where = (record.placement,)
            found[record.path] = Diagnostic(
                "stale-file", message, card.at, _AGAIN, caption=record.caption, where=where
            )
    return found


def _is_of_another_engine(record: Record, cards: Mapping[str, Card]) -> bool:
    card = cards.get(record.path)
    return card is not None and record.status != STALE and record.render == render_key(card)


def _were_all_made(old: list[Record], cards: Mapping[str, Card]) -> bool:
    """Whether all of several captions are made, and none is marked."""
    several = len({record.caption for record in old}) > 1
    return several and all(r.path in cards and r.status != STALE for r in old)


def _reasons(record: Record, cards: Mapping[str, Card]) -> Iterator[Diagnostic]:
    card = cards.get(record.path)
    caption, where = record.caption, (record.placement,)
    if card is None:
        message = f"{record.path} is stale: the project no longer makes it"
        yield Diagnostic("stale-file", message, hint=_PRUNE, caption=caption, where=where)
        return
    why = "its words, art, brand or status have changed since"
    if record.status == STALE:
        why = "a later build marked it so"
    message = f"{record.path} is stale: {why}"
    yield Diagnostic("stale-file", message, card.at, _AGAIN, caption=caption, where=where)
