"""Put translations into a YAML file and leave all else of it as it is, to the last byte.

What is new goes behind the last entry of its mapping, as a line of its own or between its braces;
what is there is replaced from its first character to its last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from sharegen.insertion import Change, Document, line_end, offset, plain, quoted, revised
from sharegen.load.decoding import LINE_BREAK
from sharegen.load.yaml_tree import Entry, Mapping, Node, Scalar, Sequence
from sharegen.model.diagnostic import Location
from sharegen.translation.ink import (
    DRAFTED,
    STEP,
    Words,
    drafted,
    folded,
    in_braces,
    in_lines,
    words_in_braces,
)

Way: TypeAlias = tuple[str | int, ...]
BESIDE = {"posts_in": "posts"}  # what a key new to an entry stands behind; else behind the last


class Put(NamedTuple):
    """Words, and where they go: the keys and numbers that lead there from the top of the file."""

    path: Way
    words: Words


class _Found(NamedTuple):
    """How far a path leads: the last node there is, what is left of the path, whether the node is
    between braces, and the entry it is the value of."""

    node: Node
    rest: Way
    braced: bool
    entry: Entry | None


def placed(document: Document, puts: Iterable[Put]) -> str:
    """The file's text with translations in it, proven by reading it again. Raises ProjectError
    `not-saved`."""
    before, every = document.text(), tuple(puts)
    tree = document.tree(before)
    page = _Page(before, line_end(before))
    missing: dict[int, tuple[_Found, dict[str, Any]]] = {}
    changes: list[Change] = []
    for put in every:
        found = _find(tree, put.path)
        if not found.rest:
            changes += page.replaced(found, put.words)
            continue
        if not isinstance(found.node, Mapping) or not found.node.entries:
            document.stop("not-saved", f"{document.file} has no keys where a translation goes")
        _, branch = missing.setdefault(id(found.node), (found, {}))
        for key in found.rest[:-1]:
            branch = branch.setdefault(str(key), {})
        branch[str(found.rest[-1])] = put.words
    for found, branch in missing.values():
        changes += page.added(found, branch)
    after = revised(before, changes)
    document.prove(after, _expected(plain(tree), every))
    return after


def _expected(before: dict[str, Any], puts: Iterable[Put]) -> dict[str, Any]:
    after = deepcopy(before)
    for path, words in puts:
        place: Any = after
        for key in path[:-1]:
            place = place[key] if isinstance(key, int) else place.setdefault(key, {})
        there = place.get(path[-1])
        value = words.plain
        if isinstance(there, dict) and isinstance(value, dict):
            value = {**there, **value}
        place[path[-1]] = value
    return after


def _find(node: Node, path: Way) -> _Found:
    braced, entry = False, None
    for number, key in enumerate(path):
        braced = braced or (not isinstance(node, Scalar) and node.end is not None)
        if isinstance(node, Sequence) and isinstance(key, int):
            node, entry = node.items[key], None
            continue
        entries = node.entries if isinstance(node, Mapping) else ()
        below = next((entry for entry in entries if entry.key == key), None)
        if below is None:
            return _Found(node, path[number:], braced, entry)
        node, entry = below.value, below
    return _Found(node, (), braced, entry)


@dataclass(frozen=True, slots=True)
class _Page:
    """A file's text, and how its lines end."""

    text: str
    newline: str

    def replaced(self, found: _Found, words: Words) -> Iterator[Change]:
        """Other words in the place of those that are there, as a draft where they have a status."""
        node, entry = found.node, found.entry
        if isinstance(node, Mapping):
            yield from self._within(node, found.braced, words)
        elif isinstance(node, Scalar) and not words.key:
            yield self._rewritten(node, found.braced, words.text)
        elif isinstance(node, Scalar) and entry is not None:
            start, end = self.offset(node.at), self._end(node)
            if found.braced or not self._is_block(node):
                yield Change(start, end, words_in_braces(words))
            else:
                lines = drafted(words, entry.at.column - 1 + STEP)
                colon = len(self.text[:start].rstrip())
                yield Change(colon, end, "".join(f"{self.newline}{line}" for line in lines))

    def _within(self, node: Mapping, braced: bool, words: Words) -> Iterator[Change]:
        fields = {entry.key: entry for entry in node.entries}
        braced = braced or node.end is not None
        text, status = fields[words.key], fields.get("status")
        if isinstance(text.value, Scalar):
            yield self._rewritten(text.value, braced, words.text)
        if status is not None and isinstance(status.value, Scalar):
            if status.value.value != DRAFTED["status"]:
                start, end = self.offset(status.value.at), self._end(status.value)
                yield Change(start, end, DRAFTED["status"])
        elif braced:
            end = self._end(text.value)
            yield Change(end, end, ", status: draft")
        else:
            yield self._line_behind(text, [f"{' ' * (text.at.column - 1)}status: draft"])

    def _rewritten(self, node: Scalar, braced: bool, text: str) -> Change:
        """Words in the place of others: a block stays one where it can."""
        start, end = self.offset(node.at), self._end(node)
        lines: list[str] = []
        if self._is_block(node) and not braced:
            _, _, rest = self.text[start:end].partition("\n")
            first = next((line for line in rest.split("\n") if line.strip()), "")
            lines = folded(text, len(first) - len(first.lstrip(" ")))
        return Change(start, end, self.newline.join((">-", *lines)) if lines else quoted(text))

    def added(self, found: _Found, tree: dict[str, Any]) -> Iterator[Change]:
        """Keys that are new in a mapping."""
        mapping = found.node
        assert isinstance(mapping, Mapping)
        for key, value in tree.items():
            fields = {entry.key: entry for entry in mapping.entries}
            last = fields.get(BESIDE.get(key, ""), mapping.entries[-1])
            if found.braced or mapping.end is not None:
                end = self._end_of(last)
                yield Change(end, end, f", {in_braces(key, value)}")
            else:
                yield self._line_behind(last, in_lines(key, value, mapping.at.column - 1))

    def _line_behind(self, entry: Entry, lines: list[str]) -> Change:
        """Lines behind the one that an entry ends in, with what is said of it there."""
        match = LINE_BREAK.search(self.text, self._end_of(entry))
        if match is None:
            at = len(self.text)
            return Change(at, at, "".join(f"{self.newline}{line}" for line in lines))
        return Change(match.end(), match.end(), "".join(f"{line}{self.newline}" for line in lines))

    def _end_of(self, entry: Entry) -> int:
        """Behind the last character of an entry; of an alias, which is as long as its name, behind
        that."""
        if entry.value.at >= entry.at:
            return self._end(entry.value)
        start = self.offset(entry.at)
        match = LINE_BREAK.search(self.text, start)
        return match.start() if match else len(self.text)

    def _end(self, node: Node) -> int:
        if node.end is not None:
            start, end = self.offset(node.at), self.offset(node.end)
            return start + len(self.text[start:end].rstrip()) if isinstance(node, Scalar) else end
        if isinstance(node, Mapping) and node.entries:
            return self._end_of(node.entries[-1])
        if isinstance(node, Sequence) and node.items:
            return self._end(node.items[-1])
        return self.offset(node.at)

    def _is_block(self, node: Scalar) -> bool:
        return not node.plain and self.text[self.offset(node.at)] in "|>"

    def offset(self, at: Location) -> int:
        """Where a place of the file is in its text."""
        return offset(self.text, at)
