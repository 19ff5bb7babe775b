"""What columns a table of posts has, by the tool that reads it.

Add a tool: add a row, with the page of its maker that documents the columns and the day it was
read. Left out, since their format was not found documented in full: Buffer, Hootsuite (of an old
version only), Later, Metricool, SocialBee. Left out, since a row cannot be filled without a person:
Pinterest's own (a title of at most 100 characters and a board), Sprout Social (a date).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from sharegen.copydeck.gathering import Posting


class Column(NamedTuple):
    """A column: its heading, and what stands in it for a post and the address of its picture."""

    heading: str
    cell: Callable[[Posting, str], str]


@dataclass(frozen=True, slots=True)
class Dialect:
    """A table that a tool reads. `alone`: its rows are for one platform, which is chosen when the
    table is read in."""

    id: str
    about: str
    columns: tuple[Column, ...]
    alone: bool = False
    source: str = ""


def _nothing(_: Posting, __: str) -> str:
    return ""


def _text(posting: Posting, _: str) -> str:
    return posting.post.text


def _image(_: Posting, url: str) -> str:
    return url


def _alt(posting: Posting, _: str) -> str:
    return posting.alt


GENERIC = "generic"
_ROWS = (
    Dialect(
        id=GENERIC,
        about="all platforms; the date is yours to fill in",
        columns=(
            Column("date", _nothing),
            Column("platform", lambda posting, _: posting.post.platform),
            Column("language", lambda posting, _: posting.post.lang),
            Column("text", _text),
            Column("image_url", _image),
            Column("alt_text", _alt),
            Column("entry", lambda posting, _: posting.post.entry),
            Column("length", lambda posting, _: str(posting.post.lengths[0].measured)),
            Column("limit", lambda posting, _: str(posting.post.lengths[0].most)),
        ),
        source="ours",
    ),
    Dialect(
        id="publer",
        about="Publer's template of twelve columns; rows without a date it schedules by itself",
        columns=(
            Column("Date - Intl. format or prompt", _nothing),
            Column("Text", _text),
            Column("Link(s) - Separated by comma for FB carousels", _nothing),
            Column("Media URL(s) - Separated by comma", _image),
            Column("Title - For the video, pin, PDF ..", _nothing),
            Column("Label(s) - Separated by comma", _nothing),
            Column("Alt text(s) - Separated by ||", _alt),
            Column("Comment(s) - Separated by ||", _nothing),
            Column("Pin board, FB album, or Google category", _nothing),
            Column("Post subtype - I.e. story, reel, PDF ..", _nothing),
            Column("CTA - For Facebook links or Google", _nothing),
            Column("Reminder - For stories, reels, shorts, and TikToks", _nothing),
        ),
        alone=True,
        source="publer.com/blog/ultimate-csv-bulk-scheduler-social-media (twelve columns, none to "
        "be removed; a blank date is scheduled automatically), read 2026-11-27; headings as public "
        "programs quote its template",
    ),
)
DIALECTS = {row.id: row for row in _ROWS}
