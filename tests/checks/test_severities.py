"""How much a check matters: by itself, to a brand, where a fact is unsure; what is kept of it."""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cards import card

from sharegen.build import Options, Outcome, build
from sharegen.catalog.checks import CHECKS, OF_STAGE
from sharegen.catalog.proofs import COPY, FRAME, Copy, Figure, Found, Proof, on_copy, on_frame
from sharegen.check import check
from sharegen.layout import layout
from sharegen.load import load_project
from sharegen.model.diagnostic import Diagnostic, ProjectError, Severity
from sharegen.resolve import Selection

CHECKING = importlib.import_module("sharegen.check")  # sharegen.check is the library's function
WHY = "for the test"
BUILT = Selection(("x-post", "instagram-square"), ("like-this", "not-like-this"))


@on_frame(why="it would be wrong", source=WHY, placed=True)
def wrong_on_x(proof: Proof) -> Iterator[Found | Figure]:
    """Nothing is made for X."""
    if proof.card.placement.platform == "x":
        yield Found("it is made for X", "make it for another platform")
    else:
        yield Figure(7)


@on_copy(why="it would be wrong", source=WHY)
def no_vans(copy: Copy) -> Iterator[Found]:
    """No caption is about a van."""
    for caption in copy.captions:
        if caption.background == "rumour-post":
            yield Found("a van", "take another picture", caption.at, caption.id)


@pytest.fixture
def added(monkeypatch: pytest.MonkeyPatch) -> None:
    for row in (wrong_on_x, no_vans):
        monkeypatch.setitem(CHECKS, row.id, row)
        monkeypatch.setitem(OF_STAGE, row.stage, (*OF_STAGE[row.stage], row))
    monkeypatch.setattr(CHECKING, "_asked", CHECKING._asked.__wrapped__)  # what it kept lacks them


def brand(project: Path, *rows: str) -> None:
    path = project / "assets" / "brand.yaml"
    checks = "".join(f"  {row}\n" for row in rows)
    path.write_text(path.read_text("utf-8") + f"\nchecks:\n{checks}", "utf-8")


def built(project: Path, selection: Selection = BUILT) -> Outcome:
    return build(load_project(project), selection, Options(project / "dist"))


def ours(done: Outcome) -> list[Diagnostic]:
    return [problem for problem in done.problems if problem.code in ("wrong-on-x", "no-vans")]


def images(project: Path) -> dict[str, dict[str, object]]:
    manifest = json.loads((project / "dist" / "manifest.json").read_bytes())
    return {image["id"]: image for image in manifest["images"]}


@pytest.mark.usefixtures("added")
def test_an_error_leaves_out_a_picture_and_a_caption(project: Path) -> None:
    done = built(project)
    errors = {(p.code, p.caption) for p in done.problems if p.severity is Severity.ERROR}
    assert errors == {("wrong-on-x", "like-this"), ("no-vans", "not-like-this")}
    assert {image["caption"] for image in images(project).values()} == {"like-this"}
    (image,) = images(project).values()
    assert image["placement"] == "instagram-square"
    assert image["checks"]["wrong-on-x"] == 7  # type: ignore[index]
    assert image["checks"]["outside-canvas"] is True  # type: ignore[index]
    assert "warnings" not in image


@pytest.mark.usefixtures("added")
def test_a_brand_makes_less_of_a_check_with_a_reason(project: Path) -> None:
    rows = ("wrong-on-x: {severity: warn, why: ours}", "no-vans: {severity: off, why: ours}")
    brand(project, *rows)
    for _ in range(2):  # the second build makes nothing, and says the same
        done = built(project)
        found = [(p.code, p.severity, p.caption, p.where) for p in ours(done)]
        assert found == [
            ("wrong-on-x", Severity.WARNING, caption, ("x-post",))
            for caption in ("like-this", "not-like-this")
        ]
    assert not done.built and done.unchanged == 4
    shown = images(project)
    assert len(shown) == 4
    for image in shown.values():
        remarks = image.get("warnings", [])
        assert len(remarks) == (image["placement"] == "x-post")  # type: ignore[arg-type]
        assert ("wrong-on-x" in image["checks"]) == (not remarks)  # type: ignore[operator]


@pytest.mark.usefixtures("added")
def test_strict_stops_at_a_warning_of_a_picture_that_is_there(project: Path) -> None:
    brand(project, "wrong-on-x: {severity: warn, why: ours}", "no-vans: {severity: off, why: ours}")
    built(project)
    options = Options(project / "dist", strict=True)
    assert not build(load_project(project), BUILT, options).written


@pytest.mark.usefixtures("added")
def test_a_problem_of_a_caption_that_is_not_asked_for_is_not_said(project: Path) -> None:
    done = built(project, replace(BUILT, placements=("instagram-square",), captions=("like-this",)))
    assert not ours(done)


@pytest.mark.usefixtures("added")
@pytest.mark.parametrize(
    ("confidence", "severity"), [("A", "error"), ("C", "warning"), ("M", "warning")]
)
def test_a_fact_nobody_is_sure_of_only_warns(confidence: str, severity: str) -> None:
    made = card("Ask first.", "x-post")
    made = replace(made, placement=replace(made.placement, confidence=confidence))
    (problem,) = check(FRAME, Proof(made, layout(made))).problems
    assert problem.severity.value == severity


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("outside-canvass: {severity: off, why: ours}", "unknown-check"),
        ("outside-canvas: {severity: maybe, why: ours}", "unknown-value"),
        ("outside-canvas: {severity: off}", "missing-key"),
        ("outside-canvas: off", "wrong-kind"),
    ],
)
def test_what_brand_yaml_says_of_a_check_is_checked(project: Path, row: str, code: str) -> None:
    brand(project, row)
    with pytest.raises(ProjectError) as raised:
        load_project(project)
    assert code in {problem.code for problem in raised.value.problems}


def test_stages_of_all_checks_are_known() -> None:
    assert no_vans.stage == COPY and wrong_on_x.stage == FRAME
