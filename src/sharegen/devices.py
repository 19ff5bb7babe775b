"""What a file name may lead to beside files: a pipe, a device, what a process has open.

A file is written beside its target and put in its place, so that nobody sees half of it. In the
place of `/dev/stdout` or `/dev/null` a file would be a catastrophe, and root, as which containers
run, may put it there.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

_FOR_FILES = "/dev/shm/"  # Linux: a disk in memory, with files as others are


def is_device(path: Path) -> bool:
    """Whether a path is there and is to be written to, not replaced."""
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return False
    if stat.S_ISDIR(mode):
        return False
    place = os.path.abspath(path)
    # /dev/stdout is a link, and may lead to a file that the shell has opened
    named = place.startswith(("/dev/", "/proc/")) and not place.startswith(_FOR_FILES)
    return named or not stat.S_ISREG(mode)


def write_into(path: Path, chunks: Iterable[bytes]) -> int:
    """Write to a device after what is there; how many bytes. Raises OSError."""
    with open(path, "ab", buffering=0) as stream:
        length = 0
        for chunk in chunks:
            rest = memoryview(chunk)
            while rest:
                rest = rest[stream.write(rest) :]
            length += len(chunk)
        return length
