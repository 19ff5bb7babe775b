"""The credit of art: small, at the end of a footer's line where it fits, else at the head.

It stands where neither the platform nor the subject of the art is in its way.
"""

from __future__ import annotations

from collections.abc import Iterator

from sharegen.layout.castoff import Breaks
from sharegen.layout.footer import Foot, free
from sharegen.layout.galley import Galley, galley
from sharegen.layout.ladder import Rung
from sharegen.layout.region import Region
from sharegen.layout.setting import Choice, set_lines
from sharegen.model.card import Card
from sharegen.model.diagnostic import CardError, Diagnostic
from sharegen.model.frame import Setting
from sharegen.model.geometry import Rect, Size

_WIDTHS = 45.0  # at least this part of the canvas width, as the footer has its own
_APART_EM = 1.5  # between the footer and the credit beside it
_BELOW_EM = 1.5  # between a credit at the head and words below it

_Credit = tuple[Setting, ...]


def set_credit(card: Card, foot: Foot, safe: Rect, subject: Rect | None) -> _Credit:
    """Turn the credit of a card into a setting; () where it has none. Raises CardError
    `credit-overflow`."""
    passage, spot = card.credit, card.placement
    if passage is None:
        return ()
    size = max(passage.style.floor_u * spot.size.unit, spot.size.width / _WIDTHS)
    rung = Rung("size", size, 100.0, 0.0)
    proof = galley(card.case, passage.style, passage.text, rung)
    whole = (0, len(passage.text.value))
    width = proof.width(*whole) * size
    places = [
        Rect(x, place.y, width, place.height)
        for place, x in _places(card, foot, safe, (proof, size, width))
        if place.width >= width
    ]
    if not places:
        raise CardError(_overflow(card, size))
    # at the head it has a scrim of its own, which wants room to fade
    wide = [p.grown(_APART_EM * 2 * size if p.bottom < foot.line_y else 0) for p in places]
    met = [subject is not None and room.intersects(subject) for room in wide]
    region = Region("foot", places[met.index(False) if False in met else 0], 0.0)
    return (set_lines(card.case, passage, Choice(proof, rung, region, Breaks((whole,), 0.0), 0.0)),)


def below_credit(safe: Rect, credit: _Credit, size: Size) -> Rect:
    """Where words may stand: below a credit at the head."""
    tops = [
        setting.ink.bottom + _BELOW_EM * setting.size_px
        for setting in credit
        if setting.ink.bottom < size.height / 2
    ]
    return Rect.between(safe.x, max([safe.y, *tops]), safe.right, safe.bottom)


def _places(
    card: Card, foot: Foot, safe: Rect, type: tuple[Galley, float, float]
) -> Iterator[tuple[Rect, float]]:
    """Where the line of a credit may stand, the best first: what is free there, whose foot is the
    baseline, and where it begins; `type` is its galley, its size and its width."""
    proof, size, width = type
    up, below = proof.ascent_em * size, proof.descent_em * size
    for line in reversed(foot.setting.lines):
        top = line.baseline - up
        left, right = free(card.placement, card.grid, (top, line.baseline + below), 0.0)
        left = max(left, line.x + line.width + _APART_EM * foot.setting.size_px)
        yield Rect.between(left, top, right, line.baseline), right - width
    gap = card.grid.gap_u * card.placement.size.unit
    left, right = free(card.placement, card.grid, (safe.y, safe.y + up + below), gap)
    head = Rect.between(max(left, safe.x), safe.y, min(right, safe.right), safe.y + up)
    yield head, head.right - width
    yield head, head.x


def _overflow(card: Card, size: float) -> Diagnostic:
    return Diagnostic(
        "credit-overflow",
        f"the credit of {card.background.id} finds no room on {card.placement.id} "
        f"at its smallest size, {size:.0f} px",
        card.background.at,
        hint="write a shorter credit in backgrounds.yaml",
    )
