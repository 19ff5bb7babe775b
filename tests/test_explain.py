"""`explain`: the figures are those of the frame, and every reason against larger type is true."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from sharegen.explain import Question, explain, in_words
from sharegen.layout import areas_of, layout
from sharegen.layout.choose import set_passage
from sharegen.layout.trials import trials
from sharegen.load import load_project
from sharegen.model.diagnostic import CardError
from sharegen.model.project import Project
from sharegen.resolve import Selection, resolve

ROOT = Path(__file__).resolve().parents[1]
Run = Callable[..., CompletedProcess[str]]


@pytest.fixture(scope="module")
def project() -> Project:
    return load_project(ROOT)


def test_the_figures_are_those_of_the_frame(project: Project) -> None:
    for card in resolve(project, Selection()).cards:
        found = explain(project, Question(card.caption, card.placement.id))
        rows = {row["role"]: row for row in found["passages"]}
        frame = layout(card)
        assert list(rows) == [setting.role for setting in frame.settings]
        for setting in frame.settings:
            row = rows[setting.role]
            assert row["size_px"] == round(setting.size_px, 2)
            assert [line["text"] for line in row["lines"]] == [line.text for line in setting.lines]
            assert (row["region"], row["rung"]) == (setting.region, setting.rung)
        assert frame.headline is not None
        headline = rows[frame.headline.role]
        assert all(found[key] == value for key, value in headline.items())


def test_every_larger_step_is_dearer_or_does_not_fit(project: Project) -> None:
    reasons = set()
    for card in resolve(project, Selection()).cards:
        for passage, setting, areas in areas_of(card, layout(card)):
            for trial in trials(card, passage, setting, areas):
                alone = replace(
                    passage,
                    size_cap=None,
                    short=None,
                    style=replace(
                        passage.style,
                        sizes_u=(trial.rung.size_px / card.placement.size.unit,),
                        floor_u=99,
                        widths=(int(trial.rung.width_axis),) * 2,
                    ),
                )
                if trial.cost is None:
                    reasons.add("overflow")
                    assert not trial.lines or trial.lines > trial.room
                    with pytest.raises(CardError):
                        set_passage(card, alone, areas)
                else:
                    reasons.add("dearer")
                    assert trial.cost >= setting.cost - 1e-3
                    assert len(set_passage(card, alone, areas).lines) == trial.lines
    assert reasons == {"overflow", "dearer"}


def test_explain_in_words_and_as_json(run: Run) -> None:
    place = ("explain", "groom-or-seduce", "open-graph")
    said = run(*place, cwd=ROOT)
    assert said.returncode == 0, said.stderr
    found = json.loads(run(*place, "--json", cwd=ROOT).stdout)
    assert {"placement", "size_px", "width_axis", "region", "rung", "lines"} <= set(found)
    assert f"{found['size_px']:g} px, width {found['width_axis']:g}" in said.stdout
    assert re.search(r"not .* px, width \d+: (needs \d+ lines, \d+ fit|fits .* more)", said.stdout)
    assert all(line["text"] in said.stdout for line in found["lines"])


def test_explain_takes_words_in_any_folder(run: Run) -> None:
    said = run("explain", "::error::x **Ask.**", "instagram-story", "--text")
    assert said.returncode == 0, said.stderr
    assert "this is the largest size" in said.stdout
    assert not [line for line in said.stdout.splitlines() if line.lstrip().startswith("::")]


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (("no-such", "open-graph"), 2, "unknown-caption"),
        (("like-*", "open-graph"), 2, "not-made"),
        (("like-this", "open-grph"), 2, "unknown-placement"),
        (("word " * 200, "open-graph", "--text"), 1, "overflow"),
    ],
)
def test_what_cannot_be_explained_is_said(
    run: Run, arguments: tuple[str, ...], code: int, word: str
) -> None:
    wrong = run("explain", *arguments, cwd=ROOT)
    assert (wrong.returncode, f"error[{word}]" in wrong.stderr) == (code, True), wrong.stderr


def test_every_field_is_explained(project: Project) -> None:
    text = (ROOT / "docs" / "explain.md").read_text("utf-8")
    found: dict[str, Any] = explain(project, Question("like-this", "instagram-story"))
    assert re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE) == list(found)
    assert set(found["larger"][0]) <= set(re.findall(r"`(\w+)`", text.partition("Each of")[2]))
    assert in_words(found)
