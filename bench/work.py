"""Write the work of the peer benchmark: work.json, font.ttf and photo.jpg, in one folder.

    python work.py FOLDER

The captions of the project on six sizes, on a flat colour, a vertical gradient and a photo-like
JPEG under a 45 % scrim; white words centred inside 10 % margins over a small footer.
"""

from __future__ import annotations

import json
import random
import shutil
import sys
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

from sharegen.load import load_project

ROOT = Path(__file__).parents[1]
SIZES = ((1080, 1080), (1080, 1350), (1080, 1920), (1200, 630), (1600, 900), (1000, 1500))
PHOTO_PX = 2400


def task(number: int, caption: str, size: tuple[int, int]) -> dict[str, object]:
    """One picture of the work; lengths in px."""
    width, height = size
    foot_px = round(min(size) * 0.024)
    return {
        "id": f"{width}x{height}-{number}",
        "caption": caption,
        "w": width,
        "h": height,
        "box": [width // 10, height // 10, width * 8 // 10, round(height * 0.74)],
        "max_px": round(min(size) * 0.12),
        "foot_px": foot_px,
        "foot_bottom": height // 20,
    }


def photo(path: Path) -> None:
    """Soft shapes, noise at several scales and grain: as hard to compress as a photograph."""
    random.seed(20261124)
    size = (PHOTO_PX, PHOTO_PX)
    image = Image.linear_gradient("L").resize(size)
    for cells, weight in ((5, 0.5), (23, 0.35), (120, 0.2), (420, 0.12)):
        noise = Image.frombytes("L", (cells, cells), random.randbytes(cells * cells))
        image = Image.blend(image, noise.resize(size, Image.Resampling.BICUBIC), weight)
    grain = Image.frombytes("L", size, random.randbytes(PHOTO_PX * PHOTO_PX))
    planes = [
        Image.blend(ImageChops.offset(image, shift, shift), grain, 0.06).filter(
            ImageFilter.GaussianBlur(0.6)
        )
        for shift in (0, 40, 80)
    ]
    Image.merge("RGB", planes).save(path, quality=88)


def write_work(folder: Path) -> None:
    """Write the three files of the work into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    captions = [caption.text["en"].text.words for caption in load_project(ROOT).captions]
    tasks = [
        task(number, caption, size) for size in SIZES for number, caption in enumerate(captions, 1)
    ]
    work = {
        "footer": "Learn the facts at polarisproject.org/childtrafficking",
        "line_height": 1.2,
        "flat": "#1d3557",
        "grad": ["#14213d", "#8d1f3f"],
        "scrim": 0.45,
        "one": "1080x1080-2",
        "tasks": tasks,
    }
    (folder / "work.json").write_text(json.dumps(work, indent=1) + "\n")
    shutil.copy(ROOT / "assets/fonts/Inter[opsz,wght].ttf", folder / "font.ttf")
    photo(folder / "photo.jpg")


if __name__ == "__main__":
    write_work(Path(sys.argv[1]))
