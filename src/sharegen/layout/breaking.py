"""Where lines may and should end.

ICU says where a line may end (UAX #14); this module prices each opportunity. All prices are in
the same unit: 1 is a plain break between two words of one phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from icu4py.breakers import LineBreaker

from sharegen.model.project import Text
from sharegen.model.spec import Language

# What a line end costs by the words around it. Display lines are broken by sense (Chicago Manual
# of Style, 17th ed.; Butcher's Copy-editing): a reader takes each line as one phrase.
SENTENCE_END = 0.0
CLAUSE_END = 0.3
TURN = 0.2  # the emphasised turn begins or ends here: colour and line say the same
PHRASE_START = 0.6  # the next line begins with a preposition or conjunction
PLAIN = 1.0
WITHIN_WORD = 2.5  # at a hyphen or a slash
WEAK_END = 2.5  # added: the line ends in an article, preposition, conjunction or auxiliary
WITHIN_EMPHASIS = 2.0  # added: a longer emphasis is cut
SENTENCE_RUNS_ON = 1.2  # a sentence that ends inside a line
TURN_RUNS_ON = 0.8  # an emphasis that begins or ends inside a line
# "Hard": allowed only where nothing at or above the comfortable size fits without it, so dearer
# than the whole way from the largest size down to there (fit.py), and cheaper than going below.
HARD = 20.0

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\Z")
_CLAUSE_END = re.compile(r"[,;:–—][\"'”’»)\]]*\Z")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*", re.UNICODE)
_NUMBER_UNIT = re.compile(r"\d+[ ]+(?:out of|of|in)[ ]+\d+|\d[\d.,]*[ ]+(?:%|[^\W\d_]+)")
_SHORT_EMPHASIS_WORDS = 3


@dataclass(frozen=True, slots=True)
class Joint:
    """A place where a line may end: `end` is the end of its ink, `next` where the next begins.

    `price` is what ending here costs, `runs_on` what it costs not to end here. A forced joint
    must be taken.
    """

    end: int
    next: int
    price: float
    runs_on: float = 0.0
    forced: bool = False


def joints(text: Text, language: Language, phrases: tuple[str, ...]) -> tuple[Joint, ...]:
    """Turn a text into the joints of its lines, the last one being its end."""
    value = text.value
    held = _held_ranges(text, phrases)
    found = []
    for offset in opportunities(value, language.tag):
        ink_end = len(value[:offset].rstrip())
        forced = "\n" in value[ink_end:offset]
        runs_on = _price_of_running_on(text, ink_end, offset)
        price = 0.0
        if offset < len(value) and not forced:
            price = _price(text, ink_end, offset, language)
            if any(start < offset and ink_end < end for start, end in held):
                price += HARD
        found.append(Joint(ink_end, offset, price, runs_on, forced))
    return tuple(found)


@lru_cache(maxsize=4096)
def opportunities(value: str, tag: str) -> tuple[int, ...]:
    """Offsets in code points after which ICU allows a line to end, the end of the text included.

    A no-break space has none; a web address is one word.
    """
    return tuple(_offsets(value, tag))


def _offsets(value: str, tag: str) -> Iterator[int]:
    offset = 0
    for segment in LineBreaker(value, tag):
        offset += len(segment)
        if offset == len(value) or value[offset - 1].isspace() or not _in_address(value, offset):
            yield offset


def _in_address(value: str, offset: int) -> bool:
    start = max(value.rfind(" ", 0, offset), value.rfind("\n", 0, offset)) + 1
    word = value[start:].split(None, 1)[0]
    return "/" in word and "." in word


def _price(text: Text, end: int, following: int, language: Language) -> float:
    value = text.value
    before = value[:end]
    last, first = _last_word(before), _first_word(value[following:])
    starts_phrase = first in language.phrase_starts
    price = PLAIN
    if end == following:
        price = WITHIN_WORD
    elif _SENTENCE_END.search(before):
        price = SENTENCE_END
    elif any(_between(end, following, edge) for span in text.spans for edge in span):
        price = TURN
    elif _CLAUSE_END.search(before):
        price = CLAUSE_END
    elif starts_phrase:
        price = PHRASE_START
    if last in language.weak_ends and not re.search(r"[^\w\s]\Z", before):
        price += WEAK_END
    if any(start < end and following < stop for start, stop in text.spans):
        price += WITHIN_EMPHASIS
    return price


def _price_of_running_on(text: Text, end: int, following: int) -> float:
    if _SENTENCE_END.search(text.value[:end]):
        return SENTENCE_RUNS_ON
    turns = any(_between(end, following, edge) for span in text.spans for edge in span)
    return TURN_RUNS_ON if turns else 0.0


def _between(end: int, following: int, edge: int) -> bool:
    return end <= edge <= following


def _last_word(before: str) -> str:
    words = before.rsplit(None, 1)
    found = _WORD.findall(words[-1]) if words else []
    return found[-1].lower() if found else ""


def _first_word(after: str) -> str:
    found = _WORD.match(after.lstrip("\"'“‘«(["))
    return found[0].lower() if found else ""


def _held_ranges(text: Text, phrases: tuple[str, ...]) -> list[tuple[int, int]]:
    """Ranges that stay on one line: short emphasis, the project's phrases, numbers with units."""
    value = text.value
    held = [
        (start, end)
        for start, end in text.spans
        if len(value[start:end].split()) <= _SHORT_EMPHASIS_WORDS
    ]
    for phrase in phrases:
        pattern = r"\b" + r"\s+".join(map(re.escape, phrase.split())) + r"\b"
        held += [match.span() for match in re.finditer(pattern, value, re.IGNORECASE)]
    held += [match.span() for match in _NUMBER_UNIT.finditer(value)]
    return held
