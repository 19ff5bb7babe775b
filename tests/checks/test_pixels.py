"""Checks on pixels: what is spoilt on a picture is found, and nothing else is."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import photographs
import pytest
from cards import card, project
from photographs import PHOTOGRAPHS, SUBJECT, on
from PIL import Image, ImageChops
from speaking import spoken

from sharegen.catalog.checks import CHECKS
from sharegen.catalog.proofs import PIXELS, Figure, Found, Print
from sharegen.check import check
from sharegen.contrast import contrast_of, measure
from sharegen.model.color import Color, contrast_ratio
from sharegen.model.geometry import Rect
from sharegen.model.manuscript import STATUSES
from sharegen.model.project import Background, Gradient
from sharegen.paint import paint, paint_base, picture
from sharegen.pipeline import draw, prove, seen
from sharegen.png import Strip
from sharegen.resolve import Selection, resolve

WORDS = "Ask first. Then **share what you know.**"
GRADIENT = Gradient(160, (Color(11, 29, 63), Color(20, 44, 84)))


def good(where: str = "instagram-square", **fields: object) -> Print:
    made = card(WORDS, where)
    made = replace(made, background=Background("plain", "dark", **fields))  # type: ignore[arg-type]
    return seen(draw(made))


def whole(print: Print, image: Image.Image) -> Print:
    """The same card and frame with other pixels."""
    return print._replace(strips=(Strip(0, image),))


def pixels(print: Print) -> Image.Image:
    image = print.base.copy()
    for strip in print.strips:
        image.paste(strip.image, (0, strip.top))
    return image


def box(rect: Rect) -> tuple[int, int, int, int]:
    return int(rect.x), int(rect.y), int(rect.right) + 1, int(rect.bottom) + 1


def spoilt(print: Print, area: Rect, change: Callable[[Image.Image], Image.Image]) -> Print:
    image, place = pixels(print), box(area)
    image.paste(change(image.crop(place)), place)
    return whole(print, image)


def _lighter(image: Image.Image) -> Image.Image:
    return ImageChops.add(image, Image.new("RGB", image.size, (8, 8, 8)))


def _right(image: Image.Image) -> Image.Image:
    return ImageChops.offset(image, 1, 0)


def _down(image: Image.Image) -> Image.Image:
    return ImageChops.offset(image, 0, 1)


def _gone(image: Image.Image) -> Image.Image:
    return Image.new("RGB", image.size, image.getpixel((0, 0)))


def _low(print: Print) -> Print:
    """Light art behind the words, which nobody knows of."""
    words, image = print.frame.settings[0].ink, pixels(print)
    light = Image.new("RGB", image.size, (140, 150, 170))
    bare = Image.new("L", image.size, 0)
    bare.paste(255, box(words.grown(40)))
    light = Image.composite(light, image, bare)
    frame = replace(print.frame, ground=replace(print.frame.ground, fill=(0, (GRADIENT.stops[0],))))
    return whole(print, light)._replace(frame=frame)


def _other_footer(print: Print) -> Print:
    return spoilt(print, print.frame.footer[0].ink, _lighter)


def _other_words(print: Print) -> Print:
    return spoilt(print, print.frame.settings[0].lines[0].ink, _right)


def _noisy(print: Print) -> Print:
    return spoilt(print, Rect(300, 0, 1, 1), _lighter)


BAD: dict[str, Callable[[Print], Print]] = {
    "contrast": _low,
    "footer-proof": _other_footer,
    "words-painted": _other_words,
    "clean-ground": _noisy,
}


def found(id: str, print: Print) -> list[Found]:
    return [one for one in CHECKS[id].run(print) if isinstance(one, Found)]


@pytest.mark.parametrize("id", BAD)
def test_a_good_picture_passes(id: str) -> None:
    for made in (good(), good("instagram-story", fill=GRADIENT), good("x-header")):
        assert not found(id, made)


@pytest.mark.parametrize("id", BAD)
def test_what_the_rule_forbids_is_found(id: str) -> None:
    for problem in (problems := found(id, BAD[id](good()))):
        assert problem.message and problem.hint and problem.area is not None
    assert problems


@pytest.mark.parametrize("change", [_lighter, _right, _down, _gone])
def test_a_footer_that_is_not_the_footer_is_found(change: Callable[..., Image.Image]) -> None:
    print = good()
    area = print.frame.footer[0].ink.grown(2)
    problems = found("footer-proof", spoilt(print, area, change))
    assert len(problems) == len(print.foot) == 2  # its lines
    for problem in problems:
        assert problem.area is not None and area.grown(1).contains(problem.area)


def test_one_letter_of_the_footer_is_enough() -> None:
    """A footer of other words, at the same place, passes every mean and share."""
    made = good().card
    address = "polarisproject.org/childtraffickinq"
    alt = made.alt.replace(made.footer.address, address)
    wrong = replace(made, footer=replace(made.footer, address=address), alt=alt)
    drawn = seen(draw(wrong))
    messages = [one.message for one in found("footer-proof", drawn._replace(card=made))]
    assert len(messages) == 1 and "childtraffickinq" in messages[0]
    held = drawn._replace(card=made, foot=good().foot)
    assert len(found("footer-proof", held)) == 2  # its words, and the line with the address


def test_a_strip_that_covers_the_footer_is_seen() -> None:
    print = good()
    top = int(print.frame.footer[0].ink.y) // 16 * 16
    rows = Strip(top, print.base.crop((0, top + 1, print.base.width, top + 33)))
    assert found("footer-proof", print._replace(strips=(*print.strips, rows)))


def test_a_footer_that_nobody_set_is_found() -> None:
    print = good()
    frame = replace(print.frame, footer=())
    layer = paint_base(frame, None)
    assert len(found("footer-proof", Print(print.card, frame, layer.image))) == 2


@pytest.mark.parametrize("change", [_lighter, _right, _gone])
def test_every_line_of_words_is_proven(change: Callable[..., Image.Image]) -> None:
    print = good()
    for line in print.frame.settings[0].lines:
        assert len(found("words-painted", spoilt(print, line.ink, change))) == 1


def test_the_strips_of_another_card_are_found() -> None:
    print, other = good(), seen(draw(card("Ask twice. Then **share what you know.**")))
    assert found("words-painted", print._replace(strips=other.strips))
    assert found("words-painted", print._replace(strips=()))


@pytest.mark.parametrize("tag", ["ar", "he", "th", "ja", "hi"])
@pytest.mark.parametrize("where", ["instagram-square", "email-header"])
def test_every_script_is_proven(tag: str, where: str) -> None:
    print = seen(draw(spoken(tag, where)))
    assert not [p.code for p in check(PIXELS, print).problems]
    assert found("footer-proof", spoilt(print, print.frame.footer[0].ink, _right))
    assert found("words-painted", spoilt(print, print.frame.settings[-1].lines[0].ink, _right))


def test_emoji_are_left_to_the_eye() -> None:
    assert not found("words-painted", seen(draw(card("Ask first \N{THUMBS UP SIGN}"))))


CREDIT = {"licence": "CC BY 4.0", "credit": "Ana Pérez"}


@pytest.mark.parametrize("name", [*PHOTOGRAPHS, "scene"])
def test_words_on_photographs_are_measured(tmp_path: Path, name: str) -> None:
    image = photographs.scene() if name == "scene" else PHOTOGRAPHS[name]()
    tone = "light" if name == "light" else "dark"
    subject = SUBJECT if name == "scene" else None
    background = photographs.background(tmp_path, image, subject, tone=tone, **CREDIT)
    for where in ("instagram-square", "x-post"):
        drawing = draw(on(card(WORDS, where), background))
        assert not [p.message for p in drawing.verdict.problems]
        print = seen(drawing)
        verdict = check(PIXELS, print)
        assert not [p.message for p in verdict.problems]
        figure = dict(verdict.figures)["contrast"]
        assert figure["fifth"] >= 7 and figure["fifth"] >= figure["least"]
        assert found("footer-proof", spoilt(print, print.frame.footer[0].ink, _lighter))
        assert found("words-painted", spoilt(print, print.frame.settings[0].lines[0].ink, _right))


def test_a_scrim_that_is_not_painted_is_missed(tmp_path: Path) -> None:
    background = photographs.background(tmp_path, PHOTOGRAPHS["checkered"]())
    drawing = draw(on(card(WORDS), background))
    print = seen(drawing)
    frame = replace(print.frame, scrims=())
    art = PHOTOGRAPHS["checkered"]().resize(frame.size)
    layer = paint_base(frame, art)
    bare = Print(print.card, frame, layer.image, paint(frame, layer), print.foot, layer.bare)
    assert found("contrast", bare) and found("footer-proof", bare)


def test_what_is_known_of_the_ground_is_what_would_be_measured() -> None:
    """Where art leaves the ground bare, the figure is that of the px."""
    cards = resolve(project(), Selection(("instagram-square", "x-post"))).cards
    for made in cards:
        print = seen(draw(made))
        figure = dict(check(PIXELS, print).figures)["contrast"]
        measured = dict(check(PIXELS, print._replace(bare=lambda _: False)).figures)["contrast"]
        assert figure["fifth"] == measured["fifth"] and figure["least"] <= measured["least"]


def test_bare_ground_is_bare() -> None:
    (made,) = resolve(
        project(),
        Selection(("instagram-square",), ("know-their-traffickers",)),
    ).cards
    frame = prove(made)
    layer = draw(made).layer
    subject = frame.ground.subject
    assert subject is not None and not layer.bare(subject)
    assert layer.bare(frame.settings[0].ink) and layer.bare(Rect(-50, -50, 10, 10))
    assert picture(layer, ()).size == frame.size


def test_the_ground_is_of_one_colour_or_smooth() -> None:
    for print in (good(fill=GRADIENT), good("instagram-story", fill=GRADIENT)):
        assert not found("clean-ground", print)
        assert found("clean-ground", spoilt(print, Rect(300, 0, 1, 1), _lighter))
    steep = Gradient(90, (Color(0, 0, 0), Color(255, 255, 255), Color(0, 0, 0)))
    assert not found("clean-ground", good(fill=steep))


def test_the_figure_is_the_worst() -> None:
    print = good()
    verdict = check(PIXELS, print)
    ratios = [
        one.fifth
        for setting in (*print.frame.settings, *print.frame.footer)
        for one in contrast_of(pixels(print), setting)
    ]
    figure = next(one.value for one in CHECKS["contrast"].run(print) if isinstance(one, Figure))
    assert figure["fifth"] == pytest.approx(min(ratios), abs=0.01)
    assert dict(verdict.figures)["footer-proof"] is True


def test_the_footer_is_the_brands_in_every_language() -> None:
    for tag, foot in project().brand.footer.items():
        for made in resolve(project(), Selection(("open-graph",), (), (tag,), STATUSES)).cards[:1]:
            said = " ".join(line.text for line in prove(made).footer[0].lines)
            assert said == f"{foot.words} {foot.address}".strip()


@pytest.mark.parametrize("hex", ["#ffffff", "#a9b8d4", "#5a5a5a", "#000000"])
def test_ratios_are_those_of_every_px_in_order(hex: str) -> None:
    """What is counted byte by byte is what sorting all px gives."""
    color, noise = Color.parse(hex), random.Random(5)
    picture = photographs.gradient((90, 70))
    mask = Image.frombytes("L", (90, 70), bytes(noise.choice((0, 255)) for _ in range(90 * 70)))
    pairs = zip(picture.get_flattened_data(), mask.tobytes(), strict=True)
    ratios = sorted(contrast_ratio(color, Color(*px)) for px, there in pairs if there)
    found = measure(picture, mask, color)
    assert found.fifth == pytest.approx(ratios[len(ratios) // 20], abs=1e-5)
    assert found.least == pytest.approx(ratios[0], abs=1e-5)
