"""Checks on frames: everything at its place, before a pixel is painted."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from typing import NamedTuple

from sharegen.catalog.proofs import UNSURE, Found, Proof, on_frame
from sharegen.model.frame import Frame, Setting
from sharegen.model.geometry import Insets, Rect

# Ink may reach over the safe area by the overhang of a round or slanted letter, no more.
_OVERHANG_EM = 0.03
_RISE_EM = 0.25  # marks on capitals, and brackets, reach over the first line
# The last line stands on the foot of the area: its descenders hang below, in Arabic so far.
_DESCENT_EM = 0.5
_SLACK = 1e-6  # px, or of a crop: for what the numbers lose on their way
_ROUNDED = 1.0  # px: codes and logos stand on whole ones
_OURS = "a rule of this house"
_PLACED = "each placement's row: its figures, their source and how sure they are"
_LAYOUT = "report this"  # the layout promises it


@on_frame(why="letters would be cut off", source=_OURS)
def outside_canvas(proof: Proof) -> Iterator[Found]:
    """Every word stands on the canvas, whole."""
    canvas = Rect(0, 0, *proof.frame.size)
    for setting in proof.frame.settings:
        if not canvas.contains(setting.ink):
            yield Found(f"{setting.role} leaves the canvas", _LAYOUT, area=setting.ink)


@on_frame(
    why="buttons, names and crops of the platform would cover words",
    source=_PLACED,
    placed=True,
)
def outside_safe_area(proof: Proof) -> Iterator[Found]:
    """Words, footer, code and logo stand where the platform neither covers nor crops.

    Each line begins and ends inside, to the px; its letters may reach over by their overhang. A
    footer may stand outside the disc that a picture is cut to: it is seen where the whole is.
    """
    canvas, safe = Rect(0, 0, *proof.frame.size), proof.frame.safe
    if proof.card.placement.disc is not None:
        safe = safe.intersection(proof.card.placement.disc)
    edges = _within_margins(proof)
    for area, settings in ((safe, proof.frame.settings), (edges, proof.frame.footer)):
        for setting in settings:
            if canvas.contains(setting.ink) and not _keeps_to(area, setting):
                ink = ", ".join(f"{value:.0f}" for value in setting.ink)
                message = f"{setting.role} leaves the safe area (ink at {ink})"
                yield Found(message, _LAYOUT, area=setting.ink)
    for mark in _marks(proof.frame):
        if not edges.contains(mark.area, _ROUNDED + _DESCENT_EM * proof.frame.footer[0].size_px):
            yield Found(f"{mark.name} leaves the safe area", _LAYOUT, area=mark.area)


@on_frame(why="who sees only the crop would read half a sentence", source=_PLACED)
def crops(proof: Proof) -> Iterator[Found]:
    """Words and footer are whole in every crop that a platform makes of the picture.

    Crops that nobody is sure of only warn.
    """
    width, height = proof.frame.size
    for crop in proof.card.placement.crops:
        top, right, bottom, left = crop.keep_clear
        seen = Rect.between(left, top, width - right, height - bottom)
        for name, ink in _all(proof.frame):
            if not seen.contains(ink, _SLACK):
                message = f"{name} is cut by the crop {crop.id} ({seen.width:g}×{seen.height:g})"
                yield Found(message, _LAYOUT, area=ink, warns=crop.confidence in UNSURE)


@on_frame(why="words on the subject make both hard to see", source=_OURS)
def over_subject(proof: Proof) -> Iterator[Found]:
    """No word stands on the subject of the art."""
    ground = proof.frame.ground
    for setting in proof.frame.settings:
        if ground.subject and setting.ink.intersects(ground.subject):
            yield Found(
                f"{setting.role} stands on the subject of {ground.background.id}",
                "widen the room beside the subject in backgrounds.yaml",
                area=setting.ink,
            )


@on_frame(why="half a face or half an object is worse than none", source=_OURS)
def subject_cropped(proof: Proof) -> Iterator[Found]:
    """A photograph is cut around its subject, never through it."""
    ground, size = proof.frame.ground, proof.frame.size
    art = ground.variant
    if art is None or art.kind == "svg" or art.subject is None or ground.window is None:
        return
    if not ground.window.contains(art.subject, _SLACK * ground.window.width):
        yield Found(
            f"the subject of {ground.background.id} does not fit {size}: it would be cut",
            f"add a {size.shape} variant, or draw the box of the subject tighter",
        )


@on_frame(why="words that touch the subject fight with it", source=_OURS)
def gap(proof: Proof) -> Iterator[Found]:
    """Words keep the gap of the grid from the subject of the art.

    Above it they stand on the line of the gap: what hangs below a baseline may reach into it.
    """
    subject, apart = proof.frame.ground.subject, proof.card.grid.gap_u * proof.frame.size.unit
    if subject is None:
        return
    for setting in proof.frame.settings:
        slack = _OVERHANG_EM * setting.size_px
        body = Rect.between(*setting.ink[:2], setting.ink.right, setting.lines[-1].baseline)
        near, on = subject.grown(apart - slack), setting.ink.intersects(subject)
        if body.intersects(near) and not on:  # what stands on it is over-subject
            message = f"{setting.role} is nearer to the subject than {apart:.0f} px"
            hint = "widen the room beside the subject in backgrounds.yaml"
            yield Found(message, hint, area=setting.ink)


@on_frame(why="the platform puts an avatar or a badge over words", source=_PLACED, placed=True)
def covered(proof: Proof) -> Iterator[Found]:
    """Neither words nor the footer stand under what the platform puts on the picture."""
    for obstacle in proof.card.placement.obstacles:
        for name, ink in _all(proof.frame):
            if ink.intersects(obstacle.area):
                yield Found(f"{name} stands under the {obstacle.name}", _LAYOUT, area=ink)


@on_frame(why="letters on letters cannot be read", source=_OURS)
def overlap(proof: Proof) -> Iterator[Found]:
    """No two passages overlap, nor one the footer, the hairline, the code or the logo."""
    marks = (*_marks(proof.frame), *(_Mark("the hairline", r.rect) for r in proof.frame.rules))
    for one, two in combinations(proof.frame.in_type, 2):
        near = one.ink.intersects(two.ink)
        if near and any(a.ink.intersects(b.ink) for a, b in product(one.lines, two.lines)):
            message = f"{one.role} and {two.role} overlap"
            yield Found(message, "shorten the text", area=one.ink.union(two.ink))
    for setting, mark in product(proof.frame.in_type, marks):
        near = setting.ink.intersects(mark.area)
        if near and any(line.ink.intersects(mark.area) for line in setting.lines):
            yield Found(f"{setting.role} and {mark.name} overlap", _LAYOUT, area=mark.area)
    for one_mark, other in combinations(marks, 2):
        if one_mark.area.intersects(other.area):
            yield Found(f"{one_mark.name} and {other.name} overlap", _LAYOUT, area=one_mark.area)


class _Mark(NamedTuple):
    """Something that stands on the picture, as a message calls it."""

    name: str
    area: Rect


def _marks(frame: Frame) -> tuple[_Mark, ...]:
    """What stands beside the footer."""
    code = (_Mark("the code", frame.code.panel),) if frame.code else ()
    logo = (_Mark("the logo", frame.logo.rect),) if frame.logo else ()
    return (*code, *logo)


def _all(frame: Frame) -> Iterator[_Mark]:
    """All that has to be seen, and the ink of it."""
    yield from (_Mark(setting.role, setting.ink) for setting in frame.in_type)
    yield from _marks(frame)


def _within_margins(proof: Proof) -> Rect:
    """What the margin and the platform leave of the canvas: there the footer stands."""
    (width, height), spot = proof.frame.size, proof.card.placement
    margin = proof.card.grid.margin_u * proof.frame.size.unit
    top, right, bottom, left = Insets(*(margin,) * 4).union(spot.clear)
    return Rect.between(left, top, width - right, height - bottom)


def _keeps_to(area: Rect, setting: Setting) -> bool:
    """Whether lines begin, end and stand inside an area; their letters reach over it a little."""
    if area.contains(setting.ink, _SLACK):
        return True  # so do all of its lines
    em = setting.size_px
    left, right = area.x - setting.hang, area.right + setting.hang  # quotes may hang
    top = area.y - _RISE_EM * em
    return Rect.between(left, top, right, area.bottom + _DESCENT_EM * em).contains(
        setting.ink, _SLACK
    ) and all(
        line.ink.x >= left - _SLACK
        and line.ink.right <= right + _SLACK
        and line.baseline <= area.bottom + _SLACK
        for line in setting.lines
        if not line.ink.empty
    )
