"""What a background looks like, small: its art on its ground, without words."""

from __future__ import annotations

import io

from PIL import Image

from sharegen.catalog.platforms import ONE_OFF
from sharegen.layout import layout
from sharegen.load.art import art_of
from sharegen.model.diagnostic import CardError, ProjectError
from sharegen.model.project import Project
from sharegen.oneoff import Wish, cards_of
from sharegen.paint import paint_ground

SIDE = 160  # px: shown at 80 CSS px
_WORD = "."


def thumb(project: Project, id: str) -> bytes:
    """A background as a small PNG; b"" where it cannot be shown on a square."""
    try:
        (card,) = cards_of(project, Wish(_WORD, (ONE_OFF,), id))
        frame = layout(card)
        image = paint_ground(frame, art_of(frame.ground, frame.size))
    except (CardError, ProjectError):
        return b""
    small = image.convert("RGB").resize((SIDE, SIDE), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.save(out, "PNG")
    return out.getvalue()
