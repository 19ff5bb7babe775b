"""How soon the studio's page follows a key: from the key to each new picture, in Chromium.

    .venv/bin/python bench/typed.py [MS]

Studio and browser share the cores, as they do for people; the browser draws without a graphics
card. Twenty keys for 1, 4 and all default placements, one every MS milliseconds (default: 900).
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
from urllib.parse import urlsplit

from playwright.sync_api import Page, sync_playwright

from sharegen.catalog.platforms import PLACEMENTS
from sharegen.starter import starter_kit

WORDS = "Child sex trafficking victims virtually always **know their traffickers.**"
KEYS = "abcdefghijklmnopqrst"
PLACES = [row.id for row in PLACEMENTS.values() if row.default]
_CHOOSE = """chosen => {
  for (const box of document.querySelectorAll("[name=placement]")) {
    if (box.checked !== chosen.includes(box.value)) box.click();
  }
}"""
_WATCH = """() => {
  let key = 0;
  window.seen = [];
  document.addEventListener("keydown", () => { key = performance.now(); }, true);
  const cards = document.getElementById("cards");
  cards.addEventListener("load", () => window.seen.push(performance.now() - key), true);
}"""


def main(pause: int) -> None:
    chromium = shutil.which("chromium")
    if chromium is None:
        print("no chromium here: nothing measured")
        return
    words = [sys.executable, "-m", "sharegen", "studio", "--no-browser", "-q", "--project"]
    studio = subprocess.Popen([*words, str(starter_kit())], stdout=subprocess.PIPE, text=True)
    assert studio.stdout is not None
    address = studio.stdout.readline().strip()
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, a key every {pause} ms")
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.goto(address)
            for count in (1, 4, len(PLACES)):
                page.goto(f"http://{urlsplit(address).netloc}/")
                typed(page, count, pause)
            browser.close()
    finally:
        studio.terminate()
        studio.wait()


def typed(page: Page, count: int, pause: int) -> None:
    """Type into the words, and print how long pictures took."""
    page.fill("#words", WORDS)
    page.evaluate(_CHOOSE, PLACES[:count])
    page.wait_for_timeout(2500)
    page.evaluate(_WATCH)
    page.focus("#words")
    page.keyboard.press("Control+End")
    for key in "xyz":  # warm
        page.keyboard.press(key)
        page.wait_for_timeout(1000)
    page.evaluate("window.seen = []")
    for key in KEYS:
        page.keyboard.press(key)
        page.wait_for_timeout(pause)
    page.wait_for_timeout(1500)
    found = sorted(page.evaluate("window.seen"))
    at = found[int(len(found) * 0.95)]
    shown = f"{len(found):4} pictures of {len(KEYS)} keys"
    print(f"{count:3} sizes: {shown}: median {statistics.median(found):4.0f} ms, p95 {at:4.0f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 900)
