"""Bring art of a designer's own tools into a project: looked at, measured, named, copied.

Everything or nothing: all that is wrong with all files is said at once, and then nothing is
written; the art is written before the row that names it, and removed again if that fails.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

from sharegen.easel.look import Piece, looked_at
from sharegen.easel.rows import FILE, FOLDER, Row, with_row
from sharegen.easel.tones import Tone, tone_of
from sharegen.insertion import Document
from sharegen.load.identifiers import Identifier, id_problem
from sharegen.model.diagnostic import Diagnostic, Location, ProjectError
from sharegen.model.geometry import SHAPES
from sharegen.model.project import Background, Project
from sharegen.write import write_file

__all__ = ["Hanging", "Offer", "hang"]

_HINT = "add the rows by hand: docs/files.md, backgrounds.yaml"


@dataclass(frozen=True, slots=True)
class Offer:
    """Files of art, and what was said about them; "" for what was not said."""

    files: tuple[Path, ...]
    id: str = ""
    shape: str = ""
    tone: str = ""
    about: str = ""
    licence: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Hanging:
    """A background as it will be, not yet written; `pieces` are its new variants."""

    root: Path
    background: Background
    pieces: tuple[Piece, ...]
    tone: Tone
    row: Row
    text: str

    @property
    def file(self) -> Path:
        """backgrounds.yaml."""
        return self.root / FILE

    @property
    def copies(self) -> tuple[Path, ...]:
        """Where the art will be."""
        return tuple(self.root / FOLDER / piece.name for piece in self.pieces)

    def write(self) -> None:
        """Put everything in its place, or nothing. MachineError."""
        made: list[Path] = []
        try:
            for piece, path in zip(self.pieces, self.copies, strict=True):
                if not path.exists():
                    write_file(path, [piece.data], self.root, sync=True)
                    made.append(path)
            if self.file.exists():
                Document(self.root, FILE, _HINT).write(self.text)
            else:
                write_file(self.file, [self.text.encode()], self.root, sync=True)
        except BaseException:
            for path in made:
                with contextlib.suppress(OSError):
                    path.unlink()
            raise


def hang(project: Project, offer: Offer) -> Hanging:
    """Turn an offer into a background of the project. Raises ProjectError with all that is wrong:
    what the art holds, `id-taken`, `shape-taken`, `art-exists`, `not-saved`."""
    pieces = looked_at(project, offer.files, offer.shape)
    id = offer.id or _named(pieces)
    document = Document(project.root, FILE, _HINT)
    known = project.backgrounds.get(id)
    taken = _taken(document)
    if id in taken:
        _check_addition(offer, pieces, (id, taken[id]))
    else:
        wrong = id_problem(Identifier(id, Location("--id")))
        if wrong is not None:
            raise ProjectError([replace(wrong, at=None)])
    pieces = tuple(_placed(project.root, piece, id) for piece in pieces)
    tone = tone_of(project.brand, pieces, offer.tone or (known.tone if known else ""))
    said = {"about": offer.about, "licence": offer.licence, "credit": offer.credit}
    row = Row(id, {} if id in taken else {"tone": tone.name, **said}, pieces)
    text = with_row(document, row)
    background = known or Background(id, tone.name, offer.about, offer.licence, offer.credit)
    background = replace(
        background,
        tone=tone.name,
        variants=tuple(piece.variant for piece in pieces),
        mirrors=all(piece.variant.kind == "svg" for piece in pieces),
    )
    return Hanging(project.root, background, pieces, tone, row, text)


def _named(pieces: tuple[Piece, ...]) -> str:
    """The id that the names of the files give: without the shape at the end. ProjectError."""
    names = dict.fromkeys(piece.stem for piece in pieces)
    if len(names) > 1:
        message = f"the files would be different backgrounds: {', '.join(names)}"
        _stop("no-id", message, "name one with --id, or add them one by one")
    name = next(iter(names))
    if not name:
        _stop("no-id", f"{pieces[0].title} gives the background no name", "name it with --id")
    return name


def _taken(document: Document) -> dict[str, tuple[str, ...]]:
    """The ids that backgrounds.yaml has, sound or not, and the shapes of each."""
    if not (document.root / FILE).exists():
        return {}
    found = {}
    for entry in document.tree(document.text()).entries:
        below = getattr(entry.value, "entries", ())
        variants = next((part.value for part in below if part.key == "variants"), None)
        found[entry.key] = tuple(part.key for part in getattr(variants, "entries", ()))
    return found


def _check_addition(
    offer: Offer, pieces: tuple[Piece, ...], taken: tuple[str, tuple[str, ...]]
) -> None:
    """A background that is there takes shapes it lacks, and nothing else."""
    id, shapes = taken
    own = [piece for piece in pieces if piece.shape in shapes]
    free = ", ".join(shape for shape in SHAPES if shape not in shapes) or "none"
    if not offer.id and (own or not all(piece.shape_named for piece in pieces)):
        message = f"backgrounds.yaml has a background {id} already"
        _stop("id-taken", message, f"give another --id; or --id {id}, to add a shape to it")
    if own:
        message = f"background {id} has a {own[0].shape} already"
        hint = f"replace that file, give another --id, or a --shape it lacks ({free})"
        _stop("shape-taken", message, hint)
    said = [key for key in ("tone", "about", "licence", "credit") if getattr(offer, key)]
    if said:
        options = ", ".join(f"--{key}" for key in said)
        message = f"background {id} is there already, with its own {', '.join(said)}"
        _stop("id-taken", message, f"leave {options} away, and change it in backgrounds.yaml")


def _placed(root: Path, piece: Piece, id: str) -> Piece:
    """The piece with the name it will have in the project. ProjectError `art-exists`."""
    home = root / FOLDER
    source = piece.variant.path
    if os.path.realpath(source.parent) == os.path.realpath(home):
        return replace(piece, name=source.name)
    name = f"{id}-{piece.shape}{source.suffix.lower()}"
    target = home / name
    same = target.is_file() and target.read_bytes() == piece.data
    if target.is_symlink() or (target.exists() and not same):
        message = f"{FOLDER}/{name} is there already, and is another file"
        _stop("art-exists", message, "remove it, or give another --id")
    return replace(piece, name=name)


def _stop(code: str, message: str, hint: str) -> NoReturn:
    raise ProjectError([Diagnostic(code, message, hint=hint)])
