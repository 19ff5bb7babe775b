"""Quiet areas: where words stand best, and when they leave them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cards import card

from sharegen.catalog.languages import LANGUAGES
from sharegen.layout import layout
from sharegen.layout.region import NOT_QUIET, Region, rather_quiet
from sharegen.model.card import Card
from sharegen.model.geometry import Rect
from sharegen.model.project import Variant

WORDS = "Ask first. Then **share what you know.**"
ROOM = Region("whole", Rect(80, 80, 920, 800), 0.0)


def with_quiet(words: str, *quiet: Rect, mirrors: bool = True) -> Card:
    bare = card(words)
    width, height = map(float, bare.placement.size)
    art = Variant("square", "art.svg", "svg", "0", width, height, quiet=quiet)
    background = replace(bare.background, variants=(art,), mirrors=mirrors)
    return replace(bare, background=background)


def test_without_quiet_areas_nothing_changes() -> None:
    assert rather_quiet((ROOM,), (), 20) == (ROOM,)


def test_a_quiet_part_is_free_and_the_whole_costs_more() -> None:
    quiet = Rect(300, 300, 400, 200)
    assert rather_quiet((ROOM,), (quiet,), 20) == (
        replace(ROOM, area=quiet, below=0.0),
        replace(ROOM, price=NOT_QUIET),
    )
    above = Region("above", Rect(80, 80, 920, 300), 6.0)
    assert rather_quiet((above,), (quiet,), 20)[0] == Region("above", Rect(300, 300, 400, 80), 0.0)


def test_edges_that_nearly_meet_those_of_the_room_are_its_own() -> None:
    assert rather_quiet((ROOM,), (Rect(70, 95, 920, 790),), 20) == (ROOM,)
    (part, _) = rather_quiet((ROOM,), (Rect(95, 300, 300, 570),), 20)
    assert part.area == Rect(80, 300, 315, 580)


def test_what_lies_elsewhere_gives_no_part() -> None:
    assert rather_quiet((ROOM,), (Rect(0, 900, 1000, 180),), 20) == (
        replace(ROOM, price=NOT_QUIET),
    )


def test_words_stand_in_the_quiet_area_though_they_leave_the_baseline() -> None:
    quiet = Rect(0, 0, 1080, 540)
    found = layout(with_quiet(WORDS, quiet)).settings[0]
    assert quiet.contains(found.ink, slack=1e-6)
    assert not quiet.contains(layout(card(WORDS)).settings[0].ink)


def test_words_leave_an_area_that_is_much_too_small() -> None:
    frame = layout(with_quiet(WORDS, Rect(100, 100, 260, 120)))
    assert frame.settings == layout(card(WORDS)).settings or frame.settings[0].rung == "size"
    assert frame.settings[0].ink == layout(card(WORDS)).settings[0].ink


@pytest.mark.parametrize("mirrors", [True, False])
def test_readers_from_the_right_find_words_where_the_art_is_quiet(mirrors: bool) -> None:
    left = Rect(0, 200, 700, 700)
    made = with_quiet("اسأل أولا.", left, mirrors=mirrors)
    made = replace(made, case=replace(made.case, language=LANGUAGES["ar"]))
    frame = layout(made)
    seen = left.mirrored(1080) if mirrors else left
    assert frame.ground.quiet == (seen,)
    assert seen.grown(1).contains(frame.settings[0].ink)
