"""Reads manifest.json and SHA256SUMS, and holds them against each other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sharegen.manifest import MANIFEST, SUMS, Manifest, manifest_of, sums_bytes
from sharegen.model.diagnostic import Diagnostic
from sharegen.verify.faults import AGAIN, content

_OF_ANOTHER = "name the output folder of this project, or --project and --brand of the other"
_BY_HAND = "build again: it writes both anew"
_SEPARATOR = "  "  # text mode, as sha256sum writes it


class Lists(NamedTuple):
    """What the lists of an output folder say, and what is wrong with them."""

    manifest: Manifest
    problems: tuple[Diagnostic, ...]


def read_lists(root: Path, project: str) -> Lists:
    """The lists of an output folder. Raises MachineError `output-unreadable`."""
    data, missing = _read(root, MANIFEST)
    written, sumless = _read(root, SUMS)
    problems = [*missing, *sumless]
    if data is None:
        return Lists(Manifest(reason="missing"), (*problems, *_unlisted(root, written)))
    manifest = manifest_of(data, project)
    if manifest.reason:
        problems.append(Diagnostic("bad-manifest", manifest.reason, hint=_OF_ANOTHER))
        return Lists(manifest, (*problems, *_unlisted(root, written)))
    for path in manifest.strange:
        message = f"{MANIFEST} lists {path} twice, or where no build writes"
        problems.append(Diagnostic("bad-manifest", message, hint=_BY_HAND))
    if written is not None:
        problems += _differing(written, sums_bytes(manifest.records, data))
    return Lists(manifest, tuple(problems))


def _read(root: Path, name: str) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    try:
        found = content(root / name)
    except FileNotFoundError:
        message = f"{name} is not there"
        return None, (Diagnostic("missing-file", message, hint="build again"),)
    if isinstance(found, str):
        return None, (Diagnostic("altered-file", f"{name} {found}", hint=AGAIN),)
    return found, ()


def _differing(written: bytes, wanted: bytes) -> Iterator[Diagnostic]:
    """Where SHA256SUMS says something else than follows from the manifest."""
    if written == wanted:
        return
    there, due = _sums(written), _sums(wanted)
    for path in sorted(there.keys() | due.keys()):
        if path not in there:
            message = f"{SUMS} lacks {path}"
        elif path not in due:
            message = f"{SUMS} has {path}, which {MANIFEST} does not list"
        elif there[path] == due[path]:
            continue
        elif path == MANIFEST:
            message = f"{MANIFEST} was changed after {SUMS} was written"
        else:
            message = f"{SUMS} and {MANIFEST} have different hashes for {path}"
        yield Diagnostic("sums-differ", message, hint=_BY_HAND)
    if there == due:
        message = f"{SUMS} has the right hashes, but not in the form that a build writes"
        yield Diagnostic("sums-differ", message, hint=_BY_HAND)


def _sums(data: bytes) -> dict[str, str]:
    """The hash of each path; a line of another form stands as a path without a hash."""
    found = {}
    for line in data.decode("utf-8", "replace").splitlines():
        digest, _, path = line.partition(_SEPARATOR)
        found[path or line] = digest if path else ""
    return found


def _unlisted(root: Path, sums: bytes | None) -> Iterator[Diagnostic]:
    """Without a manifest: what SHA256SUMS still tells of the files."""
    for path, digest in _sums(sums or b"").items():
        if path == MANIFEST or ".." in Path(path).parts or Path(path).is_absolute():
            continue
        try:
            found = content(root / path)
        except FileNotFoundError:
            yield Diagnostic("missing-file", f"{path} is not there", hint=AGAIN)
            continue
        if isinstance(found, str) or hashlib.sha256(found).hexdigest() != digest:
            yield Diagnostic("altered-file", f"{path} is not what {SUMS} says", hint=AGAIN)
