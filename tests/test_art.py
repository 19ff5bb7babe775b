"""The art of `assets/backgrounds`: its colours, its `subject`, and how much of a card is lit."""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest
from PIL import Image

from sharegen.load import load_brand_kit, load_project
from sharegen.load.svg_process import DRAWER
from sharegen.model.color import Color
from sharegen.model.geometry import Rect
from sharegen.model.project import Variant
from sharegen.oneoff import Wish, cards_of
from sharegen.paint import picture
from sharegen.pipeline import draw

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "assets/backgrounds").glob("*.svg"))
SPACE = "{http://www.w3.org/2000/svg}"
PLANES = ("shade", "mid", "light", "lit")
TONES = (*PLANES, "ground", "strike")
SHAPES_DRAWN = {"path", "rect", "circle", "ellipse"}
# Of a card: its emphasised words and the lit plane. 3 to 6 % is what the graphics aim at; the
# sentence here is short, so that its two emphasised lines are about the largest there are.
LEAST_LIT, MOST_LIT = 2.0, 7.0
EMPHASISED = "Most children are lured **by someone they know and trust.**"
BESIDE = ("It happens **like this.** **Not** like this.", "pair")  # for two objects, with captions
TOLERANCE = 0.004


class Named(NamedTuple):
    background: str
    variant: Variant


@cache
def roles() -> dict[str, str]:
    """What brand.yaml gives each class of a drawing on the dark ground."""
    brand, _ = load_brand_kit(ROOT)
    dark = brand.colors["dark"]
    return {name: dark["surface" if name == "ground" else name].hex.upper() for name in TONES}


def variants() -> list[Named]:
    return [
        Named(name, variant)
        for name, background in load_project(ROOT).backgrounds.items()
        for variant in background.variants
    ]


def painted(path: Path) -> Iterator[tuple[str, str, str]]:
    """Each fill and stroke of a drawing that is not none: its class, which, its colour."""
    for element in ElementTree.parse(path).iter():
        for name in ("fill", "stroke"):
            colour = element.get(name)
            if colour is not None and colour != "none":
                yield element.get("class", ""), name, colour.upper()


@cache
def subject_of(path: Path) -> Rect:
    """The box of the group `subject` alone, as it is seen, in ratios of the drawing."""
    tree = ElementTree.parse(path)
    root = copy.deepcopy(tree.getroot())
    parents = {child: parent for parent in root.iter() for child in parent}
    kept = root.find(".//*[@id='subject']")
    assert kept is not None
    while kept in parents:
        parent = parents[kept]
        for child in list(parent):
            if child is not kept:
                parent.remove(child)
        kept = parent
    png = DRAWER.draw(ElementTree.tostring(root, "unicode"), "")
    with Image.open(io.BytesIO(png)) as image:
        box = image.convert("RGBA").getchannel("A").getbbox()
        assert box is not None
        width, height = image.size
    left, top, right, bottom = box
    return Rect.between(left / width, top / height, right / width, bottom / height)


def test_every_drawing_is_a_variant() -> None:
    assert sorted(named.variant.path.name for named in variants()) == [p.name for p in FILES]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_drawing_is_painted_in_the_brands_roles_alone(path: Path) -> None:
    wanted = roles()
    for role, kind, colour in painted(path):
        name = role.removesuffix("-line") if kind == "stroke" else role
        assert role == (f"{name}-line" if kind == "stroke" else name), (role, kind)
        assert wanted.get(name) == colour, (role, colour)
    for element in ElementTree.parse(path).iter():
        drawn = element.tag.removeprefix(SPACE) in SHAPES_DRAWN
        assert not drawn or element.get("class"), ElementTree.tostring(element)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_drawing_is_flat(path: Path) -> None:
    tags = {element.tag.removeprefix(SPACE) for element in ElementTree.parse(path).iter()}
    assert tags <= {"svg", "g", *SHAPES_DRAWN}
    source = path.read_text("utf-8")
    assert not re.search(r"style=|opacity|url\(|href", source)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_one_plane_at_most_is_lit(path: Path) -> None:
    lit = [element for element in ElementTree.parse(path).iter() if element.get("class") == "lit"]
    assert len(lit) <= 1
    assert not any(role == "lit-line" for role, _, _ in painted(path))


@pytest.mark.parametrize("named", variants(), ids=lambda named: named.variant.path.stem)
def test_subject_is_what_is_drawn(named: Named) -> None:
    art = named.variant
    assert art.subject is not None
    said = Rect(
        art.subject.x / art.width,
        art.subject.y / art.height,
        art.subject.width / art.width,
        art.subject.height / art.height,
    )
    drawn = subject_of(art.path)
    assert said == pytest.approx(drawn, abs=TOLERANCE), tuple(round(v, 4) for v in drawn)


def lit_objects() -> list[str]:
    return [
        named.background
        for named in variants()
        if named.variant.shape == "square"
        and any(r == "lit" for r, *_ in painted(named.variant.path))
    ]


def lit_share(image: Image.Image, lit: Color) -> float:
    """How much of a picture has nearly the lit colour, in percent; the edges of letters hardly."""
    near = 30
    colours = image.convert("RGB").getcolors(image.width * image.height)
    assert colours is not None
    wanted = (lit.red, lit.green, lit.blue)
    found = sum(
        count
        for count, colour in colours
        if all(abs(one - other) <= near for one, other in zip(colour, wanted, strict=True))
    )
    return 100 * found / (image.width * image.height)


@pytest.mark.parametrize("background", lit_objects())
def test_words_and_lit_plane_together_are_few_pixels(background: str) -> None:
    project = load_project(ROOT)
    words, template = BESIDE if background == "two-phones" else (EMPHASISED, "statement")
    (card,) = cards_of(project, Wish(words, ("instagram-square",), background, template=template))
    drawing = draw(card)
    share = lit_share(picture(drawing.layer, drawing.strips), project.brand.colors["dark"]["lit"])
    assert LEAST_LIT <= share <= MOST_LIT, f"{share:.2f} %"
