"""Turn sets into the values of a page: what stands where, in the language the page speaks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

from sharegen import __version__
from sharegen.catalog.languages import LANGUAGES as CONTENT
from sharegen.catalog.platforms import PLACEMENTS, PREVIEW
from sharegen.catalog.posting import PLATFORMS
from sharegen.catalog.titles import endonym
from sharegen.gallery.bundles import Bundle
from sharegen.gallery.exhibits import Picture, Piece, Set
from sharegen.gallery.rights import Rights
from sharegen.gallery.thumbs import Thumb
from sharegen.gallery.wording import (
    LANGUAGES,
    Said,
    counted,
    form_name,
    in_language,
    placement_name,
    platform_name,
    size,
    spoken,
    topic_name,
)
from sharegen.model.project import Project
from sharegen.model.spec import Placement
from sharegen.templating import page_bytes

TEMPLATES = Path(__file__).parent / "templates"
PICTURES = "pictures"
INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class Show:
    """All that pages of a gallery are made of; `base` is where it will stand, "" where nobody
    knows; `slugs` are topics as addresses have them."""

    project: Project
    sets: tuple[Set, ...]
    thumbs: Mapping[str, Thumb]
    rights: Rights
    slugs: Mapping[str, str]
    bundles: tuple[Bundle, ...] = ()
    base: str = ""

    @property
    def home(self) -> str:
        """The language of index.html: the project's, where the page speaks it."""
        return self.project.language if self.project.language in LANGUAGES else LANGUAGES[0]


class Form(NamedTuple):
    """A placement to choose."""

    id: str
    title: Said
    size: str


@dataclass(slots=True)
class Place:
    """A platform to choose, and its forms."""

    id: str
    name: Said
    forms: list[Form] = field(default_factory=list)


class Topic(NamedTuple):
    """A topic to choose, and the sets that stand below it where all are shown."""

    slug: str
    name: Said
    sets: tuple[Set, ...]


class Words(NamedTuple):
    """A text to copy, where it is for, and what is said beside it."""

    places: str
    text: str
    beside: tuple[str, ...] = ()
    title: str = ""


def pages(show: Show) -> dict[str, bytes]:
    """The pages by name, one for each language that pages speak."""
    return {
        page_name(show, tag): page_bytes(TEMPLATES, "index.html", _values(show, tag))
        for tag in LANGUAGES
    }


def page_name(show: Show, tag: str) -> str:
    return INDEX if tag == show.home else f"{tag}.html"


def _values(show: Show, tag: str) -> dict[str, object]:
    project = show.project
    return {
        "say": SimpleNamespace(**spoken(tag)),  # of a mapping, say.clear would be its method
        "tag": tag,
        "show": show,
        "version": __version__,
        "pages": [(one, page_name(show, one), endonym(one)) for one in LANGUAGES],
        "notice": in_language(project.notice, tag, project.language),
        "topics": _topics(show, tag),
        "places": _places(show, tag),
        "languages": [(one, endonym(one)) for one in _languages(show)],
        "help": _help(show, tag),
        "preview": _preview(show),
        "pictures_of": lambda piece: _figures(show, piece, tag),
        "posts_of": lambda piece: _posts(piece, tag),
        "descriptions_of": lambda piece: _descriptions(piece, tag),
        "postless_of": lambda piece: _postless(piece, tag),
        "direction": lambda language: CONTENT[language].script.direction,
        "slugs_of": lambda one: " ".join(show.slugs[topic] for topic in one.topics or ("",)),
        "size": lambda count: size(count, tag),
        "folder": PICTURES,
    }


def _languages(show: Show) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.lang for one in show.sets))


def _topics(show: Show, tag: str) -> tuple[Topic, ...]:
    """Every topic; a set stands below the first of its own. Sets of no topic are other ones."""
    rows = []
    for topic, slug in show.slugs.items():
        below = tuple(one for one in show.sets if (one.topics or ("",))[0] == topic)
        other = Said(spoken(tag)["other_topic"], "")
        name = topic_name(show.project, topic, tag) if topic else other
        rows.append(Topic(slug, name, below))
    return tuple(rows)


def _places(show: Show, tag: str) -> list[Place]:
    """The platforms of all pictures in the catalog's order, each with its placements."""
    spots: dict[str, Placement] = {}
    for one in show.sets:
        for picture in one.pieces[0].pictures:
            spots.setdefault(picture.placement, picture.card.placement)
    order = [*PLATFORMS, *dict.fromkeys(spot.platform for spot in spots.values())]
    own = [*PLACEMENTS, *spots]
    places: dict[str, Place] = {}
    for spot in sorted(spots.values(), key=lambda s: (order.index(s.platform), own.index(s.id))):
        place = places.setdefault(spot.platform, Place(spot.platform, platform_name(spot, tag)))
        place.forms.append(Form(spot.id, form_name(spot, tag), str(spot.size)))
    return list(places.values())


def _help(show: Show, tag: str) -> list[tuple[str, object]]:
    """The brand's lines of help in the page's language and in those of the pictures; in the
    project's, where it has none of these."""
    lines = show.project.brand.help
    wanted = [one for one in dict.fromkeys((tag, *_languages(show))) if one in lines]
    return [(one, lines[one]) for one in wanted or list(lines)[:1]]


def _preview(show: Show) -> Picture | None:
    """What a link to the page is shown with: its first picture that is made for that."""
    if not show.base:
        return None
    every = (p for one in show.sets for piece in one.pieces for p in piece.pictures)
    return next((picture for picture in every if picture.placement == PREVIEW), None)


class Figure(NamedTuple):
    """A picture on the page."""

    picture: Picture
    thumb: Thumb
    title: Said


def _figures(show: Show, piece: Piece, tag: str) -> Iterator[Figure]:
    for picture in piece.pictures:
        title = placement_name(picture.card.placement, tag)
        yield Figure(picture, show.thumbs[picture.shown.path], title)


def _posts(piece: Piece, tag: str) -> Iterator[Words]:
    """The posts of a piece: one for all placements of a platform that have the same."""
    found: dict[tuple[str, str], list[Picture]] = {}
    for picture in piece.pictures:
        if picture.card.post is not None:
            found.setdefault((picture.card.post.platform, picture.card.post.text), []).append(
                picture
            )
    for (_, text), pictures in found.items():
        card = pictures[0].card
        counts = tuple(counted(length, tag) for length in card.post.lengths) if card.post else ()
        name = platform_name(card.placement, tag).words
        yield Words(_joined(pictures), text, counts, name)


def _descriptions(piece: Piece, tag: str) -> Iterator[Words]:
    """The alt texts of a piece, each once, and where each is part of the post."""
    say = spoken(tag)
    found: dict[tuple[str, bool], list[Picture]] = {}
    for picture in piece.pictures:
        alt = picture.shown.alt
        posted = picture.card.post is not None and alt in picture.card.post.text
        found.setdefault((alt, posted), []).append(picture)
    for (alt, posted), pictures in found.items():
        hint = say["description_in_post" if posted else "description_hint"]
        yield Words(_joined(pictures), alt, (hint,))


def _postless(piece: Piece, tag: str) -> Iterator[Words]:
    """Where no post goes with a picture, and where there is none that its platform has room for."""
    say = spoken(tag)
    found: dict[str, list[Picture]] = {}
    for picture in piece.pictures:
        if picture.card.post is None:
            name = platform_name(picture.card.placement, tag).words
            why = say["unposted"].format(platform=name) if picture.card.unposted else say["no_post"]
            found.setdefault(why, []).append(picture)
    for why, pictures in found.items():
        yield Words(_joined(pictures), why)


def _joined(pictures: list[Picture]) -> str:
    return " ".join(picture.placement for picture in pictures)
