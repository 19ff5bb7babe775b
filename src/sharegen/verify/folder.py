"""What lies in an output folder beside what its manifest lists."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from sharegen.manifest import MANIFEST, SUMS, beside, is_ours
from sharegen.model.diagnostic import Diagnostic, MachineError, ProjectError, Severity
from sharegen.model.record import Record
from sharegen.write import LOCK, is_left_over

if sys.platform != "win32":
    import fcntl

_SHEET = "contact-sheet.png"  # where `sharegen sheet` puts it when nothing is said
_TEMPORARY = ".sharegen-"
_REMOVE = "remove it, or the next build does"
_LEAVE = "leave it, or move it away before you publish the folder"


def opened(out: Path) -> Path:
    """Where an output folder really is. Raises ProjectError `no-output`, and MachineError `locked`
    while a build writes to it."""
    if not out.is_dir():
        message = f"there is no folder {out}"
        hint = "build first, or name the folder that was built to"
        raise ProjectError([Diagnostic("no-output", message, hint=hint)])
    root = Path(os.path.realpath(out))
    if _is_locked(root / LOCK):
        raise MachineError("locked", f"a build writes to {root}", "wait until it is done")
    return root


def _is_locked(path: Path) -> bool:
    if sys.platform == "win32":
        return False
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:  # some network disks have no locks
        return False
    finally:
        os.close(handle)
    return False


def strangers(root: Path, records: Iterable[Record]) -> Iterator[Diagnostic]:
    """Everything in the folder that the manifest does not list: warnings for what is somebody's,
    errors for links that stand for folders of pictures."""
    known = {MANIFEST, SUMS, LOCK, _SHEET}
    for record in records:
        known |= {record.path, *(path for path, _ in beside(record))}
    folders = {path.partition("/")[0] for path in known if "/" in path}
    for name in _names(root):
        path = root / name
        if name in folders and path.is_symlink():
            message = f"{name} is a link to {os.readlink(path)}: its pictures are not in the folder"
            yield Diagnostic("linked-folder", message, hint="remove the link and build again")
        elif name in folders and path.is_dir():
            yield from _unlisted(root, [f"{name}/{below}" for below in _names(path)], known)
        else:
            yield from _unlisted(root, [name], known)


def _names(folder: Path) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError as error:
        message = f"{folder} cannot be read: {os.strerror(error.errno or 0).lower()}"
        raise MachineError("output-unreadable", message, "check who owns it") from error


def _unlisted(root: Path, paths: Iterable[str], known: Collection[str]) -> Iterator[Diagnostic]:
    for path in paths:
        name = path.rpartition("/")[2]
        if path in known:
            continue
        if name.startswith(_TEMPORARY):
            if is_left_over(name):
                message = f"{path} was left by a build that was stopped"
                yield Diagnostic("left-over", message, None, _REMOVE, Severity.WARNING)
            continue
        yield Diagnostic("foreign-file", _what(root, path), None, _LEAVE, Severity.WARNING)


def _what(root: Path, path: str) -> str:
    if (root / path).is_symlink():
        return f"{path}, a link to {os.readlink(root / path)}, is not in the manifest"
    if is_ours(path):
        return f"{path} is named as a picture of a build, and is not in the manifest"
    kind = "folder" if (root / path).is_dir() else "file"
    return f"{path} is a {kind} that no build made"
