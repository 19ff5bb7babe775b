"""All pictures in the studio: the page of `watch`, made in a process of its own, under the same
rules as all else."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from awaiting import until
from house import House, opened
from playwright.sync_api import Browser, expect

from sharegen.watching.wall import index_in

PARTNER = Path(__file__).resolve().parents[2] / "examples" / "partner"
PATIENCE = 60_000  # ms: a process starts, and makes what there is
WORDS = """language: en
captions:
  - id: one
    text: {en: "Ask first. Then **share what you know.**"}
    status: approved
"""


@pytest.fixture(scope="module")
def place(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    root = tmp_path_factory.mktemp("hall") / "project"
    shutil.copytree(home, root)
    (root / "captions.yaml").write_text(WORDS, "utf-8")
    house, thread = opened(root)
    yield house
    house.visitor.close()
    house.studio.stop()
    thread.join(5)
    assert not thread.is_alive() and not house.bugs, house.bugs
    assert house.studio.hall.file(index_in("en")) is None  # nothing is left behind


def test_two_brands_stand_side_by_side(home: Path, tmp_path: Path, chromium: Browser) -> None:
    root = tmp_path / "project"
    shutil.copytree(home, root)
    (root / "captions.yaml").write_text(WORDS, "utf-8")
    partner = shutil.copytree(PARTNER, tmp_path / "partner")
    house, thread = opened(root, beside=partner)
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    try:
        page = context.new_page()
        page.goto(house.studio.key.address)
        page.get_by_role("link", name="All pictures").click()
        expect(page.locator("section img")).to_have_count(28, timeout=PATIENCE)
        expect(page.locator("#beside input")).to_have_count(2)
        sources = [str(one.get_attribute("src")) for one in page.locator("section img").all()[:2]]
        assert [source.startswith("beside/") for source in sources] == [False, True]
        answers = [context.request.get(f"{house.base}/all/{source}") for source in sources]
        assert answers[0].ok and answers[1].ok and answers[0].body() != answers[1].body()
        alt = page.locator("section .files a[href^='beside/']").last.get_attribute("href")
        assert context.request.get(f"{house.base}/all/{alt}").ok
        assert context.request.get(f"{house.base}/all/beside/manifest.json").status == 404
        page.uncheck('#beside [value="0"]')
        expect(page.locator("section img:visible")).to_have_count(14)
    finally:
        context.close()
        house.visitor.close()
        house.studio.stop()
        thread.join(5)
    assert not thread.is_alive() and not house.bugs


def test_it_is_open_to_nobody_else(place: House) -> None:
    assert place.get("/all/").status_code == 403
    assert place.get("/all/page/state.en.js").status_code == 403


def test_a_designer_saves_and_sees(place: House, chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    page.goto(place.studio.key.address)
    page.get_by_role("link", name="All pictures").click()
    expect(page.locator("section img")).to_have_count(14, timeout=PATIENCE)
    image = page.locator("section img").first
    before = str(image.get_attribute("src"))
    captions = place.root / "captions.yaml"
    captions.write_text(WORDS.replace("share what", "say what"), "utf-8")
    expect(image).not_to_have_attribute("src", before, timeout=PATIENCE)
    until(page, "document.images[0].complete && document.images[0].naturalWidth")
    page.check("[name=over][value=baselines]")
    expect(page.locator(".tracing").first).to_be_visible(timeout=PATIENCE)
    page.get_by_role("link", name="Español").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    assert page.url == f"{place.base}/all/"
    expect(page.locator("#told")).to_contain_text("imágenes en")
    page.get_by_role("link", name="English").click()
    captions.write_text("captions: [", "utf-8")
    expect(page.locator(".stopped .said")).to_contain_text("captions.yaml:1", timeout=PATIENCE)
    captions.write_text(WORDS, "utf-8")
    expect(page.locator(".stopped")).to_have_count(0, timeout=PATIENCE)
    names = (
        "/all/page/../index.html",
        "/all/page/other.js",
        "/all/..%2f..%2fcaptions.yaml/x",
        "/all/x-post/%2e%2e%2fmanifest.json",
    )
    for name in names:
        assert context.request.get(f"{place.base}{name}").status == 404, name
    context.close()
    assert not wrong
