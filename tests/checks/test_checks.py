"""Every check passes a good frame and finds what its rule forbids."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from cards import card

from sharegen.catalog.checks import CHECKS
from sharegen.catalog.proofs import FRAME, STAGES, Found, Proof
from sharegen.check import check
from sharegen.layout import layout
from sharegen.model.card import Card
from sharegen.model.diagnostic import Severity
from sharegen.model.frame import Frame
from sharegen.model.geometry import Rect
from sharegen.model.project import Variant


def good() -> Proof:
    """Words beside an avatar, over a subject that they keep clear of."""
    made = card("Ask first. Then **share what you know.**", "x-header")
    frame = layout(made)
    ground = replace(frame.ground, subject=Rect(frame.size.width - 40, 0, 40, 40))
    return Proof(made, replace(frame, ground=ground))


def with_words_at(frame: Frame, ink: Rect) -> Frame:
    (setting,) = frame.settings
    return replace(frame, settings=(replace(setting, ink=ink),))


def _off_the_canvas(made: Card, frame: Frame) -> Frame:
    return with_words_at(frame, Rect(-1, 10, 50, 50))


def _off_the_safe_area(made: Card, frame: Frame) -> Frame:
    (setting,) = frame.settings
    return with_words_at(frame, replace_x(setting.ink, frame.safe.x - 0.04 * setting.size_px))


def replace_x(rect: Rect, x: float) -> Rect:
    return Rect(x, rect.y, 10, rect.height)


def _on_the_subject(made: Card, frame: Frame) -> Frame:
    (setting,) = frame.settings
    x, y = setting.ink.right - 1, setting.ink.bottom - 1
    return replace(frame, ground=replace(frame.ground, subject=Rect(x, y, 50, 50)))


def _through_the_subject(made: Card, frame: Frame) -> Frame:
    art = Variant("any", "a.png", "raster", "0", 3000, 2000, Rect(0, 0, 1600, 2000))
    ground = replace(frame.ground, subject=None, variant=art, window=Rect(100, 0, 2900, 966))
    return replace(frame, ground=ground)


def _under_the_avatar(made: Card, frame: Frame) -> Frame:
    (footer,) = frame.footer
    area = made.placement.obstacles[0].area
    ink = Rect(area.right - 1, area.y, footer.ink.width, footer.ink.height)
    return replace(frame, footer=(replace(footer, ink=ink),))


def _one_on_the_other(made: Card, frame: Frame) -> Frame:
    (setting,), (footer,) = frame.settings, frame.footer
    return replace(frame, settings=(setting, replace(setting, role="second")), footer=(footer,))


def _pale(made: Card, frame: Frame) -> Frame:
    return replace(frame, ground=replace(frame.ground, fill=made.case.color("accent")))


BAD: dict[str, Callable[[Card, Frame], Frame]] = {
    "outside-canvas": _off_the_canvas,
    "outside-safe-area": _off_the_safe_area,
    "over-subject": _on_the_subject,
    "subject-cropped": _through_the_subject,
    "covered": _under_the_avatar,
    "overlap": _one_on_the_other,
    "contrast": _pale,
}


def _bad(file: Path) -> dict[str, object]:
    """What a module of tests has as examples of what checks find."""
    examples: dict[str, object] = getattr(import_module(file.stem), "BAD", {})
    return examples


def test_every_check_has_one_example() -> None:
    files = sorted(Path(__file__).parent.glob("test_*.py"))
    assert sorted(id for file in files for id in _bad(file)) == sorted(CHECKS)


@pytest.mark.parametrize("id", CHECKS)
def test_a_check_says_what_it_holds_and_why(id: str) -> None:
    row = CHECKS[id]
    assert row.id == id and row.stage in STAGES
    for words in (row.about, row.why, row.source):
        assert words and not words.endswith(".")
    assert row.about[0].isupper()


@pytest.mark.parametrize("id", BAD)
def test_a_good_frame_passes(id: str) -> None:
    assert list(CHECKS[id].run(good())) == []


@pytest.mark.parametrize("id", BAD)
def test_what_the_rule_forbids_is_found(id: str) -> None:
    made, frame = good()
    broken = BAD[id](made, frame)
    found = [one for one in CHECKS[id].run(Proof(made, broken)) if isinstance(one, Found)]
    assert found
    for one in found:
        assert one.message and one.hint and not one.message.endswith(".")
    made = replace(made, placement=replace(made.placement, confidence="A"))
    problems = check(FRAME, Proof(made, broken)).problems
    assert {problem.code for problem in problems} == {id}
    assert {problem.severity for problem in problems} == {Severity.ERROR}
    assert {problem.where for problem in problems} == {("x-header",)}


def test_the_limit_of_contrast_is_the_brands_and_pictures_wait_for_pixels() -> None:
    made, frame = good()
    (rule,) = (CHECKS["contrast"],)
    pale = _pale(made, frame)
    assert not list(rule.run(Proof(replace(made, contrast=1.0), pale)))
    strict = list(rule.run(Proof(replace(made, contrast=21.1), frame)))
    assert len(strict) == len({found.message for found in strict}) >= 2
