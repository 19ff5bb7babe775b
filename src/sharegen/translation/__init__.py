"""What goes to translators and comes back: one CSV file, with the length that fits measured.

`export` writes a row for each text and language (units, notes, room, table); `bring_back` reads
the file as a spreadsheet saved it (cells, returned), holds each row against its text (judging) and
against the engine (trial), and puts what is good into captions.yaml and brand.yaml (placing, ink),
where nothing else changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sharegen.insertion import Document
from sharegen.model.diagnostic import Diagnostic, ProjectError, Severity
from sharegen.model.project import Project
from sharegen.resolve.names import languages_of
from sharegen.translation.cells import Unreadable
from sharegen.translation.ink import Words
from sharegen.translation.judging import Accepted, judged
from sharegen.translation.placing import Put, placed
from sharegen.translation.returned import back
from sharegen.translation.table import Export, Order, export
from sharegen.translation.trial import tried
from sharegen.translation.units import books_of, units_of

__all__ = ["Brought", "Export", "Order", "Parcel", "bring_back", "export"]


@dataclass(frozen=True, slots=True)
class Parcel:
    """A file that came back: its bytes, how messages call it, and which languages of it are
    wanted (none: all). `replacing`: approved translations may be replaced; `partial`: rows without
    an error are taken though others have one."""

    data: bytes
    file: str
    languages: tuple[str, ...] = ()
    replacing: bool = False
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of it: the files with what is new in them, not yet written; counts for the
    summary; every problem. `refused`: rows with an error, for which nothing is written unless
    `partial` was asked for."""

    files: tuple[tuple[Document, str], ...]
    written: tuple[Accepted, ...] = ()
    empty: int = 0
    unchanged: int = 0
    others: int = 0
    refused: int = 0
    problems: tuple[Diagnostic, ...] = ()

    def write(self) -> None:
        """Put the files in their places, each whole or not at all. Raises MachineError."""
        for document, text in self.files:
            document.write(text)


def bring_back(project: Project, parcel: Parcel) -> Brought:
    """Turn a file that came back into files to write. Raises ProjectError for one that is no
    table, and `not-saved` for a file that nothing can be put into."""
    tags = languages_of(project, parcel.languages) if parcel.languages else ()
    try:
        found = back(parcel.data, parcel.file, tags)
    except Unreadable as error:
        raise ProjectError([error.problem]) from None
    units = units_of(project)
    judgement = judged(units, found.rows, project.language, parcel.replacing)
    said = tried(project, judgement.accepted, parcel.file) if judgement.accepted else ()
    problems = (*found.problems, *judgement.problems, *said)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    lines = {at.line for problem in errors for at in (problem.at, *problem.also) if at}
    good = tuple(row for row in judgement.accepted if row.at.line not in lines)
    if errors and not parcel.partial:
        good = ()
    return Brought(
        files=tuple(_files(project, good)),
        written=good,
        empty=judgement.empty,
        unchanged=judgement.unchanged,
        others=found.others,
        refused=len({problem.at.line for problem in errors if problem.at}),
        problems=tuple(sorted(problems, key=lambda p: (p.at is None, p.at or ()))),
    )


def _files(project: Project, rows: Iterable[Accepted]) -> Iterable[tuple[Document, str]]:
    """The files with translations in them, those that have any."""
    puts: dict[str, list[Put]] = {}
    for row in rows:
        words = Words(row.raw, row.unit.key)
        puts.setdefault(row.unit.file, []).append(Put(row.unit.way(row.tag), words))
    documents = books_of(project).by_file
    return [(documents[file], placed(documents[file], these)) for file, these in puts.items()]
