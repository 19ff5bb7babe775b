"""Turn the files a project names (faces, art) into values that passed their checks.

Art is cut and rendered by `load.art`; Pillow and the SVG process are needed here only to measure a
drawing that marks its subject, once.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from sharegen.load.excerpt import shown
from sharegen.load.file_bytes import FileKind, inside, read_regular
from sharegen.load.fonts import BadFont, Sfnt, read_sfnt
from sharegen.load.layer_names import QUIET, SUBJECT
from sharegen.load.marks import Marks
from sharegen.load.marks import recall as recall_marks
from sharegen.load.marks import remember as remember_marks
from sharegen.load.raster_header import BadPicture, read_header, sniff
from sharegen.load.sound_drawings import recall_size, remember_size
from sharegen.load.sound_faces import recall, remember
from sharegen.load.svg_scan import Scan, scan
from sharegen.model.diagnostic import CardError, Diagnostic, Location, Severity
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
    """A variant as backgrounds.yaml has it: `subject`, `stands`, `quiet` and `focus` are ratios of
    the art (0–1, edges allowed)."""

    shape: str
    file: str
    subject: Rect | None = None
    stands: float | None = None
    quiet: tuple[Rect, ...] = ()
    focus: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class _Art:
    """A picture that was looked at: its size in its own units, and what it marks itself."""

    width: float
    height: float
    marks: Marks = field(default_factory=Marks)

    def box(self, ratios: Rect) -> Rect:
        """A box given in ratios, in the art's own units."""
        across, down = self.width, self.height
        x, y, width, height = ratios
        return Rect(x * across, y * down, width * across, height * down)


def read_variant(
    root: Path, entry: Entry, at: Location | None, fresh: bool = True
) -> tuple[Variant | None, Problems]:
    """Turn a picture file into a Variant, or say why it cannot be used.

    The variant has subject, stands, quiet areas and focus in the art's own units; what the entry
    does not say of a drawing's subject and quiet areas, its layers do; the focus of a photograph
    that says none is the middle of its subject. What a file is, is told by its content; its name
    must agree. Unless it is to be `fresh`, a drawing whose every byte is as it was when it was
    found sound is not looked at again.
    """
    file = entry.file
    data, problem = read_regular(root, file, ART, at)
    if data is None:
        return None, (problem,) if problem else ()
    problems = list(_misplaced(entry, at))
    art, found = _measure(data, file, at, fresh)
    problems += found
    if art is None or any(p.severity is Severity.ERROR for p in problems):
        return None, tuple(problems)
    problems += _differing(entry, art.marks, at)
    subject, focus = entry.subject or art.marks.subject, entry.focus
    kind = "svg" if sniff(data) == "SVG" else "raster"
    if focus is None and subject is not None and kind == "raster":
        focus = subject.x + subject.width / 2, subject.y + subject.height / 2
    variant = Variant(
        shape=entry.shape,
        file=file,
        kind=kind,
        sha256=hashlib.sha256(data).hexdigest(),
        width=art.width,
        height=art.height,
        subject=subject and art.box(subject),
        stands=None if entry.stands is None else entry.stands * art.height,
        root=root,
        quiet=tuple(map(art.box, entry.quiet or art.marks.quiet)),
        focus=focus and (focus[0] * art.width, focus[1] * art.height),
    )
    return variant, tuple(problems)


def _misplaced(entry: Entry, at: Location | None) -> Iterator[Diagnostic]:
    hint, stands = "measure it again in the art", entry.stands
    boxes = [(SUBJECT, entry.subject)] if entry.subject is not None else []
    for name, box in (*boxes, *((QUIET, area) for area in entry.quiet)):
        # a hair of slack: 0.58 + 0.42 is more than 1 in binary
        if box.empty or not Rect(0, 0, 1, 1).contains(box, slack=1e-6):
            message = f"{name} {_ratios(box)} is not x, y, width, height in ratios of the art, "
            yield Diagnostic("subject-outside", f"{message}0 to 1", at, hint)
    if stands is not None and not 0 <= stands <= 1:
        message = f"stands {stands:g} is not a ratio of the art's height, 0 to 1"
        yield Diagnostic("subject-outside", message, at, hint)


def _differing(entry: Entry, marks: Marks, at: Location | None) -> Iterator[Diagnostic]:
    """A subject that is not where the drawing has it: one of the two is old."""
    given, own = entry.subject, marks.subject
    if given is None or own is None:
        return
    edges = zip(_edges(given), _edges(own), strict=True)
    if max(abs(one - other) for one, other in edges) > _MOST_APART:
        shown_as = f"subject {_ratios(given)} is not where {shown(entry.file)} draws its subject"
        hint = f"write {_ratios(own, 4)}, or leave subject away: then the drawing has the word"
        yield _warning("subject-differs", shown_as, at, hint)


def _edges(box: Rect) -> tuple[float, float, float, float]:
    return box.x, box.y, box.right, box.bottom


def _ratios(box: Rect, places: int = 0) -> str:
    """A box as backgrounds.yaml has it."""
    return f"[{', '.join(f'{value:.{places}f}' if places else f'{value:g}' for value in box)}]"


def _measure(
    data: bytes, file: str, at: Location | None, fresh: bool
) -> tuple[_Art | None, Problems]:
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
        return _looked_at(data, file, at, fresh)
    try:
        picture = read_header(data, kind)
    except BadPicture as error:
        return None, (Diagnostic(error.code, f"{shown(file)} {error}", at, "export it again"),)
    notes: Problems = ()
    if picture.animated:
        message = f"{shown(file)} is animated; its first frame is used"
        notes = (_warning("asset-animated", message, at),)
    width, height = picture.shown
    return _Art(float(width), float(height)), notes


def _looked_at(
    data: bytes, file: str, at: Location | None, fresh: bool
) -> tuple[_Art | None, Problems]:
    """A drawing with its marks, or why it cannot be drawn."""
    sha256 = hashlib.sha256(data).hexdigest()
    known = None if fresh else _recalled(sha256)
    if known is not None:
        return known, ()
    result = scan(data, file, at)
    if result.size is None:
        return None, result.problems
    try:
        marks = _marks(sha256, file, result)
    except CardError as error:
        return None, (*result.problems, replace(error.problem, at=at))
    problems = result.problems
    drawn = {SUBJECT: marks.subject, QUIET: marks.quiet}
    for name in sorted(name for name in result.marks if not drawn[name]):
        message = f"{shown(file)} draws nothing in its layer {name} that can be seen"
        problems = (*problems, _warning("subject-empty", message, at, "draw it inside the canvas"))
    if not problems:
        remember_size(sha256, result.size)
    return _Art(*result.size, marks), problems


def _recalled(sha256: str) -> _Art | None:
    """A drawing that was found sound before, with its marks."""
    size, marks = recall_size(sha256), recall_marks(sha256)
    return None if size is None or marks is None else _Art(*size, marks)


def _marks(sha256: str, file: str, found: Scan) -> Marks:
    """What the layers of a drawing mark, measured once. Raises CardError `svg-crash`."""
    marks = recall_marks(sha256)
    if marks is None and not found.marks:
        marks = Marks()
        remember_marks(sha256, marks)
    if marks is None:
        from sharegen.load.svg_marks import measure

        marks = measure(found, file)
        remember_marks(sha256, marks)
    return marks


_MOST_APART = 0.02  # of the width or height of the art
_NAMES = {
    ".png": "PNG",
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".webp": "WebP",
    ".svg": "SVG",
}
