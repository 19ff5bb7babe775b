"""Which files pictures are made of, and whether one is being written right now."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sharegen.load import CAPTIONS

if sys.platform != "win32":
    import fcntl

_OWN = "assets"
_MOST_FOLDERS = 500  # of a brand; more is somebody's whole disk
Mark = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files of a project under a brand: captions.yaml and all of its brand folders."""

    root: Path
    brand: Path | None = None

    @property
    def captions(self) -> Path:
        return self.root / CAPTIONS

    @property
    def brands(self) -> tuple[Path, ...]:
        """The brand folders: the project's own, and the one that stands in for it."""
        own = self.root / _OWN
        return (own,) if self.brand is None else (own, self.brand)

    def folders(self) -> tuple[Path, ...]:
        """Every folder to look at, links followed once: that of captions.yaml, that which it is
        a link into, and the brand's with all below."""
        found = {self.root: None, self.captions.resolve().parent: None}
        for brand in self.brands:
            for folder, below, _ in os.walk(brand, followlinks=True):
                below[:] = [name for name in below if not name.startswith(".")]
                here = Path(folder)
                if here in found or len(found) > _MOST_FOLDERS:
                    below.clear()
                found[here] = None
        return tuple(folder for folder in found if folder.is_dir())

    def concerns(self, path: Path) -> bool:
        """Whether pictures may change with a path."""
        return self.of_words(path) or self.of_brand(path)

    def of_words(self, path: Path) -> bool:
        """Whether a path is captions.yaml."""
        return path in (self.captions, self.captions.resolve())

    def of_brand(self, path: Path) -> bool:
        """Whether a path is a file of the brand, or a folder of it."""
        return any(path.is_relative_to(brand) for brand in self.brands)


def marks(folders: Iterable[Path]) -> frozenset[Mark]:
    """What tells folders apart from others that came in their places."""
    found = []
    for folder in folders:
        with contextlib.suppress(OSError):
            about = folder.stat()
            found.append((os.fspath(folder), about.st_dev, about.st_ino))
    return frozenset(found)


def being_written(path: Path) -> bool:
    """Whether some process has a file open for writing; False where the system does not tell.

    Linux tells it by refusing a lease: https://man7.org/linux/man-pages/man2/fcntl.2.html,
    F_SETLEASE, read 2026-11-27. Whoever wants to write while it is held (some microseconds) waits,
    and this process is told by a signal that it ignores.
    """
    if not sys.platform.startswith("linux"):
        return False
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except OSError:
        return False
    try:
        fcntl.fcntl(handle, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except BlockingIOError:
        return True
    except OSError:  # somebody else's file, or a disk without leases
        return False
    finally:
        os.close(handle)
    return False
