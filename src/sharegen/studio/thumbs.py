"""What a background looks like, small: its art on its ground, without words."""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image

from sharegen.catalog.platforms import ONE_OFF
from sharegen.layout import layout
from sharegen.load.art import art_of
from sharegen.model.card import Card
from sharegen.model.diagnostic import CardError, ProjectError
from sharegen.model.project import Project
from sharegen.oneoff import Wish, cards_of
from sharegen.paint import paint_ground

SIDE = 160  # px: shown at 80 CSS px
_WORD = "."
_KEPT = 128


def thumb(project: Project, id: str) -> bytes:
    """A background as a small PNG, "" for the one that words get when none is chosen; b"" where
    it cannot be shown on a square."""
    try:
        (card,) = cards_of(project, Wish(_WORD, (ONE_OFF,), id))
        return _drawn(card)
    except (CardError, ProjectError):
        return b""


@lru_cache(maxsize=_KEPT)
def _drawn(card: Card) -> bytes:
    """The ground of a card, small. Raises CardError."""
    frame = layout(card)
    image = paint_ground(frame, art_of(frame.ground, frame.size))
    small = image.convert("RGB").resize((SIDE, SIDE), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.save(out, "PNG")
    return out.getvalue()
