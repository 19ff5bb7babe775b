"""Checks on frames: everything at its place, before a pixel is painted."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

from sharegen.catalog.proofs import Found, Proof, on_frame
from sharegen.model.color import Color, contrast_ratio
from sharegen.model.frame import Frame, Setting
from sharegen.model.geometry import Rect

# Ink may reach over the safe area by the overhang of a round or slanted letter, no more.
_OVERHANG_EM = 0.03
_DESCENT_EM = 0.3  # the last line stands on the foot of the area: its descenders hang below
_SLACK = 1e-6  # of a crop, for what the numbers lose on their way
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
    """Every word stands where the platform neither covers nor crops."""
    canvas, safe = Rect(0, 0, *proof.frame.size), proof.frame.safe
    for setting in proof.frame.settings:
        slack, descent = _OVERHANG_EM * setting.size_px, _DESCENT_EM * setting.size_px
        left, right = safe.x - setting.hang, safe.right + setting.hang
        allowed = Rect.between(left, safe.y, right, safe.bottom + descent)
        if canvas.contains(setting.ink) and not allowed.contains(setting.ink, slack):
            ink = ", ".join(f"{value:.0f}" for value in setting.ink)
            message = f"{setting.role} leaves the safe area (ink at {ink})"
            yield Found(message, _LAYOUT, area=setting.ink)


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


@on_frame(why="the platform puts an avatar or a badge over words", source=_PLACED, placed=True)
def covered(proof: Proof) -> Iterator[Found]:
    """Neither words nor the footer stand under what the platform puts on the picture."""
    for obstacle in proof.card.placement.obstacles:
        for setting in _set(proof.frame):
            if setting.ink.intersects(obstacle.area):
                message = f"{setting.role} stands under the {obstacle.name}"
                yield Found(message, _LAYOUT, area=setting.ink)


@on_frame(why="letters on letters cannot be read", source=_OURS)
def overlap(proof: Proof) -> Iterator[Found]:
    """No two passages overlap, nor does one overlap the footer."""
    for one, two in combinations(_set(proof.frame), 2):
        if any(a.ink.intersects(b.ink) for a, b in product(one.lines, two.lines)):
            message = f"{one.role} and {two.role} overlap"
            yield Found(message, "shorten the text", area=one.ink.union(two.ink))


@on_frame(
    why="pale words are lost in sunlight, on old screens and to weak eyes",
    source="WCAG 2.2, success criterion 1.4.6, Contrast (Enhanced)",
)
def contrast(proof: Proof) -> Iterator[Found]:
    """Every colour of words stands off its ground by 7:1, or by what the brand gives a reason for.

    Against the plain ground; pictures are measured where letters stand.
    """
    ground = proof.frame.ground
    picture = ground.variant is not None and ground.variant.kind != "svg"
    if picture or not isinstance(ground.fill, Color):
        return
    runs = (run for part in _set(proof.frame) for line in part.lines for run in line.runs)
    for color in dict.fromkeys(run.color for run in runs):
        ratio = contrast_ratio(color, ground.fill)
        if ratio < proof.card.contrast:
            yield Found(
                f"{color.hex} on {ground.fill.hex} is {ratio:.2f}:1; "
                f"at least {proof.card.contrast:g}:1 is asked for",
                "change the colour role in brand.yaml",
            )


def _set(frame: Frame) -> tuple[Setting, ...]:
    """All that is set in type: the words and the footer."""
    return (*frame.settings, *frame.footer)
