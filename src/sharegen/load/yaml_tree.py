"""Turn YAML text into nodes that know their place; every scalar stays the text it was written as.

Only the parse events of PyYAML are used, never its composer, constructor or resolver: those
drop places, keep the last of two equal keys, read NO as False, and recurse without bound (the C
composer crashes the process on deep nesting). The event parsers, in C and in Python, keep their
state on the heap, and reading stops at the first event that is too deep.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import yaml

from sharegen.load.decoding import read_text
from sharegen.load.excerpt import excerpt
from sharegen.load.yaml_fault import fault
from sharegen.model.diagnostic import Diagnostic, Location

MOST_DEPTH = 32
MOST_ALIASES = 100
MOST_REPEATED = 100_000  # nodes that aliases may add
_MOST_PYTHON = 1_000_000  # characters; the parser in Python reads about 1 MB/s


@dataclass(frozen=True, slots=True, eq=False)
class Scalar:
    """A value as the literal text; `plain` when it stands without quotes. `end` is behind its
    last character; of a block, behind the empty lines that follow it, too."""

    value: str
    at: Location
    plain: bool = True
    end: Location | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Sequence:
    """A list of nodes; `end` is behind the bracket of one in brackets, None for others."""

    items: tuple[Node, ...]
    at: Location
    end: Location | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A key with its value, and where the key stands."""

    key: str
    at: Location
    value: Node


@dataclass(frozen=True, slots=True, eq=False)
class Mapping:
    """Keys and values in the order written, each key once; `end` is behind the brace of one in
    braces, None for others."""

    entries: tuple[Entry, ...]
    at: Location
    end: Location | None = None


Node = Scalar | Sequence | Mapping
Tree = tuple[Node | None, tuple[Diagnostic, ...]]


def read_tree(root: Path, file: str, name: str = "") -> Tree:
    """Turn the YAML file `file` in `root` into a node, or None and every problem found.

    `name` is how messages call the file, when it is not `file`.
    """
    text, problems = read_text(root, file, name or file)
    return (None, problems) if text is None else parse_tree(text, name or file)


def parse_tree(text: str, file: str) -> Tree:
    """Turn YAML text into a node, or None and every problem found.

    The parser in C first; what it refuses is read again by the one in Python, whose word counts:
    it says more, and it passes a lone surrogate on, which spoils one caption and not the file.
    """
    fast = getattr(yaml, "CSafeLoader", None)
    if fast is not None:
        tree = _compose(text, file, fast)
        if not isinstance(tree, Exception):
            return tree
        refused = tree
    if fast is None or len(text) <= _MOST_PYTHON:
        tree = _compose(text, file, yaml.SafeLoader)
        if not isinstance(tree, Exception):
            return tree
        if fast is None or isinstance(tree, yaml.MarkedYAMLError):
            refused = tree
    return None, (fault(refused, text, file),)


def _compose(text: str, file: str, loader: Any) -> Tree | Exception:
    """The document, or what the parser raised: the one in Python lets through what `chr` raises
    at an escape beyond Unicode."""
    try:
        return _Composer(yaml.parse(text, Loader=loader), file).document()
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        return error


class _Stop(Exception):
    """Reading on would be unsafe or pointless."""

    def __init__(self, problem: Diagnostic) -> None:
        self.problem = problem


class _Anchor(NamedTuple):
    node: Node | None  # None while it is being read
    weight: int


class _Composer:
    """Turns parse events into one document."""

    def __init__(self, events: Iterator[Any], file: str) -> None:
        self._events = events
        self._file = file
        self._problems: list[Diagnostic] = []
        self._anchors: dict[str, _Anchor] = {}
        self._nodes = self._aliases = self._repeated = 0
        self._ended: Any = None

    def document(self) -> Tree:
        node: Node | None = None
        documents = 0
        try:
            for event in self._events:
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        hint = "keep one document; remove the line ---"
                        self._stop("several-documents", "a second document", event, hint)
                elif isinstance(event, yaml.NodeEvent):
                    node = self._node(event, 1)
        except _Stop as stop:
            self._problems.append(stop.problem)
        void = isinstance(node, Scalar) and node.plain and _null(node.value)
        if void or (node is None and not self._problems):
            at = node.at if node else Location(self._file)
            hint = "write keys and values into it"
            self._report("empty-file", f"{self._file} is empty", at, hint)
        return (None if self._problems else node), tuple(self._problems)

    def _node(self, event: Any, depth: int) -> Node:
        if depth > MOST_DEPTH:
            message = f"nesting is deeper than {MOST_DEPTH} levels"
            self._stop("too-deep", message, event, "close the brackets, or indent less")
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        self._nodes += 1
        before = self._nodes
        if event.tag is not None:
            hint = f"remove it; {self._file} has only text, lists and keys"
            self._report("tag", f"tag {excerpt(event.tag)} is not allowed", self._at(event), hint)
        if event.anchor is not None:
            self._anchors[event.anchor] = _Anchor(None, 0)
        node = self._content(event, depth)
        if event.anchor is not None:
            self._anchors[event.anchor] = _Anchor(node, self._nodes - before + 1)
        return node

    def _content(self, event: Any, depth: int) -> Node:
        if isinstance(event, yaml.ScalarEvent):
            at, end = self._at(event), self._place(event.end_mark)
            return Scalar(_joined(event.value), at, not event.style, end)
        if isinstance(event, yaml.SequenceStartEvent):
            items = tuple(self._node(child, depth + 1) for child in self._children())
            return Sequence(items, self._at(event), self._closed(event))
        return self._mapping(event, depth)

    def _children(self) -> Iterator[Any]:
        """The events that start a child, up to the end of the collection, which is kept."""
        for event in self._events:
            if isinstance(event, yaml.CollectionEndEvent):
                self._ended = event.end_mark
                return
            yield event

    def _closed(self, event: Any) -> Location | None:
        """Behind the bracket of the collection that was read last; None where it has none."""
        return self._place(self._ended) if event.flow_style else None

    def _mapping(self, event: Any, depth: int) -> Mapping:
        entries: dict[str, Entry] = {}
        children = self._children()
        for child in children:
            key = self._node(child, depth + 1)
            value = self._node(next(children), depth + 1)
            if not isinstance(key, Scalar):
                message = "a key is a list or has keys of its own; a key is one word"
                self._report("wrong-kind", message, key.at, "write key: value")
                continue
            if key.value in entries:
                first = entries[key.value].at
                lines = f"lines {first.line} and {key.at.line}"
                message = f"key {excerpt(key.value)} stands twice, in {lines}"
                hint = "keep one of the two"
                twice = Diagnostic("duplicate-key", message, key.at, hint, also=(first,))
                self._problems.append(twice)
                continue
            entries[key.value] = Entry(key.value, key.at, value)
        return Mapping(tuple(entries.values()), self._at(event), self._closed(event))

    def _alias(self, event: Any) -> Node:
        self._aliases += 1
        name = event.anchor[:40]
        hint = "write the value out"
        if self._aliases > MOST_ALIASES:
            message = f"more than {MOST_ALIASES} aliases"
            self._stop("too-many-aliases", message, event, hint)
        anchor = self._anchors.get(event.anchor)
        if anchor is None:
            quotes = f'{hint}; text that starts with * needs quotes: "*{name}"'
            self._stop("unknown-alias", f"alias *{name} has no anchor &{name}", event, quotes)
        if anchor.node is None:
            self._stop("alias-loop", f"alias *{name} stands inside its own value", event, hint)
        self._repeated += anchor.weight
        self._nodes += anchor.weight
        if self._repeated > MOST_REPEATED:
            message = f"aliases repeat more than {MOST_REPEATED:,} values"
            self._stop("too-many-aliases", message, event, hint)
        return anchor.node

    def _at(self, event: Any) -> Location:
        return self._place(event.start_mark)

    def _place(self, mark: Any) -> Location:
        return Location(self._file, mark.line + 1, mark.column + 1)

    def _report(self, code: str, message: str, at: Location, hint: str) -> None:
        self._problems.append(Diagnostic(code, message, at, hint))

    def _stop(self, code: str, message: str, event: Any, hint: str) -> NoReturn:
        raise _Stop(Diagnostic(code, message, self._at(event), hint))


def _null(value: str) -> bool:
    return value in ("", "~", "null", "Null", "NULL")


def _joined(value: str) -> str:
    """The value with surrogate pairs (`\\ud83d\\ude00`, as JSON writes them) made one character."""
    if value.isascii() or not any("\ud800" <= char <= "\udfff" for char in value):
        return value
    return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
