"""Whose the words, the art and the faces of a gallery are, and on what terms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sharegen.gallery.exhibits import Set
from sharegen.load.assets import licence_beside
from sharegen.model.project import Project
from sharegen.model.reference import Source
from sharegen.typeface import family

FOLDER = "licences"
_OWN = "own"  # how a background says that the project made it
_UNSAFE = re.compile(r"[^A-Za-z0-9_.-]+")


@dataclass(frozen=True, slots=True)
class Art:
    """A licence of art, and who asks to be named; "" for what the project made itself."""

    licence: str
    credits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lettering:
    """A family of letters, and the path of its licence below the folder; "" without one."""

    family: str
    path: str


@dataclass(frozen=True, slots=True)
class Rights:
    """`files` are the licences of faces, by their path below the folder."""

    sources: tuple[Source, ...]
    art: tuple[Art, ...]
    lettering: tuple[Lettering, ...]
    files: tuple[tuple[str, bytes], ...]


def rights_of(project: Project, sets: Iterable[Set]) -> Rights:
    """Turn what a gallery shows into whose it is."""
    shown = [piece for one in sets for piece in one.pieces]
    ids = dict.fromkeys(
        id for piece in shown for id in re.split(r", *", piece.caption.source) if id
    )
    art: dict[str, dict[str, None]] = {}
    for piece in shown:
        for picture in piece.pictures:
            ground = picture.card.background
            if ground.variants:
                licence = "" if ground.licence == _OWN else ground.licence
                credits = art.setdefault(licence, {})
                credits.update({ground.credit: None} if ground.credit else {})
    lettering, files = _lettering(project)
    return Rights(
        tuple(project.sources[id] for id in ids if id in project.sources),
        tuple(Art(licence, tuple(credits)) for licence, credits in sorted(art.items())),
        lettering,
        files,
    )


def _lettering(project: Project) -> tuple[tuple[Lettering, ...], tuple[tuple[str, bytes], ...]]:
    """Every face of the brand once, and the licences that lie beside them."""
    rows: dict[str, str] = {}
    files: dict[str, bytes] = {}
    for face in (*project.brand.faces.values(), *project.brand.fallback):
        name = licence_beside(face.path)
        path = _filed(files, face.path.with_name(name)) if name else ""
        rows.setdefault(family(face), path)
    return tuple(Lettering(*row) for row in rows.items()), tuple(sorted(files.items()))


def _filed(files: dict[str, bytes], licence: Path) -> str:
    """Where a licence goes: under its own name as far as that is safe everywhere, or beside another
    one that is called so and says something else."""
    data, number = licence.read_bytes(), 1
    stem, suffix = (_UNSAFE.sub("-", part).strip("-") for part in (licence.stem, licence.suffix))
    path = f"{FOLDER}/{stem}{suffix}"
    while files.setdefault(path, data) != data:
        number += 1
        path = f"{FOLDER}/{stem}-{number}{suffix}"
    return path
