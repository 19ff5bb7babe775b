"""A contact sheet: small pictures of a selection, placement by placement, captions in order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from math import sqrt

from PIL import Image

from sharegen.family import plan
from sharegen.labels import PAPER, Label, on_paper, set_label
from sharegen.model.card import Card
from sharegen.model.diagnostic import CardError, Diagnostic
from sharegen.model.frame import Setting
from sharegen.model.geometry import Rect
from sharegen.model.project import Brand, Project
from sharegen.paint import paint_words, picture
from sharegen.pipeline import draw
from sharegen.png import Layer, Words, encode
from sharegen.resolve import Selection

_WIDTH, _MARGIN, _GAP = 1800, 48, 28
_AREA = 300 * 300  # px of a small picture: every shape looks equally large
_HEADING, _LABEL = 30.0, 17.0
_LABEL_LINES = 3


@dataclass(frozen=True, slots=True)
class Sheet:
    """A finished sheet as the parts of its PNG, how many pictures it has, and what it lacks."""

    parts: tuple[bytes, ...]
    pictures: int
    problems: tuple[Diagnostic, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Small:
    """A small picture and its card."""

    card: Card
    image: Image.Image


def contact_sheet(project: Project, selection: Selection) -> Sheet:
    """Turn a selection into a contact sheet. Raises ProjectError for an unknown name; cards that
    cannot be made are among the problems."""
    found = plan(project, selection)
    problems = [*project.warnings, *found.problems]
    small: list[_Small] = []
    order = list(dict.fromkeys(card.placement.id for card in found.cards))
    for card in sorted(found.cards, key=lambda card: order.index(card.placement.id)):
        try:
            drawing = draw(card)
        except CardError as error:
            problems += error.problems
            continue
        small.append(_Small(card, _reduced(picture(drawing.layer, drawing.strips))))
    image = _composed(small, project.brand)
    title = f"{project.brand.name}: contact sheet"
    words = Words(title, f"{title}, {len(small)} pictures", project.language)
    encoded = encode(Layer(image), (), words)
    return Sheet(encoded.parts, len(small), tuple(problems), found.left_out)


def _reduced(image: Image.Image) -> Image.Image:
    scale = sqrt(_AREA / (image.width * image.height))
    size = (round(image.width * scale), round(image.height * scale))
    return image.resize(size, Image.Resampling.LANCZOS)


def _composed(small: Iterable[_Small], brand: Brand) -> Image.Image:
    """Lay the pictures out in rows, then paint them and their labels."""
    placed: list[tuple[_Small, int, int]] = []
    settings: list[Setting] = []
    y = _MARGIN
    for _, members in groupby(small, key=lambda one: one.card.placement.id):
        group = list(members)
        settings.append(_heading(group[0].card, brand, y))
        y += round(_HEADING * 1.8)
        x, step = _MARGIN, group[0].image.height + round(_LABEL * 1.4 * _LABEL_LINES) + _GAP
        for one in group:
            if x > _MARGIN and x + one.image.width > _WIDTH - _MARGIN:
                x, y = _MARGIN, y + step
            placed.append((one, x, y))
            settings.append(_label(one, brand, (x, y)))
            x += one.image.width + _GAP
        y += step
    colors = brand.colors[PAPER]
    sheet = Image.new("RGB", (_WIDTH, y + _MARGIN), colors["surface"])
    for one, x, top in placed:
        width, height = one.image.size
        sheet.paste(colors["rule"], (x - 1, top - 1, x + width + 1, top + height + 1))
        sheet.paste(one.image, (x, top))
    for setting in settings:
        paint_words(sheet, setting, 0, None)
    return sheet


def _heading(card: Card, brand: Brand, y: int) -> Setting:
    size = card.placement.size
    words = f"{card.placement.title}, {size.width} x {size.height}"
    area = Rect(_MARGIN, y, _WIDTH - 2 * _MARGIN, _HEADING * 1.4)
    return set_label(on_paper(card, brand), Label(words, _HEADING, 600), area)


def _label(one: _Small, brand: Brand, at: tuple[int, int]) -> Setting:
    x, y = at
    top = y + one.image.height + _LABEL * 0.6
    area = Rect(x, top, one.image.width, _LABEL * 1.4 * _LABEL_LINES)
    tag = one.card.case.language.tag
    status = "" if one.card.status == "approved" else f", {one.card.status}"
    label = Label(f"{one.card.caption} ({tag}{status})", _LABEL, 400)
    return set_label(on_paper(one.card, brand), label, area)
