"""sRGB colours and WCAG contrast."""

from __future__ import annotations

import re
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
        red, green, blue = (_linear(channel / 255) for channel in self)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def towards(self, other: Color, share: float) -> Color:
        """Mixed with another colour, of which `share` (0 to 1) goes in."""
        pairs = zip(self, other, strict=True)
        return Color(*(round(one + (two - one) * share) for one, two in pairs))


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def contrast_ratio(one: Color, other: Color) -> float:
    """WCAG contrast, 1–21, not rounded."""
    low, high = sorted((one.luminance, other.luminance))
    return (high + 0.05) / (low + 0.05)


def legible(color: Color, surface: Color, least: float) -> Color | None:
    """The colour made lighter or darker by no more than it takes to stand off the surface; None
    where neither white nor black would do."""
    for step in range(1, 101):
        for end in (Color(255, 255, 255), Color(0, 0, 0)):
            found = color.towards(end, step / 100)
            if contrast_ratio(found, surface) >= least:
                return found
    return None
