"""Turn files into a zip archive whose bytes follow from names and contents alone.

Nothing of the machine is in it: names are sorted, modes fixed, times that of SOURCE_DATE_EPOCH or
one that is always the same. Files are stored, not deflated: pictures do not get smaller, to deflate
the rest of a kit saves a twentieth (0.8 of 16.7 MB, measured 2026-11-27), and a compressor of
another version would give other bytes.

.ZIP File Format Specification (APPNOTE.TXT) 6.3.10, PKWARE 2022-11-01, read 2026-11-27.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import time
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from sharegen.freshness import given_seconds
from sharegen.write import machine_errors, put_in_place, remove_left_overs, temporary_name

File = tuple[str, bytes | Path]  # its name in the archive, with "/"; and what is in it

_UNIX = 3  # APPNOTE 4.4.2: the upper byte of "version made by"
_MODE = 0o100644 << 16  # a regular file, rw-r--r--
# APPNOTE 4.4.6, MS-DOS time: years from 1980 in seven bits, seconds by twos
_FIRST, _LAST = (1980, 1, 1, 0, 0, 0), (2107, 12, 31, 23, 59, 58)
_CHUNK = 1 << 20
# "Naming Files, Paths, and Namespaces", learn.microsoft.com, read 2026-11-24
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"\\|?*]')
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\.|\Z)", re.I)
_LONGEST_NAME = 255


def zip_bytes(files: Iterable[File]) -> bytes:
    """The archive of some files, in memory.

    Raises ValueError for a name that is not safe on every system or that another file has, and
    ProjectError `bad-epoch`.
    """
    stream = io.BytesIO()
    _fill(stream, files)
    return stream.getvalue()


def write_zip(path: Path, files: Iterable[File]) -> int:
    """Write the archive of some files as `path`, whole or not at all; how many bytes it has.

    It is never in memory whole: what is named by a Path is read when it is its turn. Raises as
    `zip_bytes`, and MachineError as `write.write_file`.
    """
    with machine_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        remove_left_overs(path.parent)
        temporary = path.with_name(temporary_name())
        try:
            with open(temporary, "xb") as stream:
                _fill(stream, files)
                stream.flush()
                os.fsync(stream.fileno())
                length = stream.tell()
            put_in_place(temporary, path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
            raise
    return length


def _fill(stream: BinaryIO, files: Iterable[File]) -> None:
    ordered = sorted(files, key=lambda file: file[0])
    _refuse([name for name, _ in ordered])
    when = _moment()
    with ZipFile(stream, "w", ZIP_STORED, strict_timestamps=True) as archive:
        for name, data in ordered:
            entry = ZipInfo(name, when)
            entry.create_system = _UNIX
            entry.external_attr = _MODE
            if isinstance(data, bytes):
                archive.writestr(entry, data)
                continue
            entry.file_size = data.stat().st_size  # more than 4 GB need wider fields
            with open(data, "rb") as source, archive.open(entry, "w") as target:
                shutil.copyfileobj(source, target, _CHUNK)


def _moment() -> tuple[int, int, int, int, int, int]:
    """The time of every file in it: that of SOURCE_DATE_EPOCH in UTC as far as zip can say it,
    else the first that it can."""
    seconds = given_seconds()
    if seconds is None:
        return _FIRST
    try:
        year, month, day, hour, minute, second = time.gmtime(seconds)[:6]
    except (OverflowError, OSError, ValueError):
        return _FIRST if seconds < 0 else _LAST
    said = (year, month, day, hour, minute, second - second % 2)
    return min(max(said, _FIRST), _LAST)


def _refuse(names: Iterable[str]) -> None:
    """Raise ValueError for what would leave the folder it is unpacked in, or would not come out
    of it everywhere as it went in."""
    seen: dict[str, str] = {}
    for name in names:
        wrong = name_fault(name)
        if wrong:
            raise ValueError(f"{name!r} cannot be in an archive: {wrong}")
        folded = name.casefold()
        if folded in seen:
            raise ValueError(f"{seen[folded]!r} and {name!r} would be one file")
        seen[folded] = name


def name_fault(name: str) -> str:
    """What is wrong with a name in an archive; "" where it is safe on every system."""
    if name != unicodedata.normalize("NFC", name):
        return "its accents are coded apart, and some disks join them"
    for part in name.split("/"):
        if part in ("", ".", ".."):
            return "it leads somewhere else"
        if _FORBIDDEN.search(part):
            return "Windows has no such signs in names"
        if part.endswith((".", " ")):
            return "Windows drops a dot or a space at the end"
        if _DEVICE.match(part):
            return "it is a device on Windows"
        if len(part.encode()) > _LONGEST_NAME:
            return f"more than {_LONGEST_NAME} bytes"
    return ""
