"""Make the pictures of README and docs from the project itself: `make pictures`."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from sharegen.load import load_project
from sharegen.paint import picture
from sharegen.pipeline import draw
from sharegen.resolve import Selection, resolve

ROOT = Path(__file__).parents[1]
PICTURES = Path(__file__).parent / "pictures"
GAP = 12
WALL = (136, 140, 150)


def drawn(placement: str, caption: str, height: int) -> Image.Image:
    """A caption on a placement, scaled to a height."""
    (card,) = resolve(load_project(ROOT), Selection((placement,), (caption,))).cards
    drawing = draw(card)
    image = picture(drawing.layer, drawing.strips)
    width = round(image.width * height / image.height)
    return image.resize((width, height), Image.Resampling.LANCZOS)


def row(images: list[Image.Image]) -> Image.Image:
    """Pictures of one height side by side."""
    width = sum(image.width + GAP for image in images) + GAP
    strip = Image.new("RGB", (width, images[0].height + 2 * GAP), WALL)
    x = GAP
    for image in images:
        strip.paste(image, (x, GAP))
        x += image.width + GAP
    return strip


def stack(strips: list[Image.Image]) -> Image.Image:
    """Rows one below the other."""
    width = max(strip.width for strip in strips)
    sheet = Image.new("RGB", (width, sum(strip.height - GAP for strip in strips) + GAP), WALL)
    y = 0
    for strip in strips:
        sheet.paste(strip, (0, y))
        y += strip.height - GAP
    return sheet


def save(image: Image.Image, name: str) -> None:
    """Keep a picture small: few colours make a small palette PNG."""
    image.quantize(200, dither=Image.Dither.NONE).save(PICTURES / f"{name}.png", optimize=True)


def main() -> None:
    captions = [caption.id for caption in load_project(ROOT).captions]
    square = [drawn("instagram-square", caption, 420) for caption in captions]
    save(stack([row(square[:4]), row(square[4:])]), "seven")
    key = captions[0]
    shapes = ("instagram-story", "instagram-portrait", "instagram-square", "open-graph")
    save(row([drawn(shape, key, 420) for shape in shapes]), "shapes")


if __name__ == "__main__":
    main()
