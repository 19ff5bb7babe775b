"""Test texts: a text's own shape, its sentences, turns and forced lines, filled with the words of
another language to any length."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice, pairwise

from sharegen.catalog.languages import LANGUAGES
from sharegen.layout.addresses import addresses
from sharegen.load import markup
from sharegen.model.diagnostic import Location
from sharegen.model.manuscript import Text

_HERE = Location("words")
# The end of a sentence or of a part of one, which stays where it is in a test text.
_END = re.compile(r"[.!?…:;؟۔।。！？、，][\"'”’»)\]]*(?:\s+|\Z)|\n")
_MARKS = " \t\n\u00a0.,;:!?…\"'“”„«»‹›()[]،؛؟۔।。！？、，「」『』"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a language in the order they were found; without spaces between them where the
    script has none."""

    words: tuple[str, ...]
    spaced: bool

    def stream(self, start: int = 0) -> Iterator[str]:
        """The words again and again, from one of them on."""
        return islice(cycle(self.words), start % len(self.words), None)


def vocabulary(tag: str, texts: Iterable[Text]) -> Vocabulary:
    """The words of texts in a language, and of its sample in the catalog."""
    language = LANGUAGES[tag]
    sample, _ = markup.parse(language.sample, _HERE)
    found = [word for text in (*texts, sample) for word in _words(text.value)]
    return Vocabulary(tuple(found), not language.script.spaceless)


def _words(value: str) -> Iterator[str]:
    """The words of a text without marks and addresses."""
    for start, end in reversed(addresses(value)):
        value = f"{value[:start]} {value[end:]}"
    return (bare for word in value.split() if (bare := word.strip(_MARKS)))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of a text that is filled, or kept as it is (an address, a mark, a space)."""

    value: str
    emphasised: bool
    kept: bool


def filled(source: Text, length: int, words: Vocabulary, start: int = 0) -> Text:
    """A text shaped like the source that has so many characters: each part of it is longer or
    shorter by the same share. No less than what it keeps of the source."""
    pieces = tuple(_pieces(source))
    own = sum(len(piece.value) for piece in pieces if not piece.kept)
    kept = sum(len(piece.value) for piece in pieces if piece.kept)
    room, done, stream = max(length - kept, 0), 0, words.stream(start)
    value, spans, seen = "", [], 0
    for piece in pieces:
        said = piece.value
        if not piece.kept:
            seen += len(piece.value)
            share = round(room * seen / own) if own else 0
            said = _run(share - done, stream, words.spaced)
            done = share
        if piece.emphasised and said:
            spans.append((len(value), len(value) + len(said)))
        value += said
    return Text(value, _joined(spans), source.at)


def _run(length: int, stream: Iterator[str], spaced: bool) -> str:
    """So many characters of words, the last of them cut."""
    said = ""
    while len(said) < length:
        said += (" " if said and spaced else "") + next(stream)
    run = said[:length]
    return run[:-1] + run[-2:-1] if run.endswith(" ") and len(run) > 1 else run


def _pieces(source: Text) -> Iterator[_Piece]:
    """A text cut at its addresses, at the ends of sentences, and where emphasis begins and ends."""
    value = source.value
    kept = [*addresses(value), *(match.span() for match in _END.finditer(value))]
    edges = {0, len(value), *(edge for pair in (*kept, *source.spans) for edge in pair)}
    edges |= {at for start, end in source.spans for at in _inside(value, start, end)}
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        run = value[start:end]
        is_kept = not run.strip(_MARKS) or any(a <= start and end <= b for a, b in kept)
        emphasised = any(a <= start and end <= b for a, b in source.spans)
        if is_kept:
            yield _Piece(run, emphasised, True)
            continue
        head = run[: len(run) - len(run.lstrip(" \u00a0"))]
        tail = run[len(run.rstrip(" \u00a0")) :]
        middle = run[len(head) : len(run) - len(tail)]
        yield from (
            _Piece(part, emphasised, part is not middle) for part in (head, middle, tail) if part
        )


def _inside(value: str, start: int, end: int) -> Iterator[int]:
    """Where the marks begin that an emphasised range ends in."""
    yield start + len(value[start:end].rstrip(_MARKS))


def _joined(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Ranges that touch, as one."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)
