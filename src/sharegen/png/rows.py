"""How rows of pixels become deflate streams: row filters, strategies, checksums.

Rows are compressed in bands of 16 that each end with a full flush and stand alone, so that those
which words do not touch are compressed once for all cards of a base.
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from PIL import Image, ImageChops
from zlib_ng import zlib_ng

from sharegen.png.chunks import chunk

BAND = 16
LEVEL = 2  # where one more buys little: 3 takes twice the time for 2 % of the bytes
HARDEST = 9
NONE, SUB, UP = 0, 1, 2
SAMPLES = 3  # RGB, eight bits each
_TIMES = {zlib_ng.Z_HUFFMAN_ONLY: 1.0, zlib_ng.Z_RLE: 1.1}  # runs have to save a tenth
_PICTURE_RATIO = 0.25  # what unfiltered bytes of a photograph compress to, at least
_ADLER_PRIME = 65521


class Band(NamedTuple):
    """Rows compressed: their IDAT chunk, adler32 and length before deflate, and the SHA-256 of
    the RGB of every 16 rows of them."""

    chunk: bytes
    adler: int
    length: int
    digests: tuple[bytes, ...]


class Method(NamedTuple):
    """How rows are compressed: the filter subtracted, and zlib's strategy."""

    filter: int
    strategy: int


PLAIN = Method(NONE, zlib_ng.Z_DEFAULT_STRATEGY)  # colours, gradients, drawings
_PICTURE_METHODS = tuple(
    Method(kind, strategy)
    for kind in (SUB, UP)
    for strategy in (zlib_ng.Z_HUFFMAN_ONLY, zlib_ng.Z_RLE)
)


def samples(rows: Image.Image) -> bytes:
    """The RGB of rows, in one copy out of Pillow, with a spare byte after each row: it is the next
    row's filter byte, so that the first row's is all that has to be put before."""
    return rows.tobytes("raw", "RGB", rows.width * SAMPLES + 1)


def compressed(
    rows: Image.Image, method: Method, level: int = LEVEL, plain: bytes | None = None
) -> Band:
    """Turn rows into one deflate stream that stands alone; one band, or a whole picture. `plain`
    are their samples, where they are at hand."""
    width, height = rows.size
    stride = width * SAMPLES + 1
    plain = samples(rows) if plain is None else plain
    first, filtered = _filtered(plain, (stride, height), method.filter)
    data, adler = _deflated(first, memoryview(filtered)[:-1], method.strategy, level)
    return Band(data, adler, len(plain), _digests(memoryview(plain), stride, stride - 1))


def numbered(rows: Image.Image) -> Band:
    """Turn a whole picture of mode P into one deflate stream, as hard as can be; unfiltered, since
    a number is not near its neighbours."""
    width = rows.width
    first, plain = bytes([NONE]), rows.tobytes("raw", "P", width + 1)
    strategy = zlib_ng.Z_DEFAULT_STRATEGY
    data, adler = _deflated(first, memoryview(plain)[:-1], strategy, HARDEST)
    stride = width * SAMPLES
    seen = memoryview(rows.convert("RGB").tobytes())
    return Band(data, adler, len(plain), _digests(seen, stride, stride))


def _deflated(first: bytes, body: memoryview, strategy: int, level: int) -> tuple[bytes, int]:
    """The first row's filter byte and all after it: their IDAT chunk, and their adler32."""
    deflate = zlib_ng.compressobj(level, zlib_ng.DEFLATED, -15, 8, strategy)
    data = deflate.compress(first) + deflate.compress(body)
    data += deflate.flush(zlib_ng.Z_FULL_FLUSH)
    return chunk(b"IDAT", data), zlib_ng.adler32(body, zlib_ng.adler32(first))


def _digests(plain: memoryview, stride: int, row_length: int) -> tuple[bytes, ...]:
    """The SHA-256 of the RGB of every 16 rows, spare bytes left out."""
    digests = []
    for band in range(0, len(plain), BAND * stride):
        digest = hashlib.sha256()
        for row in range(band, min(band + BAND * stride, len(plain)), stride):
            digest.update(plain[row : row + row_length])
        digests.append(digest.digest())
    return tuple(digests)


def _filtered(plain: bytes, size: tuple[int, int], kind: int) -> tuple[bytes, bytes]:
    """The first row's filter byte, and the rows with the filter subtracted, each followed by the
    filter byte of the next.

    `size` is in bytes and rows, spare bytes included. The first row is never filtered against the
    row above: a band stands alone.
    """
    if kind == NONE:
        return bytes([NONE]), plain
    stride, height = size
    samples = Image.frombuffer("L", size, plain, "raw", "L", 0, 1)
    shifted = Image.new("L", size)
    shifted.paste(samples, (0, 1) if kind == UP else (SAMPLES, 0))
    # The spare bytes are 0, and 0 - (256 - kind) is kind.
    shifted.paste(256 - kind, (stride - 1, 0, stride, height))
    first = NONE if kind == UP else kind
    return bytes([first]), ImageChops.subtract_modulo(samples, shifted).tobytes()


def best_method(image: Image.Image) -> Method:
    """Whatever makes three sample bands of a photograph small; a drawing stays unfiltered.

    What compresses well unfiltered does so with words on it, too: flat colours and gradients with
    words are 15 % smaller unfiltered, photographs 30 % larger. Filtered photographs have few
    matches to look for, so Huffman codes alone do it in two thirds of the time.
    """
    width, height = image.size
    tops = {
        max(0, min(height - 1, round(height * part)) // BAND * BAND) for part in (0.2, 0.5, 0.8)
    }
    samples = [image.crop((0, top, width, min(top + BAND, height))) for top in sorted(tops)]

    def size(method: Method) -> int:
        return sum(len(compressed(sample, method).chunk) for sample in samples)

    plain = size(PLAIN)
    if plain < _PICTURE_RATIO * sum(SAMPLES * width * sample.height for sample in samples):
        return PLAIN
    sizes = {method: size(method) for method in _PICTURE_METHODS}
    best = min(sizes, key=lambda method: sizes[method] * _TIMES[method.strategy])
    return best if sizes[best] < plain else PLAIN


def adler_combined(one: int, two: int, length: int) -> int:
    """The adler32 of two blocks one after the other; `length` is that of the second."""
    rest = length % _ADLER_PRIME
    low, high = one & 0xFFFF, one >> 16
    first = low + (two & 0xFFFF) - 1
    second = rest * low + high + (two >> 16) - rest
    return (first % _ADLER_PRIME) | ((second % _ADLER_PRIME) << 16)
