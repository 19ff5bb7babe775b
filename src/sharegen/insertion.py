"""Put words into a file somebody laid out by hand, and prove that nothing else has changed.

The file stays as its authors wrote it, comments and all: lines are put in, single values replaced.
The new text is read again before it takes the file's place, and all else must be as it was.
"""

from __future__ import annotations

import codecs
import json
import re
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from sharegen.load.decoding import LINE_BREAK
from sharegen.load.file_bytes import FileKind, read_regular
from sharegen.load.yaml_tree import Mapping, Node, Scalar, Sequence, parse_tree
from sharegen.model.diagnostic import Diagnostic, Location, ProjectError
from sharegen.write import machine_errors, write_file

_YAML = FileKind("file", "text", 64 << 20)
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file of a project as text; `hint` is what to do where no line can be put in."""

    root: Path
    file: str
    hint: str

    def text(self) -> str:
        """What the file says. Raises ProjectError."""
        data, problem = read_regular(self.root, self.file, _YAML, Location(self.file))
        if data is None:
            raise ProjectError([problem] if problem else [], self.root)
        text = data.decode("utf-8-sig", "surrogateescape")
        if any("\ud800" <= character <= "\udfff" for character in text):
            self.stop("not-saved", f"{self.file} is not UTF-8")
        return text

    def tree(self, text: str) -> Mapping:
        """The top of the file. Raises ProjectError where it cannot be read."""
        node, problems = parse_tree(text, self.file)
        if node is None:
            raise ProjectError(problems, self.root)
        if not isinstance(node, Mapping):
            self.stop("not-saved", f"{self.file} has no keys at its top")
        return node

    def prove(self, after: str, expected: dict[str, Any]) -> None:
        """Read the new text again: it must say what is expected, and nothing else."""
        node, _ = parse_tree(after, self.file)
        if node is None or plain(node) != expected:
            self.stop(
                "not-saved", f"{self.file} is laid out in a way that lines cannot be added to"
            )

    def write(self, after: str, before: str | None = None) -> None:
        """Put the new text in the file's place, whole or not at all, with the rights and the byte
        order mark it had. Raises MachineError, and ProjectError `changed-meanwhile` where the file
        no longer says what it said `before`."""
        path = (self.root / self.file).resolve()
        if before is not None and self.text() != before:
            message = f"somebody changed {self.file} in the meantime; nothing was written"
            raise ProjectError([Diagnostic("changed-meanwhile", message, hint="do it again")])
        with machine_errors(path):
            mark = codecs.BOM_UTF8 if path.read_bytes().startswith(codecs.BOM_UTF8) else b""
            mode = stat.S_IMODE(path.stat().st_mode)
            write_file(path, [mark + after.encode()], sync=True)
            path.chmod(mode)

    def stop(self, code: str, message: str) -> NoReturn:
        raise ProjectError([Diagnostic(code, message, hint=self.hint)])


class Change(NamedTuple):
    """What takes the place of the characters from `start` up to `end`."""

    start: int
    end: int
    text: str


def revised(text: str, changes: Iterable[Change]) -> str:
    """A text with changes made; those that touch each other are made in their order."""
    parts, done = [], 0
    for change in sorted(changes, key=lambda change: change[:2]):
        parts += [text[done : change.start], change.text]
        done = max(done, change.end)
    return "".join((*parts, text[done:]))


def offset(text: str, at: Location) -> int:
    """Where in a text a place in its file is, in characters."""
    return _starts(text)[at.line - 1] + at.column - 1


@lru_cache(maxsize=2)
def _starts(text: str) -> tuple[int, ...]:
    """Where each line begins."""
    return (0, *(match.end() for match in LINE_BREAK.finditer(text)))


def span(text: str, node: Scalar) -> tuple[int, int] | None:
    """From where to where a value stands in its file, quotes and all; None for one that is not
    written out in one piece there (folded, anchored, a block)."""
    start = offset(text, node.at)
    quoted = _QUOTED.match(text, start)
    if quoted and not node.plain:
        return quoted.span()
    if node.plain and node.value and text.startswith(node.value, start):
        return start, start + len(node.value)
    return None


def plain(node: Node) -> Any:
    """A node as plain values, without its places."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {entry.key: plain(entry.value) for entry in node.entries}


def quoted(text: str) -> str:
    """A string in double quotes as YAML has them."""
    shown = json.dumps(text, ensure_ascii=False)
    return "".join(c if c.isprintable() or ord(c) > 0xFFFF else f"\\u{ord(c):04x}" for c in shown)


def line_end(text: str) -> str:
    """How the lines of a text end."""
    return "\r\n" if "\r\n" in text else "\n"
