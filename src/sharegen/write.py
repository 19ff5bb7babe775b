"""Turn bytes into files, whole or not at all. The only module that writes to an output folder.

A file is written beside its place under a name of its own and then takes the place, so that
whoever reads finds the old file or the new one. A killed process leaves at most such a
temporary file, which the next build removes.
"""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sharegen.devices import is_device, write_into
from sharegen.model.diagnostic import Diagnostic, MachineError, ProjectError, Severity

if sys.platform != "win32":
    import fcntl

_TEMPORARY = re.compile(r"\.sharegen-(\d+)-(\d+)-\d+\.tmp\Z")
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
_IN_ONE_CALL = 512  # fewer than IOV_MAX, 1024 on Linux and macOS
# Windows refuses to replace a file somebody looks at (a scanner, a viewer); 2.5 s in all
_WINDOWS_PATIENCE = (0.05, 0.1, 0.2, 0.4, 0.75, 1.0)

_numbers = itertools.count()
LOCK = ".sharegen.lock"


@dataclass(frozen=True, slots=True)
class Output:
    """An output folder that is open: locked, free of left-overs, and never left by a link.

    `root` is where it really is. `warnings` tell what was noticed on opening.
    """

    root: Path
    warnings: tuple[Diagnostic, ...] = ()

    def write(self, file: str, chunks: Sequence[bytes], sync: bool = False) -> int:
        """Write a file by its path below the folder; see `write_file`."""
        return write_file(self.root / file, chunks, self.root, sync)

    def remove(self, file: str) -> bool:
        """Remove a file (never a folder); whether there was one. Its empty folder goes too."""
        path = self.root / file
        with machine_errors(path):
            try:
                check_inside(path.parent, self.root)
                os.unlink(path)
            except (FileNotFoundError, NotADirectoryError):
                return False
            if path.parent != self.root:
                with contextlib.suppress(OSError):
                    path.parent.rmdir()
            return True


@contextlib.contextmanager
def open_output(root: Path, forbidden: Sequence[Path] = ()) -> Iterator[Output]:
    """Open an output folder for one build, making it when it is missing.

    `forbidden` are the project's folder and its inputs: the output may lie in the project, but
    neither be one of them nor contain one. Raises ProjectError `output-folder` for these, the
    root of the disk and the home folder; MachineError `locked` when another build has it.
    """
    with machine_errors(root):
        real = Path(os.path.realpath(root))
        _check_place(real, forbidden)
        warnings: tuple[Diagnostic, ...] = ()
        if root.is_symlink():
            message = f"{root} is a link; the pictures go to {real}"
            warnings = (Diagnostic("output-link", message, severity=Severity.WARNING),)
        real.mkdir(parents=True, exist_ok=True)
    handle = _lock(real / LOCK)
    try:
        for folder, _, _ in os.walk(real):
            remove_left_overs(Path(folder))
        yield Output(real, warnings)
    finally:
        # removed while it is still held: whoever opens it next sees that it is another file
        with contextlib.suppress(OSError):
            os.unlink(real / LOCK)
        os.close(handle)


def _check_place(real: Path, forbidden: Sequence[Path]) -> None:
    with contextlib.suppress(RuntimeError):  # no home
        forbidden = (*forbidden, Path.home())
    for path in (Path(real.anchor), *forbidden):
        if Path(os.path.realpath(path)).is_relative_to(real):
            message = f"{real} cannot be the output folder: it is or contains {path}"
            hint = "name a folder of its own, for example --out dist"
            raise ProjectError([Diagnostic("output-folder", message, hint=hint)])


def _lock(path: Path) -> int:
    """Hold the lock file until it is closed; a process that ends lets go of it by itself."""
    while True:
        with machine_errors(path):
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
            handle = os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o666)
        try:
            _hold(handle)
            if os.path.samestat(os.fstat(handle), os.stat(path)):
                os.ftruncate(handle, 0)
                os.write(handle, f"pid {os.getpid()} since {time.strftime('%H:%M')}".encode())
                return handle
        except FileNotFoundError:
            pass  # its holder removed it just now
        except BlockingIOError:
            owner = os.read(handle, 100).decode("ascii", "replace") or "another process"
            os.close(handle)
            message = f"another build writes to {path.parent}: {owner}"
            raise MachineError("locked", message, "wait until it is done") from None
        except OSError as error:
            os.close(handle)
            with machine_errors(path):
                raise error from None
        os.close(handle)


def _hold(handle: int) -> None:
    if sys.platform == "win32":
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        # some network disks have no locks: then one goes without
        if error.errno not in (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS):
            raise


def remove_left_overs(folder: Path) -> None:
    """Remove what a process that was killed left in a folder."""
    with contextlib.suppress(OSError):
        names = os.listdir(folder)
        for name in filter(is_left_over, names):
            with contextlib.suppress(OSError):
                os.unlink(folder / name)


def write_file(
    path: Path, chunks: Sequence[bytes], root: Path | None = None, sync: bool = False
) -> int:
    """Write the chunks one after the other as the file `path`; how many bytes it has.

    Missing folders are made. A link at `path` is replaced, never followed; a device is written to.
    With `root`, a folder that leads out of it by a link is refused, and a device is replaced.
    `sync` waits until the disk has it. Raises MachineError: `disk-full`, `output-not-writable`,
    `output-link`, `output-failed`.
    """
    with machine_errors(path):
        if root is None and is_device(path):
            return write_into(path, chunks)
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True, exist_ok=True)
        if root is not None:
            check_inside(path.parent, root)
        temporary = path.with_name(temporary_name())
        try:
            length = _fill(temporary, chunks, sync)
            put_in_place(temporary, path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
            raise
        if sync:
            _sync_folder(path.parent)
        return length


@contextlib.contextmanager
def machine_errors(path: Path) -> Iterator[None]:
    """Turn what the system says about a file into a MachineError that names it."""
    try:
        yield
    except OSError as error:
        why = os.strerror(error.errno).lower() if error.errno else str(error)
        if error.errno in _FULL:
            message = f"the disk is full: {path} was not written ({why})"
            raise MachineError("disk-full", message, "free some space and build again") from error
        if error.errno in _FORBIDDEN:
            message = f"{path} cannot be written: {why}"
            hint = "check who owns the output folder, or name another with --out"
            raise MachineError("output-not-writable", message, hint) from error
        message = f"{path} cannot be written: {why}"
        raise MachineError("output-failed", message, "name another folder with --out") from error


def check_inside(folder: Path, root: Path) -> None:
    """Raise MachineError `output-link` when links lead from below `root` out of it."""
    found, home = Path(os.path.realpath(folder)), Path(os.path.realpath(root))
    if not found.is_relative_to(home):
        message = f"{folder} is a link that leads out of the output folder, to {found}"
        raise MachineError("output-link", message, "remove the link and build again")


def temporary_name() -> str:
    """A name that tells which process it belongs to: its id and when it started."""
    pid = os.getpid()
    return f".sharegen-{pid}-{_own_start(pid)}-{next(_numbers)}.tmp"


@lru_cache(maxsize=1)
def _own_start(pid: int) -> int:
    return _started(pid)


def is_left_over(name: str) -> bool:
    """Whether a file is a temporary one of a process that is no more, or of this one's past."""
    match = _TEMPORARY.match(name)
    if match is None:
        return False
    pid, started = int(match[1]), int(match[2])
    if pid == os.getpid():
        return True
    # ids are given again, soon so in containers: then the start differs
    return not _alive(pid) or (started != 0 and _started(pid) not in (0, started))


def _started(pid: int) -> int:
    """When a process started, in clock ticks since boot; 0 where the system does not tell."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as stream:
            # field 22 of proc(5); the second is the name in brackets, which may hold anything
            return int(stream.read().rpartition(b")")[2].split()[19])
    except (OSError, ValueError, IndexError):
        return 0


def _alive(pid: int) -> bool:
    if sys.platform == "win32":
        return False  # a file in use cannot be removed there anyway
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def _fill(path: Path, chunks: Sequence[bytes], sync: bool) -> int:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    flags |= getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(path, flags, 0o666)
    try:
        length = _write_all(handle, chunks)
        if sync:
            os.fsync(handle)
    finally:
        os.close(handle)  # a full network disk may say so only here
    return length


def _write_all(handle: int, chunks: Sequence[bytes]) -> int:
    if not hasattr(os, "writev"):
        chunks = (b"".join(chunks),)
    total = 0
    for start in range(0, len(chunks), _IN_ONE_CALL):
        part = chunks[start : start + _IN_ONE_CALL]
        length = sum(map(len, part))
        written = os.writev(handle, part) if hasattr(os, "writev") else 0
        if written < length:
            rest = memoryview(b"".join(part))[written:]
            while rest:
                rest = rest[os.write(handle, rest) :]
        total += length
    return total


def put_in_place(temporary: Path, path: Path) -> None:
    """Let a finished file take its place; whoever reads finds the old one or this."""
    if sys.platform == "win32":
        for pause in _WINDOWS_PATIENCE:
            try:
                return os.replace(temporary, path)
            except PermissionError:
                time.sleep(pause)
    return os.replace(temporary, path)


def _sync_folder(folder: Path) -> None:
    with contextlib.suppress(OSError):  # not every system can
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
