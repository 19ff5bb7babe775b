"""Read a CSV file back as a spreadsheet saved it: cells that know their place.

Python's csv module says neither in which column of a line a cell begins nor what is wrong with it,
and guesses the delimiter from letters; here it follows from the head, whose columns are known.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sharegen.model.diagnostic import Diagnostic, Location

DELIMITERS = (",", ";", "\t")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE = re.compile("\r\n|\r|\n")
_SAYS = re.compile('\\A"?sep=([,;\t])"?(?:\r\n|\r|\n)', re.IGNORECASE)  # Excel's own first line
_QUOTED = re.compile('"([^"]*(?:""[^"]*)*)"')
_RESAVE = "save it as CSV UTF-8 (in Excel: File, Save As, CSV UTF-8)"
_HEAD = 4096  # characters that are looked through for the head


class Cell(NamedTuple):
    """What a cell says, its line ends as \\n, and where it begins."""

    value: str
    at: Location


Row = tuple[Cell, ...]


class Unreadable(Exception):
    """The file is no table; carries why."""

    def __init__(self, problem: Diagnostic) -> None:
        self.problem = problem
        super().__init__(problem.message)


def decoded(data: bytes, file: str) -> str:
    """Turn the bytes of a file into text: UTF-8, with a mark or without, or the UTF-16 that Excel
    saves as Unicode text. Raises Unreadable `encoding`."""
    mark, encoding = next(((m, e) for m, e in _MARKS if data.startswith(m)), (b"", ""))
    body = data[len(mark) :]
    if not encoding:  # letters of Latin have a zero beside them in UTF-16
        encoding = {b"\0": "utf-16-be"}.get(body[:1], "utf-8")
        encoding = "utf-16-le" if body[1:2] == b"\0" else encoding
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as error:
        before = body[: error.start].decode(encoding, "replace")
        message = (
            f"byte 0x{body[error.start]:02x} at offset {error.start:,} is not {encoding.upper()}"
        )
        raise Unreadable(Diagnostic("encoding", message, _end_of(before, file), _RESAVE)) from None


def rows_of(text: str, file: str, columns: Collection[str]) -> tuple[Row, ...]:
    """Turn the text of a table whose head has these columns into its rows, the head first. Rows
    without a word are left out. Raises Unreadable: `csv-columns`, `csv-quotes`."""
    said = _SAYS.match(text)
    skipped = said.end() if said else 0
    likely = said[1] if said else _delimiter(text, columns)
    reader = _Reader(text, file, likely, skipped)
    return tuple(row for row in reader.rows() if any(cell.value.strip() for cell in row))


def _delimiter(text: str, columns: Collection[str]) -> str:
    """What parts the cells: of the three there are, the one by which the head has most of the
    columns."""

    def known(delimiter: str) -> int:
        try:
            head = next(iter(_Reader(text[:_HEAD], "", delimiter).rows()), ())
        except Unreadable:
            return 0
        return len({cell.value.strip().casefold() for cell in head} & {*columns})

    return max(DELIMITERS, key=known)


@dataclass(slots=True)
class _Reader:
    """Goes through the text once; `at` is where it is, `line` and `start` the line there."""

    text: str
    file: str
    delimiter: str
    at: int = 0
    line: int = 1
    start: int = 0

    def __post_init__(self) -> None:
        self._pass(0, self.at)

    def rows(self) -> Iterator[Row]:
        row: list[Cell] = []
        while self.at < len(self.text) or row:
            row.append(self._cell())
            ended = _LINE.match(self.text, self.at)
            if ended or self.at >= len(self.text):
                self._pass(self.at, ended.end() if ended else self.at)
                yield tuple(row)
                row = []
            else:
                self.at += 1  # the delimiter

    def _pass(self, start: int, end: int) -> None:
        """Go on to a place; what lies between may have line ends."""
        for match in _LINE.finditer(self.text, start, end):
            self.line, self.start = self.line + 1, match.end()
        self.at = end

    def _here(self) -> Location:
        return Location(self.file, self.line, self.at - self.start + 1)

    def _cell(self) -> Cell:
        place = self._here()
        if not self.text.startswith('"', self.at):
            bare = re.compile(f"[^\r\n{re.escape(self.delimiter)}]*").match(self.text, self.at)
            value = bare[0] if bare else ""
            self.at += len(value)
            return Cell(value, place)
        whole = _QUOTED.match(self.text, self.at)
        if whole is None:
            message = "quotes that begin this cell are not closed"
            hint = 'close them, or write "" for quotes inside the cell'
            raise Unreadable(Diagnostic("csv-quotes", message, place, hint))
        self._pass(self.at, whole.end())
        rest = self.text[self.at : self.at + 1]
        if rest not in ("", "\r", "\n", self.delimiter):
            message = f"{rest!r} stands behind the quotes that end this cell"
            hint = 'write "" for quotes inside the cell, or save the table anew'
            raise Unreadable(Diagnostic("csv-quotes", message, self._here(), hint))
        return Cell(_LINE.sub("\n", whole[1].replace('""', '"')), place)


def _end_of(text: str, file: str) -> Location:
    lines = _LINE.split(text)
    return Location(file, len(lines), len(lines[-1]) + 1)
