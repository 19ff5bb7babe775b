"""How long a post is, as each platform counts it.

A counter is a function from a text to a number; catalog/posting.py says which platform has which,
and how much it takes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from sharegen.counting.clusters import clusters
from sharegen.counting.emoji import emoji
from sharegen.counting.urls import urls

_URL = 23  # what a link counts on X and on Mastodon, however long it is
# twitter-text config v3: characters of these ranges weigh 1, all others and an emoji 2.
_LIGHT = re.compile("[\0-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")
# Mastodon, app/models/account.rb: @name@host, of which only @name counts.
_REMOTE = re.compile(
    r"(?<![=/\w])(@[a-z0-9_]+(?:[.-]+[a-z0-9_]+)*)@\w+(?:[.-]+\w+)*", re.IGNORECASE
)


def weighted(text: str) -> int:
    """As X counts: twitter-text, config v3."""
    text = unicodedata.normalize("NFC", text)
    links = tuple(urls(text))
    inside = [(start, end) for start, end in emoji(text) if not _within(start, links)]
    plain = "".join(_outside(text, sorted((*links, *inside))))
    light = len(_LIGHT.findall(plain))
    return _URL * len(links) + 2 * len(inside) + 2 * len(plain) - light


def graphemes(text: str) -> int:
    """What readers take for characters, as Bluesky counts; its bytes are a limit of their own."""
    return len(clusters(text))


def with_short_links(text: str) -> int:
    """As Mastodon counts: graphemes; a link with https:// is 23, a mention is its local part."""
    links = tuple(urls(text, bare=False))
    plain = "".join(_outside(text, links))
    return graphemes(_REMOTE.sub(r"\1", plain)) + _URL * len(links)


def with_heavy_emoji(text: str) -> int:
    """As Threads counts: characters, and of emoji their bytes in UTF-8."""
    found = [text[start:end] for start, end in emoji(text)]
    return len(text) + sum(utf8_bytes(one) - len(one) for one in found)


def characters(text: str) -> int:
    """Code points."""
    return len(text)


def utf16_units(text: str) -> int:
    """As JavaScript counts: what lies beyond the first 65,536 characters, as emoji do, is 2."""
    return len(text.encode("utf-16-le")) // 2


def utf8_bytes(text: str) -> int:
    """Bytes, as they are stored."""
    return len(text.encode())


X = "x"
BLUESKY = "bluesky"
MASTODON = "mastodon"
THREADS = "threads"
CHARACTERS = "characters"
UTF16 = "utf-16"
COUNTERS: dict[str, Callable[[str], int]] = {
    X: weighted,
    BLUESKY: graphemes,
    MASTODON: with_short_links,
    THREADS: with_heavy_emoji,
    CHARACTERS: characters,
    UTF16: utf16_units,
}


def _within(place: int, ranges: Iterable[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in ranges)


def _outside(text: str, ranges: Iterable[tuple[int, int]]) -> Iterator[str]:
    """The parts of a text between ranges, which are in order."""
    last = 0
    for start, end in ranges:
        yield text[last:start]
        last = end
    yield text[last:]
