"""`build --pseudo`: words nobody speaks, to see what translations break; never beside real ones."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharegen.build import Options, build
from sharegen.catalog.languages import LANGUAGES
from sharegen.catalog.pseudo import ACCENTS, PSEUDO, RTL
from sharegen.cli.pseudo import trial_of
from sharegen.load import load_project, markup
from sharegen.model.diagnostic import Location, ProjectError
from sharegen.model.manuscript import Text
from sharegen.model.project import Project
from sharegen.pipeline import prove
from sharegen.resolve import Selection, resolve
from sharegen.resolve.pictured import pictured
from sharegen.translation.fixed import figures, fixed
from sharegen.translation.pseudo import pseudo_project, pseudo_selection, pseudo_text

ROOT = Path(__file__).resolve().parents[1]
Run = Callable[..., CompletedProcess[str]]
CAPTIONS = """\
language: en
captions:
  - id: short
    text: {en: "Ask **first.**"}
    status: approved
  - id: long
    text:
      en: >-
        Most of what children meet online is harmless, and **some of it is not, as you know,** so
        ask.
    background: house-key
    status: approved
  - {id: held, text: {en: "Held."}, status: hold, hold: "why"}
"""


def _parsed(words: str) -> Text:
    return markup.parse(words, Location(""))[0]


def test_words_are_longer_and_what_is_fixed_stays() -> None:
    source = _parsed("Call 1-888-373-7888 **now:** see\nexample.org a~b #stop 3/8")
    accents, mirrored = pseudo_text(source, ACCENTS), pseudo_text(source, RTL)
    assert accents.value == "[Çåååļļ 1-888-373-7888 ñööŵ: šééé\nexample.org åå\u00a0bb #stop] 3/8"
    assert accents.value[slice(*accents.spans[0])] == "ñööŵ:"
    assert mirrored.value.startswith("[ك") and mirrored.value.endswith("#stop] 3/8")


@pytest.fixture(scope="module")
def polaris() -> Project:
    return load_project(ROOT)


def test_a_set_of_texts_is_a_third_longer(polaris: Project) -> None:
    texts = [row.text["en"].text for row in pictured(polaris) if not row.number]
    for kind in PSEUDO:
        more = sum(len(pseudo_text(text, kind).value) - 2 for text in texts)
        assert 1.30 <= more / sum(len(text.value) for text in texts) <= 1.40


@given(st.text(max_size=80), st.sampled_from([*PSEUDO]))
def test_nothing_is_lost_of_any_words(words: str, kind: str) -> None:
    source = _parsed(words)
    made = pseudo_text(source, kind)
    assert len(made.spans) == len(source.spans)
    assert all(0 <= a < b <= len(made.value) for a, b in made.spans)
    assert made.value.count("\n") == source.value.count("\n")
    assert made.value.count("\u00a0") == source.value.count("\u00a0")
    assert all(kept in made.value for kept in fixed(source))
    if source.value.isascii():
        assert set(figures(made)) == set(figures(source))


@pytest.mark.parametrize("row", PSEUDO.values(), ids=PSEUDO)
def test_no_file_can_name_such_a_language(row: object) -> None:
    assert row not in LANGUAGES.values()


def test_right_to_left_is_set_in_letters_that_run_so(polaris: Project) -> None:
    project = pseudo_project(polaris, RTL, ("approved",))
    asked = Selection(("instagram-square",), ("like-this",), (), ("approved",))
    (card,) = resolve(project, pseudo_selection(asked, RTL)).cards
    frame = prove(card)
    assert card.case.rtl and card.status == "draft" and not card.alt_written
    (setting,) = frame.settings
    assert setting.lines[0].x + setting.lines[0].width > frame.size.width * 0.8


def test_pictures_go_into_a_folder_of_their_own(run: Run, project: Path) -> None:
    (project / "captions.yaml").write_text(CAPTIONS, "utf-8")
    to = ("--to", "instagram-square,open-graph")
    made = run("build", "--pseudo", "accents", *to, cwd=project)
    out = project / "pseudo"
    assert made.returncode == 1, made.stderr
    assert "captions.yaml:8:11: error[overflow]" in made.stderr, "at the line of its words"
    assert "held (why): held" in made.stderr
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    assert manifest["project"].endswith("(pseudo)")
    assert {image["lang"] for image in manifest["images"]} == {"en-XA"}
    assert {image["status"] for image in manifest["images"]} == {"draft"}
    assert all("_en-XA" in image["path"] for image in manifest["images"])
    assert (out / "contact-sheet-en-XA.png").is_file()
    assert not (project / "dist").exists()
    loaded = load_project(project)
    usual = {"languages": (), "release": False, "out": None}
    assert trial_of(loaded, Selection(), RTL, usual).out == out
    with pytest.raises(ProjectError) as refused:
        trial_of(loaded, Selection(), RTL, {**usual, "release": True})
    assert [problem.code for problem in refused.value.problems] == ["pseudo-release"]
    with pytest.raises(click.UsageError, match="leave --lang away"):
        trial_of(loaded, Selection(), RTL, {**usual, "languages": ("es",)})
    for options in (Options(out), Options(out, release=True)):
        with pytest.raises(ProjectError) as refused:
            build(loaded, Selection(("open-graph",), ("short",)), options)
        assert [problem.code for problem in refused.value.problems] == ["pseudo-folder"]
