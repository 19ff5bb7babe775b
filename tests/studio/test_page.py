"""The page without JavaScript: what is typed becomes pictures, the same bytes as `card` writes."""

from __future__ import annotations

import io
import json
import re
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from house import WORDS, House, pictures, said

from sharegen.load import load_project
from sharegen.model.diagnostic import Diagnostic
from sharegen.oneoff import Given, Wish, make
from sharegen.resolve.names import captions_of
from sharegen.studio import speech
from sharegen.studio.form import form_of, marked
from sharegen.studio.speech import Speaker
from sharegen.wording import sentences

FOLDER = Path(speech.__file__).parent
FORM = {"words": WORDS, "placement": ["instagram-square", "email-header"], "background": "phone"}


def test_the_form_becomes_pictures_of_the_bytes_that_card_writes(
    house: House, tmp_path: Path
) -> None:
    page = house.post("/", FORM)
    assert page.status_code == 200
    wish = Wish(WORDS, ("instagram-square", "email-header"), "phone")
    made = [one for one in make(load_project(house.root), wish, tmp_path) if isinstance(one, Given)]
    found = {path.rsplit("/")[-1]: house.get(path) for path in pictures(page)}
    assert set(found) == {"instagram-square", "email-header"}
    for one in made:
        answer = found[one.record.placement]
        assert answer.content == one.path.read_bytes()
        assert answer.headers["content-type"] == "image/png"
        assert one.path.name in answer.headers["content-disposition"]
    assert made[0].record.alt in page.text and "polarisproject.org" in page.text
    assert "Draft" in page.text and "Download all" in page.text


def test_a_download_is_the_bytes_of_the_command(house: House, tmp_path: Path) -> None:
    page = house.post("/", FORM)
    command = [sys.executable, "-m", "sharegen", "card", WORDS, "--background", "phone"]
    to = ["--to", "email-header", "-o", str(tmp_path / "x.png"), "--project", str(house.root)]
    subprocess.run([*command, *to], check=True, capture_output=True, cwd=tmp_path)
    path = next(path for path in pictures(page) if path.endswith("email-header"))
    assert house.get(path).content == (tmp_path / "x.png").read_bytes()


def test_the_archive_has_pictures_descriptions_and_posts_and_is_always_the_same(
    house: House,
) -> None:
    fields = {**FORM, "placement": ["instagram-square", "x-post"], "post-x": "Mine.", "was-x": ""}
    first, second = (house.post("/zip", fields) for _ in range(2))
    assert first.content == second.content
    assert 'filename="draft-ask-first-then-share-what-you-know.zip"' in str(first.headers)
    with zipfile.ZipFile(io.BytesIO(first.content)) as archive:
        names = archive.namelist()
        assert archive.testzip() is None
        assert archive.read("post-x.txt") == b"Mine.\n"
        assert "post-instagram.txt" in names
        pngs = [name for name in names if name.endswith(".png")]
        assert len(pngs) == 2 and all(f"{name[:-4]}.alt.txt" in names for name in pngs)


def test_words_that_are_too_long_are_said_beside_them_with_by_how_much(house: House) -> None:
    words = "These words go on and on, and nobody will read them. " * 6
    page = house.post("/", {"words": words, "placement": ["email-header", "facebook-post"]})
    (long,) = [one for one in said(page, "words") if "Too long" in one]
    assert "Facebook post, portrait by about" in long and "Shorten the words" in long
    assert "E-mail" not in long
    count = int(long.split("about ")[1].split()[0])
    fits = words.strip()[: len(words.strip()) - count]
    shorter = house.post("/", {"words": fits, "placement": ["facebook-post"]})
    assert not [one for one in said(shorter, "words") if "Too long" in one]
    assert len(pictures(shorter)) == 1


@pytest.mark.parametrize(
    ("fields", "beside", "words"),
    [
        ({"words": "Ask 🝊 first \uec01."}, "words", "None of the fonts has"),
        ({"words": "Ask **first."}, "words", "Two stars stand alone"),
        ({"words": "a" * 2100}, "words", "more than 2,000 characters"),
        ({"words": "Wide" * 60, "placement": ["email-header"]}, "words", "too wide for E-mail"),
        ({"words": WORDS, "alt": "A phone.", "was-alt": ""}, "alt", "lacks some words"),
        (
            {"words": "اسأل أولاً"},
            "language",
            "Choose their language: \u2068العربية\u2069, \u2068فارسی\u2069 or",
        ),
    ],
)
def test_problems_stand_beside_their_field(
    house: House, fields: dict, beside: str, words: str
) -> None:
    page = house.post("/", {"placement": ["instagram-square"], **fields})
    assert any(words in one for one in said(page, beside)), page.text


def test_a_place_that_cannot_be_made_leaves_the_others(house: House) -> None:
    words = "These words go on and on, and nobody will read them. " * 6
    page = house.post("/", {"words": words, "placement": ["facebook-post", "email-header"]})
    assert [path.rsplit("/")[-1] for path in pictures(page)] == ["email-header"]
    assert "Not made" in page.text


def test_what_she_wrote_stays_and_what_was_proposed_follows(house: House) -> None:
    first = house.post("/", FORM)
    proposed = load_project(house.root)
    alt = next(iter(make_alts(proposed)))
    again = {**FORM, "words": "Other words.", "alt": alt, "was-alt": alt}
    assert "Other words. Learn the facts" in house.post("/", again).text
    own = {**FORM, "alt": f"{alt} Mine.", "was-alt": alt}
    assert f"{alt} Mine.</textarea>" in house.post("/", own).text
    assert first.status_code == 200


def make_alts(project: object) -> list[str]:
    from sharegen.oneoff import cards_of

    return [card.alt for card in cards_of(project, Wish(WORDS, ("instagram-square",), "phone"))]


def test_approved_words_are_their_caption(house: House) -> None:
    page = house.post("/", {"pick": "people-they-trust", "use": "yes", "placement": ["x-post"]})
    (caption,) = captions_of(load_project(house.root), ("people-they-trust",))
    assert "Approved words" in page.text and "people-they-trust" in page.text
    assert caption.text["en"].text.words in page.text
    assert 'download="people-they-trust_x-post_1200x675_en.png"' in page.text


def test_every_caption_can_be_typed_in_again(house: House) -> None:
    from sharegen.load.markup import parse
    from sharegen.model.diagnostic import Location

    for caption in load_project(house.root).captions:
        for said_text in caption.text.values():
            text = said_text.text
            typed = parse(marked(text.value, text.spans), Location("words"))[0]
            assert (typed.value, typed.spans) == (text.value, text.spans)


def test_nothing_typed_and_nothing_chosen(house: House) -> None:
    page = house.get("/")
    assert "Type some words" in page.text and not pictures(page)
    assert 'value="instagram-square" checked' in page.text
    assert "Choose at least one place" in house.post("/", {"words": WORDS}).text
    assert house.post("/zip", {"words": ""}).headers["content-type"].startswith("text/html")


def test_it_speaks_spanish_where_the_browser_or_the_reader_does(house: House) -> None:
    for asked, tag in (("es-MX,es;q=0.9,en;q=0.8", "es"), ("de,en;q=0.8", "en")):
        assert f'<html lang="{tag}">' in house.get("/", **{"Accept-Language": asked}).text
    page = house.post("/", {**FORM, "words": "largo " * 190, "ui": "es"})
    try:
        assert "Demasiado largo para" in said(page, "words")[0]
        assert "Imágenes" in house.get("/").text
        back = house.get("/?ui=en")
        assert back.status_code == 303 and '<html lang="en">' in house.get("/").text
    finally:
        house.visitor.cookies.delete("sharegen-studio-language")


def test_a_problem_without_a_sentence_is_said_in_english_and_marked_so() -> None:
    speaker = Speaker(sentences(FOLDER, "es"), {"x-post": "Publicación en X"}, {})
    problem = Diagnostic("byte-cap", "too many bytes on x-post", hint="use fewer")
    (said_one,) = speaker.one_by_one([problem])
    assert said_one.foreign and said_one.text == "Too many bytes on Publicación en X."


def test_a_saved_file_changes_the_next_picture(house: House) -> None:
    brand = house.root / "assets" / "brand.yaml"
    before = brand.read_text("utf-8")
    words, address = "Learn the facts at", "Read more at"
    try:
        brand.write_text(before.replace(words, address), "utf-8")
        assert address in brand.read_text("utf-8")
        assert address in house.post("/", FORM).text
        brand.write_text(before + "\nnonsense: [", "utf-8")
        page = house.post("/", FORM)
        assert "have mistakes just now" in page.text and "assets/brand.yaml:" in page.text
        assert len(pictures(page)) == 2  # from the files as they were
    finally:
        brand.write_text(before, "utf-8")
    assert words in house.post("/", FORM).text


def test_forms_with_names_that_there_are_not(house: House) -> None:
    project = load_project(house.root)
    pairs = [("placement", "nowhere"), ("placement", "poster-a4"), ("background", "../x")]
    form = form_of(project, [*pairs, ("language", "tlh"), ("post-", "x"), ("words", "a\r\nb")])
    assert (form.placements, form.background, form.language) == ((), "", "en")
    assert form.words == "a\nb"
    assert json.dumps(dict(form.posts)) == '{"": "x"}'


def test_a_picture_that_cannot_be_made_has_no_content(house: House) -> None:
    fields = {"words": "Wide" * 60, "placement": ["instagram-square", "x-post"]}
    page = house.post("/", fields)
    order = re.findall(r'data-order="(\w+)"', page.text)[0]
    assert not pictures(page)
    assert house.get(f"/pictures/{order}/x-post").status_code == 204  # no error in the console
    assert house.get(f"/pictures/{order}/open-graph").status_code == 404  # nobody asked for it


def test_no_answer_waits_for_an_acknowledgement(house: House) -> None:
    """Else each picture comes 40 ms later: asyncio sends at once only where the socket says that
    it speaks TCP (base_events._set_nodelay)."""
    house.get("/alive")
    lines = list(house.studio._server.server_state.connections)
    assert lines
    for line in lines:
        wire = line.transport.get_extra_info("socket")
        assert wire.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
