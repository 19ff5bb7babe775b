"""Grid held: what every card of a placement shares, and how much of it is lit.

Of each brand folder in BRANDS, on the default placements; on all of them in a long run.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from sharegen.catalog.platforms import PLACEMENTS
from sharegen.load import load_project
from sharegen.model.card import Card
from sharegen.model.color import Color
from sharegen.model.frame import Frame, Line
from sharegen.model.geometry import Rect
from sharegen.model.spec import WHOLE
from sharegen.paint import picture
from sharegen.pipeline import draw, prove
from sharegen.resolve import Selection, resolve

ROOT = Path(__file__).parents[1]
BRANDS: tuple[Path | None, ...] = (None, ROOT / "examples/partner")  # None: the project's own

DEFAULT = sorted(name for name, row in PLACEMENTS.items() if row.default)
OTHERS = sorted(name for name, row in PLACEMENTS.items() if not row.default)
EVERY = [*DEFAULT, *(pytest.param(name, marks=pytest.mark.long) for name in OTHERS)]

OVERHANG_EM = 0.03  # how far a round letter may reach over an edge
DESCENT_EM = 0.3  # the last line stands on the edge: its descenders hang below
LEAST_OBJECT_U = 24
FULL = 0.55  # of the height
# Where words fill more of it: the template, how much, and why.
FULLER = {
    "poster": (0.70, "all there is to say of a point stands below its headline, to be read close"),
}
# Words above their object, off the common baseline: background and template.
ABOVE = {("two-phones", "poster")}  # as one statement over both phones, which stand on the hairline
SAME = 0.01  # px; a place that two cards share

# The share of the pixels that the accent and the lit plane take, words and object together. Less,
# and nothing leads the eye; more, and nothing is warm beside the rest.
LIT = (0.03, 0.06)
# Where it cannot be: background and shape, template or placement (or "": any), the share, and why.
# Of those that a card is among the last one holds.
ELSEWHERE = {
    ("rumour-post", ""): (
        (0.015, 0.06),
        "nothing in a rumour is lit, and one word is the turn: the strike counts with it",
    ),
    ("two-phones", ""): (
        (0.025, 0.06),
        "half of the picture is a rumour, of which the strike counts",
    ),
    ("two-phones", "story"): ((0.022, 0.06), "and that on the tallest canvas"),
    ("porch-light", "square"): ((0.025, 0.06), "four short words are the turn of a long heading"),
    ("porch-light", "strip"): ((0.025, 0.06), "four short words are the turn of a long heading"),
    ("backpack", "strip"): ((0.025, 0.06), "a turn of six words in the smallest type"),
    ("reading-glasses", "strip"): ((0.025, 0.06), "three short words are the turn"),
    ("paper", "story"): (
        (0.024, 0.06),
        "words alone, as wide as the letters let them be, on the tallest canvas",
    ),
    ("", "poster"): ((0.025, 0.06), "half of the sheet is text, to be read close"),
    ("", "tiktok-photo"): (
        (0.017, 0.06),
        "buttons and captions leave 36 % of the canvas to words, and a small object above them",
    ),
    ("rumour-post", "tiktok-photo"): ((0.012, 0.06), "both: the strike, on that canvas"),
    ("two-phones", "tiktok-photo"): ((0.015, 0.06), "both: half a rumour, on that canvas"),
    ("night", "tiktok-photo"): ((0.011, 0.06), "both: words alone, on that canvas"),
}
STRUCK = ("rumour-post", "two-phones")
SPARE = 0.0015  # a face of another brand is a little wider or narrower
NEAR = 40  # of 255 in each channel: the edges of letters are mixed with the ground

brands = pytest.mark.parametrize("brand", BRANDS, ids=lambda brand: brand.name if brand else "own")
placements = pytest.mark.parametrize("placement", EVERY)


@cache
def cards(brand: Path | None, placement: str) -> tuple[tuple[Card, Frame], ...]:
    """What is made on a placement with its frames, but for covers, which have no words."""
    found = resolve(load_project(ROOT, brand), Selection((placement,))).cards
    return tuple((card, prove(card)) for card in found if card.passages)


def last_line(frame: Frame) -> Line:
    """The lowest of the words: of the headline, or of what stands below it."""
    return max((part.lines[-1] for part in frame.settings), key=lambda line: line.baseline)


@brands
@placements
def test_footer_hairline_and_last_line_stand_at_one_place(
    brand: Path | None, placement: str
) -> None:
    made = cards(brand, placement)
    footers = {
        tuple(round(line.baseline, 2) for part in frame.footer for line in part.lines)
        for _, frame in made
    }
    hairlines = {
        tuple(round(value, 2) for rule in frame.rules for value in rule.rect) for _, frame in made
    }
    last = {
        card.caption: round(last_line(frame).baseline, 2)
        for card, frame in made
        if (card.background.id, card.template) not in ABOVE
    }
    assert len(footers) <= 1
    assert len(hairlines) <= 1
    assert len(set(last.values())) <= 1, last


@brands
@placements
def test_words_are_no_taller_than_the_grid_says(brand: Path | None, placement: str) -> None:
    """From the top of the ink to the last baseline; what stands on several levels, added up."""
    for card, frame in cards(brand, placement):
        tall = sum(part.lines[-1].baseline - part.ink.y for part in frame.settings)
        assert tall <= card.grid.words_ratio * card.placement.size.height, card.name


@brands
@placements
def test_words_fill_no_more_than_55_per_cent(brand: Path | None, placement: str) -> None:
    """Of the height of the canvas, on every shape: the ink of all passages, from the top of each to
    its deepest descender; the space that sets passages apart is none of it."""
    for card, frame in cards(brand, placement):
        filled, bottom = 0.0, 0.0
        for ink in sorted((part.ink for part in frame.settings), key=lambda ink: ink.y):
            filled += max(0.0, ink.bottom - max(bottom, ink.y))
            bottom = max(bottom, ink.bottom)
        most, why = FULLER.get(card.template, (FULL, "every card"))
        assert filled <= most * card.placement.size.height, f"{card.name} ({why})"


@brands
@placements
def test_words_have_a_size_of_their_style_or_say_why_not(
    brand: Path | None, placement: str
) -> None:
    """Smaller is the last rung: letters are as narrow as may be before, and none is under the
    floor. `sharegen explain` says so in words."""
    for card, frame in cards(brand, placement):
        unit = card.placement.size.unit
        for passage, setting in zip(card.passages, frame.settings, strict=True):
            sizes = [size * unit for size in passage.style.sizes_u]
            if setting.rung == "smaller":
                assert setting.width_axis == passage.style.widths[1], card.name
                assert passage.style.floor_u * unit <= setting.size_px < min(sizes), card.name
            elif passage.role != "headline" or passage.columns != WHOLE:
                # it gave way to the headline, or stands beside another
                least = passage.style.floor_u * unit - SAME
                assert least <= setting.size_px <= max(sizes), card.name
            else:
                assert any(abs(setting.size_px - size) < SAME for size in sizes), card.name


@brands
@placements
def test_nothing_leaves_the_safe_area(brand: Path | None, placement: str) -> None:
    for card, frame in cards(brand, placement):
        for part in (*frame.settings, *frame.footer):
            slack, hang = OVERHANG_EM * part.size_px, part.hang
            room = Rect.between(
                frame.safe.x - hang - slack,
                frame.safe.y - slack,
                frame.safe.right + hang + slack,
                frame.safe.bottom + DESCENT_EM * part.size_px,
            )
            assert room.intersection(part.ink) == part.ink, f"{card.name}: {part.role}"
            obstacles = card.placement.obstacles
            assert not any(part.ink.intersects(obstacle.area) for obstacle in obstacles), card.name


@brands
@placements
def test_words_keep_clear_of_the_object(brand: Path | None, placement: str) -> None:
    """They stand off it by the gap of the grid, less what a letter overhangs."""
    for card, frame in cards(brand, placement):
        subject = frame.ground.subject
        if subject is None:
            continue
        for part in frame.settings:
            gap = card.grid.gap_u * card.placement.size.unit - OVERHANG_EM * part.size_px
            assert not part.ink.intersects(subject.grown(gap)), f"{card.name}: {part.role}"


@brands
@placements
def test_the_object_is_large_enough_to_be_seen(brand: Path | None, placement: str) -> None:
    for card, frame in cards(brand, placement):
        if frame.ground.subject is not None:
            least = LEAST_OBJECT_U * card.placement.size.unit
            assert max(frame.ground.subject.width, frame.ground.subject.height) >= least, card.name


@brands
@placements
def test_nothing_crosses_the_hairline(brand: Path | None, placement: str) -> None:
    """Beside words the object stands on it or ends above; elsewhere the words lie between."""
    for card, frame in cards(brand, placement):
        if frame.ground.subject is not None:
            for rule in frame.rules:
                assert frame.ground.subject.bottom <= rule.rect.y + 2, card.name


def share(image: Image.Image, color: Color) -> float:
    """The share of the pixels near a colour."""
    off = ImageChops.difference(image, Image.new("RGB", image.size, tuple(color)))
    red, green, blue = off.split()
    worst = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return sum(worst.histogram()[: NEAR + 1]) / (image.width * image.height)


def lit_share(card: Card) -> float:
    """Of the accent and the lit plane; of the strike too where that is what leads the eye."""
    drawing = draw(card)
    image = picture(drawing.layer, drawing.strips).convert("RGB")
    roles = ["accent", "lit", *(["strike"] if card.background.id in STRUCK else [])]
    have = dict(card.case.colors)
    return sum(share(image, color) for color in {have[role] for role in roles if role in have})


# It is drawn, px for px; another brand has the same art and grid: a long run draws them, too.
@pytest.mark.parametrize(
    "brand",
    [
        pytest.param(brand, id=brand.name, marks=pytest.mark.long)
        if brand
        else pytest.param(brand, id="own")
        for brand in BRANDS
    ],
)
@placements
def test_as_much_is_lit_as_leads_the_eye(brand: Path | None, placement: str) -> None:
    for card, _ in cards(brand, placement):
        (least, most), why = LIT, "every card"
        for key, exception in ELSEWHERE.items():
            if _among(card, *key):
                (least, most), why = exception
        assert least - SPARE <= lit_share(card) <= most + SPARE, f"{card.name} ({why})"


def _among(card: Card, background: str, where: str) -> bool:
    """Whether a card is among those an exception is made for."""
    wheres = ("", card.shape, card.template, card.placement.id)
    return background in ("", card.background.id) and where in wheres
