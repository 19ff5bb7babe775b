"""The footer of a placement: the address, the hairline and the line the words stand on.

They depend on the placement, the brand and the language, never on the caption: every card of a
placement has them at the same place.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sharegen.layout.fit import Breaks
from sharegen.layout.galley import galley
from sharegen.layout.ladder import Rung
from sharegen.layout.region import Region, margins
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
    unit, width, style = placement.size.unit, placement.size.width, footer.style
    edges = margins(placement, grid)
    size = max(grid.footer_u * unit, width / grid.footer_widths)
    measure = width - edges.left - edges.right
    words, address = footer.words, footer.address
    value = f"{words} {address}".strip()
    text = Text(value, ((len(value) - len(address), len(value)),))
    passage = Passage("footer", text, style, "foot")
    rung = Rung("size", size, 100.0, 0.0)
    proof = galley(case, passage, text, rung)
    spans: tuple[tuple[int, int], ...] = ((0, len(value)),)
    if proof.width(0, len(value)) * size > measure and words:
        spans = ((0, len(words)), (len(words) + 1, len(value)))
    if max(proof.width(*span) for span in spans) * size > measure:
        raise CardError(_too_wide(placement.id, size, measure))
    # Descenders, too, stay clear of what covers the canvas.
    clear = placement.clear.bottom
    last = placement.size.height - max(
        grid.margin_u * unit, clear + proof.descent_em * size if clear else 0.0
    )
    top = last - proof.ascent_em * size - style.leading_em * size * (len(spans) - 1)
    area = Rect.between(edges.left, top, edges.left + measure, last)
    choice = Choice(
        proof,
        rung,
        Region("foot", area, 0.0),
        Breaks(spans, 0.0),
        0.0,
    )
    setting = set_lines(case, passage, choice)
    if not grid.rule:
        return Foot(setting, (), top, top - grid.foot_u * unit)
    line_y = round(setting.lines[0].baseline - RULE_GAP * size)
    thickness = max(2, round(RULE_U * unit))
    rule = Rule(Rect(edges.left, line_y, measure, thickness), case.color("rule"))
    return Foot(setting, (rule,), line_y, line_y - grid.foot_u * unit)


def _too_wide(where: str, size: float, measure: float) -> Diagnostic:
    return Diagnostic(
        "footer-overflow",
        f"the footer's address is wider than the {measure:.0f} px of {where} "
        f"at its smallest size, {size:.0f} px",
        hint="use a shorter address in brand.yaml",
    )
