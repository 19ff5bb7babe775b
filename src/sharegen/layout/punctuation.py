"""Turn what was typed into what is printed: quotes, apostrophes, dashes, ellipses, held spaces.

Only marks and spaces change; letters, digits, and marks that were typed as they are printed stay.
Web addresses, mail addresses, #hashtags and @handles stay as they are. Done twice, it changes
nothing more.
"""

from __future__ import annotations

import re

from sharegen.layout.addresses import addresses
from sharegen.layout.quotes import Edit, quote_edits
from sharegen.model.manuscript import NARROW_NO_BREAK_SPACE, NO_BREAK_SPACE, Text
from sharegen.model.spec import Language

# How wide U+202F is drawn, since many faces have no glyph for it. A French "fine" is a quarter of
# the em at most and an eighth at least; Inter's own measures a fifth.
NARROW_SPACE_EM = 0.2

# Straight marks after a number (6'2", 24") stay: they are read as feet and inches, and a face that
# lacks the primes ′ ″ would make an error of them. A hyphen between digits stays too: it may be a
# telephone number, a score or a date as well as a range.
_WORKED_ON = re.compile("[\"'–—]|--|\\.\\.\\.| -")

_ELLIPSIS = re.compile(r"(?<!\.)\.{3}(?!\.)")
# Two hyphens between words, both sides spaced or neither; not an option of a program (" --to"),
# nor a range of numbers.
_TWO_HYPHENS = re.compile(
    r"""(?<=[^\W\d_]|[.,!?…)"'’”»])--(?=[^\W\d_]|[("'‘“«’”»])|(?<=[^\s\d-]\ )--(?=\ [^\s\d-])""",
    re.VERBOSE,
)
# A dash that stands between spaces never begins a line (Chicago Manual of Style, 17th ed., 6.90).
# One that a word follows at once opens an aside, as in Spanish, and may begin it.
_BEFORE_DASH = re.compile(r"(?<=\S) (?=[-–—](?:\s|\Z))")
_OPENERS = frozenset("([{«“‘„¿¡")
_MARKS = frozenset("?!:;…")
_AFTER_MARK = _MARKS | frozenset("\"'”’»)]}.,")


def punctuated(text: Text, language: Language) -> Text:
    """Turn typed punctuation into that of a language; emphasis stays on its words."""
    if not _WORKED_ON.search(text.value):
        return _spaced(text, language)
    text = _replaced(_replaced(text, _ELLIPSIS, "…"), _TWO_HYPHENS, "—")
    if '"' in text.value or "'" in text.value:
        text = _edited(text, quote_edits(text.value, language, _kept(text.value)))
    return _replaced(_spaced(text, language), _BEFORE_DASH, NO_BREAK_SPACE)


def _replaced(text: Text, pattern: re.Pattern[str], printed: str) -> Text:
    found = [match.span() for match in pattern.finditer(text.value)]
    kept = _kept(text.value) if found else ()
    return _edited(text, [(*span, printed) for span in found if span[0] not in kept])


def _kept(value: str) -> set[int]:
    """The offsets inside addresses and the like, without the punctuation that follows them."""
    return {offset for span in addresses(value) for offset in range(*span)}


def _spaced(text: Text, language: Language) -> Text:
    """The text with narrow no-break spaces before the marks that want one, and in guillemets.

    A colon has the whole no-break space. Source: Lexique des règles typographiques en usage à
    l'Imprimerie nationale (2002), "Ponctuation"; guillemets have the narrow one as other marks
    do, which is the usage of the press and of screens. A no-break space that was typed stays.
    """
    value, marks = text.value, language.spaced_marks
    if not marks or not any(mark in value for mark in f"{marks}«"):
        return text
    kept = _kept(value)
    edits: dict[int, Edit] = {}  # by start: "« »" wants one space, not two
    for index, char in enumerate(value):
        if index in kept:
            continue
        before, after = value[index - 1 : index], value[index + 1 : index + 2]
        if char in marks:
            space = NO_BREAK_SPACE if char == ":" else NARROW_NO_BREAK_SPACE
            if before == " ":
                edits[index - 1] = (index - 1, index, space)
            elif _wants_space(char, before, after):
                edits[index] = (index, index, space)
        elif char == "«" and "»" in marks:
            if after == " ":
                edits[index + 1] = (index + 1, index + 2, NARROW_NO_BREAK_SPACE)
            elif after and not after.isspace() and after != "»":
                edits[index + 1] = (index + 1, index + 1, NARROW_NO_BREAK_SPACE)
    return _edited(text, list(edits.values()))


def _wants_space(mark: str, before: str, after: str) -> bool:
    """Whether a mark that was typed without a space gets one: not in 12:30, !!! or …!"""
    if not before or before.isspace() or before in _OPENERS:
        return False
    if mark == "»":
        return True
    return before not in _MARKS and (not after or after.isspace() or after in _AFTER_MARK)


def _edited(text: Text, edits: list[Edit]) -> Text:
    """The text with its edits made, which are in order and apart, and its emphasis moved along."""
    if not edits:
        return text
    parts, at = [], 0
    for start, end, printed in edits:
        parts += [text.value[at:start], printed]
        at = end
    value = "".join(parts) + text.value[at:]
    moved = ((_start(start, edits), _end(end, edits)) for start, end in text.spans)
    return Text(value, tuple((start, end) for start, end in moved if start < end), text.at)


def _start(edge: int, edits: list[Edit]) -> int:
    """Where an emphasis begins now: after a space that was put before it."""
    return edge + sum(_growth(edit, edge) for edit in edits if edit[0] < edge or edit[1] <= edge)


def _end(edge: int, edits: list[Edit]) -> int:
    """Where an emphasis ends now: before a space that was put after it."""
    return edge + sum(_growth(edit, edge) for edit in edits if edit[0] < edge)


def _growth(edit: Edit, edge: int) -> int:
    """How far an edit that begins before an edge moves it; an edge inside moves to its end."""
    start, end, printed = edit
    return len(printed) - (min(end, edge) - start)
