"""The ladder of a style: full size, narrower letters, smaller type, each rung with its price."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import log

from sharegen.model.spec import TextStyle

# Prices are in the unit of layout/pricing.py: 1 is a plain break. Making type 10 % smaller is
# worth one and a half of them: a size that is a little smaller with good breaks beats a larger
# one with bad ones.
SIZE_PRICE = 1.5 / log(1.1)
# For each per cent of the width axis; narrower letters are still one family. All the way to 88
# costs less than cutting a sentence before its predicate: one that fits a line in them is a line.
NARROW_PRICE = 0.06
BELOW_COMFORT = 60.0  # only where nothing at or above the comfortable size fits
NARROW_STEP = 3
NARROWER = "narrower"
SMALLER_STEP = 0.96


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the ladder: a size in px, a value of the width axis, and what it costs."""

    name: str
    size_px: float
    width_axis: float
    price: float


@lru_cache(maxsize=256)
def rungs(style: TextStyle, unit: float, cap_px: float | None = None) -> tuple[Rung, ...]:
    """The ladder of a style in order of price. `cap_px` is a copy editor's largest size."""
    sizes = [size * unit for size in style.sizes_u]
    if cap_px is not None:
        sizes = [size for size in sizes if size <= cap_px] or [cap_px]
    largest, comfortable = sizes[0], sizes[-1]
    widest, narrowest = style.widths
    ladder: list[Rung] = []
    for size in sizes:
        price = SIZE_PRICE * log(largest / size)
        ladder.append(Rung("size", size, float(widest), price))
        for axis in range(widest - NARROW_STEP, narrowest - 1, -NARROW_STEP):
            narrowing = NARROW_PRICE * (widest - axis)
            ladder.append(Rung(NARROWER, size, float(axis), price + narrowing))
    floor = min(style.floor_u * unit, comfortable)
    size = comfortable
    while size > floor:
        size = max(size * SMALLER_STEP, floor)
        price = BELOW_COMFORT + SIZE_PRICE * log(comfortable / size)
        ladder.append(Rung("smaller", size, float(narrowest), price))
    return tuple(sorted(ladder, key=lambda rung: rung.price))
