"""A galley: a passage set as one endless line, so that any part of it can be measured.

Widths are in em (1 = the type size). The galley of a passage depends on its words, its faces and
the width axis, not on the size: one shaping serves every size and every measure. Widths count in
the order the text is read, whatever the direction it is set in.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from sharegen.layout.items import Item, drawable, items_of
from sharegen.layout.ladder import Rung
from sharegen.layout.punctuation import NARROW_SPACE_EM
from sharegen.model.card import Typecase
from sharegen.model.manuscript import NARROW_NO_BREAK_SPACE, Text
from sharegen.model.project import Face
from sharegen.model.spec import TextStyle
from sharegen.typeface import Instance, ShapedGlyph, Typeface, Voice, instance_of, typeface


@dataclass(frozen=True, slots=True)
class Stretch:
    """An item at one instance of its face, in one colour role; `space_em` is added to its word
    spaces."""

    item: Item
    instance: Instance
    color: str
    space_em: float
    voice: Voice

    @property
    def type(self) -> Typeface:
        return typeface(self.item.face, self.instance)

    def extras_em(self, part: str) -> list[float]:
        """What every character of a part gets beyond its advance."""
        wide = self.space_em
        extras = [wide if character == " " else 0.0 for character in drawable(part)]
        if NARROW_NO_BREAK_SPACE in part:
            narrow = NARROW_SPACE_EM - self.type.advance(self.type.glyph(" ")) / self.type.upem
            for at, character in enumerate(part):
                if character == NARROW_NO_BREAK_SPACE:
                    extras[at] = narrow
        return extras


@dataclass(frozen=True, slots=True, eq=False)  # each is made once, and a key of what is kept of it
class Galley:
    """The shaped passage. `advances[i]` is how far the pen has come before code point i, in em,
    letter-spacing included; `loose[i]` is what a line that ends there gains, since its last letter
    is not kerned with a space any more. `ascent_em` and `descent_em` hold all its ink."""

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


def galley(case: Typecase, style: TextStyle, text: Text, rung: Rung) -> Galley:
    """Shape a text in a style at a rung's value of the width axis."""
    features = ("case",) if _is_capitals(text.value) else ()
    stretches = tuple(
        _stretch(item, style, rung, Voice(case.language.tag, item.script, item.rtl, features))
        for item in items_of(text, case, style.face)
    )
    own = case.face(style.face)
    return _shaped(text, stretches, own, style.tracking_em)


@lru_cache(maxsize=512)
def _shaped(text: Text, stretches: tuple[Stretch, ...], own: Face, tracking_em: float) -> Galley:
    """The galley of stretches: one for all sizes, measures and placements. `own` is the style's
    face."""
    advances, loose, ink = _measured(text, stretches, tracking_em)
    # Whoever is set by the style's own face has its ascenders; the others reach as far as they do.
    types = [stretch.type for stretch in stretches if stretch.item.face == own]
    return Galley(
        text,
        stretches,
        advances,
        loose,
        tracking_em,
        max([ink[1], *(type.ascent_em for type in types)]),
        max([-ink[0], *(type.descent_em for type in types)]),
    )


def _is_capitals(value: str) -> bool:
    return value.isupper() and sum(map(str.isupper, value)) > 1


def _stretch(item: Item, style: TextStyle, rung: Rung, voice: Voice) -> Stretch:
    weight = style.emphasis_weight if item.emphasised else style.weight
    return Stretch(
        item,
        instance_at(item, rung, weight),
        style.emphasis_color if item.emphasised else style.color,
        style.emphasis_space_em if item.emphasised else 0.0,
        voice,
    )


def instance_at(item: Item, rung: Rung, weight: int) -> Instance:
    """The values of a face's axes at a rung: weight, width, and the optical size that goes with
    the size on the canvas, as CSS's font-optical-sizing has it."""
    wanted = (("wght", float(weight)), ("wdth", rung.width_axis), ("opsz", rung.size_px))
    return instance_of(item.face, wanted)


_Ink = tuple[float, float]  # how far it reaches below and above the baseline, y up, in em


def _measured(
    text: Text, stretches: tuple[Stretch, ...], tracking_em: float
) -> tuple[tuple[float, ...], tuple[float, ...], _Ink]:
    """How far the pen has come before each code point and after the last, what a line that ends
    there gains, and how far the ink reaches; in em."""
    value = drawable(text.value)
    plain = value.isascii()
    advances, loose, at, low, high = [0.0], [0.0], 0.0, 0.0, 0.0
    for stretch in stretches:
        start, end, upem = stretch.item.start, stretch.item.end, stretch.type.upem
        widths = stretch.extras_em(text.value[start:end])
        gains = [0.0] * (end - start)
        shaped = stretch.type.shape_part(value, (start, end), stretch.voice)
        for glyph, following in zip_longest(shaped, shaped[1:]):
            widths[glyph.cluster] += glyph.advance / upem
            if following is None or stretch.voice.rtl or following.cluster == glyph.cluster:
                continue
            if value[start + following.cluster] == " ":
                gain = stretch.type.advance(glyph.id) - glyph.advance
                gains[following.cluster - 1] = gain / upem
        if not plain:
            low, high = _reach(stretch, shaped, (low, high))
        for width in widths:
            at += width + (tracking_em if width else 0.0)
            advances.append(at)
        loose += gains
    return tuple(advances), tuple(loose), (low, high)


def _reach(stretch: Stretch, shaped: list[ShapedGlyph], ink: _Ink) -> _Ink:
    """How far down and up the ink reaches with these glyphs: marks stack higher than letters."""
    low, high = ink
    extents, upem = stretch.type.extents, stretch.type.upem
    for glyph in shaped:
        _, bottom, _, top = extents(glyph.id)
        low, high = min(low, (bottom + glyph.dy) / upem), max(high, (top + glyph.dy) / upem)
    return low, high
