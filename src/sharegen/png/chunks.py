"""What stands in a PNG file beside its pixels: chunks, colour, the words it says of itself."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import lru_cache

from zlib_ng import zlib_ng

from sharegen.model.card import Card
from sharegen.model.geometry import Size

SIGNATURE = b"\x89PNG\r\n\x1a\n"
TRUECOLOR, INDEXED = 2, 3  # colour types (section 11.2.1)


@dataclass(frozen=True, slots=True)
class Words:
    """What a file says about itself: title, description (alt text), status and language."""

    title: str
    description: str
    language: str = "en"
    status: str = ""


def chunk(kind: bytes, data: bytes) -> bytes:
    """Length, kind, data and their checksum (section 5.3)."""
    return b"".join(
        (
            struct.pack(">I", len(data)),
            kind,
            data,
            struct.pack(">I", zlib_ng.crc32(data, zlib_ng.crc32(kind))),
        )
    )


# sRGB with the gAMA and cHRM that the specification asks to go with it (section 11.3.2.5);
# rendering intent 0, perceptual, is the one for pictures.
COLOR = (
    chunk(b"sRGB", b"\0")
    + chunk(b"gAMA", struct.pack(">I", 45455))
    + chunk(b"cHRM", struct.pack(">8I", 31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000))
)


def words_of(card: Card) -> Words:
    """What the file of a card says about itself: approved is what nothing need be said of."""
    status = "" if card.status == "approved" else card.status
    return Words(card.title, card.alt, card.case.language.tag, status)


def head(size: Size, words: Words, palette: bytes = b"") -> bytes:
    """All that stands before the pixels; with a palette they are numbers of its colours."""
    color_type = INDEXED if palette else TRUECOLOR
    header = struct.pack(">IIBBBBB", size.width, size.height, 8, color_type, 0, 0, 0)
    colors = chunk(b"PLTE", palette) if palette else b""
    texts = (
        _text("Title", words.title, words.language),
        _text("Description", words.description, words.language),
        _text("XML:com.adobe.xmp", xmp(words), ""),
    )
    return SIGNATURE + chunk(b"IHDR", header) + COLOR + colors + b"".join(texts)


def _text(keyword: str, value: str, language: str) -> bytes:
    """An uncompressed iTXt chunk (section 11.3.4.5)."""
    body = keyword.encode("latin-1") + b"\0\0\0" + language.encode("ascii") + b"\0\0"
    return chunk(b"iTXt", body + value.encode("utf-8"))


@lru_cache(maxsize=16)  # what is written is read again for the proof
def xmp(words: Words) -> str:
    """The XMP packet: title, description and the alt text where IPTC wants it.

    IPTC Photo Metadata Standard 2023.2, "Alt Text (Accessibility)", read 2026-11-24.
    """

    def alternatives(name: str, value: str) -> str:
        item = f'<rdf:li xml:lang="x-default">{_escaped(value)}</rdf:li>'
        return f"<{name}><rdf:Alt>{item}</rdf:Alt></{name}>"

    label = f"<xmp:Label>{_escaped(words.status)}</xmp:Label>" if words.status else ""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
        'xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">'
        + alternatives("dc:title", words.title)
        + alternatives("dc:description", words.description)
        + alternatives("Iptc4xmpCore:AltTextAccessibility", words.description)
        + label
        + "</rdf:Description></rdf:RDF></x:xmpmeta>"
        '<?xpacket end="r"?>'
    )


def _escaped(text: str) -> str:
    for plain, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(plain, entity)
    return text
