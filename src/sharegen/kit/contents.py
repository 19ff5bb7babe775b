"""Turn a published gallery into the files of a kit: those it shows, and what goes with them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sharegen import __version__
from sharegen.archive import File
from sharegen.gallery import Published
from sharegen.gallery.exhibits import Set
from sharegen.gallery.page import PICTURES
from sharegen.gallery.rights import FOLDER as LICENCES
from sharegen.gallery.rights import Rights, rights_of
from sharegen.kit.credits import art_list
from sharegen.kit.deck import deck_of
from sharegen.kit.letter import Facts, letters
from sharegen.manifest import MANIFEST, SUMS, beside, manifest_bytes, sums_bytes
from sharegen.model.diagnostic import Diagnostic
from sharegen.model.project import Project
from sharegen.model.record import Record

# What a project says itself of whose it is: beside captions.yaml, as people put it there.
_PROJECT_LICENCES = ("LICENSES.md", "LICENSES.txt", "LICENCES.md", "LICENCES.txt")
_MOST_BYTES = 1 << 20
_ART = "art.txt"


@dataclass(frozen=True, slots=True)
class Contents:
    """The files of a kit by their names in it, and what they amount to."""

    files: tuple[File, ...]
    pictures: int
    sets: int
    placements: tuple[str, ...]
    languages: tuple[str, ...]
    problems: tuple[Diagnostic, ...] = ()


def contents(
    project: Project, done: Published, place: Path, platforms: tuple[str, ...] | None
) -> Contents:
    """The files of the kit of a gallery that was published at `place`, a folder that was empty,
    with the posts for these platforms: () for all, None for no list of posts."""
    records = _shown(done.sets)
    folder = place / PICTURES
    manifest = manifest_bytes(project.brand.name, __version__, records)
    rights = rights_of(project, done.sets)
    licences = dict(_licences(project, done.sets, rights))
    posts, said = deck_of(project, done.sets, platforms) if platforms is not None else ({}, ())
    art = f"{LICENCES}/{_ART}"
    facts = Facts(
        project,
        done.sets,
        rights,
        tuple(posts),
        art if art in licences else "",
        tuple(path for path in licences if path != art),
    )
    files: dict[str, bytes | Path] = {
        **{path: place / path for path in done.hung.written},
        **{f"{PICTURES}/{record.path}": folder / record.path for record in records},
        **{f"{PICTURES}/{path}": words for record in records for path, words in beside(record)},
        f"{PICTURES}/{MANIFEST}": manifest,
        f"{PICTURES}/{SUMS}": sums_bytes(records, manifest),
        **licences,
        **posts,
        **letters(facts),
    }
    known = {f"{PICTURES}/{record.path}": record.sha256 for record in records}
    files[SUMS] = _sums(files, known)
    return Contents(
        tuple(files.items()),
        len(records),
        len(done.sets),
        tuple(dict.fromkeys(record.placement for record in records)),
        tuple(dict.fromkeys(record.lang for record in records)),
        said,
    )


def _shown(sets: tuple[Set, ...]) -> tuple[Record, ...]:
    """What the page shows, by path: a picture that is not to stand alone is in no kit without its
    other."""
    found = {
        record.path: record
        for one in sets
        for piece in one.pieces
        for picture in piece.pictures
        for record in picture.files
    }
    return tuple(found[path] for path in sorted(found))


def _licences(
    project: Project, sets: tuple[Set, ...], rights: Rights
) -> Iterator[tuple[str, bytes]]:
    """Whose the art is, and what the project says of all of it, beside the licences of faces."""
    art = art_list(sets)
    if art:
        yield f"{LICENCES}/{_ART}", art.encode()
    taken = {path for path, _ in rights.files}
    for name in _PROJECT_LICENCES:
        path = project.root / name
        if path.is_file() and not path.is_symlink() and path.stat().st_size <= _MOST_BYTES:
            own = f"{LICENCES}/{name}"
            yield (f"{LICENCES}/project-{name}" if own in taken else own), path.read_bytes()


def _sums(files: dict[str, bytes | Path], known: dict[str, str]) -> bytes:
    """SHA256SUMS of all files; `sha256sum -c` reads it."""
    lines = (f"{known.get(path) or _sha256(files[path])}  {path}\n" for path in sorted(files))
    return "".join(lines).encode()


def _sha256(data: bytes | Path) -> str:
    return hashlib.sha256(data if isinstance(data, bytes) else data.read_bytes()).hexdigest()
