"""Every command that README, the five-minute starts and templates.md show runs, as shown."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess
from typing import NamedTuple

import pytest

Run = Callable[..., CompletedProcess[str]]
ROOT = Path(__file__).resolve().parents[1]
PAGES = (
    "README.md",
    "docs/start-comms.md",
    "docs/start-designers.md",
    "docs/start-ci.md",
    "docs/fonts.md",
    "docs/templates.md",
    "docs/brands.md",
)

# They need a network, or another place than the copy of the project.
SKIPPED = (
    "make build",
    "make install",
    "pip install .",
    "pipx install .",
    'uvx --from . sharegen card "Ask first."',
    ".venv/bin/python -m pip wheel . --no-deps --no-build-isolation --wheel-dir wheels",
    "python3 -m venv .venv",
    ". .venv/bin/activate",
)
# They are of every system but Windows, and run as they are.
OF_THE_SYSTEM = ("diff", "cd one &&", "cd dist &&")
_BLOCK = re.compile(r"^```(sh|svg|yaml)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"(?:<!--|#) (assets/\S+)")
_EXIT = re.compile(r"\s+# exit (\d+)\Z")
_STEP = re.compile(r"^ *- run: (?:\.venv/bin/)?(.+)$", re.MULTILINE)


class Step(NamedTuple):
    """A command and the exit code that the page promises, or rows to add to a file."""

    command: str
    code: int = 0
    file: str = ""


def _steps(page: str) -> Iterator[Step]:
    for kind, body in _BLOCK.findall((ROOT / page).read_text("utf-8")):
        named = _FILE.match(body)
        if kind == "sh":
            yield from map(_command, body.splitlines())
        elif named:
            yield Step(body.partition("\n")[2], file=named[1])
        else:
            yield from map(_command, _STEP.findall(body))


def _command(line: str) -> Step:
    promised = _EXIT.search(line)
    return Step(_EXIT.sub("", line), int(promised[1]) if promised else 0)


# The captions that pages name, and one on hold whose words others take up: what a page shows works
# on few pictures as on all, which tests/test_build.py and .ci/run make.
NAMED = ("know-their-traffickers", "like-this", "not-like-this", "hotline-contact-is-public")
_ENTRY = re.compile(r"^(?=  - id: |[a-z]+:)", re.MULTILINE)


@pytest.fixture(params=["few", pytest.param("all", marks=pytest.mark.long)])
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of the project with its examples, of few of its captions or of all."""
    for folder in ("assets", "examples"):
        shutil.copytree(ROOT / folder, tmp_path / "project" / folder)
    text = (ROOT / "captions.yaml").read_text("utf-8")
    text = _few(text) if request.param == "few" else text
    (tmp_path / "project/captions.yaml").write_text(text, "utf-8")
    return tmp_path / "project"


def _few(text: str) -> str:
    """The file of captions without those of `captions:` and `points:` that no page names."""
    kept, table = [], ""
    for entry in _ENTRY.split(text):
        table = table if entry.startswith(" ") else entry.partition(":")[0]
        name = entry.partition("id: ")[2].split(maxsplit=1)
        if not entry.startswith(" ") or table not in ("captions", "points") or name[0] in NAMED:
            kept.append(entry)
    return "".join(kept)


@pytest.mark.parametrize("page", PAGES)
def test_what_the_page_says_works(run: Run, project: Path, page: str) -> None:
    ran = 0
    for step in _steps(page):
        if step.file:
            with (project / step.file).open("a", encoding="utf-8") as file:
                file.write("\n" * bool(file.tell()) + step.command)
        elif step.command.startswith("sharegen "):
            done = run(*shlex.split(step.command)[1:], cwd=project)
            assert done.returncode == step.code, f"{page}: {step.command}\n{done.stderr}"
            ran += 1
        elif step.command.startswith(OF_THE_SYSTEM):
            _in_a_shell(step, project)
        else:
            assert step.command in SKIPPED, f"{page}: what is {step.command!r}? run it, or list it"
    assert ran, f"{page} shows no command"


def _in_a_shell(step: Step, project: Path) -> None:
    missing = [tool for tool in ("diff", "sha256sum") if shutil.which(tool) is None]
    if sys.platform == "win32" or missing:
        return
    done = subprocess.run(
        step.command, shell=True, cwd=project, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == step.code, f"{step.command}\n{done.stdout}{done.stderr}"


def test_steps_are_read_with_their_exit_codes() -> None:
    assert _command("sharegen check  # exit 2") == Step("sharegen check", 2)
    assert _command("sharegen card '# exit 1' x") == Step("sharegen card '# exit 1' x")
    designer = list(_steps("docs/start-designers.md"))
    assert [step.file.rpartition("/")[2] for step in designer if step.file] == [
        "brand.yaml",
        "our-lamp-wide.svg",
    ]
