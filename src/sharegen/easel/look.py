"""Look at files of art before they are taken: all that will not be drawn, sizes, boxes, colours."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import log
from pathlib import Path

from sharegen.catalog.platforms import placements_under
from sharegen.load.assets import ART, Entry, read_regular, read_variant
from sharegen.load.raster_header import sniff
from sharegen.load.svg_marks import drawn_box
from sharegen.load.svg_scan import scan
from sharegen.model.diagnostic import Diagnostic, Location, ProjectError, Severity
from sharegen.model.geometry import SHAPES, Rect, Size
from sharegen.model.project import Project, Variant
from sharegen.resolve.stage import FURTHEST_SHAPE

_MOST = 100  # kinds of problems in one file
_SHAPE_BEHIND = re.compile(rf"(.*?)[\s_-]*({'|'.join(SHAPES)})", re.IGNORECASE | re.DOTALL)
_OTHER_SIGNS = re.compile("[^a-z0-9]+")
_FULL = 0.98  # of the width and the height: a ground, not a thing


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of art that was looked at: `title` is how its owner called it, `stem` the id its name
    gives; `shape_named`: the name says the shape, too; `name` is that in the project."""

    title: str
    stem: str
    shape: str
    shape_named: bool
    data: bytes
    variant: Variant
    remarks: tuple[Diagnostic, ...] = ()
    name: str = ""

    def ratios(self, box: Rect) -> Rect:
        """A box of the art in ratios of it."""
        width, height = self.variant.width, self.variant.height
        return Rect(box.x / width, box.y / height, box.width / width, box.height / height)


def looked_at(project: Project, files: Iterable[Path], shape: str) -> tuple[Piece, ...]:
    """Turn files into pieces. Raises ProjectError with every problem of all of them."""
    found = [_looked_at(file, shape) for file in files]
    problems = [problem for _, told in found for problem in told]
    pieces = [piece for piece, _ in found if piece is not None]
    seen: dict[str, Piece] = {}
    for piece in pieces:
        first = seen.setdefault(piece.shape, piece)
        if first is not piece:
            message = f"{first.title} and {piece.title} are both {piece.shape}"
            hint = "name the shape of one with --shape, and add it by itself"
            problems.append(Diagnostic("shape-taken", message, hint=hint))
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise ProjectError(problems, Path.cwd())
    return tuple(_with_remarks(project, piece) for piece in pieces)


def _looked_at(file: Path, shape: str) -> tuple[Piece | None, tuple[Diagnostic, ...]]:
    real = Path(os.path.realpath(file))
    data, problem = read_regular(real.parent, real.name, ART, None)
    if data is None:
        return None, (problem,) if problem else ()
    if sniff(data) == "SVG":
        told = scan(data, str(file), None, _MOST).problems
        if any(problem.severity is Severity.ERROR for problem in told):
            return None, tuple(map(_at_its_line, told))
    variant, told = read_variant(real.parent, Entry(shape or SHAPES[0], real.name), None)
    told = tuple(_at_its_line(_under(problem, real.name, file)) for problem in told)
    if variant is None:
        return None, told
    size = Size(round(variant.width * 100), round(variant.height * 100))
    variant = replace(variant, shape=shape or size.shape)
    if variant.subject is None and variant.kind == "svg":
        subject, remarks = _whole(data, variant, file)
        variant, told = replace(variant, subject=subject), (*told, *remarks)
    stem, named = _stem(file, variant.shape)
    return Piece(str(file), stem, variant.shape, named, data, variant, told), ()


def _under(problem: Diagnostic, name: str, file: Path) -> Diagnostic:
    """A problem with the file called as its owner called it."""
    also = tuple(place._replace(file=str(file)) for place in problem.also if place.file == name)
    return replace(problem, also=also)


def _at_its_line(problem: Diagnostic) -> Diagnostic:
    """A problem of a file where it stands in it: nothing else names the file."""
    if problem.at is None and problem.also:
        return replace(problem, at=problem.also[0], also=problem.also[1:])
    return problem


def _whole(data: bytes, variant: Variant, file: Path) -> tuple[Rect | None, tuple[Diagnostic, ...]]:
    """All that is drawn as the subject of a drawing that names none; a drawing with a ground of
    its own has none."""
    box = drawn_box(scan(data, str(file), None), str(file))
    place = Location(str(file))
    if box is None or (box.width >= _FULL and box.height >= _FULL):
        message = f"{file} names no subject, so words may stand on anything in it"
        hint = "call the layer of the thing that words must not cover: subject"
        return None, (Diagnostic("no-subject", message, place, hint, Severity.WARNING),)
    width, height = variant.width, variant.height
    message = f"{file} names no subject; all that is drawn is taken for it"
    hint = "call the layer of the thing that words must not cover: subject"
    found = Rect(box.x * width, box.y * height, box.width * width, box.height * height)
    return found, (Diagnostic("no-subject", message, place, hint, Severity.WARNING),)


def _stem(file: Path, shape: str) -> tuple[str, bool]:
    """The id that a file's name gives, and whether it ends in the shape."""
    match = _SHAPE_BEHIND.fullmatch(file.stem)
    named = bool(match and match[1] and match[2].lower() == shape)
    words = match[1] if match and named else file.stem
    return _OTHER_SIGNS.sub("-", words.lower()).strip("-"), named


def _with_remarks(project: Project, piece: Piece) -> Piece:
    """The piece, with a warning where no placement has its ratio."""
    variant = piece.variant
    ratio = variant.width / variant.height
    rows = placements_under(project.brand).values()
    apart = min(abs(log(row.size.width / row.size.height / ratio)) for row in rows)
    if variant.kind != "svg" or apart <= FURTHEST_SHAPE:
        return piece
    message = f"{piece.title} is {ratio:.2f} : 1; no placement is within a third of that"
    hint = "draw it nearer to one of `sharegen list placements`"
    remark = Diagnostic("art-ratio", message, None, hint, Severity.WARNING)
    return replace(piece, remarks=(*piece.remarks, remark))
