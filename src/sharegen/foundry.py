"""Bring a face into a project: checked, with its licence beside it, and named in brand.yaml.

The licence is written first and brand.yaml last: whatever stops it in between leaves a project
that builds as before, and the same command again finishes the work. Nothing is overwritten.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from sharegen.catalog.font_packages import FONT_PACKAGES
from sharegen.catalog.languages import LANGUAGES
from sharegen.courier import fetched
from sharegen.insertion import Document, line_end, plain, quoted
from sharegen.load.assets import FONT, inside, licence_beside, read_face, read_regular
from sharegen.load.file_bytes import FileKind
from sharegen.load.fonts import read_sfnt
from sharegen.load.yaml_tree import Entry, Scalar, Sequence
from sharegen.model.diagnostic import Diagnostic, MachineError, ProjectError
from sharegen.model.spec import Language
from sharegen.typeface import lacks
from sharegen.write import write_file

_KEY = "fallback"
_ENDINGS = (".ttf", ".otf")
_PAPER = FileKind("file", "text", 1 << 20)
_LICENCE_IDS = (13, 14)  # OpenType, name table: licence description and its address
_NAMED = 12  # so many missing characters are named in a message


@dataclass(frozen=True, slots=True)
class Added:
    """A face that is in the project now; `new` is False when all was there before."""

    file: Path
    licence: Path
    brand: Path
    new: bool


@dataclass(frozen=True, slots=True)
class Home:
    """Where a project keeps its faces: `root` is its border, `base` the brand folder below it."""

    root: Path
    base: str

    @property
    def fonts(self) -> Path:
        return self.root / self.base / "fonts"


def add_face(home: Home, tag: str, source: Path | None = None) -> Added:
    """Bring a face for a language into a project, from a file or from its pinned package.

    Raises ProjectError (`unknown-language`, `font-…`, `not-saved`) and MachineError
    (`font-package`, and what writing raises).
    """
    language = LANGUAGES.get(tag)
    if language is None:
        known = ", ".join(LANGUAGES)
        _stop("unknown-language", f"no language {tag!r}", f"known: {known}")
    if source is not None:
        return _adopted(home, language, source)
    package = FONT_PACKAGES.get(tag)
    if package is None:
        packages = ", ".join(FONT_PACKAGES)
        message = f"there is no package with a face for {tag}, only for {packages}"
        _stop("font-package", message, "name a font file with --from")
    there = home.fonts / Path(package.face).name
    if there.is_file():
        return _adopted(home, language, there)
    with fetched(package) as file:
        return _adopted(home, language, file)


def _adopted(home: Home, language: Language, source: Path) -> Added:
    data = _examined(language, source)
    target = home.fonts / source.name
    named = f"fonts/{source.name}"
    if source.suffix.lower() not in _ENDINGS or not inside(home.root, home.base, named):
        message = f"{quoted(source.name)} is no name for a font in a project"
        _stop("font-format", message, "give it letters, figures, and .ttf or .otf at its end")
    if _is_another(target, data):
        message = f"{target} is there already, and is another file"
        _stop("font-exists", message, "remove it, or give the new one another name")
    hint = f"copy the face into {home.fonts} and add it to {_KEY}: by hand"
    brand = Document(home.root, f"{home.base}/brand.yaml".lstrip("/"), hint)
    before = brand.text()
    after = _with_face(brand, before, named)
    beside = licence_beside(target) if target.exists() else ""
    paper = home.fonts / beside if beside else _new_paper(home, source)
    new = after != before or not target.exists() or not beside
    with _machine_errors(home):
        if not beside:
            write_file(paper, [_licence(source)], home.root, sync=True)
        if not target.exists():
            write_file(target, [data], home.root, sync=True)
        if after != before:
            brand.write(after)
    return Added(target, paper, brand.root / brand.file, new)


def _examined(language: Language, source: Path) -> bytes:
    """The bytes of a sound face that has the language and may be used. ProjectError."""
    real = Path(os.path.realpath(source))
    face, problems = read_face(real.parent, real.name, None)
    data, _ = read_regular(real.parent, real.name, FONT, None)
    if face is None or data is None:
        raise ProjectError(problems)
    if hashlib.sha256(data).hexdigest() != face.sha256:
        _stop("asset-changed", f"{source.name} changed while it was in use", "run again")
    if read_sfnt(data).restricted:
        message = f"{source.name} says that embedding it needs its maker's permission"
        _stop("font-licence", message, "take another face")
    missing = lacks(face, language.sample.replace("*", ""))
    if missing:
        named = " ".join(missing[:_NAMED])
        message = f"{source.name} lacks {len(missing)} characters of {language.name}: {named}"
        _stop("font-coverage", message, f"take a face that is made for {language.name}")
    return data


@contextmanager
def _machine_errors(home: Home) -> Iterator[None]:
    """The remedies of a build's output folder are not those of a project's own."""
    try:
        yield
    except MachineError as error:
        problem = error.problem
        hint = f"check who owns {home.fonts}, and that its disk has room; then run it again"
        raise MachineError(problem.code, problem.message, hint) from error


def _new_paper(home: Home, source: Path) -> Path:
    """Where a face's licence goes: named after the face, so that it is found to be its own."""
    words = _licence(source)
    kind = "OFL" if b"SIL OPEN FONT LICENSE" in words.upper() else "LICENSE"
    stem = re.sub(r"[^a-z0-9._-]+", "-", source.stem.partition("[")[0].lower()).strip("-")
    paper = home.fonts / f"{kind}-{stem or 'font'}.txt"
    if _is_another(paper, words):
        message = f"{paper} is there already, and is another licence"
        _stop("font-exists", message, "remove it, or give the face another name")
    return paper


def _is_another(path: Path, data: bytes) -> bool:
    """Whether there is something at a path, and it is not a file of these bytes."""
    try:
        return path.read_bytes() != data
    except (FileNotFoundError, NotADirectoryError):
        return path.is_symlink()
    except OSError:
        return True


def _licence(source: Path) -> bytes:
    """The licence beside a face, else what the face itself says of it."""
    real = Path(os.path.realpath(source))
    name = licence_beside(real)
    if name:
        data, problem = read_regular(real.parent, name, _PAPER, None)
        if data is None:
            raise ProjectError([problem] if problem else [])
        return data
    said = _said_by(real)
    if not said:
        message = f"{source.name} has no licence beside it and names none"
        _stop("font-licence", message, "put its OFL.txt or LICENSE beside it")
    return f"{said}\n".encode()


def _said_by(source: Path) -> str:
    from fontTools.ttLib import TTFont  # 70 ms that no other command should wait for

    with TTFont(io.BytesIO(source.read_bytes()), lazy=True) as font:
        names = font["name"]
        found = (names.getDebugName(number) for number in (0, *_LICENCE_IDS))
        copyright, *licence = (text or "" for text in found)
    return "\n\n".join([copyright, *licence]).strip() if any(licence) else ""


def _with_face(brand: Document, before: str, name: str) -> str:
    """brand.yaml's text with a face more at the end of its chain."""
    tree = brand.tree(before)
    found = next((entry for entry in tree.entries if entry.key == _KEY), None)
    expected: dict[str, Any] = plain(tree)
    listed = expected.get(_KEY) or []
    if name in listed:
        return before
    expected[_KEY] = [*listed, name]
    after = _inserted(before, found, name)
    brand.prove(after, expected)
    return after


def _inserted(text: str, found: Entry | None, name: str) -> str:
    """The text with a line more, or a longer one where the chain stands in brackets."""
    end = line_end(text)
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += end
    if found is None:
        return "".join([*lines, f"{_KEY}:{end}", f"  - {quoted(name)}{end}"])
    items = found.value.items if isinstance(found.value, Sequence) else ()
    at = items[-1].at if items else found.value.at
    row, column = at.line - 1, at.column - 1
    head, rest = lines[row][:column], lines[row][column:]
    if isinstance(found.value, Scalar):
        row = found.at.line - 1
        lines.insert(row + 1, f"  - {quoted(name)}{end}")
    elif not items:
        lines[row] = head + re.sub(r"\A\[\s*\]", lambda _: f"[{quoted(name)}]", rest)
    elif head.strip() == "-":
        lines.insert(row + 1, f"{head}{quoted(name)}{end}")
    else:
        body, bracket, behind = rest.rpartition("]")
        lines[row] = f"{head}{body.rstrip(' ,')}, {quoted(name)}{bracket}{behind}"
    return "".join(lines)


def _stop(code: str, message: str, hint: str) -> NoReturn:
    raise ProjectError([Diagnostic(code, message, hint=hint)])
