"""Which part of the art is seen, and where words may stand beside it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharegen.layout.background import Aim, on_canvas, window
from sharegen.layout.region import regions
from sharegen.model.geometry import Rect, Size
from sharegen.model.project import Variant

SIZES = st.tuples(st.integers(200, 2000), st.integers(200, 2000))
RATIOS = st.tuples(st.floats(0, 0.7), st.floats(0, 0.7), st.floats(0.05, 0.3), st.floats(0.05, 0.3))


def variant(
    width: float, height: float, subject: Rect | None, stands: float | None = None
) -> Variant:
    return Variant("square", "art.png", "raster", "0", width, height, subject, stands)


@given(SIZES, SIZES, RATIOS)
def test_art_covers_the_canvas_and_keeps_its_ratio(
    art: tuple[int, int], canvas: tuple[int, int], box: tuple[float, float, float, float]
) -> None:
    width, height = art
    subject = Rect(box[0] * width, box[1] * height, box[2] * width, box[3] * height)
    size = Size(*canvas)
    seen = window(variant(width, height, subject), size, Rect(0, 0, *size), Aim())
    assert Rect(0, 0, width, height).contains(seen, 1e-6)
    assert seen.width / seen.height == pytest.approx(size.width / size.height)
    assert seen.width == pytest.approx(width) or seen.height == pytest.approx(height)


@given(SIZES, SIZES, RATIOS)
def test_a_subject_that_fits_is_never_cropped(
    art: tuple[int, int], canvas: tuple[int, int], box: tuple[float, float, float, float]
) -> None:
    width, height = art
    subject = Rect(box[0] * width, box[1] * height, box[2] * width, box[3] * height)
    seen = window(variant(width, height, subject), Size(*canvas), Rect(0, 0, *canvas), Aim())
    if subject.width <= seen.width and subject.height <= seen.height:
        assert seen.contains(subject, 1e-6)


def test_the_crop_moves_no_more_than_the_subject_needs() -> None:
    centred = window(variant(2000, 1000, None), Size(500, 500), Rect(0, 0, 500, 500), Aim())
    assert centred == Rect(500, 0, 1000, 1000)
    left = window(
        variant(2000, 1000, Rect(300, 0, 100, 100)), Size(500, 500), Rect(0, 0, 500, 500), Aim()
    )
    assert left == Rect(300, 0, 1000, 1000)


def test_the_subject_is_brought_into_the_safe_area() -> None:
    subject = Rect(450, 0, 100, 100)
    seen = window(variant(2000, 1000, subject), Size(500, 500), Rect(50, 0, 400, 500), Aim())
    assert on_canvas(subject, seen, Size(500, 500)).x == pytest.approx(50)


@pytest.mark.parametrize("line_y", [526.0, 568.0, 590.0])
def test_an_object_stands_on_the_line(line_y: float) -> None:
    art = variant(1200, 675, Rect(720, 168, 480, 400), stands=568)
    size = Size(1200, 630)
    seen = window(art, size, Rect(50, 50, 1100, 500), Aim(line_y))
    assert on_canvas(Rect(720, 168, 480, 400), seen, size).bottom == pytest.approx(line_y)


@given(SIZES, SIZES, st.tuples(st.floats(0, 1), st.floats(0, 1)))
def test_the_focus_is_seen_and_as_near_to_its_third_as_the_art_reaches(
    art: tuple[int, int], canvas: tuple[int, int], point: tuple[float, float]
) -> None:
    width, height = art
    focus = point[0] * width, point[1] * height
    size, aim = Size(*canvas), Aim(0, 2 / 3, 1 / 3)
    seen = window(replace(variant(width, height, None), focus=focus), size, Rect(0, 0, *size), aim)
    assert Rect(0, 0, width, height).contains(seen, 1e-6)
    for at, start, part, whole, wanted in (
        (focus[0], seen.x, seen.width, width, aim.across),
        (focus[1], seen.y, seen.height, height, aim.down),
    ):
        assert start - 1e-6 <= at <= start + part + 1e-6
        apart = at - start - wanted * part
        if abs(apart) > 1e-6:  # then the art ends there
            edge = whole - part if apart > 0 else 0
            assert start == pytest.approx(edge, abs=1e-6)


def test_the_subject_comes_before_the_third_of_the_focus() -> None:
    art = replace(variant(2000, 1000, Rect(900, 0, 400, 100)), focus=(1900, 50))
    seen = window(art, Size(500, 500), Rect(0, 0, 500, 500), Aim())
    assert seen == Rect(900, 0, 1000, 1000)


def test_what_is_left_beside_a_subject() -> None:
    room = Rect(80, 80, 920, 820)
    found = {r.name: r.area for r in regions(room, [Rect(600, 0, 480, 500)], 30, "foot")}
    assert found == {
        "below": Rect.between(80, 530, 1000, 900),
        "left": Rect.between(80, 80, 570, 900),
    }
    whole = regions(room, [], 30, "foot")
    assert [(r.name, r.area) for r in whole] == [("whole", room)]
    assert regions(room, [Rect(0, 0, 40, 40)], 30, "foot") == whole


def test_words_prefer_the_common_baseline() -> None:
    room = Rect(0, 0, 1000, 1000)
    foot = {r.name: r.price for r in regions(room, [Rect(300, 300, 400, 400)], 0, "foot")}
    head = {r.name: r.price for r in regions(room, [Rect(300, 300, 400, 400)], 0, "head")}
    assert foot["below"] < foot["left"] == foot["right"] < foot["above"]
    assert head["above"] < head["left"] < head["below"]
