"""The page of `watch` in a browser: it follows saves without being reloaded, and everybody can use
it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from awaiting import until
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from watching.looking import WORDS, Watched, small_project, watched

PATIENCE = 15_000  # ms
FIRST = '[data-key="x-post/one_x-post_1200x675_en.png"]'


@pytest.fixture(scope="module")
def _pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    folder = tmp_path_factory.mktemp("wall")
    root = small_project(folder / "project", beside=True)
    with watched(root, folder / "out", beside=True) as running:
        yield running


@pytest.fixture
def pair(_pair: Watched) -> Iterator[Watched]:
    """Two brands side by side."""
    yield _pair
    if _pair.captions.read_text("utf-8") != WORDS:
        _pair.captions.write_text(WORDS, "utf-8")
        _pair.next()


@pytest.fixture
def page(pair: Watched, chromium: Browser) -> Iterator[Page]:
    """The page, opened from the disk; it has no script error and asks for nothing elsewhere."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.set_default_timeout(PATIENCE)
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("request", lambda asked: _is_ours(asked.url) or wrong.append(asked.url))
    opened.goto(pair.session.wall.index.as_uri())
    expect(opened.locator("#shapes label")).to_have_count(2)
    yield opened
    context.close()
    assert not wrong


def _is_ours(url: str) -> bool:
    return url.startswith(("file:", "data:"))


def test_a_save_brings_its_picture_and_leaves_the_others(page: Page, pair: Watched) -> None:
    page.evaluate("for (const img of document.images) img.loading = 'eager'")
    page.evaluate("document.querySelectorAll('.cell').forEach((one) => { one.kept = true; })")
    image = page.locator(f"{FIRST} img").first
    before = image.get_attribute("src")
    done = pair.save("share what you know", "say what you saw")
    assert done.made == 4  # two shapes of each brand
    expect(image).not_to_have_attribute("src", str(before), timeout=PATIENCE)
    until(page, "document.images[0].complete && document.images[0].naturalWidth")
    assert image.get_attribute("alt") and page.locator(".cell.new").count() == 2
    expect(page.locator("#told")).to_contain_text("4 pictures in")
    kept = page.evaluate("[...document.querySelectorAll('.cell')].map((one) => one.kept)")
    assert kept == [True] * 4  # the elements stay, and the focus in them


def test_an_error_stands_beside_its_picture_with_its_line_and_goes(
    page: Page, pair: Watched
) -> None:
    pair.save("Ask first. Then", "Ask first, and " * 40)
    said = page.locator(f"{FIRST} .said .error").first
    expect(said).to_contain_text("captions.yaml:4")
    expect(said).to_contain_text("overflow")
    expect(page.locator(f"{FIRST} .old").first).to_be_visible()
    assert said.locator("a").get_attribute("href") == "../captions.yaml"
    page.check("[name=wrong]")
    expect(page.locator("section:visible")).to_have_count(1)
    page.uncheck("[name=wrong]")
    pair.save("Ask first, and " * 40, "Ask first. Then")
    expect(page.locator(".said .error")).to_have_count(0)
    expect(page.locator(".old")).to_have_count(0)


def test_a_file_that_cannot_be_used_is_said_once_above_all(page: Page, pair: Watched) -> None:
    pair.captions.write_text("captions: [", "utf-8")
    pair.next()
    expect(page.locator("#problems .stopped h2")).to_have_text(
        "The files cannot be used as they are"
    )
    expect(page.locator("section img")).to_have_count(8)
    pair.captions.write_text(WORDS, "utf-8")
    pair.next()
    expect(page.locator("#problems .stopped")).to_have_count(0)


def test_what_lies_over_pictures_comes_when_asked_for(page: Page, pair: Watched) -> None:
    expect(page.locator(".tracing")).to_have_count(0)
    page.check("[name=over][value=safe]")
    expect(page.locator(".tracing")).to_have_count(8)
    shown = page.locator(f"{FIRST} [data-over]:visible")
    assert {one.get_attribute("data-over") for one in shown.all()} == {"safe"}
    page.check("[name=over][value=explain]")
    expect(page.locator(f"{FIRST} .why").first).to_contain_text("baseline")
    pair.save("Look **twice.**", "Look **here.**")
    expect(page.locator(".tracing")).to_have_count(8)  # those of the new pictures
    expect(page.locator(".why").nth(4)).to_contain_text("here.")


def test_pictures_have_three_sizes_and_their_own(page: Page) -> None:
    image = page.locator(f"{FIRST} img").first
    for zoom, width in (("thumb", 120), ("phone", 360), ("full", 1200)):
        page.check(f"[name=zoom][value={zoom}]")
        box = image.bounding_box()
        assert box and box["width"] == width
    page.check("[name=zoom][value=sheet]")


def test_brands_and_shapes_are_shown_and_hidden(page: Page) -> None:
    expect(page.locator(f"{FIRST} img:visible")).to_have_count(2)
    page.uncheck('[name=brand][value="0"]')
    expect(page.locator(f"{FIRST} img:visible")).to_have_count(1)
    assert "beside/" in str(page.locator(f"{FIRST} img:visible").get_attribute("src"))
    page.check('[name=brand][value="0"]')
    page.click("#shapes >> xpath=../summary")
    page.uncheck("[name=shape][value=x-post]")
    expect(page.locator(".cell:visible")).to_have_count(2)
    expect(page.locator("#shown")).to_have_text("1 of 2")
    page.click("text=All")
    page.fill("[name=find]", "tw")
    expect(page.locator("section:visible h2")).to_have_text(["two"])


def test_a_brand_that_comes_later_can_be_chosen(page: Page, pair: Watched) -> None:
    """The page may be opened before the second brand was read."""
    page.evaluate("document.querySelectorAll('#beside label').forEach((one) => one.remove())")
    page.evaluate("document.getElementById('beside').hidden = true")
    brand = pair.root / "partner" / "brand.yaml"
    before = brand.read_text("utf-8")
    name = "Example County Youth Coalition"
    try:
        brand.write_text(before.replace(f'"{name}"', '"Another"').replace(name, "Another", 1))
        pair.next()
        expect(page.locator("#beside label")).to_have_count(2)
        expect(page.locator("#beside label").last).to_have_text("Another")
        expect(page.locator("#beside")).to_be_visible()
    finally:
        brand.write_text(before, "utf-8")
        pair.next()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_everybody_can_use_it(page: Page, pair: Watched, scheme: str, width: int) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    pair.save("Ask first. Then", "Ask first, and " * 40)
    page.check("[name=over][value=explain]")
    expect(page.locator(".said .error").first).to_be_visible()
    expect(page.locator(".why:visible").first).to_be_visible()
    page.set_viewport_size({"width": width, "height": 900})
    found = Axe().run(page)
    assert not found.response["violations"], found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_can_be_read_without_scripts(pair: Watched, chromium: Browser) -> None:
    assert pair.quiet()  # the page itself is written when nothing else is to be done
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(pair.session.wall.index.as_uri())
    assert page.locator("section img").count() == 8
    assert not page.locator("#tools").is_visible()
    html = page.content()
    context.close()
    assert re.search(r'http-equiv="refresh" content="\d+"', html)


def test_it_speaks_spanish_when_asked_to(page: Page, pair: Watched) -> None:
    page.get_by_role("link", name="Español").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.locator("#shapes label").first).to_contain_text("Publicación en X")
    pair.save("share what you know", "say what you saw")
    expect(page.locator("#told")).to_contain_text("4 imágenes en 0,")
    pair.save("Ask first. Then", "Ask first, and " * 40)
    said = page.locator(f"{FIRST} .said .error").first
    expect(said).to_contain_text("captions.yaml:4")
    expect(page.locator(f"{FIRST} .old").first).to_have_text("última imagen buena")
    assert said.locator("bdi").first.get_attribute("lang") == "en"
    page.check("[name=over][value=explain]")
    found = Axe().run(page)
    assert not found.response["violations"], found.generate_report()
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
