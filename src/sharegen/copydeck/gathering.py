"""Gather the posts of a selection: entry by entry, platform by platform."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sharegen.catalog.checks.posts import no_room, post_no_room
from sharegen.catalog.posting import DESCRIBED, PLATFORMS
from sharegen.model.card import Card
from sharegen.model.diagnostic import Diagnostic, ProjectError
from sharegen.model.manuscript import Caption
from sharegen.model.posting import Post
from sharegen.model.project import Project
from sharegen.posts import Posted, posted
from sharegen.reading import about, publishable, read, unaccompanied
from sharegen.resolve import Selection, resolve
from sharegen.resolve.pictured import pictured


@dataclass(frozen=True, slots=True)
class Posting:
    """A post, and the cards of the pictures that it goes with: none where the selection makes no
    picture on its platform. `alt` is what is pasted into the field for it, "" where there is no
    field: then the post says it."""

    post: Post
    cards: tuple[Card, ...] = ()
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry in a language: its id, title and status, its pictures, its posts in the order of the
    platforms. `requires`: the entry that it is never published without."""

    id: str
    lang: str
    title: str
    status: str
    cards: tuple[Card, ...]
    postings: tuple[Posting, ...]
    requires: str = ""


@dataclass(frozen=True, slots=True)
class Deck:
    """All posts of a selection, what is wrong or odd about them, and what was left out and why."""

    brand: str
    entries: tuple[Entry, ...]
    problems: tuple[Diagnostic, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def postings(self) -> tuple[Posting, ...]:
        return tuple(posting for entry in self.entries for posting in entry.postings)


def gather(project: Project, selection: Selection, platforms: Iterable[str] = ()) -> Deck:
    """The posts of a selection on these platforms (none: all). Entries with something wrong about
    them have none, as a build makes no pictures of them. Raises ProjectError for unknown names."""
    asked = tuple(platforms)
    unknown = [id for id in asked if id not in PLATFORMS]
    if unknown:
        message = f"no platform {unknown[0]!r}"
        hint = f"known: {', '.join(PLATFORMS)}"
        raise ProjectError([Diagnostic("unknown-platform", message, hint=hint)], project.root)
    found = resolve(project, selection)
    said = about(project, found.cards, read(project))
    cards = publishable(project, found.cards, said)
    captions = {caption.id: caption for caption in pictured(project)}
    groups: dict[tuple[str, str], list[Card]] = {}
    for card in cards:
        groups.setdefault((card.caption, card.case.language.tag), []).append(card)
    entries, problems = [], [*project.warnings, *said, *found.problems]
    problems += unaccompanied(project, cards, ())
    for (id, _), group in groups.items():
        entry, unfit = _entry(project, captions[id], tuple(group), asked or tuple(PLATFORMS))
        entries.append(entry)
        problems += unfit
    return Deck(project.brand.name, tuple(entries), tuple(problems), found.left_out)


def _entry(
    project: Project, caption: Caption, cards: tuple[Card, ...], platforms: tuple[str, ...]
) -> tuple[Entry, list[Diagnostic]]:
    """The posts of an entry whose cards these are, and on which platforms there are none."""
    first, tag = cards[0], cards[0].case.language.tag
    postings, unfit = [], []
    for id in (id for id in PLATFORMS if id in platforms):
        own = tuple(c for c in cards if c.placement.posted and c.placement.platform == id)
        shown = own[0] if own else first
        found = (
            Posted(shown.post, shown.unposted)
            if own
            else posted(project, caption, tag, (id, first.alt))
        )
        if found.post is not None:
            alt = "" if id in DESCRIBED else shown.alt
            postings.append(Posting(found.post, own, alt))
        elif found.unposted:
            unfit.append(_unfit(first, id, found))
    facts = (caption.id, tag, first.title, first.status)
    return Entry(*facts, cards, tuple(postings), caption.requires), unfit


def _unfit(card: Card, platform: str, found: Posted) -> Diagnostic:
    worst = max(found.unposted, key=lambda length: length.over)
    message, hint = no_room(platform, worst)[:2]
    severity = post_no_room.severity
    return Diagnostic(post_no_room.id, message, card.at, hint, severity, card.caption)
