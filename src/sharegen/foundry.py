"""Bring a face into a project: checked, with its licence beside it, and named in brand.yaml.

A face comes from a file, or from a pinned package that pip fetches on this command alone; all else
in sharegen works without a network.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from sharegen.catalog.font_packages import FONT_PACKAGES, FontPackage
from sharegen.catalog.languages import LANGUAGES
from sharegen.insertion import Document, line_end, plain, quoted
from sharegen.load.assets import licence_beside, read_face
from sharegen.load.yaml_tree import Entry, Sequence
from sharegen.model.diagnostic import Diagnostic, MachineError, ProjectError, Severity
from sharegen.model.spec import Language
from sharegen.typeface import lacks
from sharegen.write import write_file

_PATIENCE = 300  # seconds for pip: the wheels are tens of megabytes
_KEY = "fallback"
_LICENCE_IDS = (13, 14)  # OpenType, name table: licence description and its address


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
    with _fetched(package) as file:
        return _adopted(home, language, file)


def _adopted(home: Home, language: Language, source: Path) -> Added:
    face, problems = read_face(source.parent, source.name, None)
    wrong = [p for p in problems if p.severity is Severity.ERROR or "permission" in p.message]
    if face is None or wrong:
        raise ProjectError(wrong)
    missing = lacks(face, language.sample.replace("*", ""))
    if missing:
        shown = " ".join(missing[:12])
        message = f"{source.name} lacks {len(missing)} characters of {language.name}: {shown}"
        _stop("font-coverage", message, f"take a face that is made for {language.name}")
    licence = _licence(source)
    data = source.read_bytes()
    target = home.fonts / source.name
    if target.exists() and target.read_bytes() != data:
        message = f"{target} is there already, and is another file"
        _stop("font-exists", message, "remove it, or give the new one another name")
    brand = Document(home.root, f"{home.base}/brand.yaml".lstrip("/"), "name it by hand")
    before = brand.text()
    after = _with_face(brand, before, f"fonts/{source.name}")
    new = after != before or not target.exists()
    paper = home.fonts / f"OFL-{source.stem.partition('[')[0].lower()}.txt"
    if new:
        write_file(paper, [licence], sync=True)
        write_file(target, [data], sync=True)
        brand.write(after)
    return Added(target, paper, brand.root / brand.file, new)


def _licence(source: Path) -> bytes:
    """The licence beside a face, else what the face itself says of it."""
    name = licence_beside(source)
    if name:
        return (source.parent / name).read_bytes()
    said = _said_by(source)
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
    if name in expected.get(_KEY, []):
        return before
    expected[_KEY] = [*expected.get(_KEY, []), name]
    after = _inserted(before, found, name)
    brand.prove(after, expected)
    return after


def _inserted(text: str, found: Entry | None, name: str) -> str:
    end = line_end(text)
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += end
    if found is None:
        return "".join([*lines, f"{_KEY}:{end}", f"  - {quoted(name)}{end}"])
    items = found.value.items if isinstance(found.value, Sequence) else ()
    if not items:
        return text
    row, column = items[-1].at.line - 1, items[-1].at.column - 1
    head = lines[row][:column]
    if head.strip() == "-":
        return "".join([*lines[: row + 1], f"{head}{quoted(name)}{end}", *lines[row + 1 :]])
    close = lines[row].rfind("]")
    lines[row] = f"{lines[row][:close].rstrip(' ,')}, {quoted(name)}{lines[row][close:]}"
    return "".join(lines)


@contextmanager
def _fetched(package: FontPackage) -> Iterator[Path]:
    """A package's face in a folder of its own, its licence beside it. MachineError."""
    with tempfile.TemporaryDirectory(prefix="sharegen-fonts-") as name:
        folder = Path(name)
        wanted = folder / "requirements.txt"
        pin = f"{package.package}=={package.version} --hash=sha256:{package.sha256}\n"
        wanted.write_text(pin, "utf-8")
        _pip(package, ["--dest", str(folder), "--requirement", str(wanted)])
        wheels = list(folder.glob("*.whl"))
        if len(wheels) != 1:
            _no_package(package, "pip brought no wheel")
        try:
            with zipfile.ZipFile(wheels[0]) as wheel:
                face = folder / Path(package.face).name
                face.write_bytes(wheel.read(package.face))
                (folder / "OFL.txt").write_bytes(wheel.read(package.licence))
        except (KeyError, zipfile.BadZipFile, OSError) as error:
            _no_package(package, f"its wheel cannot be read ({error})")
        yield face


def _pip(package: FontPackage, arguments: list[str]) -> None:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-input", "--no-deps"]
    command += ["--only-binary", ":all:", "--require-hashes", "--disable-pip-version-check"]
    try:
        done = subprocess.run(
            [*command, *arguments], capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        _no_package(package, f"pip did not answer in {_PATIENCE} s")
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        last = said[-1] if said else (done.stderr.strip().splitlines() or ["pip failed"])[-1]
        _no_package(package, last.removeprefix("ERROR:").strip())


def _no_package(package: FontPackage, why: str) -> NoReturn:
    message = f"{package.package} {package.version} could not be fetched: {why}"
    hint = f"fetch {Path(package.face).name} from Google Fonts by hand, and name it with --from"
    raise MachineError("font-package", message, hint)


def _stop(code: str, message: str, hint: str) -> NoReturn:
    raise ProjectError([Diagnostic(code, message, hint=hint)])
