"""Read the output folder of a build, held against its manifest: no file that was altered since is
ever compared.

Folders of a pull request are somebody else's: paths are checked, sizes limited, links not followed.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from sharegen.manifest import MANIFEST, Manifest, beside, read_manifest
from sharegen.model.diagnostic import Diagnostic, MachineError, ProjectError
from sharegen.model.record import Record
from sharegen.png import pixel_sha256
from sharegen.png.reading import Damaged, chunks, decoded, header

_MOST_BYTES = 256 << 20
_MOST_PIXELS = 100_000_000  # an A0 poster at 216 dpi; what says more than that is no picture
_AGAIN = "build that folder again"


@dataclass(frozen=True, slots=True)
class Folder:
    """An output folder whose files are those that its manifest lists."""

    root: Path
    manifest: Manifest


def open_folder(root: Path) -> Folder:
    """Read a folder. Raises ProjectError with every file that is missing or altered, MachineError
    for one that cannot be read."""
    manifest = read_manifest(root, None)
    if manifest.reason:
        message = f"{root} is no output of a build: {manifest.reason}"
        hint = f"name a folder that has a {MANIFEST}: `sharegen build --out DIR` writes one"
        raise ProjectError([Diagnostic("diff-manifest", message, hint=hint)])
    folder = Folder(root, manifest)
    problems = [p for record in manifest.records for p in _faults(folder, record)]
    if problems:
        raise ProjectError(problems)
    return folder


def _faults(folder: Folder, record: Record) -> Iterator[Diagnostic]:
    """What is wrong with the files of a record."""
    try:
        words = [(path, hashlib.sha256(data).hexdigest()) for path, data in beside(record)]
    except UnicodeEncodeError:
        message = f"{folder.root / MANIFEST}: the alt text or post of {record.path} is not Unicode"
        yield Diagnostic("diff-manifest", message, hint=_AGAIN)
        return
    for path, sha256 in ((record.path, record.sha256), *words):
        data = _read(folder.root / path)
        if data is None:
            message = f"{folder.root / path} is not there, and its manifest lists it"
            yield Diagnostic("diff-missing", message, hint=_AGAIN)
        elif hashlib.sha256(data).hexdigest() != sha256:
            message = f"{folder.root / path} is not the file that its manifest lists"
            hint = f"somebody changed it since; {_AGAIN}"
            yield Diagnostic("diff-altered", message, hint=hint)


def _read(path: Path) -> bytes | None:
    """The bytes of a regular file; None when there is none, or it is larger than any of ours."""
    try:
        found = os.lstat(path)
        if not stat.S_ISREG(found.st_mode) or found.st_size > _MOST_BYTES:
            return None
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}"
        raise MachineError("file-unreadable", message, "check its permissions") from error


def picture_of(folder: Folder, record: Record) -> Image.Image:
    """The pixels of a recorded PNG. Raises ProjectError when they are not those that the manifest
    says, or no picture."""
    path = folder.root / record.path
    try:
        data = _read(path)
        if data is None or hashlib.sha256(data).hexdigest() != record.sha256:
            raise Damaged("it changed while it was read")
        size = header(next(iter(chunks(data)))).size
        if size != (record.width, record.height) or size.width * size.height > _MOST_PIXELS:
            raise Damaged(f"it has {size.width} x {size.height} px")
        image = decoded(data)
        if pixel_sha256(image) != record.pixel_sha256:
            raise Damaged("it has other pixels")
    except Damaged as error:
        message = f"{path} is not what its manifest says: {error}"
        raise ProjectError([Diagnostic("diff-altered", message, hint=_AGAIN)]) from error
    return image
