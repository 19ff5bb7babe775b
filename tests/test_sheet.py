"""Contact sheet and guides: what is on them, where, and that it is the same every time."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from xml.etree import ElementTree

import pytest
from PIL import Image

from sharegen.catalog.platforms import PLACEMENTS
from sharegen.guides import drawn, guides
from sharegen.layout import layout
from sharegen.load import load_project
from sharegen.model.project import Project
from sharegen.pipeline import render
from sharegen.resolve import Selection, resolve
from sharegen.sheet import contact_sheet

ROOT = Path(__file__).resolve().parents[1]
Run = Callable[..., CompletedProcess[str]]
STORY = "instagram-story"


@pytest.fixture(scope="module")
def project() -> Project:
    return load_project(ROOT)


def opened(parts: tuple[bytes, ...]) -> Image.Image:
    return Image.open(io.BytesIO(b"".join(parts)))


def test_a_sheet_has_each_picture_small_and_its_label(project: Project) -> None:
    selection = Selection(("open-graph", STORY), ("like-this", "not-like-this"))
    sheet = contact_sheet(project, selection)
    assert (sheet.pictures, sheet.problems) == (4, ())
    image = opened(sheet.parts)
    assert image.width == 1800
    # the first picture, looked up where the first row begins
    card = resolve(project, selection).cards[0]
    whole = Image.open(io.BytesIO(render(card).data))
    scale = (300 * 300 / (whole.width * whole.height)) ** 0.5
    size = (round(whole.width * scale), round(whole.height * scale))
    small = whole.resize(size, Image.Resampling.LANCZOS)
    box = (48, 102, 48 + size[0], 102 + size[1])
    assert image.crop(box).tobytes() == small.tobytes()
    label = image.crop((48, box[3] + 4, box[2], box[3] + 30)).convert("L")
    assert min(label.tobytes()) < 100, "a label stands below"
    assert b"".join(contact_sheet(project, selection).parts) == b"".join(sheet.parts)


def test_sheet_on_the_command_line(run: Run, tmp_path: Path) -> None:
    made = run("sheet", "--project", ROOT, "--to", "open-graph", "--out", tmp_path / "s.png")
    assert made.returncode == 0, made.stderr
    assert made.stdout.strip() == str(tmp_path / "s.png") and "13 on the sheet" in made.stderr
    with Image.open(tmp_path / "s.png") as image:
        assert image.format == "PNG"


def test_a_sheet_leaves_out_and_says_what_cannot_be_made(run: Run, tmp_path: Path) -> None:
    run("init", "p", "--address", "example.org")
    captions = tmp_path / "p" / "captions.yaml"
    words = "word " * 300
    captions.write_text(
        captions.read_text("utf-8")
        + f'  - {{id: {"long-" * 12}id, status: approved, text: {{en: "Short."}}}}\n'
        + f'  - {{id: too-long, status: approved, text: {{en: "{words}"}}}}\n',
        "utf-8",
    )
    made = run("sheet", "--to", "open-graph", "--report", "json", cwd=tmp_path / "p")
    assert made.returncode == 1
    report = json.loads(made.stdout)
    assert [problem["code"] for problem in report["problems"]] == ["overflow"]
    assert "2 on the sheet" in report["summary"]
    assert Path(report["paths"][0]) == tmp_path / "p" / "dist" / "contact-sheet.png"


def test_guides_show_what_is_covered_and_where_the_foot_is(project: Project) -> None:
    size, found = guides(project, STORY)
    image = Image.open(io.BytesIO(drawn(size, found, Path("g.png"))))
    assert (image.mode, image.size) == ("RGBA", (1080, 1920))
    clear = PLACEMENTS[STORY].keep_clear
    row = [image.getpixel((540, y))[3] for y in range(1920)]  # type: ignore[index]
    assert all(row[: int(clear.top)]) and all(row[1920 - int(clear.bottom) :])
    assert row[900] == 0, "the middle is transparent"
    card = next(c for c in resolve(project, Selection((STORY,))).cards)
    frame = layout(card)
    rule = frame.rules[0].rect
    assert image.getpixel((540, round(rule.y))) != (0, 0, 0, 0)
    named = {guide.name for guide in found}
    assert named == {"keep-clear", "margins", "hairline", "footer"}
    assert "crop instagram-grid" in {g.name for g in guides(project, "instagram-square")[1]}


@pytest.mark.parametrize("placement", sorted(PLACEMENTS))
def test_every_placement_has_guides_as_layers(project: Project, placement: str) -> None:
    size, found = guides(project, placement)
    svg = ElementTree.fromstring(drawn(size, found, Path("g.SVG")))
    names = [group.get("id") for group in svg]
    assert names == [guide.name for guide in found]
    for rect in svg.iter("{http://www.w3.org/2000/svg}rect"):
        x, y, w, h = (float(rect.get(key, "")) for key in ("x", "y", "width", "height"))
        assert min(x, y) >= 0 and x + w <= size.width + 1 and y + h <= size.height + 1


def test_guides_show_what_covers_the_canvas_elsewhere(project: Project) -> None:
    for row in PLACEMENTS.values():
        names = {guide.name for guide in guides(project, row.id)[1]}
        assert {obstacle.name for obstacle in row.obstacles} <= names
        assert ("square in the disc" in names) == (row.disc is not None)


def test_the_frame_of_the_guides_covers_no_word(project: Project) -> None:
    _, found = guides(project, STORY)
    frame = layout(next(c for c in resolve(project, Selection((STORY,))).cards))
    margins = next(guide for guide in found if guide.name == "margins")
    assert not any(rect.intersects(frame.safe) for rect in margins.rects)


def test_guides_on_the_command_line(run: Run, tmp_path: Path) -> None:
    made = run("guides", "x-post", "--out", "g.svg")
    assert (made.returncode, made.stdout.strip()) == (0, "g.svg"), made.stderr
    assert re.search(r"^hairline: ", made.stderr, re.MULTILINE)
    assert run("guides", "x-post").stdout.strip() == "x-post-guides.png"
    wrong = run("guides", "x-post", "--out", "g.pdf")
    assert (wrong.returncode, "error[guides-format]" in wrong.stderr) == (2, True)
    assert "error[unknown-placement]" in run("guides", "x-pst").stderr
