"""Turn sets into archives to download: all of a topic for a placement, as the page shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sharegen.archive import File, zip_bytes
from sharegen.gallery.exhibits import Picture, Set
from sharegen.manifest import beside

FOLDER = "downloads"


@dataclass(frozen=True, slots=True)
class Bundle:
    """An archive: its path below the folder, the topic, the language and the placement it is of,
    how many pictures are in it, and its bytes."""

    path: str
    topic: str
    lang: str
    placement: str
    pictures: int
    data: bytes


def bundles(folder: Path, sets: Iterable[Set], topics: Mapping[str, str]) -> tuple[Bundle, ...]:
    """The archives of all topics in all languages; `topics` are their names in addresses.

    `folder` has the pictures. Beside each lie its alt text and, where it is a post, its post.
    """
    return tuple(_bundles(folder, tuple(sets), topics))


def _bundles(folder: Path, sets: tuple[Set, ...], topics: Mapping[str, str]) -> Iterator[Bundle]:
    for topic, slug in topics.items():
        for lang in dict.fromkeys(one.lang for one in sets):
            own = [one for one in sets if one.lang == lang and topic in one.topics]
            pictures = [shown for one in own for piece in one.pieces for shown in piece.pictures]
            if not pictures:
                continue
            places = dict.fromkeys(picture.placement for picture in pictures)
            for placement in places:
                some = [picture for picture in pictures if picture.placement == placement]
                files = [file for picture in some for file in _files(folder, picture)]
                name = f"{FOLDER}/{slug}_{placement}_{lang}.zip"
                yield Bundle(name, topic, lang, placement, len(some), zip_bytes(files))


def _files(folder: Path, picture: Picture) -> Iterator[File]:
    """The files of a picture by the names they have alone."""
    for record in picture.files:
        yield PurePosixPath(record.path).name, folder / record.path
        for path, words in beside(record):
            yield PurePosixPath(path).name, words
