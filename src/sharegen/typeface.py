"""The one ruler and the one pen: opens faces, shapes text, measures glyphs, draws their coverage.

All of uharfbuzz lives here. Text is shaped once in font units and scaled linearly, so that a
frame depends neither on hinting nor on the machine.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from math import ceil, floor
from typing import NamedTuple

import uharfbuzz as hb

from sharegen.model.diagnostic import CardError, Diagnostic
from sharegen.model.frame import Run
from sharegen.model.project import Face

Instance = tuple[tuple[str, float], ...]


class ShapedGlyph(NamedTuple):
    """One glyph in font units; `cluster` is the code point offset it begins at."""

    id: int
    cluster: int
    advance: int
    dx: int
    dy: int


class Coverage(NamedTuple):
    """How much of each px the ink covers: one byte a px, rows bottom up, `width` bytes a row."""

    x: int
    y: int
    width: int
    height: int
    data: bytes


@lru_cache(maxsize=64)
def _hb_face(face: Face) -> hb.Face:
    data = face.path.read_bytes()
    if hashlib.sha256(data).hexdigest() != face.sha256:
        raise CardError(
            Diagnostic(
                "asset-changed", f"{face.file} changed while it was in use", hint="run again"
            )
        )
    return hb.Face(data)


class Typeface:
    """A face at one instance of its axes. Use `typeface()`: opening costs, looking up does not."""

    def __init__(self, face: Face, instance: Instance) -> None:
        hb_face = _hb_face(face)
        self._font = hb.Font(hb_face)
        if instance:
            self._font.set_variations(dict(instance))
        self.upem: int = hb_face.upem
        self.descent_em: float = -self._font.get_font_extents("ltr").descender / self.upem
        self._extents: dict[int, tuple[int, int, int, int]] = {}
        self._glyphs: dict[str, int] = {}
        self.cap_height_em: float = self._height("H")
        self.ascent_em: float = max(self.cap_height_em, self._height("l"), self._height("k"))

    def _height(self, character: str) -> float:
        glyph = self.glyph(character)
        return self.extents(glyph)[3] / self.upem if glyph else 0.0

    def glyph(self, character: str) -> int:
        """The glyph a character has by itself; 0 when the face does not cover it."""
        glyph = self._glyphs.get(character)
        if glyph is None:
            glyph = self._font.get_nominal_glyph(ord(character)) or 0
            self._glyphs[character] = glyph
        return glyph

    def advance(self, glyph: int) -> int:
        """How far the pen moves after a glyph that nothing follows, in font units."""
        return int(self._font.get_glyph_h_advance(glyph))

    def extents(self, glyph: int) -> tuple[int, int, int, int]:
        """Left, bottom, right and top of a glyph's ink in font units, y up; zeros when blank."""
        box = self._extents.get(glyph)
        if box is None:
            found = self._font.get_glyph_extents(glyph)
            box = (0, 0, 0, 0)
            if found is not None:
                top, left = found.y_bearing, found.x_bearing
                box = (left, top + found.height, left + found.width, top)
            self._extents[glyph] = box
        return box

    def shape(self, text: str, language: str) -> list[ShapedGlyph]:
        """Shape one run of text of one script, left to right, kerned and with ligatures."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.direction = "ltr"
        buffer.guess_segment_properties()
        buffer.language = language
        hb.shape(self._font, buffer)
        return [
            ShapedGlyph(info.codepoint, info.cluster, at.x_advance, at.x_offset, at.y_offset)
            for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        ]

    def draw(self, pen: hb.RasterDraw, run: Run) -> None:
        """Add a run's outlines to a raster whose y points up and whose origin is the canvas's."""
        scale, font, draw_glyph = run.scale, self._font, pen.draw_glyph
        for glyph in run.glyphs:
            pen.transform = (scale, 0, 0, scale, run.x + glyph.x, glyph.y - run.y)
            draw_glyph(font, glyph.id)


def characters(face: Face) -> int:
    """How many characters a face covers."""
    return len(_hb_face(face).unicodes)


@lru_cache(maxsize=256)
def typeface(face: Face, instance: Instance) -> Typeface:
    """The face at an instance, opened once."""
    return Typeface(face, instance)


def instance_of(face: Face, wanted: Iterable[tuple[str, float]]) -> Instance:
    """The wanted axis values that the face has, held within its ranges, in the face's order."""
    values = dict(wanted)
    return tuple(
        (tag, min(max(values[tag], least), most)) for tag, least, most in face.axes if tag in values
    )


def coverage(run: Run) -> Coverage:
    """Rasterise a run into a mask that holds its ink; where outlines overlap they are one shape."""
    ink = run.ink
    left, top = floor(ink.x), floor(ink.y)
    width, height = ceil(ink.right) - left, ceil(ink.bottom) - top
    pen = _pen()
    pen.extents = hb.RasterExtents(left, -(top + height), width, height, width)
    typeface(run.face, run.instance).draw(pen, run)
    return Coverage(left, top, width, height, bytes(pen.render().buffer))


@lru_cache(maxsize=1)
def _pen() -> hb.RasterDraw:
    return hb.RasterDraw()
