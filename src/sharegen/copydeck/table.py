"""All posts as a table: CSV by RFC 4180, with CRLF between rows, quotes where cells need them.

It begins with a byte order mark, without which Excel takes UTF-8 for the system's own encoding.
Cells that a spreadsheet would take for formulas have an apostrophe before them (spreadsheet.py).
"""

from __future__ import annotations

import csv
import io
from typing import NamedTuple

from sharegen.copydeck.dialects import Dialect
from sharegen.copydeck.gathering import Deck, Posting
from sharegen.model.diagnostic import Diagnostic, Severity
from sharegen.spreadsheet import defused

_BOM = "\ufeff"


class Table(NamedTuple):
    """A table as it is written, and a warning for each post that is not as it is posted."""

    data: bytes
    problems: tuple[Diagnostic, ...]


def as_table(deck: Deck, dialect: Dialect, base_url: str = "") -> Table:
    """Turn posts into the table of a dialect. `base_url` is where the output folder lies on the
    web, with a slash at its end; without it no picture has an address."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([column.heading for column in dialect.columns])
    problems = []
    for posting in deck.postings:
        image = base_url + posting.cards[0].path if base_url and posting.cards else ""
        cells = [column.cell(posting, image) for column in dialect.columns]
        writer.writerow(map(defused, cells))
        problems += [_told(posting, cell) for cell in cells if defused(cell) != cell]
    return Table((_BOM + text.getvalue()).encode(), tuple(problems))


def _told(posting: Posting, cell: str) -> Diagnostic:
    post = posting.post
    message = (
        f"a cell of {post.entry} for {post.platform} begins with {cell[0]!r}, which spreadsheets "
        "take for a formula: an apostrophe stands before it"
    )
    hint = "remove it after reading the table in, or let the words begin otherwise"
    return Diagnostic("formula", message, None, hint, Severity.WARNING, post.entry)
