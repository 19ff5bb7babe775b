"""Keeps drawn art between runs, in the user's cache folder.

A picture that is damaged, missing or cannot be kept is simply drawn again: results never depend
on this cache. `SHAREGEN_CACHE` names another folder, or is `off`.
"""

from __future__ import annotations

import hashlib
import os
import struct
import zlib
from pathlib import Path

MOST_BYTES = 256 << 20
_MAGIC = b"sharegen-art-1\n"
_HEAD = struct.Struct(f">{len(_MAGIC)}sII32s")
_MOST_PIXELS = 100_000_000

Pixels = tuple[tuple[int, int], bytes]


def folder() -> Path | None:
    """Where drawn art is kept; None when it is not."""
    named = os.environ.get("SHAREGEN_CACHE", "")
    if named.lower() == "off":
        return None
    if named:
        return Path(named) / "art"
    try:
        home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    except RuntimeError:  # no home
        return None
    return Path(home) / "sharegen" / "art"


def fetch(key: str) -> Pixels | None:
    """The size and RGBA bytes kept under a key; None for anything but a sound picture."""
    place = folder()
    if place is None:
        return None
    path = place / key
    try:
        data = path.read_bytes()
        magic, width, height, digest = _HEAD.unpack_from(data)
        body = memoryview(data)[_HEAD.size :]
        if magic != _MAGIC or width * height > _MOST_PIXELS:
            return None
        if _digest(width, height, body) != digest:
            return None
        pixels = zlib.decompress(body, bufsize=width * height * 4)
        os.utime(path)  # the oldest is what was not wanted for longest
    except (OSError, struct.error, zlib.error):
        return None
    return ((width, height), pixels) if len(pixels) == width * height * 4 else None


def keep(key: str, picture: Pixels) -> None:
    """Keep a picture under a key, if that is possible."""
    place = folder()
    if place is None:
        return
    (width, height), pixels = picture
    # level 1: 8 ms to read back a 1080 px picture, where its PNG takes 18
    body = zlib.compress(pixels, 1)
    head = _HEAD.pack(_MAGIC, width, height, _digest(width, height, memoryview(body)))
    draft = place / f".sharegen-{os.getpid()}-{os.urandom(6).hex()}.tmp"
    try:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            draft.write_bytes(head + body)
            os.replace(draft, place / key)
        finally:
            draft.unlink(missing_ok=True)
        _shrink(place)
    except OSError:
        return


def _digest(width: int, height: int, body: memoryview) -> bytes:
    return hashlib.sha256(struct.pack(">II", width, height) + body).digest()


def _shrink(place: Path) -> None:
    """Remove the oldest until three quarters of the ceiling are left, when it is passed."""
    with os.scandir(place) as entries:
        files = [(e.stat().st_mtime, e.stat().st_size, e.path) for e in entries if e.is_file()]
    total = sum(size for _, size, _ in files)
    if total <= MOST_BYTES:
        return
    for _, size, path in sorted(files):
        try:
            os.unlink(path)
        except OSError:
            continue
        total -= size
        if total <= MOST_BYTES * 3 // 4:
            return
