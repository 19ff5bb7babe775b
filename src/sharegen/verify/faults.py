"""What is wrong with a file of an output folder, and how a file of it is read."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import NamedTuple

from sharegen.model.diagnostic import Diagnostic, MachineError
from sharegen.model.record import Record

MOST_BYTES = 256 << 20  # more is no picture of ours: told by its size and not read
AGAIN = "build again with --verify, which trusts no file by its size"


class Fault(NamedTuple):
    """A problem of a listed picture, and what was found in the place of what is listed: the hash of
    a file, an alt text; None where nothing of the kind tells more."""

    problem: Diagnostic
    found: str | None = None


class Seen(NamedTuple):
    """What was seen of a listed picture. `machine`: it could not be read."""

    record: Record
    faults: tuple[Fault, ...] = ()
    machine: Diagnostic | None = None


def fault(code: str, record: Record, message: str, hint: str = AGAIN) -> Diagnostic:
    """A problem of a listed picture. It is said for itself and not together with those of other
    placements: each is a file of its own."""
    return Diagnostic(code, message, hint=hint, caption=record.caption)


def content(path: Path) -> bytes | str:
    """The bytes of a file, or why there are none of it. Links are not followed. Raises
    FileNotFoundError, and MachineError `output-unreadable`."""
    try:
        found = os.lstat(path)
        if stat.S_ISLNK(found.st_mode):
            return f"is a link to {os.readlink(path)}"
        if not stat.S_ISREG(found.st_mode):
            return "is not a file"
        if found.st_size > MOST_BYTES:
            return f"has {found.st_size:,} bytes"
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise FileNotFoundError(path) from None
    except OSError as error:
        why = os.strerror(error.errno).lower() if error.errno else str(error)
        message = f"{path} cannot be read: {why}"
        raise MachineError("output-unreadable", message, "check who owns it") from error
