"""Make docs/art.png, every drawing of the project on every shape: `make art`.

The last block has each of them 120 px wide, as in a feed: is it known by its silhouette?
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from sharegen.labels import PAPER, Label, on_paper, set_label
from sharegen.load import load_project
from sharegen.load.art import load_art
from sharegen.model.card import Card
from sharegen.model.geometry import Rect, Size
from sharegen.model.project import Background, Project
from sharegen.oneoff import Wish, cards_of
from sharegen.paint import paint_words

ROOT = Path(__file__).resolve().parents[1]
SHAPES = {
    "square": (1080, 1080),
    "portrait": (1080, 1350),
    "story": (1080, 1920),
    "wide": (1200, 675),
    "strip": (1500, 500),
}
HEIGHT, SMALL, GAP, LABEL = 200, 120, 16, 28  # px
COLORS = 96


def art(project: Project, background: Background, shape: str, height: int) -> Image.Image:
    """A drawing for a shape on its ground; the ground alone where it has none for that shape."""
    colors = project.brand.colors[background.tone]
    width = round(SHAPES[shape][0] * height / SHAPES[shape][1])
    image = Image.new("RGB", (width, height), colors["surface"])
    variant = next((one for one in background.variants if one.shape == shape), None)
    if variant is not None:
        whole = Rect(0, 0, variant.width, variant.height)
        drawn = load_art(variant, whole, Size(width, height), tuple(sorted(colors.items())))
        image.paste(drawn, (0, 0), drawn.convert("RGBA"))
    return image


def row(images: list[Image.Image], words: str, paper: Card, width: int) -> Image.Image:
    """Pictures of one height side by side, with a label above them."""
    surface = dict(paper.case.colors)["surface"]
    strip = Image.new("RGB", (width, GAP + LABEL + images[0].height), surface)
    x = GAP
    for image in images:
        strip.paste(image, (x, GAP + LABEL))
        x += image.width + GAP
    area = Rect(GAP, GAP - 2, width - 2 * GAP, LABEL)
    paint_words(strip, set_label(paper, Label(words, 17, 600), area), 0, None)
    return strip


def main() -> None:
    project = load_project(ROOT)
    paper = on_paper(cards_of(project, Wish("Art", ("open-graph",)))[0], project.brand)
    every = [one for one in project.backgrounds.values() if one.variants]
    width = sum(round(w * HEIGHT / h) + GAP for w, h in SHAPES.values()) + GAP
    rows = []
    for background in every:
        images = [art(project, background, shape, HEIGHT) for shape in SHAPES]
        rows.append(row(images, f"{background.id}: {background.about}", paper, width))
    small = [art(project, background, "square", SMALL) for background in every]
    fit = (width - GAP) // (SMALL + GAP)
    for start in range(0, len(small), fit):
        rows.append(row(small[start : start + fit], f"Squares, {SMALL} px", paper, width))
    surface = project.brand.colors[PAPER]["surface"]
    page = Image.new("RGB", (width, sum(one.height for one in rows) + GAP), surface)
    y = 0
    for one in rows:
        page.paste(one, (0, y))
        y += one.height
    quiet = page.quantize(COLORS, dither=Image.Dither.NONE)
    quiet.save(ROOT / "docs" / "art.png", optimize=True)


if __name__ == "__main__":
    main()
