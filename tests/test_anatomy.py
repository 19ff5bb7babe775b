"""`explain --debug-png`: the picture, with what its setting follows from where the frame has it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from PIL import Image

from sharegen import anatomy as colors
from sharegen.anatomy import anatomy, marks_of, stroke_of
from sharegen.explain import Question, card_of
from sharegen.layout import layout
from sharegen.load import load_project
from sharegen.model.geometry import Rect
from sharegen.model.project import Project
from sharegen.pipeline import render

ROOT = Path(__file__).resolve().parents[1]
Run = Callable[..., CompletedProcess[str]]


@pytest.fixture(scope="module")
def project() -> Project:
    return load_project(ROOT)


def opened(parts: tuple[bytes, ...]) -> Image.Image:
    return Image.open(io.BytesIO(b"".join(parts))).convert("RGB")


@pytest.mark.parametrize(
    ("caption", "placement"),
    [
        ("know-their-traffickers", "open-graph"),
        ("groom-or-seduce", "instagram-story"),
        ("kidnapping-is-not-the-norm", "instagram-square"),
        ("like-this", "x-header"),
    ],
)
def test_every_line_and_box_is_drawn_in_its_colour(
    project: Project, caption: str, placement: str
) -> None:
    question = Question(caption, placement)
    frame, image = layout(card_of(project, question)), opened(anatomy(project, question))
    stroke = stroke_of(frame.size)
    assert image.width == frame.size.width and image.height > frame.size.height
    for line in (line for setting in frame.settings for line in setting.lines):
        y = round(line.baseline)
        row = [image.getpixel((round(line.x + part * line.width / 4), y)) for part in (1, 2, 3)]
        assert row == [colors.BASELINE] * 3, line.text
        box = line.ink.grown(stroke)
        assert image.getpixel((round(box.x + box.width / 2), round(box.y) + 1)) == colors.LINE
    for setting in frame.footer:
        box = setting.ink.grown(stroke)
        middle = image.getpixel((round(box.x) + 1, round(box.y + box.height / 2)))
        assert middle == colors.FOOT
    rule = frame.rules[0].rect
    assert image.getpixel((round(rule.right) - 2, round(rule.y))) == colors.HAIRLINE
    if frame.ground.subject is not None:
        seen = frame.ground.subject
        edge = image.getpixel((round(seen.x) + 1, round(seen.y + seen.height / 2)))
        assert edge == colors.SUBJECT


def test_the_picture_itself_is_not_changed_where_nothing_is_drawn(project: Project) -> None:
    question = Question("know-their-traffickers", "open-graph")
    card = card_of(project, question)
    image = opened(anatomy(project, question))
    plain = Image.open(io.BytesIO(render(card).data)).convert("RGB")
    key = (820, 150, 1100, 450)  # the art, inside the subject's box
    assert image.crop(key).tobytes() == plain.crop(key).tobytes()
    assert anatomy(project, question) == anatomy(project, question)


def test_no_line_of_a_region_crosses_a_letter(project: Project) -> None:
    question = Question("groom-or-seduce", "instagram-story")
    card, image = card_of(project, question), opened(anatomy(project, question))
    whole = Image.open(io.BytesIO(render(card).data)).convert("RGB")
    (setting,) = layout(card).settings
    for line in setting.lines:  # from the second stroke above the baseline to the caps
        box = line.ink
        for y in range(round(box.y) + 1, round(line.baseline) - 1):
            for x in range(round(box.x) + 1, round(box.right) - 1):
                pixel = whole.getpixel((x, y))
                if pixel in (card.case.color("accent"), card.case.color("ink-secondary")):
                    assert image.getpixel((x, y)) == pixel


def test_candidate_regions_are_shown_and_the_one_taken(project: Project) -> None:
    card = card_of(project, Question("groom-or-seduce", "instagram-story"))
    marks = {mark.color: mark for mark in marks_of(card, layout(card))}
    assert marks[colors.REGION].about == "regions not taken: left, right"
    assert marks[colors.TAKEN].about == "regions of the words: below"
    every = [rect for mark in marks.values() for rect in mark.rects]
    canvas = Rect(0, 0, *card.placement.size)
    assert all(canvas.contains(rect, slack=1) for rect in every)


def test_json_on_stdout_and_the_path_on_stderr(run: Run, tmp_path: Path) -> None:
    place = ("explain", "Fresh **words.**", "x-post", "--text", "--lang", "en")
    made = run(*place, "--json", "--debug-png", "why.png")
    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout)["placement"] == "x-post"
    assert made.stderr.strip() == "why.png"
    with Image.open(tmp_path / "why.png") as image:
        assert (image.format, image.width) == ("PNG", 1200)
    in_words = run(*place, "--debug-png", "why.png")
    assert "headline:" in in_words.stdout and in_words.stderr.strip() == "why.png"
    reported = run(*place, "--debug-png", "why.png", "--report", "json")
    assert json.loads(reported.stderr)["paths"] == ["why.png"]
    wrong = run(*place, "--debug-png", "why.jpg")
    assert (wrong.returncode, "name a file that ends in .png" in wrong.stderr) == (2, True)
