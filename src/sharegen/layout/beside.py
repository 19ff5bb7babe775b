"""What stands beside the footer: a QR code of its address, and the brand's logo.

Both stand on the footer's row. The code is at the end of it, with the address in words beside it;
the logo is there, too, or at the head of the row where a code has its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

import segno

from sharegen.model.card import Footer, Typecase
from sharegen.model.frame import Code, Logo
from sharegen.model.geometry import Rect
from sharegen.model.project import Variant

CLEAR_U = 2.2  # from a code or a logo up to the hairline
# The quiet zone around a code, in modules: ISO/IEC 18004, 5.3.8 (from memory, 2026-11-27).
QUIET = 4
# Level M restores 15 % of a code: what a crease or a thumb takes of a poster.
LEVEL = "m"
_WIDEST = 5.0  # a logo, in its heights
_CLEAR_RATIO = 0.5  # the clear space beside a logo, of its height


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a footer, what of the row's end is `taken` by it, in px, and its upper
    edge."""

    code: Code | None = None
    logo: Logo | None = None
    taken: float = 0.0
    top: float = inf


def set_beside(row: Rect, heights: tuple[float, float], foot: tuple[Footer, Typecase]) -> Beside:
    """Set what stands beside the footer at the bottom of its row; `heights` are those of the code
    and of the logo, in px, 0 for none."""
    (of_code, of_logo), (footer, case) = heights, foot
    logo = footer.logo if of_logo else None
    width, height = _size(logo, of_logo) if logo is not None else (0, 0)
    if of_code:
        code = _code(row, of_code, (footer.link, case))
        head = Rect(round(row.x), code.panel.y, width, height)
        mark = Logo(logo, head) if logo is not None else None
        return Beside(code, mark, row.right - code.panel.x + QUIET * code.module, code.panel.y)
    if logo is None:
        return Beside()
    left, top = round(row.right) - width, round(row.bottom) - height
    mark = Logo(logo, Rect(left, top, width, height))
    # a logo has air of its own: the hairline may come nearer to it than to a code
    return Beside(None, mark, row.right - left + _CLEAR_RATIO * height, top + height / 4)


def _code(row: Rect, height: float, what: tuple[str, Typecase]) -> Code:
    """A code at the end of a row, no higher than asked for: its modules are whole px."""
    link, case = what
    matrix = segno.make(link, error=LEVEL, micro=False, boost_error=False).matrix
    rows = tuple("".join("1" if module else "0" for module in line) for line in matrix)
    module = max(1, int(height // (len(rows) + 2 * QUIET)))
    side = module * (len(rows) + 2 * QUIET)
    panel = Rect(round(row.right) - side, round(row.bottom) - side, side, side)
    dark, light = sorted(
        (case.color("surface"), case.color("ink")), key=lambda color: color.luminance
    )
    return Code(panel, module, rows, dark, light, link)


def _size(logo: Variant, height: float) -> tuple[int, int]:
    """How large a logo is shown, in whole px: as high as asked for, no wider than the widest, and
    never larger than a picture made of px is."""
    scale = min(height / logo.height, _WIDEST * height / logo.width)
    if logo.kind != "svg":
        scale = min(scale, 1.0)
    return max(1, int(logo.width * scale)), max(1, int(logo.height * scale))
