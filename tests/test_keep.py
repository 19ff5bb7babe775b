"""`card --save`: lines are put in, nothing else changes, and what cannot be kept is refused."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sharegen.keep import keep
from sharegen.load import load_project
from sharegen.model.diagnostic import ProjectError
from sharegen.oneoff import Wish, text_of

ROOT = Path(__file__).resolve().parents[1]
Run = Callable[..., CompletedProcess[str]]
WISH = Wish("Ask **first.**", ())

LAYOUTS = {
    "plain": "language: en\ncaptions:\n  - id: one\n    text: {en: One}\n",
    "no indent": "language: en\ncaptions:\n- id: one\n  text:\n      en: One\n\nsources: {}\n",
    "no last line end": 'language: en\ncaptions:\n  - {id: one, text: {en: "One"}}',
    "comments": (
        "# head\nlanguage: en\ncaptions:\n\n  # first\n  - id: one  # one\n    text:\n"
        "      en: |\n        # no comment\n        One\n\n    # about the first\n\n"
        "# about sources\nsources: {}\n"
    ),
    "windows": "language: en\r\ncaptions:\r\n  - id: one\r\n    text: {en: One}\r\n",
    "byte order mark": "\ufefflanguage: en\ncaptions:\n  - id: one\n    text: {en: One}\n",
    "captions first": "captions:\n  -\n    id: one\n    text: {en: One}\nlanguage: en\n",
    "close together": (
        "language: en\ncaptions:\n  - id: zero\n    text: {en: Zero}\n"
        "  - id: one\n    text: {en: 'One\n      two'}\n# end\n"
    ),
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "assets", folder / "assets")
    return folder


@pytest.fixture(scope="module")
def bare(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with one background, as it is read for each example."""
    folder = Path(shutil.copytree(home, tmp_path_factory.mktemp("bare"), dirs_exist_ok=True))
    file = folder / "assets/backgrounds/backgrounds.yaml"
    file.write_text("night: {tone: dark}\n", "utf-8")
    return folder


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_draft_comes_after_the_last_caption_and_no_line_changes(home: Path, layout: str) -> None:
    path = home / "captions.yaml"
    path.write_bytes(layout.encode())
    before = load_project(home)
    kept = keep(before, WISH)
    kept.write()
    after = load_project(home)
    assert after.captions[:-1] == before.captions and after.problems == before.problems
    draft = after.captions[-1]
    assert (draft.id, draft.status) == ("ask-first", "draft")
    assert (draft.text["en"].text.value, draft.text["en"].text.spans) == ("Ask first.", ((4, 10),))
    old, new = (
        layout.encode().splitlines(keepends=True),
        path.read_bytes().splitlines(keepends=True),
    )
    if not layout.endswith("\n"):
        old[-1] += b"\n"
    rest = iter(new)
    assert all(line in rest for line in old), "every line is there as it was, in order"
    assert (b"\r\n" in path.read_bytes()) == ("\r\n" in layout)


def test_the_files_own_indentation_is_taken_up(home: Path) -> None:
    (home / "captions.yaml").write_text(LAYOUTS["no indent"], "utf-8")
    text = keep(load_project(home), WISH).text.encode().decode()
    assert text == LAYOUTS["no indent"].replace(
        "\nsources",
        '\n- id: ask-first\n  text:\n      en: "Ask **first.**"\n  status: draft\n\nsources',
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.text(min_size=1, max_size=60))
def test_any_words_that_may_be_printed_come_back_as_they_were(bare: Path, words: str) -> None:
    (bare / "captions.yaml").write_text(LAYOUTS["plain"], "utf-8")
    project = load_project(bare)
    try:
        kept = keep(project, Wish(words, ()), "mine")
    except ProjectError:
        return
    kept.write()
    (_, draft) = load_project(bare).captions
    (bare / "captions.yaml").write_text(LAYOUTS["plain"], "utf-8")
    assert draft.text["en"].text == text_of(Wish(words, ()))


def test_card_saves_and_says_so(run: Run, home: Path) -> None:
    captions = home / "captions.yaml"
    shutil.copy(ROOT / "captions.yaml", captions)
    captions.chmod(0o640)
    before = captions.read_text("utf-8")
    words = ("card", "Look **twice.**\nShare once.", "--to", "open-graph")
    made = run(*words, "--background", "phone", "--alt", "Look.", "--save", cwd=home)
    assert made.returncode == 0, made.stderr
    assert "saved: look-twice-share-once" in made.stderr
    text = captions.read_text("utf-8")
    new = (
        "\n  - id: look-twice-share-once\n    text:\n"
        '      en: "Look **twice.**\\nShare once."\n    alt:\n      en: "Look."\n'
        "    background: phone\n    status: draft\n"
    )
    assert text == before.replace("\n# The talking points.", f"{new}\n# The talking points.")
    assert captions.stat().st_mode & 0o777 == 0o640
    assert run("check", cwd=home).returncode == 0
    again = run(*words, "--save", cwd=home)
    assert (again.returncode, "error[already-saved]" in again.stderr) == (2, True)
    for id in ("like-this", "missing-children", "thread", "thread-2"):
        other = run("card", "Look.", "--save", "--id", id, cwd=home)
        assert (other.returncode, "error[id-taken]" in other.stderr) == (2, True)
    assert captions.read_text("utf-8") == text


def test_what_cannot_be_set_or_kept_changes_nothing(run: Run, home: Path, tmp_path: Path) -> None:
    captions = home / "captions.yaml"
    for content, words, word in (
        (LAYOUTS["plain"], "word " * 300, "overflow"),
        (LAYOUTS["plain"], "Fine.\n--id Bad", "bad-id"),
        ("language: en\ncaptions: [{id: one, text: {en: One}}]\n", "Fine.", "not-saved"),
    ):
        captions.write_text(content, "utf-8")
        words, _, id = words.partition("\n--id ")
        extra = ("--id", id) if id else ()
        wrong = run("card", words, "--save", *extra, cwd=home)
        assert wrong.returncode in (1, 2) and f"error[{word}]" in wrong.stderr, wrong.stderr
        assert captions.read_text("utf-8") == content
    nowhere = run("card", "Fine.", "--save", cwd=tmp_path)
    assert (nowhere.returncode, "error[no-project]" in nowhere.stderr) == (2, True)
    assert run("card", "Fine.", "--id", "x", cwd=tmp_path).returncode == 2
