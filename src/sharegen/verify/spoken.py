"""The alt text that a file has inside, as its readers find it."""

from __future__ import annotations

import html
import re
from itertools import takewhile
from pathlib import PurePosixPath

from sharegen.png.reading import Damaged, chunks, said

_IN_XMP = re.compile(
    rb"<Iptc4xmpCore:AltTextAccessibility>.*?<rdf:li[^>]*>(.*?)</rdf:li>", re.DOTALL
)
_IN_SVG = re.compile(rb'<desc id="desc">(.*?)</desc>', re.DOTALL)
_DESCRIPTION = "Description"


def alts_inside(path: str, data: bytes) -> tuple[str, ...]:
    """Every alt text that a file says of itself: a PNG as its description and in its XMP packet, an
    SVG as its description, other files in the XMP packet. None of a PNG that is damaged."""
    match PurePosixPath(path).suffix:
        case ".png":
            return _of_png(data)
        case ".svg":
            return _found(_IN_SVG, data)
        case _:
            return _found(_IN_XMP, data)


def _of_png(data: bytes) -> tuple[str, ...]:
    try:
        before = takewhile(lambda chunk: chunk.kind != "IDAT", chunks(data))
        texts = [said(bytes(chunk.data), chunk.at) for chunk in before if chunk.kind == "iTXt"]
    except Damaged:
        return ()
    described = tuple(text.value for text in texts if text.keyword == _DESCRIPTION)
    packets = (_found(_IN_XMP, text.value.encode()) for text in texts)
    return (*described, *(alt for packet in packets for alt in packet))


def _found(pattern: re.Pattern[bytes], data: bytes) -> tuple[str, ...]:
    return tuple(html.unescape(value.decode("utf-8", "replace")) for value in pattern.findall(data))
