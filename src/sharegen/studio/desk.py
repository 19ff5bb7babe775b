"""From what was typed to what the page shows: the page's work between a request and an answer."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sharegen.archive import zip_bytes
from sharegen.catalog.titles import endonym
from sharegen.manifest import alt_bytes
from sharegen.model.card import Card
from sharegen.model.diagnostic import Diagnostic, ProjectError
from sharegen.model.project import Project
from sharegen.oneoff import Wish, remarks
from sharegen.studio import saving, speech, thumbs, view
from sharegen.studio.form import Form, form_of, languages, offered, picked
from sharegen.studio.hall import Hall
from sharegen.studio.press import Made, Press
from sharegen.studio.room import Order, Room
from sharegen.studio.shorter import too_long_by
from sharegen.studio.uploads import Upload
from sharegen.wording import Sentences

_MEASURED = 512
_FSI, _PDI = "\u2068", "\u2069"  # a name in its own direction, within a sentence
USUAL = "-"  # the background that words get when none is chosen
Fields = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What came with a request: the fields of the form, a picture of her own, and how the page
    speaks."""

    fields: Fields
    say: Sentences
    upload: Upload | None = None


@dataclass(frozen=True, slots=True)
class Composed:
    """What the page shows before a picture is made; `refused` is what is wrong with an upload."""

    values: view.Values
    seen: view.Seen
    refused: tuple[Diagnostic, ...] = ()


class Desk:
    """One project's page. Everything that sets type or reads files runs in the press's thread."""

    def __init__(self, room: Room, press: Press, hall: Hall) -> None:
        self.room = room
        self.press = press
        self.hall = hall
        self._over: OrderedDict[Card, int] = OrderedDict()

    async def compose(self, asked: Asked) -> Composed:
        """Turn a request into what the page shows. Raises Busy."""
        return await self.press.think(lambda: self._composed(asked))

    async def pictures(self, order: Order) -> dict[str, Made]:
        """Make all pictures of an order. Raises Busy."""
        made = await asyncio.gather(*map(self.press.picture, order.cards.values()))
        return dict(zip(order.cards, made, strict=True))

    async def problems(
        self, order: Order, made: dict[str, Made], say: Sentences
    ) -> dict[str, list[speech.Said]]:
        """All that is wrong with an order, by the field it is beside. Raises Busy."""
        return await self.press.think(lambda: self._problems(order, made, say))

    async def save(self, asked: Asked) -> tuple[Composed, saving.Saved | saving.Conflict]:
        """Keep the words. Raises ProjectError, MachineError and Busy."""

        def work() -> tuple[Composed, saving.Saved | saving.Conflict]:
            form = form_of(self.room.with_art, asked.fields)
            done = saving.save(self.room, form)
            fields = [(name, value) for name, value in asked.fields if name != "seen"]
            fields.append(("seen", self.room.seen))  # what is shown now is what is known now
            return self._composed(replace(asked, fields=fields)), done

        return await self.press.think(work)

    async def thumb(self, id: str) -> bytes:
        """A background, small; b"" where there is none. Raises Busy."""

        def work() -> bytes:
            project = self.room.with_art
            if id != USUAL and id not in project.backgrounds:
                return b""
            return thumbs.thumb(project, "" if id == USUAL else id)

        return await self.press.think(work)

    async def archive(self, order: Order, posts: Iterable[view.Values]) -> bytes:
        """All pictures that could be made, their descriptions and the posts, as a ZIP; b"" where
        none could. Raises Busy."""
        files: list[tuple[str, bytes]] = []
        for made in (await self.pictures(order)).values():
            card = made.card
            if made.data:
                files.append((f"{card.name}{card.format.ending}", made.data))
                files.append((f"{card.name}.alt.txt", alt_bytes(card.alt)))
        if not files:
            return b""
        for post in posts:
            files.append((f"post-{post['platform']}.txt", f"{post['text']}\n".encode()))
        return zip_bytes(files)

    def _composed(self, asked: Asked) -> Composed:
        room, fields = self.room, list(asked.fields)
        refused: tuple[Diagnostic, ...] = ()
        project = room.refresh()
        if asked.upload is not None:
            id, refused = self._taken(project, asked.upload)
            if id:
                fields = [pair for pair in fields if pair[0] != "background"]
                fields.append(("background", id))
        project = room.with_art
        about = dict(fields).get("about", "").strip()
        if about and asked.upload is None:
            room.uploads.describe(dict(fields).get("background", ""), about)
            project = room.with_art
        form = form_of(project, fields) if fields else Form(language=project.language)
        if any(name == "use" for name, _ in fields):
            form = picked(project, form)
        order = self._order(form.wish)
        proposal = self._order(replace(form.wish, alt="")) if form.alt else order
        seen = view.Seen(form, order, proposal, asked.say)
        return Composed(view.page(room, seen), seen, refused)

    def _taken(self, project: Project, upload: Upload) -> tuple[str, tuple[Diagnostic, ...]]:
        try:
            return self.room.uploads.take(project, upload)
        except ProjectError as error:
            return "", error.problems

    def _order(self, wish: Wish) -> Order | None:
        return self.room.order(wish) if wish.words and wish.placements else None

    def _problems(
        self, order: Order, made: dict[str, Made], say: Sentences
    ) -> dict[str, list[speech.Said]]:
        found = [*order.problems, *_remarks(order)]
        found += (problem for one in made.values() for problem in one.problems)
        over = {
            card.placement.id: self._too_long(card) for card in speech.too_long(order.cards, found)
        }
        titles = {row.id: view.title(row, say) for row in offered(order.project)}
        said = speech.Speaker(say, titles, over).by_field(found)
        tag = order.wish.language
        others = speech.other_letters(order.wish.words, tag, languages(order.project))
        if others:
            names = say.several([f"{_FSI}{endonym(other)}{_PDI}" for other in others], say("or"))
            said[speech.LANGUAGE].append(speech.other_language(say, names))
        return said

    def _too_long(self, card: Card) -> int:
        """By how much words are too long, measured once."""
        if card not in self._over:
            self._over[card] = too_long_by(card)
            while len(self._over) > _MEASURED:
                self._over.popitem(last=False)
        return self._over[card]


def _remarks(order: Order) -> tuple[Diagnostic, ...]:
    """What is odd about the words; nothing where they may not stand at all."""
    try:
        return remarks(order.project, order.wish)
    except ProjectError:
        return ()
