"""Read a PNG file back: its chunks one after the other, its text, its pixels.

What is read is held against the specification, not against the writer: bytes that another program
changed, cut or added to are `Damaged`, with what was found and where.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import NamedTuple

from PIL import Image
from zlib_ng import zlib_ng

from sharegen.model.geometry import Size
from sharegen.png.chunks import INDEXED, SIGNATURE, TRUECOLOR

_SAMPLES = {0: 1, TRUECOLOR: 3, INDEXED: 1, 4: 2, 6: 4}  # of a px, by colour type (11.2.1)
_HEAD = struct.Struct(">I4s")  # of a chunk: its length and its kind
_CRC = struct.Struct(">I")
_SUM_AND_HEAD = struct.Struct(">II4s")  # what ends a chunk, and how the next begins
_SMALLEST = 12  # bytes that a chunk without data has


class Damaged(ValueError):
    """A file is not the PNG it should be; the message says what is wrong and at which byte."""


class Chunk(NamedTuple):
    """One chunk: its kind, its data as part of the file, and the byte of the file it begins at."""

    kind: str
    data: memoryview
    at: int


class Header(NamedTuple):
    """What IHDR says (section 11.2.1)."""

    size: Size
    depth: int
    color_type: int
    compression: int
    filter: int
    interlace: int


class Said(NamedTuple):
    """A text of the file: iTXt, uncompressed (section 11.3.3.4)."""

    keyword: str
    language: str
    value: str


def chunks(data: bytes) -> Iterator[Chunk]:
    """The chunks of a PNG file in order, each whole and with the checksum it says it has.

    They are read as they are asked for: who needs only what stands before the pixels stops there.
    Ends after IEND, which must be the last. Raises Damaged.
    """
    whole = memoryview(data)
    for kind, start, end in spans(data):
        yield Chunk(kind.decode("latin-1"), whole[start:end], start - 8)


def spans(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """The same as kinds and where their data begin and end: half the time, for every picture."""
    if data[:8] != SIGNATURE:
        raise Damaged("the first 8 bytes are not those of a PNG")
    at, size = 8, len(data)
    if size < at + _SMALLEST:
        raise _short(at, at, size)
    read, crc32 = _SUM_AND_HEAD.unpack_from, zlib_ng.crc32
    length, kind = _HEAD.unpack_from(data, at)
    while kind != b"IEND":
        end = at + 8 + length
        if end + 4 + _SMALLEST > size:
            raise _short(at, end + 4, size)
        checksum, length, following = read(data, end)
        if checksum != crc32(data[at + 4 : end]):
            raise Damaged(f"the checksum of the chunk at byte {at} is wrong")
        yield kind, at + 8, end
        at, kind = end + 4, following
    if length or _CRC.unpack_from(data, at + 8)[0] != crc32(kind):
        raise Damaged(f"the checksum of the chunk at byte {at} is wrong")
    yield kind, at + 8, at + 8
    if at + _SMALLEST < size:
        raise Damaged(f"{size - at - _SMALLEST} bytes stand after the end of the picture")


def _short(at: int, end: int, size: int) -> Damaged:
    """What is wrong with a file of so many bytes where a chunk from `at` on should go to `end`, and
    another follow."""
    if end > size:
        return Damaged(f"the file ends within a chunk that begins at byte {at}")
    within = "within a chunk" if end < size else "without IEND"
    return Damaged(f"the file ends {within}, at byte {size}")


def header(chunk: Chunk) -> Header:
    """The first chunk read as IHDR. Raises Damaged."""
    if chunk.kind != "IHDR" or len(chunk.data) != 13:
        raise Damaged("the first chunk is not IHDR of 13 bytes")
    width, height, *rest = struct.unpack(">IIBBBBB", chunk.data)
    return Header(Size(width, height), *rest)


def said(data: bytes, at: int) -> Said:
    """The data of an iTXt chunk read; `at` is where that begins in its file. Raises Damaged for
    one that is compressed or not UTF-8."""
    parts = data.split(b"\0", 1)
    rest = parts[-1]
    if len(parts) != 2 or rest[:2] != b"\0\0" or rest.count(b"\0", 2) < 2:
        raise Damaged(f"the text at byte {at} is compressed or cut off")
    language, _, value = rest[2:].split(b"\0", 2)
    try:
        return Said(parts[0].decode("latin-1"), language.decode("ascii"), value.decode("utf-8"))
    except UnicodeDecodeError:
        raise Damaged(f"the text at byte {at} is not UTF-8") from None


def decoded(data: bytes) -> Image.Image:
    """The pixels of a PNG file as RGB: every chunk, the deflate stream and its checksum are held
    to what they say first, which decoders are lenient about. Raises Damaged."""
    found = list(chunks(data))
    if not found:
        raise Damaged("the file ends after its first 8 bytes")
    _inflated(header(found[0]), found)
    try:
        with Image.open(io.BytesIO(data), formats=["PNG"]) as image:
            return image.convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Damaged(f"the pixels cannot be read: {error}") from error


def _inflated(head: Header, found: list[Chunk]) -> None:
    """Hold the deflate stream to the size that the header says. Raises Damaged."""
    if head.depth != 8 or head.interlace or head.color_type not in _SAMPLES:
        raise Damaged("the picture is not one of 8 bits a channel in one pass")
    wanted = (head.size.width * _SAMPLES[head.color_type] + 1) * head.size.height
    stream = zlib_ng.decompressobj()
    try:
        # one byte more than there may be: a stream that swells is given up there
        rows = stream.decompress(b"".join(c.data for c in found if c.kind == "IDAT"), wanted + 1)
    except zlib_ng.error as error:  # type: ignore[misc]  # its stub says it is an instance
        raise Damaged(f"the pixels are not a whole deflate stream: {error}") from error
    if len(rows) != wanted or not stream.eof or stream.unused_data:
        raise Damaged(f"the pixels are {len(rows)} bytes or cut off; {wanted} make the picture")
