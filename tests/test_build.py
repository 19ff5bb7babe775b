"""Builds: what is made, what is left alone, what is said, and that bytes never differ."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from sharegen.build import Options, build
from sharegen.load import load_project
from sharegen.model.diagnostic import CardError, Diagnostic, MachineError
from sharegen.pipeline import ready
from sharegen.resolve import Selection
from sharegen.workers import Failure, Job, make_all

ROOT = Path(__file__).parents[1]
Run = Callable[..., CompletedProcess[str]]
ONE = ("--to", "instagram-square", "--only", "not-like-this")


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def edit(project: Path, old: str, new: str, file: str = "captions.yaml") -> None:
    path = project / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_the_default_build_is_all_that_is_approved_on_the_default_placements(
    project: Path, run: Run
) -> None:
    done = run("build", cwd=project)
    assert done.returncode == 0, done.stderr
    assert "180 built" in done.stderr
    out = project / "dist"
    assert len(list(out.rglob("*.png"))) == len(list(out.rglob("*.alt.txt"))) == 180
    name = "know-their-traffickers_instagram-story_1080x1920_en"
    assert (out / "instagram-story" / f"{name}.png").is_file()
    manifest = json.loads((out / "manifest.json").read_bytes())
    assert [image["path"] for image in manifest["images"]] == sorted(
        path.relative_to(out).as_posix() for path in out.rglob("*.png")
    )
    for line in (out / "SHA256SUMS").read_text().splitlines():
        digest, path = line.split("  ")
        assert hashlib.sha256((out / path).read_bytes()).hexdigest() == digest


def test_nothing_changed_renders_nothing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    options, chosen = Options(project / "dist"), Selection(("x-post", "open-graph"))
    first = build(load_project(project), chosen, options)
    before = {path: path.stat().st_mtime_ns for path in (project / "dist").rglob("*.*")}
    monkeypatch.setattr("sharegen.workers.ready", lambda card: pytest.fail("drew again"))
    again = build(load_project(project), chosen, options)
    assert (again.built, again.unchanged) == (0, first.built)
    assert {path: path.stat().st_mtime_ns for path in (project / "dist").rglob("*.*")} == before


def test_a_moved_caption_changes_nothing(project: Path, run: Run) -> None:
    run("build", *ONE, cwd=project)
    edit(project, "language: en", "# a line more\n\nlanguage: en")
    assert "0 built, 1 unchanged" in run("build", *ONE, cwd=project).stderr


@pytest.mark.parametrize("change", ["word", "color", "art", "removed", "torn"])
def test_what_a_change_touches_is_made_again(project: Path, run: Run, change: str) -> None:
    run("build", *ONE, cwd=project)
    picture = next((project / "dist").rglob("*.png"))
    before = picture.read_bytes()
    if change == "word":
        edit(project, "**Not** like this.", "**Never** like this.")
        edit(project, "        Not like this.", "        Never like this.")  # its alt text
    elif change == "color":
        edit(project, "FF6B57", "FF7B57", "assets/brand.yaml")
    elif change == "art":
        art = "assets/backgrounds/rumour-post-square.svg"
        edit(project, "</svg>", '<circle r="9" fill="#fff"/></svg>', art)
    elif change == "removed":
        picture.unlink()
    else:
        picture.write_bytes(before[:-5])
    assert "1 built" in run("build", *ONE, cwd=project).stderr
    assert (picture.read_bytes() == before) == (change in ("removed", "torn"))


def test_a_template_of_the_project_remakes_its_pictures_and_no_others(
    project: Path, run: Run
) -> None:
    both = ("--only", "like-this", "--only", "not-like-this")
    everywhere = ("--to", "instagram-square", "--to", "open-graph", *both)
    run("build", *everywhere, cwd=project)
    before = tree(project / "dist")
    said = "statement: {blocks: {headline: {sizes: {square: [8, 7]}, style: {align: center}}}}\n"
    (project / "assets/templates.yaml").write_text(said, "utf-8")
    square = ("--to", "instagram-square", *both)
    assert "2 built" in run("build", *square, cwd=project).stderr
    (project / "assets/templates.yaml").write_text(said.replace(", style: {align: center}", ""))
    assert "2 built, 2 unchanged" in run("build", *everywhere, cwd=project).stderr
    after = tree(project / "dist")
    changed = {Path(path).parts[0] for path in before if before[path] != after[path]}
    assert changed == {"instagram-square", "manifest.json", "SHA256SUMS"}


def test_a_broken_template_stops_a_build(project: Path, run: Run) -> None:
    (project / "assets/templates.yaml").write_text("statement: {blocks: {headline: 9}}\n", "utf-8")
    done = run("build", cwd=project)
    assert done.returncode == 2
    assert "assets/templates.yaml:1:32: error[wrong-kind] a block is text" in done.stderr


def test_an_altered_file_of_the_same_size_is_found_with_verify(project: Path, run: Run) -> None:
    run("build", *ONE, cwd=project)
    picture = next((project / "dist").rglob("*.png"))
    before = picture.read_bytes()
    picture.write_bytes(before[:-1] + b"x")
    assert "1 unchanged" in run("build", *ONE, cwd=project).stderr
    assert "1 built" in run("build", *ONE, "--verify", cwd=project).stderr
    assert picture.read_bytes() == before


def test_one_bad_caption_leaves_all_others_written(project: Path, run: Run) -> None:
    edit(project, "**Not** like this.", "**Not** like 漢 this.")
    done = run("build", "--to", "instagram-square,open-graph", cwd=project)
    assert done.returncode == 1
    assert len(list((project / "dist").rglob("*.png"))) == 24
    assert "error[missing-glyph]" in done.stderr
    assert "captions.yaml:" in done.stderr
    assert "also on: " in done.stderr
    assert "Traceback" not in done.stderr


def test_strict_writes_nothing(project: Path, run: Run) -> None:
    edit(project, "**Not** like this.", "**Not** like 漢 this.")
    done = run("build", "--strict", "--to", "instagram-square,open-graph", cwd=project)
    assert done.returncode == 2
    assert not list((project / "dist").rglob("*.png"))
    assert "nothing written" in done.stderr


def test_after_the_fault_is_gone_the_tree_is_that_of_a_clean_build(project: Path, run: Run) -> None:
    chosen = ("--to", "instagram-square")
    edit(project, "**Not** like this.", "**Not** like 漢 this.")
    run("build", *chosen, cwd=project)
    edit(project, "**Not** like 漢 this.", "**Not** like this.")
    run("build", *chosen, cwd=project)
    run("build", *chosen, "--out", "clean", cwd=project)
    assert tree(project / "dist") == tree(project / "clean")


def test_a_removed_caption_is_stale_until_it_is_pruned(project: Path, run: Run) -> None:
    chosen = ("--to", "instagram-square")
    run("build", *chosen, cwd=project)
    mine = project / "dist" / "instagram-square" / "mine.png"
    mine.write_bytes(b"a file of the user's own")
    edit(project, "- id: like-this", "- id: just-like-this")
    edit(project, "requires: like-this", "requires: just-like-this")
    assert "1 stale" in run("build", *chosen, cwd=project).stderr
    assert "1 stale" in run("build", *chosen, cwd=project).stderr
    manifest = json.loads((project / "dist" / "manifest.json").read_bytes())
    assert [image["caption"] for image in manifest["images"] if image["status"] == "stale"] == [
        "like-this"
    ]
    assert "3 files removed" in run("build", *chosen, "--prune", cwd=project).stderr
    assert mine.is_file()
    assert not list((project / "dist").rglob("like-this_*"))


def test_a_part_of_the_project_leaves_the_rest_in_the_manifest(project: Path, run: Run) -> None:
    run("build", "--to", "instagram-square", cwd=project)
    done = run("build", "--to", "open-graph", "--only", "like-this", cwd=project)
    assert "stale" not in done.stderr
    manifest = json.loads((project / "dist" / "manifest.json").read_bytes())
    assert len(manifest["images"]) == 14


def test_held_and_draft_captions_are_left_out_and_said(project: Path, run: Run) -> None:
    edit(project, "status: approved", "status: draft")
    edit(project, "status: approved", "status: hold\n    hold: operator changed")
    done = run("build", "--to", "instagram-square", cwd=project)
    assert "11 built" in done.stderr
    assert "1 draft" in done.stderr
    assert "1 held (operator changed)" in done.stderr
    drafts = run("build", "--to", "instagram-square", "--status", "draft", cwd=project)
    assert "1 built" in drafts.stderr


def test_bytes_do_not_depend_on_jobs_order_locale_clock_or_cache(
    project: Path, run: Run, tmp_path: Path
) -> None:
    chosen = ("--to", "instagram-square,open-graph")
    plain = run("build", *chosen, "--jobs", "1", "--out", "one", cwd=project)
    other = run(
        "build", *reversed_pair(chosen), "--jobs", "3", "--out", "two",
        cwd=project, LC_ALL="C", PYTHONUTF8="0", TZ="Pacific/Kiritimati", PYTHONHASHSEED="7",
        SHAREGEN_CACHE="off",
    )  # fmt: skip
    assert plain.returncode == other.returncode == 0, other.stderr
    assert tree(project / "one") == tree(project / "two")


def reversed_pair(chosen: tuple[str, str]) -> tuple[str, str]:
    return chosen[0], ",".join(reversed(chosen[1].split(",")))


def test_two_builds_of_one_output_do_not_meet(project: Path, run: Run) -> None:
    from sharegen.write import open_output

    with open_output(project / "dist"):
        done = run("build", *ONE, cwd=project)
    assert done.returncode == 3
    assert "error[locked]" in done.stderr


@pytest.mark.parametrize("out", [".", "/", "assets", ".."])
def test_an_output_folder_that_holds_the_project_is_refused(
    project: Path, run: Run, out: str
) -> None:
    done = run("build", *ONE, "--out", out, cwd=project)
    assert done.returncode == 2
    assert "error[output-folder]" in done.stderr


def test_a_worker_that_dies_loses_one_card(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The card that kills its process is named; every other one is made."""
    script = tmp_path / "poisoned.py"
    script.write_text(
        "import os, sys\n"
        "from pathlib import Path\n"
        "import sharegen.workers as workers\n"
        "from sharegen.load import load_project\n"
        "from sharegen.resolve import Selection, resolve\n"
        "ready = workers.ready\n"
        "def poisoned(card):\n"
        "    if card.caption == 'like-this' and card.placement.id == 'x-post':\n"
        "        os._exit(9)\n"
        "    return ready(card)\n"
        "workers.ready = poisoned\n"
        "if __name__ == '__main__':\n"
        "    chosen = Selection(('x-post', 'instagram-square', 'open-graph'))\n"
        "    cards = resolve(load_project(Path(sys.argv[1])), chosen).cards\n"
        "    jobs = [workers.Job(card, '') for card in cards]\n"
        "    for job, found in workers.make_all(jobs, Path(sys.argv[2]), 2):\n"
        "        if isinstance(found, workers.Failure):\n"
        "            (problem,) = found.problems\n"
        "            print(problem.code, problem.caption, *problem.where)\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(Path(sys.modules["sharegen"].__file__ or "").parents[1]))
    done = subprocess.run(
        [sys.executable, script, project, tmp_path / "out"],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.stdout.split() == ["worker-died", "like-this", "x-post"], done.stderr
    assert len(list((tmp_path / "out").rglob("*.png"))) == 38


def test_a_fault_of_the_machine_ends_the_build_with_its_own_code(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise MachineError("disk-full", "the disk is full")

    monkeypatch.setattr("sharegen.workers.write_file", full)
    outcome = build(load_project(project), Selection(), Options(project / "dist", 1))
    assert outcome.machine is not None
    assert outcome.machine.code == "disk-full"
    assert outcome.built == 0


def test_a_card_that_cannot_be_drawn_is_a_failure_and_no_more(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fussy(card: object) -> object:
        if card.caption == "like-this":  # type: ignore[attr-defined]
            raise CardError(Diagnostic("overflow", "too long"))
        return ready(card)  # type: ignore[arg-type]

    monkeypatch.setattr("sharegen.workers.ready", fussy)
    from sharegen.resolve import resolve

    cards = resolve(load_project(project), Selection(("open-graph",))).cards
    found = list(make_all([Job(card, "") for card in cards], project / "dist", 1))
    assert [job.card.caption for job, made in found if isinstance(made, Failure)] == ["like-this"]


def test_an_interrupted_build_leaves_no_torn_file(project: Path) -> None:
    """SIGTERM in the middle: 143, every visible picture whole, the next build completes it."""
    chosen = ("--to", "x-post,instagram-square,open-graph,instagram-story")
    command = [sys.executable, "-m", "sharegen", "build", "--jobs", "2", *chosen]
    process = subprocess.Popen(command, cwd=project, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 60
    while not list((project / "dist").rglob("*.png")) and time.monotonic() < deadline:
        time.sleep(0.01)
    process.terminate()
    process.communicate(timeout=60)
    assert process.returncode in (0, 143)
    for path in (project / "dist").rglob("*.png"):
        assert path.read_bytes().endswith(b"IEND\xaeB`\x82")
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    assert not list((project / "dist").rglob("*.tmp"))
    assert len(list((project / "dist").rglob("*.png"))) == 52
