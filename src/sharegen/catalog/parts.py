"""Parts of a text that a block can ask for: all of it, or some of its sentences."""

from __future__ import annotations

import re

from sharegen.model.project import Text

_SENTENCE = re.compile(r".+?(?:[.!?…]+[\"'”’»)\]]*(?=\s|\Z)|\Z)", re.DOTALL)

# In the order they are read in; `rest` is all but the last sentence.
PARTS = ("all", "first", "rest", "middle", "last")
# What a template's blocks may ask for together: no sentence is lost, and none stands twice.
WHOLES = (("all",), ("first", "middle", "last"), ("rest", "last"))


def part_of(text: Text, part: str) -> Text:
    """The sentences a block asks for; empty when the text has too few. A lone sentence is the
    last one: the turn of a text always has its block."""
    if part == "all":
        return text
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
