"""Words are kept in captions.yaml, and nothing that somebody else wrote meanwhile is lost."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from house import House, opened, pictures, said

from sharegen.load import load_project
from sharegen.posts import posts_for

WORDS = "Look twice. Then **ask the child.**"
FORM = {"words": WORDS, "placement": ["instagram-square"], "background": "phone"}
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
    '<g id="subject"><path class="lit" d="M60,5H95V30H60Z"/></g></svg>'
)
HOSTILE = {
    "a link to a file": DRAWING.replace("<g", '<image href="file:///etc/passwd"/><g', 1),
    "a doctype": f'<!DOCTYPE svg [<!ENTITY a "b">]>{DRAWING}',
    "endless groups": f"{DRAWING[:-6]}{'<g>' * 300}{'</g>' * 300}</svg>",
    "a page": "<html><body><script>alert(1)</script></body></html>",
    "nothing": "",
    "no drawing": "\x89PNG\r\n\x1a\n",
}


@pytest.fixture(scope="module")
def house(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A studio on a project that may be written to."""
    root = tmp_path_factory.mktemp("saving") / "project"
    shutil.copytree(home, root)
    found, thread = opened(root)
    found.visitor.get(found.studio.key.address)
    yield found
    found.visitor.close()
    found.studio.stop()
    thread.join(5)
    assert not thread.is_alive() and not found.bugs, found.bugs


def seen(page: httpx.Response) -> str:
    found = re.search(r'name="seen" value="([0-9a-f]+)"', page.text)
    assert found
    return found[1]


def test_a_draft_is_added_and_the_file_as_it_was_lies_beside(house: House) -> None:
    file = house.root / "captions.yaml"
    before = file.read_text("utf-8")
    page = house.post("/save", {**FORM, "seen": seen(house.get("/")), "id": "look-twice"})
    assert page.status_code == 200 and "Saved as look-twice" in page.text
    after = file.read_text("utf-8")
    added = [line for line in after.splitlines() if line not in before.splitlines()]
    assert any("look-twice" in line for line in added)
    assert (house.root / "captions.yaml.bak").read_text("utf-8") == before
    draft = next(c for c in load_project(house.root).captions if c.id == "look-twice")
    assert (draft.status, draft.background) == ("draft", "phone")
    again = house.post("/save", {**FORM, "seen": seen(page)})
    assert again.status_code == 422 and "very words already" in said(again, "save")[0]


@pytest.mark.parametrize(("tag", "key"), [("en", "posts"), ("es", "posts_in")])
def test_a_draft_keeps_the_posts_that_were_edited(house: House, tag: str, key: str) -> None:
    form = {**FORM, "words": f"Ask **{tag}.**", "language": tag}
    form["placement"] = ["x-post", "linkedin-post", "facebook-post"]
    page = house.post("/", form)
    proposed = {id: posted(page, id) for id in ("x", "linkedin", "facebook")}
    ours = proposed["facebook"].replace("Ask", 'Ask, "today",\nand ask')
    fields = {f"post-{id}": text for id, text in proposed.items()}
    fields |= {f"was-{id}": text for id, text in proposed.items()}
    fields |= {"post-facebook": ours, "id": f"posts-{tag}", "seen": seen(page)}
    saved = house.post("/save", {**form, **fields})
    assert saved.status_code == 200, said(saved, "save")
    project = load_project(house.root)
    draft = next(c for c in project.captions if c.id == f"posts-{tag}")
    kept = draft.posts if key == "posts" else draft.posts_in[tag]
    assert list(kept) == ["facebook"]
    made = posts_for(project, draft, tag)
    assert next(post.text for post in made if post.platform == "facebook") == ours


def posted(page: httpx.Response, platform: str) -> str:
    found = re.search(rf'<textarea id="post-{platform}"[^>]*>(.*?)</textarea>', page.text, re.S)
    assert found
    return html.unescape(found[1])


def test_129_a_file_that_somebody_changed_is_shown_and_not_overwritten(house: House) -> None:
    file = house.root / "captions.yaml"
    known = seen(house.get("/"))
    changed = file.read_text("utf-8") + "# <b>theirs</b>\n"
    file.write_text(changed, "utf-8")
    fields = {**FORM, "words": "Words of the conflict.", "seen": known}
    page = house.post("/save", fields)
    assert page.status_code == 409 and "was changed since" in page.text
    assert '<span class="plus">+# &lt;b&gt;theirs&lt;/b&gt;</span>' in page.text
    assert "The file as it is now" in page.text and "as this page knew it" in page.text
    assert file.read_text("utf-8") == changed
    assert "Words of the conflict." in page.text  # nothing typed is lost
    saved = house.post("/save", {**fields, "seen": seen(page)})
    assert saved.status_code == 200
    assert "# <b>theirs</b>" in file.read_text("utf-8")
    unknown = house.post("/save", {**fields, "words": "Other.", "seen": "0" * 64})
    assert unknown.status_code == 409 and "as this page knew it" not in unknown.text


def test_129_two_pages_that_save_at_once_lose_nothing(house: House) -> None:
    known = seen(house.get("/"))

    def save(number: int) -> int:
        fields = {**FORM, "words": f"At once, number {number}.", "seen": known}
        return house.post("/save", fields).status_code

    before = len(load_project(house.root).captions)
    with ThreadPoolExecutor(4) as crowd:
        codes = sorted(crowd.map(save, range(4)))
    assert codes == [200, 409, 409, 409]
    assert len(load_project(house.root).captions) == before + 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"id": "look-twice"}, "has this short name already"),
        ({"id": "Nö way"}, "no short name"),
        ({"words": ""}, "empty"),
        ({"words": "a\x00b"}, ""),
    ],
)
def test_what_cannot_be_saved_is_said_and_nothing_is_written(
    house: House, fields: dict, words: str
) -> None:
    file = house.root / "captions.yaml"
    before = file.read_bytes()
    page = house.post(
        "/save", {**FORM, "words": "Fresh words.", "seen": seen(house.get("/")), **fields}
    )
    assert page.status_code == 422 and words in page.text
    assert file.read_bytes() == before


@pytest.mark.parametrize("name", HOSTILE)
def test_126_hostile_art_is_refused_as_on_the_command_line(house: House, name: str) -> None:
    data = HOSTILE[name].encode("latin-1")
    upload = {"file": ("../../<i>x</i>.svg", data, "image/svg+xml")}
    page = house.post("/", FORM, upload)
    assert page.status_code == 200 and said(page, "upload"), page.text
    shown = " ".join(said(page, "upload"))
    assert "sharegen-studio-" not in shown and "<i>" not in page.text
    assert house.get("/alive").status_code == 204
    assert pictures(page)  # with the background that was chosen before
    assert not list(house.root.rglob("*x*i*.svg"))


def test_art_is_used_at_once_and_saved_with_the_words(house: House) -> None:
    form = {**FORM, "words": "A drawing of **our own.**", "about": "A box."}
    page = house.post("/", form, {"file": ("Our Box.svg", DRAWING.encode(), "image/svg+xml")})
    found = re.search(r'name="background" value="(our-box-[0-9a-f]{6})" checked', page.text)
    assert found, said(page, "upload")
    before = house.get(pictures(page)[0]).content
    assert "A box." in page.text
    assert house.get(f"/backgrounds/{found[1]}").headers["content-type"] == "image/png"
    saved = house.post("/save", {**form, "background": found[1], "seen": seen(house.get("/"))})
    assert saved.status_code == 200, said(saved, "save")
    assert found[1] in load_project(house.root).backgrounds
    again = house.post("/", {**form, "background": found[1]})
    assert house.get(pictures(again)[0]).content == before


def test_without_a_project_there_is_nowhere_to_save(home: Path) -> None:
    before = (home / "captions.yaml").read_bytes()
    house, thread = opened(home, borrowed=True)
    try:
        house.visitor.get(house.studio.key.address)
        assert "nowhere to save" in house.get("/").text
        page = house.post("/save", {**FORM, "seen": house.studio.room.seen})
        assert page.status_code == 422 and not (home / "captions.yaml.bak").exists()
    finally:
        house.visitor.close()
        house.studio.stop()
        thread.join(5)
    assert (home / "captions.yaml").read_bytes() == before
