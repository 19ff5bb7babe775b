"""Checks on the type of a frame: a passing and a failing example of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from cards import card, placement
from speaking import spoken

from sharegen.catalog.checks import CHECKS
from sharegen.catalog.checks.lettering import as_seen, least_seen_apart
from sharegen.catalog.proofs import FRAME, Figure, Found, Proof
from sharegen.check import check
from sharegen.layout import layout
from sharegen.model.card import Card
from sharegen.model.color import Color
from sharegen.model.frame import Frame
from sharegen.model.spec import EVEN, Paper

Broken = tuple[Card, Frame]


def good() -> Proof:
    made = card("Ask first. Then **share what you know.**", "instagram-portrait")
    return Proof(made, layout(made))


def scaled(frame: Frame, by: float) -> Frame:
    (setting,) = frame.settings
    return replace(frame, settings=(replace(setting, size_px=setting.size_px * by),))


def _tiny(made: Card, frame: Frame) -> Broken:
    return made, scaled(frame, 0.3)


def _tall(made: Card, frame: Frame) -> Broken:
    (setting,) = frame.settings
    lines = setting.lines[:1] * 9
    return made, replace(frame, settings=(replace(setting, lines=lines),))


def _running(made: Card, frame: Frame, length: int) -> Broken:
    (passage,), (setting,) = made.passages, frame.settings
    style = replace(passage.style, lines=EVEN, face="body")
    line = replace(setting.lines[0], text="n" * length)
    setting = replace(setting, lines=(line, line, setting.lines[-1]))
    return replace(made, passages=(replace(passage, style=style),)), replace(
        frame, settings=(setting,)
    )


def _wide(made: Card, frame: Frame) -> Broken:
    return _running(made, frame, 76)


def _three_sizes(made: Card, frame: Frame) -> Broken:
    (setting,) = frame.settings
    others = [replace(setting, size_px=setting.size_px + by) for by in (0, 10, 20)]
    return made, replace(frame, settings=tuple(others))


def _pale(made: Card, frame: Frame) -> Broken:
    return made, replace(frame, ground=replace(frame.ground, fill=made.case.color("accent")))


def _by_colour_alone(made: Card, frame: Frame) -> Broken:
    (setting,) = frame.settings
    lines = tuple(
        replace(line, runs=tuple(replace(run, instance=(("wght", 600.0),)) for run in line.runs))
        for line in setting.lines
    )
    return made, replace(frame, settings=(replace(setting, lines=lines),))


BAD: dict[str, Callable[[Card, Frame], Broken]] = {
    "small-type": _tiny,
    "line-count": _tall,
    "measure": _wide,
    "family-of-sizes": _three_sizes,
    "contrast-on-ground": _pale,
    "colour-alone": _by_colour_alone,
}


def found(id: str, made: Card, frame: Frame) -> list[str]:
    return [one.message for one in CHECKS[id].run(Proof(made, frame)) if isinstance(one, Found)]


def figure(id: str, made: Card, frame: Frame) -> object:
    return next(
        (one.value for one in CHECKS[id].run(Proof(made, frame)) if isinstance(one, Figure)), None
    )


@pytest.mark.parametrize("id", BAD)
def test_a_good_frame_passes(id: str) -> None:
    assert not found(id, *good())


@pytest.mark.parametrize("id", BAD)
def test_what_the_rule_forbids_is_found(id: str) -> None:
    made, frame = BAD[id](*good())
    assert found(id, made, frame)
    if id != "line-count":  # lines of one picture on one another overlap no passage
        codes = {problem.code for problem in check(FRAME, Proof(made, frame)).problems}
        assert codes - {"overlap"} == {id}


def test_sizes_are_told_in_what_they_are_read_at() -> None:
    made, frame = good()
    assert figure("small-type", made, frame) == {"least_css_px": 12.2}
    assert "CSS px on a phone 360 wide; at least 15" in found("small-type", *_tiny(made, frame))[0]


def test_a_feed_that_shows_less_than_a_phone_is_held_to_eleven() -> None:
    made, frame = good()
    narrow = replace(made, placement=replace(made.placement, display_width=321))
    assert "as instagram-portrait shows it" in found("small-type", narrow, frame)[0]
    thumbnail = replace(made, placement=replace(made.placement, display_width=175))
    assert not found("small-type", thumbnail, frame)  # it is opened before it is read


def test_a_strip_may_whisper_and_print_is_measured_in_points() -> None:
    words = "Ask first. Then **share what you know.**"
    strip = card(words, placement(1500, 500))
    frame = layout(strip)
    (setting,) = frame.settings
    twelve = 12.0 * 1500 / 360 / setting.size_px
    assert not found("small-type", strip, scaled(frame, twelve))
    assert found("small-type", strip, scaled(frame, twelve * 0.99))
    made, frame = good()
    paper = replace(made, placement=replace(made.placement, paper=Paper(300)))
    assert found("small-type", paper, frame) == [
        "footer is 8.8 pt in print; at least 12 is asked for"
    ]


@pytest.mark.parametrize(("length", "wrong"), [(24, True), (25, False), (75, False), (76, True)])
def test_the_measure_of_running_text(length: int, wrong: bool) -> None:
    assert bool(found("measure", *_running(*good(), length))) is wrong


def test_the_limit_of_contrast_is_the_brands() -> None:
    made, pale = _pale(*good())
    assert not found("contrast-on-ground", replace(made, contrast=1.0), pale)
    strict = found("contrast-on-ground", replace(made, contrast=21.1), good().frame)
    assert len(strict) == len(set(strict)) >= 2


def test_colours_as_others_see_them() -> None:
    grey = Color(128, 128, 128)
    for kind in range(3):
        assert all(abs(a - b) <= 1 for a, b in zip(as_seen(grey, kind), grey, strict=True))
    # to a deuteranope these have nearly one hue; to all others they are red and green
    red, green = Color(200, 60, 40), Color(120, 120, 20)
    one, other = as_seen(red, 1), as_seen(green, 1)
    assert abs(one.red - other.red) < 40 < red.red - green.red
    white, black = Color(255, 255, 255), Color(0, 0, 0)
    assert least_seen_apart(white, black) == pytest.approx(21, abs=0.1)


def test_emphasis_without_a_heavier_face_is_found() -> None:
    made = spoken("ja", "instagram-square")
    (message,) = found("colour-alone", made, layout(made))
    assert "and not in weight" in message
