"""The picture of the studio's page in docs/studio.md: `make studio-picture`, with Chromium."""

from __future__ import annotations

import io
import shutil
import threading
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from sharegen.starter import starter_kit
from sharegen.studio.server import Place, Studio

OUT = Path(__file__).parent / "pictures" / "studio.png"
WORDS = "Ask first. Then **share what you know.**"
PLACES = ("x-post", "facebook-post", "instagram-story", "email-header")
_COLORS = 128  # enough for a page; a third of the bytes


def main() -> None:
    studio = Studio(Place(starter_kit()), print)
    thread = threading.Thread(target=studio.run)
    thread.start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 1200, "height": 1060}, locale="en-GB")
        page.goto(studio.key.address)
        page.locator("#words").fill(WORDS)
        page.locator('[name=background][value="phone"]').check()
        for place in PLACES:
            page.locator(f'[name=placement][value="{place}"]').check()
        page.wait_for_function("() => document.querySelectorAll('.card img').length === 5")
        page.wait_for_load_state("networkidle")
        shot = Image.open(io.BytesIO(page.screenshot()))
        browser.close()
    shot.convert("RGB").quantize(_COLORS, dither=Image.Dither.NONE).save(OUT, optimize=True)
    studio.stop()
    thread.join()


if __name__ == "__main__":
    main()
