"""The footer of a placement: the address, the hairline and the line the words stand on.

They depend on the placement, the brand and the language, never on the caption: every card of a
placement has them at the same place.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sharegen.layout.beside import CLEAR_U, set_beside
from sharegen.layout.castoff import Breaks
from sharegen.layout.galley import Galley, galley
from sharegen.layout.ladder import Rung
from sharegen.layout.region import Region, Span, covered, footer_size, margins, widest_span
from sharegen.layout.setting import Choice, set_lines
from sharegen.model.card import Footer, Passage, Typecase
from sharegen.model.diagnostic import CardError, Diagnostic
from sharegen.model.frame import Code, Logo, Rule, Setting
from sharegen.model.geometry import Rect
from sharegen.model.manuscript import Text
from sharegen.model.spec import Grid, Placement

RULE_GAP = 1.42  # from the hairline down to the first baseline, in sizes of the footer
RULE_U = 0.28  # the hairline's thickness


@dataclass(frozen=True, slots=True)
class Foot:
    """The footer at its place, and what stands beside it. `line_y` is the hairline's upper edge,
    `baseline` the last headline baseline."""

    setting: Setting
    rules: tuple[Rule, ...]
    line_y: float
    baseline: float
    code: Code | None = None
    logo: Logo | None = None


@lru_cache(maxsize=256)
def set_foot(placement: Placement, grid: Grid, footer: Footer, case: Typecase) -> Foot:
    """Turn a footer into a setting on one line where the measure takes it, else on two."""
    unit, style = placement.size.unit, footer.style
    size = footer_size(placement, grid)
    value = f"{footer.words} {footer.address}".strip()
    text = Text(value, ((len(value) - len(footer.address), len(value)),))
    passage = Passage("footer", text, style, "foot")
    rung = Rung("size", size, 100.0, 0.0)
    proof = galley(case, style, text, rung)
    type = (proof, size, style.leading_em)
    last = _last_baseline(placement, grid, type)
    heights = (grid.code_u * unit, grid.logo_u * unit if footer.logo else 0.0)
    beside = set_beside(_row(placement, grid, (type, last, max(heights))), heights, (footer, case))
    spans, area = _place(placement, grid, type, (len(footer.words), last, beside.taken))
    if max(proof.width(*span) for span in spans) * size > area.width:
        raise CardError(_too_wide(placement.id, size, area.width))
    choice = Choice(proof, rung, Region("foot", area, 0.0), Breaks(spans, 0.0), 0.0)
    setting = set_lines(case, passage, choice)
    marks = (beside.code, beside.logo)
    if not grid.rule:
        top = min(area.y, beside.top)
        return Foot(setting, (), top, top - grid.foot_u * unit, *marks)
    line_y = round(min(setting.lines[0].baseline - RULE_GAP * size, beside.top - CLEAR_U * unit))
    thickness = max(2, round(RULE_U * unit))
    left, right = free(placement, grid, (line_y, line_y + thickness), 0.0)
    rule = Rule(Rect(left, line_y, right - left, thickness), case.color("rule"))
    return Foot(setting, (rule,), line_y, line_y - grid.foot_u * unit, *marks)


_Spans = tuple[tuple[int, int], ...]
_Type = tuple[Galley, float, float]  # a galley, its size in px, its leading in em


def _last_baseline(placement: Placement, grid: Grid, type: _Type) -> float:
    """The lowest baseline: descenders, too, stay clear of what covers the canvas."""
    proof, size, _ = type
    _, clear, _ = covered(placement, grid)
    return placement.size.height - max(
        grid.margin_u * placement.size.unit, clear + proof.descent_em * size if clear else 0.0
    )


def _row(placement: Placement, grid: Grid, at: tuple[_Type, float, float]) -> Rect:
    """The foot of the safe area: as wide as nothing covers, down to where descenders reach; `at`
    is the footer's type, its last baseline, and how high the row is, in px."""
    (proof, size, _), last, height = at
    bottom = last + proof.descent_em * size
    top = min(bottom - height, last)
    left, right = free(placement, grid, (top, bottom), grid.gap_u * placement.size.unit)
    return Rect.between(left, top, right, bottom)


def _place(
    placement: Placement, grid: Grid, type: _Type, at: tuple[int, float, float]
) -> tuple[_Spans, Rect]:
    """How the footer is divided into lines and where it stands; `at` is the length of what stands
    before the address, the last baseline, and what is taken at the end of its row, in px."""
    proof, size, leading_em = type
    words, last, taken = at
    whole = len(proof.text.value)
    one, two = ((0, whole),), ((0, words), (words + 1, whole))
    for spans in (one, two) if words else (one,):
        top = last - proof.ascent_em * size - leading_em * size * (len(spans) - 1)
        bottom = last + proof.descent_em * size
        left, right = free(placement, grid, (top, bottom), grid.gap_u * placement.size.unit)
        area = Rect.between(left, top, right - taken, last)
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
