"""Words at their place: the chosen lines of a galley become glyph runs on baselines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

from sharegen.layout.castoff import Breaks
from sharegen.layout.fit import lift
from sharegen.layout.galley import Galley
from sharegen.layout.ladder import Rung
from sharegen.layout.region import Region
from sharegen.layout.setline import OPENING, Setrun, set_line
from sharegen.model.card import Passage, Typecase
from sharegen.model.frame import Line, Run, Setting
from sharegen.model.geometry import Rect


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
    line = set_line(choice.galley, span, choice.rung.size_px, case.rtl)
    # Optical margin: the ink of the first letter stands on the margin, not its side bearing, and
    # quotes before it hang out as far as there is room.
    x = area.x - line.bearing
    if line.hang:
        x = max(area.x - line.hang, x - choice.region.hang)
    if passage.style.align == "center":
        x = area.x + (area.width - line.width) / 2
    placed = tuple(_placed(run, case, run.x + x, baseline) for run in line.runs)
    text = choice.galley.text.value[span[0] : span[1]]
    ink = reduce(Rect.union, (run.ink for run in placed))
    return Line(text, x, baseline, line.width, placed, ink)


def _placed(run: Setrun, case: Typecase, x: float, y: float) -> Run:
    """The run at its place, with the ink it covers there."""
    ink = Rect(0, 0, 0, 0)
    if run.ink:
        left, top, right, bottom = run.ink
        ink = Rect.between(x + left, y + top, x + right, y + bottom)
    stretch = run.stretch
    color = case.color(stretch.color)
    return Run(
        stretch.item.face, stretch.instance, run.scale, color,
        x, y, run.width, ink, run.glyphs, run.text,
    )  # fmt: skip
