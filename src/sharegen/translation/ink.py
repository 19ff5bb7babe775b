"""Write words as YAML has them: quoted on one line, or folded into a block."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sharegen.insertion import quoted

WIDEST = 100  # characters of a line, as those of the starter kit
STEP = 2  # spaces a level
_UNFOLDABLE = re.compile(r"  |(?:^|\n) | (?:\n|$)")


@dataclass(frozen=True, slots=True)
class Words:
    """Words to put into a file: under `key` beside `status: draft`, or without a key alone."""

    text: str
    key: str = ""

    @property
    def plain(self) -> str | dict[str, str]:
        """As reading the file gives them."""
        return {self.key: self.text, **DRAFTED} if self.key else self.text


Tree: TypeAlias = Mapping[str, "Words | Tree"]
DRAFTED = {"status": "draft"}


def in_braces(key: str, value: Words | Tree) -> str:
    """A key and its value on one line, for a place between braces."""
    if isinstance(value, Words):
        return f"{key}: {words_in_braces(value)}"
    return f"{key}: {{{', '.join(in_braces(*entry) for entry in value.items())}}}"


def words_in_braces(words: Words) -> str:
    shown = quoted(words.text)
    return f"{{{words.key}: {shown}, status: draft}}" if words.key else shown


def in_lines(key: str, value: Words | Tree, indent: int) -> list[str]:
    """A key and its value as lines of a block, the key at a column."""
    margin = " " * indent
    if not isinstance(value, Words):
        below = (line for entry in value.items() for line in in_lines(*entry, indent + STEP))
        return [f"{margin}{key}:", *below]
    one_line = f"{margin}{key}: {words_in_braces(value)}"
    if len(one_line) <= WIDEST:
        return [one_line]
    if value.key:
        return [f"{margin}{key}:", *drafted(value, indent + STEP)]
    return _scalar(f"{margin}{key}: ", value.text, indent + STEP)


def drafted(words: Words, indent: int) -> list[str]:
    """Words and their status as lines of a block."""
    margin = " " * indent
    return [
        *_scalar(f"{margin}{words.key}: ", words.text, indent + STEP),
        f"{margin}status: draft",
    ]


def _scalar(before: str, text: str, indent: int) -> list[str]:
    """Words behind a key: on its line where they fit or cannot be folded, else folded below it."""
    lines = folded(text, indent) if len(before) + len(quoted(text)) > WIDEST else []
    return [f"{before}>-", *lines] if lines else [before + quoted(text)]


def folded(text: str, indent: int) -> list[str]:
    """Words as the lines of a folded block; none where such a block would not give them back: it
    has no way to write what is invisible, and keeps no space at the ends of lines."""
    visible = all(char.isprintable() or char == "\n" for char in text)
    if not visible or text != text.strip() or not text or _UNFOLDABLE.search(text):
        return []
    lines: list[str] = []
    for number, line in enumerate(text.split("\n")):
        if number and line:
            lines.append("")  # folding takes one line break of each run of them
        wrapped = textwrap.wrap(
            line, max(WIDEST - indent, 20), break_long_words=False, break_on_hyphens=False
        )
        lines += [" " * indent + part for part in wrapped] or [""]
    return lines
