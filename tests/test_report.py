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
from jsonschema import Draft202012Validator

import sharegen
from sharegen.model.diagnostic import Diagnostic, Location, Severity
from sharegen.model.geometry import Rect
from sharegen.report import (
    Piece,
    as_annotations,
    as_document,
    as_job_summary,
    as_text,
    lines_for_terminal,
    merged,
)
from sharegen.report.document import Run as Done
from sharegen.report.job_summary import MOST_BYTES

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


PIECE = Piece("a_b_en", "b/a_b_en.png", "a", "b", "en", {"size": 1.5, "contrast": True})
DONE = Done("0", "check", 1, ".", HOSTILE, (HOSTILE,), (PIECE,))
SCHEMA = Draft202012Validator(
    json.loads((Path(sharegen.__file__).parent / "schema/report.schema.json").read_text("utf-8"))
)


def done(problems: tuple[Diagnostic, ...]) -> str:
    return as_document(DONE, problems)


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


def test_more_annotations_than_github_shows_are_said_and_are_in_the_log() -> None:
    problems = [
        Diagnostic("code", "m", Location("a", line), severity=severity)
        for severity in Severity
        for line in range(1, 12)
    ]
    notice, *lines = as_annotations(reversed(problems), ROOT, ROOT).splitlines()
    assert notice.startswith("::notice ") and "11 errors, 11 warnings" in notice
    assert "1 error, 1 warning more are in the log" in notice
    kinds = [line.split(" ")[0] for line in lines]
    assert kinds == ["::error"] * 10 + ["::warning"] * 10 + ["a:11:1:"] * 2


def test_a_problem_on_six_placements_is_said_once_though_its_figures_differ() -> None:
    at = Location("captions.yaml", 3, 5)

    def of(placement: str, message: str, **more: str) -> Diagnostic:
        return Diagnostic("overflow", message, at, caption="c", where=(placement,), **more)

    told = (
        of("x-post", "headline needs 10 lines on x-post; 5 fit, 67.5 px"),
        of("x-header", "headline needs 2 lines on x-header; 1 fits, −7 px"),
        of("open-graph", "headline needs 7 lines on x-header; 5 fit, 9 px"),  # a shared render
    )
    (one,) = merged(told)
    assert one.message == told[0].message and one.where == ("x-post", "x-header", "open-graph")
    assert "also on: x-header, open-graph" in as_text(told, ROOT)
    # two problems of one picture, two colours, two languages, are two
    assert len(merged([of("a", "headline leaves"), of("a", "footer leaves")])) == 2
    assert len(merged([of("a", "#111111 is 3:1"), of("a", "#222222 is 2:1")])) == 2
    assert len(merged([of("a", "m", lang="en"), of("b", "m", lang="es")])) == 2


def test_many_problems_are_counted_by_their_codes() -> None:
    many = [Diagnostic("long" if n % 3 else "short", "m", Location("a", n + 1)) for n in range(12)]
    assert as_text(many, ROOT).splitlines()[-1] == "12 problems: 8 long, 4 short"
    assert "problems:" not in as_text(many[:9], ROOT)
    assert "problems:" not in as_text([p for p in many if p.code == "long"] * 2, ROOT)


def test_the_summary_of_a_job_is_added_to_and_escaped(project: Path, run: Run) -> None:
    summary = project.parent / "summary.md"
    summary.write_text("before\n", "utf-8")
    arguments = ("build", "--project", project, "--to", "open-graph,x-post", "--out", "o")
    environment = {"cwd": project.parent, "GITHUB_STEP_SUMMARY": str(summary)}
    run(*arguments, **environment)
    assert summary.read_text("utf-8") == "before\n"  # a report for GitHub was not asked for
    run(*arguments, "--report", "github", **environment)
    text = summary.read_text("utf-8")
    assert text.startswith("before\n### sharegen build\n")
    assert "| unchanged | 2 |" in text and "| problems | 1 error" in text
    assert "| error overflow |" in text.replace("&#45;", "-")
    (project.parent / "folder").mkdir()
    environment["GITHUB_STEP_SUMMARY"] = str(project.parent / "folder")
    assert run(*arguments, "--report", "github", **environment).returncode == 3


def test_the_summary_of_a_job_keeps_within_its_limit() -> None:
    hostile = "|x| [a](javascript:b) <img src=x> `c` @d\n# e"
    problems = [Diagnostic("code", hostile * 20, Location("a", n + 1)) for n in range(1000)]
    whole = as_job_summary(DONE, problems)
    assert len(whole.encode()) <= MOST_BYTES and "more in the log." in whole
    rows = [line for line in whole.splitlines() if line.startswith("| error")]
    assert 100 < len(rows) < 1000
    assert all(row.count("|") == 5 and not set(row) & set("[]<>`@") for row in rows)
    assert len(as_job_summary(DONE, problems, MOST_BYTES // 2)) < len(whole) * 0.6
    assert as_job_summary(DONE, problems, MOST_BYTES) == ""


@pytest.mark.parametrize("command", ["build", "check", "card"])
def test_the_document_is_as_its_schema_says(command: str, project: Path, run: Run) -> None:
    words = ("Ask **first.**",) if command == "card" else ()
    shown = run(command, *words, "--project", project, "--to", "x-post", "--report", "json")
    report = json.loads(shown.stdout)
    SCHEMA.validate(report)
    assert [set(picture) for picture in report["pictures"]] == [{"id", "path", "checks"}]
    assert set(report["pictures"][0]["checks"]) >= {"overlap", "contrast-on-ground"}


def test_the_schema_knows_every_field_and_area() -> None:
    at = Location("a")
    area = Rect(1 / 3, 2.0, 3.0, 4.0)
    problem = Diagnostic("code", "m", at, area=area, also=(at,), lang="en", where=("a", "b"))
    report = json.loads(done((problem, Diagnostic("other", "m"))))
    SCHEMA.validate(report)
    assert set(report) == set(SCHEMA.schema["properties"])
    assert set(report["problems"][0]) == set(SCHEMA.schema["$defs"]["problem"]["properties"])
    assert report["problems"][1]["area"] == [0.33, 2.0, 3.0, 4.0]


def test_check_says_its_problems_in_every_format(project: Path, run: Run) -> None:
    workspace = project.parent
    arguments = ("check", "--project", project, "--to", "open-graph")
    text = run(*arguments, "--report", "json=r.json", "--report", "text=r.txt", cwd=workspace)
    assert text.returncode == 1 and "captions.yaml:4:" in text.stderr and text.stdout == ""
    report = json.loads((workspace / "r.json").read_text("utf-8"))
    assert (report["command"], report["exit_code"]) == ("check", 1)
    assert report["counts"]["error"] == 1
    (problem,) = (one for one in report["problems"] if one["severity"] == "error")
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
    for bad in ("xml", "json=", "html", "html="):
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
    assert explained == [
        *report,
        *report["problems"][0],
        *report["pictures"][0],
    ]


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
