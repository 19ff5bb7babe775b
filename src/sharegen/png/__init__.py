"""The PNG writer: row filters, deflate, colour chunks and text, nothing else.

The bytes of a picture follow from its pixels and metadata only: never from what was encoded
before, and never from the host. Hence zlib-ng, bundled in its wheel, and not the faster ISA-L: the
latter's streams differ now and then, by a byte, with the place of the compressor in memory (14 of
33,600 bands, 700 processes).

There are two encoders, with the same pixels. The fast one compresses bands of 16 rows, so the bands
that words do not touch are compressed once for all cards of a base. The portable one, for
releases, compresses a picture whole and as hard as zlib-ng can: a third smaller, five times
slower, and the level whose bytes were found equal on six emulated processors and on arm64
(tests/test_processors.py).

Where the fast file of a drawing would be above its cap, both write it by numbers (palette.py): its
own colours where they are 256, else such within 2 levels; where neither will do, whole and hard.

PNG (Portable Network Graphics) Specification, third edition, W3C 2025, read 2026-11-24.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from PIL import Image
from zlib_ng import zlib_ng

from sharegen.model.geometry import Size
from sharegen.png.chunks import COLOR, SIGNATURE, Words, chunk, head, words_of
from sharegen.png.palette import Indexed, exact, near
from sharegen.png.rows import (
    BAND,
    HARDEST,
    NONE,
    SAMPLES,
    SUB,
    UP,
    Band,
    Method,
    adler_combined,
    best_method,
    compressed,
    numbered,
    samples,
)

__all__ = [
    "BAND",
    "FAST",
    "NEAR_PALETTE",
    "NONE",
    "PALETTE",
    "PORTABLE",
    "SUB",
    "TRUECOLOUR",
    "UP",
    "Encoded",
    "Encoder",
    "Layer",
    "Method",
    "Strip",
    "Words",
    "encode",
    "encode_clear",
    "encode_hard",
    "pixel_sha256",
    "whole",
    "words_of",
]

# How pixels are written: as they are; by numbers, each of its own colour or one within 2 levels.
TRUECOLOUR, PALETTE, NEAR_PALETTE = "truecolour", "palette", "palette within 2 levels"
_ZLIB_HEADER = b"\x78\x01"
_DEFLATE_END = b"\x03\x00"


class Strip:
    """Rows of a picture from `top`, a multiple of 16, over its whole width; once it is a strip,
    nobody paints on them. Their samples are what is compressed, and what is proven before."""

    __slots__ = ("_plain", "bottom", "image", "top")

    def __init__(self, top: int, image: Image.Image) -> None:
        self.top, self.bottom, self.image = top, top + image.height, image
        self._plain: bytes | None = None

    @property
    def plain(self) -> bytes:
        """The samples of all rows (rows.samples), copied out of the picture once."""
        if self._plain is None:
            self._plain = samples(self.image)
        return self._plain

    def row(self, number: int, left: int, right: int) -> bytes:
        """The RGB of some px of a row, counted on the picture."""
        start = (number - self.top) * (self.image.width * SAMPLES + 1)
        return self.plain[start + SAMPLES * left : start + SAMPLES * right]


class Encoded(NamedTuple):
    """A finished file in parts, the SHA-256 of the pixels in it, and as what they are written."""

    parts: tuple[bytes, ...]
    pixel_sha256: str
    written: str = ""

    @property
    def size(self) -> int:
        """How many bytes the file has."""
        return sum(map(len, self.parts))


class Layer:
    """A base layer: an RGB picture whose bands are compressed when first needed, then kept."""

    def __init__(self, image: Image.Image) -> None:
        self.image = image
        self.size = Size(*image.size)
        self.method = best_method(image)
        self._bands: dict[int, Band] = {}

    def band(self, top: int) -> Band:
        """The 16 rows from `top`, compressed."""
        found = self._bands.get(top)
        if found is None:
            bottom = min(top + BAND, self.size.height)
            rows = self.image.crop((0, top, self.size.width, bottom))
            found = self._bands[top] = compressed(rows, self.method)
        return found


def encode(layer: Layer, strips: Sequence[Strip], words: Words, cap: int = 0) -> Encoded:
    """Turn a base layer and the strips that replace rows of it into a PNG file.

    Strips are in order, do not overlap and begin on multiples of 16; all but one that reaches
    the foot end on multiples of 16. `cap` is how many bytes the file is to keep to, 0 for any.
    """
    fast = _banded(layer, strips, words)
    if not _may_change(layer, fast, cap):
        return fast
    image = whole(layer, strips)
    return _by_numbers(exact(image) or near(image), fast, words) or _hard(layer, image, fast, words)


def encode_hard(layer: Layer, strips: Sequence[Strip], words: Words, cap: int = 0) -> Encoded:
    """Turn the same into the same pixels in a smaller file: by numbers where it has few colours,
    else whole, at the hardest level.

    Pixels change only where those of the fast file would.
    """
    fast, image = _banded(layer, strips, words), whole(layer, strips)
    few = exact(image) or (near(image) if _may_change(layer, fast, cap) else None)
    return _by_numbers(few, fast, words) or _hard(layer, image, fast, words)


class Encoder(NamedTuple):
    """How pixels become a file, by name: equal for every encoder are the pixels, not the bytes."""

    id: str
    encode: Callable[[Layer, Sequence[Strip], Words, int], Encoded]


FAST = Encoder("fast", encode)
PORTABLE = Encoder("portable", encode_hard)


def _may_change(layer: Layer, fast: Encoded, cap: int) -> bool:
    """Whether a picture is to be made smaller at the cost of time, and of pixels nobody sees: a
    drawing above its cap. What is best filtered is a photograph, of too many colours to number, and
    nothing is won by compressing it longer (1 % in 1 s, measured 2026-11-27)."""
    return 0 < cap < fast.size and layer.method.filter == NONE


def whole(layer: Layer, strips: Sequence[Strip]) -> Image.Image:
    """The whole picture."""
    image = layer.image.copy()
    for strip in strips:
        image.paste(strip.image, (0, strip.top))
    return image


def _banded(layer: Layer, strips: Sequence[Strip], words: Words) -> Encoded:
    bands, top = [], 0
    waiting = {strip.top: strip for strip in strips}
    while top < layer.size.height:
        strip = waiting.get(top)
        if strip is None:
            bands.append(layer.band(top))
        else:
            bands.append(compressed(strip.image, layer.method, plain=strip.plain))
        top = top + BAND if strip is None else strip.bottom
    return _assembled(head(layer.size, words), bands, TRUECOLOUR)


def _by_numbers(few: Indexed | None, fast: Encoded, words: Words) -> Encoded | None:
    """The file of few colours, where there are so few; the fast one where that should be smaller
    and has the same pixels."""
    if few is None:
        return None
    start = head(Size(*few.image.size), words, few.colors)
    file = _assembled(start, [numbered(few.image)], PALETTE if few.exact else NEAR_PALETTE)
    return min(file, fast, key=lambda one: one.size) if few.exact else file


def _hard(layer: Layer, image: Image.Image, fast: Encoded, words: Words) -> Encoded:
    """The picture compressed whole and as hard as can be; where that should ever be larger, the
    fast file."""
    method = Method(layer.method.filter, zlib_ng.Z_DEFAULT_STRATEGY)
    bands = [compressed(image, method, HARDEST)]
    hard = _assembled(head(layer.size, words), bands, TRUECOLOUR)
    return min(hard, fast, key=lambda one: one.size)


def _assembled(start: bytes, bands: Iterable[Band], written: str) -> Encoded:
    parts = [start, chunk(b"IDAT", _ZLIB_HEADER)]
    adler, digests = 1, hashlib.sha256()
    for band in bands:
        parts.append(band.chunk)
        adler = adler_combined(adler, band.adler, band.length)
        for digest in band.digests:
            digests.update(digest)
    parts += [chunk(b"IDAT", _DEFLATE_END + struct.pack(">I", adler)), chunk(b"IEND", b"")]
    return Encoded(tuple(parts), digests.hexdigest(), written)


def encode_clear(image: Image.Image) -> bytes:
    """Turn an RGBA picture into a PNG file: plain, for guides, not for publishing."""
    width, height = image.size
    rows = image.tobytes("raw", "RGBA")
    stride = 4 * width
    plain = b"".join(b"\0" + rows[at : at + stride] for at in range(0, len(rows), stride))
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    body = chunk(b"IDAT", zlib_ng.compress(plain, 9))
    return SIGNATURE + chunk(b"IHDR", header) + COLOR + body + chunk(b"IEND", b"")


def pixel_sha256(image: Image.Image) -> str:
    """SHA-256 over the SHA-256 of each 16 rows of RGB: what `encode` gives for the same pixels."""
    data, step = image.convert("RGB").tobytes(), BAND * SAMPLES * image.width
    digests = (
        hashlib.sha256(data[start : start + step]).digest() for start in range(0, len(data), step)
    )
    return hashlib.sha256(b"".join(digests)).hexdigest()
