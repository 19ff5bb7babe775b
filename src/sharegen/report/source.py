"""The lines of source that problems are in."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import NamedTuple

from sharegen.model.diagnostic import Location

_WIDEST_EXCERPT = 100
_WIDEST_MARK = 40


class Excerpt(NamedTuple):
    """A line of source: what stands before the place, at it (a word, or nothing) and after it."""

    number: int
    before: str
    marked: str
    after: str


class Sources:
    """The files below a folder, each read once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._files: dict[str, list[str]] = {}

    def excerpt(self, at: Location) -> Excerpt | None:
        """The line a problem is in, as much of it as can be shown; None where it cannot be read."""
        if at.file not in self._files:
            self._files[at.file] = _lines(self._root / at.file)
        source = self._files[at.file]
        if not 1 <= at.line <= len(source):
            return None
        line, place = source[at.line - 1].rstrip(), max(0, at.column - 1)
        start = max(0, place + 1 - _WIDEST_EXCERPT // 2) if len(line) > _WIDEST_EXCERPT else 0
        shown = line[start : start + _WIDEST_EXCERPT]
        before, rest = shown[: place - start], shown[place - start :]
        marked = rest.split(" ")[0][:_WIDEST_MARK]
        return Excerpt(at.line, before, marked, rest[len(marked) :])


def _lines(path: Path) -> list[str]:
    """The lines of a file: UTF-8, or the UTF-16 that says so, as spreadsheets save tables."""
    try:
        data = path.read_bytes()
        marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        return data.decode("utf-16" if marked else "utf-8-sig", "replace").splitlines()
    except (OSError, ValueError):  # ValueError: a name with a NUL in it
        return []
