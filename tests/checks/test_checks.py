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
from sharegen.model.frame import Code, Frame
from sharegen.model.geometry import Insets, Rect
from sharegen.model.project import Variant
from sharegen.model.spec import CIRCLE, Crop


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


def _near_the_subject(made: Card, frame: Frame) -> Frame:
    (setting,), gap = frame.settings, made.grid.gap_u * frame.size.unit
    x = setting.ink.right + gap - 0.04 * setting.size_px
    return replace(frame, ground=replace(frame.ground, subject=Rect(x, 0, 50, 500)))


BAD: dict[str, Callable[[Card, Frame], Frame]] = {
    "outside-canvas": _off_the_canvas,
    "outside-safe-area": _off_the_safe_area,
    "over-subject": _on_the_subject,
    "subject-cropped": _through_the_subject,
    "covered": _under_the_avatar,
    "overlap": _one_on_the_other,
    "gap": _near_the_subject,
}
ALSO = ("crops",)  # which are those of a placement


def _bad(file: Path) -> list[str]:
    """The checks that a module of tests has an example for of what they find."""
    module = import_module(file.stem)
    return [*getattr(module, "BAD", ()), *getattr(module, "ALSO", ())]


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


def found(id: str, made: Card, frame: Frame) -> list[str]:
    return [one.message for one in CHECKS[id].run(Proof(made, frame)) if isinstance(one, Found)]


def moved(frame: Frame, right: float) -> Frame:
    (setting,) = frame.settings
    lines = tuple(
        replace(line, x=line.x + right, ink=line.ink.moved(right)) for line in setting.lines
    )
    return replace(frame, settings=(replace(setting, ink=setting.ink.moved(right), lines=lines),))


def test_one_px_outside_the_safe_area_is_outside() -> None:
    made, frame = good()
    assert not found("outside-safe-area", made, frame)
    assert found("outside-safe-area", made, moved(frame, -1))
    (setting,) = frame.settings
    room = frame.safe.right - setting.ink.right
    assert not found("outside-safe-area", made, moved(frame, room))
    assert found("outside-safe-area", made, moved(frame, room + 1))


def test_the_footer_keeps_to_the_safe_area_too() -> None:
    made, frame = good()
    (footer,) = frame.footer
    for ink in (footer.ink.moved(9 - footer.ink.x), footer.ink.moved(0, footer.size_px)):
        wrong = replace(frame, footer=(replace(footer, ink=ink),))
        assert found("outside-safe-area", made, wrong)[0].startswith("footer")


def test_words_keep_inside_the_disc() -> None:
    made, frame = good()
    made = replace(made, placement=replace(made.placement, keep_inside=CIRCLE))
    assert found("outside-safe-area", made, frame)


def _cropped(frame: Frame, made: Card, confidence: str) -> Card:
    left = frame.settings[0].ink.x + 1
    crop = Crop("grid", Insets(0, 0, 0, left), confidence, "")
    return replace(made, placement=replace(made.placement, crops=(crop,), confidence="A"))


def test_a_crop_that_takes_a_letter_fails_or_warns_as_sure_as_it_is() -> None:
    made, frame = good()
    assert not found("crops", made, frame)
    for confidence, severity in (("D", Severity.ERROR), ("C", Severity.WARNING)):
        problems = check(FRAME, Proof(_cropped(frame, made, confidence), frame)).problems
        cut = [problem for problem in problems if problem.code == "crops"]
        assert {problem.severity for problem in cut} == {severity}
        assert "is cut by the crop grid" in cut[0].message


def test_a_code_stands_alone_and_whole() -> None:
    made, frame = good()
    (footer,) = frame.footer
    panel = Rect(footer.ink.x + 10, footer.ink.y, 20, 20)
    code = Code(panel, 1, ("1",), made.case.color("ink"), made.case.color("surface"), "")
    assert found("overlap", made, replace(frame, code=code)) == ["footer and the code overlap"]
    outside = replace(frame, code=replace(code, panel=Rect(2, footer.ink.y, 20, 20)))
    assert found("outside-safe-area", made, outside) == ["the code leaves the safe area"]
