"""`sharegen watch` as a process: what it says, and how it ends."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from watching.looking import WORDS, small_project

Run = Callable[..., CompletedProcess[str]]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_project(tmp_path_factory.mktemp("command") / "project")


@pytest.fixture
def started(root: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "sharegen", "watch", "--to", "x-post", "--only", "one"]
    process = subprocess.Popen(
        command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout and process.stderr
    yield process
    process.kill()
    process.wait()
    process.stdout.close()
    process.stderr.close()


def line_with(process: subprocess.Popen[str], words: str) -> str:
    assert process.stderr
    for line in process.stderr:
        if words in line:
            return line
    raise AssertionError(f"it ended without saying {words!r}")


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_it_ends_soon_and_says_so(
    started: subprocess.Popen[str], root: Path, number: int, code: int
) -> None:
    line_with(started, "picture")
    state = root / "watch" / "page" / "tick.en.js"
    assert state.is_file()
    begun = time.monotonic()
    started.send_signal(number)
    assert started.wait(10) == code
    assert time.monotonic() - begun < 2
    assert "has ended" in state.read_text("utf-8")
    assert not (root / "watch" / ".sharegen.lock").exists()


def test_it_says_what_a_save_made_and_only_new_problems(
    started: subprocess.Popen[str], root: Path
) -> None:
    line_with(started, "picture")
    (root / "captions.yaml").write_text(WORDS.replace("share what", "say what"), "utf-8")
    assert line_with(started, "picture").startswith("1 picture in ")
    (root / "captions.yaml").write_text("captions: [", "utf-8")
    assert line_with(started, "error[").startswith("captions.yaml:1:")
    (root / "captions.yaml").write_text(WORDS, "utf-8")
    assert line_with(started, "picture in ").startswith("1 picture in ")


def test_once_makes_the_page_and_ends(run: Run, root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run("watch", "--once", "--to", "x-post", "--out", out, cwd=root)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(out / "index.html")
    assert (out / "page" / "tracings.js").stat().st_size > 1000
    # and again: nothing to make; `verify` knows the pictures
    done = run("watch", "--once", "--to", "x-post", "--out", out, cwd=root)
    assert "no picture changed" in done.stderr


def test_once_tells_by_its_exit_code(run: Run, tmp_path: Path) -> None:
    text = WORDS.replace("Ask first. Then", "Ask first, and " * 40)
    other = small_project(tmp_path / "other")
    (other / "captions.yaml").write_text(text, "utf-8")
    assert run("watch", "--once", "--to", "x-post", cwd=other).returncode == 1
    (other / "captions.yaml").write_text("captions: [", "utf-8")
    assert run("watch", "--once", "--to", "x-post", cwd=other).returncode == 2
    (other / "captions.yaml").write_text(WORDS, "utf-8")
    done = run("watch", "--once", "--to", "no-such-place", cwd=other)
    assert done.returncode == 2 and "no-such-place" in done.stderr


def test_without_watchfiles_it_says_what_to_install(run: Run, root: Path, tmp_path: Path) -> None:
    hidden = tmp_path / "hidden" / "sitecustomize.py"
    hidden.parent.mkdir()
    hidden.write_text(
        "import importlib.util as known\n"
        "real = known.find_spec\n"
        "known.find_spec = lambda name, *more: (\n"
        "    None if name == 'watchfiles' else real(name, *more))\n",
        "utf-8",
    )
    done = run("watch", cwd=root, PYTHONPATH=str(hidden.parent))
    assert done.returncode == 3
    assert "error[part-missing]" in done.stderr and "sharegen[studio]" in done.stderr
