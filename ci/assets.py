"""Turn a finished build and partners' kits into what a release attaches.

    python ci/assets.py PICTURES KITS ASSETS

ASSETS becomes one flat folder: manifest.json, a zip for each shape of canvas, the kits, every
picture with its alt text as a file of its own, and SHA256SUMS over all of it. The same build gives
the same bytes. Names are unique, as the base names of a build are.

Limits of a release of GitHub (docs.github.com, "About releases", "Storage and bandwidth quotas",
read 2026-11-27): 1,000 assets, each under 2 GiB. So a zip that would have more than 1,000 files or
2 GiB becomes several, numbered; and where pictures as files of their own would be too many, they
are in the zips alone.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from sharegen.archive import write_zip
from sharegen.model.geometry import SHAPES, Size

MOST_FILES = 1000
MOST_BYTES = (1 << 31) - (1 << 20)  # room for a zip's own records
_MANIFEST, _SUMS = "manifest.json", "SHA256SUMS"
_SCHEMA = 1
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


def main(pictures: Path, kits: Path, assets: Path) -> None:
    """Fill `assets`, which must be empty or not there; say on stderr what is in it."""
    if assets.exists() and any(assets.iterdir()):
        raise SystemExit(f"{assets} has files in it: name a new folder")
    assets.mkdir(parents=True, exist_ok=True)
    manifest = json.loads((pictures / _MANIFEST).read_bytes())
    if manifest["schema"] != _SCHEMA:
        raise SystemExit(f"{_MANIFEST} has schema {manifest['schema']}, this reads {_SCHEMA}")
    files = _files(pictures)
    name = re.sub(r"[^a-z0-9]+", "-", manifest["project"].lower()).strip("-") or "pictures"
    shapes = _by_shape(manifest["images"], files)
    for shape, members in shapes.items():
        parts = list(_parts(members))
        for number, part in enumerate(parts, 1):
            ending = f"-{number}" if len(parts) > 1 else ""
            write_zip(assets / f"{name}-{shape}{ending}.zip", [(path.name, path) for path in part])
    shutil.copyfile(pictures / _MANIFEST, assets / _MANIFEST)
    for kit in sorted(kits.glob("*.zip")) if kits.is_dir() else ():
        _attach(kit, assets)
    singles = [path for members in shapes.values() for path in members]
    apart = len(singles) + len(list(assets.iterdir())) + 1 <= MOST_FILES
    for path in singles if apart else ():
        _attach(path, assets)
    _sum_up(assets)
    _tell(assets, shapes, apart)


def _files(pictures: Path) -> dict[str, Path]:
    """What SHA256SUMS lists, by path below the folder, each held against its sum."""
    found = {}
    for line in (pictures / _SUMS).read_text("utf-8").splitlines():
        match = _LINE.fullmatch(line)
        if match is None:
            raise SystemExit(f"{_SUMS} has a line that is none: {line!r}")
        path = pictures / match[2]
        if path.is_symlink() or _sha256(path) != match[1]:
            raise SystemExit(f"{match[2]} is not as it was built")
        found[match[2]] = path
    return found


def _by_shape(images: Iterable[dict[str, object]], files: dict[str, Path]) -> dict[str, list[Path]]:
    """The files of every picture, alt texts too, by the shape of its canvas. Only what is approved
    is in a release, and everything of it is."""
    shape_of = {}
    for image in images:
        if image["status"] != "approved":
            raise SystemExit(f"{image['path']} is {image['status']}: build with --release")
        width, height = image["width"], image["height"]
        assert isinstance(width, int) and isinstance(height, int)
        folder = str(image["path"]).rpartition("/")[0]
        shape_of[f"{folder}/{image['id']}"] = Size(width, height).shape
    shapes: dict[str, list[Path]] = {shape: [] for shape in SHAPES}
    for name, path in sorted(files.items()):
        if name != _MANIFEST:
            shapes[shape_of[name.partition(".")[0]]].append(path)
    return {shape: paths for shape, paths in shapes.items() if paths}


def _parts(paths: list[Path]) -> Iterator[list[Path]]:
    """The files of a shape, in order, in as few parts as keep to the limits; a picture and its alt
    text stay together."""
    part: list[Path] = []
    size = 0
    for group in _pairs(paths):
        length = sum(path.stat().st_size + 2 * len(path.name) + 200 for path in group)
        if part and (len(part) + len(group) > MOST_FILES or size + length > MOST_BYTES):
            yield part
            part, size = [], 0
        part, size = part + group, size + length
    if part:
        yield part


def _pairs(paths: list[Path]) -> list[list[Path]]:
    groups: dict[str, list[Path]] = {}
    for path in paths:
        groups.setdefault(path.name.partition(".")[0], []).append(path)
    return list(groups.values())


def _attach(path: Path, assets: Path) -> None:
    target = assets / path.name
    if target.exists():
        raise SystemExit(f"two files are called {path.name}")
    shutil.copyfile(path, target)


def _sum_up(assets: Path) -> None:
    names = sorted(path.name for path in assets.iterdir())
    if len(names) + 1 > MOST_FILES:
        raise SystemExit(f"{len(names) + 1} files; a release takes {MOST_FILES}")
    for name in names:
        if (assets / name).stat().st_size >= 1 << 31:
            raise SystemExit(f"{name} has 2 GiB or more; a release takes less")
    lines = [f"{_sha256(assets / name)}  {name}\n" for name in names]
    (assets / _SUMS).write_bytes("".join(lines).encode())


def _tell(assets: Path, shapes: dict[str, list[Path]], apart: bool) -> None:
    """How many files there are, on stderr and in the summary of the job, where there is one."""
    total = sum(path.stat().st_size for path in assets.iterdir())
    told = f"{len(list(assets.iterdir()))} files to attach, {total / 1e6:.1f} MB"
    if not apart:
        told += f"; pictures are in the zips alone: a release takes {MOST_FILES} files"
    sys.stderr.write(f"{told} → {assets}\n")
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary:
        rows = [f"| {shape} | {len(paths)} |\n" for shape, paths in shapes.items()]
        with open(summary, "a", encoding="utf-8") as stream:
            stream.write(f"### Release\n\n{told}\n\n| shape | files |\n| --- | --- |\n")
            stream.write("".join(rows) + "\n")


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
