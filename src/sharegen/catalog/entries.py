"""What was written, entry by entry: a caption, a talking point or a thread with all its texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sharegen.catalog.proofs import Copy
from sharegen.model.diagnostic import Location
from sharegen.model.manuscript import (
    Approval,
    Caption,
    Point,
    Text,
    Thread,
    Translation,
)

# Where a text stands: on the picture, in a post, in an alt text.
SHOWN, POSTED, DESCRIBED = "on the picture", "in the post", "in the alt text"


class Written(NamedTuple):
    """One text of an entry: where it stands, its language, and its place in the file."""

    place: str
    tag: str
    text: Text
    at: Location


class Entry(NamedTuple):
    """One entry of captions.yaml: how far it is, who vouches for it, its texts and its pictures."""

    id: str
    at: Location
    status: str
    sourced: bool
    reviewed: str
    picture: str
    approval: Approval | None
    written: tuple[Written, ...]
    pictures: tuple[Caption, ...]


def entries(copy: Copy) -> Iterator[Entry]:
    """Every entry: captions, talking points, threads."""
    project, shown = copy.project, {caption.id: caption for caption in copy.captions}
    rows: tuple[Caption | Point | Thread, ...]
    rows = (*project.captions, *project.points, *project.threads)
    for row in rows:
        yield _entry(row, project.language, shown)


def _entry(row: Caption | Point | Thread, language: str, shown: Mapping[str, Caption]) -> Entry:
    ids = [post.id for post in row.posts] if isinstance(row, Thread) else [row.id]
    sourced = row.source if isinstance(row, Caption) else row.sources
    found = _texts(row, language)
    return Entry(
        id=row.id,
        at=row.at,
        status=row.standing if isinstance(row, Thread) else row.status,
        sourced=bool(sourced),
        reviewed=row.reviewed,
        picture=row.picture,
        approval=row.approval,
        written=tuple(Written(*kind, text, text.at or row.at) for kind, text in found),
        pictures=tuple(shown[id] for id in ids if id in shown),
    )


_Found = tuple[tuple[str, str], Text]  # (place, language), text


def _texts(row: Caption | Point | Thread, language: str) -> Iterator[_Found]:
    """Every text of an entry; posts by platform are in the project's language."""
    if isinstance(row, Thread):
        for post in row.posts:
            yield from _translated(POSTED, post.text)
            yield from _translated(SHOWN, post.excerpt)
            yield from _described(post.alt)
        return
    if isinstance(row, Caption):
        yield from _translated(SHOWN, row.text)
        yield from _translated(SHOWN, row.short)
    else:
        yield from _translated(SHOWN, row.excerpt)
    yield from _translated(SHOWN, row.heading)
    yield from _translated(SHOWN, row.body)
    for override in row.overrides.values():
        yield from _translated(SHOWN, override.text)
        yield from _translated(SHOWN, override.short)
    yield from _described(row.alt)
    yield from (((POSTED, language), text) for text in row.posts.values())
    for tag, posts in row.posts_in.items():
        yield from (((POSTED, tag), words.text) for words in posts.values())


def _translated(place: str, texts: Mapping[str, Translation]) -> Iterator[_Found]:
    return (((place, tag), row.text) for tag, row in texts.items())


def _described(texts: Mapping[str, Text]) -> Iterator[_Found]:
    return (((DESCRIBED, tag), text) for tag, text in texts.items())
