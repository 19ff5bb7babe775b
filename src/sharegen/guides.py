"""Guides of a placement for who draws elsewhere: what is covered, cut or kept free, and the foot.

A transparent PNG, or an SVG whose groups become layers of the same names in Figma.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from PIL import Image

from sharegen.catalog.platforms import placements_under
from sharegen.layout import layout
from sharegen.model.color import Color
from sharegen.model.diagnostic import Diagnostic, ProjectError
from sharegen.model.frame import Frame
from sharegen.model.geometry import Insets, Rect, Size
from sharegen.model.project import Project
from sharegen.model.spec import Placement
from sharegen.oneoff import Wish, cards_of
from sharegen.png import encode_clear

_WORDS = "Words"  # any: a foot depends on the placement, never on the caption
_STROKE = 4.0
_FILL, _LINE = 0.35, 0.9  # opacity
COVERED = Color.parse("#D92D20")
CUT = Color.parse("#F79009")
_BLUE = Color.parse("#1570EF")
_GREEN = Color.parse("#039855")


@dataclass(frozen=True, slots=True)
class Guide:
    """Rectangles of one meaning; the name says it in one or two words, `about` in a sentence."""

    name: str
    about: str
    color: Color
    opacity: float
    rects: tuple[Rect, ...]


def guides(project: Project, placement: str) -> tuple[Size, tuple[Guide, ...]]:
    """Turn a placement's id into its guides, with the project's own footer."""
    (card,) = cards_of(_bare(project, placement), Wish(_WORDS, (placement,)))
    frame, row = layout(card), card.placement
    found = [
        *covered(row),
        Guide("margins", "words stand inside", _BLUE, _LINE, _outline(frame.safe)),
        *_foot(frame),
    ]
    return row.size, tuple(guide for guide in found if guide.rects)


def _bare(project: Project, placement: str) -> Project:
    """The project without art, its placement and templates open to each other: guides need
    neither."""
    rows = project.brand.templates.items()
    bare = {id: replace(row, background="", placements=()) for id, row in rows}
    brand = replace(project.brand, background="", templates=bare)
    row = placements_under(brand).get(placement)
    if row is not None:
        open_row = replace(row, templates=())
        brand = replace(brand, placements={**brand.placements, placement: open_row})
    return replace(project, brand=brand, captions=())


def drawn(size: Size, found: tuple[Guide, ...], file: Path) -> bytes:
    """Guides as a file of the kind its name asks for. Raises ProjectError `guides-format`."""
    makers = {".svg": _as_svg, ".png": _as_png}
    maker = makers.get(file.suffix.lower())
    if maker is None:
        message = f"{file.name} is neither .png nor .svg"
        hint = "name a file that ends in .png or .svg"
        raise ProjectError([Diagnostic("guides-format", message, hint=hint)])
    return maker(size, found)


def covered(row: Placement) -> list[Guide]:
    """What a placement covers and cuts."""
    about = f"covered by the interface of {row.platform}"
    found = [Guide("keep-clear", about, COVERED, _FILL, _bands(row.keep_clear, row.size))]
    for crop in row.crops:
        bands = _bands(crop.keep_clear, row.size)
        found.append(Guide(f"crop {crop.id}", crop.source, CUT, _FILL, bands))
    for obstacle in row.obstacles:
        found.append(Guide(obstacle.name, about, COVERED, _FILL, (obstacle.area,)))
    if row.disc is not None:
        about = f"{row.platform} cuts a disc out of the canvas; words stay in the square inside"
        found.append(Guide("square in the disc", about, CUT, _LINE, _outline(row.disc)))
    return found


def _foot(frame: Frame) -> list[Guide]:
    rules = tuple(rule.rect for rule in frame.rules)
    area = Rect(0, 0, 0, 0)
    for setting in frame.footer:
        area = area.union(setting.ink)
    return [
        Guide("hairline", "the last baseline stands above it", _GREEN, _LINE, rules),
        Guide("footer", "the footer's words", _GREEN, _FILL, () if area.empty else (area,)),
    ]


def _bands(insets: Insets, size: Size) -> tuple[Rect, ...]:
    """What insets take from a canvas, without overlaps."""
    top, right, bottom, left = insets
    height = size.height - top - bottom
    bands = (
        Rect(0, 0, size.width, top),
        Rect(size.width - right, top, right, height),
        Rect(0, size.height - bottom, size.width, bottom),
        Rect(0, top, left, height),
    )
    return tuple(band for band in bands if not band.empty)


def _outline(rect: Rect) -> tuple[Rect, ...]:
    """A frame around a rectangle: outside it, so that no letter at its edge is covered."""
    width = Insets(_STROKE, _STROKE, _STROKE, _STROKE)
    size = Size(round(rect.width + 2 * _STROKE), round(rect.height + 2 * _STROKE))
    return tuple(
        Rect(rect.x - _STROKE + band.x, rect.y - _STROKE + band.y, band.width, band.height)
        for band in _bands(width, size)
    )


def _as_png(size: Size, found: tuple[Guide, ...]) -> bytes:
    image = Image.new("RGBA", size, (0, 0, 0, 0))
    for guide in found:
        ink = (*guide.color, round(255 * guide.opacity))
        for rect in guide.rects:
            box = (round(rect.x), round(rect.y), round(rect.right), round(rect.bottom))
            image.alpha_composite(
                Image.new("RGBA", (box[2] - box[0], box[3] - box[1]), ink), box[:2]
            )
    return encode_clear(image)


def _as_svg(size: Size, found: tuple[Guide, ...]) -> bytes:
    width, height = size
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">'
    ]
    for guide in found:
        look = f'fill="{guide.color.hex}" fill-opacity="{guide.opacity:g}"'
        lines.append(f"<g id={quoteattr(guide.name)} {look}><title>{escape(guide.about)}</title>")
        for rect in guide.rects:
            x, y, width_, height_ = (round(value, 2) for value in rect)
            lines.append(f'<rect x="{x:g}" y="{y:g}" width="{width_:g}" height="{height_:g}"/>')
        lines.append("</g>")
    return "\n".join([*lines, "</svg>", ""]).encode()
