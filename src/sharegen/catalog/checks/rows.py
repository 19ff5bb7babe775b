"""Words painted once more, over single rows of px: what a picture is held against."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from PIL import Image

from sharegen.catalog.proofs import Print
from sharegen.model.color import Color
from sharegen.model.frame import Frame, Line, Run
from sharegen.typeface import coverage, is_colored


class Span(NamedTuple):
    """Some px of a row of the canvas."""

    row: int
    left: int
    right: int


def row_of(picture: Print, span: Span, fill: Color | None) -> bytes | bytearray | None:
    """Px as they should be, three bytes each; None where some words that cross them have colours
    of their own."""
    row, left, right = span
    inks: list[_Ink] = []
    end, apart = -1, True  # of those so far, on the canvas; whether none meets another
    for line in _crossing(picture.frame, row):
        for run in line.runs:
            if run.ink.empty:
                continue
            if is_colored(run):
                return None
            ink = _ink(run, row)
            if ink is not None:
                inks.append(ink)
                apart, end = apart and end <= ink.x, ink.x + len(ink.cover)
    if fill is not None and apart:
        return _on_fill(span, fill, inks)
    image = picture.base.crop((left, row, right, row + 1))
    for ink in inks:
        mask = Image.frombytes("L", (len(ink.cover), 1), ink.cover)
        image.paste(ink.color, (ink.x - left, 0), mask)
    return image.tobytes()


class _Ink(NamedTuple):
    """How much of a row of px a run covers (0–255 each), from `x` on, and in what colour."""

    x: int
    cover: bytes
    color: Color


def _ink(run: Run, row: int) -> _Ink | None:
    cover = coverage(run)
    start = (cover.height - 1 - (row - cover.y)) * cover.width  # rows are bottom up
    if not 0 <= start < len(cover.data):
        return None
    return _Ink(cover.x, cover.data[start : start + cover.width], run.color)


def _on_fill(span: Span, fill: Color, inks: list[_Ink]) -> bytearray:
    """Inks that lie apart on a plain ground: each px is found in a table."""
    width = span.right - span.left
    row = bytearray(bytes(fill) * width)
    for x, cover, color in inks:
        place = x - span.left
        first, last = max(0, place), min(width, place + len(cover))
        if first < last:
            seen = cover[first - place : last - place]
            for channel, table in enumerate(_blends(fill, color)):
                row[3 * first + channel : 3 * last : 3] = seen.translate(table)
    return row


@lru_cache(maxsize=64)
def _blends(under: Color, over: Color) -> tuple[bytes, ...]:
    """For each channel what comes of a colour over another, by how much of it there is (0–255)."""
    mask = Image.frombytes("L", (256, 1), bytes(range(256)))
    image = Image.new("RGB", mask.size, under)
    image.paste(over, (0, 0), mask)
    return tuple(channel.tobytes() for channel in image.split())


def _crossing(frame: Frame, row: int) -> list[Line]:
    found = []
    for setting in frame.settings:
        for line in setting.lines:
            _, top, _, height = line.ink
            if top < row + 1 and top + height > row:
                found.append(line)
    return found
