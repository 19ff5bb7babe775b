"""What a line end costs, by the words around it.

All prices are in the same unit: 1 is a plain break between two words of one phrase.
docs/typesetting.md has them as a table; tests/layout/breaks.yaml holds them against judged breaks.

Sources: Chicago, The Chicago Manual of Style (17th ed., 2017); Butcher's Copy-editing (4th ed.,
2006); Bringhurst, The Elements of Typographic Style (4.0, 2012); RAE, Ortografía de la lengua
española (2010); JLReq, Requirements for Japanese Text Layout (W3C).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sharegen.layout.sense import (
    core,
    ends_clause,
    ends_clause_firmly,
    ends_sentence,
    is_abbreviation,
    is_in_list,
    is_marked,
    names,
    quantities,
)
from sharegen.model.manuscript import Text
from sharegen.model.spec import Language

# What a line end costs. Display lines are broken by sense (Chicago, Butcher's): a reader takes
# each line as one phrase, and lines part where a voice reading aloud might pause.
SENTENCE_END = 0.0
TURN = 0.2  # the emphasised turn begins or ends here: colour and line say the same
CLAUSE_END = 0.3  # after a comma, semicolon, colon or dash
NAME_END = 0.4  # after a name of several words: its phrase ends with it
CLAUSE_START = 0.5  # the next line begins with a conjunction or a relative pronoun
PHRASE_START = 0.6  # … with a preposition
LIST_COMMA = 0.7  # after a comma between items of one word each: a list reads as one phrase
OPENING = 0.8  # the next line begins with an article, auxiliary or pronoun: a phrase of its own
BOUND_START = 0.9  # … with "of", which hangs on the word before
PLAIN = 1.0
WITHIN_UNSPACED = 3.0  # inside a word of a script without spaces
WITHIN_WORD = 4.0  # at a hyphen or slash (Chicago 7.36: words are not divided without need)
# What is added to that.
LEANING_END = 1.2  # the line ends in a word that wants the next: "more", "they"
WEAK_END = 2.5  # it ends in an article, preposition, conjunction or auxiliary
WITHIN_EMPHASIS = 2.0  # a longer emphasis is cut
NAME_MAYBE = 1.0  # between a sentence's first word and a name: part of it or not, who knows
NAME_LINK = 1.0  # a long name is cut before its preposition, where it hurts least
NAME = 3.0  # … anywhere else (Chicago 7.42; Bringhurst 2.4: only as a last resort)
BARE_NUMBER = 1.5  # the next line begins with a number that counts nothing ("text / 233733")
NUMBER = 3.0  # between such a number and the word after it, which it may count after all
# "Hard" (short emphasis and names, the brand's phrases, a number and its unit: Chicago 7.43 and
# 7.44, RAE, UAX #14 LB25; a Japanese phrase, which no display line divides): allowed only where
# nothing at or above the comfortable size fits without it, so dearer than the way from the largest
# size down to there (ladder.py), and cheaper than going below.
HARD = 20.0
# What it costs not to end a line where the text pauses.
SENTENCE_RUNS_ON = 1.6
TURN_RUNS_ON = 1.2  # the emphasis begins or ends inside a line
CLAUSE_RUNS_ON = 0.8  # a colon, semicolon or dash
COMMA_RUNS_ON = 0.3  # a comma that is not one of a list
# How much raggedness counts (castoff.py has its price): a line that ends with its sentence may be
# short, as the last of a paragraph is; in scripts without spaces nobody balances (JLReq 3.1).
EVEN_SENTENCE = 0.4
EVEN_UNSPACED = 0.25
# Running text (TextStyle.lines "even") is read line after line, not as phrases: sense counts this
# much of what it counts on display lines, and the last line of a paragraph is as long as it is.
SENSE_IN_TEXT = 0.3
HELD_IN_TEXT = 2.0  # … and what holds together on display lines may part where the rag would gape
PARAGRAPH = 0.05

_SHORT_EMPHASIS_WORDS = 3
_SHORT_NAME_WORDS = 3


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands around a joint: where the line's ink ends and the next begins, the words before
    and after, and whether a space divides them."""

    end: int
    next: int
    before: str
    after: str

    @property
    def spaced(self) -> bool:
        return self.end < self.next

    def cuts(self, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
        return [(start, end) for start, end in ranges if start < self.end and self.next < end]

    def meets(self, edge: int) -> bool:
        return self.end <= edge <= self.next


class Pricing:
    """The prices of a text's joints. `whole` are the ends of words, or of phrases where ICU knows
    those, in a script without spaces."""

    def __init__(
        self, text: Text, language: Language, phrases: tuple[str, ...], whole: frozenset[int]
    ) -> None:
        value = text.value
        self.text = text
        self.language = language
        self.names = list(names(value, language))
        self.held = [span for span in text.spans if _words(value, span) <= _SHORT_EMPHASIS_WORDS]
        self.held += quantities(value, language)
        for phrase in phrases:
            pattern = r"\b" + r"\s+".join(map(re.escape, phrase.split())) + r"\b"
            self.held += [match.span() for match in re.finditer(pattern, value, re.IGNORECASE)]
        self.whole = whole

    def price(self, gap: Gap) -> float:
        price = self._place(gap) + self._weakness(gap) + self._name(gap)
        if gap.cuts(list(self.text.spans)):
            price += WITHIN_EMPHASIS
        if gap.cuts(self.held):
            price += HARD
        return price

    def running_on(self, gap: Gap) -> float:
        if ends_sentence(gap.before, gap.after, self.language):
            return SENTENCE_RUNS_ON
        if self._turns(gap):
            return TURN_RUNS_ON
        if not gap.spaced or not ends_clause(gap.before):
            return 0.0
        if ends_clause_firmly(gap.before):
            return CLAUSE_RUNS_ON
        return 0.0 if self._in_list(gap) else COMMA_RUNS_ON

    def even(self, gap: Gap) -> float:
        if self.language.script.spaceless:
            return EVEN_UNSPACED
        inside = gap.next < len(self.text.value)
        ends = inside and ends_sentence(gap.before, gap.after, self.language)
        return EVEN_SENTENCE if ends else 1.0

    def _place(self, gap: Gap) -> float:
        """What kind of place it is."""
        language, first = self.language, core(gap.after)
        if ends_sentence(gap.before, gap.after, language):
            return SENTENCE_END
        if self._turns(gap):
            return TURN
        if ends_clause(gap.before):
            return LIST_COMMA if self._in_list(gap) else CLAUSE_END
        if not gap.spaced:
            return self._unspaced(gap)
        for starts, price in (
            (language.clause_starts, CLAUSE_START),
            (language.bound_starts, BOUND_START),
            (language.phrase_starts, PHRASE_START),
        ):
            if first in starts:
                return price
        if any(end == gap.end for _, end in self.names):
            return NAME_END
        if language.script.spaceless:  # Thai sets spaces between clauses
            return CLAUSE_END
        return OPENING if first in language.weak_ends else PLAIN

    def _unspaced(self, gap: Gap) -> float:
        if not self.language.script.spaceless:
            return WITHIN_WORD
        if gap.next in self.whole:
            return PLAIN
        return HARD if "phrase" in self.language.breaks else WITHIN_UNSPACED

    def _weakness(self, gap: Gap) -> float:
        last = core(gap.before)
        if is_abbreviation(gap.before) and not ends_sentence(gap.before, gap.after, self.language):
            return WEAK_END
        if is_marked(gap.before):
            return 0.0
        if last in self.language.weak_ends:
            return WEAK_END
        if gap.before.isdigit() and gap.after[:1].isalpha():
            small = self.language.weak_ends | self.language.phrase_starts
            return 0.0 if core(gap.after) in small else NUMBER
        if last in self.language.leaning_ends:
            return LEANING_END
        counts = any(start == gap.next for start, _ in self.held)
        return BARE_NUMBER if core(gap.after).isdigit() and not counts else 0.0

    def _name(self, gap: Gap) -> float:
        cut = gap.cuts(self.names)
        if not cut:
            return NAME_MAYBE if any(start == gap.next for start, _ in self.names) else 0.0
        short = _words(self.text.value, cut[0]) <= _SHORT_NAME_WORDS
        if core(gap.after) in self.language.weak_ends:
            return NAME if short else NAME_LINK
        return HARD if short else NAME

    def _in_list(self, gap: Gap) -> bool:
        after = tuple(self.text.value[gap.next :].split(None, 2)[:2])
        return is_in_list(gap.before, after, self.language)

    def _turns(self, gap: Gap) -> bool:
        return any(gap.meets(edge) for span in self.text.spans for edge in span)


def _words(value: str, span: tuple[int, int]) -> int:
    return len(value[span[0] : span[1]].split())
