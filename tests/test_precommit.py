"""The hooks for pre-commit, run by pre-commit itself in a repository of captions."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from small import small_project

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
Hook = Callable[[str], subprocess.CompletedProcess[str]]


def _git(folder: Path, *arguments: str) -> str:
    name = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", *name, *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def _repository(folder: Path) -> str:
    """Commit all that is in a folder; the commit."""
    _git(folder, "init", "-q", "-b", "main")
    _git(folder, "add", "-A")
    _git(folder, "commit", "-q", "-m", "All")
    return _git(folder, "rev-parse", "HEAD")


@pytest.fixture
def captions(tmp_path: Path) -> Path:
    """A repository of captions, that asks for nothing yet."""
    folder = tmp_path / "captions"
    folder.mkdir()
    small_project(folder)
    _repository(folder)
    return folder


def _pre_commit(captions: Path, hooks: Path, id: str) -> subprocess.CompletedProcess[str]:
    """Run a hook as a commit does, on what is staged. Nothing is fetched: what pip would get is
    here already."""
    commit = _git(hooks, "rev-parse", "HEAD")
    (captions / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {hooks}\n  rev: {commit}\n  hooks:\n  - id: {id}\n"
    )
    _git(captions, "add", "-A")
    offline = {"PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1", "PIP_NO_BUILD_ISOLATION": "0"}
    offline["PYTHONPATH"] = next(path for path in sys.path if path.endswith("site-packages"))
    return subprocess.run(
        [BIN / "pre-commit", "run", "--color", "never", "--verbose"],
        cwd=captions,
        env={
            **os.environ,
            **offline,
            "PATH": f"{BIN}:{os.environ['PATH']}",
            "PRE_COMMIT_HOME": str(captions.parent / "home"),
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )


def _break(captions: Path) -> int:
    """Name art that is not there; the line."""
    path = captions / "captions.yaml"
    text = path.read_text("utf-8").replace("background: house-key", "background: house-kex", 1)
    path.write_text(text, "utf-8")
    return next(n for n, row in enumerate(text.splitlines(), 1) if "house-kex" in row)


def _holds(captions: Path, hooks: Path, id: str) -> None:
    (captions / "README.md").write_text("Nothing of the project.\n")
    done = _pre_commit(captions, hooks, id)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "no files to check" in done.stdout
    line = _break(captions)
    done = _pre_commit(captions, hooks, id)
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"captions.yaml:{line}:" in done.stdout
    assert "error[unknown-background]" in done.stdout
    assert "exit code: 1" in done.stdout


def test_a_commit_of_a_broken_caption_is_stopped_at_its_line(
    captions: Path, tmp_path: Path
) -> None:
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", hooks)
    _repository(hooks)
    _holds(captions, hooks, "sharegen-check-installed")


@pytest.mark.long
def test_the_hook_installs_what_it_runs(captions: Path, tmp_path: Path) -> None:
    hooks = tmp_path / "hooks"
    kept = ("src", "assets", "captions.yaml", "pyproject.toml", ".pre-commit-hooks.yaml")
    hooks.mkdir()
    for name in (*kept, "README.md", "LICENSE", "LICENSES.md"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, hooks / name)
    _repository(hooks)
    _holds(captions, hooks, "sharegen-check")
    environments = list((tmp_path / "home").glob("repo*/py_env-*"))
    assert len(environments) == 1 and (environments[0] / "bin/sharegen").exists()
