"""The anatomy of a picture: finished, with what its setting follows from drawn over it.

What words keep clear of, the regions they might have stood in, their lines and baselines, the
footer and the hairline, each in its colour, and below the picture what the colours mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from PIL import Image

from sharegen.explain import Question, card_of
from sharegen.guides import CUT, covered
from sharegen.labels import PAPER, Label, on_paper, set_label
from sharegen.layout import areas_of
from sharegen.model.card import Card
from sharegen.model.color import Color
from sharegen.model.frame import Frame
from sharegen.model.geometry import Rect
from sharegen.model.project import Brand, Project
from sharegen.paint import paint_words
from sharegen.pipeline import base_layer, prove
from sharegen.png import Layer, Words, encode

SAFE = Color.parse("#1570EF")
SUBJECT = Color.parse("#EE46BC")
QUIET = Color.parse("#F79009")
REGION = Color.parse("#06AED4")
TAKEN = Color.parse("#12B76A")
LINE = Color.parse("#FFE600")
BASELINE = Color.parse("#FF0044")
FOOT = Color.parse("#9B5DE5")
HAIRLINE = Color.parse("#7CD400")
_CASING = Color(0, 0, 0)  # around every line, so that it shows on any ground
_VEIL = 0.35  # the opacity of what is covered
_DASH, _PAUSE = 6, 5  # in strokes
# The legend, in sizes of its text.
_COLUMN, _ROW, _SWATCH, _EDGE = 20.0, 1.9, 2.2, 1.6
_TEXT_RATIO, _SMALLEST = 1 / 48, 20.0  # of the picture's width, in px


# What marks are about, as they are shown and hidden together.
KINDS = ("safe", "crops", "subject", "baselines", "explain")


@dataclass(frozen=True, slots=True)
class Mark:
    """Rectangles of one meaning in one colour: filled (`veil` is the opacity), outlined or, where
    they are candidates that were not taken, outlined in dashes. `inset` keeps edges apart that
    would fall on one another, and off the ink they enclose (less than 0); in strokes. What is not
    `over` the words is drawn below them. `kind` is one of KINDS."""

    about: str
    color: Color
    rects: tuple[Rect, ...]
    veil: float = 0.0
    outline: bool = True
    dashed: bool = False
    inset: int = 0
    over: bool = False
    kind: str = ""


def anatomy(project: Project, question: Question) -> tuple[bytes, ...]:
    """Turn a question into the parts of a PNG. Raises ProjectError and CardError."""
    card = card_of(project, question)
    return drawn_over(project, card, prove(card), f"{card.name}: why it is set as it is")


def drawn_over(project: Project, card: Card, frame: Frame, title: str) -> tuple[bytes, ...]:
    """The parts of a PNG of a frame with its marks and their legend."""
    marks = [mark for mark in marks_of(card, frame) if mark.rects]
    image, stroke = base_layer(frame).image.copy(), stroke_of(frame.size)
    for mark in marks:
        if not mark.over:
            _draw(image, mark, stroke)
    for setting in frame.settings:
        paint_words(image, setting, 0, None)
    for mark in marks:
        if mark.over:
            _draw(image, mark, stroke)
    sheet = _with_legend(image, marks, (card, project.brand))
    return encode(Layer(sheet), (), Words(title, title, project.language)).parts


def marks_of(card: Card, frame: Frame) -> Iterator[Mark]:
    """All that is drawn over a picture, from the lowest to the highest."""
    yield from _covered(card)
    yield Mark("safe area", SAFE, (frame.safe,), inset=-1, kind="safe")
    subject = (frame.ground.subject,) if frame.ground.subject else ()
    yield Mark("subject: words keep off it", SUBJECT, subject, kind="subject")
    quiet = frame.ground.quiet
    yield Mark("quiet areas: words rather stand in them", QUIET, quiet, inset=1, kind="subject")
    yield from _regions(card, frame)
    yield from _of_lines(frame)


def _of_lines(frame: Frame) -> Iterator[Mark]:
    """The boxes and baselines of lines, the hairline and the footer."""
    lines = [line for setting in frame.settings for line in setting.lines]
    boxes = Mark("line boxes: the ink", LINE, tuple(line.ink for line in lines), kind="baselines")
    yield replace(boxes, inset=-1, over=True)
    rules = Mark("hairline", HAIRLINE, tuple(rule.rect for rule in frame.rules), kind="baselines")
    yield replace(rules, veil=1.0, outline=False)
    foot = Mark("footer", FOOT, tuple(words.ink for words in frame.footer), kind="baselines")
    yield replace(foot, inset=-1, over=True)
    stroke = stroke_of(frame.size)
    strokes = tuple(Rect(line.x, round(line.baseline), line.width, stroke) for line in lines)
    bases = Mark("baselines", BASELINE, strokes, kind="baselines")
    yield replace(bases, veil=1.0, outline=False, over=True)


def _covered(card: Card) -> Iterator[Mark]:
    """What the platform covers, and what it cuts: one mark for each colour the guides have."""
    found = covered(card.placement)
    for color in dict.fromkeys(guide.color for guide in found):
        same = [guide for guide in found if guide.color == color and guide.rects]
        rects = tuple(rect for guide in same for rect in guide.rects)
        names = ", ".join(guide.name for guide in same)
        kind = "crops" if color == CUT else "safe"
        yield Mark(names, color, rects, _VEIL, outline=False, kind=kind)


def _regions(card: Card, frame: Frame) -> Iterator[Mark]:
    """The regions passages might have stood in, and those they stand in."""
    others: dict[Rect, str] = {}
    taken: dict[Rect, str] = {}
    for _, setting, areas in areas_of(card, frame):
        taken[setting.area] = setting.region
        others |= {area.area: area.name for area in areas}
    free = {area: name for area, name in others.items() if area not in taken}
    untaken = Mark(f"regions not taken: {_names(free)}", REGION, tuple(free), kind="explain")
    yield replace(untaken, dashed=True, inset=3)
    own = Mark(f"regions of the words: {_names(taken)}", TAKEN, tuple(taken), kind="explain")
    yield replace(own, inset=-2)


def _names(regions: Mapping[Rect, str]) -> str:
    return ", ".join(dict.fromkeys(regions.values()))


def stroke_of(size: tuple[int, int]) -> int:
    """How thick lines are on a canvas, in px."""
    return max(3, round(min(size) / 300))


def _draw(image: Image.Image, mark: Mark, stroke: int) -> None:
    for rect in mark.rects:
        box = _inside(rect.grown(-mark.inset * stroke), image.size)
        if mark.veil and not box.empty:
            area = (round(box.x), round(box.y), round(box.right), round(box.bottom))
            veil = Image.new("RGB", (area[2] - area[0], area[3] - area[1]), mark.color)
            image.paste(Image.blend(image.crop(area), veil, mark.veil), area)
        if mark.outline:
            pieces = [piece for edge in _edges(box, stroke) for piece in _pieces(edge, mark.dashed)]
            for piece in pieces:
                _fill(image, piece.grown(max(1, stroke // 3)), _CASING)
            for piece in pieces:
                _fill(image, piece, mark.color)


def _inside(rect: Rect, size: tuple[int, int]) -> Rect:
    return rect.intersection(Rect(0, 0, *size))


def _edges(box: Rect, stroke: int) -> tuple[Rect, ...]:
    """The four edges of a box, inside it."""
    return (
        Rect(box.x, box.y, box.width, stroke),
        Rect(box.x, box.bottom - stroke, box.width, stroke),
        Rect(box.x, box.y, stroke, box.height),
        Rect(box.right - stroke, box.y, stroke, box.height),
    )


def _pieces(edge: Rect, dashed: bool) -> Iterable[Rect]:
    """An edge whole, or in dashes."""
    if not dashed:
        return (edge,)
    stroke, along = min(edge.width, edge.height), max(edge.width, edge.height)
    step = stroke * (_DASH + _PAUSE)
    starts = [step * number for number in range(int(along / step) + 1)]
    lengths = [(start, min(stroke * _DASH, along - start)) for start in starts]
    if edge.width > edge.height:
        return tuple(Rect(edge.x + s, edge.y, length, stroke) for s, length in lengths)
    return tuple(Rect(edge.x, edge.y + s, stroke, length) for s, length in lengths)


def _fill(image: Image.Image, rect: Rect, color: Color) -> None:
    box = _inside(rect, image.size)
    if not box.empty:
        image.paste(color, (round(box.x), round(box.y), round(box.right), round(box.bottom)))


def _with_legend(image: Image.Image, marks: list[Mark], given: tuple[Card, Brand]) -> Image.Image:
    """The picture with what its colours mean below it, in as many columns as there is room for."""
    card, brand = given
    text = max(_SMALLEST, image.width * _TEXT_RATIO)
    edge, row, column = (round(text * part) for part in (_EDGE, _ROW, _COLUMN))
    columns = max(1, (image.width - 2 * edge) // column)
    rows = -(-len(marks) // columns)
    surface = brand.colors[PAPER]["surface"]
    sheet = Image.new("RGB", (image.width, image.height + rows * row + 2 * edge), surface)
    sheet.paste(image, (0, 0))
    paper = on_paper(card, brand)
    width = (image.width - 2 * edge) / columns
    for number, mark in enumerate(marks):
        x = edge + width * (number // rows)
        y = image.height + edge + row * (number % rows)
        swatch = Rect(x, y, text * _SWATCH, text * 1.1)
        _draw(sheet, replace(mark, rects=(swatch,), inset=0), max(2, round(text / 9)))
        left = swatch.right + text * 0.7
        area = Rect(left, y + text * 0.18, x + width - left - text * 0.5, row)
        paint_words(sheet, set_label(paper, Label(mark.about, text, 400), area), 0, None)
    return sheet
