"""A layout for readers from right to left: set as if in a mirror, then turned over.

All that lays out (regions, settings, the footer, the art's window) knows one direction: lines
begin at the left. For a script that is read from right to left the placement is turned over first
and the finished frame turned back, so that every rule of the layout holds mirrored and none is
written twice. Letters, figures and addresses are not mirrored, only their places are. A region that
a copy editor names ("left") is that of a layout from left to right: one override serves both.
"""

from __future__ import annotations

from dataclasses import replace
from functools import reduce

from sharegen.layout.region import Region
from sharegen.model.card import Card
from sharegen.model.frame import Frame, Ground, Line, Rule, Setting
from sharegen.model.geometry import Rect
from sharegen.model.project import Variant

_OTHER_SIDE = {"left": "right", "right": "left"}


def turned(card: Card) -> Card:
    """The card whose layout is the mirror image of the card's own."""
    background = card.background
    if background.variants and not background.mirrors:
        (variant,) = background.variants
        background = replace(background, variants=(_turned(variant),))
    return replace(card, placement=card.placement.mirrored, background=background)


def turned_back(frame: Frame, card: Card) -> Frame:
    """The frame of a turned card as it is seen, `card` being the one that is made."""
    width = frame.size.width
    code, logo = frame.code, frame.logo  # where they stand is mirrored, and not they
    return Frame(
        frame.size,
        _ground(frame.ground, card, width),
        tuple(Rule(rule.rect.mirrored(width), rule.color) for rule in frame.rules),
        tuple(turned_setting(setting, width) for setting in frame.footer),
        tuple(turned_setting(setting, width) for setting in frame.settings),
        frame.safe.mirrored(width),
        code and replace(code, panel=code.panel.mirrored(width)),
        logo and replace(logo, rect=logo.rect.mirrored(width)),
    )


def turned_region(region: Region, width: float) -> Region:
    """A region of a turned card where it is seen."""
    name = _OTHER_SIDE.get(region.name, region.name)
    return replace(region, name=name, area=region.area.mirrored(width))


def turned_setting(setting: Setting, width: float) -> Setting:
    """A setting of a turned card where it is seen."""
    lines = tuple(_line(line, width) for line in setting.lines)
    return replace(
        setting,
        region=_OTHER_SIDE.get(setting.region, setting.region),
        area=setting.area.mirrored(width),
        ink=reduce(Rect.union, (line.ink for line in lines)),
        lines=lines,
    )


def _turned(variant: Variant) -> Variant:
    """Art that is not mirrored itself: its subject, focus and quiet areas where a mirror shows
    them."""
    subject, focus = variant.subject, variant.focus
    return replace(
        variant,
        subject=subject and subject.mirrored(variant.width),
        quiet=tuple(area.mirrored(variant.width) for area in variant.quiet),
        focus=focus and (variant.width - focus[0], focus[1]),
    )


def _ground(ground: Ground, card: Card, width: float) -> Ground:
    subject = ground.subject and ground.subject.mirrored(width)
    quiet = tuple(area.mirrored(width) for area in ground.quiet)
    ground = replace(ground, subject=subject, quiet=quiet)
    background = card.background
    if ground.variant is None or ground.window is None:
        return replace(ground, background=background)
    (variant,) = background.variants
    if background.mirrors:
        return replace(ground, background=background, mirrored=True)
    window = ground.window.mirrored(variant.width)
    return replace(ground, background=background, variant=variant, window=window)


def _line(line: Line, width: float) -> Line:
    """The line at its mirrored place, its letters as they are."""
    x = width - line.x - line.width
    shift = x - line.x
    runs = tuple(replace(run, x=run.x + shift, ink=run.ink.moved(shift)) for run in line.runs)
    return replace(line, x=x, runs=runs, ink=line.ink.moved(shift))
