"""The footer of a placement: the address, the hairline and the line the words stand on.

They depend on the placement, the brand and the language, never on the caption: every card of a
placement has them at the same place.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sharegen.layout.fit import Breaks
from sharegen.layout.galley import Galley, galley
from sharegen.layout.ladder import Rung
from sharegen.layout.region import Region, Span, covered, footer_size, margins, widest_span
from sharegen.layout.setting import Choice, set_lines
from sharegen.model.card import Footer, Passage, Typecase
from sharegen.model.diagnostic import CardError, Diagnostic
from sharegen.model.frame import Rule, Setting
from sharegen.model.geometry import Rect
from sharegen.model.project import Text
from sharegen.model.spec import Grid, Placement

RULE_GAP = 1.42  # from the hairline down to the first baseline, in sizes of the footer
RULE_U = 0.28  # the hairline's thickness


@dataclass(frozen=True, slots=True)
class Foot:
    """The footer at its place. `line_y` is the hairline's upper edge, `baseline` the last
    headline baseline."""

    setting: Setting
    rules: tuple[Rule, ...]
    line_y: float
    baseline: float


@lru_cache(maxsize=256)
def set_foot(placement: Placement, grid: Grid, footer: Footer, case: Typecase) -> Foot:
    """Turn a footer into a setting on one line where the measure takes it, else on two."""
    unit, style = placement.size.unit, footer.style
    size = footer_size(placement, grid)
    value = f"{footer.words} {footer.address}".strip()
    text = Text(value, ((len(value) - len(footer.address), len(value)),))
    passage = Passage("footer", text, style, "foot")
    rung = Rung("size", size, 100.0, 0.0)
    proof = galley(case, passage, text, rung)
    spans, area = _place(placement, grid, (proof, size, style.leading_em), len(footer.words))
    if max(proof.width(*span) for span in spans) * size > area.width:
        raise CardError(_too_wide(placement.id, size, area.width))
    choice = Choice(proof, rung, Region("foot", area, 0.0), Breaks(spans, 0.0), 0.0)
    setting = set_lines(case, passage, choice)
    if not grid.rule:
        return Foot(setting, (), area.y, area.y - grid.foot_u * unit)
    line_y = round(setting.lines[0].baseline - RULE_GAP * size)
    thickness = max(2, round(RULE_U * unit))
    left, right = free(placement, grid, (line_y, line_y + thickness), 0.0)
    rule = Rule(Rect(left, line_y, right - left, thickness), case.color("rule"))
    return Foot(setting, (rule,), line_y, line_y - grid.foot_u * unit)


_Spans = tuple[tuple[int, int], ...]


def _place(
    placement: Placement, grid: Grid, type: tuple[Galley, float, float], words: int
) -> tuple[_Spans, Rect]:
    """How the footer is divided into lines and where it stands; `type` is its galley, its size
    and its leading, `words` the length of what stands before the address."""
    proof, size, leading_em = type
    unit, whole = placement.size.unit, len(proof.text.value)
    # Descenders, too, stay clear of what covers the canvas.
    _, clear, _ = covered(placement, grid)
    last = placement.size.height - max(
        grid.margin_u * unit, clear + proof.descent_em * size if clear else 0.0
    )
    one, two = ((0, whole),), ((0, words), (words + 1, whole))
    for spans in (one, two) if words else (one,):
        top = last - proof.ascent_em * size - leading_em * size * (len(spans) - 1)
        bottom = last + proof.descent_em * size
        left, right = free(placement, grid, (top, bottom), grid.gap_u * unit)
        area = Rect.between(left, top, right, last)
        if max(proof.width(*span) for span in spans) * size <= area.width:
            break
    return spans, area


def free(placement: Placement, grid: Grid, rows: tuple[float, float], gap: float) -> Span:
    """From where to where nothing covers the canvas between two heights."""
    edges = margins(placement, grid)
    band = Rect.between(0, rows[0] - gap, placement.size.width, rows[1] + gap)
    blocked = [o.area for o in placement.obstacles if o.area.intersects(band)]
    return widest_span((edges.left, placement.size.width - edges.right), blocked, gap)


def _too_wide(where: str, size: float, measure: float) -> Diagnostic:
    return Diagnostic(
        "footer-overflow",
        f"the footer's address is wider than the {measure:.0f} px of {where} "
        f"at its smallest size, {size:.0f} px",
        hint="use a shorter address in brand.yaml",
    )
