"""Lay scrims on a picture: soft-edged veils of one colour behind words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from PIL import Image, ImageChops

from sharegen.model.frame import Scrim


class Box(NamedTuple):
    """Whole px of a canvas, as Pillow has them."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def size(self) -> tuple[int, int]:
        return self.right - self.left, self.bottom - self.top


def veiled(image: Image.Image, scrims: tuple[Scrim, ...]) -> Image.Image:
    """A whole canvas with scrims on it; the image itself where there are none."""
    box = Box(0, 0, *image.size)
    for color in dict.fromkeys(scrim.color for scrim in scrims):
        image = image.copy()
        image.paste(color, box, opacity((s for s in scrims if s.color == color), box))
    return image


def opacity(scrims: Iterable[Scrim], box: Box) -> Image.Image:
    """How much of their colour scrims lay on each px of a box, 0–255: where they meet, as much
    as the stronger one."""
    found = Image.new("L", box.size, 0)
    for scrim in scrims:
        found = ImageChops.lighter(found, weakened(shape(scrim, box), scrim.strength))
    return found


def weakened(full: Image.Image, strength: float) -> Image.Image:
    """The shape of a scrim at a strength of 0–1."""
    return full.point([round(value * strength) for value in range(256)])


def shape(scrim: Scrim, box: Box) -> Image.Image:
    """A scrim at full strength: 255 in its core, falling to 0 at the edges of its reach."""
    core, reach = scrim.core, scrim.reach
    across = _ramp((reach.x, core.x, core.right, reach.right), (box.left, box.right))
    down = _ramp((reach.y, core.y, core.bottom, reach.bottom), (box.top, box.bottom))
    row = Image.frombytes("L", (len(across), 1), across).resize(box.size, Image.Resampling.NEAREST)
    column = Image.frombytes("L", (1, len(down)), down).resize(box.size, Image.Resampling.NEAREST)
    return ImageChops.multiply(row, column)


@lru_cache(maxsize=64)
def _ramp(edges: tuple[float, float, float, float], part: tuple[int, int]) -> bytes:
    """The weight of each px of a part of an axis: none before the first edge, all of it between
    the second and the third, none after the last."""
    first, second, third, last = edges
    return bytes(
        round(255 * min(_risen(at + 0.5, first, second), _risen(-at - 0.5, -last, -third)))
        for at in range(*part)
    )


def _risen(at: float, none: float, all: float) -> float:
    """A ramp without a kink where it begins or ends."""
    if at >= all:
        return 1.0
    if at <= none:
        return 0.0
    t = (at - none) / (all - none)
    return t * t * (3 - 2 * t)
