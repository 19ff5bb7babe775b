"""Turn pictures into small ones for a page: WebP, one for all that have the same pixels."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, features

from sharegen.model.record import Record

FOLDER = "thumbs"
# Shown at most 440 CSS px wide and 560 tall; on fine screens letters stay clear.
_WIDEST, _TALLEST = 640, 800
_QUALITY, _METHOD = 72, 6
_PRESSES = 2  # reading and encoding mostly run without Python's lock


@dataclass(frozen=True, slots=True)
class Thumb:
    """A small picture: its path below the folder, and its size in px."""

    path: str
    width: int
    height: int


def thumbs_of(records: Iterable[Record]) -> dict[str, Thumb]:
    """The small picture of each path, whether it is made yet or not."""
    recipe = f"{_WIDEST} {_TALLEST} {_QUALITY} {_METHOD} webp={features.version('webp')}"
    found = {}
    for record in records:
        scale = min(1.0, _WIDEST / record.width, _TALLEST / record.height)
        size = max(1, round(record.width * scale)), max(1, round(record.height * scale))
        digest = hashlib.sha256(f"{recipe} {record.pixel_sha256}".encode()).hexdigest()[:20]
        found[record.path] = Thumb(f"{FOLDER}/{digest}.webp", *size)
    return found


def pressed(
    folder: Path, thumbs: Mapping[str, Thumb], known: Callable[[str], bytes | None]
) -> dict[str, bytes]:
    """The bytes of small pictures by their path: those that `known` has, the others made of the
    pictures in a folder."""
    sources = {thumb.path: (folder / path, thumb) for path, thumb in sorted(thumbs.items())}

    def one(path: str) -> tuple[str, bytes]:
        there = known(path)
        return path, there if there is not None else _small(*sources[path])

    with ThreadPoolExecutor(_PRESSES) as presses:
        return dict(presses.map(one, sources))


def _small(path: Path, thumb: Thumb) -> bytes:
    with Image.open(path) as image:
        picture = image.convert("RGB").resize((thumb.width, thumb.height), Image.Resampling.LANCZOS)
    stream = io.BytesIO()
    picture.save(stream, "WEBP", quality=_QUALITY, method=_METHOD)
    return stream.getvalue()
