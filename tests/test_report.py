"""Reports: words for a terminal, JSON, annotations for GitHub, and what they escape."""

from __future__ import annotations

import json
import os
import re
import select
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharegen.model.diagnostic import Diagnostic, Location, Severity
from sharegen.report import as_annotations, as_document, as_text, lines_for_terminal
from sharegen.report.document import Run as Done

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
Run = Callable[..., CompletedProcess[str]]
HOSTILE = "::error::x\n  ::add-mask::y\r\n##[group]z\u202e\x1b[2J%0A,:"
# What GitHub's runner obeys: `::name` after white space, `##[name` anywhere in a line.
OBEYED = re.compile(r"^\s*::|##\[|##vso")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one caption that cannot be set, in a folder of a workspace."""
    folder = tmp_path / "campaign, 1"
    folder.mkdir()
    shutil.copytree(ROOT / "assets", folder / "assets")
    (folder / "captions.yaml").write_text(
        "language: en\ncaptions:\n"
        '  - {id: good, text: {en: "Good **words.**"}, status: approved}\n'
        f'  - {{id: long, text: {{en: "{"word " * 250}"}}, status: approved}}\n',
        "utf-8",
    )
    return folder


def done(problems: tuple[Diagnostic, ...]) -> str:
    return as_document(Done("0", "check", 1, ".", HOSTILE, (HOSTILE,)), problems)


@given(st.text() | st.just(HOSTILE))
def test_no_word_of_a_user_is_a_command_to_a_log(words: str) -> None:
    at = Location(words, 1, 1)
    problem = Diagnostic("code", words, at, words, caption=words, where=("a", words), also=(at,))
    lines = [*as_text([problem], ROOT).splitlines(), *lines_for_terminal(words).splitlines()]
    lines += done((problem,)).splitlines()
    assert not [line for line in lines if OBEYED.search(line)]
    (annotation,) = as_annotations([problem], ROOT, ROOT).splitlines()
    assert annotation.startswith("::error file=") and "##[" not in annotation
    assert all(c.isprintable() for c in annotation)


def test_annotations_escape_what_the_runner_takes_apart() -> None:
    at = Location("a,b:c%.yaml", 12, 11)
    problem = Diagnostic("overflow", "50 %: too\r\nlong, a", at, "cut: 1", caption="x")
    assert as_annotations([problem], ROOT / "p", ROOT) == (
        "::error file=p/a%2Cb%3Ac%25.yaml,line=12,col=11,title=overflow (x)"
        "::50 %25: too\\u{000d}%0Along, a%0Ahint: cut: 1"
    )


def test_more_annotations_than_github_shows_are_all_printed_and_said() -> None:
    problems = [
        Diagnostic("code", "m", Location("a", line), severity=severity)
        for severity in Severity
        for line in range(1, 12)
    ]
    notice, *lines = as_annotations(problems, ROOT, ROOT).splitlines()
    assert notice.startswith("::notice ") and "11 errors, 11 warnings" in notice
    assert len(lines) == 22


def test_check_says_its_problems_in_every_format(project: Path, run: Run) -> None:
    workspace = project.parent
    arguments = ("check", "--project", project, "--to", "open-graph")
    text = run(*arguments, "--report", "json=r.json", "--report", "text=r.txt", cwd=workspace)
    assert text.returncode == 1 and "captions.yaml:4:" in text.stderr and text.stdout == ""
    report = json.loads((workspace / "r.json").read_text("utf-8"))
    assert (report["command"], report["exit_code"]) == ("check", 1)
    assert report["counts"] == {"error": 1, "warning": 0}
    (problem,) = report["problems"]
    assert (problem["code"], problem["caption"]) == ("overflow", "long")
    assert problem["at"]["file"] == "captions.yaml" and problem["at"]["line"] == 4
    assert (workspace / "r.txt").read_text("utf-8").strip() in text.stderr

    shown = run(*arguments, "--report", "json", cwd=workspace)
    assert json.loads(shown.stdout)["problems"] == report["problems"]
    assert "error[" not in shown.stderr and "cards checked" in shown.stderr

    github = run(*arguments, "--report", "github", cwd=workspace, GITHUB_WORKSPACE=str(workspace))
    assert "::error file=campaign%2C 1/captions.yaml,line=4,col=" in github.stderr


def test_what_stops_a_command_is_in_its_report(project: Path, run: Run) -> None:
    stopped = run("card", "x", "--to", "nowhere", "--report", "json")
    assert stopped.returncode == 2
    assert json.loads(stopped.stdout)["problems"][0]["code"] == "unknown-placement"
    (project / "captions.yaml").write_text("language: en\ncaptions: 3\n", "utf-8")
    broken = run("build", "--project", project, "--report", "github")
    assert broken.returncode == 2 and broken.stderr.startswith("::error file=")


def test_json_on_stdout_is_one_document_with_the_paths(run: Run, tmp_path: Path) -> None:
    made = run("card", "Ask first.", "--to", "open-graph,x-post", "--report", "json")
    paths = json.loads(made.stdout)["paths"]
    assert len(paths) == 2 and all((tmp_path / path).is_file() for path in paths)


@pytest.mark.parametrize(
    "arguments", [("list", "languages"), ("fonts", "list"), ("explain", "Ask.", "x-post", "--text")]
)
def test_json_that_was_asked_for_has_stdout_to_itself(run: Run, arguments: tuple[str, ...]) -> None:
    said = run(*arguments, "--json", "--report", "json")
    assert json.loads(said.stdout)
    assert json.loads(said.stderr)["exit_code"] == 0


def test_a_report_that_cannot_be_written_is_the_machines_fault(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    wrong = run("card", "Ask first.", "--report", "json=file/r.json")
    assert wrong.returncode == 3 and "error[" in wrong.stderr
    for bad in ("xml", "json="):
        usage = run("card", "Ask first.", "--report", bad)
        assert usage.returncode == 2 and "--report" in usage.stderr


def test_captions_that_look_like_commands_stay_words(run: Run) -> None:
    made = run("card", "::error::x ##[error]y", "--alt", "::add-mask::a\n::error::b")
    assert made.returncode == 0, made.stderr
    wrong = run("card", "x", "--to", "a\n::error::b")
    usage = run("card", "x", "y\n::error::b")
    for line in (made.stderr + wrong.stderr + usage.stderr).splitlines():
        assert not OBEYED.search(line), line


def test_every_field_of_the_report_is_explained() -> None:
    text = (DOCS / "reports.md").read_text("utf-8").partition("## json")[2]
    explained = re.findall(r"^\| `([a-z_]+)` \|", text, re.MULTILINE)
    problem = Diagnostic("code", "m", Location("a"))
    report = json.loads(done((problem,)))
    assert explained == [*report, *report["problems"][0]]


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize(("extra", "bar"), [((), True), (("-q",), False)])
def test_a_bar_on_a_terminal_and_only_there(tmp_path: Path, extra: tuple[str], bar: bool) -> None:
    build = ("build", "--project", ROOT, "--to", "open-graph", "--out", tmp_path / "o", *extra)
    said = _on_a_terminal([sys.executable, "-m", "sharegen", *map(str, build)])
    assert ("13/13" in said and "building" in said) == bar
    assert ("13 built" in said) == bar
    shutil.rmtree(tmp_path / "o")
    plain = subprocess.run(
        [sys.executable, "-m", "sharegen", *map(str, build)], capture_output=True, text=True
    )
    assert "13/13" not in plain.stderr


def _on_a_terminal(command: list[str]) -> str:
    """What a command says on a stderr that is a terminal."""
    ours, theirs = os.openpty()
    process = subprocess.Popen(command, stderr=theirs, stdout=subprocess.DEVNULL)
    os.close(theirs)
    said = b""
    while select.select([ours], [], [], 60)[0]:
        try:
            part = os.read(ours, 4096)
        except OSError:  # Linux says so when the other end is closed
            break
        if not part:
            break
        said += part
    os.close(ours)
    assert process.wait(60) == 0
    return said.decode("utf-8", "replace")
