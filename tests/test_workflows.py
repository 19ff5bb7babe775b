"""The action, the workflows and the examples for other machines, run step by step on clones."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from small import small_project
from workflows import ROOT, Runner

WORKFLOWS = sorted((ROOT / "examples/workflows").glob("*.yml"))
SCRIPTS = sorted((ROOT / "ci").glob("*.sh"))
ONE = {"to": "open-graph"}
TO = {"to": "open-graph,instagram-square"}
# One letter, in the words and in the description of the picture.
EDITS = (("always **know their", "always **knew their"), ("always know their", "always knew their"))
KITS = "\nexamples/partner\n"
_PINNED = re.compile(r"uses: ([\w./-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)$")


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository as ours with a small project and what steps need."""
    folder = tmp_path_factory.mktemp("origin")
    small_project(folder)
    shutil.copy(ROOT / "action.yml", folder)
    for name in ("ci", "examples"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    _git(folder, "init", "-q", "-b", "main")
    _commit(folder, "Begin")
    return folder


def _git(folder: Path, *arguments: str) -> None:
    name = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *name, *arguments], cwd=folder, check=True, stdout=subprocess.DEVNULL)


def _commit(folder: Path, words: str) -> None:
    _git(folder, "add", "-A")
    _git(folder, "commit", "-q", "-m", words)


def _clone(origin: Path, target: Path, *edits: tuple[str, str]) -> Path:
    """A clean clone, with a commit of its own where something is edited."""
    _git(target.parent, "clone", "-q", str(origin), str(target))
    for edit in edits:
        _replace(target / "captions.yaml", *edit)
    if edits:
        _commit(target, "Edit")
    return target


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def _files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


# What comes of them


@pytest.fixture(scope="module")
def reviewed(origin: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The pull request that changes one letter, and its job."""
    home = tmp_path_factory.mktemp("reviewed")
    runner = Runner(_clone(origin, home / "clone", *EDITS), home / "runner")
    return runner, runner.run("pull-request.yml", ONE)["pictures"]


def test_a_pull_request_shows_the_changed_card_and_nothing_else(reviewed: Any) -> None:
    runner, job = reviewed
    assert not job.failed, job.log
    kept = runner.artifacts["pictures"]
    changes = json.loads((kept / "changes.json").read_bytes())["changes"]
    assert {(one["kind"], one["caption"]) for one in changes} == {
        ("changed", "know-their-traffickers")
    }
    assert [one["placements"] for one in changes] == [[ONE["to"]]]
    for name in ("changes.png", "contact-sheet.png"):
        assert (kept / name).read_bytes().startswith(b"\x89PNG"), name
    assert (kept / "changes.html").exists() and (kept / "build.html").exists()
    assert len(list((kept / "pictures").rglob("*.png"))) == 2


def test_the_summary_of_a_pull_request_says_what_was_made_held_and_changed(reviewed: Any) -> None:
    _, job = reviewed
    said = html.unescape(job.summary)
    assert "| built | 2 |" in said
    assert "1 held (operator changed): groom-or-seduce" in said
    assert "1 changed (1 caption), 1 the same" in said
    assert "(https://example.org/pictures)" in said and "changes.png" in said


@pytest.fixture(scope="module")
def released(origin: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The release of a clean clone, and its jobs."""
    home = tmp_path_factory.mktemp("released")
    runner = Runner(_clone(origin, home / "clone"), home / "runner")
    return runner, runner.run("release.yml", TO | {"kits": KITS})


def test_a_release_has_zips_by_shape_and_every_picture(released: Any) -> None:
    runner, jobs = released
    assert list(jobs) == ["build", "publish"], jobs["build"].log
    assert not any(job.failed for job in jobs.values()), [job.log for job in jobs.values()]
    names = {path.name for path in runner.attached.iterdir()}
    assert {name for name in names if not name.endswith((".png", ".txt"))} == {
        "manifest.json",
        "SHA256SUMS",
        "partner-kit.zip",
        "polaris-addressing-saveourchildren-square.zip",
        "polaris-addressing-saveourchildren-wide.zip",
    }
    pictures = {name for name in names if name.endswith(".png")}
    assert len(pictures) == 4
    assert {name.removesuffix(".png") + ".alt.txt" for name in pictures} < names


def test_a_release_is_flat_and_every_asset_has_its_sum(released: Any) -> None:
    runner, _ = released
    files = _files(runner.attached)
    assert not [name for name in files if "/" in name]
    sums = files["SHA256SUMS"].decode().splitlines()
    assert sorted(line.partition("  ")[2] for line in sums) == sorted({*files} - {"SHA256SUMS"})
    for name in (name for name in files if name.startswith("polaris-")):
        with zipfile.ZipFile(runner.attached / name) as archive:
            for entry in archive.infolist():
                assert archive.read(entry) == files[entry.filename]


def test_a_release_is_a_draft_until_all_is_attached(released: Any) -> None:
    runner, _ = released
    told = [line.split()[:2] for line in runner.told.read_text().splitlines()]
    assert told == [["release", part] for part in ("view", "create", "upload", "edit")]
    lines = runner.told.read_text().splitlines()
    assert "--draft" in lines[1].split() and "--draft=false" in lines[3].split()
    attest = [given for uses, given in runner.uses if "attest-build-provenance" in uses]
    assert attest == [{"subject-checksums": "assets/SHA256SUMS"}]


@pytest.mark.parametrize("workflow", ["pull-request.yml", "release.yml"])
def test_a_broken_caption_fails_at_its_line_and_nothing_is_attached(
    origin: Path, tmp_path: Path, workflow: str
) -> None:
    clone = _clone(origin, tmp_path / "clone", ("background: house-key", "background: house-kex"))
    runner = Runner(clone, tmp_path / "runner")
    jobs = runner.run(workflow, TO)
    (job,) = jobs.values()
    assert job.failed
    rows = (clone / "captions.yaml").read_text("utf-8").splitlines()
    line = next(n for n, row in enumerate(rows, 1) if "house-kex" in row)
    errors = [one for one in job.annotations if one.startswith("::error ")]
    assert len(errors) == 1, job.log
    assert errors[0].startswith(f"::error file=captions.yaml,line={line},col=")
    assert "assets" not in runner.artifacts and not runner.told.exists()
    assert not list(runner.home.rglob("*.zip"))


# Elsewhere than on GitHub


@pytest.fixture
def plain(origin: Path, tmp_path: Path) -> Path:
    """A clean clone that needs no network to install."""
    clone = _clone(origin, tmp_path / "clone")
    (clone / "ci/install.sh").write_text("#!/bin/sh\n")
    _commit(clone, "Install nothing")
    return clone


def _shell(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    ours = {k: v for k, v in os.environ.items() if not k.startswith(("GITHUB_", "RUNNER_", "CI_"))}
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return subprocess.run(
        ["sh", "-ec", script],
        cwd=folder,
        env={**ours, "PATH": path, "SHAREGEN_TO": TO["to"], **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )


def test_the_same_commit_released_by_a_plain_shell_is_the_same_bytes(
    plain: Path, released: Any, tmp_path: Path
) -> None:
    _replace(plain / "captions.yaml", *EDITS[0])
    done = _shell(f"examples/ci/release.sh '{tmp_path}/a b'", plain)
    assert done.returncode == 2 and "in no commit" in done.stderr
    _replace(plain / "captions.yaml", *reversed(EDITS[0]))
    done = _shell(f"examples/ci/release.sh '{tmp_path}/a b'", plain)
    assert done.returncode == 0, done.stderr
    assert "::error" not in done.stderr and "::warning" not in done.stderr
    ours, theirs = _files(tmp_path / "a b/assets"), _files(released[0].attached)
    assert theirs.pop("partner-kit.zip")  # tests of kits have theirs
    kit_apart = [row for row in theirs["SHA256SUMS"].splitlines() if b"partner-kit" not in row]
    theirs["SHA256SUMS"] = b"".join(row + b"\n" for row in kit_apart)
    assert ours == theirs


def _gitlab(job: str) -> str:
    """The variables and the script of a job, as one script."""
    plan = yaml.safe_load((ROOT / "examples/ci/gitlab-ci.yml").read_text("utf-8"))
    variables = {**plan["variables"], **plan[job]["variables"]}
    lines = [f'export {name}="{value}"' for name, value in variables.items()]
    return "\n".join(["export CI_PROJECT_DIR=$PWD", *lines, *plan[job]["script"]])


@pytest.mark.parametrize("job", ["pictures", pytest.param("release", marks=pytest.mark.long)])
def test_gitlab_makes_what_it_keeps(plain: Path, job: str) -> None:
    base = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": "HEAD^", "SHAREGEN_TO": ONE["to"]}
    plan = yaml.safe_load((ROOT / "examples/ci/gitlab-ci.yml").read_text("utf-8"))
    done = _shell(_gitlab(job), plain, **base)
    assert done.returncode == 0, done.stderr
    assert "::" not in done.stderr, "commands of GitHub are words to GitLab"
    (kept,) = plan[job]["artifacts"]["paths"]
    wanted = "contact-sheet.png changes.json" if job == "pictures" else "SHA256SUMS manifest.json"
    assert all((plain / kept / name).is_file() for name in wanted.split())


def test_gitlab_runs_the_scripts_that_the_action_runs() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["runs"]["steps"]
    ours = {name for step in action for name in re.findall(r"ci/[a-z]+\.sh", step.get("run", ""))}
    plan = yaml.safe_load((ROOT / "examples/ci/gitlab-ci.yml").read_text("utf-8"))
    theirs = {line for job in ("pictures", "release") for line in plan[job]["script"]}
    assert ours == {line for line in theirs if line.startswith("ci/")}
    assert ours == {f"ci/{path.name}" for path in SCRIPTS} - {"ci/settings.sh"}


# How they are written


def test_zizmor_finds_nothing() -> None:
    zizmor = Path(sys.executable).with_name("zizmor")
    files = [ROOT / "action.yml", *WORKFLOWS]
    done = subprocess.run(
        [zizmor, "--offline", "--no-progress", "--persona", "auditor", *files],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_shellcheck_finds_nothing(tool: Callable[[str], str]) -> None:
    examples = sorted((ROOT / "examples/ci").glob("*.sh"))
    done = subprocess.run(
        [tool("shellcheck"), "-x", "-e", "SC2154,SC2034", *SCRIPTS, *examples],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_actions_of_others_are_pinned_alike() -> None:
    seen: dict[str, set[tuple[str, str]]] = {}
    for file in (ROOT / "action.yml", *WORKFLOWS, ROOT / "docs/ci.md"):
        for line in re.findall(r"uses: [^.].*", file.read_text("utf-8")):
            match = _PINNED.search(line)
            assert match, f"{file.name}: {line} is not pinned by a commit, with its version"
            seen.setdefault(match[1], set()).add((match[2], match[3]))
    assert len(seen) == 5
    assert all(len(pins) == 1 for pins in seen.values()), seen


def test_no_step_has_an_expression_in_its_command() -> None:
    for file in (ROOT / "action.yml", *WORKFLOWS):
        plan = yaml.safe_load(file.read_text("utf-8"))
        jobs = plan["jobs"].values() if "jobs" in plan else [plan["runs"]]
        for step in (step for job in jobs for step in job["steps"]):
            assert "${{" not in step.get("run", ""), f"{file.name}: {step['run']}"


def test_every_input_and_output_is_explained() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    text = (ROOT / "docs/ci.md").read_text("utf-8")
    for kind in ("inputs", "outputs"):
        section = text.partition(f"### {kind.capitalize()}")[2].partition("\n#")[0]
        said = re.findall(r"^\| `([a-z-]+)` \|", section, re.MULTILINE)
        assert said == list(action[kind]), kind
