"""The PNG writer: row filters, deflate, colour chunks and text, nothing else.

The bytes of a picture follow from its pixels and metadata only: never from what was encoded
before, and never from the host. Hence zlib-ng, bundled in its wheel, and not the faster ISA-L: the
latter's streams differ now and then, by a byte, with the place of the compressor in memory (14 of
33,600 bands, 700 processes).

There are two encoders, with the same pixels. The fast one compresses bands of 16 rows, so the bands
that words do not touch are compressed once for all cards of a base. The portable one, for
releases, compresses a picture whole and as hard as zlib-ng can: a third smaller, five times
slower, and the level whose bytes were found equal on six emulated processors.

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
from sharegen.png.chunks import COLOR, SIGNATURE, Words, chunk, head
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
)

__all__ = [
    "BAND",
    "FAST",
    "NONE",
    "PORTABLE",
    "SUB",
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
]

_ZLIB_HEADER = b"\x78\x01"
_DEFLATE_END = b"\x03\x00"


class Strip(NamedTuple):
    """Rows of a picture from `top`, a multiple of 16, over its whole width."""

    top: int
    image: Image.Image


class Encoded(NamedTuple):
    """A finished file in parts, and the SHA-256 of its pixels."""

    parts: tuple[bytes, ...]
    pixel_sha256: str


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


def encode(layer: Layer, strips: Sequence[Strip], words: Words) -> Encoded:
    """Turn a base layer and the strips that replace rows of it into a PNG file.

    Strips are in order, do not overlap and begin on multiples of 16; all but one that reaches
    the foot end on multiples of 16.
    """
    bands, top = [], 0
    waiting = {strip.top: strip.image for strip in strips}
    while top < layer.size.height:
        image = waiting.get(top)
        bands.append(layer.band(top) if image is None else compressed(image, layer.method))
        top += BAND if image is None else image.height
    return _assembled(layer.size, words, bands)


def encode_hard(layer: Layer, strips: Sequence[Strip], words: Words) -> Encoded:
    """Turn the same into the same pixels in a smaller file: whole, at the hardest level.

    Where that should ever be larger, the fast file is taken.
    """
    image = layer.image.copy()
    for strip in strips:
        image.paste(strip.image, (0, strip.top))
    method = Method(layer.method.filter, zlib_ng.Z_DEFAULT_STRATEGY)
    whole = _assembled(layer.size, words, [compressed(image, method, HARDEST)])
    return min(whole, encode(layer, strips, words), key=lambda file: sum(map(len, file.parts)))


class Encoder(NamedTuple):
    """How pixels become a file, by name: equal for every encoder are the pixels, not the bytes."""

    id: str
    encode: Callable[[Layer, Sequence[Strip], Words], Encoded]


FAST = Encoder("fast", encode)
PORTABLE = Encoder("portable", encode_hard)


def _assembled(size: Size, words: Words, bands: Iterable[Band]) -> Encoded:
    parts = [head(size, words), chunk(b"IDAT", _ZLIB_HEADER)]
    adler, digests = 1, hashlib.sha256()
    for band in bands:
        parts.append(band.chunk)
        adler = adler_combined(adler, band.adler, band.length)
        for digest in band.digests:
            digests.update(digest)
    parts += [chunk(b"IDAT", _DEFLATE_END + struct.pack(">I", adler)), chunk(b"IEND", b"")]
    return Encoded(tuple(parts), digests.hexdigest())


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
