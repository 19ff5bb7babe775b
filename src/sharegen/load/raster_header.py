"""Turn the bytes of a PNG, JPEG or WebP into its size, and say whether the file is whole.

Nothing is decoded: the size is known and the structure checked before an image library sees the
file. Only PNG carries checksums; in JPEG and WebP the structure is walked to its end.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

MOST_PIXELS = 50_000_000
_MOST_CHUNKS = 10_000
_MOST_ANCILLARY_BYTES = 4 << 20
# how much of a PNG's pixel data is inflated when a project is loaded, about 30 ms; a fault
# further on is met when the picture is decoded
_INFLATED_BYTES = 8 << 20

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x1f\x8b", "gzip (SVGZ)"),
    (b"%!PS", "EPS"),
    (b"\xc5\xd0\xd3\xc6", "EPS"),
    (b"%PDF", "PDF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"8BPS", "PSD"),
    (b"SIMPLE", "FITS"),
    (b"\0\0\1\0", "ICO"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"PK\x03\x04", "a zip archive"),
    (b"\0\1\0\0", "a font"),
    (b"OTTO", "a font"),
    (b"\0\0\0\x0cJXL ", "JPEG XL"),
    (b"\0\0\0\x0cjP  ", "JPEG 2000"),
)
_BRANDS = {b"avif": "AVIF", b"heic": "HEIC", b"heix": "HEIC", b"mif1": "HEIF"}


class BadPicture(Exception):
    """A picture that is damaged or too large; `code` is the diagnostic's."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Picture:
    """What a picture file says of itself.

    `width` and `height` in px as stored; `orientation` is EXIF's 1–8. `animated` pictures are
    used by their first frame.
    """

    width: int
    height: int
    orientation: int = 1
    animated: bool = False

    @property
    def shown(self) -> tuple[int, int]:
        """Width and height with the orientation applied."""
        turned = self.orientation >= 5
        return (self.height, self.width) if turned else (self.width, self.height)


def sniff(data: bytes) -> str:
    """What a file is by its first bytes: "PNG", "JPEG", "WebP", "SVG", or another name."""
    if not data:
        return "empty"
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WebP"
    if data[4:8] == b"ftyp":
        return _BRANDS.get(data[8:12], "a film")
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<"):
        return "HTML" if re.match(rb"(?i)<(!doctype\s+)?html", start) else "SVG"
    if start.startswith((b"<\0", b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16 text"
    return "an unknown kind of file"


def read_header(data: bytes, kind: str) -> Picture:
    """The size of a PNG, JPEG or WebP whose structure is whole; raises BadPicture.

    Of a large PNG's pixel data only the beginning is inflated; `check_pixels` does the rest.
    """
    reader = {"PNG": _png, "JPEG": _jpeg, "WebP": _webp}[kind]
    try:
        picture = reader(data)
    except (struct.error, IndexError, zlib.error) as error:
        raise BadPicture("asset-damaged", "is truncated or corrupt") from error
    return picture


def check_pixels(data: bytes) -> None:
    """Raise BadPicture for a PNG whose pixel data ends early, which Pillow fills with black."""
    parts = [body for tag, body in _png_chunks(data) if tag in (b"IHDR", b"IDAT")]
    _inflate(parts[1:], _png_bytes(_png_header(parts[0])), MOST_PIXELS * 8)


def _sized(width: int, height: int) -> None:
    if width < 1 or height < 1:
        raise BadPicture("asset-damaged", f"has a size of {width}×{height} px")
    if width * height > MOST_PIXELS:
        most = MOST_PIXELS // 1_000_000
        found = f"has {width}×{height} px"
        raise BadPicture("asset-too-large", f"{found}; at most {most} megapixels are allowed")


def _png(data: bytes) -> Picture:
    """W3C PNG third edition, 5 "Datastream structure", read 2026-11-24."""
    orientation, animated, other = 1, False, 0
    pixels = []
    for number, (tag, body) in enumerate(_png_chunks(data)):
        if (tag == b"IHDR") != (number == 0):
            raise BadPicture("asset-damaged", "is a PNG whose header is not first")
        if tag == b"IHDR":
            header = _png_header(body)
        elif tag == b"IDAT":
            pixels.append(body)
        elif tag == b"eXIf":
            orientation = exif_orientation(body)
        other += len(body) if tag[0] & 0x20 else 0
        animated = animated or tag == b"acTL"
    if other > _MOST_ANCILLARY_BYTES and not animated:
        most = _MOST_ANCILLARY_BYTES >> 20
        raise BadPicture("asset-too-large", f"carries more than {most} MiB beside its pixels")
    _inflate(pixels, _png_bytes(header), _INFLATED_BYTES)
    return Picture(header[0], header[1], orientation, animated)


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = 8
    for _ in range(_MOST_CHUNKS):
        length, tag = struct.unpack_from(">I4s", data, position)
        end = position + 12 + length
        if end > len(data):
            raise BadPicture("asset-damaged", "is truncated: a PNG chunk goes past the end")
        if zlib.crc32(data[position + 4 : end - 4]) != int.from_bytes(data[end - 4 : end], "big"):
            raise BadPicture("asset-damaged", f"is corrupt: a wrong checksum at byte {position}")
        yield tag, data[position + 8 : end - 4]
        if tag == b"IEND":
            return
        position = end
    raise BadPicture("asset-too-large", f"has more than {_MOST_CHUNKS:,} PNG chunks")


_PNG_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_PNG_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}


def _png_header(body: bytes) -> tuple[int, int, int, int]:
    """Width, height, bits per pixel and interlacing; the size is checked."""
    width, height, depth, kind, packing, filtering, laced = struct.unpack(">IIBBBBB", body)
    _sized(width, height)
    if depth not in _PNG_DEPTHS.get(kind, ()) or packing or filtering or laced > 1:
        raise BadPicture("asset-damaged", "is a PNG with an impossible header")
    return width, height, depth * _PNG_CHANNELS[kind], laced


def _png_bytes(header: tuple[int, int, int, int]) -> int | None:
    """How many bytes the pixel data inflates to; None for interlaced pictures."""
    width, height, bits, laced = header
    return None if laced else height * (1 + (width * bits + 7) // 8)


def _inflate(pixels: list[bytes], expected: int | None, most: int) -> None:
    if not pixels:
        raise BadPicture("asset-damaged", "is a PNG without pixels")
    stream, found = zlib.decompressobj(), 0
    for part in pixels:
        while part and not stream.eof and found <= most:
            found += len(stream.decompress(part, 1 << 20))
            part = stream.unconsumed_tail
    if found > most:
        return
    if not stream.eof or (expected is not None and found < expected):
        raise BadPicture("asset-damaged", "is truncated: its pixel data ends early")


_NEXT_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
_FRAMES = (0xC0, 0xC1, 0xC2)


def _jpeg(data: bytes) -> Picture:
    """ITU-T T.81, annex B (the same text as ISO 10918-1), read 2026-11-24."""
    position, size, orientation, scans = 2, None, 1, 0
    while True:
        if data[position] != 0xFF:
            raise BadPicture(
                "asset-damaged", "is corrupt: a JPEG segment is not where it should be"
            )
        while data[position] == 0xFF:
            position += 1
        marker, position = data[position], position + 1
        if marker == 0xD9:
            break
        length = int.from_bytes(data[position : position + 2], "big")
        body = data[position + 2 : position + length]
        if length < 2 or len(body) != length - 2:
            raise BadPicture("asset-damaged", "is truncated: a JPEG segment goes past the end")
        position += length
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            size = _jpeg_frame(marker, body)
        elif marker == 0xE1 and body.startswith(b"Exif\0\0"):
            orientation = exif_orientation(body[6:])
        elif marker == 0xDA:
            scans += 1
            found = _NEXT_MARKER.search(data, position)
            if found is None:
                raise BadPicture("asset-damaged", "is truncated: a JPEG without an end marker")
            position = found.start()
    if size is None or not scans:
        raise BadPicture("asset-damaged", "is a JPEG without pixels")
    return Picture(*size, orientation)


def _jpeg_frame(marker: int, body: bytes) -> tuple[int, int]:
    depth, height, width, channels = struct.unpack_from(">BHHB", body)
    if marker not in _FRAMES or depth != 8 or channels not in (1, 3, 4):
        raise BadPicture("asset-format", "is a lossless or 12-bit JPEG, expected 8-bit JPEG")
    _sized(width, height)
    return width, height


def _webp(data: bytes) -> Picture:
    """Google's "WebP Container Specification" (RFC 9649), read 2026-11-24."""
    end = 8 + int.from_bytes(data[4:8], "little")
    if end > len(data):
        raise BadPicture("asset-damaged", "is truncated: a WebP shorter than it says")
    position, size, orientation, animated = 12, None, 1, False
    for _ in range(_MOST_CHUNKS):
        if position + 8 > end:
            break
        tag, length = struct.unpack_from("<4sI", data, position)
        body = data[position + 8 : position + 8 + length]
        if position + 8 + length > end:
            raise BadPicture("asset-damaged", "is truncated: a WebP chunk goes past the end")
        if tag in _WEBP_SIZES and size is None:
            size = _WEBP_SIZES[tag](body)
        orientation = exif_orientation(body) if tag == b"EXIF" else orientation
        animated = animated or tag == b"ANIM"
        position += 8 + length + length % 2
    if size is None:
        raise BadPicture("asset-damaged", "is a WebP without pixels")
    _sized(*size)
    return Picture(*size, orientation, animated)


def _webp_lossy(body: bytes) -> tuple[int, int]:
    if body[3:6] != b"\x9d\x01\x2a":
        raise BadPicture("asset-damaged", "is corrupt: a WebP frame without its start code")
    width, height = struct.unpack_from("<HH", body, 6)
    return width & 0x3FFF, height & 0x3FFF


def _webp_lossless(body: bytes) -> tuple[int, int]:
    if body[0] != 0x2F:
        raise BadPicture("asset-damaged", "is corrupt: a WebP frame without its signature")
    bits = int.from_bytes(body[1:5], "little")
    return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1


def _webp_extended(body: bytes) -> tuple[int, int]:
    width, height = body[4:7], body[7:10]
    return int.from_bytes(width, "little") + 1, int.from_bytes(height, "little") + 1


_WEBP_SIZES = {b"VP8 ": _webp_lossy, b"VP8L": _webp_lossless, b"VP8X": _webp_extended}


def exif_orientation(exif: bytes) -> int:
    """EXIF's orientation, 1–8; 1 for whatever cannot be read (Exif 3.0, 4.6.5.1.1, tag 274)."""
    exif = exif.removeprefix(b"Exif\0\0")
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(exif[:4])
    if order is None:
        return 1
    try:
        (start,) = struct.unpack_from(order + "I", exif, 4)
        (count,) = struct.unpack_from(order + "H", exif, start)
        for number in range(min(count, 512)):
            tag, _, _, value = struct.unpack_from(order + "HHIH", exif, start + 2 + 12 * number)
            if tag == 274:
                return int(value) if 1 <= value <= 8 else 1
    except struct.error:
        return 1
    return 1
