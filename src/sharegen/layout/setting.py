"""Words at their place: the chosen lines of a galley become glyph runs on baselines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

from sharegen.layout.fit import Breaks, lift
from sharegen.layout.galley import OPENING, Galley, set_line
from sharegen.layout.ladder import Rung
from sharegen.layout.region import Region
from sharegen.model.card import Passage, Typecase
from sharegen.model.frame import Line, Run, Setting
from sharegen.model.geometry import Rect
from sharegen.typeface import typeface


@dataclass(frozen=True, slots=True)
class Choice:
    """What the search settled on for a passage: the cheapest candidate."""

    galley: Galley
    rung: Rung
    region: Region
    breaks: Breaks
    cost: float


def set_lines(case: Typecase, passage: Passage, choice: Choice) -> Setting:
    """Turn a choice into a setting: lines hang from the region's foot, head or middle."""
    size, area = choice.rung.size_px, choice.region.area
    leading = passage.style.leading_em * size
    ascent = choice.galley.ascent_em * size
    height = ascent + leading * (len(choice.breaks.lines) - 1)
    foot = area.bottom - lift(choice.galley, choice.region.below, size)
    first = {
        "foot": foot - height + ascent,
        "head": area.y + ascent,
        "middle": (area.y + foot - height) / 2 + ascent,
    }[passage.anchor]
    lines = tuple(
        _line(case, passage, choice, (span, first + number * leading))
        for number, span in enumerate(choice.breaks.lines)
    )
    return Setting(
        role=passage.role,
        source=choice.galley.text,
        area=area,
        ink=reduce(Rect.union, (line.ink for line in lines)),
        size_px=size,
        width_axis=choice.rung.width_axis,
        rung=choice.rung.name,
        region=choice.region.name,
        lines=lines,
        cost=round(choice.cost, 4),
        hang=max([0.0, *(area.x - line.ink.x for line in lines if line.text[:1] in OPENING)]),
    )


def _line(
    case: Typecase, passage: Passage, choice: Choice, place: tuple[tuple[int, int], float]
) -> Line:
    span, baseline = place
    area = choice.region.area
    line = set_line(choice.galley, span, choice.rung.size_px, case)
    # Optical margin: the ink of the first letter stands on the margin, not its side bearing, and
    # quotes before it hang out as far as there is room.
    x = area.x - line.bearing
    if line.hang:
        x = max(area.x - line.hang, x - choice.region.hang)
    if passage.style.align == "center":
        x = area.x + (area.width - line.width) / 2
    placed = tuple(_placed(run, run.x + x, baseline) for run in line.runs)
    text = choice.galley.text.value[span[0] : span[1]]
    ink = reduce(Rect.union, (run.ink for run in placed))
    return Line(text, x, baseline, line.width, placed, ink)


def _placed(run: Run, x: float, y: float) -> Run:
    """The run at its place, with the ink it covers there."""
    extents, scale = typeface(run.face, run.instance).extents, run.scale
    lefts, tops, rights, bottoms = [], [], [], []
    for glyph in run.glyphs:
        left, bottom, right, top = extents(glyph.id)
        if right > left:
            lefts.append(glyph.x + left * scale)
            rights.append(glyph.x + right * scale)
            tops.append(glyph.y - top * scale)
            bottoms.append(glyph.y - bottom * scale)
    ink = Rect(0, 0, 0, 0)
    if lefts:
        ink = Rect.between(x + min(lefts), y + min(tops), x + max(rights), y + max(bottoms))
    return Run(run.face, run.instance, scale, run.color, x, y, run.width, ink, run.glyphs, run.text)
