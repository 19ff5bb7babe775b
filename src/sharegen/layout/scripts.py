"""The scripts of a text.

Source: UAX #24, Unicode 17 (https://www.unicode.org/reports/tr24/, read 2026-11-27).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from sharegen.layout.resolving import CLOSERS

LATIN = "Latn"
_NO_SCRIPT = frozenset(("Zyyy", "Zinh", "Zzzz"))  # common, inherited, unknown
# Latin letters, marks and what is common to all scripts: no tables are needed to know it.
_LATIN_ONLY = re.compile("[\0-\u02af\u0300-\u036f\u1e00-\u1eff\u2000-\u206f\u20a0-\u20bf]*")
_CLOSING = frozenset(CLOSERS.values())


def script_runs(text: str) -> tuple[tuple[int, int, str], ...]:
    """The text cut into runs (start, end, script) of one ISO 15924 script each.

    What is common to scripts (spaces, digits, punctuation, marks, emoji) goes with the letters
    before it, at the start with those after it; a closing bracket goes with its opening one. A
    text without any letters is Latin, since the digits and marks of all faces are.
    """
    if not text:
        return ()
    if _LATIN_ONLY.fullmatch(text):
        return ((0, len(text), LATIN),)
    runs: list[tuple[int, int, str]] = []
    for script, group in groupby(_resolved(text)):
        start = runs[-1][1] if runs else 0
        runs.append((start, start + len(list(group)), script))
    return tuple(runs)


def _resolved(text: str) -> Iterator[str]:
    """The script of each character, that of a letter near it where it has none of its own."""
    scripts = [_scripts(char) for char in text]
    ahead = _ahead(scripts)
    current = ahead[0]
    brackets: list[tuple[str, str]] = []  # the closing bracket that is waited for, and its script
    for char, own, following in zip(text, scripts, ahead, strict=True):
        if len(own) == 1:
            (current,) = own
        elif own and current not in own and following in own:
            current = following  # a mark that some scripts share, of the words that come
        script = current
        if char in CLOSERS:
            brackets.append((CLOSERS[char], script))
        while char in _CLOSING and any(closer == char for closer, _ in brackets):
            closer, opened = brackets.pop()
            if closer == char:
                script = current = opened
                break
        yield script


def _ahead(scripts: list[frozenset[str]]) -> list[str]:
    """For each character the script of the next letter, its own if it has one."""
    found = []
    last = [script for own in scripts if len(own) == 1 for script in own][-1:]
    following = last[0] if last else LATIN
    for own in reversed(scripts):
        if len(own) == 1:
            (following,) = own
        found.append(following)
    return found[::-1]


@lru_cache(maxsize=4096)
def _scripts(char: str) -> frozenset[str]:
    """The one script of a letter, those that share a mark, or none for what is common to all."""
    from fontTools.unicodedata import script, script_extension  # a tenth of a second

    own = script(char)
    if own not in _NO_SCRIPT:
        return frozenset((own,))
    if own == "Zinh":  # a mark goes with its letter, whoever else may use it
        return frozenset()
    return frozenset(script_extension(char)) - _NO_SCRIPT
