"""Small pictures, drawings and faces for the tests, made on the spot."""

from __future__ import annotations

import hashlib
import io
import struct
import zlib
from pathlib import Path

from PIL import Image

from sharegen.load.svg import Drawing
from sharegen.model.project import Variant

FONTS = Path(__file__).parents[2] / "assets" / "fonts"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>{}</svg>'
)


def face() -> Path:
    """The smallest face of the brand."""
    return min(FONTS.glob("*.ttf"), key=lambda path: path.stat().st_size)


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 20), mode: str = "RGB", **options):
    """The bytes of a picture whose left half is red and whose right half is blue."""
    image = Image.new("RGB", size, (255, 0, 0))
    image.paste((0, 0, 255), (size[0] // 2, 0, *size))
    stream = io.BytesIO()
    image.convert(mode).save(stream, kind, **options)
    return stream.getvalue()


def noise(kind: str, size: tuple[int, int] = (64, 64)) -> bytes:
    """The bytes of a picture of noise, the same every time."""
    count = size[0] * size[1] * 3
    blocks = (hashlib.sha256(bytes([n & 255, n >> 8])).digest() for n in range(count // 32 + 1))
    stream = io.BytesIO()
    Image.frombytes("RGB", size, b"".join(blocks)[:count]).save(stream, kind)
    return stream.getvalue()


def chunk(tag: bytes, body: bytes) -> bytes:
    """A PNG chunk with its checksum."""
    return struct.pack(">I", len(body)) + tag + body + struct.pack(">I", zlib.crc32(tag + body))


def png(width: int, height: int, *more: bytes, depth: int = 8, color: int = 2) -> bytes:
    """A PNG of a header, the given chunks and an end."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(more) + chunk(b"IEND", b"")


def svg(inside: str, root: str = 'viewBox="0 0 10 10"') -> bytes:
    """An SVG of a root and what is in it."""
    return SVG.format(root, inside).encode()


def drawing(data: bytes) -> Drawing:
    return Drawing(data, "art.svg", hashlib.sha256(data).hexdigest())


def variant(root: Path, file: str) -> Variant:
    """A file taken as a variant, whatever is in it."""
    data = (root / file).read_bytes()
    kind = "svg" if file.endswith("svg") else "raster"
    return Variant("square", file, kind, hashlib.sha256(data).hexdigest(), 0, 0, root=root)
