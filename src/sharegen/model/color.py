"""sRGB colours and WCAG contrast."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

HEX = "#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})"


class Color(NamedTuple):
    """An opaque sRGB colour, three channels of 0–255."""

    red: int
    green: int
    blue: int

    @classmethod
    def parse(cls, text: str) -> Color:
        """Read `#rgb` or `#rrggbb`; ValueError for anything else."""
        match = re.fullmatch(HEX, text)
        if not match:
            raise ValueError(f"{text!r} is not a colour")
        digits = match[1] if len(match[1]) == 6 else "".join(c * 2 for c in match[1])
        return cls(*bytes.fromhex(digits))

    @property
    def hex(self) -> str:
        return "#{:02x}{:02x}{:02x}".format(*self)

    @property
    def luminance(self) -> float:
        """Relative luminance, 0–1 (WCAG 2.2, "relative luminance", read 2026-11-24)."""
        red, green, blue = (linear(channel / 255) for channel in self)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def towards(self, other: Color, share: float) -> Color:
        """Mixed with another colour, of which `share` (0 to 1) goes in."""
        pairs = zip(self, other, strict=True)
        return Color(*(round(one + (two - one) * share) for one, two in pairs))


def linear(value: float) -> float:
    """A channel of sRGB, 0 to 1, as light (IEC 61966-2-1)."""
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def nonlinear(value: float) -> float:
    """Light as a channel of sRGB, 0 to 1."""
    return value * 12.92 if value <= 0.0031308 else float(1.055 * value ** (1 / 2.4) - 0.055)


@lru_cache(maxsize=1024)
def contrast_ratio(one: Color, other: Color) -> float:
    """WCAG contrast, 1–21, not rounded."""
    low, high = sorted((one.luminance, other.luminance))
    return (high + 0.05) / (low + 0.05)
