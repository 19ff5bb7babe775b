"""Turn what a YAML parser refuses into a problem in plain words."""

from __future__ import annotations

import re
from typing import Any

from sharegen.load.decoding import LINE_BREAK
from sharegen.model.diagnostic import Diagnostic, Location

_INDENT = "line it up with its neighbours above; text with quotes inside needs other quotes outside"
# (words of PyYAML's or libyaml's own message, what is wrong, what can be done), first match counts
_FAULTS = (
    (
        "mapping values are not allowed",
        "a colon where none can stand",
        "put text with a colon in double quotes; a key needs a space after its colon",
    ),
    (
        "unexpected end of stream",
        "quotes that are opened here are never closed",
        'close them with the same quote, as in "…"',
    ),
    (
        "(while parsing a flow|',' or)",
        "brackets that are opened here are not closed",
        "close them, and put commas between their parts",
    ),
    (
        "(while scanning an (alias|anchor))",
        "text that starts with * or & needs quotes",
        'put it in double quotes, as in "**Not** like this."',
    ),
    (
        "unknown escape character",
        "a backslash in double quotes that stands for nothing",
        r"write it twice (\\), or use single quotes",
    ),
    (
        "(while (parsing|scanning) a tag|undefined tag)",
        "text that starts with ! needs quotes",
        "put it in double quotes",
    ),
    ("cannot start any token", "text that starts with this character needs quotes", "quote it"),
    ("(while scanning a block scalar)", "words in the line of | or >", "start the text below it"),
    ("(while parsing a block|did not find expected)", "this does not fit the lines above", _INDENT),
    ("(document|directive)", "this does not fit the lines above", _INDENT),
    ("sequence entries are not allowed", "a list that starts here", "start it on its own line"),
    (
        "(escape|too large|range)",
        "an escape that stands for no character",
        r"write the character itself, or \uXXXX",
    ),
)
_UNSPACED = re.compile(r" *(- )?[\w-]+:(?=[\"'\[{])")
_OPENED = re.compile("unexpected end of stream|while parsing a flow|unknown escape|invalid Unicode")


def fault(error: Exception, text: str, file: str) -> Diagnostic:
    """Turn a parser's error into a problem with its place."""
    problem = getattr(error, "problem", None) or str(error)
    words = f"{getattr(error, 'context', None) or ''} {problem}"
    mark: Any = getattr(error, "problem_mark", None)
    if _OPENED.search(words):
        mark = getattr(error, "context_mark", None) or mark
    at = Location(file, mark.line + 1, mark.column + 1) if mark else Location(file)
    if _tabbed(text, at) or "tab character" in words:
        hint = "use two spaces for each level"
        return Diagnostic("tab", "a tab in the indentation; only spaces are allowed", at, hint)
    unspaced = _unspaced(text, at)
    if unspaced is not None:
        hint = "put a space behind the colon"
        return Diagnostic("syntax", "a key and its value without a space between", unspaced, hint)
    for pattern, message, hint in _FAULTS:
        if re.search(pattern, words):
            return Diagnostic("syntax", message, at, hint)
    return Diagnostic("syntax", "this cannot be read as YAML", at, _INDENT)


def _unspaced(text: str, at: Location) -> Location | None:
    """Where `key:"value"` stands, in the line of a fault or the one above it."""
    lines = LINE_BREAK.split(text)
    for number in (at.line, at.line - 1):
        found = _UNSPACED.match(lines[number - 1]) if 0 < number <= len(lines) else None
        if found is not None:
            return Location(at.file, number, found.end() + 1)
    return None


def _tabbed(text: str, at: Location) -> bool:
    """Whether the line has a tab before its first word, and the fault is there."""
    lines = LINE_BREAK.split(text)
    line = lines[at.line - 1] if at.line <= len(lines) else ""
    indent = line[: len(line) - len(line.lstrip(" \t"))]
    return "\t" in indent and at.column <= len(indent) + 1
