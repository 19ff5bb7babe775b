"""Turn the bytes of a font file into what is known of the face, or say what is broken.

A font cut by a few bytes or with flipped bits loads in most libraries and draws wrong pixels,
so every table's bounds and checksum and the checksum of the whole file are tested here
(OpenType 1.9.1, "Organization of an OpenType font", read 2026-11-24).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

_WHOLE_FILE = 0xB1B0AFBA
_HEAD_MAGIC = 0x5F0F3CF5
_MOST_TABLES = 128
_PIECE = 1 << 15  # bytes summed at once; a power of two
_EVEN = int.from_bytes(b"\0\0\0\0\xff\xff\xff\xff" * (_PIECE // 8), "big")
_SFNT = (b"\0\1\0\0", b"OTTO", b"true")
_NEEDED = ("cmap", "head", "hhea", "hmtx", "maxp")
_OUTLINES = ("glyf", "CFF ", "CFF2")

_OTHERS = (
    (b"wOFF", "WOFF"),
    (b"wOF2", "WOFF2"),
    (b"ttcf", "a font collection (TTC)"),
    (b"%!", "Type 1"),
    (b"\x80\x01", "Type 1"),
    (b"typ1", "Type 1"),
    (b"STARTFONT", "BDF"),
    (b"\x01fcp", "PCF"),
    (b"\x89PNG", "PNG"),
    (b"PK\x03\x04", "a zip archive"),
    (b"\x1f\x8b", "gzip"),
    (b"<", "HTML or XML"),
)

# Of several usage bits, which older fonts may have, the least restrictive counts.
_USAGE = ((0x0008, "editable"), (0x0004, "preview and print"), (0x0002, "restricted"))
_BITMAPS_ONLY = 0x0200
_LIMITS = ((0x0100, "no subsetting"), (_BITMAPS_ONLY, "bitmaps only"))


class BadFont(Exception):
    """A file that is no sound TrueType or OpenType font; `code` is the diagnostic's."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class _Table:
    tag: str
    checksum: int
    offset: int
    length: int

    @property
    def end(self) -> int:
        return self.offset + self.length


@dataclass(frozen=True, slots=True)
class Sfnt:
    """What a sound font file says of itself.

    `axes` as (tag, least, most) in the font's own units; `embedding` are its licence bits (OS/2
    fsType).
    """

    axes: tuple[tuple[str, float, float], ...]
    embedding: int

    @property
    def restricted(self) -> bool:
        """Whether its bits forbid embedding."""
        return self.embedding & 0x000F == 2

    @property
    def permission(self) -> str:
        """The embedding bits in words."""
        usage = next((words for bit, words in _USAGE if self.embedding & bit), "installable")
        return ", ".join((usage, *(words for bit, words in _LIMITS if self.embedding & bit)))

    @property
    def bitmaps_only(self) -> bool:
        """Whether its bits allow only the bitmaps in it to be embedded."""
        return bool(self.embedding & _BITMAPS_ONLY)


def read_sfnt(data: bytes) -> Sfnt:
    """Check a TrueType or OpenType file whole and read its axes; raises BadFont."""
    if data[:4] not in _SFNT:
        raise BadFont("font-format", f"is {_other(data)}, expected TrueType or OpenType")
    tables = _directory(data)
    _check_sums(data, tables)
    by_tag = {table.tag: table for table in tables}
    missing = [tag for tag in _NEEDED if tag not in by_tag]
    if missing or not any(tag in by_tag for tag in _OUTLINES):
        raise BadFont("font-damaged", f"has no table '{missing[0] if missing else 'glyf'}'")
    return Sfnt(_axes(data, by_tag.get("fvar")), _embedding(data, by_tag.get("OS/2")))


def _other(data: bytes) -> str:
    if not data:
        return "empty"
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:16]
    return next((name for magic, name in _OTHERS if start.startswith(magic)), "not a font")


def _directory(data: bytes) -> tuple[_Table, ...]:
    count = int.from_bytes(data[4:6], "big")
    if not 1 <= count <= _MOST_TABLES or len(data) < 12 + 16 * count:
        raise BadFont("font-damaged", f"lists {count} tables; 1 to {_MOST_TABLES} are allowed")
    tables = []
    for raw, *numbers in struct.iter_unpack(">4sIII", data[12 : 12 + 16 * count]):
        if not all(0x20 <= byte < 0x7F for byte in raw):
            raise BadFont("font-damaged", "has a table without a readable name")
        tables.append(_Table(raw.decode("ascii"), *numbers))
    if len({table.tag for table in tables}) != count:
        raise BadFont("font-damaged", "lists a table twice")
    tables.sort(key=lambda table: table.offset)
    _check_bounds(data, tables)
    return tuple(tables)


def _check_bounds(data: bytes, tables: list[_Table]) -> None:
    position = 12 + 16 * len(tables)
    for table in tables:
        if table.end > len(data):
            over = table.end - len(data)
            raise BadFont("font-damaged", f"table '{table.tag}' goes {over} bytes past the end")
        if table.offset < position or table.offset % 4:
            raise BadFont("font-damaged", f"table '{table.tag}' overlaps another or is out of step")
        position = table.end


def _check_sums(data: bytes, tables: tuple[_Table, ...]) -> None:
    """Every table's checksum and, from the same sums and the gaps, that of the whole file."""
    whole, position, adjustment = 0, 0, None
    for table in tables:
        found = _sum(data[table.offset : table.end])
        whole += found + _sum(data[position : table.offset])
        # past the table, in step again: what lies between is padding and counts as a gap
        position = (table.end + 3) & ~3
        whole += _padding(data, table)
        if table.tag == "head":
            if table.length < 54 or _word(data, table.offset + 12) != _HEAD_MAGIC:
                raise BadFont("font-damaged", "table 'head' is not one")
            adjustment = _word(data, table.offset + 8)
            found -= adjustment
        if found & 0xFFFFFFFF != table.checksum:
            raise BadFont("font-damaged", f"table '{table.tag}' does not match its checksum")
    whole += _sum(data[position:])
    # the adjustment is chosen so that the file without it and itself make the constant
    if adjustment is not None and whole & 0xFFFFFFFF != _WHOLE_FILE:
        raise BadFont("font-damaged", "does not match the checksum of the whole file")


def _padding(data: bytes, table: _Table) -> int:
    """The bytes between a table's end and the next multiple of four, as part of the file's sum."""
    spare = -table.length % 4
    return int.from_bytes(data[table.end : table.end + spare].ljust(spare, b"\0"), "big")


def _sum(data: bytes) -> int:
    """The sum of big-endian 32-bit words, zeros after the end.

    Many words at once: each half of a 64-bit lane is added to the other, then the lanes of the
    upper half to those of the lower, until one is left; a fifth of the time of adding one by one
    (5 ms for a megabyte).
    """
    total = 0
    for at in range(0, len(data), _PIECE):
        piece = data[at : at + _PIECE]
        size = max(8, 1 << (len(piece) - 1).bit_length())
        whole = int.from_bytes(piece.ljust(size, b"\0"), "big")
        lanes, count = (whole & _EVEN) + ((whole >> 32) & _EVEN), size // 8
        while count > 1:
            count //= 2
            lanes = (lanes >> 64 * count) + (lanes & ((1 << 64 * count) - 1))
        total += lanes
    return total


def _word(data: bytes, offset: int) -> int:
    return int.from_bytes(data[offset : offset + 4], "big")


def _axes(data: bytes, table: _Table | None) -> tuple[tuple[str, float, float], ...]:
    """The axes of `fvar` (OpenType, "fvar", read 2026-11-24): 16.16 fixed point."""
    if table is None:
        return ()
    if table.length < 16:
        raise BadFont("font-damaged", "table 'fvar' is too short")
    start, _, count, size = struct.unpack_from(">4H", data, table.offset + 4)
    if size < 20 or start + count * size > table.length or count > 64:
        raise BadFont("font-damaged", f"table 'fvar' cannot hold {count} axes")
    axes = []
    for number in range(count):
        place = table.offset + start + number * size
        tag, least, default, most = struct.unpack_from(">4siii", data, place)
        if not least <= default <= most:
            raise BadFont("font-damaged", f"axis {number + 1} of 'fvar' has no sane range")
        axes.append((tag.decode("latin-1"), least / 65536, most / 65536))
    return tuple(axes)


def _embedding(data: bytes, table: _Table | None) -> int:
    """The embedding bits, OS/2 fsType (OpenType 1.9.1, OS/2, read 2026-11-27)."""
    if table is None or table.length < 10:
        return 0
    return int.from_bytes(data[table.offset + 8 : table.offset + 10], "big")
