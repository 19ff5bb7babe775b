"""What a report shows of pictures: their figures, the part that a problem is about, thumbnails."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from sharegen.catalog.formats import PUBLISHED
from sharegen.model.card import Card
from sharegen.model.diagnostic import CardError, Diagnostic, MachineError
from sharegen.model.geometry import Rect
from sharegen.model.record import Record
from sharegen.pipeline import unproven
from sharegen.report import Piece, Shot, Shots

_WIDEST, _TALLEST = 560, 420  # px of a crop, which is never enlarged
_AROUND, _LEAST_AROUND = 0.5, 120.0  # what is seen around an area: of its longer side, and px
_BEYOND = (128, 128, 128)  # what is no part of the canvas
_LINE, _HALO = (208, 0, 32), (255, 255, 255)  # one of them is seen on any ground
_COLORS = 256
_THUMB_AREA = 150 * 150  # px: every shape looks equally large
_QUALITY = 70  # of WebP: letters of a thumbnail are shapes
# A page stays below 3 MB: base64 adds a third to these, the words are some 0.3 MB.
_MOST_CROP_BYTES, _MOST_THUMB_BYTES = 1_100_000, 750_000
_MOST_THUMBS, _PRESSES = 300, 2  # each is read whole: 16 ms, mostly without Python's lock
_MOST_CROPS = 60  # each is set and painted anew: a tenth of a second


@dataclass(frozen=True, slots=True)
class Exhibit:
    """What a command worked on: cards, the pieces made of them, and the folder these lie in."""

    cards: tuple[Card, ...]
    pieces: tuple[Piece, ...] = ()
    folder: Path | None = None

    def shots(self, problems: Sequence[Diagnostic]) -> Shots:
        """Small pictures of what is wrong, errors first as they come, and of what was made."""
        crops, notes = _crops(problems, self.cards)
        thumbs = _thumbs(self.pieces, self.folder) if self.folder is not None else {}
        missing = sum(piece.path not in thumbs for piece in self.pieces)
        if thumbs and missing:
            notes = (*notes, f"{missing} pictures are not shown small")
        return Shots(crops, thumbs, notes)


def piece_of(card: Card, checks: Mapping[str, Any]) -> Piece:
    """A card that was looked at, and what was measured on it."""
    tag = card.case.language.tag
    return Piece(card.name, card.path, card.caption, card.placement.id, tag, checks)


def pieces_of(records: Iterable[Record]) -> tuple[Piece, ...]:
    """Pictures that were made, and what was measured on them."""
    return tuple(
        Piece(one.id, one.path, one.caption, one.placement, one.lang, one.checks) for one in records
    )


def _crops(
    problems: Sequence[Diagnostic], cards: Iterable[Card]
) -> tuple[dict[Diagnostic, Shot], tuple[str, ...]]:
    """What problems look like where that can be seen, and what was left out for want of room."""
    by_name: dict[tuple[str, ...], Card] = {}
    for card in cards:
        tag = card.case.language.tag
        by_name.setdefault((card.caption, card.placement.id, tag), card)
    crops: dict[Diagnostic, Shot] = {}
    left_out = taken = 0
    for problem in problems:
        found = by_name.get((problem.caption, *problem.where[:1], problem.lang))
        if found is None:
            continue
        if len(crops) >= _MOST_CROPS or taken >= _MOST_CROP_BYTES:
            left_out += 1
        elif shot := _crop(problem, found):
            crops[problem] = shot
            taken += len(shot.data)
    notes = (f"{left_out} more problems are not shown as pictures: the page has no room",)
    return crops, notes if left_out else ()


def _crop(problem: Diagnostic, card: Card) -> Shot | None:
    """The part of a card that a problem is about, outlined, and something around it; all of the
    card where the problem names no part. None where it cannot be set."""
    try:
        image = unproven(card)
    except (CardError, MachineError):
        return None
    canvas, area = Rect(0, 0, *image.size), problem.area
    seen = canvas if area is None else _around(area, canvas)
    box = (int(seen.x // 1), int(seen.y // 1), int(-(-seen.right // 1)), int(-(-seen.bottom // 1)))
    shown = Image.new("RGB", (box[2] - box[0], box[3] - box[1]), _BEYOND)
    shown.paste(image, (-box[0], -box[1]))
    scale = min(_WIDEST / shown.width, _TALLEST / shown.height, 1.0)
    size = (max(1, round(shown.width * scale)), max(1, round(shown.height * scale)))
    shown = shown.resize(size, Image.Resampling.LANCZOS)
    what = f"{problem.caption} on {card.placement.id}"
    if area is None:
        return _shot(shown, f"{what}, the whole picture", f"{card.placement.id}, all of it")
    _outline(shown, area.moved(-box[0], -box[1]), scale)
    place = ", ".join(f"{value:.0f}" for value in area)
    note = f"{card.placement.id}, outlined: x, y, width, height {place} of {card.placement.size}"
    if not canvas.contains(Rect.between(*box)):
        note += "; grey is beyond the canvas"
    return _shot(shown, f"{what}: what {problem.code} is about, outlined", note)


def _around(area: Rect, canvas: Rect) -> Rect:
    """An area and something around it, no more of what is beyond the canvas than the area needs;
    the canvas where the area is nowhere near."""
    by = max(_LEAST_AROUND, _AROUND * max(area.width, area.height))
    reach = canvas
    if not canvas.contains(area):
        far = canvas.grown(max(canvas.width, canvas.height) / 2)
        reach = canvas.union(area).grown(_LEAST_AROUND / 8).intersection(far)
    seen = area.grown(by).intersection(reach)
    return canvas if seen.empty else seen


def _outline(image: Image.Image, area: Rect, scale: float) -> None:
    """A line around an area, just outside of it."""
    left, top = area.x * scale, area.y * scale
    right, bottom = area.right * scale, area.bottom * scale
    draw = ImageDraw.Draw(image)
    for color, by, width in ((_HALO, 6, 6), (_LINE, 5, 3)):
        draw.rectangle((left - by, top - by, right + by, bottom + by), None, color, width)


def _shot(image: Image.Image, alt: str, note: str) -> Shot:
    """A picture as a PNG of few colours: flat art has hardly more."""
    stream = io.BytesIO()
    image.quantize(_COLORS, dither=Image.Dither.NONE).save(stream, "PNG", optimize=True)
    return Shot(stream.getvalue(), "image/png", *image.size, alt, note)


def _thumbs(pieces: Iterable[Piece], folder: Path) -> dict[str, Shot]:
    """The pictures in a folder, small, as many as there is room for."""
    wanted = [piece for piece in pieces if piece.path.endswith(PUBLISHED.ending)][:_MOST_THUMBS]
    with ThreadPoolExecutor(_PRESSES) as pool:
        small = list(pool.map(lambda piece: _thumb(piece, folder / piece.path), wanted))
    thumbs: dict[str, Shot] = {}
    taken = 0
    for piece, shot in zip(wanted, small, strict=True):
        if shot is None:
            continue
        taken += len(shot.data)
        if taken > _MOST_THUMB_BYTES:
            break
        thumbs[piece.path] = shot
    return thumbs


def _thumb(piece: Piece, file: Path) -> Shot | None:
    """A picture, small; None where it is no longer there."""
    try:
        with Image.open(file) as opened:
            whole = opened.convert("RGB")
    except (OSError, ValueError):
        return None
    scale = sqrt(_THUMB_AREA / (whole.width * whole.height))
    size = (max(1, round(whole.width * scale)), max(1, round(whole.height * scale)))
    small = whole.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    stream = io.BytesIO()
    small.save(stream, "WEBP", quality=_QUALITY, method=4)
    alt = f"{piece.caption} on {piece.placement}"
    return Shot(stream.getvalue(), "image/webp", *small.size, alt)
