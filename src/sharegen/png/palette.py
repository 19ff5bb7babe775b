"""A picture by numbers: of at most 256 colours, each the very one or no channel of it off by more
than 2 levels.

Drawings with words on them have some thousand colours, but most lie on the ramps at the edges of
letters and shapes, between two colours of the brand. A cube of 5 levels a side around a colour in
its middle stands for all in it; a greedy cover of the colours by such cubes is small enough for
drawings, and refused for photographs. Nothing is dithered.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PIL import Image

Color = tuple[int, ...]
MOST = 256  # colours of an indexed PNG of 8 bits (section 11.2.2)
OFF = 2  # levels of 255, by decision of this house: not seen in letters side by side
_SIDE = 2 * OFF + 1
_MOST_COVERED = MOST * _SIDE**3
# A cube meets 8 cells of a grid of its own size at most: more cells than that cannot be covered.
_MOST_CELLS = 8 * MOST


class Indexed(NamedTuple):
    """A picture of mode P, and whether its colours are those it was made of or near them."""

    image: Image.Image
    exact: bool

    @property
    def colors(self) -> bytes:
        """The colours in use, as PLTE has them: red, green, blue of each."""
        last = self.image.getextrema()[1]
        return bytes(self.image.getpalette() or ())[: 3 * (int(last) + 1)]  # type: ignore[arg-type]


def exact(image: Image.Image) -> Indexed | None:
    """The same RGB picture by numbers; None where it has more than 256 colours."""
    counted = image.getcolors(MOST)
    if counted is None:
        return None
    return Indexed(_numbered(image, {color: color for color in _colors(counted)}), exact=True)


def near(image: Image.Image) -> Indexed | None:
    """An RGB picture by numbers, each channel of each px off by 2 levels at most; None where 256
    colours do not do for that."""
    counted = image.getcolors(_MOST_COVERED)
    found = cover(_colors(counted)) if counted is not None else None
    return None if found is None else Indexed(_numbered(image, found), exact=False)


def cover(counts: Mapping[Color, int]) -> dict[Color, Color] | None:
    """What stands for each colour, where 256 colours do: none of its channels is more than 2 levels
    away. `counts` says how many px have it.

    The commonest come first and stay as they are: the grounds and words of a brand.
    """
    if len({tuple(level // _SIDE for level in color) for color in counts}) > _MOST_CELLS:
        return None
    stands: dict[Color, Color] = {}
    left, cubes = sorted(counts), 0
    enough = sum(counts.values()) / MOST
    common = (color for color in left if counts[color] >= enough)
    for color in sorted(common, key=lambda color: (-counts[color], color)):
        if color not in stands:
            low = tuple(level - OFF for level in color)
            inside = [one for one in _from(left, low[0]) if one not in stands and _in(one, low)]
            stands.update(dict.fromkeys(inside, color))
            cubes += 1
    left = [color for color in left if color not in stands]
    while left:
        if cubes == MOST:
            return None
        inside = _fullest(_from(left, left[0][0]), left[0])
        middle = tuple((min(levels) + max(levels)) // 2 for levels in zip(*inside, strict=True))
        stands.update(dict.fromkeys(inside, middle))
        left, cubes = [color for color in left if color not in stands], cubes + 1
    return stands


def _from(colors: Sequence[Color], red: int) -> Sequence[Color]:
    """Those of sorted colours whose red is in a cube that begins there."""
    return colors[bisect_left(colors, (red,)) : bisect_left(colors, (red + _SIDE,))]


def _in(color: Color, low: Color) -> bool:
    return all(0 <= level - least < _SIDE for level, least in zip(color, low, strict=True))


def _fullest(colors: Sequence[Color], first: Color) -> list[Color]:
    """The colours in the cube that has the first and most others; none has less red than it."""
    red, green, blue = first
    close = [c for c in colors if abs(c[1] - green) < _SIDE and abs(c[2] - blue) < _SIDE]
    lows = ((red, green - g, blue - b) for g in range(_SIDE) for b in range(_SIDE))
    return max(([c for c in close if _in(c, low)] for low in lows), key=len)


def _colors(counted: Sequence[tuple[int, object]]) -> dict[Color, int]:
    return {color: count for count, color in counted if isinstance(color, tuple)}


def _numbered(image: Image.Image, stands: Mapping[Color, Color]) -> Image.Image:
    """Each px by the number of the colour that stands for its own, numbered in order."""
    colors = sorted(set(stands.values()))
    numbers = {color: number for number, color in enumerate(colors)}
    table = {
        int.from_bytes(bytes((*color, 255)), sys.byteorder): numbers[other]
        for color, other in stands.items()
    }
    # A px as one number: four bytes, the last of them 255.
    pixels = memoryview(image.convert("RGBA").tobytes()).cast("I")
    found = Image.frombytes("P", image.size, bytes(map(table.__getitem__, pixels)))
    found.putpalette(bytes(level for color in colors for level in color))
    return found
