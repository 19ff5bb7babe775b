"""Turn the colours of a brand into those of a page, light and dark, with contrast that is proven.

Words of a page stand on the surface or on a panel; buttons and chosen chips have the surface as
their ink. WCAG 2.2, 1.4.3 and 1.4.11 (read 2026-11-27): 4.5 for words, 3 for what is no word.
"""

from __future__ import annotations

from collections.abc import Mapping

from sharegen.model.color import Color, contrast_ratio
from sharegen.model.project import TONES, WORD_ROLES, Brand

_WORDS, _LINES = 4.5, 3.0
# How much ink goes into the surface for a panel, the most first; none where words would suffer.
_PANEL_SHARES = (0.055, 0.04, 0.025, 0.0)
_HAIR_SHARE = 0.16  # lines that mean nothing, around what is there to be read


def palette(brand: Brand) -> dict[str, dict[str, str]]:
    """The colours of a page by tone and name."""
    return {tone: _tone(brand.colors[tone]) for tone in TONES}


def _tone(colors: Mapping[str, Color]) -> dict[str, str]:
    surface, ink = colors["surface"], colors["ink"]
    words = [colors[role] for role in WORD_ROLES]
    panel = next(
        panel
        for share in _PANEL_SHARES
        if not share
        or all(contrast_ratio(word, surface.towards(ink, share)) >= _WORDS for word in words)
        for panel in (surface.towards(ink, share),)
    )
    rule = colors["rule"]
    line = rule if contrast_ratio(rule, panel) >= _LINES else colors["ink-secondary"]
    return {
        "surface": surface.hex,
        "panel": panel.hex,
        "ink": ink.hex,
        "soft": colors["ink-secondary"].hex,
        "accent": colors["accent"].hex,
        "line": line.hex,
        "hair": panel.towards(ink, _HAIR_SHARE).hex,
    }
