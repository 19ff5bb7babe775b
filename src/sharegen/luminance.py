"""The luminance of px, and what is asked of it: how many px of a mask have how much."""

from __future__ import annotations

from functools import lru_cache

from PIL import Image, ImageMath

from sharegen.model.color import Color

ONE = 1 << 24  # how luminance 1 is counted: exact to a ten-millionth


def luminance(picture: Image.Image) -> Image.Image:
    """The relative luminance of every px (WCAG 2.2), 1 being counted as 2²⁴."""
    parts = (
        band.point(table, "I") for band, table in zip(picture.split(), _weights(), strict=True)
    )
    red, green, blue = parts
    summed = ImageMath.lambda_eval(
        lambda bands: bands["red"] + bands["green"] + bands["blue"],
        red=red,
        green=green,
        blue=blue,
    )
    assert isinstance(summed, Image.Image)
    return summed


def value_at(seen: Image.Image, mask: Image.Image, rank: int) -> int:
    """The luminance that so many px of a ring are below, in order: byte by byte, since a count of
    256 values is quick. What lies outside of what is looked at falls into the first or the last."""
    low = 0
    for shift in (16, 8, 0):
        count = 0
        for number, more in enumerate(_bytes(seen, low, shift).histogram(mask)):
            count += more
            if count > rank:
                low += number << shift
                break
    return low


def extreme(seen: Image.Image, mask: Image.Image, lightest: bool) -> int:
    """The most luminance in a ring, or the least."""
    found = ImageMath.lambda_eval(
        lambda bands: (
            bands["seen"] * (bands["mask"] != 0)
            if lightest
            else bands["seen"] + (bands["mask"] == 0) * 2 * ONE
        ),
        seen=seen,
        mask=mask,
    )
    least, most = found.getextrema()
    return int(most if lightest else least)


def counts(seen: Image.Image, mask: Image.Image, between: tuple[int, int]) -> tuple[int, int]:
    """How many px of a ring are not between two luminances, and how many are."""
    least, most = between
    near = ImageMath.lambda_eval(
        lambda bands: bands["convert"]((bands["seen"] > least) & (bands["seen"] < most), "L"),
        seen=seen,
    )
    off, on, *_ = near.histogram(mask)
    return off, on


def _bytes(seen: Image.Image, low: int, shift: int) -> Image.Image:
    found = ImageMath.lambda_eval(
        lambda bands: bands["convert"]((bands["seen"] - low) >> shift, "L"), seen=seen
    )
    assert isinstance(found, Image.Image)
    return found


@lru_cache(maxsize=1)
def _weights() -> tuple[list[int], list[int], list[int]]:
    """What each value of a channel adds to the luminance."""
    return (
        [round(ONE * Color(value, 0, 0).luminance) for value in range(256)],
        [round(ONE * Color(0, value, 0).luminance) for value in range(256)],
        [round(ONE * Color(0, 0, value).luminance) for value in range(256)],
    )
