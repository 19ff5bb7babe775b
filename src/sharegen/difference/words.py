"""Which words of a text changed: equal, deleted and inserted pieces, as `wdiff` tells them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import NamedTuple

EQUAL, DELETED, INSERTED = "equal", "deleted", "inserted"
_MOST_WORDS = 2000  # beyond it a comparison word by word takes seconds
# A word and the white space after it. Han and Kana have no space between words: each sign is one.
_SIGN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"([{_SIGN}]|[^\s{_SIGN}]+)(\s*)")
_AROUND = 4  # words that stand beside a change to say where it is


class Piece(NamedTuple):
    """A run of words with the white space between them: equal, deleted or inserted."""

    kind: str
    text: str


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """The words of two texts in one run; where words are equal, the new white space counts."""
    before, after = (_WORD.findall(text.strip()) for text in (old, new))
    found: list[Piece] = []
    for kind, a, b, c, d in _steps([word for word, _ in before], [word for word, _ in after]):
        if kind == EQUAL:
            found.append(Piece(EQUAL, _text(after[c:d])))
            continue
        if b > a:
            found.append(Piece(DELETED, _text(before[a:b])))
        if d > c:
            found.append(Piece(INSERTED, _text(after[c:d])))
    return tuple(found)


def _steps(old: list[str], new: list[str]) -> Iterable[tuple[str, int, int, int, int]]:
    if max(len(old), len(new)) > _MOST_WORDS:
        return [("replace", 0, len(old), 0, len(new))]
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _text(words: Iterable[tuple[str, str]]) -> str:
    return "".join(word + space for word, space in words)


def in_brief(found: Iterable[Piece]) -> tuple[Piece, ...]:
    """The same with no more equal words than say where a change is."""
    run = tuple(found)
    return tuple(
        piece._replace(text=_shortened(piece.text, number > 0, number < len(run) - 1))
        if piece.kind == EQUAL
        else piece
        for number, piece in enumerate(run)
    )


def _shortened(text: str, after: bool, before: bool) -> str:
    """A run of equal words cut in its middle: `after` a change, `before` the next one."""
    words = _WORD.findall(text)
    first, last = _AROUND * after, _AROUND * before
    if len(words) <= first + last + 1:
        return text
    ahead, behind = _text(words[:first]), _text(words[len(words) - last :])
    return f"{ahead}… {behind}" if after else f"… {behind}"


def marked(found: Iterable[Piece]) -> str:
    """Pieces on one line: `[-deleted-] {+inserted+}`, as `wdiff` writes them."""
    marks = {EQUAL: "{}", DELETED: "[-{}-]", INSERTED: "{{+{}+}}"}
    words = (marks[piece.kind].format(" ".join(piece.text.split())) for piece in found)
    return " ".join(words)
