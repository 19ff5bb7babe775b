"""What the writers of drawings and pages are given: a frame, and its art in a form they can lay in.

Paint turns a frame into pixels; these write its marks as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from PIL import Image

from sharegen.model.frame import Frame, Glyph, Run
from sharegen.model.geometry import Rect
from sharegen.model.inlay import Inlay
from sharegen.model.spec import Paper
from sharegen.png import Words
from sharegen.typeface import colored, is_colored
from sharegen.veil import Box, opacity


class Art(NamedTuple):
    """The art of a frame: markup, where it is an SVG that can be laid in, and its pixels over the
    canvas and so many whole px beyond each edge (RGB or RGBA, mirrored where the frame says so)."""

    inlay: Inlay | None
    pixels: Callable[[int], Image.Image]


@dataclass(frozen=True, slots=True)
class Plate:
    """A frame ready to be written, with what the file says of itself; `about` is what the art
    shows, in words, `logo` the pixels of the frame's logo."""

    frame: Frame
    words: Words
    art: Art | None
    paper: Paper | None = None
    about: str = ""
    logo: Image.Image | None = None


class Veil(NamedTuple):
    """All scrims of a colour as a picture, RGBA, and where it lies in whole canvas px."""

    image: Image.Image
    place: Rect


def veils(frame: Frame) -> Iterator[Veil]:
    """The scrims of a frame, a picture for each colour; where they meet, the stronger is seen."""
    whole = Box(0, 0, *frame.size)
    for color in dict.fromkeys(scrim.color for scrim in frame.scrims):
        cover = opacity((scrim for scrim in frame.scrims if scrim.color == color), whole)
        seen = cover.getbbox()
        if seen is not None:
            image = Image.new("RGBA", (seen[2] - seen[0], seen[3] - seen[1]), (*color, 0))
            image.putalpha(cover.crop(seen))
            yield Veil(image, Rect.between(*seen))


class Emoji(NamedTuple):
    """A run that has colours of its own as a picture, RGBA, and where it stands in canvas px."""

    image: Image.Image
    place: Rect


def emoji(run: Run, times: int = 1) -> Emoji | None:
    """A coloured run as a picture, so many times as fine as the canvas; None for other runs."""
    if not is_colored(run) or run.ink.empty:
        return None
    fine = run if times == 1 else _enlarged(run, times)
    cover = colored(fine)
    size, stride = (cover.width, cover.height), cover.width * 4
    image = Image.frombuffer("RGBA", size, cover.data, "raw", "BGRa", stride, -1)
    return Emoji(image, Rect(*(side / times for side in (cover.x, cover.y, *size))))


def _enlarged(run: Run, times: int) -> Run:
    glyphs = tuple(Glyph(glyph.id, glyph.x * times, glyph.y * times) for glyph in run.glyphs)
    ink = Rect(*(side * times for side in run.ink))
    x, y, scale = run.x * times, run.y * times, run.scale * times
    return replace(run, x=x, y=y, scale=scale, ink=ink, glyphs=glyphs)
