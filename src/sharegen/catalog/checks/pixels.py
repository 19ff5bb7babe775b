"""Checks on pixels: what is really on the picture, before it is encoded.

What a frame proves is not measured again: where nothing lies on a plain ground, its colour is
known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from math import ceil, floor

from PIL import Image, ImageChops, ImageStat

from sharegen.catalog.proofs import Figure, Found, Print, on_pixels
from sharegen.contrast import RING_EM, Contrast, contrast_of, measure, rings_of
from sharegen.model.color import Color
from sharegen.model.frame import Frame, Line, Setting
from sharegen.model.geometry import Rect
from sharegen.typeface import coverage, is_colored

_OURS = "a rule of this house"
_REPORT = "report this"
_TELLING_EM = 0.3  # over the baseline: a row of px there crosses letters, capitals, figures, marks
_EDGE = 8  # px: the margin of the picture that is looked at


@on_pixels(
    why="pale words are lost in sunlight, on old screens and to weak eyes",
    source="WCAG 2.2, success criterion 1.4.6, Contrast (Enhanced); measured over the ring of "
    "0.25 em around the letters, 5th percentile",
)
def contrast(picture: Print) -> Iterator[Found | Figure]:
    """Words and footer stand off the px around their letters by 7:1, or what the brand says why."""
    worst: Contrast | None = None
    for setting in (*picture.frame.settings, *picture.frame.footer):
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
    """The contrast of each run; on plain ground as it is known, else as it is measured."""
    fill, around = picture.frame.ground.fill, RING_EM * setting.size_px + 1
    boxes = [line.ink.grown(around) for line in setting.lines if not line.ink.empty]
    marks = tuple(_marks(picture.frame))
    if isinstance(fill, Color) and all(
        picture.bare(box) and not any(box.intersects(mark) for mark in marks) for box in boxes
    ):
        return contrast_of(picture.base, setting, fill)
    return tuple(
        measure(picture.seen(Rect.between(*ring.box)), ring.mask, ring.color)
        for ring in rings_of(setting, picture.base.size)
    )


def _marks(frame: Frame) -> Iterator[Rect]:
    """What is painted on the ground beside words."""
    yield from (rule.rect for rule in frame.rules)
    if frame.code is not None:
        yield frame.code.panel
    if frame.logo is not None:
        yield frame.logo.rect


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
        seen = picture.seen(line.area)
        if seen.tobytes() != line.image.tobytes():
            box = ImageChops.difference(seen, line.image).getbbox()
            differing = Rect.between(*box).moved(line.area.x, line.area.y) if box else line.area
            message = "the footer on the picture is not the footer as it is set"
            yield Found(message, _REPORT, area=differing)


@on_pixels(why="a word that is missing or out of place says something else", source=_OURS)
def words_painted(picture: Print) -> Iterator[Found]:
    """Every line of words is on the picture as the frame sets it.

    One row of px across each line is painted once more, and held against the picture.
    """
    height = picture.base.height
    for setting in picture.frame.settings:
        for line in setting.lines:
            row = floor(line.baseline - _TELLING_EM * setting.size_px)
            if not 0 <= row < height or line.ink.empty or any(map(is_colored, line.runs)):
                continue
            area = Rect(line.ink.x, row, line.ink.width, 1)
            expected = _row(picture, area)
            if expected is not None and picture.seen(area).tobytes() != expected.tobytes():
                message = f"{setting.role} is not painted as it is set, in “{line.text}”"
                yield Found(message, _REPORT, area=line.ink)


def _row(picture: Print, area: Rect) -> Image.Image | None:
    """A row of the ground with all words on it that cross it; None where some of them have colours
    of their own."""
    left, row, right = floor(area.x), round(area.y), ceil(area.right)
    fill = picture.frame.ground.fill
    if isinstance(fill, Color) and picture.bare(area):
        image = Image.new("RGB", (right - left, 1), fill)
    else:
        image = picture.base.crop((left, row, right, row + 1))
    for line in _crossing(picture.frame, area):
        for run in line.runs:
            if run.ink.empty:
                continue
            if is_colored(run):
                return None
            cover = coverage(replace(run, ink=Rect(run.ink.x, row, run.ink.width, 1)))
            mask = Image.frombuffer("L", (cover.width, 1), cover.data, "raw", "L", cover.width, -1)
            place = (cover.x - left, 0)
            image.paste(Image.new("RGB", mask.size, run.color), place, mask)
    return image


def _crossing(frame: Frame, area: Rect) -> Iterator[Line]:
    for setting in frame.settings:
        yield from (line for line in setting.lines if line.ink.intersects(area))


@on_pixels(why="noise and bands look like a bad copy, and make files large", source=_OURS)
def clean_ground(picture: Print) -> Iterator[Found]:
    """A plain ground is of one colour, a gradient without steps that can be seen.

    Looked at along the edges of the canvas, where neither words nor art are.
    """
    fill, (width, height) = picture.frame.ground.fill, picture.base.size
    for edge in (
        Rect(0, 0, width, _EDGE),
        Rect(0, height - _EDGE, width, _EDGE),
        Rect(0, 0, _EDGE, height),
        Rect(width - _EDGE, 0, _EDGE, height),
    ):
        if any(edge.intersects(mark) for mark in _marks(picture.frame)) or not picture.bare(edge):
            continue
        if isinstance(fill, Color):
            if picture.seen(edge).getcolors(1) != [(round(edge.width * edge.height), fill)]:
                yield Found(f"the ground is not {fill.hex} all over", _REPORT, area=edge)
        elif not _smooth(picture.seen(edge), fill[1]):
            yield Found("the gradient has steps or noise that can be seen", _REPORT, area=edge)


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
