"""The page in a browser: what a comms officer does, and that everybody can do it."""

from __future__ import annotations

import hashlib
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from awaiting import until
from axe_playwright_python.sync_playwright import Axe
from house import House, opened
from playwright.sync_api import Browser, BrowserContext, Page

from sharegen.load import load_project
from sharegen.oneoff import Given, Wish, make

HOSTILE = '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
    '<g id="subject"><path class="lit" d="M60,5H95V30H60Z"/></g></svg>'
)


@pytest.fixture(scope="module")
def place(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    root = tmp_path_factory.mktemp("journey") / "project"
    shutil.copytree(home, root)
    house, thread = opened(root)
    yield house
    house.visitor.close()
    house.studio.stop()
    thread.join(5)
    assert not thread.is_alive() and not house.bugs, house.bugs


@pytest.fixture(scope="module")
def inside(place: House, chromium: Browser) -> Iterator[BrowserContext]:
    """A browser that was let in."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 900}, locale="en-GB", accept_downloads=True
    )
    context.set_default_timeout(20_000)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(place.studio.key.address)
    assert page.url == f"{place.base}/"  # the token is not in it
    page.close()
    yield context
    context.close()


@pytest.fixture
def page(inside: BrowserContext, place: House) -> Iterator[Page]:
    """The page, as it is at first; nothing may go wrong in its console."""
    found = inside.new_page()
    wrong: list[str] = []
    found.on("pageerror", lambda error: wrong.append(str(error)))
    found.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    found.goto(f"{place.base}/")
    yield found
    found.close()
    assert not wrong, wrong


def settled(page: Page) -> None:
    """Wait until the page shows all that came of what was typed last."""
    until(
        page,
        "() => document.body.dataset.turn"
        " && document.body.dataset.settled === document.body.dataset.turn",
    )


def everybody(page: Page) -> None:
    """axe-core finds nothing."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_from_words_to_files(page: Page, place: House, tmp_path: Path) -> None:
    page.get_by_role("textbox", name="Words").fill("Ask first. Then share what you know.")
    page.get_by_label("X post 1200").check()
    page.get_by_label("phone", exact=True).check()
    settled(page)
    words = page.locator("#words")
    words.evaluate("field => field.setSelectionRange(11, 36)")
    words.press("Control+b")
    assert words.input_value() == "Ask first. **Then share what you know.**"
    settled(page)
    assert page.locator("#reading strong").inner_text() == "Then share what you know."
    assert page.locator(".card img").count() == 2
    assert page.locator("#ready").inner_text() == "2 of 2 pictures are ready."
    assert "Learn the facts at" in page.locator("#alt").input_value()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download X post").click()
    wish = Wish(words.input_value(), ("x-post",), "phone")
    (made,) = [m for m in make(load_project(place.root), wish, tmp_path) if isinstance(m, Given)]
    assert download.value.suggested_filename == made.path.name
    assert Path(download.value.path()).read_bytes() == made.path.read_bytes()
    with page.expect_download() as archive:
        page.get_by_role("button", name="Download all as ZIP").click()
    assert archive.value.suggested_filename.endswith(".zip")
    page.get_by_role("button", name="Copy post for X").click()
    page.get_by_text("Copied.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Ask first. Then share what you know.")
    assert "of 280 characters" in page.locator("#count-x").inner_text()
    everybody(page)


def test_a_long_text_in_arabic_and_a_sign_that_no_font_has(page: Page) -> None:
    words = page.locator("#words")
    page.get_by_label("E-mail header").check()
    words.fill(("A text of three hundred characters. " * 9)[:300])
    settled(page)
    shown = page.locator("#said-words").inner_text()
    assert "Too long for" in shown and "characters" in shown and "Shorten the words" in shown
    everybody(page)
    words.fill("اسأل أولاً. ثم شارك ما تعرفه.")
    settled(page)
    assert "Too long" not in page.locator("#said-words").inner_text()
    assert "العربية" in page.locator("#said-language").inner_text()
    page.get_by_label("Language of the words").select_option("ar")
    settled(page)
    assert page.locator("#said-language").inner_text() == ""
    assert page.locator(".card img").count() == 2
    assert words.evaluate("field => getComputedStyle(field).direction") == "rtl"
    words.fill("A sign \uec01 of nobody")
    settled(page)
    assert "None of the fonts has U+EC01" in page.locator("#said-words").inner_text()


def test_answers_that_come_late_change_nothing(page: Page) -> None:
    words = page.locator("#words")
    words.press_sequentially("These words are typed fast", delay=5)
    settled(page)
    assert page.locator("#reading bdi").inner_text() == "These words are typed fast"
    assert "typed fast" in page.locator(".card img").get_attribute("alt")
    for place in ("X post 1200", "E-mail header"):
        page.get_by_label(place).check()
    settled(page)
    page.get_by_role("checkbox", name="E-mail header").uncheck()
    settled(page)
    titles = page.locator(".card .place").all_inner_texts()
    assert sorted(titles) == ["Instagram post, square", "X post"]
    orders = {card.get_attribute("data-card").split("/")[2] for card in page.locator(".card").all()}
    assert len(orders) == 1


def test_own_art(page: Page, tmp_path: Path) -> None:
    (tmp_path / "hostile.svg").write_text(HOSTILE, "utf-8")
    (tmp_path / "box.svg").write_text(DRAWING, "utf-8")
    page.locator("#words").fill("Words on a drawing.")
    settled(page)
    page.get_by_text("Or your own picture").click()
    page.get_by_label("The file").set_input_files(tmp_path / "hostile.svg")
    settled(page)
    assert "fetches something from outside" in page.locator("#said-upload").inner_text()
    everybody(page)
    page.get_by_label("The file").set_input_files(tmp_path / "box.svg")
    settled(page)
    assert page.locator("#said-upload").inner_text() == ""
    assert page.locator("input[name=background]:checked").get_attribute("value").startswith("box-")
    page.get_by_label("The file").set_input_files(
        {"name": "big.png", "mimeType": "image/png", "buffer": b"\x89PNG" + b"\0" * (5 << 20)}
    )
    settled(page)
    assert "more than 5 MB" in page.locator("#said-upload").inner_text()


def test_two_tabs_save_at_once(page: Page, inside: BrowserContext, place: House) -> None:
    other = inside.new_page()
    other.goto(f"{place.base}/")
    for number, tab in enumerate((page, other)):
        tab.locator("#words").fill(f"Words of tab {number}.")
        settled(tab)
    save = "Save to captions.yaml as a draft"
    page.get_by_role("button", name=save).click()
    page.get_by_text("Saved as words-of-tab-0").wait_for()
    everybody(page)
    other.get_by_role("button", name=save).click()
    other.get_by_role("heading", name="Not saved").wait_for()
    assert other.locator("pre .plus").count() > 0
    assert other.locator("#words").input_value() == "Words of tab 1."
    assert other.evaluate("document.activeElement.matches('[data-first]')")
    everybody(other)
    other.get_by_role("button", name=save).click()
    other.get_by_text("Saved as words-of-tab-1").wait_for()
    other.close()
    ids = {caption.id for caption in load_project(place.root).captions}
    assert {"words-of-tab-0", "words-of-tab-1"} <= ids


def test_by_keyboard_alone(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the pictures"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "pictures"
    page.locator("#words").focus()
    page.keyboard.type("Typed by keys.")
    settled(page)
    seen = []
    for _ in range(8):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.id || document.activeElement.value"))
    assert seen[:3] == ["emphasise", "language", "pick"]
    page.keyboard.press("Space")
    settled(page)
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (768, "dark"), (1600, "light")])
def test_every_width_light_and_dark_in_both_languages(
    inside: BrowserContext, place: House, chromium: Browser, width: int, scheme: str
) -> None:
    tongue = "es-ES" if scheme == "dark" else "en-GB"
    context = chromium.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        locale=tongue,
        storage_state=inside.storage_state(),
    )
    context.set_default_timeout(20_000)
    try:
        page = context.new_page()
        page.goto(f"{place.base}/")
        assert page.locator("html").get_attribute("lang") == tongue[:2]
        everybody(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.locator("#words").fill("Palabras **de prueba.** " * 12)
        settled(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        everybody(page)
    finally:
        context.close()


def test_without_javascript(chromium: Browser, inside: BrowserContext, place: House) -> None:
    context = chromium.new_context(
        java_script_enabled=False, storage_state=inside.storage_state(), locale="en-GB"
    )
    context.set_default_timeout(20_000)
    try:
        page = context.new_page()
        page.goto(f"{place.base}/")
        page.locator("#words").fill("Without **any script.**")
        page.get_by_role("button", name="Show the pictures").click()
        page.locator(".card img").wait_for()
        assert page.locator("#words").input_value() == "Without **any script.**"
        assert page.locator("#emphasise").is_hidden()
        page.get_by_label("Or begin with a caption").select_option("people-they-trust")
        page.get_by_role("button", name="Use these words").click()
        page.get_by_text("Approved words").wait_for()
        source = page.locator(".card img").get_attribute("src")
        answer = page.request.get(f"{place.base}{source}")
        assert hashlib.sha256(answer.body()).hexdigest()
        page.get_by_role("link", name="Español").click()
        assert page.locator("html").get_attribute("lang") == "es"
    finally:
        context.close()


def test_a_page_whose_studio_has_stopped_says_so(home: Path, chromium: Browser) -> None:
    house, thread = opened(home)
    context = chromium.new_context(locale="en-GB")
    context.set_default_timeout(20_000)
    try:
        page = context.new_page()
        page.goto(house.studio.key.address)
        house.studio.stop()
        thread.join(5)
        page.locator("#words").fill("Nobody answers.")
        page.get_by_role("alert").get_by_text("The studio has stopped").wait_for()
        assert page.locator("#words").input_value() == "Nobody answers."
        everybody(page)
    finally:
        context.close()
        house.visitor.close()
        house.studio.stop()
    assert threading.active_count() < 50
