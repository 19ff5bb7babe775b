"""Checks on pixels: what is really on the picture, before it is encoded.

What a frame proves is not measured again: where nothing lies on a plain ground, its colour is
known.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, pairwise
from math import ceil, floor
from typing import NamedTuple

from PIL import Image, ImageChops, ImageStat

from sharegen.catalog.checks.rows import Span, row_of
from sharegen.catalog.proofs import Figure, Found, Print, on_pixels
from sharegen.contrast import (
    RING_EM,
    Contrast,
    around,
    contrast_of,
    measured,
    only_grazes,
    rings_of,
)
from sharegen.model.color import Color, contrast_ratio
from sharegen.model.frame import Frame, Setting
from sharegen.model.geometry import Rect, Size

_OURS = "a rule of this house"
_REPORT = "report this"
_TELLING_EM = 0.3  # over the baseline: a row of px there crosses letters, capitals, figures, marks
_EDGE = 1  # px: the margin of the picture that is looked at


@on_pixels(
    why="pale words are lost in sunlight, on old screens and to weak eyes",
    source="WCAG 2.2, success criterion 1.4.6, Contrast (Enhanced); measured over the ring of "
    "0.25 em around the letters, 5th percentile",
)
def contrast(picture: Print) -> Iterator[Found | Figure]:
    """Words and footer stand off the px around their letters by 7:1, or what the brand says why."""
    worst: Contrast | None = None
    for setting in picture.frame.in_type:
        for found in dict.fromkeys(_contrasts(picture, setting)):
            if found.fifth < picture.card.contrast:
                yield Found(
                    f"{setting.role}: {found.color.hex} is {_down(found.fifth):.2f}:1 around its "
                    f"letters; at least {picture.card.contrast:g}:1 is asked for",
                    "change the colour role in brand.yaml; on a photograph write scrim: auto",
                    area=setting.ink,
                )
            if worst is None or found.fifth < worst.fifth:
                worst = found
    if worst is not None:
        yield Figure({"fifth": _down(worst.fifth), "least": _down(worst.least)})


def _contrasts(picture: Print, setting: Setting) -> tuple[Contrast, ...]:
    """The contrast of each run; on plain ground as it is known, else as it is measured.

    Where a hairline is so near that a descender's ring may touch it, no px has less than what it
    has on either.
    """
    fill, reach = picture.frame.ground.fill, _reach(setting)
    marks = [mark for mark in _marks(picture.frame) if mark.area.intersects(reach)]
    boxes = list(_boxes(setting)) if marks or not picture.bare(reach) else []
    near = tuple(mark for mark in marks if any(map(mark.area.intersects, boxes)))
    if isinstance(fill, Color) and all(map(picture.bare, boxes)) and _only_grazed(setting, near):
        found = contrast_of(picture.base, setting, fill)
        return tuple(_with_least(one, near) for one in found) if near else found
    at = around(setting, picture.base.size)
    rings = rings_of(setting, picture.base.size)
    return measured(picture.seen(Rect.between(*at)), at, rings)


def _boxes(setting: Setting) -> Iterator[Rect]:
    """What the rings around the letters of each line may touch."""
    reach = RING_EM * setting.size_px + 1
    return (line.ink.grown(reach) for line in setting.lines if not line.ink.empty)


@lru_cache(maxsize=64)  # footers are the same on all pictures of a placement
def _only_grazed(setting: Setting, marks: tuple[_Mark, ...]) -> bool:
    """Whether what is near the letters of a setting touches too little of any ring to count."""
    return all(
        mark.color is not None and only_grazes(run, setting.size_px, mark.area)
        for mark in marks
        for line in setting.lines
        for run in line.runs
    )


def _with_least(found: Contrast, marks: tuple[_Mark, ...]) -> Contrast:
    ratios = [contrast_ratio(found.color, mark.color) for mark in marks if mark.color]
    return found._replace(least=min(found.least, *ratios))


class _Mark(NamedTuple):
    """What is painted on the ground beside words, and its colour where it has one."""

    area: Rect
    color: Color | None


def _marks(frame: Frame) -> Iterator[_Mark]:
    for rule in frame.rules:
        x, y, right, bottom = (rule.rect.x, rule.rect.y, rule.rect.right, rule.rect.bottom)
        yield _Mark(Rect.between(round(x), round(y), round(right), round(bottom)), rule.color)
    if frame.code is not None:
        yield _Mark(frame.code.panel, None)
    if frame.logo is not None:
        yield _Mark(frame.logo.rect, None)


def _down(ratio: float) -> float:
    """Two places, never up: 6.999 is not 7."""
    return floor(ratio * 100) / 100


@on_pixels(why="the address is what the picture is for", source=_OURS)
def footer_proof(picture: Print) -> Iterator[Found | Figure]:
    """The footer is there, in the words of the brand, at its place, px for px.

    It is set and painted once more beside the frame, from the card's own words, on the ground
    alone.
    """
    footer = picture.card.footer
    words = f"{footer.words} {footer.address}".strip()
    foot = picture.frame.footer[:1]
    shown = " ".join(line.text for setting in foot for line in setting.lines)
    if shown != words:
        yield Found(f"the footer says {shown!r}, not {words!r}", _REPORT)
    if not picture.foot:
        yield Found("the footer does not stand where it is set", _REPORT)
    for line in picture.foot:
        differing = ImageChops.difference(picture.seen(line.area), line.image).getbbox()
        if differing:
            area = Rect.between(*differing).moved(line.area.x, line.area.y)
            message = "the footer on the picture is not the footer as it is set"
            yield Found(message, _REPORT, area=area)


@on_pixels(why="a word that is missing or out of place says something else", source=_OURS)
def words_painted(picture: Print) -> Iterator[Found]:
    """Every line of words is on the picture as the frame sets it.

    One row of px across each line is painted once more, and held against the picture.
    """
    width, height = picture.base.size
    for setting in picture.frame.settings:
        fill = _only_fill(picture, setting)
        for line in setting.lines:
            row = floor(line.baseline - _TELLING_EM * setting.size_px)
            if not 0 <= row < height or line.ink.empty:
                continue
            span = Span(row, max(0, floor(line.ink.x)), min(width, ceil(line.ink.right)))
            expected = row_of(picture, span, fill)
            if expected is not None and picture.row(*span) != expected:
                message = f"{setting.role} is not painted as it is set, in “{line.text}”"
                yield Found(message, _REPORT, area=line.ink)


def _only_fill(picture: Print, setting: Setting) -> Color | None:
    """The one colour that lies under all of a setting and around it, where it is known."""
    fill = picture.frame.ground.fill
    return fill if isinstance(fill, Color) and picture.bare(_reach(setting)) else None


def _reach(setting: Setting) -> Rect:
    """What the rings around the letters of a setting may touch."""
    return setting.ink.grown(RING_EM * setting.size_px + 1)


@on_pixels(why="noise and bands look like a bad copy, and make files large", source=_OURS)
def clean_ground(picture: Print) -> Iterator[Found]:
    """A plain ground is of one colour, a gradient without steps that can be seen.

    Looked at along an edge of the canvas where nothing is but the ground, a gradient in both
    directions.
    """
    fill = picture.frame.ground.fill
    plain = isinstance(fill, Color)
    for edge in islice(_bare_edges(picture, plain), 1 if plain else 2):
        if isinstance(fill, Color):
            if _px(picture, edge) != bytes(fill) * round(edge.width * edge.height):
                yield Found(f"the ground is not {fill.hex} all over", _REPORT, area=edge)
        elif not _smooth(picture.seen(edge), fill[1]):
            yield Found("the gradient has steps or noise that can be seen", _REPORT, area=edge)


def _px(picture: Print, edge: Rect) -> bytes:
    """The RGB of an edge, one px wide or high."""
    if edge.height == _EDGE:
        return picture.row(round(edge.y), 0, round(edge.right))
    return picture.seen(edge).tobytes()


@lru_cache(maxsize=64)
def _edges(size: Size, plain: bool) -> tuple[Rect, ...]:
    width, height = size
    top, bottom = Rect(0, 0, width, _EDGE), Rect(0, height - _EDGE, width, _EDGE)
    left, right = Rect(0, 0, _EDGE, height), Rect(width - _EDGE, 0, _EDGE, height)
    return (top, bottom, left, right) if plain else (top, left, right, bottom)


def _bare_edges(picture: Print, plain: bool) -> Iterator[Rect]:
    """The edges where nothing is but the ground: on a plain one those first that are rows, which
    are found sooner; else one in each direction."""
    width, height = picture.base.size
    marks = [mark.area for mark in _marks(picture.frame)]
    for edge in _edges(Size(width, height), plain):
        if not any(map(edge.intersects, marks)) and picture.bare(edge):
            yield edge


def _smooth(edge: Image.Image, stops: tuple[Color, ...]) -> bool:
    """Whether px of an edge differ from their neighbours along it by one level at most, or by what
    the gradient rises there."""
    across = edge.width > edge.height
    length = max(edge.size)
    line = edge.crop((0, 0, length, 1) if across else (0, 0, 1, length))
    moved = ImageChops.offset(line, 1 if across else 0, 0 if across else 1)
    inner = (1, 0, length, 1) if across else (0, 1, 1, length)
    steps = ImageChops.difference(line, moved).crop(inner).split()
    return all(
        ImageStat.Stat(step).extrema[0][1] <= max(1, ceil(steepest))
        for step, steepest in zip(steps, _steepest(stops, length), strict=True)
    )


def _steepest(stops: tuple[Color, ...], length: int) -> Iterator[float]:
    """The most levels a px that each channel rises along an edge."""
    for channel in range(3):
        rises = [abs(a[channel] - b[channel]) for a, b in pairwise(stops)]
        yield max(rises) * (len(stops) - 1) / length
