"""The brand of examples/partner restyles every picture of the project, captions.yaml untouched."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from sharegen.family import plan
from sharegen.load import load_project
from sharegen.model.color import Color, contrast_ratio
from sharegen.model.frame import Frame
from sharegen.model.project import ART_ROLES, COLOR_ROLES, TONES, WORD_ROLES, Project
from sharegen.pipeline import prove
from sharegen.resolve import Selection

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "examples/partner"
Run = Callable[..., subprocess.CompletedProcess[str]]
MOST_BYTES = 600_000  # a brand folder brings its own faces and nothing that it inherits


@pytest.fixture(scope="module")
def own() -> Project:
    return load_project(ROOT)


@pytest.fixture(scope="module")
def partner() -> Project:
    return load_project(ROOT, FOLDER)


@pytest.fixture(scope="module")
def frames(partner: Project) -> list[Frame]:
    """Every caption on every default placement, set and proven; CardError where one is not."""
    found = plan(partner, Selection())
    assert not found.problems
    return [prove(card) for card in found.cards]


def test_every_caption_is_set_on_every_default_placement(own: Project, frames: list[Frame]) -> None:
    assert len(frames) == len(plan(own, Selection()).cards) >= 7 * 14


def test_all_words_stand_off_their_ground_as_measured(frames: list[Frame]) -> None:
    lowest = 21.0
    for frame in frames:
        ground = frame.ground.fill
        assert isinstance(ground, Color)
        for setting in (*frame.settings, *frame.footer):
            runs = [run for line in setting.lines for run in line.runs]
            lowest = min(lowest, *(contrast_ratio(run.color, ground) for run in runs))
    assert lowest >= 7


@pytest.mark.parametrize(("tone", "role"), list(product(TONES, WORD_ROLES)))
def test_every_pair_of_words_by_construction(partner: Project, tone: str, role: str) -> None:
    colors = partner.brand.colors[tone]
    assert contrast_ratio(colors[role], colors["surface"]) >= partner.brand.contrast == 7


def test_nothing_of_the_projects_look_is_left(own: Project, partner: Project) -> None:
    ours, theirs = own.brand, partner.brand
    for tone, role in product(TONES, (*COLOR_ROLES, *ART_ROLES)):
        color = theirs.colors[tone][role]
        assert color == Color(255, 255, 255) or color not in ours.colors[tone].values()
    assert not {face.file for face in theirs.faces.values()} & {f.file for f in ours.faces.values()}


def test_the_footer_is_the_partners(partner: Project) -> None:
    for card in plan(partner, Selection()).cards:
        assert (card.footer.words, card.footer.address) == (
            "Get the facts at",
            "example.org/childsafety",
        )
        assert "polarisproject" not in card.alt
        assert "Get the facts at example.org/childsafety." in card.alt


def test_it_is_as_sound_as_the_project(own: Project, partner: Project) -> None:
    assert partner.problems == own.problems == ()
    assert {p.code for p in partner.warnings} == {p.code for p in own.warnings}


def test_it_brings_no_more_than_it_must() -> None:
    files = [path for path in FOLDER.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= MOST_BYTES
    assert {path.suffix for path in files} == {".yaml", ".svg", ".ttf", ".txt"}


def test_commands_take_the_brand(run: Run, tmp_path: Path) -> None:
    brand = ("--project", ROOT, "--brand", FOLDER)
    captions = (ROOT / "captions.yaml").read_bytes()
    out = tmp_path / "out"
    one = ("--only", "like-this", "--to", "open-graph")
    assert run("build", *brand, *one, "--out", out).returncode == 0
    record = json.loads((out / "manifest.json").read_text("utf-8"))["images"][0]
    assert record["brand"] == "Example County Youth Coalition"
    assert "example.org/childsafety" in record["alt"]
    card = run("card", "Ask **first.**", *brand, "--to", "open-graph", "-o", out / "card.png")
    assert "example.org/childsafety" in card.stderr
    assert run("check", *brand, *one).returncode == 0
    assert run("sheet", *brand, *one, "--out", out / "sheet.png").returncode == 0
    said = run("explain", "like-this", "open-graph", *brand)
    assert said.returncode == 0, said.stderr
    for what in ("captions", "placements", "backgrounds", "templates", "overrides"):
        listed = run("list", what, *brand, "--json")
        assert listed.returncode == 0, listed.stderr
    assert (ROOT / "captions.yaml").read_bytes() == captions


def test_a_brand_is_listed_and_used_where_there_is_no_project(run: Run, tmp_path: Path) -> None:
    listed = run("list", "backgrounds", "--brand", FOLDER, "--json")
    assert "house-key" in [row["id"] for row in json.loads(listed.stdout)]
    made = run("card", "Ask **first.**", "--brand", FOLDER, "--background", "house-key")
    assert made.returncode == 0, made.stderr
    assert "example.org/childsafety" in made.stderr
