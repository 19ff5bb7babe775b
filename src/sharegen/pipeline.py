"""The stages in order for one card: layout, check, scrim, paint, encode.

A one-off card, the batch and the page take this road and no other.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Hashable
from contextlib import suppress
from dataclasses import dataclass, replace

from PIL import Image

from sharegen.catalog.proofs import FILE, FRAME, PIXELS, Finished, Print, Proof
from sharegen.check import SILENT, Verdict, check
from sharegen.footing import footing
from sharegen.jpeg import encode_jpeg
from sharegen.layout import covered, layout
from sharegen.load.art import art_of, load_whole
from sharegen.model.card import Card
from sharegen.model.diagnostic import CardError, Diagnostic
from sharegen.model.frame import Frame
from sharegen.model.geometry import Size
from sharegen.model.record import Record, Remark
from sharegen.model.spec import Placement
from sharegen.outlines import WRITERS, outlined
from sharegen.paint import Base, paint, paint_base, paint_ground, picture
from sharegen.png import FAST, Encoded, Encoder, Strip, words_of
from sharegen.scrim import scrimmed
from sharegen.spelling import spelled

# Formats of pixels that are no PNG; each has one encoder, whatever that of a build.
ENCODERS = {"jpeg": encode_jpeg}
_NO_PLACE = Placement("", "", "", Size(0, 0))
LAYERS_KEPT = 8  # base layers in memory, or smaller ones of as many px: about 10 MB each
_LARGE = 1080 * 1920  # px of a large one


@dataclass(frozen=True, slots=True)
class Drawing:
    """A card whose pixels are there: its frame, its base layer and the rows its words touch, and
    what checks said of the frame."""

    card: Card
    frame: Frame
    layer: Base
    strips: tuple[Strip, ...]
    verdict: Verdict = SILENT


@dataclass(frozen=True, slots=True)
class Outlined:
    """A card written as outlines: its frame, the file's bytes, and what checks said."""

    card: Card
    frame: Frame
    data: bytes
    verdict: Verdict = SILENT


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished picture: its file in parts, the drawing it is of, its record, what checks said of
    its pixels, and what all of them warned of."""

    drawing: Drawing | Outlined
    encoded: Encoded
    record: Record
    pixels: Verdict = SILENT
    warnings: tuple[Diagnostic, ...] = ()

    @property
    def data(self) -> bytes:
        return b"".join(self.encoded.parts)


def prove(card: Card) -> Frame:
    """Turn a card into a frame that passed its checks; CardError for what must not be painted."""
    return _proven(card)[0]


def examine(card: Card) -> Verdict:
    """Turn a card into what the checks say of its frame; CardError for what must not be painted."""
    return _proven(card)[1]


def _proven(card: Card) -> tuple[Frame, Verdict]:
    frame = layout(card)
    verdict = _passed(check(FRAME, Proof(card, frame)))
    return _veiled(card, frame), verdict


def _veiled(card: Card, frame: Frame) -> Frame:
    """A frame with the scrims that its background asks for. Raises CardError."""
    if not card.background.scrim:
        return frame
    return scrimmed(card, frame, paint_ground(frame, art_of(frame.ground, frame.size)))


def _passed(verdict: Verdict) -> Verdict:
    """A verdict without errors. Raises CardError."""
    if verdict.errors:
        raise CardError(*verdict.errors)
    return verdict


def draw(card: Card) -> Drawing:
    """Turn a card into pixels: layout, check, paint. Raises CardError."""
    frame, verdict = _proven(card)
    layer = base_layer(frame)
    return Drawing(card, frame, layer, paint(frame, layer), verdict)


def ready(card: Card) -> Drawing | Outlined:
    """Turn a card into what its format is made of: pixels, or outlines. Raises CardError."""
    if card.format.id not in WRITERS:
        return draw(card)
    frame, verdict = _proven(card)
    return Outlined(card, frame, outlined(card, frame, words_of(card)), verdict)


def finish(drawing: Drawing | Outlined, fingerprint: str = "", encoder: Encoder = FAST) -> Picture:
    """Turn pixels into a file and its record, both proven; outlines have no pixels to name.

    Raises CardError for what must not be published.
    """
    pixels = SILENT
    if isinstance(drawing, Outlined):
        encoded = Encoded((drawing.data,), "", "outlines")
    else:
        pixels = _passed(check(PIXELS, seen(drawing)))
        card = drawing.card
        encode = ENCODERS.get(card.format.id, encoder.encode)
        encoded = encode(drawing.layer, drawing.strips, words_of(card), _cap(card.placement))
    record = _record(drawing.card, encoded, fingerprint)
    return _signed(Picture(drawing, encoded, record, pixels))


def _cap(spot: Placement) -> int:
    """The bytes that files of a placement are made to keep to; 0 where nothing is known."""
    return spot.budget or spot.max_bytes


def seen(drawing: Drawing) -> Print:
    """What the checks of pixels look at: the picture, the footer it must have, and what is known
    of its ground."""
    card, frame, base = drawing.card, drawing.frame, drawing.layer
    return Print(card, frame, base.image, drawing.strips, footing(card, base), base.bare)


def under_name(picture: Picture, card: Card, fingerprint: str) -> Picture:
    """A picture for another card of the same render: what follows from its placement is proven
    anew. Raises CardError."""
    frame = picture.drawing.frame
    drawing = replace(picture.drawing, card=card, verdict=_passed(check(FRAME, Proof(card, frame))))
    record = replace(
        picture.record,
        id=card.name,
        path=card.path,
        placement=card.placement.id,
        fingerprint=fingerprint,
        post=card.post_text,
    )
    return _signed(replace(picture, drawing=drawing, record=record))


def _signed(picture: Picture) -> Picture:
    """A picture whose file is proven, and whose record says what every check said."""
    data, card = picture.data, picture.drawing.card
    file = _passed(check(FILE, Finished(card, picture.record, data, picture.encoded.written)))
    verdict = picture.drawing.verdict.and_then(picture.pixels).and_then(file)
    remarks = tuple(
        Remark(p.code, p.message, p.hint, p.area and p.area.rounded) for p in verdict.warnings
    )
    record = replace(picture.record, checks=dict(verdict.figures), warnings=remarks)
    return replace(picture, record=record, warnings=verdict.warnings)


def render(card: Card, fingerprint: str = "") -> Picture:
    """Turn a card into a finished picture. Raises CardError."""
    return finish(ready(card), fingerprint)


def unproven(card: Card) -> Image.Image:
    """A card as it comes out, whatever checks say of it: for showing what is wrong, never for
    publishing. Raises CardError where it cannot be set at all."""
    frame = layout(card)
    with suppress(CardError):  # no scrim is enough: that is what is to be seen
        frame = _veiled(card, frame)
    layer = base_layer(frame)
    return picture(layer, paint(frame, layer))


_layers: OrderedDict[Hashable, Base] = OrderedDict()
_room = [LAYERS_KEPT * _LARGE]


def keep_layers(count: int) -> None:
    """Have room for so many large base layers from now on: for who makes the same few cards again
    and again. Pictures do not depend on it."""
    _room[0] = count * _LARGE


def base_layer(frame: Frame) -> Base:
    """The base layer of a frame, painted when first needed and kept for the next of its set."""
    beside = (frame.code, frame.logo)
    key = (frame.size, frame.ground, frame.rules, frame.footer, frame.scrims, beside)
    layer = _layers.get(key)
    if layer is None:
        logo = frame.logo
        shown = load_whole(logo.variant, logo.size) if logo is not None else None
        layer = paint_base(frame, art_of(frame.ground, frame.size), shown)
        while _layers and sum(map(_px, (*_layers.values(), layer))) > _room[0]:
            _layers.popitem(last=False)
    else:
        del _layers[key]
    _layers[key] = layer
    return layer


def _px(layer: Base) -> int:
    return layer.image.width * layer.image.height


def _record(card: Card, encoded: Encoded, fingerprint: str) -> Record:
    digest, size = hashlib.sha256(), 0
    for part in encoded.parts:
        digest.update(part)
        size += len(part)
    return Record(
        id=card.name,
        path=card.path,
        caption=card.caption,
        placement=card.placement.id,
        lang=card.case.language.tag,
        template=card.template,
        background=card.background.id,
        brand=card.brand,
        width=card.placement.size.width,
        height=card.placement.size.height,
        bytes=size,
        sha256=digest.hexdigest(),
        pixel_sha256=encoded.pixel_sha256,
        fingerprint=fingerprint,
        render=render_key(card),
        status=card.status,
        alt=card.alt,
        post=card.post_text,
    )


def render_key(card: Card) -> str:
    """Equal for cards that come out as the same bytes: all of the card but whose slot it is for.

    Of the placement the canvas counts, what covers it beyond the margin, the byte cap, and the
    paper.
    """
    spot = card.placement
    kept_clear = (covered(spot, card.grid), spot.keep_inside, spot.obstacles)
    slot = (spot.size, *kept_clear, _cap(spot), spot.paper)
    card = replace(card, placement=_NO_PLACE)
    return hashlib.sha256(f"{spelled(slot)}\n{spelled(card)}".encode()).hexdigest()[:16]


def fingerprint_of(card: Card, engine: str) -> str:
    """A hash of everything a picture follows from: the card and the engine that sets it.

    Places in files and folders on this machine do not count.
    """
    return hashlib.sha256(f"{engine}\n{spelled(card)}".encode()).hexdigest()[:32]
