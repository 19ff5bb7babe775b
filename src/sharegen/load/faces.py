"""Look at every face of a brand folder, used or not, and also where brand.yaml cannot be used."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from sharegen.catalog.languages import LANGUAGES
from sharegen.load.assets import licence_beside, read_face
from sharegen.load.excerpt import shown
from sharegen.load.fonts import read_sfnt
from sharegen.load.yaml_tree import Mapping, Scalar, Sequence, read_tree
from sharegen.model.diagnostic import Diagnostic, ProjectError, Severity
from sharegen.model.project import Face
from sharegen.typeface import characters, color_formats, family, lacks, letters

FALLBACK_ROLE = "fallback"
HEADLINE, WEIGHT = "headline", "wght"
_ENDINGS = (".ttf", ".otf", ".ttc", ".otc", ".woff", ".woff2", ".pfb", ".bdf", ".pcf")


@dataclass(frozen=True, slots=True)
class FaceReport:
    """What is known of a font file; `face` is None when it is damaged, and then most is not.

    `licence` is the name of the file beside it, `roles` what brand.yaml uses it for, `family` its
    own name, `characters` how many it covers, `languages` the tags of the catalog whose letters it
    has, `embedding` what its licence bits say, `colors` the formats of coloured glyphs.
    """

    file: str
    face: Face | None
    licence: str
    size_bytes: int
    roles: tuple[str, ...] = ()
    family: str = ""
    characters: int = 0
    languages: tuple[str, ...] = ()
    embedding: str = ""
    colors: tuple[str, ...] = ()
    problems: tuple[Diagnostic, ...] = field(default=())


def inspect_faces(root: Path, brand: Path | None = None) -> tuple[FaceReport, ...]:
    """Turn a brand folder (root/assets when none is named) into reports, sorted by file.

    Raises ProjectError `no-fonts`.
    """
    home, base = (root, "assets") if brand is None else (brand, "")
    folder = home / base
    named = _roles(home, f"{base}/brand.yaml".lstrip("/"))
    found = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.suffix.lower() in _ENDINGS
    }
    files = sorted(found | set(named))
    if not files:
        hint = "put the faces of the brand into assets/fonts"
        raise ProjectError([Diagnostic("no-fonts", f"no font files in {folder}", hint=hint)])
    return tuple(_report(home, f"{base}/{file}".lstrip("/"), named.get(file, ())) for file in files)


def _roles(home: Path, file: str) -> dict[str, tuple[str, ...]]:
    """The files that brand.yaml names for its faces, each with its roles; none when it is broken:
    `check` says why."""
    node, _ = read_tree(home, file)
    roles: dict[str, tuple[str, ...]] = {}
    for entry in node.entries if isinstance(node, Mapping) else ():
        if entry.key == "faces" and isinstance(entry.value, Mapping):
            for face in entry.value.entries:
                if isinstance(face.value, Scalar):
                    name = face.value.value
                    roles[name] = (*roles.get(name, ()), face.key)
        if entry.key == FALLBACK_ROLE and isinstance(entry.value, Sequence):
            for item in entry.value.items:
                if isinstance(item, Scalar):
                    roles[item.value] = (*roles.get(item.value, ()), FALLBACK_ROLE)
    return roles


def _report(home: Path, file: str, roles: tuple[str, ...]) -> FaceReport:
    path = home / file
    face, problems = read_face(home, file, None)
    known = FaceReport(file, face, licence_beside(path), _size(path), roles, problems=problems)
    if face is None:
        return known
    languages = (tag for tag, row in LANGUAGES.items() if not lacks(face, letters(row.sample)))
    return replace(
        known,
        family=family(face),
        characters=characters(face),
        languages=tuple(languages),
        embedding=read_sfnt(path.read_bytes()).permission,
        colors=color_formats(face),
        problems=(*problems, *_unweighted(face, roles)),
    )


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _unweighted(face: Face, roles: tuple[str, ...]) -> tuple[Diagnostic, ...]:
    """What a headline needs: its emphasis is set in a heavier weight of the same face."""
    if HEADLINE not in roles or any(tag == WEIGHT for tag, _, _ in face.axes):
        return ()
    message = f"{shown(face.file)} has no axis wght, so the emphasis of headlines is not heavier"
    hint = "take the variable cut of the face"
    return (Diagnostic("font-axis", message, hint=hint, severity=Severity.WARNING),)
