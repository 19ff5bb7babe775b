"""Checks on finished files, before they are written: what is in them, and nothing else.

Pixels are not decoded here: `sharegen verify` and the tests do that.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator

from sharegen import jpeg
from sharegen.catalog.proofs import Figure, Finished, Found, on_file
from sharegen.model.diagnostic import Severity
from sharegen.model.geometry import Size
from sharegen.png.chunks import INDEXED, TRUECOLOR, words_of, xmp
from sharegen.png.reading import Damaged, chunks, header, said, spans

_PNG, _JPEG, _SVG, _PDF = "png", "jpeg", "svg", "pdf"
_WRITER = "report this"  # the writers promise it
_SPECIFICATION = "PNG Specification, third edition, W3C 2025, read 2026-11-24"
_COLOR = (b"sRGB", b"gAMA", b"cHRM")
_TEXTS = (b"iTXt",) * 3
_PALETTE = {TRUECOLOR: (), INDEXED: (b"PLTE",)}  # what a colour type asks for
_SILENT = (b"IHDR", b"PLTE", *_COLOR)  # what says nothing in words
_PERCEPTUAL = b"\0"
_GAMMA = struct.pack(">I", 45455)
# Of BT.709, which sRGB has: white, red, green, blue, each x and y (section 11.3.2.1).
_PRIMARIES = struct.pack(">8I", 31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000)
_SRGB = dict(zip(_COLOR, (_PERCEPTUAL, _GAMMA, _PRIMARIES), strict=True))
_SOF0, _APP0, _APP1, _APP15, _COMMENT = 0xC0, 0xE0, 0xE1, 0xEF, 0xFE


@on_file(
    why="a damaged or cut file is refused by a network, or shown half",
    source=f"{_SPECIFICATION}; ITU-T T.81 for JPEG",
)
def file_structure(file: Finished) -> Iterator[Found]:
    """A file is whole, of the size of its placement, and its parts are in order."""
    try:
        wrong = _STRUCTURES[file.card.format.id](file.data, file.card.placement.size)
    except Damaged as damage:
        wrong = str(damage)
    if wrong:
        yield Found(f"the {file.card.format.id} file is not sound: {wrong}", _WRITER)


def _png(data: bytes, size: Size) -> str:
    """What is wrong with the structure of a PNG; every checksum is held to what it is of."""
    found = list(spans(data))
    head = header(next(chunks(data)))
    if head != (size, 8, head.color_type, 0, 0, 0) or head.color_type not in _PALETTE:
        return f"IHDR says {head.size}, {head.depth} bits, colour type {head.color_type}"
    before = (b"IHDR", *_COLOR, *_PALETTE[head.color_type], *_TEXTS)
    kinds, starts, ends = zip(*found, strict=True)
    count = len(found) - len(before) - 1  # of chunks of pixels
    if kinds != (*before, *(b"IDAT",) * count, b"IEND"):
        return "its chunks are not those, or not in the order, that the writer gives them"
    pixels = slice(len(before), -1)
    start, length = b"", sum(ends[pixels]) - sum(starts[pixels])
    if count:
        start = data[starts[pixels][0] : ends[pixels][0]][:2]
    # RFC 1950: deflate, no dictionary, a sum of its own; then pixels and their sum
    sound = len(start) == 2 and start[0] == 0x78 and not start[1] & 0x20
    if not sound or int.from_bytes(start, "big") % 31 or length < 8:
        return "its pixels are no zlib stream"
    return ""


def _jpeg(data: bytes, size: Size) -> str:
    """What is wrong with the head and the end of a JPEG: one picture, baseline, not subsampled."""
    pictures = [body for marker, body in jpeg.segments(data) if marker == _SOF0]
    if len(pictures) != 1 or len(pictures[0]) != 15:
        return "it has no baseline picture of three channels"
    depth, height, width = struct.unpack_from(">BHH", pictures[0])
    sampling = set(pictures[0][7::3])  # of each channel, across and down
    if (depth, width, height, sampling) != (8, *size, {0x11}):
        return f"it says {width}×{height}, {depth} bits, sampled {sampling}"
    return ""


def _ends(begin: bytes, end: bytes) -> Callable[[bytes, Size], str]:
    def look(data: bytes, size: Size) -> str:  # noqa: ARG001
        whole = data.startswith(begin) and data.rstrip().endswith(end)
        return "" if whole else "its beginning or its end is missing"

    return look


_STRUCTURES = {
    _PNG: _png,
    _JPEG: _jpeg,
    _SVG: _ends(b"<svg ", b"</svg>"),
    _PDF: _ends(b"%PDF-1.7", b"%%EOF"),
}


@on_file(
    why="a file tells strangers what it should not, or blind readers nothing",
    source="a rule of this house; IPTC Photo Metadata Standard 2023.2 for the alt text",
)
def metadata(file: Finished) -> Iterator[Found]:
    """A file says its title, its alt text and whether it is a draft, and nothing else."""
    words = words_of(file.card)
    if file.record.alt != file.card.alt:
        yield Found("the alt text of the record is not that of the card", _WRITER)
    read = _METADATA.get(file.card.format.id)
    if read is None:
        return
    try:
        found = read(file.data)
    except Damaged:
        return  # said by file-structure
    wanted = {"XML:com.adobe.xmp": ("", xmp(words))}
    if file.card.format.id == _PNG:
        wanted["Title"] = (words.language, words.title)
        wanted["Description"] = (words.language, words.description)
    for name in sorted({*found, *wanted}):
        if name not in wanted:
            yield Found(f"{name} stands in the file, which nobody asked for", _WRITER)
        elif found.get(name) != wanted[name]:
            yield Found(f"{name} in the file is not what the card says", _META_HINT)


_META_HINT = "report this; alt text of more than 30 kB does not fit into a JPEG"


def _said_in_png(data: bytes) -> dict[str, tuple[str, str]]:
    """What a PNG says by keyword, each with its language; chunks that say something else. Those
    after the pixels are left to file-structure."""
    found = {}
    for kind, start, end in spans(data):
        if kind == b"IDAT":
            break
        if kind == b"iTXt":
            keyword, language, value = said(data[start:end], start - 8)
            found[keyword] = (language, value)
        elif kind not in _SILENT:
            found[kind.decode("latin-1")] = ("", "")
    return found


def _said_in_jpeg(data: bytes) -> dict[str, tuple[str, str]]:
    found = {}
    for marker, body in jpeg.segments(data):
        if marker == _APP1 and body.startswith(jpeg.XMP):
            packet = body[len(jpeg.XMP) :].decode("utf-8", "replace")
            found["XML:com.adobe.xmp"] = ("", packet)
        elif marker == _COMMENT or (_APP0 <= marker <= _APP15 and not _is_expected(marker, body)):
            found[f"segment {marker:#x}"] = ("", "")
    return found


def _is_expected(marker: int, body: bytes) -> bool:
    return (marker == _APP0 and body.startswith(jpeg.JFIF)) or (marker, body) == (_APP1, jpeg.SRGB)


_METADATA = {_PNG: _said_in_png, _JPEG: _said_in_jpeg}


@on_file(
    why="without a colour space each screen guesses its own colours",
    source=f"{_SPECIFICATION}, section 11.3.2; Exif CIPA DC-008, ColorSpace; ISO 32000, 14.11.5",
)
def srgb(file: Finished) -> Iterator[Found]:
    """A file says that its colours are sRGB."""
    try:
        told = _PROFILES[file.card.format.id](file.data)
    except Damaged:
        return  # said by file-structure
    if not told:
        yield Found("the file does not say that its colours are sRGB", _WRITER)


def _png_is_srgb(data: bytes) -> bool:
    found = {}
    for kind, start, end in spans(data):
        if kind in (*_COLOR, b"iCCP"):
            found[kind] = data[start:end]
        elif kind in (b"iTXt", b"IDAT"):
            break
    return found == _SRGB


def _jpeg_is_srgb(data: bytes) -> bool:
    return any(one == (_APP1, jpeg.SRGB) for one in jpeg.segments(data))


_PROFILES: dict[str, Callable[[bytes], bool]] = {
    _PNG: _png_is_srgb,
    _JPEG: _jpeg_is_srgb,
    _SVG: lambda _: True,  # an SVG has no other colours
    _PDF: lambda data: b"/OutputIntents" in data,
}


@on_file(
    why="the platform refuses the file",
    source="each placement's row: max_bytes, its source and how sure it is",
    placed=True,
)
def byte_cap(file: Finished) -> Iterator[Found | Figure]:
    """A file has no more bytes than the placement takes."""
    size, cap = len(file.data), file.card.placement.max_bytes
    if _is_posted(file) and 0 < cap < size:
        yield Found(f"the file has {size:,} bytes; {cap:,} are taken", _smaller(file))
    yield Figure({"as": file.written, "bytes": size, "cap": cap or None})


@on_file(
    why="the platform compresses a larger file anew, or shows a link without it",
    source="each placement's row: budget",
    severity=Severity.WARNING,
)
def byte_budget(file: Finished) -> Iterator[Found | Figure]:
    """A picture without a photograph keeps to the bytes that its placement is given."""
    size, budget = len(file.data), file.card.placement.budget
    if not budget or not _is_posted(file) or _is_photograph(file):
        return
    if budget < size:
        yield Found(f"the file has {size:,} bytes; {budget:,} are its budget", _smaller(file))
    yield Figure({"budget": budget, "bytes": size})


@on_file(
    why="the platform takes no such file",
    source="each placement's row: types, their source and how sure they are",
    placed=True,
)
def type_refused(file: Finished) -> Iterator[Found]:
    """A picture to be posted is written as a type that the placement takes."""
    types, format = file.card.placement.types, file.card.format.id
    if _is_posted(file) and format not in types:
        ours = " or ".join(one for one in file.card.placement.formats if one in types)
        taken = ", ".join(types)
        yield Found(f"a {format} file is not taken; {taken} are", f"build it with --format {ours}")


def _is_posted(file: Finished) -> bool:
    """Drawings and pages are to finish, print or send: no network is asked to take them."""
    return file.card.format.alt_beside


def _is_photograph(file: Finished) -> bool:
    return any(variant.kind != _SVG for variant in file.card.background.variants)


def _smaller(file: Finished) -> str:
    return "take calmer art" if file.card.format.id == _JPEG else "build it with --format jpeg"
