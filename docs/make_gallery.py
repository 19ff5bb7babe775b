"""Make the pictures of docs/gallery.md: `make gallery-pictures`. It needs Chromium."""

from __future__ import annotations

import io
import shutil
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from sharegen.gallery import Options, publish
from sharegen.load import load_project
from sharegen.resolve import Selection

ROOT = Path(__file__).parents[1]
PICTURES = Path(__file__).parent / "pictures"
# Name, width and height in CSS px, colours, and what is open.
SHOTS = (
    ("gallery", 1100, 1480, "light", "?place=instagram-square#who-traffics"),
    ("gallery-phone", 390, 1640, "dark", "?place=x-post#missing-children"),
)


def shot(browser: Browser, page: str, row: tuple[str, int, int, str, str]) -> None:
    name, width, height, scheme, state = row
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        locale="en-US",
    )
    tab = context.new_page()
    tab.goto(page + state)
    tab.evaluate("document.getElementById('_on_disk').hidden = true")  # readers are on the web
    tab.wait_for_load_state("networkidle")
    tab.wait_for_timeout(1500)  # what is lazy comes after it is looked at
    image = Image.open(io.BytesIO(tab.screenshot())).convert("RGB")
    small = image.quantize(200, Image.Quantize.MAXCOVERAGE, 1, dither=Image.Dither.NONE)
    small.save(PICTURES / f"{name}.png", optimize=True)
    context.close()


def main() -> None:
    places = ("x-post", "facebook-post", "instagram-square", "instagram-story", "linkedin-post")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder, "site")
        publish(load_project(ROOT), Selection(places), site, Options(archives=True))
        path = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for row in SHOTS:
            shot(browser, (site / "index.html").as_uri(), row)
        browser.close()


if __name__ == "__main__":
    main()
