"""Turn the file that came back from translators into rows, each with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sharegen.model.diagnostic import Diagnostic, Location
from sharegen.spreadsheet import restored
from sharegen.translation.cells import Cell, Row, Unreadable, decoded, rows_of
from sharegen.translation.table import COLUMNS, HASH, ID, LANG, PART, SOURCE, TARGET

_NEEDED = (ID, PART, TARGET)
_EXPORT = "make it with sharegen export --csv, and leave its first row as it is"


@dataclass(frozen=True, slots=True)
class Returned:
    """One row: whose text it is, which part of it, the language, and the translation. `hash` and
    `source` are of the words it was made from, "" where the file has no such column."""

    id: str
    part: str
    tag: str
    target: Cell
    at: Location
    hash: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Back:
    """What came back: its rows, how many are of other languages than were asked for, and rows that
    cannot be read."""

    rows: tuple[Returned, ...]
    others: int = 0
    problems: tuple[Diagnostic, ...] = ()


def back(data: bytes, file: str, tags: tuple[str, ...]) -> Back:
    """Turn the bytes of a file into its rows; `tags` are the languages asked for, none: all. With
    one of them the file may go without a column that names it. Raises Unreadable."""
    table = rows_of(decoded(data, file), file, COLUMNS)
    if not table:
        raise Unreadable(Diagnostic("csv-columns", "the file is empty", Location(file), _EXPORT))
    head = _head(table[0], file, needs_language=len(tags) != 1)
    found, problems, others = [], [], 0
    for row in table[1:]:
        cells = _cells(head, row)
        if len(row) > len(table[0]) and any(cell.value.strip() for cell in row[len(table[0]) :]):
            problems.append(_too_many(row[len(table[0])], len(table[0])))
            continue
        tag = cells[LANG].value.strip() if LANG in cells else tags[0]
        if tags and tag not in tags:
            others += 1
            continue
        found.append(_returned(cells, tag, row))
    return Back(tuple(found), others, tuple(problems))


def _head(row: Row, file: str, needs_language: bool) -> Mapping[str, int]:
    """The number of each column that has a name of ours; others are left alone."""
    names = [cell.value.strip().casefold() for cell in row]
    twice = [name for name in COLUMNS if names.count(name) > 1]
    needed = (*_NEEDED, LANG) if needs_language else _NEEDED
    missing = [name for name in needed if name not in names]
    if missing or twice:
        what = f"no column {', '.join(missing)}" if missing else f"column {twice[0]} twice"
        hint = _EXPORT
        if missing == [LANG]:
            hint = f"name the language with --lang, or {hint}"
        raise Unreadable(Diagnostic("csv-columns", f"{file} has {what}", row[0].at, hint))
    return {name: names.index(name) for name in COLUMNS if name in names}


def _cells(head: Mapping[str, int], row: Row) -> dict[str, Cell]:
    """The cells of a row by column; a row that ends early has empty ones."""
    last = row[-1].at
    return {
        name: row[number] if number < len(row) else Cell("", last) for name, number in head.items()
    }


def _too_many(cell: Cell, most: int) -> Diagnostic:
    message = f"the row has more cells than the {most} of the first row"
    hint = "put the words between double quotes, or save the table anew"
    return Diagnostic("csv-row", message, cell.at, hint)


def _returned(cells: Mapping[str, Cell], tag: str, row: Row) -> Returned:
    target = cells[TARGET]
    source, hash = cells.get(SOURCE), cells.get(HASH)
    return Returned(
        restored(cells[ID].value).strip(),
        restored(cells[PART].value).strip(),
        tag,
        Cell(restored(target.value).strip(), target.at),
        row[0].at,
        hash.value.strip() if hash else "",
        restored(source.value) if source else "",
    )
