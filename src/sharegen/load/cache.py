"""The user's cache folder: what is dear to find out, and can be found out again at any time.

Whatever is damaged, missing or cannot be kept is made anew: results never depend on it.
`SHAREGEN_CACHE` names another folder, or is `off`.
"""

from __future__ import annotations

import os
from pathlib import Path


def folder(kind: str) -> Path | None:
    """Where things of a kind are kept; None when they are not."""
    named = os.environ.get("SHAREGEN_CACHE", "")
    if named.lower() == "off":
        return None
    if named:
        return Path(named) / kind
    try:
        home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    except RuntimeError:  # no home
        return None
    return Path(home) / "sharegen" / kind


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
