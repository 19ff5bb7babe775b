"""Turn nodes into typed values; what is wrong is collected, never raised."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Iterable
from dataclasses import replace

from sharegen.load import markup
from sharegen.load.excerpt import excerpt
from sharegen.load.keys import DATE, LANGUAGE, Keys, Range
from sharegen.load.suspects import suspects
from sharegen.load.yaml_tree import Entry, Mapping, Node, Scalar, Sequence
from sharegen.model.color import Color
from sharegen.model.diagnostic import Diagnostic, Location, Severity
from sharegen.model.manuscript import Text

_NUMBER = re.compile(r"[+-]?\d{1,9}(\.\d{1,9})?\Z", re.ASCII)
_DATE = re.compile(DATE.pattern)
_LANGUAGE = re.compile(LANGUAGE.pattern)
_MOST_UNKNOWN = 20  # keys of one mapping; finding a near word takes time
_MOST_NEAR = 500
_EMPTY = "write one, or remove the key"
_KINDS: dict[type[Scalar | Sequence | Mapping], str] = {
    Scalar: "text",
    Sequence: "a list",
    Mapping: "keys and values",
}


class Reader:
    """Reads typed values; `problems` are what was wrong, each with `caption` as its owner."""

    def __init__(self, caption: str = "") -> None:
        self.caption = caption
        self.problems: list[Diagnostic] = []

    @property
    def failed(self) -> bool:
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    def report(self, code: str, message: str, at: Location, hint: str = "") -> None:
        self.take((Diagnostic(code, message, at, hint),))

    def take(self, problems: Iterable[Diagnostic]) -> None:
        """Make problems found elsewhere this reader's own."""
        self.problems.extend(replace(problem, caption=self.caption) for problem in problems)

    def fields(self, node: Node, keys: Keys) -> dict[str, Node] | None:
        """The values by key; None when the node has no keys. Unknown keys are left out."""
        if not isinstance(node, Mapping):
            self._wrong_kind(node, keys.what, "keys and values", keys.example)
            return None
        known = (*keys.required, *keys.optional)
        unknown = [entry for entry in node.entries if entry.key not in known]
        for entry in unknown[:_MOST_UNKNOWN]:
            message = f"unknown key {excerpt(entry.key)} in {keys.what}"
            self.report("unknown-key", message, entry.at, nearest(entry.key, known))
        fields = {entry.key: entry.value for entry in node.entries if entry.key in known}
        for key in keys.required:
            if key not in fields:
                message = f"{keys.what} needs the key {key}"
                self.report("missing-key", message, node.at, f"add {key}: …")
        return fields

    def entries(self, node: Node | None, what: str, example: str) -> tuple[Entry, ...]:
        """The entries of a mapping whose keys are the user's own; () when there is none."""
        if node is None:
            return ()
        if isinstance(node, Mapping):
            return node.entries
        self._wrong_kind(node, what, "keys and values", example)
        return ()

    def items(self, node: Node | None, what: str, example: str) -> tuple[Node, ...]:
        """The items of a list; () when there is none."""
        if node is None:
            return ()
        if isinstance(node, Sequence):
            return node.items
        self._wrong_kind(node, what, "a list", example)
        return ()

    def scalar(self, node: Node | None, what: str) -> Scalar | None:
        """A value as the file has it; None when there is none or it is a list or has keys."""
        if node is None or isinstance(node, Scalar):
            return node
        self._wrong_kind(node, what, "text", "")
        return None

    def word(self, node: Node | None, what: str, empty: str = _EMPTY) -> str:
        """A short value as it was written; "" when there is none or it is wrong."""
        scalar = self.scalar(node, what)
        if scalar is None:
            return ""
        if not scalar.value.strip():
            self.report("empty-value", f"{what} has no value", scalar.at, empty)
            return ""
        clean, problems = suspects(scalar.value, scalar.at)
        self.take(problems)
        return clean.strip()

    def prose(self, node: Node | None, what: str, most: int = markup.MOST) -> Text:
        """Words without markup; an empty text when there are none or they are wrong."""
        scalar = self.scalar(node, what)
        if scalar is None:
            return Text("")
        text, problems = markup.plain(scalar.value, scalar.at, most)
        self.take(problems)
        return text

    def choice(self, node: Node | None, what: str, allowed: Iterable[str]) -> str:
        """One of the allowed words."""
        word = self.word(node, what)
        if node is None or not word or word in (words := tuple(allowed)):
            return word
        message = f"{what} {excerpt(word)} is unknown"
        self.report("unknown-value", message, node.at, nearest(word, words))
        return ""

    def color(self, node: Node, what: str) -> Color | None:
        """A colour written as #rrggbb."""
        hint = 'write it in straight quotes as "#rrggbb", for example "#0B1D3F"'
        word = self.word(node, what, hint)
        if not word:
            return None
        try:
            return Color.parse(word)
        except ValueError:
            message = f"{what} {excerpt(word)} is not a colour"
            self.report("bad-color", message, node.at, hint)
            return None

    def number(self, node: Node | None, what: str, allowed: Range) -> float | None:
        """A number in the allowed range, written with digits and a point."""
        word = self.word(node, what)
        if node is None or not word:
            return None
        value = float(word) if _NUMBER.match(word) else None
        if value is not None and allowed.least <= value <= allowed.most:
            return value
        found = "is out of range" if value is not None else "is no number in digits"
        message = f"{what} {excerpt(word)} {found}; {allowed} is allowed"
        self.report(
            "bad-number", message, node.at, f"write it in digits, for example {allowed.example}"
        )
        return None

    def whole(self, node: Node | None, what: str, allowed: Range) -> int | None:
        """A whole number in the allowed range."""
        number = self.number(node, what, allowed)
        if node is not None and number is not None and number != int(number):
            message = f"{what} {number:g} is no whole number"
            self.report("bad-number", message, node.at, f"write it as {number:.0f}")
            return None
        return None if number is None else int(number)

    def date(self, node: Node | None, what: str) -> str:
        """A day written as 2020-08-01, as text."""
        word = self.word(node, what)
        if node is None or not word:
            return ""
        try:
            if _DATE.fullmatch(word):
                return datetime.date.fromisoformat(word).isoformat()
        except ValueError:
            pass
        message = f"{what} {excerpt(word)} is not a date"
        self.report("bad-date", message, node.at, "write year-month-day, for example 2020-08-01")
        return ""

    def language(self, tag: str, at: Location) -> bool:
        """Whether the tag is one; says so when not."""
        if _LANGUAGE.fullmatch(tag):
            return True
        hint = "write a BCP 47 tag, for example en, es, zh-Hans or pt-BR"
        self.report("unknown-language", f"{excerpt(tag)} is not a language tag", at, hint)
        return False

    def _wrong_kind(self, node: Node, subject: str, kind: str, example: str) -> None:
        empty = isinstance(node, Scalar) and not node.value.strip()
        found = "has no value" if empty else f"is {_KINDS[type(node)]}"
        message = f"{subject} {found}; expected {kind}"
        hint = f"write it as {example}" if example else f"write {kind} here"
        self.report("wrong-kind", message, node.at, hint)


def nearest(word: str, allowed: Iterable[str]) -> str:
    """Turn a mistyped word and the allowed ones into a hint."""
    words = sorted(allowed)
    close = difflib.get_close_matches(word[:120].casefold(), words[:_MOST_NEAR], n=1, cutoff=0.6)
    if close:
        return f"did you mean {close[0]}"
    if not words:
        return "none is defined yet"
    return f"allowed: {', '.join(words[:30])}{', …' if len(words) > 30 else ''}"
