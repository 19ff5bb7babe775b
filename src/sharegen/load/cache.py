"""The user's cache folder: what is dear to find out, and can be found out again at any time.

Whatever is damaged, missing or cannot be kept is made anew: results never depend on it.
`SHAREGEN_CACHE` names another folder, or is `off`.

What is kept is bound to its name by a digest, so that damage, a mix-up or another version is seen.
A digest is no signature: whoever can write here on purpose is believed. What is published
therefore comes of no cache (`leave_alone`).
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

_OFF = "off"
_VARIABLE = "SHAREGEN_CACHE"
# A link is not followed, and a pipe not waited for: a cache may come from anywhere.
_FLAGS = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_FLAGS |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def folder(kind: str) -> Path | None:
    """Where things of a kind are kept; None when they are not."""
    named = os.environ.get(_VARIABLE, "")
    if named.lower() == _OFF:
        return None
    if named:
        return Path(named) / kind
    try:
        home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    except RuntimeError:  # no home
        return None
    return Path(home) / "sharegen" / kind


def leave_alone() -> None:
    """Neither read nor keep anything from here on, in this process and in those it starts."""
    os.environ[_VARIABLE] = _OFF


def get(path: Path, most_bytes: int) -> bytes:
    """The bytes of what is kept. Raises OSError for anything but a regular file, no link, of at
    most so many bytes."""
    with open(os.open(path, _FLAGS), "rb") as stream:
        found = os.fstat(stream.fileno())
        if not stat.S_ISREG(found.st_mode) or found.st_size > most_bytes:
            raise OSError(f"{path} is nothing that was kept")
        return stream.read(most_bytes)


def put(place: Path, name: str, data: bytes) -> None:
    """Keep bytes in a folder, whole or not at all. Raises OSError."""
    draft = place / f".sharegen-{os.getpid()}-{os.urandom(6).hex()}.tmp"
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        draft.write_bytes(data)
        os.replace(draft, place / name)
    finally:
        draft.unlink(missing_ok=True)


def shrink(place: Path, most_bytes: int) -> None:
    """Remove the oldest until three quarters of the ceiling are left, when it is passed. Raises
    OSError."""
    with os.scandir(place) as entries:
        files = [(e.stat().st_mtime, e.stat().st_size, e.path) for e in entries if e.is_file()]
    total = sum(size for _, size, _ in files)
    if total <= most_bytes:
        return
    for _, size, path in sorted(files):
        try:
            os.unlink(path)
        except OSError:
            continue
        total -= size
        if total <= most_bytes * 3 // 4:
            return
