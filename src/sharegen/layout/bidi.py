"""Which way each character of a text runs: Unicode's bidirectional algorithm.

Source: UAX #9, Unicode 17 (https://www.unicode.org/reports/tr9/, read 2026-11-27). Rules are
called by their names there. An even level runs from left to right, an odd one from right to left.
Here stand paragraphs and lines (P1–P3, L1, L2); embedding.py has X1–X10, resolving.py W1–I2. L3
(marks behind their letter) and L4 (mirrored brackets) are done by who shapes a run in its
direction: HarfBuzz does both, so no mirrored character is needed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from unicodedata2 import bidirectional

from sharegen.layout.embedding import REMOVED, explicit_levels, first_strong, isolating_runs
from sharegen.layout.resolving import resolve

# All that runs from right to left is in these ranges (DerivedBidiClass.txt, Unicode 17): the blocks
# whose unassigned code points are R or AL, RLM, RLE, RLO and RLI.
_PERHAPS = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufeff"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_RIGHT_TO_LEFT = frozenset(("R", "AL", "AN", "RLE", "RLO", "RLI"))
# What L1 sets back to the paragraph's level at the end of a line and before a separator.
_BLANK = REMOVED | {"WS", "FSI", "LRI", "RLI", "PDI"}
_SEPARATOR = re.compile("[\t\n\x0b\r\x1c-\x1f\x85\u2029]")  # classes S and B
_ENDS = "\n\r\x1c-\x1e\x85\u2029"  # class B
_PARAGRAPH = re.compile(f"[^{_ENDS}]*(?:\r\n|[{_ENDS}])|[^{_ENDS}]+")


def needs_bidi(text: str) -> bool:
    """Whether anything in a text runs from right to left, or could turn it around.

    Without it a paragraph from left to right reads as it stands. One from right to left (`base` 1)
    wants its levels all the same: they put its punctuation to the left.
    """
    return any(bidirectional(match[0]) in _RIGHT_TO_LEFT for match in _PERHAPS.finditer(text))


def levels(text: str, base: int | None) -> tuple[int, ...]:
    """The level of every code point, before lines are cut (`line_levels` ends the work).

    `base` is the level of each paragraph, 0 or 1; None takes it from the paragraph's first strong
    character (P2, P3). Formatting characters that X9 would remove have the level of what stands
    before them, or the paragraph's, so that they never cut a run. A code point that Unicode has
    not assigned counts as one from left to right.
    """
    found: list[int] = []
    for start, end in _paragraphs(text):
        found += _paragraph_levels(text[start:end], base)
    return tuple(found)


def base_level(text: str) -> int:
    """The level of a paragraph by its first strong character (P2, P3): 0 when it has none."""
    return first_strong(_kinds(text))


def line_levels(
    text: str, levels: Sequence[int], line: tuple[int, int], base: int | None
) -> tuple[int, ...]:
    """The levels of one line [start, end), with its blanks and separators at the paragraph's level
    (L1). `levels` are those of the whole text, and `base` what they were found with."""
    start, end = line
    if base is None:
        paragraphs = _paragraphs(text)
        base = next((base_level(text[a:b]) for a, b in paragraphs if a <= start < b), 0)
    found = list(levels[start:end])
    edges = [match.start() for match in _SEPARATOR.finditer(text, start, end)]
    for edge in edges:
        found[edge - start] = base
    for edge in (*edges, end):
        index = edge - 1
        while index >= start and bidirectional(text[index]) in _BLANK:
            found[index - start] = base
            index -= 1
    return tuple(found)


def visual_runs(levels: Sequence[int]) -> list[tuple[int, int, int]]:
    """The runs (start, end, level) of a line as they are seen from left to right (L2).

    Offsets count from the line's start. A run of an odd level is read from its right end.
    """
    runs: list[tuple[int, int, int]] = []
    for level, group in groupby(levels):
        start = runs[-1][1] if runs else 0
        runs.append((start, start + len(list(group)), level))
    odd = [level for _, _, level in runs if level % 2]
    if not odd:
        return runs
    for height in range(max(level for _, _, level in runs), min(odd) - 1, -1):
        turned: list[tuple[int, int, int]] = []
        for high, part in groupby(runs, key=lambda run: run[2] >= height):
            turned += list(part)[:: -1 if high else 1]
        runs = turned
    return runs


def _kinds(text: str) -> list[str]:
    """The Bidi_Class of each character."""
    return [bidirectional(char) or "L" for char in text]


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The paragraphs [start, end), each with the separator that ends it (P1)."""
    return (match.span() for match in _PARAGRAPH.finditer(text))


def _paragraph_levels(text: str, base: int | None) -> list[int]:
    kinds = _kinds(text)
    if base is None:
        base = first_strong(kinds)
    found, turned = explicit_levels(kinds, base)
    for run in isolating_runs(kinds, found, base):
        resolve(text, turned, found, run)
    before = base
    for index, kind in enumerate(kinds):
        if kind in REMOVED:
            found[index] = before
        before = found[index]
    return found
