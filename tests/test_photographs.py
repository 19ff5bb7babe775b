"""Words on photographs: crops, scrims, contrast as it is painted, and credits."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import photographs
import pytest
from cards import project
from photographs import PHOTOGRAPHS, SUBJECT, on
from PIL import Image, ImageChops
from speaking import spoken

from sharegen.catalog.licences import asks_for_credit, credit_line
from sharegen.contrast import contrast_of, measure, rings_of, stands_off
from sharegen.model.card import Card
from sharegen.model.color import Color
from sharegen.model.diagnostic import CardError
from sharegen.model.frame import Frame
from sharegen.model.geometry import Rect
from sharegen.model.project import Background
from sharegen.paint import paint_ground, picture
from sharegen.pipeline import art_of, draw, fingerprint_of, prove, render_key
from sharegen.resolve import Selection, resolve
from sharegen.veil import Box, veiled

# The search for a scrim is the same on every shape: the tallest is left to a long run.
SPOTS = ("instagram-square", "x-post", pytest.param("instagram-story", marks=pytest.mark.long))
CREDIT = {"licence": "CC BY 4.0", "credit": "Ana Pérez"}


@cache
def shot(name: str) -> Image.Image:
    return photographs.scene() if name == "scene" else PHOTOGRAPHS[name]()


def card(spot: str, background: Background, caption: str = "know-their-traffickers") -> Card:
    found = resolve(project(), Selection((spot,), (caption,)))
    return on(found.cards[0], background)


def whole(made: Card) -> Image.Image:
    drawing = draw(made)
    return picture(drawing.layer, drawing.strips)


def least(image: Image.Image, frame: Frame) -> float:
    """The lowest contrast of all that is set, on the picture as it is painted."""
    settings = (*frame.settings, *frame.footer)
    return min(found.fifth for part in settings for found in contrast_of(image, part))


def bare(frame: Frame) -> Image.Image:
    return paint_ground(frame, art_of(frame.ground, frame.size))


@pytest.mark.parametrize("spot", SPOTS)
@pytest.mark.parametrize("tone", ["dark", "light"])
@pytest.mark.parametrize("name", PHOTOGRAPHS)
def test_words_can_be_read_with_the_least_scrim(
    name: str, tone: str, spot: str, tmp_path: Path
) -> None:
    made = card(spot, photographs.background(tmp_path, shot(name), tone=tone, **CREDIT))
    frame = prove(made)
    assert least(whole(made), frame) >= 7
    assert {part.role for part in frame.footer} == {"footer", "credit"}
    if name == tone == "dark":
        assert frame.scrims == ()
    for scrim in frame.scrims:
        weaker = replace(scrim, strength=scrim.strength - 0.01)
        others = tuple(weaker if other is scrim else other for other in frame.scrims)
        assert least(veiled(bare(frame), others), frame) < 7


def test_a_calm_dark_photograph_has_no_scrim(tmp_path: Path) -> None:
    made = card("instagram-square", photographs.background(tmp_path, shot("dark")))
    frame = prove(made)
    assert frame.scrims == ()
    assert "scrims" not in frame.as_json()


def test_only_what_lies_behind_the_words_is_changed(tmp_path: Path) -> None:
    made = card("instagram-story", photographs.background(tmp_path, shot("light")))
    frame = prove(made)
    changed = ImageChops.difference(bare(frame), veiled(bare(frame), frame.scrims)).getbbox()
    assert changed is not None
    assert changed[1] > 400  # the sky stays as it is
    assert frame.as_json()["scrims"]


@pytest.mark.parametrize("tag", ["en", "ar"])
@pytest.mark.parametrize("way", ["auto", "panel"])
@pytest.mark.parametrize("spot", ["instagram-square", "x-post"])
def test_the_subject_is_whole_and_never_under_a_scrim(
    spot: str, way: str, tag: str, tmp_path: Path
) -> None:
    words = {"en": "Most know **the person.**", "ar": "معظمهم **يعرفون الشخص.**"}[tag]
    background = photographs.background(tmp_path, shot("scene"), SUBJECT, scrim=way)
    made = on(spoken(tag, spot, words), background)
    frame = prove(made)
    variant, seen = frame.ground.variant, frame.ground.window
    assert variant is not None and variant.subject is not None and seen is not None
    assert not frame.ground.mirrored
    assert seen.contains(variant.subject, 0.01)
    subject = frame.ground.subject
    assert subject is not None
    assert frame.scrims
    foot = min(rule.rect.y for rule in frame.rules)
    for scrim in frame.scrims:
        if scrim.reach.y < foot - 100:  # the words' own; the footer may stand over its feet
            assert scrim.reach.intersection(subject).grown(-0.5).empty
    box = Box(*map(round, (subject.x, subject.y, subject.right, min(subject.bottom, foot - 80))))
    art, shown = bare(frame), veiled(bare(frame), frame.scrims)
    inner = Box(box.left + 1, box.top + 1, box.right - 1, box.bottom - 1)
    assert ImageChops.difference(art.crop(inner), shown.crop(inner)).getbbox() is None
    assert least(whole(made), frame) >= 7


def test_the_crop_turns_with_the_direction_of_reading(tmp_path: Path) -> None:
    background = photographs.background(tmp_path, shot("light"), Rect(0.45, 0.1, 0.1, 0.1))
    sides = {}
    for tag, words in (("en", "Ask **first.**"), ("he", "שאלו **קודם.**")):
        frame = prove(on(spoken(tag, "instagram-square", words), background))
        assert frame.ground.subject is not None
        sides[tag] = frame.ground.subject.x + frame.ground.subject.width / 2
    assert sides["en"] > 540 > sides["he"]
    assert sides["en"] + sides["he"] == pytest.approx(1080, abs=1)


def test_a_subject_that_a_shape_cannot_show_is_an_error(tmp_path: Path) -> None:
    background = photographs.background(tmp_path, shot("light"), Rect(0.1, 0.1, 0.8, 0.1))
    with pytest.raises(CardError) as raised:
        prove(card("instagram-story", background))
    assert raised.value.problem.code == "subject-cropped"


@pytest.mark.parametrize("way", ["none", 0.05])
def test_what_cannot_be_read_is_an_error_and_no_silent_scrim(
    way: str | float, tmp_path: Path
) -> None:
    made = card("instagram-square", photographs.background(tmp_path, shot("light"), scrim=way))
    with pytest.raises(CardError) as raised:
        prove(made)
    problem = raised.value.problem
    assert problem.code == "contrast" and problem.where == ("instagram-square",)
    assert "at least 7:1" in problem.message


def test_a_ratio_is_black_over_the_whole(tmp_path: Path) -> None:
    made = card("instagram-square", photographs.background(tmp_path, shot("light"), scrim=0.8))
    frame = prove(made)
    top = veiled(bare(frame), frame.scrims).getpixel((5, 5))
    assert top == tuple(pytest.approx(value * 0.2, abs=1) for value in bare(frame).getpixel((5, 5)))


def test_scrims_are_part_of_what_a_card_is(tmp_path: Path) -> None:
    auto = card("instagram-square", photographs.background(tmp_path, shot("light")))
    panel = replace(auto, background=replace(auto.background, scrim="panel"))
    assert fingerprint_of(auto, "") != fingerprint_of(panel, "")
    assert render_key(auto) != render_key(panel)
    assert whole(auto).tobytes() != whole(panel).tobytes()
    assert whole(auto).tobytes() == whole(auto).tobytes()
    (variant,) = auto.background.variants
    moved = replace(auto.background, variants=(replace(variant, focus=(3, 4)),))
    assert render_key(auto) != render_key(replace(auto, background=moved))


def test_the_same_is_measured_in_three_ways(tmp_path: Path) -> None:
    """Before and after the words are painted, and by the quick answer of the search."""
    made = card("instagram-square", photographs.background(tmp_path, shot("checkered")))
    frame = prove(made)
    ground, image = veiled(bare(frame), frame.scrims), whole(made)
    for setting in frame.settings:
        assert contrast_of(ground, setting) == contrast_of(image, setting)
        for ring in rings_of(setting, frame.size):
            part = ground.crop(ring.box)
            found = measure(part, ring.mask, ring.color)
            assert found.least <= found.fifth
            assert stands_off(part, ring, found.fifth - 1e-5)
            assert not stands_off(part, ring, found.fifth + 1e-5)


def test_one_colour_is_measured_without_looking(tmp_path: Path) -> None:
    made = card("instagram-square", Background("flat", "dark"))
    frame = prove(made)
    night = Color.parse("#0B1D3F")
    (setting,) = frame.settings
    looked = contrast_of(Image.new("RGB", frame.size, night), setting)
    assert looked == contrast_of(Image.new("RGB", (1, 1)), setting, night)
    assert [round(found.fifth, 1) for found in looked] == [8.3, 8.3, 10.8]


@pytest.mark.parametrize(
    ("licence", "asks"),
    [
        ("", False),
        ("own", False),
        ("CC0 1.0", False),
        ("Public  Domain", False),
        ("Unsplash License", False),
        ("CC BY 4.0", True),
        ("cc-by-sa-4.0", True),
        ("with permission", True),
        ("owner unknown", True),
    ],
)
def test_which_licences_ask_for_a_credit(licence: str, asks: bool) -> None:
    assert asks_for_credit(licence) is asks


def test_how_a_credit_is_written() -> None:
    assert credit_line("Ana Pérez", "with permission", "es") == "Foto: Ana Pérez"
    assert credit_line("Ana Pérez", "CC BY 4.0", "en") == "Photo: Ana Pérez / CC BY 4.0"
    assert credit_line("Drawing: Ana", "with permission", "") == "Drawing: Ana"


@pytest.mark.parametrize("spot", ["instagram-square", "x-post", "instagram-story", "x-header"])
@pytest.mark.parametrize("name", ["Ana Pérez", "The Picture Desk of a Rather Long Name"])
def test_a_credit_stands_in_the_safe_area_off_all_other_words(
    spot: str, name: str, tmp_path: Path
) -> None:
    background = photographs.background(tmp_path, shot("dark"), licence="CC BY 4.0", credit=name)
    frame = prove(card(spot, background))
    foot, found = frame.footer
    assert found.lines[0].text == f"Photo: {name} / CC BY 4.0"
    assert frame.safe.x - 1 <= found.ink.x and found.ink.right <= frame.safe.right + 1
    assert found.size_px * 360 / frame.size.width >= 7.9
    assert not any(found.ink.intersects(line.ink) for line in foot.lines)
    assert not any(found.ink.intersects(part.ink) for part in frame.settings)


def test_a_credit_without_room_is_an_error(tmp_path: Path) -> None:
    background = photographs.background(
        tmp_path, shot("dark"), licence="with permission", credit="A name " * 20
    )
    with pytest.raises(CardError) as raised:
        prove(card("instagram-square", background))
    assert raised.value.problem.code == "credit-overflow"


LAMP = """
rope:
  tone: dark
  licence: CC BY 4.0
  credit: "Ana Pérez"
  photo: {file: photo.jpg, subject: [0.57, 0.28, 0.24, 0.55], focus: [0.69, 0.4]}
nameless:
  tone: dark
  licence: with permission
  photo: {file: photo.jpg}
"""


def test_a_photograph_in_a_project_serves_every_shape(tmp_path: Path) -> None:
    project = photographs.project_with(tmp_path, LAMP, shot("scene"))
    (problem,) = project.warnings
    assert (problem.code, problem.at and problem.at.line) == ("no-credit", _line(tmp_path))
    rope = project.backgrounds["rope"]
    (variant,) = rope.variants
    assert (rope.scrim, rope.mirrors, variant.shape) == ("auto", False, "any")
    assert variant.focus == pytest.approx((0.69 * 2400, 0.4 * 1600))
    captions = tuple(
        replace(caption, background="rope")
        for caption in project.captions
        if caption.id == "like-this"
    )
    project = replace(project, captions=captions, points=(), threads=())
    found = resolve(project, Selection(("instagram-square", "facebook-link")))
    assert len(found.cards) == 2
    for made in found.cards:
        frame = prove(made)
        assert [part.role for part in frame.footer] == ["footer", "credit"]
        assert least(whole(made), frame) >= 7


def _line(root: Path) -> int:
    lines = (root / "assets/backgrounds/backgrounds.yaml").read_text("utf-8").splitlines()
    return lines.index("  licence: with permission") + 1
