"""Turn what is open and what was typed into the values that the page's templates show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sharegen.catalog.languages import LANGUAGES
from sharegen.catalog.platforms import placements_under
from sharegen.catalog.posting import PLATFORMS, lengths
from sharegen.catalog.titles import endonym, title_in
from sharegen.load.markup import parse
from sharegen.model.card import Card
from sharegen.model.diagnostic import Location
from sharegen.model.manuscript import DRAFT
from sharegen.model.posting import Length
from sharegen.model.project import Project
from sharegen.model.spec import Placement
from sharegen.studio.form import Form, languages, marked, offered
from sharegen.studio.press import Made
from sharegen.studio.room import Order, Room
from sharegen.wording import SPOKEN, Sentences

_HERE = Location("words")
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page is about: the form, the pictures that were asked for where there are words, the
    same without a description of hers, and how the page speaks."""

    form: Form
    order: Order | None
    proposal: Order | None
    say: Sentences


def page(room: Room, seen: Seen) -> Values:
    """What every part of the page shows but finished pictures and their problems."""
    project, form, say = room.with_art, seen.form, seen.say
    return {
        "say": say,
        "spoken": SPOKEN,
        "brand": project.brand.name,
        "form": form,
        "captions": list(_captions(project, form)),
        "languages": [(tag, endonym(tag)) for tag in languages(project)],
        "direction": LANGUAGES[form.language].script.direction if form.language else "ltr",
        "reading": list(_reading(form)),
        "places": [_place(row, form, say) for row in offered(project)],
        "backgrounds": [(row.id, row.about or row.id) for row in project.backgrounds.values()],
        "borrowed": room.borrowed,
        "files_wrong": room.wrong,
        "seen": form.seen or room.seen,
        **_words_of(project, seen),
    }


def _captions(project: Project, form: Form) -> Iterator[tuple[str, str, str, str]]:
    """The project's captions in the form's language: id, what is shown, the words as somebody
    would type them, the background."""
    for caption in project.captions:
        said = caption.text.get(form.language)
        if said is not None:
            text = said.text
            yield caption.id, text.words, marked(text.value, text.spans), caption.background


def _reading(form: Form) -> Iterator[tuple[bool, str]]:
    """The words as they read: parts, and whether each is emphasised."""
    text = parse(form.words, _HERE)[0]
    at = 0
    for start, end in text.spans:
        yield False, text.value[at:start]
        yield True, text.value[start:end]
        at = end
    yield False, text.value[at:]


def _place(row: Placement, form: Form, say: Sentences) -> Values:
    return {
        "id": row.id,
        "title": title(row, say),
        "size": f"{row.size.width} × {row.size.height}",
        "width": row.size.width,
        "height": row.size.height,
        "chosen": row.id in form.placements,
        "default": row.default,
    }


def title(row: Placement, say: Sentences) -> str:
    """How the page calls a placement; a brand's own as the brand does."""
    return title_in(say.tag, row)[0] or row.id


def _words_of(project: Project, seen: Seen) -> Values:
    """What goes beside the pictures: footer, status, description and posts."""
    order, say = seen.order, seen.say
    rows: Mapping[str, Card] = order.cards if order else {}
    card = next(iter(rows.values()), None)
    proposed = next(iter(seen.proposal.cards.values()), None) if seen.proposal else None
    foot = project.brand.footer.get(seen.form.language)
    chosen = order.wish.placements if order else seen.form.placements
    known = placements_under(project.brand)
    return {
        "order": order.id if order else "",
        "chosen": [_place(known[id], seen.form, say) for id in chosen if order],
        "card": card,
        "draft": card is not None and card.status == DRAFT,
        "footer": f"{foot.words} {foot.address}" if foot else "",
        "alt": seen.form.alt or (proposed.alt if proposed else ""),
        "alt_was": proposed.alt if proposed else "",
        "posts": list(_posts(rows.values(), seen)),
    }


def _posts(cards: Iterable[Card], seen: Seen) -> Iterator[Values]:
    """A post for each platform that pictures were asked for on."""
    first = {card.placement.platform: card for card in reversed(list(cards))}
    for platform, card in reversed(first.items()):
        if platform not in PLATFORMS or not card.placement.posted:
            continue
        proposed = card.post.text if card.post else ""  # none where there is no room for one
        text = seen.form.posts.get(platform, proposed)
        found = lengths(platform, text) if text or not card.unposted else card.unposted
        yield {
            "platform": platform,
            "name": PLATFORMS[platform].name,
            "text": text,
            "was": proposed,
            "lengths": [_length(length, seen.say) for length in found],
            "over": any(length.over for length in found),
            "roomless": not text and bool(card.unposted),
        }


def _length(length: Length, say: Sentences) -> str:
    unit = say("unit-bytes") if "bytes" in length.unit else say("unit")
    count = say(
        "post-count", count=say.number(length.measured), most=say.number(length.most), unit=unit
    )
    if not length.over:
        return count
    return f"{count}: {say('post-over', over=say.number(length.over))}"


def picture(order: Order, placement: str, made: Made | None, say: Sentences) -> Values:
    """What the figure of one picture shows: finished, or that there is none."""
    row = placements_under(order.project.brand)[placement]
    card = order.cards.get(placement)
    return {
        "say": say,
        "place": _place(row, Form(placements=(placement,)), say),
        "order": order.id,
        "made": bool(made and made.data),
        "pending": card is not None and made is None,
        "file": f"{card.name}{card.format.ending}" if card else "",
        "alt": card.alt if card else "",
        "bytes": len(made.data) if made else 0,
    }
