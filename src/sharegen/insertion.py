"""Put lines into a file somebody laid out by hand, and prove that nothing else has changed.

The file stays as its authors wrote it, comments and all: lines are put in, none is changed. The new
text is read again before it takes the file's place, and all else must be as it was.
"""

from __future__ import annotations

import codecs
import json
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from sharegen.load.file_bytes import FileKind, read_regular
from sharegen.load.yaml_tree import Mapping, Node, Scalar, Sequence, parse_tree
from sharegen.model.diagnostic import Diagnostic, Location, ProjectError
from sharegen.write import machine_errors, write_file

_YAML = FileKind("file", "text", 64 << 20)


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

    def write(self, after: str) -> None:
        """Put the new text in the file's place, whole or not at all, with the rights and the byte
        order mark it had. MachineError."""
        path = (self.root / self.file).resolve()
        with machine_errors(path):
            mark = codecs.BOM_UTF8 if path.read_bytes().startswith(codecs.BOM_UTF8) else b""
            mode = stat.S_IMODE(path.stat().st_mode)
            write_file(path, [mark + after.encode()], sync=True)
            path.chmod(mode)

    def stop(self, code: str, message: str) -> NoReturn:
        raise ProjectError([Diagnostic(code, message, hint=self.hint)])


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
