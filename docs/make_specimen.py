"""Make docs/specimen.png, every language of the catalog on every shape: `make specimen`.

The faces of Japanese, Korean and Chinese are the small subsets of the tests.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from speaking import SHAPES, TAGS, project, spoken  # noqa: E402

from sharegen.catalog.languages import LANGUAGES  # noqa: E402
from sharegen.labels import Label, on_paper, set_label  # noqa: E402
from sharegen.model.geometry import Rect  # noqa: E402
from sharegen.paint import paint_words, picture  # noqa: E402
from sharegen.pipeline import draw  # noqa: E402

HEIGHT, GAP, LABEL = 252, 14, 22  # px of a row


def row(tag: str) -> Image.Image:
    """A language: its name, then its sample on every shape."""
    brand = project().brand
    images = []
    for shape in SHAPES:
        drawing = draw(spoken(tag, shape, background="present"))
        image = picture(drawing.layer, drawing.strips)
        height = min(HEIGHT, round(image.height * 480 / image.width))
        size = (round(image.width * height / image.height), height)
        images.append(image.resize(size, Image.Resampling.LANCZOS))
    width = sum(image.width + GAP for image in images) + GAP
    strip = Image.new("RGB", (width, HEIGHT + 2 * GAP + LABEL), brand.colors["light"]["surface"])
    x = GAP
    for image in images:
        strip.paste(image, (x, GAP + LABEL))
        x += image.width + GAP
    card = on_paper(spoken(tag, "open-graph"), brand)
    area = Rect(GAP, GAP / 2, width - 2 * GAP, LABEL)
    label = Label(f"{LANGUAGES[tag].name} ({tag})", 17, 600)
    paint_words(strip, set_label(card, label, area), 0, None)
    return strip


def main() -> None:
    rows = [row(tag) for tag in TAGS]
    half = -(-len(rows) // 2)
    height, width = rows[0].height, rows[0].width
    sheet = Image.new("RGB", (2 * width, half * height), project().brand.colors["light"]["surface"])
    for number, strip in enumerate(rows):
        sheet.paste(strip, (number // half * width, number % half * height))
    quiet = sheet.quantize(230, dither=Image.Dither.NONE)
    quiet.save(ROOT / "docs" / "specimen.png", optimize=True)


if __name__ == "__main__":
    main()
