"""Make the pictures of README and docs from the project itself: `make pictures`."""

from __future__ import annotations

import io
import re
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from PIL import Image

from sharegen.build import Options, build
from sharegen.difference import changes_sheet, compare
from sharegen.easel import Offer, hang
from sharegen.easel.preview import previews
from sharegen.guides import drawn as guides_file
from sharegen.guides import guides
from sharegen.load import load_project
from sharegen.model.card import Card
from sharegen.model.color import Color
from sharegen.oneoff import Wish, cards_of
from sharegen.paint import picture
from sharegen.pipeline import draw
from sharegen.resolve import Selection, resolve
from sharegen.sheet import contact_sheet

ROOT = Path(__file__).parents[1]
PICTURES = Path(__file__).parent / "pictures"
GAP = 12
WALL = (136, 140, 150)
COLORS = {
    "surface": "#12372A",
    "ink-secondary": "#B7CFC0",
    "accent": "#FFB5A0",
    "rule": "#7FB295",
    "shade": "#1F5642",
    "mid": "#3D7F63",
    "light": "#8CC2A4",
    "lit": "#FFB5A0",
}


def drawn(placement: str, caption: str, height: int) -> Image.Image:
    """A caption on a placement, scaled to a height."""
    (card,) = resolve(load_project(ROOT), Selection((placement,), (caption,))).cards
    return scaled(of(card), height)


def of(card: Card) -> Image.Image:
    """A card at its full size."""
    drawing = draw(card)
    return picture(drawing.layer, drawing.strips)


def scaled(image: Image.Image, height: int) -> Image.Image:
    """An image made as high as this."""
    width = round(image.width * height / image.height)
    return image.resize((width, height), Image.Resampling.LANCZOS)


def one_off(words: str, background: str, height: int, *placements: str) -> list[Image.Image]:
    """What `sharegen card` makes of these words."""
    cards = cards_of(load_project(ROOT), Wish(words, placements, background))
    return [scaled(of(card), height) for card in cards]


def sheet(width: int, placements: tuple[str, ...]) -> Image.Image:
    """What `sharegen sheet` makes of all captions on these placements."""
    made = contact_sheet(load_project(ROOT), Selection(placements))
    image = Image.open(io.BytesIO(b"".join(made.parts))).convert("RGB")
    return scaled(image, round(image.height * width / image.width))


def everywhere(caption: str, height: int) -> Image.Image:
    """A caption on all default placements, in two rows."""
    cards = resolve(load_project(ROOT), Selection((), (caption,))).cards
    images = sorted((scaled(of(card), height) for card in cards), key=lambda image: image.width)
    return stack([row(images[::2]), row(images[1::2])])


def guided(placement: str, caption: str, height: int) -> Image.Image:
    """A caption on a placement below the placement's guides, as `sharegen guides` draws them."""
    project = load_project(ROOT)
    (card,) = resolve(project, Selection((placement,), (caption,))).cards
    overlay = guides_file(*guides(project, placement), Path("guides.png"))
    image = of(card).convert("RGBA")
    image.alpha_composite(Image.open(io.BytesIO(overlay)).convert("RGBA"))
    return scaled(image.convert("RGB"), height)


def recoloured(caption: str, height: int, *placements: str) -> list[Image.Image]:
    """A caption in the colours that docs/start-designers.md gives as an example."""
    project = load_project(ROOT)
    mine = {role: Color.parse(color) for role, color in COLORS.items()}
    colors = {**project.brand.colors, "dark": {**project.brand.colors["dark"], **mine}}
    project = replace(project, brand=replace(project.brand, colors=colors))
    cards = resolve(project, Selection(placements, (caption,))).cards
    return [scaled(of(card), height) for card in cards]


def branded(brand: str, height: int, wanted: tuple[tuple[str, str], ...]) -> list[Image.Image]:
    """Captions on placements under the brand of another folder."""
    project = load_project(ROOT, ROOT / brand)
    found = (resolve(project, Selection((spot,), (caption,))).cards for caption, spot in wanted)
    return [scaled(of(card), height) for cards in found for card in cards]


def templates(caption: str, words: str, height: int) -> Image.Image:
    """A caption before and after the example of templates.md, and its new template on three
    shapes."""
    page = (ROOT / "docs/templates.md").read_text("utf-8")
    example = re.search(r"^```yaml\n# (assets/\S+)\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert example, "templates.md shows no file"
    square = ("instagram-square",)
    before = drawn(*square, caption, height)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(ROOT / "assets", root / "assets")
        shutil.copy(ROOT / "captions.yaml", root)
        (root / example[1]).write_text(example[2], "utf-8")
        project = load_project(root)
        wish = Wish(words, (*square, "instagram-portrait", "open-graph"), "", "quote")
        changed = resolve(project, Selection(square, (caption,))).cards
        cards = (*changed, *cards_of(project, wish))
        after, square_quote, portrait, wide = (scaled(of(card), height) for card in cards)
    return stack([row([before, after, portrait]), row([square_quote, wide])])


def preview(width: int) -> Image.Image:
    """What `background add --preview` shows of the drawing in start-designers.md."""
    page = (ROOT / "docs/start-designers.md").read_text("utf-8")
    example = re.search(r"^```svg\n<!-- (\S+) -->\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert example, "start-designers.md shows no drawing"
    project = load_project(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        art = Path(folder) / Path(example[1]).name
        art.write_text(example[2], "utf-8")
        (shown,) = previews(project, hang(project, Offer((art,), "our-lamp")))
    image = Image.open(io.BytesIO(b"".join(shown.parts))).convert("RGB")
    return scaled(image, round(image.height * width / image.width))


def changes(width: int, old: str, new: str) -> Image.Image:
    """What `diff --out` shows of a word that changed in the first caption and its alt text."""
    builds = []
    with tempfile.TemporaryDirectory() as folder:
        for name, word in (("old", old), ("new", new)):
            root = Path(folder) / name
            shutil.copytree(ROOT / "assets", root / "assets")
            text = (ROOT / "captions.yaml").read_text("utf-8")
            (root / "captions.yaml").write_text(text.replace(old, word), "utf-8")
            project = load_project(root)
            wanted = Selection(("open-graph", "instagram-square"), (project.captions[0].id,))
            build(project, wanted, Options(root / "dist"))
            builds.append(root / "dist")
        shown = b"".join(changes_sheet(compare(*builds)))
    image = Image.open(io.BytesIO(shown)).convert("RGB")
    return scaled(image, round(image.height * width / image.width))


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
    # the most different colours, so that a small red thing stays red beside much blue; then each
    # in the middle of those it stands for, so that the grounds are the brand's
    most = image.quantize(200, Image.Quantize.MAXCOVERAGE, 1, dither=Image.Dither.NONE)
    most.save(PICTURES / f"{name}.png", optimize=True)


def main() -> None:
    captions = [caption.id for caption in load_project(ROOT).captions]
    square = [drawn("instagram-square", caption, 420) for caption in captions]
    save(stack([row(square[:4]), row(square[4:])]), "seven")
    kinds = (
        ("instagram-portrait", "consider-the-source"),
        ("instagram-square", "missing-children"),
        ("poster-letter", "abduction-is-rare"),
        ("poster-a4", captions[0]),
        ("instagram-highlight", "groom-or-seduce"),
    )
    save(row([drawn(placement, caption, 420) for placement, caption in kinds]), "kinds")
    key = captions[0]
    shapes = ("instagram-story", "instagram-portrait", "instagram-square", "open-graph")
    save(row([drawn(shape, key, 420) for shape in shapes]), "shapes")
    words = "Ask first. Then **share what you know.**"
    save(row(one_off(words, "phone", 420, "instagram-square", "open-graph")), "card")
    save(sheet(1000, ("instagram-square", "open-graph")), "sheet")
    save(everywhere("like-this", 200), "placements")
    save(preview(900), "preview")
    save(changes(1000, "know their traffickers", "knew their traffickers"), "changes")
    guides_of = ("instagram-story", "instagram-portrait", "instagram-square")
    words = "“Ask first. Then **share what you know.**” Our guide, 2026"
    save(templates("people-they-trust", words, 420), "templates")
    save(row([guided(placement, key, 520) for placement in guides_of]), "guides")
    save(row(recoloured("people-they-trust", 420, "instagram-square", "open-graph")), "colours")
    wanted = (
        ("people-they-trust", "instagram-square"),
        ("kidnapping-is-not-the-norm", "instagram-portrait"),
        ("know-their-traffickers", "open-graph"),
    )
    save(row(branded("examples/partner", 420, wanted)), "partner")


if __name__ == "__main__":
    main()
