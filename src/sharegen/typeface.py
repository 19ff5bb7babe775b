"""The one ruler and the one pen: opens faces, shapes text, measures glyphs, draws their coverage.

All of uharfbuzz lives here. Text is shaped once in font units and scaled linearly, so that a
frame depends neither on hinting nor on the machine.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache, partialmethod
from math import ceil, floor
from typing import NamedTuple

import uharfbuzz as hb

from sharegen.model.diagnostic import CardError, Diagnostic
from sharegen.model.frame import Run
from sharegen.model.project import Face

Instance = tuple[tuple[str, float], ...]

# Characters without ink of their own (Unicode, Default_Ignorable_Code_Point): no face need have
# them, the shaper hides them.
IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]+"
)


class ShapedGlyph(NamedTuple):
    """One glyph in font units; `cluster` is the code point offset it begins at."""

    id: int
    cluster: int
    advance: int
    dx: int
    dy: int


class Voice(NamedTuple):
    """How a run is shaped: its language (BCP 47), its script (ISO 15924), its direction, and
    OpenType features, by tag, that are not on by themselves."""

    language: str
    script: str = "Latn"
    rtl: bool = False
    features: tuple[str, ...] = ()


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


class Segment(NamedTuple):
    """A piece of an outline, as SVG calls it (M, L, Q, C, Z), and the points it goes through."""

    kind: str
    points: tuple[tuple[float, float], ...]


class Typeface:
    """A face at one instance of its axes. Use `typeface()`: opening costs, looking up does not."""

    def __init__(self, face: Face, instance: Instance) -> None:
        hb_face = _hb_face(face)
        self._font = hb.Font(hb_face)
        if instance:
            self._font.set_variations(dict(instance))
        self.upem: int = hb_face.upem
        self.colored: bool = bool(hb_face.has_color_paint)
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

    def shape(self, text: str, voice: Voice) -> list[ShapedGlyph]:
        """Shape one run of text of one script and direction, kerned and with ligatures; the
        glyphs stand from left to right, whatever the direction."""
        return self.shape_part(text, (0, len(text)), voice)

    def shape_part(self, text: str, part: tuple[int, int], voice: Voice) -> list[ShapedGlyph]:
        """Shape the code points [start, end) of a text: letters that join do so with those
        around. Clusters count from the part's start."""
        start, end = part
        buffer = hb.Buffer()
        if voice.rtl:
            buffer.add_codepoints([ord(character) for character in text], start, end - start)
        else:
            buffer.add_str(text[start:end])
        buffer.direction = "rtl" if voice.rtl else "ltr"
        buffer.script = voice.script
        buffer.language = voice.language
        hb.shape(self._font, buffer, dict.fromkeys(voice.features, True))
        origin = start if voice.rtl else 0
        return [
            ShapedGlyph(
                info.codepoint, info.cluster - origin, at.x_advance, at.x_offset, at.y_offset
            )
            for info, at in zip(buffer.glyph_infos, buffer.glyph_positions or (), strict=True)
        ]

    def draw(self, pen: hb.RasterDraw, run: Run) -> None:
        """Add a run's outlines to a raster whose y points up and whose origin is the canvas's."""
        scale, font, draw_glyph = run.scale, self._font, pen.draw_glyph
        for glyph in run.glyphs:
            pen.transform = (scale, 0, 0, scale, run.x + glyph.x, -run.y - glyph.y)
            draw_glyph(font, glyph.id)

    def paint(self, brush: hb.RasterPaint, run: Run) -> None:
        """Add a run's coloured glyphs to a picture whose y points up."""
        scale, font = run.scale, self._font
        for glyph in run.glyphs:
            brush.transform = (scale, 0, 0, scale, run.x + glyph.x, -run.y - glyph.y)
            brush.paint_glyph(font, glyph.id)

    def trace(self, run: Run) -> list[Segment]:
        """A run's outlines in canvas px."""
        pen = _Tracer(run.scale)
        for glyph in run.glyphs:
            pen.x, pen.y = run.x + glyph.x, run.y + glyph.y
            self._font.draw_glyph_with_pen(glyph.id, pen)
        return pen.segments


class _Tracer:
    """Takes outlines in font units, y up, as the pens of fontTools do."""

    def __init__(self, scale: float) -> None:
        self.x = self.y = 0.0
        self.segments: list[Segment] = []
        self._scale = scale

    def _add(self, kind: str, *points: tuple[float, float]) -> None:
        x, y, scale = self.x, self.y, self._scale
        placed = tuple((x + right * scale, y - up * scale) for right, up in points)
        self.segments.append(Segment(kind, placed))

    moveTo = partialmethod(_add, "M")
    lineTo = partialmethod(_add, "L")
    qCurveTo = partialmethod(_add, "Q")
    curveTo = partialmethod(_add, "C")
    closePath = partialmethod(_add, "Z")


def characters(face: Face) -> int:
    """How many characters a face covers."""
    return len(_hb_face(face).unicodes)


def family(face: Face) -> str:
    """The family's name, the typographic one where there is one (OpenType, name 16, then 1)."""
    hb_face = _hb_face(face)
    return hb_face.get_name(16, "en") or hb_face.get_name(1, "en") or ""


def color_formats(face: Face) -> tuple[str, ...]:
    """How its glyphs have colours; () where they have none. Only COLRv1 is drawn in colour."""
    hb_face = _hb_face(face)
    found = (
        ("COLRv1", hb_face.has_color_paint),
        ("COLRv0", hb_face.has_color_layers and not hb_face.has_color_paint),
        ("SVG", hb_face.has_color_svg),
        *((name, name in hb_face.table_tags) for name in ("CBDT", "sbix")),
    )
    return tuple(name for name, there in found if there)


def letters(text: str) -> str:
    """The letters and marks of a text: what a face of a language has to have."""
    return "".join(character for character in text if f"a{character}".isidentifier())


def lacks(face: Face, text: str) -> tuple[str, ...]:
    """The characters of a text that a face has no glyph for, each once; white space aside."""
    glyph = typeface(face, ()).glyph
    letters = dict.fromkeys(character for character in text if not character.isspace())
    return tuple(c for c in letters if not IGNORABLE.fullmatch(c) and not glyph(c))


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


@lru_cache(maxsize=24)
def coverage(run: Run) -> Coverage:
    """Rasterise a run into a mask that holds its ink; where outlines overlap they are one shape.

    Those of the last picture are kept: what is painted is proven right after.
    """
    pen, extents = _pen(), _extents(run, 1)
    pen.extents = extents
    typeface(run.face, run.instance).draw(pen, run)
    return _covered(extents, pen.render())


def outline(run: Run) -> list[Segment]:
    """A run as outlines in canvas px, each closed; to be filled by the nonzero rule."""
    return typeface(run.face, run.instance).trace(run)


def colored(run: Run) -> Coverage:
    """Paint a run of a colour face: four bytes a px, blue, green, red and alpha, the colours
    multiplied by the alpha; an outline without colours takes the run's."""
    brush, extents = _brush(), _extents(run, 4)
    brush.foreground = hb.Color(*run.color, 255)
    brush.extents = extents
    typeface(run.face, run.instance).paint(brush, run)
    return _covered(extents, brush.render())


def is_colored(run: Run) -> bool:
    """Whether a run has colours of its own."""
    return typeface(run.face, run.instance).colored


def _extents(run: Run, px_bytes: int) -> hb.RasterExtents:
    ink = run.ink
    left, top = floor(ink.x), floor(ink.y)
    width, height = ceil(ink.right) - left, ceil(ink.bottom) - top
    return hb.RasterExtents(left, -(top + height), width, height, width * px_bytes)


def _covered(extents: hb.RasterExtents, image: hb.RasterImage) -> Coverage:
    left, bottom, width, height = extents.x_origin, extents.y_origin, extents.width, extents.height
    return Coverage(left, -(bottom + height), width, height, bytes(image.buffer))


@lru_cache(maxsize=1)
def _pen() -> hb.RasterDraw:
    return hb.RasterDraw()


@lru_cache(maxsize=1)
def _brush() -> hb.RasterPaint:
    return hb.RasterPaint()
