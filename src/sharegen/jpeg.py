"""The JPEG writer, for networks that refuse PNG: libjpeg-turbo's pixels, our own head before them.

The bytes of a picture follow from its pixels and metadata only. libjpeg-turbo comes bundled in
Pillow's wheels; its accurate DCT of integers (the one Pillow asks for) gives the same numbers with
and without a processor's vectors, both ways, and without subsampling nothing else is rounded.
Baseline, not progressive: every decoder has it, and it is one pass to hold to its structure.

JPEG: ITU-T T.81 (1992); JFIF: ITU-T T.871 (2011); Exif: CIPA DC-008-2023; XMP: Part 3, Adobe 2020,
section 1.1.3. From memory, not read anew.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PIL import Image

from sharegen.png import Encoded, Layer, Strip, Words, pixel_sha256, whole
from sharegen.png.chunks import xmp
from sharegen.png.reading import Damaged

# The first that keeps to the cap is taken. At the last, edges of letters begin to show; what is
# still too large then stays at the first, since nothing is won.
QUALITIES = (92, 89, 86, 83, 80)
JFIF, EXIF, XMP = b"JFIF\0", b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0"
START, END = b"\xff\xd8", b"\xff\xd9"
_MOST_SEGMENT = 0xFFFF - 2
_APP0, _APP1, _SOS = 0xE0, 0xE1, 0xDA
# Exif of one fact: the colours are sRGB. Big-endian; a directory with a pointer to another one, in
# which stand the version of Exif and ColorSpace = 1.
SRGB = EXIF + b"".join(
    (
        struct.pack(">2sHI", b"MM", 42, 8),
        struct.pack(">HHHIII", 1, 0x8769, 4, 1, 26, 0),
        struct.pack(">HHHI4s", 2, 0x9000, 7, 4, b"0232"),
        struct.pack(">HHIHHI", 0xA001, 3, 1, 1, 0, 0),
    )
)


class Segment(NamedTuple):
    """One segment of the head: its marker without 0xFF, and its data."""

    marker: int
    data: bytes


def encode_jpeg(layer: Layer, strips: Sequence[Strip], words: Words, cap: int = 0) -> Encoded:
    """Turn a base layer and the strips that replace rows of it into a JPEG file.

    Its pixels are those that libjpeg-turbo decodes from it. `cap` is how many bytes it is to keep
    to, 0 for any.
    """
    image, head = whole(layer, strips), _head(words)
    for quality in QUALITIES:
        file = _compressed(image, quality)
        if not cap or len(file) + len(head) <= cap:
            break
    else:
        quality = QUALITIES[0]
        file = _compressed(image, quality)
    app0 = 4 + struct.unpack_from(">H", file, 4)[0]
    with Image.open(io.BytesIO(file), formats=["JPEG"]) as seen:
        pixels = pixel_sha256(seen)
    return Encoded((file[:app0], head, file[app0:]), pixels, f"jpeg of quality {quality}")


def _compressed(image: Image.Image, quality: int) -> bytes:
    """A file that has a JFIF segment first and no other words; its colours not subsampled."""
    file = io.BytesIO()
    image.save(file, "JPEG", quality=quality, subsampling="4:4:4", optimize=True)
    return file.getvalue()


def _head(words: Words) -> bytes:
    """What is said between JFIF's segment and the pixels: sRGB, and the words as in a PNG.

    Words longer than a segment can be are left out: then the check of metadata stops the picture.
    """
    packet = XMP + xmp(words).encode()
    texts = [_segment(packet)] if len(packet) <= _MOST_SEGMENT else []
    return b"".join((_segment(SRGB), *texts))


def _segment(data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, _APP1, len(data) + 2) + data


def segments(data: bytes) -> Iterator[Segment]:
    """The segments of a JPEG file up to its pixels, whose own (SOS) is the last. Raises Damaged."""
    if data[:2] != START:
        raise Damaged("the first 2 bytes are not those of a JPEG")
    at, marker = 2, 0
    while marker != _SOS:
        if at + 4 > len(data) or data[at] != 0xFF:
            raise Damaged(f"no segment begins at byte {at}")
        marker, length = struct.unpack_from(">BH", data, at + 1)
        if length < 2 or at + 2 + length > len(data):
            raise Damaged(f"the file ends within a segment that begins at byte {at}")
        yield Segment(marker, data[at + 4 : at + 2 + length])
        at += 2 + length
    if data[-2:] != END:
        raise Damaged("the file does not end with the end of the picture")
    if data.find(END, at) != len(data) - 2:
        raise Damaged("bytes stand after the end of the picture")


def decoded(data: bytes) -> Image.Image:
    """The pixels of a JPEG file as RGB. Raises Damaged."""
    for _ in segments(data):
        pass
    try:
        with Image.open(io.BytesIO(data), formats=["JPEG"]) as image:
            return image.convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Damaged(f"the pixels cannot be read: {error}") from error
