"""By how much words are too long for a picture, measured by setting them shorter."""

from __future__ import annotations

import re
from dataclasses import replace

from sharegen.layout import layout
from sharegen.model.card import Card
from sharegen.model.diagnostic import CardError
from sharegen.model.manuscript import Text

OVERFLOW = "overflow"
_WORD = re.compile(r"\S+")


def too_long_by(card: Card) -> int:
    """How many characters of the headline have to go, about: those after the longest beginning
    that fits, cut between words (where words have no spaces between them, anywhere). 0 where not
    even the first word does.
    """
    text = card.headline.text
    spaceless = card.case.language.script.spaceless
    ends = (
        [*range(1, len(text.value) + 1)]
        if spaceless
        else [match.end() for match in _WORD.finditer(text.value)]
    )
    fits, over = 0, len(ends)
    while over - fits > 1:
        middle = (fits + over) // 2
        if _fits(card, ends[middle - 1]):
            fits = middle
        else:
            over = middle
    return len(text.value) - ends[fits - 1] if fits else 0


def _fits(card: Card, end: int) -> bool:
    """Whether the headline up to there, and without a shorter form, can be set."""
    whole = card.headline
    spans = tuple((start, min(stop, end)) for start, stop in whole.text.spans if start < end)
    short = replace(whole, text=Text(whole.text.value[:end], spans, whole.text.at), short=None)
    passages = tuple(short if passage is whole else passage for passage in card.passages)
    try:
        layout(replace(card, passages=passages))
    except CardError as error:
        return error.problem.code != OVERFLOW
    return True
