"""Measure contrast on pixels: how far words stand off what is around their letters.

For each run: the WCAG ratio, not rounded, between its colour and every px of a ring around its
letters. The 5th percentile is judged; the least is told but not judged, since a single px of a
thin line says nothing.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate, compress
from math import ceil, floor
from typing import NamedTuple

from PIL import Image, ImageChops, ImageFilter

from sharegen.luminance import ONE, counts, extreme, luminance, value_at
from sharegen.model.color import Color, contrast_ratio
from sharegen.model.frame import Run, Setting
from sharegen.model.geometry import Rect
from sharegen.typeface import coverage, is_colored, typeface
from sharegen.veil import Box

RING_EM = 0.25
_JUDGED = 0.05  # the part of a ring that may be below the ratio that is judged
_WIDEST = 250  # px: the widest ring whose blur still tells a single px of ink


class Contrast(NamedTuple):
    """How far a run stands off its ground: the 5th percentile of the ratios, and the least."""

    color: Color
    fifth: float
    least: float


class Ring(NamedTuple):
    """The px around the letters of a run (255 in `mask`, which lies at `box`), and its colour."""

    box: Box
    mask: Image.Image
    color: Color


def contrast_of(
    image: Image.Image, setting: Setting, under: Color | None = None
) -> tuple[Contrast, ...]:
    """The contrast of each run of a setting on a canvas, with the words painted or not.

    `under` is the one colour that lies under all of it, where it is known: then nothing is
    measured. Runs without ink, and those with colours of their own, have no contrast.
    """
    if under is None:
        under = _only_color(image.crop(around(setting, image.size)))
    if under is not None:
        return tuple(_flat(run.color, under) for run in _inked(setting))
    at = around(setting, image.size)
    return measured(image.crop(at), at, rings_of(setting, image.size))


@lru_cache(maxsize=32)
def rings_of(setting: Setting, size: tuple[int, int]) -> tuple[Ring, ...]:
    """The rings of a setting's runs on a canvas, 0.25 em wide, measured squarely; letters of
    neighbours are no part of them."""
    width = min(round(RING_EM * setting.size_px), _WIDEST)
    inks = [(run, _ink(run)) for run in _inked(setting)]
    rings = []
    for run, (own, place) in inks:
        box = _on_canvas(place, width, size)
        if box.right <= box.left or box.bottom <= box.top:
            continue
        around = _widened(_at(own, place, box), width)
        for _, (ink, spot) in inks:
            if _meet(spot, box):
                around = ImageChops.subtract(around, _at(ink, spot, box))
        rings.append(Ring(box, around.point(_ALL), run.color))
    return tuple(rings)


def only_grazes(run: Run, size_px: float, mark: Rect) -> bool:
    """Whether a rectangle of another colour, in whole px, takes so small a part of the ring of a
    run that it is not judged: a hairline that one descender comes near to.

    In each column that the ring reaches it has at least its width above the ink and below, since
    gaps between letters are narrower than two of its widths. Half of that is counted: letters of
    neighbours may take the rest.
    """
    width, type = min(round(RING_EM * size_px), _WIDEST), typeface(run.face, run.instance)
    most = 0.0
    for glyph in run.glyphs:
        left, bottom, right, top = (side * run.scale for side in type.extents(glyph.id))
        x, y = run.x + glyph.x, run.y + glyph.y
        ink = Rect.between(floor(x + left), floor(y - top), ceil(x + right), ceil(y - bottom))
        common = ink.grown(width).intersection(mark)
        if ink.width > 0 and not common.empty:
            most += common.width * common.height
    return most <= _JUDGED * width * (run.ink.width + 2 * width)


def measure(picture: Image.Image, mask: Image.Image, color: Color) -> Contrast:
    """The contrast of a colour with the px of a picture that a mask of its size leaves."""
    under = _only_color(picture)
    if under is not None:
        return _flat(color, under)
    return _measured(luminance(picture), mask, color)


def measured(picture: Image.Image, at: Box, rings: Iterable[Ring]) -> tuple[Contrast, ...]:
    """The contrast of rings that all lie within a box of the canvas, whose picture is given: what
    `measure` would say of each."""
    seen = luminance(picture)
    return tuple(
        _measured(
            seen.crop(
                (
                    ring.box.left - at.left,
                    ring.box.top - at.top,
                    ring.box.right - at.left,
                    ring.box.bottom - at.top,
                )
            ),
            ring.mask,
            ring.color,
        )
        for ring in rings
    )


def _measured(seen: Image.Image, mask: Image.Image, color: Color) -> Contrast:
    own = color.luminance
    lighter, darker = counts(seen, mask, (-1, ceil(own * ONE)))
    total = lighter + darker
    if not total:
        return Contrast(color, 21.0, 21.0)  # no px is around it
    if lighter and darker:
        return _mixed(seen, mask, color)
    judged = floor(_JUDGED * total)
    fifth = value_at(seen, mask, total - 1 - judged if darker else judged)
    least = extreme(seen, mask, bool(darker))
    return Contrast(color, *(_ratio(own + 0.05, value / ONE + 0.05) for value in (fifth, least)))


def _mixed(seen: Image.Image, mask: Image.Image, color: Color) -> Contrast:
    """The contrast with a ring of which some is lighter and some darker than the letters."""
    found = Counter(compress(array("i", seen.tobytes()), mask.tobytes()))
    own = color.luminance + 0.05
    ratios = sorted((_ratio(own, value / ONE + 0.05), count) for value, count in found.items())
    judged = _JUDGED * found.total()
    sums = accumulate(count for _, count in ratios)
    fifth = next(ratio for (ratio, _), below in zip(ratios, sums, strict=True) if below > judged)
    return Contrast(color, fifth, ratios[0][0])


def stands_off(picture: Image.Image, ring: Ring, wanted: float) -> bool:
    """Whether the contrast of a ring on a picture of its size is at least so much: what `measure`
    would say, sooner."""
    own = ring.color.luminance + 0.05
    darkest, lightest = (own / wanted - 0.05) * ONE, (own * wanted - 0.05) * ONE
    off, on = counts(luminance(picture), ring.mask, (floor(darkest), ceil(lightest)))
    return bool(on <= _JUDGED * (off + on))


def _ratio(one: float, other: float) -> float:
    return one / other if one > other else other / one


@lru_cache(maxsize=256)
def _flat(color: Color, under: Color) -> Contrast:
    ratio = contrast_ratio(color, under)
    return Contrast(color, ratio, ratio)


def _only_color(picture: Image.Image) -> Color | None:
    """The colour of a picture that has only one."""
    found = picture.getcolors(1)
    if not found:
        return None
    _, color = found[0]
    return Color(*color) if isinstance(color, tuple) else None


def _inked(setting: Setting) -> Iterator[Run]:
    for line in setting.lines:
        for run in line.runs:
            if not run.ink.empty and not is_colored(run):
                yield run


_ANY = [0, *[255] * 255]  # whatever has some ink
_ALL = [*[0] * 255, 255]  # what has none taken off


def _ink(run: Run) -> tuple[Image.Image, Box]:
    """What the letters of a run touch at all, and where."""
    cover = coverage(run)
    size = (cover.width, cover.height)
    image = Image.frombuffer("L", size, cover.data, "raw", "L", cover.width, -1)
    place = Box(cover.x, cover.y, cover.x + cover.width, cover.y + cover.height)
    return image.point(_ANY), place


def _at(ink: Image.Image, place: Box, box: Box) -> Image.Image:
    found = Image.new("L", box.size, 0)
    found.paste(ink, (place.left - box.left, place.top - box.top))
    return found


def _widened(ink: Image.Image, by: int) -> Image.Image:
    """Ink spread by so many px in each direction: a box blur in a row finds whatever has ink so
    near, then one in a column does."""
    for radius in ((by, 0), (0, by)):
        ink = ink.filter(ImageFilter.BoxBlur(radius)).point(_ANY)
    return ink


def _meet(one: Box, other: Box) -> bool:
    across = one.left < other.right and other.left < one.right
    return across and one.top < other.bottom and other.top < one.bottom


def around(setting: Setting, size: tuple[int, int]) -> Box:
    """The part of a canvas that the rings of a setting lie in."""
    ink = setting.ink
    box = Box(floor(ink.x), floor(ink.y), ceil(ink.right), ceil(ink.bottom))
    return _on_canvas(box, round(RING_EM * setting.size_px), size)


def _on_canvas(box: Box, wider: int, size: tuple[int, int]) -> Box:
    """A box made wider on all sides, as far as the canvas goes."""
    return Box(
        max(0, box.left - wider),
        max(0, box.top - wider),
        min(size[0], box.right + wider),
        min(size[1], box.bottom + wider),
    )
