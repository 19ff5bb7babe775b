"""The command line as a person meets it."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess

import click
import pytest
from PIL import Image

from sharegen.catalog.platforms import PLACEMENTS
from sharegen.catalog.templates import TEMPLATES
from sharegen.cli import cli

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


def test_card_writes_no_other_format_than_it_says(run: Run, tmp_path: Path) -> None:
    done = run("card", "Ask first.", "-o", "mine.gif")
    assert done.returncode == 2
    assert "error[card-format]" in done.stderr
    assert not list(tmp_path.iterdir())
    (tmp_path / "v1.2").mkdir()
    assert run("card", "Ask first.", "-o", "v1.2").stdout.startswith("v1.2")


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


def test_check_of_the_project_finds_nothing_but_links_that_nobody_followed(run: Run) -> None:
    done = run("check", cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert "warning[unchecked-link]" in done.stderr
    assert "cards checked; 1 warning" in done.stderr


@pytest.mark.parametrize(
    "what",
    ["captions", "placements", "templates", "backgrounds", "languages", "checks", "formats"],
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
    assert [row["id"] for row in rows] == [*TEMPLATES, "loud"]
    assert [row["id"] for row in rows if row["own"]] == ["levels", "loud"]
    shown = run("list", "templates", "--project", ".").stdout.splitlines()
    assert [line.split()[0] for line in shown if " own " in line] == ["levels", "loud"]
    done = run("card", "Ask **first.**", "--template", "lout")
    assert "did you mean loud" in done.stderr


def test_paths_go_to_stdout_and_words_to_stderr(run: Run, tmp_path: Path) -> None:
    done = run("build", "--project", ROOT, "--to", "open-graph", "--out", tmp_path / "out")
    assert done.stdout == ""
    assert "13 built" in done.stderr
    quiet = run("build", "-q", "--project", ROOT, "--to", "open-graph", "--out", tmp_path / "out")
    assert quiet.stdout == ""
    assert "built" not in quiet.stderr
    assert quiet.stderr.count("warning[") == 1


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


def _commands() -> Iterator[tuple[str, click.Command]]:
    """Every command by its words."""
    context = click.Context(cli)
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from ((f"{name} {below}", one) for below, one in command.commands.items())
        else:
            yield name, command


# They are of no project: `init` makes one, the others are the same in each.
_OF_NO_PROJECT = {"diff", "init", "list languages", "list checks", "list formats"}
COMMANDS = dict(_commands())


@pytest.mark.parametrize("name", COMMANDS)
def test_what_every_command_takes(name: str) -> None:
    command = COMMANDS[name]
    assert command.help
    options = {option for parameter in command.params for option in parameter.opts}
    assert {"--report", "-q", "--quiet", "--version"} <= options
    assert ("--project" in options) == (name not in _OF_NO_PROJECT)
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.opts} says nothing of itself"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_index(name: str) -> None:
    first, _, below = name.partition(" ")
    index = (ROOT / "docs" / "index.md").read_text("utf-8")
    lines = [line for line in index.splitlines() if line.startswith(f"| `sharegen {first}")]
    assert any(not below or re.search(rf"\b{below}`", line) for line in lines)


def test_version_and_quiet_everywhere(run: Run) -> None:
    for words in ((), ("build",), ("list", "captions"), ("fonts", "check")):
        assert run(*words, "--version").stdout == "sharegen, version 0.1.0\n"
    done = run("card", "Ask first.", "-q")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith(".png\n")
    assert run("fonts", "check", "-q").stderr == ""
    wrong = run("card", "Ask first.", "-q", "--to", "nowhere")
    assert "error[unknown-placement]" in wrong.stderr


def test_a_page_without_a_file_is_refused_in_words(run: Run) -> None:
    done = run("check", "--report", "html", cwd=ROOT)
    assert done.returncode == 2
    assert "name its file, as in html=report.html" in done.stderr


def test_lists_stand_in_columns(run: Run) -> None:
    lines = run("list", "checks").stdout.splitlines()
    rows = json.loads(run("list", "checks", "--json").stdout)
    assert (
        len(
            {
                line.index(row["stage"], len(row["id"]))
                for line, row in zip(lines, rows, strict=True)
            }
        )
        == 1
    )
    assert len({line.index(row["about"]) for line, row in zip(lines, rows, strict=True)}) == 1
    assert run("list", "checks").stdout.count("placed") >= sum(row["placed"] for row in rows)


def test_words_of_no_file_are_told_what_they_can_do(run: Run) -> None:
    for words in ("word " * 200, "w" * 200):
        done = run("card", words)
        assert done.returncode == 1
        assert "use fewer words" in done.stderr
        assert "short:" not in done.stderr


def test_half_a_name_is_answered_with_all_that_begin_so(run: Run) -> None:
    done = run("card", "Ask first.", "--to", "instagram")
    assert done.returncode == 2
    wanted = {row.id for row in PLACEMENTS.values() if row.id.startswith("instagram-")}
    (hint,) = [line for line in done.stderr.splitlines() if "hint:" in line]
    assert set(re.findall(r"instagram-[a-z]+", hint)) == wanted


def test_backgrounds_are_listed_where_card_takes_them_from(run: Run, tmp_path: Path) -> None:
    here = json.loads(run("list", "backgrounds", "--json", cwd=tmp_path).stdout)
    assert here == json.loads(run("list", "backgrounds", "--json", cwd=ROOT).stdout)


def test_card_says_the_post_once_and_makes_what_fits(run: Run, tmp_path: Path) -> None:
    twice = run("card", "Ask first.", "--to", "x-post,open-graph", "--out", "here")
    assert len(twice.stdout.splitlines()) == 2
    assert twice.stderr.count("post: ") == 1
    words = "Before you share a story with all your friends, look up who wrote it, and when. " * 3
    done = run("card", words, "--to", "instagram-square,instagram-portrait", cwd=tmp_path)
    assert done.returncode == 1
    assert "error[overflow]" in done.stderr
    assert "instagram-portrait" in done.stdout, "what fits is made all the same"
    assert "instagram-square" not in done.stdout


def test_card_says_whose_address_it_has_and_that_stars_are_alone(run: Run, tmp_path: Path) -> None:
    assert "sharegen init" in run("card", "Ask **first.").stderr
    assert run("init", "ours", "--address", "example.org").returncode == 0
    done = run("card", "Ask **first.", cwd=tmp_path / "ours")
    assert "warning[lone-stars]" in done.stderr
    assert "note:" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["card", "Ask", "first"], "between quotes"),
        (["card", "Ask first", "-o", "today.gif"], "name FILE.png"),
        (["crad", "Ask first"], "did you mean card"),
        (["card", "Ask first", "--to", "x-post", "open-graph"], "--to a-placement,open-graph"),
    ],
)
def test_what_was_hardly_meant_makes_nothing_and_is_said(
    run: Run, arguments: list[str], hint: str, tmp_path: Path
) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert hint in done.stderr
    assert not list(tmp_path.iterdir())


def test_card_says_what_is_wrong_with_the_art_it_was_to_have(run: Run, tmp_path: Path) -> None:
    assert run("init", "ours", "--address", "example.org").returncode == 0
    art = tmp_path / "ours" / "assets" / "backgrounds" / "phone-square.svg"
    art.write_text(art.read_text("utf-8").replace("</svg>", "<text>x</text></svg>"), "utf-8")
    done = run("card", "Ask first.", "--background", "phone", cwd=tmp_path / "ours")
    assert done.returncode == 2
    assert "[svg-text]" in done.stderr
    assert "error[unknown-background]" in done.stderr


@pytest.mark.parametrize("arguments", [(), ("list",), ("fonts",)])
def test_a_command_without_its_rest_shows_its_help(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert "\nCommands:\n" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full")
def test_a_full_disk_or_a_closed_pipe_on_stdout_is_no_bug(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sharegen", "list", "placements"]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, cwd=tmp_path)
    assert done.returncode == 3
    assert done.stderr.startswith(b"error[disk-full]")
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, cwd=tmp_path)
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


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
