"""Turn a Card into a Frame: every glyph, box and crop at its place, and no pixels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from sharegen.layout.background import Aim, framed, on_canvas, window
from sharegen.layout.by_hand import left_by_hand, set_there
from sharegen.layout.credit import below_credit, set_credit
from sharegen.layout.footer import Foot, set_foot
from sharegen.layout.giving_way import Attempt, with_room_for_the_headline
from sharegen.layout.mirror import turned, turned_back, turned_region, turned_setting
from sharegen.layout.punctuation import punctuated
from sharegen.layout.region import (
    EDGE_U,
    Region,
    covered,
    hanging_sides,
    rather_quiet,
    regions,
    words_area,
)
from sharegen.model.card import Card, Passage
from sharegen.model.color import Color
from sharegen.model.diagnostic import CardError
from sharegen.model.frame import Frame, Ground, Setting
from sharegen.model.geometry import Rect, meet
from sharegen.model.project import ART_ROLES, Gradient
from sharegen.model.spec import ANCHORS, Language

__all__ = ["areas_of", "covered", "foot_of", "layout"]

_Set = tuple[Passage, Setting]
CLEAR_U = 1.0  # no ink comes nearer to the hairline or the line below


class Room(NamedTuple):
    """What is left for a passage: `below` px under it are free for what hangs below a baseline,
    and it may be `tallest` px high."""

    area: Rect
    below: float
    tallest: float


def layout(card: Card) -> Frame:
    """Turn a card into its frame. Raises CardError (`overflow`, `missing-glyph`, …)."""
    try:
        return _frame(card)
    except CardError as error:
        problem = error.problem
        at, where = problem.at or card.at, (card.placement.id,)
        tag = card.case.language.tag
        raise CardError(
            replace(problem, at=at, caption=card.caption, where=where, lang=tag)
        ) from None


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
    marks = (foot.code, foot.logo)
    first, *others = _aims(card, foot.line_y)
    while True:
        ground = _ground(card, safe, first)
        credit = set_credit(card, foot, safe, ground.subject)
        try:
            settings = _settings(card, ground, below_credit(safe, credit, size), foot)
        except CardError:
            if not others:
                raise
            first = others.pop(0)
        else:
            footer = (foot.setting, *credit)
            return Frame(size, ground, foot.rules, footer, settings, safe, *marks)


def foot_of(card: Card) -> Setting:
    """The footer of a card, set by itself: what every frame of it has to have."""
    made = turned(card) if card.case.rtl else card
    setting = set_foot(made.placement, made.grid, made.footer, made.case).setting
    return turned_setting(setting, card.placement.size.width) if card.case.rtl else setting


def areas_of(card: Card, frame: Frame) -> Iterator[tuple[Passage, Setting, tuple[Region, ...]]]:
    """The passages of a finished frame with the regions each could have stood in."""
    seen = {setting.role: setting for setting in frame.settings}
    card = _corrected(card)
    width = frame.size.width
    laid = _laid_out(turned(card)) if card.case.rtl else frame
    made = turned(card) if card.case.rtl else card
    foot = set_foot(made.placement, made.grid, made.footer, made.case)
    done = {setting.role: setting for setting in laid.settings}
    safe = below_credit(laid.safe, laid.footer[1:], laid.size)
    for passage, room in _rooms(made, safe, foot, done):
        areas = left_by_hand(made, passage, _areas(made, passage, laid.ground, room))
        if card.case.rtl:
            areas = tuple(turned_region(region, width) for region in areas)
        yield passage, seen[passage.role], areas


def _ground(card: Card, safe: Rect, aim: Aim) -> Ground:
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
    disc = None if card.passages else card.placement.disc
    seen = framed(variant, size, disc) if disc else window(variant, size, safe, aim)
    have = dict(card.case.colors)
    styles = tuple((role, have[role]) for role in (*ART_ROLES, "surface", "strike") if role in have)
    subject = on_canvas(variant.subject, seen, size) if variant.subject else None
    quiet = tuple(on_canvas(area, seen, size) for area in variant.quiet)
    return Ground(background, fill, variant, seen, styles, subject, quiet=quiet)


def _aims(card: Card, line_y: float) -> tuple[Aim, ...]:
    """Where the focus of art is wanted: over words that hang from the foot, below those that hang
    from the head, and away from where their lines begin. On a third; where words then find no
    room beside the subject, as far away from them as the subject may go."""
    anchors = {passage.anchor for passage in card.passages}
    third, edge = 1 / 2, 1 / 2
    if anchors == {"foot"}:
        third, edge = 1 / 3, 0.0
    elif anchors == {"head"}:
        third, edge = 2 / 3, 1.0
    centred = any(passage.style.align == "center" for passage in card.passages)
    aim = Aim(line_y, 1 / 2 if centred else 2 / 3, third)
    if not any(variant.focus for variant in card.background.variants):
        return (aim,)
    return aim, Aim(line_y, 1.0, edge)


def _settings(card: Card, ground: Ground, safe: Rect, foot: Foot) -> tuple[Setting, ...]:
    """Set the passages: what hangs from the head first, then what hangs from the foot upwards, each
    with its last baseline its own space over the one below it, then what stands between."""

    def attempt(card: Card) -> Attempt:
        done: dict[str, Setting] = {}
        try:
            for passage, room in _rooms(card, safe, foot, done):
                done[passage.role] = set_there(card, passage, _areas(card, passage, ground, room))
        except CardError as error:
            return Attempt(done, error)
        return Attempt(done)

    return with_room_for_the_headline(card, attempt)


def _rooms(
    card: Card, safe: Rect, foot: Foot, done: Mapping[str, Setting]
) -> Iterator[tuple[Passage, Room]]:
    """The passages in the order they are set, each with the room that those in `done` leave."""
    unit = card.placement.size.unit
    area = Rect.between(safe.x, safe.y, safe.right, min(safe.bottom, foot.baseline))
    tallest = card.grid.words_ratio * card.placement.size.height
    whole = Room(area, foot.line_y - area.bottom - CLEAR_U * unit, tallest)
    by_anchor = {
        anchor: [passage for passage in card.passages if passage.anchor == anchor]
        for anchor in ANCHORS
    }
    before: list[Passage] = []
    for passage in (*by_anchor["head"], *reversed(by_anchor["foot"]), *by_anchor["middle"]):
        neighbours = [(other, done[other.role]) for other in before]
        yield passage, _room(passage, whole, (unit, card.grid.gap_u), neighbours)
        before.append(passage)


def _room(passage: Passage, whole: Room, lengths: tuple[float, float], before: list[_Set]) -> Room:
    """What those set before it leave for a passage: its columns, above what hangs from the foot
    there and below what hangs from the head. All that hangs from the foot is no taller together
    than words may be. `lengths` are a u in px, and how many u stand below what hangs from the
    head."""
    (unit, apart_u), (start, end) = lengths, passage.columns
    area, below, tallest = whole
    area = Rect(area.x + start * area.width, area.y, (end - start) * area.width, area.height)
    for other, setting in before:
        if not meet(other.columns, passage.columns):
            continue
        if other.anchor == "foot":
            space = other.space_u * unit
            foot = setting.ink.y - space
            if foot < area.bottom:  # of those side by side the tallest
                area, below = Rect.between(area.x, area.y, area.right, foot), space - CLEAR_U * unit
        elif other.anchor == "head":
            space = (passage.space_u if passage.anchor == "middle" else apart_u) * unit
            area = Rect.between(area.x, setting.ink.bottom + space, area.right, area.bottom)
    if passage.anchor == "foot":
        tallest -= whole.area.bottom - area.bottom
    return Room(area, below, tallest)


def _areas(card: Card, passage: Passage, ground: Ground, room: Room) -> tuple[Region, ...]:
    """The regions of the room, no taller than words may be: off what the platform covers first,
    then off the subject, rather in the quiet areas of the art than outside."""
    size, anchor = card.placement.size, passage.anchor
    gap = card.grid.gap_u * size.unit
    kept_clear = [obstacle.area for obstacle in card.placement.obstacles]
    if ground.subject is not None:
        kept_clear.append(ground.subject)
    found = regions(room.area, kept_clear, gap, anchor)
    return tuple(
        Region(
            region.name,
            _held_to(region.area, room.tallest, anchor),
            region.price,
            _hanging_room(card, region.area, room.area),
            min(region.below, room.below if region.area.bottom >= room.area.bottom else gap),
        )
        for region in rather_quiet(found, ground.quiet, gap)
    )


def _held_to(area: Rect, tallest: float, anchor: str) -> Rect:
    """The part of an area nearest to its anchor that is no taller than words may be."""
    tallest = max(tallest, 0.0)
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
