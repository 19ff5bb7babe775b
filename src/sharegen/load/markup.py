"""Turn what a user wrote into clean text: NFC, without markup, with the ranges of emphasis.

`**…**` is emphasis and `\\**` is literal, an unmatched one too; a line break is a forced line;
U+00A0, or `~` between two words, holds words together and `\\~` is literal. Nothing else is
markup: a run of one, or of three and more asterisks or tildes, stays as it is.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator

from sharegen.load.suspects import suspects, visible
from sharegen.model.diagnostic import Diagnostic, Location, Severity
from sharegen.model.manuscript import NO_BREAK_SPACE, Text

MOST = 2000
_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_REMOVED = re.compile(
    "(\U0001f3f4[\U000e0020-\U000e007e]{1,16}\U000e007f)"  # a flag of a region keeps its tags
    "|[\u00ad\u200b\ufeff\U000e0000-\U000e007f]+"
    "|(?<!\\S)[\ufe00-\ufe0f]+"
)
_TOKEN = re.compile(
    r"\\(?P<literal>\*\*(?!\*)|~)|(?P<marker>(?<!\*)\*\*(?!\*))|(?P<hold>(?<![\s~])~(?![\s~]))|.",
    re.DOTALL,
)

Parsed = tuple[Text, tuple[Diagnostic, ...]]
_Letter = tuple[str, bool]  # a character, and whether it is emphasised


def parse(raw: str, at: Location) -> Parsed:
    """Turn the words of a picture into text with emphasis, and what is wrong with them.

    Never raises; characters that may not stand are reported and left out of the text.
    """
    clean, problems = _cleaned(raw, at)
    tokens = list(_TOKEN.finditer(clean))
    letters = _set_solid(_letters(tokens))
    value = "".join(char for char, _ in letters)
    spans = tuple(_spans(letters))
    if not unicodedata.is_normalized("NFC", value):  # a mark that stood after markup
        spans = tuple(_moved(value, spans))
        value = unicodedata.normalize("NFC", value)
    return Text(value, spans, at), (*problems, *_alone(tokens, at), *_amount(value, at, MOST))


def plain(raw: str, at: Location, most: int = MOST) -> Parsed:
    """Turn words that have no markup (alt text, posts, titles) into text; keeps empty lines."""
    clean, problems = _cleaned(raw, at)
    lines = (re.sub(" {2,}", " ", line).strip(" ") for line in clean.split("\n"))
    value = re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
    return Text(value, (), at), (*problems, *_amount(value, at, most))


def _cleaned(raw: str, at: Location) -> tuple[str, tuple[Diagnostic, ...]]:
    text = _BREAK.sub("\n", raw).replace("\t", " ")
    text, problems = suspects(text, at)
    removed = [match[0][0] for match in _REMOVED.finditer(text) if not match[1]]
    if removed:
        message = f"invisible U+{ord(removed[0]):04X} removed"
        hint = "delete it in the text"
        problems += (Diagnostic("invisible-removed", message, at, hint, Severity.WARNING),)
        text = _REMOVED.sub(lambda match: match[1] or "", text)
    return unicodedata.normalize("NFC", text), problems


def _alone(tokens: list[re.Match[str]], at: Location) -> tuple[Diagnostic, ...]:
    """Stars that stand for emphasis and have no others to end it: they will be printed."""
    if sum(token["marker"] is not None for token in tokens) % 2 == 0:
        return ()
    message = "two stars have no partner and will be printed"
    hint = r"write ** before and behind the turn, or \** where stars are meant"
    return (Diagnostic("lone-stars", message, at, hint, Severity.WARNING),)


def _letters(tokens: list[re.Match[str]]) -> Iterator[_Letter]:
    """The characters without markup."""
    markers = [token for token in tokens if token["marker"]]
    unmatched = markers[-1] if len(markers) % 2 else None
    strong = False
    for token in tokens:
        if token["marker"] and token is not unmatched:
            strong = not strong
        elif token["hold"]:
            yield NO_BREAK_SPACE, strong
        else:
            for char in token["literal"] or token[0]:
                yield char, strong


def _set_solid(letters: Iterator[_Letter]) -> list[_Letter]:
    """The characters with one space for each run of spaces, and none at the ends of lines."""
    solid: list[_Letter] = []
    white: list[_Letter] = []
    for char, strong in letters:
        if char in " \n\u00a0":
            white.append((char, strong))
            continue
        if white and solid:
            solid.append(_space(white))
        white.clear()
        solid.append((char, strong))
    return solid


def _space(white: list[_Letter]) -> _Letter:
    """What a run of white space comes down to; emphasised only when all of it is."""
    chars = [char for char, _ in white]
    kind = "\n" if "\n" in chars else " " if " " in chars else NO_BREAK_SPACE
    return kind, all(strong for _, strong in white)


def _spans(letters: list[_Letter]) -> Iterator[tuple[int, int]]:
    """The emphasised ranges, without white space at their ends."""
    for strong, group in itertools.groupby(enumerate(letters), key=lambda item: item[1][1]):
        inked = [index for index, (char, _) in group if char not in " \n\u00a0"]
        if strong and inked:
            yield inked[0], inked[-1] + 1


def _moved(value: str, spans: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int]]:
    for span in spans:
        start, end = (len(unicodedata.normalize("NFC", value[:index])) for index in span)
        if start < end:
            yield start, end


def _amount(value: str, at: Location, most: int) -> tuple[Diagnostic, ...]:
    if len(value) > most:
        message = f"text has {len(value):,} characters; at most {most:,}"
        hint = f"shorten it by {len(value) - most:,}"
        return (Diagnostic("long-text", message, at, hint),)
    if not visible(value):
        return (Diagnostic("empty-text", "text has no words", at, "write the words"),)
    return ()
