"""A galley: a passage set as one endless line, so that any part of it can be measured.

Widths are in em (1 = the type size). The galley of a passage depends on its words, its faces and
the width axis, not on the size: one shaping serves every size and every measure.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, zip_longest

from sharegen.layout.ladder import Rung
from sharegen.model.card import Passage, Typecase
from sharegen.model.diagnostic import CardError, Diagnostic
from sharegen.model.frame import Glyph, Run
from sharegen.model.geometry import Rect
from sharegen.model.project import Face, Text
from sharegen.typeface import Instance, ShapedGlyph, Typeface, instance_of, typeface

_NOWHERE = Rect(0, 0, 0, 0)  # a run has its ink when it has its place


@dataclass(frozen=True, slots=True)
class Stretch:
    """A range of the text in one face at one instance, in one colour role; `space_em` is added to
    its word spaces."""

    start: int
    end: int
    face: Face
    instance: Instance
    color: str
    space_em: float

    @property
    def type(self) -> Typeface:
        return typeface(self.face, self.instance)


@dataclass(frozen=True, slots=True)
class Galley:
    """The shaped passage. `advances[i]` is how far the pen has come before code point i, in em,
    letter-spacing included; `loose[i]` is what a line that ends there gains, since its last letter
    is not kerned with a space any more."""

    text: Text
    stretches: tuple[Stretch, ...]
    advances: tuple[float, ...]
    loose: tuple[float, ...]
    tracking_em: float
    ascent_em: float
    descent_em: float

    def width(self, start: int, end: int) -> float:
        """The width of a line of the code points [start, end), in em."""
        return self.advances[end] - self.advances[start] - self.tracking_em + self.loose[end]


def galley(case: Typecase, passage: Passage, text: Text, rung: Rung) -> Galley:
    """Shape a text in its passage's style at a rung's value of the width axis."""
    style = passage.style
    face = case.face(style.face)
    stretches = []
    for start, end, emphasised in _ranges(text):
        weight = style.emphasis_weight if emphasised else style.weight
        instance = instance_at(case, passage, rung, weight)
        color = style.emphasis_color if emphasised else style.color
        space_em = style.emphasis_space_em if emphasised else 0.0
        stretches.append(Stretch(start, end, face, instance, color, space_em))
    _demand_coverage(text, stretches)
    types = [stretch.type for stretch in stretches]
    advances, loose = _measured(text, stretches, case.language.tag, style.tracking_em)
    return Galley(
        text,
        tuple(stretches),
        advances,
        loose,
        style.tracking_em,
        max(t.ascent_em for t in types),
        max(t.descent_em for t in types),
    )


def instance_at(case: Typecase, passage: Passage, rung: Rung, weight: int) -> Instance:
    """The values of the face's axes at a rung: weight, width, and the optical size that goes with
    the size on the canvas, as CSS's font-optical-sizing has it."""
    wanted = (("wght", float(weight)), ("wdth", rung.width_axis), ("opsz", rung.size_px))
    return instance_of(case.face(passage.style.face), wanted)


def _ranges(text: Text) -> list[tuple[int, int, bool]]:
    """The text cut where emphasis begins and ends."""
    edges = sorted({0, len(text.value), *(edge for span in text.spans for edge in span)})
    return [
        (start, end, any(a <= start and end <= b for a, b in text.spans))
        for start, end in pairwise(edges)
    ]


def _measured(
    text: Text, stretches: list[Stretch], language: str, tracking_em: float
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """How far the pen has come before each code point and after the last, and what a line that
    ends there gains; in em."""
    advances, loose, at = [0.0], [0.0], 0.0
    for stretch in stretches:
        part, upem = _drawable(text.value[stretch.start : stretch.end]), stretch.type.upem
        widths = [stretch.space_em if character == " " else 0.0 for character in part]
        gains = [0.0] * len(part)
        shaped = stretch.type.shape(part, language)
        for glyph, following in zip_longest(shaped, shaped[1:]):
            widths[glyph.cluster] += glyph.advance / upem
            if following is not None and part[following.cluster] == " ":
                gain = stretch.type.advance(glyph.id) - glyph.advance
                gains[following.cluster - 1] = gain / upem
        for width in widths:
            at += width + (tracking_em if width else 0.0)
            advances.append(at)
        loose += gains
    return tuple(advances), tuple(loose)


def _drawable(text: str) -> str:
    """A forced line and a no-break space are ordinary spaces to the face."""
    return text.replace("\n", " ").replace("\u00a0", " ")


def _demand_coverage(text: Text, stretches: list[Stretch]) -> None:
    for stretch in stretches:
        for character in _drawable(text.value[stretch.start : stretch.end]):
            if not stretch.type.glyph(character):
                raise CardError(
                    Diagnostic(
                        "missing-glyph",
                        f"no face has {character!r} (U+{ord(character):04X}); "
                        f"looked in {stretch.face.file}",
                        text.at,
                        hint="use another character, or add a face that has it to brand.yaml",
                    )
                )


def runs_of(
    galley: Galley, line: tuple[int, int], size_px: float, case: Typecase
) -> tuple[tuple[Run, ...], float, float]:
    """Shape one line [start, end) for good: its runs at x 0 and y 0, its width, and how far its
    first letter's ink stands from the pen's start, in px."""
    start, end = line
    x = 0.0
    runs: list[Run] = []
    side_bearing = 0.0
    for stretch in galley.stretches:
        first, last = max(start, stretch.start), min(end, stretch.end)
        if first >= last:
            continue
        part = _drawable(galley.text.value[first:last])
        shaped = stretch.type.shape(part, case.language.tag)
        scale = size_px / stretch.type.upem
        spaces = {index for index, character in enumerate(part) if character == " "}
        widen = (galley.tracking_em * size_px, stretch.space_em * size_px, spaces)
        glyphs, width = _placed(shaped, scale, widen)
        if not runs and shaped:
            side_bearing = stretch.type.extents(shaped[0].id)[0] * scale
        color = case.color(stretch.color)
        runs.append(
            Run(stretch.face, stretch.instance, scale, color, x, 0.0, width, _NOWHERE, glyphs, part)
        )
        x += width
    return tuple(runs), x - galley.tracking_em * size_px, side_bearing


def _placed(
    shaped: list[ShapedGlyph], scale: float, widen: tuple[float, float, set[int]]
) -> tuple[tuple[Glyph, ...], float]:
    """The glyphs at their places and the pen's last one. `widen` is what every glyph and every
    word space gets more, in px, and the clusters that are word spaces."""
    tracking, space, spaces = widen
    x = 0.0
    glyphs = []
    for glyph in shaped:
        glyphs.append(Glyph(glyph.id, x + glyph.dx * scale, -glyph.dy * scale))
        x += glyph.advance * scale + (tracking if glyph.advance else 0.0)
        if glyph.cluster in spaces:
            x += space
    return tuple(glyphs), x
