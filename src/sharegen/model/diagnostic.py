"""Problems, and where they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from sharegen.model.geometry import Rect


class Location(NamedTuple):
    """A place in a file the user wrote; line and column count from 1, the column in characters."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Severity(Enum):
    """How much a problem matters; only an error stops a picture."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: what was found and what is allowed, where, and what can be done now.

    `code` is words-with-hyphens and never changes. `caption` is the id the problem belongs to
    ("" when it belongs to the whole project). `where` names the placements it was met on, `area`
    is what part of the first one's canvas it is about, in px, and `lang` the language of the words
    there, where it matters.
    """

    code: str
    message: str
    at: Location | None = None
    hint: str = ""
    severity: Severity = Severity.ERROR
    caption: str = ""
    where: tuple[str, ...] = ()
    also: tuple[Location, ...] = field(default=())
    area: Rect | None = None
    lang: str = ""


class ProjectError(Exception):
    """The files of a project cannot be used; carries every problem found.

    `root` is the folder that the file names of the problems begin in, where it is known.
    """

    def __init__(self, problems: Iterable[Diagnostic], root: Path | None = None) -> None:
        self.problems = tuple(problems)
        self.root = root
        super().__init__("; ".join(f"{p.at}: {p.code}: {p.message}" for p in self.problems))


class CardError(Exception):
    """One card cannot be made; carries every problem found, and the first of them."""

    def __init__(self, *problems: Diagnostic) -> None:
        self.problems = problems
        self.problem = problems[0]
        super().__init__("; ".join(f"{p.at}: {p.code}: {p.message}" for p in problems))


class MachineError(Exception):
    """The machine is at fault (disk, permission, lock, a missing part): exit code 3."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        self.problem = Diagnostic(code, message, hint=hint)
        super().__init__(message)
