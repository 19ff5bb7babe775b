"""Turn a path inside the project into the bytes of a regular file."""

from __future__ import annotations

import errno
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from sharegen.load.excerpt import shown
from sharegen.model.diagnostic import Diagnostic, Location

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")

_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISCHR, "a device"),
)


@dataclass(frozen=True, slots=True)
class FileKind:
    """What a kind of asset may be: `prefix` begins its codes, `most_bytes` is its ceiling."""

    prefix: str
    noun: str
    most_bytes: int


def inside(root: Path, base: str, name: str) -> str | None:
    """The path of `name` as seen from folder `base`, relative to `root`, with forward slashes.

    None for what is absolute, begins with `~`, has a backslash, a drive, a URL scheme or a
    control character, or leaves the project once its links are resolved. The file need not exist.
    """
    if not name or name[0] in "/~" or "\\" in name or _SCHEME.match(name):
        return None
    if not name.isprintable():
        return None
    try:
        home = root.resolve()
        lexical = Path(os.path.normpath(home / base / name))
        if not lexical.is_relative_to(home) or not lexical.resolve().is_relative_to(home):
            return None
    except (OSError, RuntimeError, ValueError):  # a loop of links, a NUL, a name too long
        return None
    return lexical.relative_to(home).as_posix()


def read_regular(
    root: Path, file: str, kind: FileKind, at: Location | None
) -> tuple[bytes | None, Diagnostic | None]:
    """Read a regular file inside the project whole.

    The kind of file is looked at before opening: opening a named pipe would wait for ever.
    """
    path = inside(root, "", file)
    if path is None:
        message = f"{shown(file)} is outside the project; a path inside its folder is allowed"
        return None, Diagnostic("outside-project", message, at, "copy the file into the project")
    try:
        return _read(root / path, file, kind, at)
    except OSError as error:
        return None, _unreadable(error, file, kind, at)


def _read(
    path: Path, file: str, kind: FileKind, at: Location | None
) -> tuple[bytes | None, Diagnostic | None]:
    wrong = _refusal(os.stat(path), file, kind, at)
    if wrong:
        return None, wrong
    # non-blocking: the name may have become a pipe since the look above
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    handle = os.open(path, flags | getattr(os, "O_BINARY", 0))
    with open(handle, "rb") as stream:
        wrong = _refusal(os.fstat(handle), file, kind, at)
        if wrong:
            return None, wrong
        data = stream.read(kind.most_bytes + 1)
    if len(data) > kind.most_bytes:
        return None, _too_large(len(data), file, kind, at)
    return data, None


def _refusal(
    found: os.stat_result, file: str, kind: FileKind, at: Location | None
) -> Diagnostic | None:
    if not stat.S_ISREG(found.st_mode):
        what = next((noun for test, noun in _KINDS if test(found.st_mode)), "not a regular file")
        message = f"{shown(file)} is {what}, expected a {kind.noun} file"
        return Diagnostic("not-a-file", message, at, "name a regular file")
    if found.st_size > kind.most_bytes:
        return _too_large(found.st_size, file, kind, at)
    return None


def _too_large(size: int, file: str, kind: FileKind, at: Location | None) -> Diagnostic:
    most = kind.most_bytes >> 20
    message = f"{shown(file)} has {size / (1 << 20):.1f} MiB; at most {most} MiB are allowed"
    return Diagnostic(f"{kind.prefix}-too-large", message, at, f"export a smaller {kind.noun}")


def _unreadable(error: OSError, file: str, kind: FileKind, at: Location | None) -> Diagnostic:
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        hint = f"put the {kind.noun} file there or correct the name"
        return Diagnostic(f"{kind.prefix}-missing", f"{shown(file)} does not exist", at, hint)
    why = os.strerror(error.errno).lower() if error.errno else "unknown reason"
    message = f"{shown(file)} cannot be read: {why}"
    return Diagnostic(f"{kind.prefix}-unreadable", message, at, "check the file's permissions")
