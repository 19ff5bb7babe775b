"""`build --release`: approved words, fresh facts, and the portable encoder."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from PIL import Image

from sharegen import png
from sharegen.catalog.checks.facts import HELP_DAYS, LINK_DAYS
from sharegen.catalog.proofs import Copy
from sharegen.check import proofread
from sharegen.freshness import EPOCH, today
from sharegen.load import load_project
from sharegen.model.diagnostic import Diagnostic, ProjectError, Severity
from sharegen.png import FAST, PORTABLE, Layer, Strip, Words
from sharegen.resolve.pictured import pictured

ROOT = Path(__file__).parents[1]
Run = Callable[..., CompletedProcess[str]]
ONE = ("--to", "open-graph", "--only", "like-this")
LATE = "1843516800"  # 2028-06-02: help and links of this project are stale by then


def edit(project: Path, old: str, new: str, file: str = "captions.yaml") -> None:
    path = project / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def images(out: Path) -> dict[str, dict[str, Any]]:
    manifest = json.loads((out / "manifest.json").read_bytes())
    return {image["path"]: image for image in manifest["images"]}


def codes(done: CompletedProcess[str]) -> set[str]:
    return {problem["code"] for problem in json.loads(done.stdout)["problems"]}


# The encoder


def noise(size: tuple[int, int]) -> Image.Image:
    return Image.effect_noise(size, 60).convert("RGB")


def ramp(size: tuple[int, int]) -> Image.Image:
    return Image.linear_gradient("L").resize(size).convert("RGB")


@pytest.mark.parametrize("make", [noise, ramp, lambda size: Image.new("RGB", size, "#0b1d3f")])
@pytest.mark.parametrize("size", [(1, 1), (7, 15), (33, 17), (300, 200)])
@pytest.mark.parametrize("method", [png.NONE, png.SUB, png.UP])
def test_both_encoders_give_the_same_pixels_and_the_portable_one_no_larger_file(
    make: Callable[..., Image.Image], size: tuple[int, int], method: int, tmp_path: Path
) -> None:
    layer = Layer(make(size))
    layer.method = layer.method._replace(filter=method)
    strips = [Strip(0, ramp((size[0], min(16, size[1]))))]
    files = [one.encode(layer, strips, Words("t", "d")) for one in (FAST, PORTABLE)]
    data = [b"".join(file.parts) for file in files]
    assert files[0].pixel_sha256 == files[1].pixel_sha256
    assert len(data[1]) <= len(data[0])
    seen = []
    for file in data:
        (tmp_path / "a.png").write_bytes(file)
        with Image.open(tmp_path / "a.png") as image:
            seen.append(image.convert("RGB").tobytes())
    assert seen[0] == seen[1]


def test_a_release_is_the_same_pictures_in_smaller_files(project: Path, run: Run) -> None:
    chosen = ("--to", "instagram-square,email-header")
    assert run("build", *chosen, "--out", "fast", cwd=project).returncode == 0
    done = run("build", *chosen, "--release", "--out", "small", cwd=project)
    assert done.returncode == 0, done.stderr
    fast, small = images(project / "fast"), images(project / "small")
    assert fast.keys() == small.keys()
    for path, image in small.items():
        assert image["pixel_sha256"] == fast[path]["pixel_sha256"]
        assert image["bytes"] < fast[path]["bytes"]
        assert image["fingerprint"] != fast[path]["fingerprint"]
        with Image.open(project / "small" / path) as picture:
            assert png.pixel_sha256(picture) == image["pixel_sha256"]


def test_release_bytes_do_not_depend_on_jobs_or_the_day(project: Path, run: Run) -> None:
    chosen = ("--to", "email-header", "--release")
    run("build", *chosen, "--jobs", "1", "--out", "one", cwd=project)
    run(
        "build", *chosen, "--jobs", "2", "--out", "two", cwd=project, SOURCE_DATE_EPOCH="1798761600"
    )
    files = sorted(path for path in (project / "one").rglob("*") if path.is_file())
    assert len(files) == 26
    for file in files:
        other = project / "two" / file.relative_to(project / "one")
        assert file.read_bytes() == other.read_bytes()


def test_a_file_of_the_other_encoder_is_made_again(project: Path, run: Run) -> None:
    run("build", *ONE, cwd=project)
    assert "1 built" in run("build", *ONE, "--release", cwd=project).stderr
    assert "0 built, 1 unchanged" in run("build", *ONE, "--release", cwd=project).stderr
    assert "1 built" in run("build", *ONE, cwd=project).stderr


# What is in it


def test_only_what_is_approved_may_be_asked_for(project: Path, run: Run) -> None:
    for status in ("draft", "hold"):
        done = run("build", *ONE, "--release", "--status", status, cwd=project)
        assert done.returncode == 2
        assert "error[release-status]" in done.stderr
    assert not (project / "dist").exists()
    done = run("build", *ONE, "--release", "--status", "approved", cwd=project)
    assert done.returncode == 0


def test_what_is_left_out_is_named_with_its_reason(project: Path, run: Run) -> None:
    edit(project, "status: approved", "status: draft")
    edit(project, "status: approved", "status: hold\n    hold: operator changed")
    done = run("build", "--to", "open-graph", "--release", cwd=project)
    assert done.returncode == 0, done.stderr
    assert "11 built" in done.stderr
    assert "1 draft: know-their-traffickers" in done.stderr
    assert "1 held (operator changed): people-they-trust" in done.stderr


def test_any_problem_but_those_that_wait_for_a_person_stops_it(project: Path, run: Run) -> None:
    edit(project, "**Not** like this.", "**Not** like 漢 this.")
    done = run("build", "--to", "open-graph", "--release", cwd=project)
    assert done.returncode == 2
    assert "nothing written" in done.stderr
    assert not list((project / "dist").rglob("*.png"))


def test_pictures_that_await_approval_are_a_warning_and_no_more(project: Path, run: Run) -> None:
    done = run("build", *ONE, "--release", "--report", "json", cwd=project)
    assert done.returncode == 0
    assert codes(done) == {"picture-awaiting", "unchecked-link"}
    assert "picture-awaiting" not in codes(run("build", *ONE, "--report", "json", cwd=project))
    text = (project / "captions.yaml").read_text("utf-8")
    text = text.replace("picture: awaiting", "picture: approved")
    (project / "captions.yaml").write_text(text, "utf-8")
    done = run("build", *ONE, "--release", "--report", "json", cwd=project)
    assert done.returncode == 2
    assert codes(done) == {"approval-unsigned", "unchecked-link"}
    (problem,) = (
        found
        for found in json.loads(done.stdout)["problems"]
        if found["code"] == "approval-unsigned"
    )
    assert "sharegen approve like-this --by" in problem["hint"]
    assert run("approve", "like-this", "--by", "Ana Ruiz", cwd=project).returncode == 0
    done = run("build", *ONE, "--release", "--report", "json", cwd=project)
    assert done.returncode == 0
    assert codes(done) == {"unchecked-link"}
    edit(project, "happens **like this.**", "**happens like this.**")
    done = run("build", *ONE, "--release", "--report", "json", cwd=project)
    assert done.returncode == 2
    assert codes(done) == {"approval-lapsed", "unchecked-link"}


def test_half_of_a_pair_is_said_to_be_one(project: Path, run: Run) -> None:
    half = ("--to", "open-graph", "--only", "not-like-this", "--report", "json")
    done = run("build", *half, cwd=project)
    assert done.returncode == 0
    (problem,) = (p for p in json.loads(done.stdout)["problems"] if p["code"] == "unaccompanied")
    assert problem["caption"] == "not-like-this"
    assert run("build", *half, "--release", "--out", "one", cwd=project).returncode == 2
    run("build", *ONE, cwd=project)  # the other half
    assert "unaccompanied" not in codes(run("build", *half, cwd=project))
    both = run("build", *half, "--only", "like-this", "--strict", "--out", "two", cwd=project)
    assert "unaccompanied" not in codes(both)


def test_a_folder_with_drafts_in_it_is_no_release(project: Path, run: Run) -> None:
    edit(project, "status: approved", "status: draft")
    run("build", "--to", "open-graph", "--status", "draft", cwd=project)
    done = run("build", *ONE, "--release", cwd=project)
    assert done.returncode == 2
    assert "error[not-of-release]" in done.stderr
    assert "know-their-traffickers_open-graph" in done.stderr
    done = run("build", *ONE, "--release", "--prune", cwd=project)
    assert done.returncode == 0
    assert len(list((project / "dist").rglob("*.png"))) == 1


def test_a_release_in_two_parts_is_one(project: Path, run: Run) -> None:
    run("build", *ONE, "--release", cwd=project)
    done = run("build", "--to", "email-header", "--release", cwd=project)
    assert done.returncode == 0, done.stderr
    assert {image["status"] for image in images(project / "dist").values()} == {"approved"}
    assert "stale" not in run("build", "--to", "email-header", cwd=project).stderr


# Facts


def test_the_day_is_that_of_the_epoch_variable_else_of_the_clock(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert today() == date(2026, 12, 1)
    monkeypatch.setattr("sharegen.freshness.time.time", lambda: 86_400.5)
    assert today() == date(2026, 12, 1)
    monkeypatch.setenv(EPOCH, "")
    assert today() == date(1970, 1, 2)
    for wrong in ("yesterday", "1e9", "9" * 30):
        monkeypatch.setenv(EPOCH, wrong)
        with pytest.raises(ProjectError) as caught:
            today()
        assert caught.value.problems[0].code == "bad-epoch"


def as_read(day: date, release: tuple[str, ...] = ()) -> tuple[Diagnostic, ...]:
    project = load_project(ROOT)
    return proofread(Copy(project, pictured(project), day, release))


@pytest.mark.parametrize(
    ("day", "stale"),
    [
        (date(1970, 1, 1), {"review-in-future"}),
        (date(2026, 12, 1), set()),
        (date.fromordinal(date(2026, 11, 24).toordinal() + HELP_DAYS.days), set()),
        (date.fromordinal(date(2026, 11, 24).toordinal() + HELP_DAYS.days + 1), {"stale-help"}),
        (date.fromordinal(date(2026, 11, 24).toordinal() + LINK_DAYS.days), {"stale-help"}),
        (date(2028, 6, 2), {"stale-help", "stale-link"}),
    ],
)
def test_facts_grow_stale_after_their_limit_and_say_where(day: date, stale: set[str]) -> None:
    for release in ((), ("like-this",)):
        found = {problem.code: problem for problem in as_read(day, release)}
        found.pop("picture-awaiting", None)
        assert found.keys() == stale | {"unchecked-link"}
        assert found.pop("unchecked-link").severity is Severity.WARNING
        found.pop("review-in-future", None)
        for code, problem in found.items():
            assert problem.severity is (Severity.ERROR if release else Severity.WARNING)
            assert problem.at is not None and problem.hint
            line = (ROOT / problem.at.file).read_text("utf-8").splitlines()[problem.at.line - 1]
            assert {"stale-help": "reviewed:", "stale-link": "checked:"}[code] in line


def test_a_link_that_nobody_followed_is_named_at_its_line() -> None:
    (problem,) = as_read(date(2026, 12, 1))
    lines = (ROOT / "captions.yaml").read_text("utf-8").splitlines()
    places = [problem.at, *problem.also]
    named = [lines[at.line - 1].removeprefix("  - id: ") for at in places if at is not None]
    assert named == ["web-page", "what-we-know", "unproven-stories", "instagram-highlight"]
    assert all(name in problem.message for name in named)


def test_a_stale_fact_warns_in_a_build_and_stops_a_release(project: Path, run: Run) -> None:
    done = run("check", "--report", "json", cwd=project, SOURCE_DATE_EPOCH=LATE)
    assert done.returncode == 0
    assert {"stale-help", "stale-link"} <= codes(done)
    done = run("build", *ONE, "--report", "json", cwd=project, SOURCE_DATE_EPOCH=LATE)
    assert done.returncode == 0
    assert {"stale-help", "stale-link"} <= codes(done)
    before = {path: path.read_bytes() for path in (project / "dist").rglob("*.*")}
    done = run("build", *ONE, "--release", cwd=project, SOURCE_DATE_EPOCH=LATE)
    assert done.returncode == 2
    assert "error[stale-help] help in en was reviewed 2026-11-24, 556 days ago" in done.stderr
    assert "error[stale-link] link otip was checked 2026-11-24" in done.stderr
    assert {path: path.read_bytes() for path in (project / "dist").rglob("*.*")} == before


def test_a_day_that_is_none_is_a_mistake_in_the_configuration(project: Path, run: Run) -> None:
    done = run("build", *ONE, cwd=project, SOURCE_DATE_EPOCH="today")
    assert done.returncode == 2
    assert "error[bad-epoch]" in done.stderr
