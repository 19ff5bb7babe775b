"""Letters that look like others: which alphabets a word mixes, and letters in costume.

Source: Unicode Technical Standard 39, Security Mechanisms, 5.1 and 5.2 (mixed scripts, restriction
levels), from memory, 2026-11-27. Only alphabets whose letters look like Latin ones count: Japanese
may stand beside Latin in one word, and nobody takes one for the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# As the names of their letters begin.
_ALIKE = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU")
_COSTUMES = (
    "MATHEMATICAL ",
    "CIRCLED LATIN",
    "NEGATIVE CIRCLED",
    "SQUARED LATIN",
    "NEGATIVE SQUARED",
    "PARENTHESIZED LATIN",
    "DOUBLE-STRUCK ",
)
_KEPT = 1024  # texts: those of a brand are read again with every word that is typed
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_HOST = re.compile(
    r"(?:https?://)?(?:(?P<user>[^\s/@]+)@)?(?P<host>[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,})(?![\w@])"
    r"|(?P<coded>\bxn--[a-z0-9-]+(?:\.[a-z0-9-]+)+)",
    re.IGNORECASE,
)
# Unseen characters that words in Latin, Greek or Cyrillic letters have no use for: joiners, fillers
# that count as letters, blanks of Braille. Beside Arabic, Indic letters or emoji joiners have one.
_NEVER = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180e\u2060-\u2064\u206a-\u206f\u2800\u3164\uffa0]"
)
_JOINERS = re.compile("[\u200c\u200d]")


def alphabets(text: str) -> tuple[str, ...]:
    """The alphabets of a text that can be taken for each other, in the order they come in."""
    if text.isascii():
        return ("LATIN",) if any(char.isalpha() for char in text) else ()
    names = (unicodedata.name(char, "").partition(" ")[0] for char in text if char.isalpha())
    return tuple(dict.fromkeys(name for name in names if name in _ALIKE))


@lru_cache(maxsize=_KEPT)
def mixed(text: str) -> tuple[str, ...]:
    """The words of a text that mix alphabets."""
    if text.isascii():
        return ()
    return tuple(word for word in _WORD.findall(text) if len(alphabets(word)) > 1)


@lru_cache(maxsize=_KEPT)
def traps(text: str) -> tuple[tuple[str, str], ...]:
    """The addresses of a text that lead elsewhere than they seem to, each with the reason."""
    if text.isascii() and "@" not in text and "xn--" not in text.casefold():
        return ()
    return tuple(_traps(text))


def _traps(text: str) -> Iterator[tuple[str, str]]:
    for match in _HOST.finditer(text):
        host = match["host"] or match["coded"]
        found = alphabets(host)
        if "xn--" in host.casefold():
            yield match[0], "is in punycode, which readers cannot read"
        elif len(found) > 1:
            yield match[0], f"mixes letters of two alphabets ({', '.join(found).title()})"
        elif match["user"] and match[0].casefold().startswith("http"):
            yield match[0], f"leads to {host}, not to {match['user']}"


def hidden(text: str) -> Iterator[str]:
    """The characters of a text that nobody sees and that change what it is."""
    yield from _NEVER.findall(text)
    for match in _JOINERS.finditer(text):
        beside = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
        if alphabets(beside):
            yield match[0]


@lru_cache(maxsize=_KEPT)
def costumed(text: str) -> str:
    """The first run of two or more letters that pose as bold, italic or circled ones; or ""."""
    run = ""
    for char in f"{text} " if not text.isascii() else "":
        if unicodedata.name(char, "").startswith(_COSTUMES):
            run += char
        elif len(run) > 1:
            return run
        else:
            run = ""
    return ""
