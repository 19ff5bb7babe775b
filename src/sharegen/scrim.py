"""Turn a frame over a photograph into one whose words can be read: scrims behind them, no stronger
than what is measured around their letters asks for, and none where it asks for none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import reduce
from typing import NamedTuple

from PIL import Image, ImageChops

from sharegen.contrast import Contrast, Ring, measure, rings_of, stands_off
from sharegen.model.card import Card
from sharegen.model.color import Color
from sharegen.model.diagnostic import CardError, Diagnostic
from sharegen.model.frame import Frame, Scrim, Setting
from sharegen.model.geometry import Rect, Size
from sharegen.veil import opacity, shape, veiled, weakened

BLACK = Color(0, 0, 0)
STEPS = 100  # strengths are in per cent
_PAD_EM = 0.6  # a scrim is whole so far around the ink,
_FADE_EM, _LEAST_FADE_U = 2.6, 12.0  # and fades out over so much beyond
_SHORT_FADE_EM = 1.5  # where it must lie on the subject
_NEAR_U = 14.0  # as far as margins are wide; nearer to an edge, a scrim goes on to it
_THIN = 3  # the search looks at every third px each way, and proves what it found on all
_HINT = "write scrim: auto, or take a calmer picture"


class View(NamedTuple):
    """What lies around a run: its ring, and cut to it the picture, the scrims there are and the
    new one at full strength."""

    ring: Ring
    picture: Image.Image
    laid: Image.Image
    full: Image.Image

    def thinned(self) -> View:
        """Every third px each way."""
        images = (self.ring.mask, *self[1:])
        size = tuple(max(1, side // _THIN) for side in self.ring.mask.size)
        mask, *others = (image.resize(size, Image.Resampling.NEAREST) for image in images)
        return View(self.ring._replace(mask=mask), *others)

    def legible(self, veil: Color, strength: float, wanted: float) -> bool:
        seen = self.picture.copy()
        seen.paste(veil, (0, 0), ImageChops.lighter(self.laid, weakened(self.full, strength)))
        return stands_off(seen, self.ring, wanted)


@dataclass(frozen=True, slots=True)
class Sight:
    """What scrims are fitted to: the art as it is painted, its subject, the height at which the
    footer begins, the colour of the veil, and the contrast that words want. `hard`: a panel with
    edges."""

    art: Image.Image
    subject: Rect | None
    foot: float
    color: Color
    wanted: float
    hard: bool


@dataclass(frozen=True, slots=True)
class Block:
    """Settings that have one scrim, the ink it lies behind, and the largest size among them."""

    settings: tuple[Setting, ...]
    ink: Rect
    em: float

    def joined(self, other: Block) -> Block:
        settings = (*self.settings, *other.settings)
        return Block(settings, self.ink.union(other.ink), max(self.em, other.em))


def scrimmed(card: Card, frame: Frame, art: Image.Image) -> Frame:
    """The frame with its scrims; `art` is its canvas with nothing but ground and art on it.

    Raises CardError `contrast` where words cannot be read in the way the background asks for.
    """
    way = card.background.scrim
    settings = frame.in_type
    if isinstance(way, float):
        canvas = Rect(0, 0, *frame.size)
        frame = replace(frame, scrims=(Scrim(canvas, canvas, BLACK, way),))
    elif way in ("auto", "panel"):
        sight = Sight(
            art=art,
            subject=frame.ground.subject,
            foot=frame.footer[0].ink.y,
            color=card.case.color("surface"),
            wanted=card.contrast,
            hard=way == "panel",
        )
        frame = replace(frame, scrims=_fitted(frame, sight))
    seen = veiled(art, frame.scrims)
    for setting in settings:
        for ring in rings_of(setting, frame.size):
            picture = seen.crop(ring.box)
            if not stands_off(picture, ring, card.contrast):
                found = measure(picture, ring.mask, ring.color)
                raise CardError(_problem(card, setting, found))
    return frame


def _fitted(frame: Frame, sight: Sight) -> tuple[Scrim, ...]:
    """The scrims that a frame needs, each fitted over those before it."""
    scrims: tuple[Scrim, ...] = ()
    for block in _blocks(frame, sight):
        rings = [ring for part in block.settings for ring in rings_of(part, frame.size)]
        for scrim in _shapes(block, sight):
            views = tuple(
                View(
                    ring,
                    sight.art.crop(ring.box),
                    opacity(scrims, ring.box),
                    shape(scrim, ring.box),
                )
                for ring in rings
            )
            steps = _least(views, sight)
            if steps is not None:
                scrims += (replace(scrim, strength=steps / STEPS),) if steps else ()
                break
    return scrims


def _blocks(frame: Frame, sight: Sight) -> tuple[Block, ...]:
    """What has a scrim in common: passages near each other, where the subject is not between them;
    the footer, its hairline and the credit in its row."""
    blocks: list[Block] = []
    for setting in frame.settings:
        block = Block((setting,), setting.ink, setting.size_px)
        joined = blocks[-1].joined(block) if blocks else block
        near = blocks and blocks[-1].ink.grown(_PAD_EM * joined.em * 2).intersects(block.ink)
        if near and not (sight.subject and joined.ink.intersects(sight.subject)):
            blocks[-1] = joined
        else:
            blocks.append(block)
    foot, *credit = (Block((part,), part.ink, part.size_px) for part in frame.footer)
    foot = replace(foot, ink=reduce(Rect.union, (rule.rect for rule in frame.rules), foot.ink))
    for block in credit:
        if block.ink.y >= foot.ink.y:
            foot = foot.joined(block)
        else:
            blocks.append(block)
    return (*blocks, foot)


def _least(views: tuple[View, ...], sight: Sight) -> int | None:
    """The fewest steps of strength that make words legible; None where all of them do not."""

    def enough(seen: tuple[View, ...], steps: int) -> bool:
        return all(view.legible(sight.color, steps / STEPS, sight.wanted) for view in seen)

    if enough(views, 0):
        return 0
    thin = tuple(view.thinned() for view in views)
    least, most = 1, STEPS
    while least < most:
        middle = (least + most) // 2
        least, most = (least, middle) if enough(thin, middle) else (middle + 1, most)
    while not enough(views, least):
        if least == STEPS:
            return None
        least += 1
    while least > 1 and enough(views, least - 1):
        least -= 1
    return least


def _shapes(block: Block, sight: Sight) -> Iterator[Scrim]:
    """The scrims to try behind a block, from the softest towards the subject to one that is whole
    as far as the subject."""
    size, ink, subject = Size(*sight.art.size), block.ink, sight.subject
    canvas, pad = Rect(0, 0, *size), _PAD_EM * block.em
    if sight.hard:
        plate = _short_of(ink.grown(pad), ink, subject, 1.0).intersection(canvas)
        yield Scrim(plate, plate, sight.color, 1.0)
        return
    fade = max(_FADE_EM * block.em, min(_LEAST_FADE_U * size.unit, ink.height * 2))
    if subject is not None and ink.intersects(subject):  # the footer, over its feet
        fade = min(fade, _SHORT_FADE_EM * block.em)
    around = ink.grown(pad + fade)
    if subject is not None and not around.intersects(subject):
        subject = None
    reach = _short_of(around, ink, subject, 1.0)
    below = sight.foot - ink.bottom
    if reach.width < around.width and below > 0:  # a column beside the subject
        reach = Rect.between(reach.x, reach.y, reach.right, min(reach.bottom, sight.foot))
        pad_below = min(pad, below / 3)
    else:
        pad_below = pad
    for share in (0.25, 0.6, 1.0):
        core = _short_of(ink.grown(pad), ink, subject, share)
        core = Rect.between(core.x, core.y, core.right, min(core.bottom, ink.bottom + pad_below))
        yield Scrim(_to_edges(core, reach, canvas), reach.intersection(canvas), sight.color, 1.0)


def _to_edges(core: Rect, reach: Rect, canvas: Rect) -> Rect:
    """A core that goes on to the edges of the canvas that it is near; and to the foot, where the
    footer stands, as soon as its fading would be cut off there."""
    near = _NEAR_U * Size(round(canvas.width), round(canvas.height)).unit
    return Rect.between(
        canvas.x if core.x <= near else core.x,
        canvas.y if core.y <= near else core.y,
        canvas.right if core.right >= canvas.right - near else core.right,
        canvas.bottom if reach.bottom >= canvas.bottom else core.bottom,
    )


def _short_of(box: Rect, ink: Rect, subject: Rect | None, share: float) -> Rect:
    """A box around ink that goes no further towards a subject beside it than a share of the way;
    where ink stands on the subject, nothing can be done."""
    if subject is None:
        return box
    sides = (
        (subject.x - ink.right, "right"),
        (ink.x - subject.right, "left"),
        (subject.y - ink.bottom, "below"),
        (ink.y - subject.bottom, "above"),
    )
    apart, side = max(sides)
    if apart < 0:
        return box
    most = apart * share
    return Rect.between(
        max(box.x, ink.x - most) if side == "left" else box.x,
        max(box.y, ink.y - most) if side == "above" else box.y,
        min(box.right, ink.right + most) if side == "right" else box.right,
        min(box.bottom, ink.bottom + most) if side == "below" else box.bottom,
    )


def _problem(card: Card, setting: Setting, found: Contrast) -> Diagnostic:
    return Diagnostic(
        "contrast",
        f"{setting.role}: {found.color.hex} on {card.background.id} is {found.fifth:.2f}:1 around "
        f"its letters; at least {card.contrast:g}:1 is asked for",
        card.at,
        _HINT,
        caption=card.caption,
        where=(card.placement.id,),
        area=setting.ink,
        lang=card.case.language.tag,
    )
