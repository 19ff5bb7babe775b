"""The command line as a person meets it."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from PIL import Image

ROOT = Path(__file__).parents[1]
Run = Callable[..., CompletedProcess[str]]


def test_card_in_an_empty_folder_prints_path_post_and_alt(run: Run, tmp_path: Path) -> None:
    done = run("card", "Children **know their traffickers.**")
    assert done.returncode == 0, done.stderr
    path = tmp_path / done.stdout.strip()
    assert path.name == "draft-children-know-their-traffickers_instagram-square_1080x1080_en.png"
    with Image.open(path) as image:
        assert image.size == (1080, 1080)
        assert "draft" in image.info["XML:com.adobe.xmp"]
    alt = path.with_name(path.stem + ".alt.txt").read_text("utf-8")
    assert "post: Children know their traffickers.\nLearn the facts at" in done.stderr
    assert alt.strip() in done.stderr
    assert sorted(found.name for found in tmp_path.iterdir()) == sorted(
        [path.name, path.stem + ".alt.txt"]
    )


def test_card_with_the_words_of_an_approved_caption_is_that_caption(
    run: Run, tmp_path: Path
) -> None:
    done = run("card", "**Not** like this.", "--to", "open-graph", cwd=tmp_path)
    assert done.stdout.strip() == "not-like-this_open-graph_1200x630_en.png"


def test_card_takes_several_placements_a_folder_and_a_background(run: Run, tmp_path: Path) -> None:
    done = run(
        "card", "Ask first.", "--to", "x-post,open-graph", "-o", "here", "--background", "house-key"
    )
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "here").glob("*.png"))) == 2
    assert "A house key" in done.stderr or "house key" in done.stderr


def test_card_writes_the_file_it_was_told(run: Run, tmp_path: Path) -> None:
    assert run("card", "Ask first.", "-o", "mine.png").stdout.strip() == "mine.png"
    assert (tmp_path / "mine.png").is_file()
    assert (tmp_path / "mine.alt.txt").is_file()


@pytest.mark.parametrize(
    ("arguments", "code", "word", "hint"),
    [
        (["card", "x", "--to", "instagram-sqare"], 2, "unknown-placement", "did you mean"),
        (["card", "x", "--background", "house-kay"], 2, "unknown-background", "house-key"),
        (["card", "x", "--template", "statment"], 2, "unknown-template", "statement"),
        (["card", "漢"], 1, "missing-glyph", "hint"),
        (["card", "word " * 200], 1, "overflow", "cut about"),
        (["card", " "], 2, "empty-text", "hint"),
        (["card", "a\u202eb"], 2, "bidi-control", "U+202E"),
        (["card", "x", "--lang", "xx"], 2, "unknown-language", "en"),
        (["build"], 2, "no-project", "--project"),
        (["check", "--project", "nowhere"], 2, "file-missing", "captions.yaml"),
    ],
)
def test_a_mistake_is_answered_with_a_word_and_a_hint(
    run: Run, arguments: list[str], code: int, word: str, hint: str
) -> None:
    done = run(*arguments)
    assert done.returncode == code, done.stderr
    assert f"error[{word}]" in done.stderr
    assert hint in done.stderr
    assert "Traceback" not in done.stderr


def test_check_finds_every_problem_at_once_with_its_line(run: Run, tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / "captions.yaml").write_text(
        "language: en\ncaptions:\n"
        "  - id: one\n    text: {en: \"Hello 漢\"}\n    backgroud: house-key\n"
        "  - id: Two\n    text: {en: \"Fine\"}\n",
        "utf-8",
    )  # fmt: skip
    (project / "assets").symlink_to(ROOT / "assets")
    done = run("check", cwd=project)
    assert done.returncode == 2
    assert "captions.yaml:5:5: error[unknown-key]" in done.stderr
    assert "error[bad-id]" in done.stderr
    assert "^" in done.stderr


def test_check_of_the_project_is_good(run: Run) -> None:
    done = run("check", cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert "all good" in done.stderr


@pytest.mark.parametrize(
    "what", ["captions", "placements", "templates", "backgrounds", "languages"]
)
def test_lists_are_words_or_json_with_ids(run: Run, what: str) -> None:
    rows = json.loads(run("list", what, "--json", cwd=ROOT).stdout)
    assert all(row["id"] for row in rows)
    shown = run("list", what, cwd=ROOT).stdout
    assert all(row["id"] in shown for row in rows)


def test_templates_of_the_project_are_listed_and_marked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "captions.yaml").write_bytes((ROOT / "captions.yaml").read_bytes())
    shutil.copytree(ROOT / "assets", tmp_path / "assets")
    said = "levels: {about: Ours}\nloud: {extends: statement, about: Louder}\n"
    (tmp_path / "assets/templates.yaml").write_text(said, "utf-8")
    rows = json.loads(run("list", "templates", "--json").stdout)
    assert [(row["id"], row["own"]) for row in rows] == [
        ("statement", False),
        ("levels", True),
        ("loud", True),
    ]
    shown = run("list", "templates", "--project", ".").stdout.splitlines()
    assert [" own " in line for line in shown] == [False, True, True]
    done = run("card", "Ask **first.**", "--template", "lout")
    assert "did you mean loud" in done.stderr


def test_paths_go_to_stdout_and_words_to_stderr(run: Run, tmp_path: Path) -> None:
    done = run("build", "--project", ROOT, "--to", "open-graph", "--out", tmp_path / "out")
    assert done.stdout == ""
    assert "7 built" in done.stderr
    quiet = run("build", "-q", "--project", ROOT, "--to", "open-graph", "--out", tmp_path / "out")
    assert (quiet.stdout, quiet.stderr) == ("", "")


def test_no_option_removes_the_footer(run: Run) -> None:
    for command in ("build", "card"):
        assert "footer" not in run(command, "--help").stdout


def test_the_picture_card_makes_is_the_picture_build_makes(run: Run, tmp_path: Path) -> None:
    run("build", "--project", ROOT, "--to", "open-graph", "--out", tmp_path / "out")
    run("card", "**Not** like this.", "--to", "open-graph", cwd=tmp_path)
    name = "not-like-this_open-graph_1200x630_en.png"
    built = (tmp_path / "out" / "open-graph" / name).read_bytes()
    made = (tmp_path / name).read_bytes()
    assert Image.open(io.BytesIO(built)).tobytes() == Image.open(io.BytesIO(made)).tobytes()
    assert built == made


def test_version(run: Run) -> None:
    assert "0.1.0" in run("--version").stdout


def test_the_placements_of_a_project_are_listed_with_all_others(run: Run, tmp_path: Path) -> None:
    shutil.copy(ROOT / "captions.yaml", tmp_path)
    shutil.copytree(ROOT / "assets", tmp_path / "assets")
    with open(tmp_path / "assets/brand.yaml", "a", encoding="utf-8") as brand:
        brand.write("\nplacements: {partner-banner: {size: [1200, 300], title: Banner}}\n")
    rows = json.loads(run("list", "placements", "--json").stdout)
    assert len(rows) > 30
    assert (rows[-1]["id"], rows[-1]["width"]) == ("partner-banner", 1200)
