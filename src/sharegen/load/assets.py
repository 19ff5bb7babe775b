"""Turn the files a project names (faces, art) into values that passed their checks.

Art is cut and rendered by `load.art`; Pillow and the SVG process are not needed here.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sharegen.load.excerpt import shown
from sharegen.load.file_bytes import FileKind, inside, read_regular
from sharegen.load.fonts import BadFont, Sfnt, read_sfnt
from sharegen.load.raster_header import BadPicture, read_header, sniff
from sharegen.load.sound_drawings import recall_size, remember_size
from sharegen.load.sound_faces import recall, remember
from sharegen.load.svg_scan import scan
from sharegen.model.diagnostic import Diagnostic, Location, Severity
from sharegen.model.geometry import Rect
from sharegen.model.project import Face, Variant

__all__ = [
    "ART",
    "FONT",
    "Entry",
    "inside",
    "licence_beside",
    "read_face",
    "read_regular",
    "read_variant",
]

FONT = FileKind("font", "font", 64 << 20)
ART = FileKind("asset", "picture", 25 << 20)

_LICENCES = ("ofl", "licence", "license", "copying", "ufl", "apache")
_NAMELESS = re.compile(rf"({'|'.join(_LICENCES)})([-_.]?[0-9.]+)?(\.(txt|md|html?))?")
_RASTER = ("PNG", "JPEG", "WebP")

Problems = tuple[Diagnostic, ...]


def read_face(
    root: Path, file: str, at: Location | None, fresh: bool = True
) -> tuple[Face | None, Problems]:
    """Turn a font file into a Face, or say why it cannot be used.

    `file` is relative to the project. Warnings may come with a face. Unless it is to be `fresh`,
    a file whose every byte is as it was when it was found sound is not summed up again.
    """
    data, problem = read_regular(root, file, FONT, at)
    if data is None:
        return None, (problem,) if problem else ()
    sha256 = hashlib.sha256(data).hexdigest()
    sfnt = None if fresh else recall(sha256)
    if sfnt is None:
        try:
            sfnt = read_sfnt(data)
        except BadFont as error:
            hint = "fetch the font again from its maker, as .ttf or .otf"
            return None, (Diagnostic(error.code, f"{shown(file)} {error}", at, hint),)
        remember(sha256, sfnt)
    face = Face(file, sha256, sfnt.axes, root)
    return face, tuple(_doubts(sfnt, face, at))


def _doubts(sfnt: Sfnt, face: Face, at: Location | None) -> Iterator[Diagnostic]:
    """What its maker may not allow."""
    file = shown(face.file)
    if sfnt.restricted:
        yield _warning(
            "font-licence", f"{file} says that embedding it needs its maker's permission", at
        )
    elif sfnt.bitmaps_only:
        yield _warning("font-licence", f"{file} says that only its bitmaps may be embedded", at)
    elif not licence_beside(face.path):
        hint = "put its OFL.txt or LICENSE there"
        yield _warning("font-licence", f"{file} has no licence file beside it", at, hint)


def licence_beside(path: Path) -> str:
    """The name of the licence file that lies beside a font; "" when there is none.

    One with the font's own name comes first, then one without a name (OFL.txt), then the only one
    there is: of several that name other fonts none is this one's.
    """
    try:
        names = sorted(os.listdir(path.parent))
    except OSError:
        return ""
    family = re.split(r"[^a-z0-9]", path.stem.lower())[0]
    found = [name for name in names if name.lower().startswith(_LICENCES)]
    own = [name for name in found if family in re.sub(r"[^a-z0-9]", "", name.lower())]
    plain = [name for name in found if _NAMELESS.fullmatch(name.lower())]
    only = found if len(found) == 1 else []
    return next(iter((*own, *plain, *only)), "")


def _warning(code: str, message: str, at: Location | None, hint: str = "") -> Diagnostic:
    return Diagnostic(code, message, at, hint, Severity.WARNING)


@dataclass(frozen=True, slots=True)
class Entry:
    """A variant as backgrounds.yaml has it: `subject` and `stands` are ratios of the art (0–1,
    edges allowed)."""

    shape: str
    file: str
    subject: Rect | None = None
    stands: float | None = None


def read_variant(
    root: Path, entry: Entry, at: Location | None, fresh: bool = True
) -> tuple[Variant | None, Problems]:
    """Turn a picture file into a Variant, or say why it cannot be used.

    The variant has subject and stands in the art's own units. What a file is, is told by its
    content; its name must agree. Unless it is to be `fresh`, a drawing whose every byte is as it
    was when it was found sound is not looked at again.
    """
    file, subject, stands = entry.file, entry.subject, entry.stands
    data, problem = read_regular(root, file, ART, at)
    if data is None:
        return None, (problem,) if problem else ()
    problems = list(_misplaced(subject, stands, at))
    size, found = _measure(data, file, at, fresh)
    problems += found
    if size is None or any(p.severity is Severity.ERROR for p in problems):
        return None, tuple(problems)
    width, height = size
    box = subject and Rect(
        subject.x * width, subject.y * height, subject.width * width, subject.height * height
    )
    variant = Variant(
        shape=entry.shape,
        file=file,
        kind="svg" if sniff(data) == "SVG" else "raster",
        sha256=hashlib.sha256(data).hexdigest(),
        width=width,
        height=height,
        subject=box,
        stands=None if stands is None else stands * height,
        root=root,
    )
    return variant, tuple(problems)


def _misplaced(subject: Rect | None, stands: float | None, at: Location | None) -> list[Diagnostic]:
    problems = []
    # a hair of slack: 0.58 + 0.42 is more than 1 in binary
    if subject is not None and (
        subject.empty or not Rect(0, 0, 1, 1).contains(subject, slack=1e-6)
    ):
        shown = ", ".join(f"{value:g}" for value in subject)
        message = f"subject [{shown}] is not x, y, width, height in ratios of the art, 0 to 1"
        problems.append(Diagnostic("subject-outside", message, at, "measure it again in the art"))
    if stands is not None and not 0 <= stands <= 1:
        message = f"stands {stands:g} is not a ratio of the art's height, 0 to 1"
        problems.append(Diagnostic("subject-outside", message, at, "measure it again in the art"))
    return problems


def _measure(
    data: bytes, file: str, at: Location | None, fresh: bool
) -> tuple[tuple[float, float] | None, Problems]:
    kind = sniff(data)
    named = _NAMES.get(os.path.splitext(file)[1].lower())
    if kind not in (*_RASTER, "SVG") or named is None or kind != named:
        expected = named or "PNG, JPEG, WebP or SVG"
        if kind not in (*_RASTER, "SVG"):
            expected = "PNG, JPEG, WebP or SVG"
        message = f"{shown(file)} is {kind}, expected {expected}"
        hint = "correct the name's ending" if kind in (*_RASTER, "SVG") else "export it again"
        return None, (Diagnostic("asset-format", message, at, hint),)
    if kind == "SVG":
        return _size_of_drawing(data, file, at, fresh)
    try:
        picture = read_header(data, kind)
    except BadPicture as error:
        return None, (Diagnostic(error.code, f"{shown(file)} {error}", at, "export it again"),)
    notes: Problems = ()
    if picture.animated:
        message = f"{shown(file)} is animated; its first frame is used"
        notes = (_warning("asset-animated", message, at),)
    width, height = picture.shown
    return (float(width), float(height)), notes


def _size_of_drawing(
    data: bytes, file: str, at: Location | None, fresh: bool
) -> tuple[tuple[float, float] | None, Problems]:
    sha256 = hashlib.sha256(data).hexdigest()
    size = None if fresh else recall_size(sha256)
    if size is not None:
        return size, ()
    result = scan(data, file, at)
    if result.size is not None and not result.problems:
        remember_size(sha256, result.size)
    return result.size, result.problems


_NAMES = {
    ".png": "PNG",
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".webp": "WebP",
    ".svg": "SVG",
}
