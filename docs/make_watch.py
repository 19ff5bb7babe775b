"""The picture of `sharegen watch` in docs/watch.md: `make watch-picture`, with Chromium."""

from __future__ import annotations

import io
import shutil
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from sharegen.resolve import Selection
from sharegen.watching.session import Place, session

ROOT = Path(__file__).resolve().parents[1]
OUT = Path(__file__).parent / "pictures" / "watch.png"
CHOSEN = Selection(
    ("x-post", "instagram-square", "instagram-story", "x-header"),
    ("know-their-traffickers", "like-this"),
)
_COLORS = 128  # enough for a page; a third of the bytes


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        place = Place(
            ROOT, Path(folder) / "watch", CHOSEN, beside=ROOT / "examples" / "partner", source="../"
        )
        with session(place) as opened:
            opened.turn(None, None)
            opened.settle()
            opened.trace(lambda: False)
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            page = browser.new_page(viewport={"width": 1200, "height": 860}, locale="en-GB")
            page.goto(opened.wall.index.as_uri())
            page.check("[name=over][value=safe]")
            page.check("[name=over][value=subject]")
            page.wait_for_selector(".tracing")
            page.wait_for_function("[...document.images].slice(0, 8).every((one) => one.complete)")
            shot = Image.open(io.BytesIO(page.screenshot()))
            browser.close()
    shot.convert("RGB").quantize(_COLORS, dither=Image.Dither.NONE).save(OUT, optimize=True)


if __name__ == "__main__":
    main()
