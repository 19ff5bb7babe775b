"""OKLCH: lightness, chroma and hue as the eye has them, and the nearest colour that can be read.

Oklab is Björn Ottosson's, "A perceptual color space for image processing", 23 December 2020, with
his matrices of 25 January 2021; OKLCH is Oklab in polar form, as in CSS Color 4, section 9.4 (read
2026-11-27). Lightness is 0 (black) to 1 (white), chroma 0 to about 0.32 in sRGB, hue in degrees.
"""

from __future__ import annotations

from math import atan2, cbrt, ceil, cos, degrees, dist, hypot, radians, sin
from typing import NamedTuple

from sharegen.model.color import Color, contrast_ratio, linear, nonlinear

STEP = 1 / 512  # of lightness: less than one step of an 8-bit grey anywhere above #101010
_STRIDE = 8  # steps: no colour that would do is so alone that this passes it by
_CLOSE = 1e-5  # of chroma: where the search for the edge of the gamut ends
_NOISE = 1e-6  # of a linear channel: what the matrices leave of a colour on the edge

Triple = tuple[float, float, float]
_TO_CONES: tuple[Triple, ...] = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_TO_LAB: tuple[Triple, ...] = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
_FROM_LAB: tuple[Triple, ...] = (
    (1, 0.3963377774, 0.2158037573),
    (1, -0.1055613458, -0.0638541728),
    (1, -0.0894841775, -1.2914855480),
)
_FROM_CONES: tuple[Triple, ...] = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)


class Oklch(NamedTuple):
    """A colour as the eye has it; not every one is in sRGB."""

    lightness: float
    chroma: float
    hue: float

    @classmethod
    def of(cls, color: Color) -> Oklch:
        """The colour's own; a grey has hue 0 or any."""
        lightness, a, b = _lab(color)
        return cls(lightness, hypot(a, b), degrees(atan2(b, a)) % 360)

    def in_srgb(self) -> Color:
        """The sRGB colour of this lightness and hue, and of as much of the chroma as sRGB has.

        CSS Color 4, section 13.2, reduces the chroma in the same way, but stops a just noticeable
        difference earlier and clips the rest, which turns the hue.
        """
        if not 0 < self.lightness < 1:
            return Color(255, 255, 255) if self.lightness >= 1 else Color(0, 0, 0)
        angle = radians(self.hue)
        a, b = cos(angle), sin(angle)
        light = _light((self.lightness, self.chroma * a, self.chroma * b))
        least, most = self.chroma, self.chroma
        if not _fits(light):
            light, least = _light((self.lightness, 0.0, 0.0)), 0.0
        while most - least > _CLOSE:
            middle = (least + most) / 2
            found = _light((self.lightness, middle * a, middle * b))
            if _fits(found):
                light, least = found, middle
            else:
                most = middle
        red, green, blue = (nonlinear(min(max(channel, 0.0), 1.0)) for channel in light)
        return Color(round(red * 255), round(green * 255), round(blue * 255))


def apart(one: Color, other: Color) -> float:
    """How far two colours are apart for the eye, as a distance in Oklab: about 0.02 is just
    noticeable side by side (CSS Color 4, section 13.2), black and white are 1 apart."""
    return dist(_lab(one), _lab(other))


def nearest(color: Color, others: tuple[Color, ...], least: float) -> Color | None:
    """The nearest colour of the same hue that stands off all of some others; None for none.

    Its lightness is moved up or down by no more than it takes, its chroma kept as far as sRGB has
    it there. The contrast is that of the colour as it is written, in whole steps of its channels.
    """
    if all(contrast_ratio(color, other) >= least for other in others):
        return color
    found = [end for sign in (1, -1) if (end := _moved(color, sign * STEP, others, least))]
    return min(found, key=lambda end: apart(color, end), default=None)


def _moved(color: Color, step: float, others: tuple[Color, ...], least: float) -> Color | None:
    """The first colour in one direction of lightness that stands off all others: looked for with
    long steps, then among the short ones before."""
    lightness, chroma, hue = Oklch.of(color)
    last = ceil((1 - lightness if step > 0 else lightness) / abs(step))

    def first(counts: range) -> tuple[int, Color] | None:
        for count in counts:
            found = Oklch(lightness + count * step, chroma, hue).in_srgb()
            if all(contrast_ratio(found, other) >= least for other in others):
                return count, found
        return None

    far = first(range(_STRIDE, last + _STRIDE, _STRIDE))
    near = far and first(range(far[0] - _STRIDE + 1, far[0] + 1))
    return near[1] if near else None


def _lab(color: Color) -> Triple:
    red, green, blue = (linear(channel / 255) for channel in color)
    long, medium, short = _times(_TO_CONES, (red, green, blue))
    return _times(_TO_LAB, (cbrt(long), cbrt(medium), cbrt(short)))


def _light(lab: Triple) -> Triple:
    """Linear sRGB, outside 0 to 1 where sRGB has no such colour."""
    one, two, three = _times(_FROM_LAB, lab)
    return _times(_FROM_CONES, (one * one * one, two * two * two, three * three * three))


def _times(matrix: tuple[Triple, ...], vector: Triple) -> Triple:
    x, y, z = vector
    (a, b, c), (d, e, f), (g, h, i) = matrix
    return a * x + b * y + c * z, d * x + e * y + f * z, g * x + h * y + i * z


def _fits(channels: Triple) -> bool:
    return min(channels) >= -_NOISE and max(channels) <= 1 + _NOISE
