"""Turn a card and its frame into a file of outlines: a drawing or a page, and no pixels of words.

Add a format: a row in catalog/formats.py, and its writer here.
"""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image

from sharegen.load.art import load_art, load_inlay
from sharegen.model.card import Card
from sharegen.model.frame import Frame, Ground
from sharegen.model.geometry import Rect, Size
from sharegen.paint import continued
from sharegen.pdf import encode_pdf
from sharegen.plate import Art, Plate
from sharegen.png import Words
from sharegen.svg import encode_svg

WRITERS: dict[str, Callable[[Plate], bytes]] = {"pdf": encode_pdf, "svg": encode_svg}


def outlined(card: Card, frame: Frame, words: Words) -> bytes:
    """Turn a frame into the file its card's format asks for. Raises CardError for its art."""
    art = _art(frame.ground, frame.size)
    about = card.background.about if art else ""
    plate = Plate(frame, words, art, card.placement.paper, about)
    return WRITERS[card.format.id](plate)


def _art(ground: Ground, size: Size) -> Art | None:
    variant, window = ground.variant, ground.window
    if variant is None or window is None:
        return None

    def pixels(beyond: int) -> Image.Image:
        """An SVG goes on drawing beyond the canvas; a picture that ends there is continued."""
        across, down = window.width / size.width, window.height / size.height
        wider = Rect(
            window.x - beyond * across,
            window.y - beyond * down,
            window.width + 2 * beyond * across,
            window.height + 2 * beyond * down,
        )
        larger = Size(size.width + 2 * beyond, size.height + 2 * beyond)
        if variant.kind == "svg" or Rect(0, 0, variant.width, variant.height).contains(wider):
            image = load_art(variant, wider, larger, ground.styles)
        else:
            image = continued(load_art(variant, window, size, ground.styles), beyond)
        if ground.mirrored:
            image = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        return image

    return Art(load_inlay(variant, ground.styles), pixels)
