"""Turn a Card and its Frame into Diagnostics: what the layout promises, proven for each frame."""

from __future__ import annotations

from itertools import combinations

from sharegen.model.card import Card
from sharegen.model.color import Color, contrast_ratio
from sharegen.model.diagnostic import Diagnostic
from sharegen.model.frame import Frame, Setting
from sharegen.model.geometry import Rect

# Ink may reach over the safe area by the overhang of a round or slanted letter, no more.
_OVERHANG_EM = 0.03


def check(card: Card, frame: Frame) -> tuple[Diagnostic, ...]:
    """Every problem of a frame; none for what may be painted."""
    found = [
        *(problem for setting in frame.settings for problem in _place(frame, setting)),
        *_covered(card, frame),
        *_overlaps(frame),
        *_contrast(card, frame),
    ]
    return tuple(
        Diagnostic(code, message, card.at, hint, caption=card.caption, where=(card.placement.id,))
        for code, message, hint in found
    )


_Found = tuple[str, str, str]


def _place(frame: Frame, setting: Setting) -> list[_Found]:
    found = []
    slack = _OVERHANG_EM * setting.size_px
    canvas = Rect(0, 0, *frame.size)
    descent = Rect.between(
        frame.safe.x, frame.safe.y, frame.safe.right, frame.safe.bottom + setting.size_px * 0.3
    )
    if not canvas.contains(setting.ink):
        found.append(("outside-canvas", f"{setting.role} leaves the canvas", "report this"))
    elif not descent.contains(setting.ink, slack):
        ink = ", ".join(f"{value:.0f}" for value in setting.ink)
        found.append(
            (
                "outside-safe-area",
                f"{setting.role} leaves the safe area (ink at {ink})",
                "report this",
            )
        )
    if frame.ground.subject and setting.ink.intersects(frame.ground.subject):
        found.append(
            (
                "over-subject",
                f"{setting.role} stands on the subject of {frame.ground.background.id}",
                "widen the room beside the subject in backgrounds.yaml",
            )
        )
    return found


def _covered(card: Card, frame: Frame) -> list[_Found]:
    """Words and footer that the platform would put something over."""
    return [
        ("covered", f"{setting.role} stands under the {obstacle.name}", "report this")
        for obstacle in card.placement.obstacles
        for setting in (*frame.settings, *frame.footer)
        if setting.ink.intersects(obstacle.area)
    ]


def _overlaps(frame: Frame) -> list[_Found]:
    settings = (*frame.settings, *frame.footer)
    return [
        ("overlap", f"{one.role} and {two.role} overlap", "shorten the text")
        for one, two in combinations(settings, 2)
        if one.ink.intersects(two.ink)
    ]


def _contrast(card: Card, frame: Frame) -> list[_Found]:
    """Every text colour against the plain ground; pictures are measured where letters stand."""
    if not isinstance(frame.ground.fill, Color) or _is_picture(frame):
        return []
    found = {}
    for setting in (*frame.settings, *frame.footer):
        for line in setting.lines:
            for run in line.runs:
                ratio = contrast_ratio(run.color, frame.ground.fill)
                if ratio < card.contrast:
                    found[run.color] = (
                        "contrast",
                        f"{run.color.hex} on {frame.ground.fill.hex} is {ratio:.2f}:1; "
                        f"at least {card.contrast:g}:1 is asked for",
                        "change the colour role in brand.yaml",
                    )
    return list(found.values())


def _is_picture(frame: Frame) -> bool:
    return frame.ground.variant is not None and frame.ground.variant.kind != "svg"
