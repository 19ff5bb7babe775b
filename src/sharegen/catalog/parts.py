"""Parts of the words that a block can ask for: all of the text, some of its sentences, or what
stands beside it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from sharegen.model.manuscript import Text

# A stop ends one before a space; those of Chinese and Japanese need none.
_SENTENCE = re.compile(
    r".+?(?:[.!?…؟۔।]+[\"'”’»)\]]*(?=\s|\Z)|[。！？]+[」』”）]*|\Z)",
    re.DOTALL,
)
_NOTHING = Text("")


@dataclass(frozen=True, slots=True)
class Matter:
    """The words there are for one picture: the text, a heading above it, all there is to say
    (`body`), and which of how many it is ("3/8"); empty where there is none."""

    text: Text
    heading: Text = _NOTHING
    body: Text = _NOTHING
    number: str = ""


def part_of(matter: Matter, part: str) -> Text:
    """The words a block asks for; empty where there are none."""
    return _PARTS[part](matter)


def _number(matter: Matter) -> Text:
    return Text(matter.number, (), matter.text.at)


def _title(matter: Matter) -> Text:
    """What a picture is about in one line: the heading, or the text where there is none."""
    return matter.heading if matter.heading.value else matter.text


def _detail(matter: Matter) -> Text:
    """The text below a heading; it is the title where there is no heading."""
    return matter.text if matter.heading.value else _NOTHING


def _all(matter: Matter) -> Text:
    return matter.text


def _body(matter: Matter) -> Text:
    return matter.body


def _sentences(part: str) -> Callable[[Matter], Text]:
    return lambda matter: _some(matter.text, part)


def _stem(matter: Matter) -> Text:
    """The rest up to its turn; empty where nothing stands before that, or a word would be cut."""
    rest = _some(matter.text, "rest")
    return _cut(rest, 0, _end_of_stem(rest))


def _turn(matter: Matter) -> Text:
    """The rest from its turn on; all of it where there is no stem."""
    rest = _some(matter.text, "rest")
    return _cut(rest, _end_of_stem(rest), len(rest.value))


def _end_of_stem(rest: Text) -> int:
    """Where the first emphasis begins, at a space that a line may end in; in a text without any
    space, anywhere. 0 where there is no such place."""
    end = min((start for start, _ in rest.spans), default=0)
    spaced = any(map(str.isspace, rest.value))
    return end if not spaced or rest.value[end - 1 : end] in (" ", "\n") else 0


# In the order they are read in; `rest` is all but the last sentence, in two: `stem` and `turn`.
_PARTS: dict[str, Callable[[Matter], Text]] = {
    "number": _number,
    "title": _title,
    "all": _all,
    "first": _sentences("first"),
    "rest": _sentences("rest"),
    "stem": _stem,
    "turn": _turn,
    "middle": _sentences("middle"),
    "detail": _detail,
    "last": _sentences("last"),
    "body": _body,
}
PARTS = tuple(_PARTS)
# What a template's blocks may ask for together: no sentence is lost, and none stands twice. Beside
# these stand a number and a body, or they do not.
WHOLES = (
    ("all",),
    ("first", "middle", "last"),
    ("rest", "last"),
    ("stem", "turn", "last"),
    ("title",),
    ("title", "detail"),
)
BESIDE = ("number", "body")


def _some(text: Text, part: str) -> Text:
    """Some sentences of a text; none when it has too few. A lone sentence is the last one: the
    turn of a text always has its block."""
    spans = [match.span() for match in _SENTENCE.finditer(text.value) if match[0].strip()]
    if len(spans) == 1:
        wanted = spans if part == "last" else []
    else:
        rest, last = spans[:-1], spans[-1:]
        wanted = {"first": rest[:1], "rest": rest, "middle": rest[1:], "last": last}[part]
    if not wanted:
        return Text("", (), text.at)
    return _cut(text, wanted[0][0], wanted[-1][1])


def _cut(text: Text, start: int, end: int) -> Text:
    """The text between two offsets without white space at its ends, its emphasis kept."""
    value = text.value[start:end]
    start += len(value) - len(value.lstrip())
    value = value.strip()
    end = start + len(value)
    spans = tuple(
        (max(first, start) - start, min(last, end) - start)
        for first, last in text.spans
        if first < end and last > start
    )
    return Text(value, spans, text.at)
