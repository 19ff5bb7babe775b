"""Colours as the eye has them: known values, and that the colour proposed is the nearest one."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sharegen.model.color import Color, contrast_ratio
from sharegen.model.oklch import STEP, Oklch, apart, nearest

WHITE, BLACK = Color(255, 255, 255), Color(0, 0, 0)
HUED = 0.06  # chroma below which half a step of each channel may turn the hue by more than 2°
DARK = 0.3  # lightness below which one step of a channel is a long way
colors = st.builds(Color, *[st.integers(0, 255)] * 3)
limits = st.sampled_from((4.5, 7.0, 10.0))


@pytest.mark.parametrize(
    ("color", "lightness", "chroma", "hue"),
    [  # CSS Color 4 gives these of sRGB's corners to three places
        ("#ff0000", 0.628, 0.258, 29.2),
        ("#00ff00", 0.866, 0.295, 142.5),
        ("#0000ff", 0.452, 0.313, 264.1),
        ("#ffff00", 0.968, 0.211, 109.8),
        ("#ffffff", 1.0, 0.0, None),
        ("#808080", 0.600, 0.0, None),
    ],
)
def test_known_colors(color: str, lightness: float, chroma: float, hue: float | None) -> None:
    found = Oklch.of(Color.parse(color))
    assert found[:2] == pytest.approx((lightness, chroma), abs=6e-4)
    assert hue is None or found.hue == pytest.approx(hue, abs=0.06)


@given(colors)
def test_there_and_back(color: Color) -> None:
    assert Oklch.of(color).in_srgb() == color


@given(st.floats(DARK, 0.99), st.floats(0, 0.4), st.floats(0, 360))
def test_what_srgb_lacks_loses_chroma_alone(lightness: float, chroma: float, hue: float) -> None:
    found = Oklch.of(Oklch(lightness, chroma, hue).in_srgb())
    assert found.lightness == pytest.approx(lightness, abs=0.004)
    assert found.chroma <= chroma + 0.006
    if found.chroma >= HUED:
        assert _turned(found.hue, hue) < 2


@given(colors, st.lists(colors, min_size=1, max_size=3), limits)
def test_the_nearest_color_is_enough_and_no_more(
    color: Color, others: list[Color], least: float
) -> None:
    found = nearest(color, tuple(others), least)
    if found is None:
        if len(others) == 1:
            assert all(contrast_ratio(end, others[0]) < least for end in (WHITE, BLACK))
        return
    assert all(contrast_ratio(found, other) >= least for other in others)
    before, after = Oklch.of(color), Oklch.of(found)
    if min(before.chroma, after.chroma) >= HUED:
        assert _turned(before.hue, after.hue) <= 2
    assert after.chroma <= before.chroma + 0.006 or after.lightness <= DARK


@given(colors, colors, limits)
def test_one_step_less_would_not_do(color: Color, other: Color, least: float) -> None:
    assume(contrast_ratio(color, other) < least)
    found = nearest(color, (other,), least)
    assume(found is not None)
    lightness, chroma, hue = Oklch.of(color)
    sign = 1 if Oklch.of(found).lightness > lightness else -1
    steps = range(round(abs(Oklch.of(found).lightness - lightness) / STEP) + 8)
    ways = [Oklch(lightness + sign * count * STEP, chroma, hue).in_srgb() for count in steps]
    good = [way for way in ways if contrast_ratio(way, other) >= least]
    assert good[0] == found, "the first that does, and all before it do not"


@given(colors, colors)
def test_a_color_that_does_is_left_as_it_is(color: Color, other: Color) -> None:
    assert nearest(color, (other,), contrast_ratio(color, other)) == color


def test_how_far_colors_are_apart() -> None:
    assert apart(WHITE, BLACK) == pytest.approx(1, abs=1e-6)
    assert apart(Color(90, 90, 90), Color(90, 90, 90)) == 0


def _turned(one: float, other: float) -> float:
    return abs((one - other + 180) % 360 - 180)
