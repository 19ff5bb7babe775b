"""The footer that a picture must have: set from the card's own words, and painted on the ground
alone. What the picture shows in its place is held against it, px for px."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, floor

from PIL import Image

from sharegen.catalog.proofs import Expected
from sharegen.layout import foot_of
from sharegen.model.card import Card
from sharegen.model.color import Color
from sharegen.model.frame import Setting
from sharegen.model.geometry import Rect, Size
from sharegen.paint import Base, paint_words

_AROUND = 2  # px: where nothing of it may be


def footing(card: Card, base: Base) -> tuple[Expected, ...]:
    """The lines of a card's footer on the ground of its base layer; () where that was painted for
    a footer at another height."""
    setting, behind, size = foot_of(card), base.behind, base.size
    whole = _around(setting.ink, size)
    if behind is None:
        return ()
    if whole.y < behind.top or whole.bottom > behind.top + behind.image.height:
        return ()
    if base.fill is not None and base.bare(whole):
        return _on_color(setting, base.fill, size)
    top = round(whole.y)
    rows = behind.image.crop((0, top - behind.top, size.width, round(whole.bottom) - behind.top))
    return _painted(setting, rows, top)


@lru_cache(maxsize=64)
def _on_color(setting: Setting, fill: Color, size: Size) -> tuple[Expected, ...]:
    """A footer on a plain ground: one for all pictures of its placement."""
    whole = _around(setting.ink, size)
    rows = Image.new("RGB", (size.width, round(whole.height)), fill)
    return _painted(setting, rows, round(whole.y))


def _painted(setting: Setting, rows: Image.Image, top: int) -> tuple[Expected, ...]:
    """The lines of a footer once it is painted on the rows from `top`: what stands beside one of
    them, as a credit does, is no part of it."""
    paint_words(rows, setting, top, None)
    areas = [_around(line.ink, Size(rows.width, top + rows.height)) for line in setting.lines]
    return tuple(
        Expected(
            area,
            rows.crop(
                (round(area.x), round(area.y) - top, round(area.right), round(area.bottom) - top)
            ),
        )
        for area in areas
    )


def _around(ink: Rect, size: Size) -> Rect:
    """The px of a canvas that ink may touch, and a few around them."""
    wide = ink.grown(_AROUND)
    right, bottom = min(size.width, ceil(wide.right)), min(size.height, ceil(wide.bottom))
    return Rect.between(max(0, floor(wide.x)), max(0, floor(wide.y)), right, bottom)
