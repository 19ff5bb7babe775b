"""Photographs made here, the same each time: no picture of anybody's is needed to test with."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from cards import project
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from sharegen.load import load_project
from sharegen.load.assets import Entry, read_variant
from sharegen.model.card import Card
from sharegen.model.geometry import ANY_SHAPE, Rect
from sharegen.model.project import Background
from sharegen.resolve.passages import credit, gap_on_photograph, on_photograph

ROOT = Path(__file__).resolve().parents[1]
Pixel = tuple[int, int, int]


def _grainy(image: Image.Image) -> Image.Image:
    """An image with the noise of a sensor."""
    chance = random.Random(7)
    half = (image.width // 2, image.height // 2)
    data = bytes(round(128 + 40 * (chance.random() - 0.5)) for _ in range(half[0] * half[1]))
    grain = Image.frombytes("L", half, data).resize(image.size, Image.Resampling.BILINEAR)
    return Image.merge("RGB", [ImageChops.add(band, grain, 1, -128) for band in image.split()])


def _ramp(size: tuple[int, int], first: Pixel, last: Pixel) -> Image.Image:
    column = Image.new("RGB", (1, 256))
    column.putdata(
        [
            tuple(round(a + (b - a) * step / 255) for a, b in zip(first, last, strict=True))
            for step in range(256)
        ]
    )
    return column.resize(size, Image.Resampling.BICUBIC)


def dark(size: tuple[int, int] = (1500, 1000)) -> Image.Image:
    """A calm wall at night."""
    return _grainy(_ramp(size, (16, 22, 34), (6, 9, 16)))


def light(size: tuple[int, int] = (1500, 1000)) -> Image.Image:
    """A calm bright sky."""
    return _grainy(_ramp(size, (226, 236, 245), (250, 247, 238)))


def gradient(size: tuple[int, int] = (1500, 1000)) -> Image.Image:
    """From black at the top to white at the bottom."""
    return _ramp(size, (0, 0, 0), (255, 255, 255))


def checkered(size: tuple[int, int] = (1500, 1000)) -> Image.Image:
    """As busy as can be: tiles of black, white and red."""
    image = Image.new("RGB", size)
    draw = ImageDraw.Draw(image)
    for row in range(0, size[1], 40):
        for column in range(0, size[0], 40):
            color = ((0, 0, 0), (255, 255, 255), (220, 30, 30))[(row // 40 + column // 40) % 3]
            draw.rectangle((column, row, column + 39, row + 39), fill=color)
    return image


def scene(size: tuple[int, int] = (2400, 1600)) -> Image.Image:
    """A lamp on a table by a window in the evening: its subject is the lamp (SUBJECT)."""
    width, height = size
    image = _ramp(size, (238, 196, 150), (92, 110, 140))
    draw = ImageDraw.Draw(image)
    chance = random.Random(3)
    for number in range(26):  # roofs and trees far away, out of focus
        x = chance.uniform(-0.1, 1.05) * width
        top = chance.uniform(0.42, 0.62) * height
        shade = chance.randint(60, 150)
        color = (shade, shade - 12, shade - 4 + number % 3 * 8)
        draw.rectangle((x, top, x + width * chance.uniform(0.05, 0.16), height), fill=color)
    for _ in range(60):  # windows with light in them
        x, y = chance.uniform(0, width), chance.uniform(0.5, 0.8) * height
        radius = chance.uniform(8, 26)
        color = (255, chance.randint(190, 235), chance.randint(120, 190))
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=color)
    image = image.filter(ImageFilter.GaussianBlur(width / 150))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, height * 0.8, width, height), fill=(176, 138, 104))
    x, y = width * 0.62, height * 0.3
    draw.polygon(
        [(x, y), (x + 330, y), (x + 420, y + 300), (x - 90, y + 300)], fill=(250, 226, 170)
    )
    draw.rectangle((x + 150, y + 300, x + 180, y + 800), fill=(52, 40, 36))
    draw.ellipse((x + 10, y + 770, x + 320, y + 840), fill=(52, 40, 36))
    return _grainy(image.filter(ImageFilter.GaussianBlur(1.2)))


SUBJECT = Rect(0.57, 0.28, 0.24, 0.55)  # of the scene
PHOTOGRAPHS: dict[str, Callable[[], Image.Image]] = {
    "dark": dark,
    "light": light,
    "gradient": gradient,
    "checkered": checkered,
}


def background(
    folder: Path, image: Image.Image, subject: Rect | None = None, **fields: object
) -> Background:
    """A background of a photograph, which is put into the folder."""
    image.save(folder / "photo.png", compress_level=1)
    variant, problems = read_variant(folder, Entry(ANY_SHAPE, "photo.png", subject), None)
    assert variant is not None, problems
    given = {"tone": "dark", "scrim": "auto", "mirrors": False, **fields}
    return Background("photo", variants=(variant,), **given)  # type: ignore[arg-type]


def project_with(tmp_path: Path, backgrounds: str, image: Image.Image):  # type: ignore[no-untyped-def]
    """The project of this tree with other backgrounds; photo.jpg is their picture."""
    for name in ("captions.yaml", "assets"):
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, tmp_path / name)
    folder = tmp_path / "assets/backgrounds"
    with (folder / "backgrounds.yaml").open("a", encoding="utf-8") as file:
        file.write(backgrounds)
    image.save(folder / "photo.jpg", quality=90)
    return load_project(tmp_path)


def on(made: Card, background: Background) -> Card:
    """The card on another background, as resolve would make it."""
    colors = tuple(sorted(project().brand.colors[background.tone].items()))
    return replace(
        made,
        passages=on_photograph(made.passages, background),
        grid=gap_on_photograph(made.grid, background),
        case=replace(made.case, colors=colors),
        credit=credit(background, made.case.language),
        background=background,
    )
