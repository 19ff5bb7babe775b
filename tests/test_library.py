"""Sharegen from Python and from a shell: the examples run, imports are cheap, words complete."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

import sharegen
from sharegen.load import load_project
from sharegen.model.diagnostic import CardError, ProjectError

ROOT = Path(__file__).resolve().parents[1]
Run = Callable[..., CompletedProcess[str]]
PAGE = (ROOT / "docs" / "library.md").read_text("utf-8")
EXAMPLES = dict(re.findall(r"^## (\w+)\n\n```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL))


def python(code: str, cwd: Path) -> CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )


def test_each_function_has_an_example_and_a_docstring() -> None:
    assert list(EXAMPLES) == ["build", "render", "check"]
    for name in EXAMPLES:
        assert getattr(sharegen, name).__doc__
    assert set(EXAMPLES) <= set(sharegen.__all__)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_run(project: Path, name: str) -> None:
    done = python(EXAMPLES[name], project)
    assert done.returncode == 0, done.stderr
    if name == "build":
        assert len([line for line in done.stdout.splitlines() if "_open-graph_" in line]) == 13
        assert len(list((project / "out" / "open-graph").glob("*.png"))) == 13
    elif name == "render":
        assert done.stdout.startswith("1080 1080 Ask first.")
        assert (project / "ask-first.png").read_bytes().startswith(b"\x89PNG")
    else:
        errors = [line for line in done.stdout.splitlines() if line.startswith("error")]
        assert not errors


def test_import_is_cheap_and_the_functions_win_over_their_modules(tmp_path: Path) -> None:
    code = (
        "import sys, sharegen\n"
        "print([name for name in sys.modules if name.startswith('sharegen')])\n"
        "import sharegen.build, sharegen.check, sharegen.workers\n"
        "from sharegen import build, check\n"
        "from sharegen.check import check as stage\n"
        "print(build.__module__, check.__module__, stage.__module__, sharegen.workers.__name__)\n"
    )
    done = python(code, tmp_path)
    assert done.stdout.splitlines() == [
        "['sharegen']",
        "sharegen.library sharegen.library sharegen.check sharegen.workers",
    ], done.stderr
    with pytest.raises(AttributeError):
        sharegen.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_the_stub_says_what_the_package_has() -> None:
    stub = ast.parse((Path(sharegen.__file__).with_suffix(".pyi")).read_text("utf-8"))
    names = {
        alias.asname
        for node in stub.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert {*names, "__version__"} == set(sharegen.__all__)


def test_what_is_wrong_is_raised_or_returned(project: Path) -> None:
    with pytest.raises(ProjectError):
        sharegen.render("Fine.", "no-such-placement")
    with pytest.raises(CardError):
        sharegen.render("word " * 200)
    path = project / "captions.yaml"
    path.write_text(path.read_text("utf-8").replace("**Not** like", "**Not** 漢 like"), "utf-8")
    assert "missing-glyph" in {problem.code for problem in sharegen.check(project)}


COMPLETE = [
    ("explain like", 2, {"like-this"}),
    ("explain like-this open", 3, {"open-graph"}),
    ("guides x-p", 2, {"x-post"}),
    ("build --to x-post,open", 3, {"x-post,open-graph"}),
    ("build --only not-", 3, {"not-like-this"}),
    ("card words --background house", 4, {"house-key"}),
    ("card words --template lev", 4, {"levels"}),
    ("card words --lang en", 4, {"en"}),
    ("check --report g", 3, {"github"}),
    ("ini", 1, {"init"}),
]


@pytest.mark.parametrize(("words", "at", "offered"), COMPLETE)
def test_a_shell_completes(run: Run, words: str, at: int, offered: set[str]) -> None:
    told = run(
        cwd=ROOT,
        _SHAREGEN_COMPLETE="bash_complete",
        COMP_WORDS=f"sharegen {words}",
        COMP_CWORD=str(at),
    )
    assert offered <= {line.partition(",")[2] for line in told.stdout.splitlines()}, told
    assert told.stderr == ""


def test_templates_of_the_project_are_offered_while_they_are_sound(run: Run, project: Path) -> None:
    for said, offered in (("loud: {extends: statement}", "loud"), ("loud: [", "")):
        (project / "assets/templates.yaml").write_text(said, "utf-8")
        told = run(
            cwd=project,
            _SHAREGEN_COMPLETE="bash_complete",
            COMP_WORDS="sharegen card w --template lo",
            COMP_CWORD="4",
        )
        assert (told.stdout.strip().rpartition(",")[2], told.stderr) == (offered, "")


def test_completion_is_silent_where_a_project_is_broken(run: Run, tmp_path: Path) -> None:
    (tmp_path / "captions.yaml").write_text("captions: [", "utf-8")
    for words, at in (("explain x", "2"), ("card w --background h", "4")):
        told = run(
            _SHAREGEN_COMPLETE="bash_complete", COMP_WORDS=f"sharegen {words}", COMP_CWORD=at
        )
        assert (told.stdout.strip(), told.stderr) == ("", "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_for_each_shell_is_there(run: Run, shell: str) -> None:
    if shell == "bash" and (os.name != "posix" or shutil.which("bash") is None):
        pytest.skip("bash is not installed")
    told = run(_SHAREGEN_COMPLETE=f"{shell}_source")
    assert "_SHAREGEN_COMPLETE" in told.stdout, told.stderr
    assert f"{shell}_source sharegen" in (ROOT / "docs" / "index.md").read_text("utf-8")


def test_every_caption_is_offered(run: Run) -> None:
    environment = {"COMP_WORDS": "sharegen explain ", "COMP_CWORD": "2"}
    told = run(cwd=ROOT, _SHAREGEN_COMPLETE="bash_complete", **environment)
    offered = {line.partition(",")[2] for line in told.stdout.splitlines()}
    assert {caption.id for caption in load_project(ROOT).captions} <= offered
