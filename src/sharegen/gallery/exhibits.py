"""Turn what a build made into what a gallery shows: sets of pictures that are posted together.

A caption or a talking point is a set of its own; captions that require one another are one set, and
so are the posts of a thread. Of a set, a placement shows all pictures or none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sharegen.build import Outcome
from sharegen.model.card import Card
from sharegen.model.manuscript import Caption
from sharegen.model.project import Project
from sharegen.model.record import Record
from sharegen.resolve.pictured import pictured

ALONE, TOGETHER, IN_A_ROW = "alone", "together", "in-a-row"


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture of a placement: a file for each format it was made in, the first of which has
    pixels."""

    card: Card
    files: tuple[Record, ...]

    @property
    def placement(self) -> str:
        return self.card.placement.id

    @property
    def shown(self) -> Record:
        """The file that a page can show."""
        return self.files[0]


@dataclass(frozen=True, slots=True)
class Piece:
    """What is said in one language: the words of a picture, in all its sizes."""

    caption: Caption
    lang: str
    pictures: tuple[Picture, ...]

    @property
    def words(self) -> str:
        """What it says, on one line; of a talking point its heading."""
        heading = self.caption.heading.get(self.lang)
        return (heading or self.caption.text[self.lang]).text.words


@dataclass(frozen=True, slots=True)
class Set:
    """Pieces that are posted together, in this order; `kind` says why."""

    id: str
    kind: str
    lang: str
    pieces: tuple[Piece, ...]

    @property
    def topics(self) -> tuple[str, ...]:
        every = (topic for piece in self.pieces for topic in piece.caption.topics)
        return tuple(dict.fromkeys(every))

    @property
    def placements(self) -> tuple[str, ...]:
        """Those that all its pieces have a picture on: it is shown there."""
        return tuple(picture.placement for picture in self.pieces[0].pictures)


def exhibits(project: Project, outcome: Outcome) -> tuple[Set, ...]:
    """The sets of all pictures that the selection of a build has now, in the order of
    captions.yaml, each language after the other."""
    records = {record.path: record for record in outcome.records}
    made: dict[tuple[str, str], list[Card]] = {}
    for card in outcome.cards:
        if card.path in records:
            made.setdefault((card.caption, card.case.language.tag), []).append(card)
    tags = dict.fromkeys(tag for _, tag in made)
    sets = (
        Set(id, kind, tag, tuple(_pieces(members, (made, records, tag))))
        for tag in tags
        for id, kind, members in _families(project)
    )
    whole = (_whole(one) for one in sets if one.pieces)
    return tuple(one for one in whole if one.placements)


def _families(project: Project) -> Iterator[tuple[str, str, tuple[Caption, ...]]]:
    """Which captions are posted together: the id of the set, why, and its members in order."""
    rows = pictured(project)
    needs = {row.id: row.requires for row in rows}
    threads = {post.id: thread.id for thread in project.threads for post in thread.posts}
    families: dict[str, list[Caption]] = {}
    for row in rows:
        families.setdefault(threads.get(row.id) or _first(row.id, needs), []).append(row)
    for id, members in families.items():
        kind = IN_A_ROW if members[0].id in threads else TOGETHER if len(members) > 1 else ALONE
        yield id, kind, tuple(sorted(members, key=lambda member: member.id != id))


def _first(id: str, needs: dict[str, str]) -> str:
    """The caption that one is never published without; itself where it needs none."""
    seen = {id}
    while needs.get(id) and needs[id] not in seen:
        id = needs[id]
        seen.add(id)
    return id


_Made = tuple[dict[tuple[str, str], list[Card]], dict[str, Record], str]


def _pieces(members: Iterable[Caption], made: _Made) -> Iterator[Piece]:
    cards, records, tag = made
    for caption in members:
        by_place: dict[str, list[Card]] = {}
        for card in cards.get((caption.id, tag), ()):
            by_place.setdefault(card.placement.id, []).append(card)
        pictures = (_picture(found, records) for found in by_place.values())
        yield Piece(caption, tag, tuple(one for one in pictures if one is not None))


def _picture(cards: list[Card], records: dict[str, Record]) -> Picture | None:
    """A picture in its formats, those with pixels first; None where it has none of these."""
    ordered = sorted(cards, key=lambda card: not records[card.path].pixel_sha256)
    files = tuple(records[card.path] for card in ordered)
    if not files[0].pixel_sha256:
        return None
    return Picture(ordered[0], files)


def _whole(one: Set) -> Set:
    """A set with those placements alone that none of its pieces lacks."""
    everywhere = [{picture.placement for picture in piece.pictures} for piece in one.pieces]
    shared = set.intersection(*everywhere)
    pieces = (
        replace(piece, pictures=tuple(p for p in piece.pictures if p.placement in shared))
        for piece in one.pieces
    )
    return replace(one, pieces=tuple(pieces))
