"""What each straight quote mark of a text stands for, and what is set in its place.

A typewriter has two marks for opening and closing quotes, apostrophes, feet and inches, and two
signs of Hebrew. Which one is meant is read off the characters beside it and the quotes that are
open there. What stays in doubt stays straight.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass

from sharegen.model.spec import Language

APOSTROPHE = "’"  # of every language (The Unicode Standard, 6.2, Apostrophes)
GERESH, GERSHAYIM = "\u05f3", "\u05f4"

_BEFORE_OPENING = frozenset("([{<¿¡“„‟‘‚«‹「『〈《")
_DASHES = frozenset("-‐–—/")
_AFTER_CLOSING = frozenset("\"'.,;:!?…)]}>”’»›」』〉》、。，：；！？") | _DASHES
_OPENING = re.compile('["“„«‹「]\\w')

# Words that have lost their beginning, by language. English: Merriam-Webster; Dutch: Woordenlijst
# Nederlandse Taal; German: Duden, K 13.
_ELIDED = {
    "en": "n em til till tis twas twere twill cause cos cuz bout round tween neath gainst",
    "nl": "s t k n m r",
    "af": "n",
    "de": "s n ne nem nen ner",
}
_YEAR = re.compile(r"\d\ds?\b")
_WORD = re.compile(r"[^\W\d_]+")
_CLOSES_SINGLE = re.compile(r"(?<=\S)'(?![0-9A-Za-zÀ-\u052f\u1e00-\u1fffא-ת])")
_HEBREW_PREFIX = re.compile(r"(?<![^\W\d_])[משהוכלב]{1,3}\Z")
_OUTSIDE_HEBREW = re.compile(r'(?<![א-ת])"|"(?![א-ת])')
_FEET = re.compile(r"\d'\s?[\d.]+\Z")

_SIDES = {"open": "(", "close": ")"}

Edit = tuple[int, int, str]  # [start, end) and what stands there instead


@dataclass(frozen=True, slots=True)
class _Mark:
    """A straight mark, the characters beside it ("" at an end) and the quotes open there, by the
    straight marks they began with."""

    value: str
    index: int
    left: str
    right: str
    opened: tuple[str, ...]


def quote_edits(value: str, language: Language, kept: Set[int]) -> list[Edit]:
    """The straight marks that are to be replaced, one for one; none at the offsets in `kept`."""
    outer, inner = language.quotes[:2], language.quotes[2:]
    left = ""
    opened: list[str] = []  # with '"' for a quote that was typed as it is printed
    edits = []
    for index, char in enumerate(value):
        if char in "\"'" and index not in kept:
            right = _side(value[index + 1 : index + 2], outer, inner)
            mark = _Mark(value, index, left, right, tuple(opened))
            role = _double(mark, language) if char == '"' else _single(mark, language)
            left = _SIDES.get(role, role)
            printed = _printed(char, role, language, opened)
            if printed != char:
                edits.append((index, index + 1, printed))
            continue
        left = _side(char, outer, inner)
        if char in outer and left == _SIDES["open"]:
            opened.append('"')
        elif char in outer and left == _SIDES["close"]:
            _close(opened, '"')
    return edits


def _printed(char: str, role: str, language: Language, opened: list[str]) -> str:
    """What is set for a mark by what it is; keeps `opened`."""
    if role == "open":
        opened.append(char)
        return language.quotes[2 * _depth(opened, char)]
    if role == "close":
        depth = _depth(opened, char)
        _close(opened, char)
        return language.quotes[2 * depth + 1]
    return role


def _side(char: str, *pairs: tuple[str, ...]) -> str:
    """A character as a neighbour: what opens in one language closes in another, so that printed
    quotes count as the brackets they are in this one."""
    for opener, closer in pairs:
        if opener != closer and char in (opener, closer):
            return _SIDES["open" if char == opener else "close"]
    return char


def _depth(opened: list[str], char: str) -> int:
    """0 for the outer pair and 1 for the inner: a quote inside one of its kind takes the other."""
    return (max(opened.count(char) - 1, 0) + (char == "'")) % 2


def _close(opened: list[str], char: str) -> None:
    """A quote that ends takes along those that were opened inside it."""
    if char in opened:
        while opened.pop() != char:
            pass


def _double(mark: _Mark, language: Language) -> str:
    """What a double mark is: "open", "close", or the character that is set."""
    left, right, is_open = mark.left, mark.right, '"' in mark.opened
    if _is_hebrew(left) and _is_hebrew(right):
        return "open" if not is_open and _begins_after_prefix(mark) else GERSHAYIM
    if left.isdigit() and (not right.isalpha() or right in "x×"):
        inches = not is_open or _FEET.search(mark.value[max(mark.index - 8, 0) : mark.index])
        return '"' if inches else "close"
    if _is_blank(left) and _is_blank(right):
        if "»" not in language.spaced_marks:
            return '"'
        return "close" if is_open else "open"  # « this »
    if _is_blank(left) or left in _BEFORE_OPENING:
        return "open"
    if _is_blank(right) or right in _AFTER_CLOSING:
        return "close"
    if left in _DASHES or left == APOSTROPHE:
        return "open"
    return "close" if is_open else "open"


def _single(mark: _Mark, language: Language) -> str:
    """What a single mark is: "open", "close", or the character that is set."""
    left, right, is_open = mark.left, mark.right, "'" in mark.opened
    starts = _is_blank(left) or left in _BEFORE_OPENING
    if _is_hebrew(left) and (_is_hebrew(right) or not is_open):
        return GERESH
    if left.isdigit() and (right.isdigit() or not (is_open or _may_elide(right))):
        return "'"  # feet, or minutes
    if _may_elide(left) and _may_elide(right):
        return APOSTROPHE
    if not left.isalnum() and _is_elided(mark, language):
        return APOSTROPHE
    if _is_blank(left) and _is_blank(right):
        return "'"
    if _may_elide(left) and not is_open and _OPENING.match(mark.value, mark.index + 1):
        return APOSTROPHE  # l'"enfant"
    if not starts and (_is_blank(right) or right in _AFTER_CLOSING):
        return "close" if is_open else APOSTROPHE
    if is_open and left.isalnum():
        return "close"
    return "open" if _CLOSES_SINGLE.search(mark.value, mark.index + 1) else APOSTROPHE


def _is_blank(char: str) -> bool:
    return not char or char.isspace()


def _is_hebrew(char: str) -> bool:
    return "א" <= char <= "ת"


def _may_elide(char: str) -> bool:
    """Whether it is of a script that has apostrophes: Latin, Greek, Cyrillic, and digits."""
    return char.isalnum() and (char < "\u0530" or "\u1e00" <= char < "\u2000")


def _is_elided(mark: _Mark, language: Language) -> bool:
    """Whether a word that begins here has lost what stood before it: ’90s, ’til."""
    if _YEAR.match(mark.value, mark.index + 1):
        return True
    word = _WORD.match(mark.value, mark.index + 1)
    lost = _ELIDED.get(language.tag.split("-")[0], "").split()
    return word is not None and word[0].lower() in lost


def _begins_after_prefix(mark: _Mark) -> bool:
    """Whether a quote begins inside a Hebrew word, after "in", "the", "that" and the like: the
    next mark that does not stand between letters must be one that closes."""
    if not _HEBREW_PREFIX.search(mark.value[max(mark.index - 4, 0) : mark.index]):
        return False
    following = _OUTSIDE_HEBREW.search(mark.value, mark.index + 1)
    return following is not None and not _is_blank(mark.value[following.start() - 1])
