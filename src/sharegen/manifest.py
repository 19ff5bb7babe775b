"""Turn records into OUT/manifest.json and OUT/SHA256SUMS, and read them back.

Reading never raises and nothing here writes or deletes: a manifest that is missing, damaged or
somebody else's counts as empty, with the reason. The fields are described in CONTRACT.md,
"Files out".
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from math import isfinite
from pathlib import Path
from typing import Any, get_type_hints

from sharegen.catalog.formats import FORMATS, PUBLISHED
from sharegen.model.geometry import Rect
from sharegen.model.record import Record, Remark

SCHEMA = 1
MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
STALE = "stale"  # the status of what a later build no longer made
_MOST_BYTES = 256 << 20

_WARNINGS = "warnings"
_LEFT_AWAY = {"post", _WARNINGS}  # the fields that are not there where they have nothing to say
_FIELDS = tuple(row.name for row in fields(Record) if row.name not in _LEFT_AWAY)
_TYPES = get_type_hints(Record)
# placement/caption_placement_1080x1080_en.png: nothing that could lead out of the folder
_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?"
_ENDINGS = "|".join(re.escape(row.ending) for row in FORMATS.values())
_PATH = re.compile(rf"{_NAME}/{_NAME}(?:{_ENDINGS})\Z")
_WITH_WORDS = tuple(row.ending for row in FORMATS.values() if row.alt_beside)
_LONGEST_NAME = 255
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")


@dataclass(frozen=True, slots=True)
class Manifest:
    """The records of a build. `reason` says why there are none when they could not be read,
    `strange` are paths that were left out since no build writes there, or that stand twice;
    `sharegen` is the version that wrote it, `project` whose they are."""

    records: tuple[Record, ...] = ()
    reason: str = ""
    strange: tuple[str, ...] = field(default=(), compare=False)
    sharegen: str = field(default="", compare=False)
    project: str = field(default="", compare=False)

    @property
    def by_path(self) -> dict[str, Record]:
        return {record.path: record for record in self.records}


def manifest_bytes(project: str, version: str, records: Iterable[Record]) -> bytes:
    """The manifest as JSON: sorted by path, fields in the contract's order, one line at its end."""
    images = [_as_json(record) for record in sorted(records, key=lambda record: record.path)]
    whole = {"schema": SCHEMA, "sharegen": version, "project": project, "images": images}
    return (json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _as_json(record: Record) -> dict[str, Any]:
    values = {row.name: getattr(record, row.name) for row in fields(Record)}
    values["checks"] = dict(sorted(record.checks.items()))
    values[_WARNINGS] = [remark._asdict() for remark in record.warnings]
    return {name: value for name, value in values.items() if value or name not in _LEFT_AWAY}


def alt_path(path: str) -> str:
    """Where the alt text of a picture goes: beside it, in place of a PNG's ending, after others.

    So the same picture in two formats has two: each is as its own file was made.
    """
    return f"{_stem(path)}.alt.txt"


def post_path(path: str) -> str:
    """Where the post of a picture goes: beside its alt text."""
    return f"{_stem(path)}.post.txt"


def _stem(path: str) -> str:
    name, ending = os.path.splitext(path)
    return name if ending.lower() == PUBLISHED.ending else path


def alt_beside(record: Record) -> tuple[tuple[str, bytes], ...]:
    """The path and bytes of the alt text that lies beside a picture; none for those formats that
    have it inside alone."""
    if not record.path.endswith(_WITH_WORDS):
        return ()
    return ((alt_path(record.path), alt_bytes(record.alt)),)


def post_beside(record: Record) -> tuple[tuple[str, bytes], ...]:
    """The path and bytes of the post that lies beside a picture, where there is one."""
    if not record.post or not record.path.endswith(_WITH_WORDS):
        return ()
    return ((post_path(record.path), alt_bytes(record.post)),)


def beside(record: Record) -> tuple[tuple[str, bytes], ...]:
    """The path and bytes of all that lies beside a picture."""
    return (*alt_beside(record), *post_beside(record))


def alt_bytes(alt: str) -> bytes:
    """The alt text, or the post, as a file: UTF-8, one line end."""
    return (alt.rstrip("\n") + "\n").encode()


def sums_bytes(records: Iterable[Record], manifest: bytes) -> bytes:
    """SHA256SUMS of the pictures, what is beside them and the manifest; for `sha256sum -c`."""
    sums = {MANIFEST: hashlib.sha256(manifest).hexdigest()}
    for record in records:
        sums[record.path] = record.sha256
        for path, words in beside(record):
            sums[path] = hashlib.sha256(words).hexdigest()
    return "".join(f"{sums[path]}  {path}\n" for path in sorted(sums)).encode()


def read_manifest(out: Path, project: str | None) -> Manifest:
    """The manifest of an output folder; empty with a reason when it cannot be used, as when it is
    another project's (None: any will do).

    Images whose path is not one of ours, or stands twice, are left out.
    """
    try:
        found = os.stat(out / MANIFEST)
        if not stat.S_ISREG(found.st_mode) or found.st_size > _MOST_BYTES:
            return Manifest(reason="manifest.json is not a file, or too large")
        data = (out / MANIFEST).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Manifest(reason="there is no manifest.json yet")
    except OSError as error:
        return Manifest(reason=f"manifest.json cannot be read: {error.strerror}")
    return manifest_of(data, project)


def manifest_of(data: bytes, project: str | None) -> Manifest:
    """The manifest of the bytes of its file; empty with a reason when it cannot be used."""
    try:
        return _read(json.loads(data.decode()), project)
    except (ValueError, RecursionError):
        return Manifest(reason="manifest.json is damaged")


def _read(whole: object, project: str | None) -> Manifest:
    if not isinstance(whole, dict) or not isinstance(whole.get("images"), list):
        return Manifest(reason="manifest.json is damaged")
    if whole.get("schema") != SCHEMA or isinstance(whole["schema"], bool):
        return Manifest(reason=f"manifest.json has another schema than {SCHEMA}")
    named = whole.get("project")
    if not isinstance(named, str):
        return Manifest(reason="manifest.json is damaged")
    if project not in (None, named):
        return Manifest(reason="manifest.json belongs to another project")
    records: dict[str, Record] = {}
    strange = []
    for image in whole["images"]:
        record = _record(image)
        if record is None:
            return Manifest(reason="manifest.json is damaged")
        if not is_ours(record.path) or record.path in records:
            strange.append(record.path)
        else:
            records[record.path] = record
    version = str(whole.get("sharegen", ""))
    return Manifest(tuple(records.values()), "", tuple(strange), version, named)


def _record(image: object) -> Record | None:
    if not isinstance(image, Mapping) or set(image) - _LEFT_AWAY != set(_FIELDS):
        return None
    for name in (*_FIELDS, *({*image} & _LEFT_AWAY - {_WARNINGS})):
        wanted = dict if name == "checks" else _TYPES[name]
        # a bool is an int to isinstance, and no number of bytes
        if not isinstance(image[name], wanted) or isinstance(image[name], bool):
            return None
    if not _SHA256.match(image["sha256"]):
        return None
    remarks = _remarks(image.get(_WARNINGS, []))
    return None if remarks is None else Record(**{**image, _WARNINGS: remarks})


def _remarks(rows: object) -> tuple[Remark, ...] | None:
    """What checks warned of; None when it is damaged."""
    names = set(Remark._fields)
    if not isinstance(rows, list):
        return None
    if not all(isinstance(row, dict) and set(row) == names for row in rows):
        return None
    if not all(isinstance(row[name], str) for row in rows for name in names - {"area"}):
        return None
    if not all(_is_area(row["area"]) for row in rows):
        return None
    return tuple(Remark(**{**row, "area": row["area"] and Rect(*row["area"])}) for row in rows)


def _is_area(value: object) -> bool:
    """Whether it is a part of a canvas, or null: all of it."""
    if value is None:
        return True
    numbers = value if isinstance(value, list) else []
    # a bool is an int to isinstance
    return len(numbers) == 4 and all(type(n) in (int, float) and isfinite(n) for n in numbers)


def is_ours(path: str) -> bool:
    """Whether a path is one that a build writes a picture to."""
    return bool(_PATH.match(path)) and len(path.partition("/")[2]) <= _LONGEST_NAME


def is_present(out: Path, record: Record) -> bool:
    """Whether a recorded picture, its alt text and its post lie there as regular files of their
    size.

    A zero-length or torn file after a power loss is not; an edited file of the same size is
    found only by its hash (`is_intact`).
    """
    words = ((path, len(data)) for path, data in beside(record))
    sizes = ((record.path, record.bytes), *words)
    return all(_size(out / path) == size for path, size in sizes)


def is_intact(out: Path, record: Record) -> bool:
    """Whether a recorded picture and what lies beside it are there byte for byte."""
    if not is_present(out, record):
        return False
    try:
        with open(out / record.path, "rb") as stream:
            same = hashlib.file_digest(stream, "sha256").hexdigest() == record.sha256
        return same and all((out / path).read_bytes() == data for path, data in beside(record))
    except OSError:
        return False


def _size(path: Path) -> int:
    try:
        found = os.lstat(path)
    except (OSError, ValueError):
        return -1
    return found.st_size if stat.S_ISREG(found.st_mode) else -1


def stale(previous: Manifest, records: Iterable[Record]) -> tuple[Record, ...]:
    """The records of the last build whose files no record of this one covers, by path.

    File systems that do not tell "A" from "a" keep what a record of the other case covers.
    """
    covered = {record.path.casefold() for record in records}
    gone = (r for r in previous.records if is_ours(r.path) and r.path.casefold() not in covered)
    return tuple(sorted(gone, key=lambda record: record.path))


def prune_plan(out: Path, gone: Iterable[Record]) -> tuple[str, ...]:
    """The files of stale records that may be removed: just what was written and is still there.

    A file changed since by hand, a link, or one behind a folder that is a link is somebody's.
    """
    plan = []
    for record in gone:
        if not is_ours(record.path) or (out / record.path).parent.is_symlink():
            continue
        words = ((path, hashlib.sha256(data).hexdigest()) for path, data in beside(record))
        for path, sha256 in ((record.path, record.sha256), *words):
            if _size(out / path) >= 0 and _sha256(out / path) == sha256:
                plan.append(path)
    return tuple(sorted(plan))


def _sha256(path: Path) -> str:
    try:
        with open(path, "rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""
