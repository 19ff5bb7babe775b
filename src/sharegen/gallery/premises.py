"""The folder a gallery is hung in: what it wrote there, what is somebody else's.

`gallery.json` lists its files with their hashes. What stands in it may be renewed and removed; any
other file is left as it is, and where one stands in the way nothing is written.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sharegen.model.diagnostic import Diagnostic, ProjectError, Severity
from sharegen.write import Output

LIST = "gallery.json"
_SCHEMA = 1
_MOST_BYTES = 64 << 20
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
_PATH = re.compile(r"([a-z0-9_.-]+/)?[A-Za-z0-9_-][A-Za-z0-9_.-]*\Z")


@dataclass(frozen=True, slots=True)
class Hung:
    """What was done: files written anew, files that were so already, files removed, and what was
    noticed."""

    written: tuple[str, ...] = ()
    unchanged: int = 0
    removed: tuple[str, ...] = ()
    problems: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Premises:
    """An open folder, and the hashes of what a gallery wrote there by path."""

    output: Output
    listed: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, output: Output) -> Premises:
        return cls(output, _listed(output.root / LIST))

    def refuse_foreign(self, paths: Iterable[str]) -> None:
        """Raise ProjectError `not-ours` where a file stands that no gallery wrote."""
        there = [p for p in paths if p not in self.listed and _exists(self.output.root / p)]
        if there:
            more = f" and {len(there) - 1} more" if len(there) > 1 else ""
            message = f"{self.output.root / there[0]}{more} was not written by sharegen gallery"
            hint = "name a folder of its own with --out, or move the file"
            raise ProjectError([Diagnostic("not-ours", message, hint=hint)])

    def known(self, path: str) -> bytes | None:
        """The bytes of a file that is as a gallery wrote it; None for any other."""
        data = _read(self.output.root / path) if path in self.listed else None
        return data if data is not None and _digest(data) == self.listed[path] else None

    def hang(self, files: Mapping[str, bytes]) -> Hung:
        """Write what differs, remove what a gallery wrote before and is no longer of it, and list
        what is there now. Raises ProjectError `not-ours`, MachineError."""
        self.refuse_foreign(files)
        written, problems = [], []
        for path, data in sorted(files.items()):
            there = _read(self.output.root / path)
            if there == data:
                continue
            if there is not None and _digest(there) != self.listed.get(path):
                problems.append(_altered(path))
            self.output.write(path, [data])
            written.append(path)
        gone = sorted(set(self.listed) - set(files))
        mine = [path for path in gone if self.known(path) is not None]
        removed = tuple(path for path in mine if self.output.remove(path))
        self._list(files)
        return Hung(tuple(written), len(files) - len(written), removed, tuple(problems))

    def _list(self, files: Mapping[str, bytes]) -> None:
        sums = {path: _digest(data) for path, data in sorted(files.items())}
        text = json.dumps({"schema": _SCHEMA, "files": sums}, indent=1) + "\n"
        if _read(self.output.root / LIST) != text.encode():
            self.output.write(LIST, [text.encode()], sync=True)


def _altered(path: str) -> Diagnostic:
    message = f"{path} was changed since sharegen gallery wrote it, and is written anew"
    hint = "keep changes of your own in a file of another name"
    return Diagnostic("gallery-altered", message, hint=hint, severity=Severity.WARNING)


def _listed(path: Path) -> dict[str, str]:
    """The hashes by path; none when there is no list, or one that no gallery wrote."""
    try:
        data = _read(path) or b""
        whole = json.loads(data[:_MOST_BYTES])
        files = whole["files"] if whole["schema"] == _SCHEMA else {}
        return {
            path: sha256
            for path, sha256 in files.items()
            if _PATH.match(path) and _SHA256.match(sha256)
        }
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _exists(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
