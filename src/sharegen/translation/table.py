"""The CSV file for translators: a row for each text and language."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from sharegen.catalog.languages import LANGUAGES
from sharegen.model.diagnostic import Diagnostic, ProjectError, Severity
from sharegen.model.project import Project
from sharegen.resolve.names import languages_of
from sharegen.spreadsheet import defused
from sharegen.translation.notes import Notes, keep, limit
from sharegen.translation.room import SHAPES, NoFaceError, Room
from sharegen.translation.units import Unit, languages_in, shown, units_of

ID, PART, LANG, SOURCE, TARGET, HASH = "id", "part", "lang", "source", "translation", "hash"
COLUMNS = (
    *(ID, PART, LANG, "status", "what", "shows", "keep", SOURCE, TARGET),
    *SHAPES,
    *("limit", HASH),
)
MISSING = "missing"
# Excel takes a file without it for one of its own old encodings.
_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Order:
    """What to export: languages by tag (none: those that there are translations in), entries by
    glob (none: all) and by the status of their words in the project's language."""

    languages: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ("approved", "draft")
    progress: Callable[[int, int], None] | None = None


@dataclass(frozen=True, slots=True)
class Export:
    """The file's bytes, how many rows of which languages it has, how many texts were left out for
    their status, and what could not be measured."""

    data: bytes
    rows: int
    languages: tuple[str, ...]
    held: int
    problems: tuple[Diagnostic, ...] = ()


def export(project: Project, order: Order) -> Export:
    """Turn a project into the file for its translators. Raises ProjectError for what does not
    exist."""
    every = units_of(project)
    tags = _languages(project, order, every)
    chosen = _chosen(every, order.only)
    units = [unit for unit in chosen if unit.standing in order.statuses]
    notes = Notes.on(project, every)
    problems: list[Diagnostic] = []
    total = len(units) * len(tags)
    rows = []
    for tag in tags:
        room = Ruler(Room(project, tag), notes)
        for unit in units:
            rows.append(_row(unit, tag, room))
            if order.progress is not None:
                order.progress(len(rows), total)
        problems += room.problems
    held = len(chosen) - len(units)
    return Export(table_bytes(rows), len(rows), tags, held, (*project.problems, *problems))


def _languages(project: Project, order: Order, units: tuple[Unit, ...]) -> tuple[str, ...]:
    if not order.languages:
        tags = tuple(tag for tag in languages_in(units) if tag in LANGUAGES)
        if not tags:
            message = "nothing is translated yet, so that a language has to be named"
            hint = "add --lang TAG, one of sharegen list languages"
            raise ProjectError([Diagnostic("no-language", message, hint=hint)])
        return tags
    tags = languages_of(project, order.languages)
    if project.language in tags:
        message = f"{project.language} is the language that is translated from"
        hint = "name another with --lang"
        raise ProjectError([Diagnostic("own-language", message, hint=hint)])
    return tags


def _chosen(units: tuple[Unit, ...], globs: tuple[str, ...]) -> list[Unit]:
    """The texts whose ids match; those of the brand only where nothing is picked or they are."""
    missing = [glob for glob in globs if not any(fnmatchcase(u.id, glob) for u in units)]
    if missing:
        known = ", ".join(dict.fromkeys(unit.id for unit in units))
        raise ProjectError(
            [
                Diagnostic("unknown-caption", f"no caption {g!r}", hint=f"known: {known}")
                for g in missing
            ]
        )
    return [u for u in units if not globs or any(fnmatchcase(u.id, glob) for glob in globs)]


class Ruler:
    """Measures texts of one language until it has no face; keeps what it has measured."""

    def __init__(self, room: Room, notes: Notes) -> None:
        self.room, self.notes = room, notes
        self.problems: list[Diagnostic] = []
        self._known: dict[tuple[str, str], Mapping[str, int]] = {}

    def of(self, unit: Unit) -> Mapping[str, int]:
        """How many characters of a text fit on each shape; nothing where it is on no picture."""
        part = self.notes.on_picture(unit)
        if not part or self.problems:
            return {}
        key = (unit.id, part)
        if key not in self._known:
            try:
                self._known[key] = self.room.of(self.notes.captions[unit.id], part)
            except NoFaceError as error:
                self._stop(str(error))
                return {}
        caption = self.notes.captions[unit.id]
        # the number of a post stands by itself on the picture, and at the end of its words here
        number = (
            len(f" {caption.number}") if unit.text.value.endswith(caption.number or "\0") else 0
        )
        return {shape: most + number for shape, most in self._known[key].items()}

    def _stop(self, why: str) -> None:
        tag = self.room.tag
        hint = f"run: sharegen fonts add {tag}" if tag in ("ja", "ko", "zh-Hans") else "add a face"
        message = f"lengths in {tag} are not measured: {why}"
        self.problems.append(Diagnostic("unmeasured", message, None, hint, Severity.WARNING))


def _row(unit: Unit, tag: str, ruler: Ruler) -> list[str]:
    translation, notes = unit.translation(tag), ruler.notes
    room = ruler.of(unit)
    cells = {
        ID: unit.id,
        PART: unit.part,
        LANG: tag,
        "status": translation.status if translation else MISSING,
        "what": notes.what(unit),
        "shows": notes.shows(unit),
        "keep": keep(unit),
        SOURCE: shown(unit.raw),
        TARGET: shown(translation.raw) if translation else "",
        **{shape: str(room[shape]) if shape in room else "" for shape in SHAPES},
        "limit": limit(unit),
        HASH: unit.hash,
    }
    return [cells[column] for column in COLUMNS]


def table_bytes(rows: Iterable[list[str]]) -> bytes:
    """Rows below their head as CSV (RFC 4180) in UTF-8 with a mark; no cell is a formula."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([defused(cell) for cell in row] for row in rows)
    return (_MARK + stream.getvalue()).encode()
