"""The kinds of marks of a frame, each written by one function: canvas px, y down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from PIL import Image

from sharegen.model.color import Color
from sharegen.model.frame import Run, Setting
from sharegen.model.geometry import Rect, gradient_line
from sharegen.pdf.art import Placed, draw, is_drawable
from sharegen.pdf.path import trace_glyphs
from sharegen.pdf.sheet import Sheet
from sharegen.pdf.spoken import Voice, leftwards
from sharegen.pdf.tags import FIGURE, HEADING, PARAGRAPH, Tag, Tags
from sharegen.plate import Plate, emoji, veils
from sharegen.typeface import outline


@dataclass(frozen=True, slots=True)
class Page:
    """A plate and the page it is written on; `bleed` in px."""

    plate: Plate
    sheet: Sheet
    voice: Voice
    tags: Tags
    bleed: float

    @property
    def area(self) -> Rect:
        """The canvas and its bleed."""
        return Rect(0, 0, *self.plate.frame.size).grown(self.bleed)


def _ground(page: Page) -> None:
    """The ground, one colour or a gradient, and its bleed."""
    content, fill = page.sheet.content, page.plate.frame.ground.fill
    content.begin_marked_content("Artifact")
    content.push_state()
    _rectangle(page, page.area)
    if isinstance(fill, Color):
        page.sheet.color(fill)
        content.fill()
    else:
        content.clip()
        content.end()
        line = gradient_line(fill[0], page.plate.frame.size)
        content.paint_shading(page.sheet.gradient(line, fill[1]))
    content.pop_state()
    content.end_marked_content()


def _art(page: Page) -> None:
    """The art and its bleed: as outlines, where it is a drawing of plain shapes, else as pixels."""
    plate, content = page.plate, page.sheet.content
    art, window = plate.art, plate.frame.ground.window
    if art is None or window is None:
        return
    if plate.about:
        page.tags.begin(content, Tag(FIGURE, plate.about))
    else:
        content.begin_marked_content("Artifact")
    content.push_state()
    _rectangle(page, page.area)
    content.clip()
    content.end()
    if art.inlay is not None and is_drawable(art.inlay.markup):
        ground = plate.frame.ground
        placed = Placed(window, plate.frame.size, art.inlay.origin, ground.mirrored)
        draw(page.sheet, art.inlay.markup, placed)
    else:
        beyond = ceil(page.bleed)
        whole = Rect(0, 0, *plate.frame.size).grown(beyond)
        _image(page, art.pixels(beyond), whole)
    content.pop_state()
    content.end_marked_content()


def _scrim(page: Page) -> None:
    """The scrims behind words, as pictures: soft edges are no shapes."""
    for veil in veils(page.plate.frame):
        page.sheet.content.begin_marked_content("Artifact")
        _image(page, veil.image, veil.place)
        page.sheet.content.end_marked_content()


def _rules(page: Page) -> None:
    """Filled rectangles, on whole px as paint has them."""
    content = page.sheet.content
    content.begin_marked_content("Artifact")
    for rule in page.plate.frame.rules:
        rect = rule.rect
        sides = (round(rect.x), round(rect.y), round(rect.right), round(rect.bottom))
        page.sheet.color(rule.color)
        _rectangle(page, Rect.between(*sides))
        content.fill()
    content.end_marked_content()


def _code(page: Page) -> None:
    """The QR code; its address stands in words beside it."""
    code = page.plate.frame.code
    if code is None:
        return
    content = page.sheet.content
    content.begin_marked_content("Artifact")
    page.sheet.color(code.light)
    _rectangle(page, code.panel)
    content.fill()
    page.sheet.color(code.dark)
    for bar in code.bars():
        _rectangle(page, bar)
    content.fill()
    content.end_marked_content()


def _logo(page: Page) -> None:
    logo, image = page.plate.frame.logo, page.plate.logo
    if logo is None or image is None:
        return
    page.sheet.content.begin_marked_content("Artifact")
    _image(page, image, logo.rect)
    page.sheet.content.end_marked_content()


def _words(page: Page) -> None:
    """The words, in the order they are read in."""
    for setting in page.plate.frame.settings:
        heads = setting is page.plate.frame.headline
        _setting(page, setting, HEADING if heads else PARAGRAPH)


def _footer(page: Page) -> None:
    for setting in page.plate.frame.footer:
        _setting(page, setting, PARAGRAPH)


# In the order of painting; what is heard comes in the same order, pictures last (pdf.tags).
MARKS: tuple[Callable[[Page], None], ...] = (
    _ground,
    _art,
    _scrim,
    _rules,
    _code,
    _logo,
    _words,
    _footer,
)


def _setting(page: Page, setting: Setting, kind: str) -> None:
    content = page.sheet.content
    turned = any(leftwards(run.text) for line in setting.lines for run in line.runs)
    text = " ".join(line.text.strip() for line in setting.lines)
    page.tags.begin(content, Tag(kind, text=text if turned else ""))
    for number, line in enumerate(setting.lines, 1):
        for run in line.runs:
            if not run.ink.empty:
                _run(page, run)
        page.voice.say(line, setting.size_px, ends=number == len(setting.lines))
    content.end_marked_content()


def _run(page: Page, run: Run) -> None:
    picture = emoji(run)
    if picture is not None:
        _image(page, picture.image, picture.place)
        return
    page.sheet.color(run.color)
    trace_glyphs(page.sheet.content, outline(run))
    page.sheet.content.fill()


def _image(page: Page, image: Image.Image, place: Rect) -> None:
    """A picture: a unit square whose y points up, so that it is turned over here."""
    content = page.sheet.content
    content.push_state()
    content.set_matrix(*_rounded(place.width, 0, 0, -place.height, place.x, place.bottom))
    content.draw_x_object(page.sheet.image(image))
    content.pop_state()


def _rectangle(page: Page, rect: Rect) -> None:
    page.sheet.content.rectangle(*_rounded(*rect))


def _rounded(*values: float) -> list[float]:
    return [round(value, 2) for value in values]
