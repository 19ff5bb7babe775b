"""Turn a Card into a Frame: every glyph, box and crop at its place, and no pixels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from sharegen.layout.background import on_canvas, window
from sharegen.layout.by_hand import left_by_hand, set_there
from sharegen.layout.footer import Foot, set_foot
from sharegen.layout.mirror import turned, turned_back, turned_region
from sharegen.layout.punctuation import punctuated
from sharegen.layout.region import EDGE_U, Region, covered, hanging_sides, regions, words_area
from sharegen.model.card import Card, Passage
from sharegen.model.color import Color
from sharegen.model.diagnostic import CardError
from sharegen.model.frame import Frame, Ground, Setting
from sharegen.model.geometry import Rect
from sharegen.model.project import ART_ROLES, Gradient
from sharegen.model.spec import Language

__all__ = ["areas_of", "covered", "layout"]

CLEAR_U = 1.0  # no ink comes nearer to the hairline or the line below


class Room(NamedTuple):
    """What is left for a passage: `below` px under it are free for what hangs below a baseline."""

    area: Rect
    below: float


def layout(card: Card) -> Frame:
    """Turn a card into its frame. Raises CardError (`overflow`, `missing-glyph`, …)."""
    try:
        return _frame(card)
    except CardError as error:
        problem = error.problem
        at, where = problem.at or card.at, (card.placement.id,)
        raise CardError(replace(problem, at=at, caption=card.caption, where=where)) from None


def _frame(card: Card) -> Frame:
    card = _corrected(card)
    if card.case.rtl:
        return turned_back(_laid_out(turned(card)), card)
    return _laid_out(card)


def _corrected(card: Card) -> Card:
    """The card with the quotes, dashes and fine spaces of its language."""
    printed = tuple(_printed(passage, card.case.language) for passage in card.passages)
    if all(one is other for one, other in zip(printed, card.passages, strict=True)):
        return card
    return replace(card, passages=printed)


def _printed(passage: Passage, language: Language) -> Passage:
    text = punctuated(passage.text, language)
    short = passage.short and punctuated(passage.short, language)
    if text is passage.text and short is passage.short:
        return passage
    return replace(passage, text=text, short=short)


def _laid_out(card: Card) -> Frame:
    """The frame of a card whose lines begin at the left."""
    size = card.placement.size
    safe = words_area(card.placement, card.grid)
    foot = set_foot(card.placement, card.grid, card.footer, card.case)
    ground = _ground(card, safe, foot)
    settings = _settings(card, ground.subject, safe, foot)
    return Frame(size, ground, foot.rules, (foot.setting,), settings, safe)


def areas_of(card: Card, frame: Frame) -> Iterator[tuple[Passage, Setting, tuple[Region, ...]]]:
    """The passages of a finished frame with the regions each could have stood in."""
    seen = {setting.role: setting for setting in frame.settings}
    card = _corrected(card)
    width = frame.size.width
    laid = _laid_out(turned(card)) if card.case.rtl else frame
    made = turned(card) if card.case.rtl else card
    foot = set_foot(made.placement, made.grid, made.footer, made.case)
    done = {setting.role: setting for setting in laid.settings}
    for passage, room in _rooms(made, laid.safe, foot, done):
        areas = left_by_hand(made, passage, _areas(made, passage, laid.ground.subject, room))
        if card.case.rtl:
            areas = tuple(turned_region(region, width) for region in areas)
        yield passage, seen[passage.role], areas


def _ground(card: Card, safe: Rect, foot: Foot) -> Ground:
    background, size = card.background, card.placement.size
    fill: Color | tuple[float, tuple[Color, ...]]
    if isinstance(background.fill, Gradient):
        fill = (background.fill.angle, background.fill.stops)
    elif isinstance(background.fill, Color):
        fill = background.fill
    else:
        fill = card.case.color(background.fill)
    if not background.variants:
        return Ground(background, fill, None, None)
    (variant,) = background.variants
    seen = window(variant, size, safe, foot.line_y)
    have = dict(card.case.colors)
    styles = tuple((role, have[role]) for role in (*ART_ROLES, "surface", "strike") if role in have)
    subject = on_canvas(variant.subject, seen, size) if variant.subject else None
    return Ground(background, fill, variant, seen, styles, subject)


def _settings(card: Card, subject: Rect | None, safe: Rect, foot: Foot) -> tuple[Setting, ...]:
    """Set the passages: those that hang from the foot upwards first, each with its last baseline
    its own space over the one below it, then the others in the room that is left."""
    done: dict[str, Setting] = {}
    for passage, room in _rooms(card, safe, foot, done):
        done[passage.role] = set_there(card, passage, _areas(card, passage, subject, room))
    return tuple(done[passage.role] for passage in card.passages)


def _rooms(
    card: Card, safe: Rect, foot: Foot, done: Mapping[str, Setting]
) -> Iterator[tuple[Passage, Room]]:
    """The passages in the order they are set, each with the room that those in `done` leave."""
    unit = card.placement.size.unit
    area = Rect.between(safe.x, safe.y, safe.right, min(safe.bottom, foot.baseline))
    room = Room(area, foot.line_y - area.bottom - CLEAR_U * unit)
    hanging = [passage for passage in card.passages if passage.anchor == "foot"]
    for passage in [*reversed(hanging), *(p for p in card.passages if p.anchor != "foot")]:
        if passage.anchor == "middle" and area.y > safe.y:  # below one that hangs from the head
            top = area.y + passage.space_u * unit
            room = Room(Rect.between(area.x, top, area.right, area.bottom), room.below)
        yield passage, room
        if passage.anchor == "head":
            top = done[passage.role].ink.bottom
            area = Rect.between(area.x, top, area.right, area.bottom)
        if passage.anchor == "foot":
            space = passage.space_u * unit
            top = done[passage.role].ink.y - space
            area = Rect.between(area.x, area.y, area.right, top)
            room = Room(area, space - CLEAR_U * unit)


def _areas(card: Card, passage: Passage, subject: Rect | None, room: Room) -> tuple[Region, ...]:
    """The regions of the room, no taller than words may be: off what the platform covers first,
    then off the subject."""
    size, anchor = card.placement.size, passage.anchor
    gap = card.grid.gap_u * size.unit
    tallest = card.grid.words_ratio * size.height
    kept_clear = [obstacle.area for obstacle in card.placement.obstacles]
    if subject is not None:
        kept_clear.append(subject)
    return tuple(
        Region(
            region.name,
            _held_to(region.area, tallest, anchor),
            region.price,
            _hanging_room(card, region.area, room.area),
            room.below if region.area.bottom >= room.area.bottom else gap,
        )
        for region in regions(room.area, kept_clear, gap, anchor)
    )


def _held_to(area: Rect, tallest: float, anchor: str) -> Rect:
    """The part of an area nearest to its anchor that is no taller than words may be."""
    if area.height <= tallest or anchor == "middle":
        return area
    top = area.y if anchor == "head" else area.bottom - tallest
    return Rect(area.x, top, area.width, tallest)


def _hanging_room(card: Card, area: Rect, room: Rect) -> float:
    """How far quotes may hang out of an area at the left: into the margin where nothing covers
    it, and nowhere beside a subject."""
    hangs, _ = hanging_sides(card.placement)
    if area.x > room.x or not hangs:
        return 0.0
    return max(0.0, area.x - EDGE_U * card.placement.size.unit)
