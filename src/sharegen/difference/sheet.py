"""Changes as one picture for a pull request: rows of before, after and difference, with labels.

Labels are set in the faces of the starter kit, whatever the project: a folder of pictures brings
no face, and the same two folders give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from PIL import Image

from sharegen.catalog.formats import PUBLISHED
from sharegen.difference.compare import ADDED, METADATA, REMOVED, Comparison, Entry, Pair
from sharegen.difference.folders import picture_of
from sharegen.difference.lines import named, summary, told, where_of
from sharegen.difference.pixels import differing, reduced
from sharegen.labels import PAPER, Label, on_paper, set_label
from sharegen.load import load_project
from sharegen.model.card import Card
from sharegen.model.color import Color
from sharegen.model.diagnostic import CardError
from sharegen.model.frame import Setting
from sharegen.model.geometry import Rect
from sharegen.paint import paint_words
from sharegen.png import Layer, Words, encode_hard
from sharegen.report import for_terminal
from sharegen.resolve import Selection, resolve
from sharegen.starter import starter_kit

MOST_ROWS = 12
_MOST_BYTES = 5_000_000  # what a comment on a pull request takes without a thought
_WIDTH, _MARGIN, _GAP = 1600, 40, 24
_COLUMN = (_WIDTH - 2 * _MARGIN - 2 * _GAP) // 3
_ALONE = 4  # pictures that were added or removed, in a row
_NARROW = (_WIDTH - 2 * _MARGIN - (_ALONE - 1) * _GAP) // _ALONE
_TITLE, _HEADING, _TEXT, _SMALL = 36.0, 26.0, 20.0, 16.0
_MOST_SHOWN = 420  # characters of a label: three lines
_MOST_SAID = 4000  # characters of the picture's own alt text
_ROOM = 400  # px that a label has in height; it takes what it needs
_WIDE = 0.62  # em that a letter takes at most, on average
_COLUMNS = ("before", "after", "difference")
_TITLES = {METADATA: "same picture"}


class Row(NamedTuple):
    """One row: the entry it is of, a picture before and after, or several that are alone (none:
    there is nothing to show), and whether it is the first of its entry."""

    entry: Entry
    pairs: tuple[Pair, ...]
    first: bool


class Paper(NamedTuple):
    """What labels are set with."""

    card: Card
    colors: Mapping[str, Color]


@dataclass(slots=True)
class _Sheet:
    """What was placed so far, and how far down the next row begins, in px."""

    paper: Paper
    y: float = _MARGIN
    settings: list[Setting] = field(default_factory=list)
    images: list[tuple[Image.Image, int, int]] = field(default_factory=list)

    def say(self, label: Label, at: tuple[float, float] = (_MARGIN, _WIDTH - 2 * _MARGIN)) -> None:
        """Set a label at the left edge and in the width given, and go on below it."""
        setting = _set(self.paper, label, Rect(at[0], self.y, at[1], _ROOM))
        self.settings.append(setting)
        self.y = setting.ink.bottom + label.size * 0.55


def changes_sheet(found: Comparison, most_rows: int = MOST_ROWS) -> tuple[bytes, ...]:
    """Turn a comparison into the parts of a PNG below 5 MB, with so many rows at most."""
    every = list(_rows(found))
    paper, shown = _paper(), min(most_rows, len(every))
    while True:
        rows = _chosen(every, shown)
        image = _composed(found, rows, (paper, len(every) - shown))
        words = Words("What changed", _alt(found, rows))
        parts = encode_hard(Layer(image), (), words).parts
        size = sum(map(len, parts))
        if size < _MOST_BYTES or shown <= 1:
            return parts
        shown = max(1, min(shown - 1, shown * _MOST_BYTES // size))


def _rows(found: Comparison) -> Iterator[Row]:
    """Every row there might be; what has no other pixels or none at all is a row of words."""
    for entry in found.entries:
        shown = [pair for pair in entry.pairs if has_pixels(entry, pair)]
        step = _ALONE if is_alone(entry) else 1
        rows = [tuple(shown[at : at + step]) for at in range(0, len(shown), step)]
        for number, pairs in enumerate(rows or [()]):
            yield Row(entry, pairs, number == 0)


def is_alone(entry: Entry) -> bool:
    """Whether its pictures have nothing to stand beside."""
    return entry.kind in (ADDED, REMOVED)


def has_pixels(entry: Entry, pair: Pair) -> bool:
    """Whether there are pictures to show: of PNGs, and not where the pixels are the same."""
    return entry.format == PUBLISHED.id and entry.kind != METADATA and bool(pair.record)


def _chosen(rows: list[Row], most: int) -> list[Row]:
    """The first row of each entry before any second one, in their own order."""
    place: dict[int, int] = {}
    ranks = []
    for number, row in enumerate(rows):
        place[id(row.entry)] = 0 if row.first else place[id(row.entry)] + 1
        ranks.append((place[id(row.entry)], number))
    return [rows[number] for number in sorted(number for _, number in sorted(ranks)[:most])]


def _composed(found: Comparison, rows: list[Row], given: tuple[Paper, int]) -> Image.Image:
    """Set the labels, place the pictures below them, and paint all of it."""
    paper, left_out = given
    sheet = _Sheet(paper)
    sheet.say(Label("What changed", _TITLE, 700))
    sheet.say(Label(summary(found), _TEXT, 400))
    for row in rows:
        if row.first:
            sheet.y += _GAP
            kind = _TITLES.get(row.entry.kind, row.entry.kind)
            sheet.say(Label(f"{kind}: {named(row.entry)}", _HEADING, 600))
            sheet.say(Label(told(row.entry), _TEXT, 400))
        _place(sheet, found, row)
    if left_out:
        sheet.y += _GAP
        sheet.say(Label(f"{left_out} more row{'s' * (left_out != 1)} left out here", _TEXT, 600))
    return _painted(sheet)


def _place(sheet: _Sheet, found: Comparison, row: Row) -> None:
    """Place the pictures of a row side by side, what they are above them."""
    if is_alone(row.entry):
        titled = [(", ".join(pair.placements), _alone(found, pair)) for pair in row.pairs]
        _side_by_side(sheet, titled, _NARROW)
        return
    where = ", ".join(row.pairs[0].placements if row.pairs else row.entry.placements)
    parts = [f"on {where}", *(where_of(pair) for pair in row.pairs)]
    sheet.say(Label("; ".join(filter(None, parts)), _SMALL, 400))
    for pair in row.pairs:
        _side_by_side(sheet, list(zip(_COLUMNS, _images(found, pair), strict=True)), _COLUMN)


def _side_by_side(
    sheet: _Sheet, titled: Sequence[tuple[str, Image.Image | None]], width: int
) -> None:
    """Place pictures in columns of a width, each below its title."""
    shown = [(number, *one) for number, one in enumerate(titled)]
    tops, top = [], sheet.y
    for number, title, image in shown:
        sheet.y = top
        if image is not None:
            sheet.say(Label(title, _SMALL, 600), (_MARGIN + number * (width + _GAP), width))
        tops.append(round(sheet.y))
    sheet.y = lowest = max(tops, default=round(top))
    for number, _, image in shown:
        if image is not None:
            sheet.images.append((image, _MARGIN + number * (width + _GAP), round(sheet.y)))
            lowest = max(lowest, round(sheet.y) + image.height)
    sheet.y = lowest + _GAP


def _alone(found: Comparison, pair: Pair) -> Image.Image:
    folder = found.new if pair.new is not None else found.old
    return reduced(picture_of(folder, pair.record), _NARROW)


def _images(found: Comparison, pair: Pair) -> tuple[Image.Image | None, ...]:
    old = picture_of(found.old, pair.old) if pair.old is not None else None
    new = picture_of(found.new, pair.new) if pair.new is not None else None
    both = old is not None and new is not None and old.size == new.size
    third = differing(old, new, _COLUMN) if both and old and new else None
    small = [None if image is None else reduced(image, _COLUMN) for image in (old, new)]
    return (*small, third)


def _painted(sheet: _Sheet) -> Image.Image:
    colors = sheet.paper.colors
    image = Image.new("RGB", (_WIDTH, round(sheet.y) + _MARGIN), colors["surface"])
    for small, x, y in sheet.images:
        image.paste(colors["rule"], (x - 1, y - 1, x + small.width + 1, y + small.height + 1))
        image.paste(small, (x, y))
    for setting in sheet.settings:
        paint_words(image, setting, 0, None)
    return image


def _paper() -> Paper:
    """A card of the starter kit, whose faces set the labels."""
    project = load_project(starter_kit())
    found = resolve(project, Selection(captions=(project.captions[0].id,)))
    return Paper(on_paper(found.cards[0], project.brand), project.brand.colors[PAPER])


def _set(paper: Paper, label: Label, area: Rect) -> Setting:
    """Set a label; signs that no face of ours has, and what steers a line, are shown as
    \\u{…}, and what there is no room for is cut with an ellipsis."""
    words = for_terminal(" ".join(label.words.split()))
    if len(words) > _MOST_SHOWN:
        words = f"{words[:_MOST_SHOWN]}…"
    found = _fitted(paper.card, replace(label, words=words), area)
    if found is None:
        known = (word if _known(paper.card, word) else _spelt(word) for word in words.split())
        plain = _broken(" ".join(known))
        found = _fitted(paper.card, replace(label, words=plain), area)
    return found or set_label(paper.card, replace(label, words="… (no room for it)"), area)


def _fitted(card: Card, label: Label, area: Rect) -> Setting | None:
    try:
        return _on_few_lines(card, label, area)
    except CardError:
        return None


def _known(card: Card, word: str) -> bool:
    """Whether our faces have all signs of a word."""
    wide = Rect(0, 0, len(word) * _TEXT * 2, _ROOM)
    return word.isascii() or _fitted(card, Label(word, _TEXT, 400), wide) is not None


def _on_few_lines(card: Card, label: Label, area: Rect) -> Setting:
    """Set a label on one line where there is room for it: it would rather break where it makes
    sense, and pictures be further apart."""
    if len(label.words) * label.size * _WIDE < area.width:
        line = Rect(area.x, area.y, area.width, label.size * 1.5)
        found = set_label(card, label, line)
        if found.size_px > label.size * 0.9:
            return found
    return set_label(card, label, area)


def _spelt(word: str) -> str:
    """A word with all signs beyond ASCII as \\u{…}."""
    return "".join(c if c.isascii() else f"\\u{{{ord(c):04x}}}" for c in word)


def _broken(words: str) -> str:
    """Words with none so long that no line has room for it."""
    step = 40
    pieces = (word[at : at + step] for word in words.split() for at in range(0, len(word), step))
    return " ".join(pieces)[:_MOST_SHOWN]


def _alt(found: Comparison, rows: list[Row]) -> str:
    """What the sheet shows, in words, for whoever does not see it."""
    lines = [f"What changed between two builds: {summary(found)}."]
    for row in rows:
        if row.first:
            where = ", ".join(row.entry.placements)
            lines.append(f"{row.entry.kind}: {named(row.entry)} on {where}: {told(row.entry)}.")
    whole = for_terminal(" ".join(lines))
    return whole if len(whole) <= _MOST_SAID else f"{whole[:_MOST_SAID]}…"
