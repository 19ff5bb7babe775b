"""What a translation keeps as it is: addresses, hashtags, names of accounts, numbers to call, the
number of a post in its thread; and figures, which it may write in letters of its own."""

from __future__ import annotations

import re
import unicodedata

from sharegen.layout.addresses import addresses
from sharegen.model.manuscript import Text

# 911, 233733, 1-888-373-7888, +1 (888) 373-7888: nothing that is read as a year or an amount.
_CALLED = re.compile(
    r"(?<![\w/.,-])\+?\d{0,3}[ -]?\(?\d{3}\)?[ -]\d{3}[ -]\d{4}(?!\d)|\b\d{6}\b|\b911\b"
)
_OF_THREAD = re.compile(r"(?<![\d/])\d{1,3}/\d{1,3}\Z")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


def fixed(text: Text) -> tuple[str, ...]:
    """What of a text may not change, each once, in its order."""
    return tuple(dict.fromkeys(text.value[start:end] for start, end in places_kept(text)))


def places_kept(text: Text) -> list[tuple[int, int]]:
    """The ranges [start, end) of what is fixed, in order."""
    value = text.value
    places = [*addresses(value), *(match.span() for match in _CALLED.finditer(value))]
    if (number := _OF_THREAD.search(value)) is not None:
        places.append(number.span())
    return sorted(places)


def figures(text: Text) -> tuple[str, ...]:
    """The numbers of a text beside what is fixed, in Western digits."""
    value = western(text.value)
    for kept in fixed(text):
        value = value.replace(western(kept), " ")
    return tuple(dict.fromkeys(_FIGURE.findall(value)))


def lost(source: Text, translation: Text) -> tuple[str, ...]:
    """What is fixed in a text and is not in its translation."""
    said = western(translation.value).casefold()
    return tuple(kept for kept in fixed(source) if western(kept).casefold() not in said)


def figures_lost(source: Text, translation: Text) -> tuple[str, ...]:
    """The figures of a text that its translation does not have in digits of any script."""
    said = western(translation.value)
    return tuple(figure for figure in figures(source) if figure not in said)


def western(value: str) -> str:
    """A text with the digits of every script as those of this one."""
    return "".join(
        str(unicodedata.decimal(char)) if char.isdecimal() and not char.isascii() else char
        for char in value
    )
