"""What is posted with a picture: whole parts, counted, for every platform."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharegen.catalog.descriptions import LABELS, description
from sharegen.catalog.hashtags import hashtags
from sharegen.catalog.languages import LANGUAGES
from sharegen.catalog.links import links, plainly
from sharegen.catalog.platforms import PLACEMENTS
from sharegen.catalog.posting import DESCRIBED, PLATFORMS, fits, lengths
from sharegen.load import load_project
from sharegen.model.diagnostic import Location
from sharegen.model.manuscript import Caption, Text, Translation
from sharegen.model.project import FooterText, Help, Project
from sharegen.oneoff import Wish, cards_of
from sharegen.posts import Post, posted, posts_for
from sharegen.reading import read
from sharegen.resolve import Selection, resolve
from sharegen.resolve.pictured import pictured

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "tests/content/guide.txt").read_text("utf-8")
AT = Location("captions.yaml", 7, 5)
ADDRESS = "example.org/facts"
HELP = "In danger, call 911."


@pytest.fixture(scope="module")
def own() -> Project:
    return load_project(ROOT)


@cache
def project() -> Project:
    """A project with a short address, a short help line, and nothing to say."""
    own = load_project(ROOT)
    footer = {
        "en": FooterText("Learn more at", ADDRESS),
        "es": FooterText("Más en", ADDRESS),
    }
    brand = replace(own.brand, footer=footer, help={"en": Help(HELP, "us", "2026-01-01")})
    return replace(own, brand=brand, captions=(), points=(), threads=(), links=())


@pytest.fixture(scope="module")
def small() -> Project:
    return project()


def caption(words: str, tag: str = "en", **posts: str) -> Caption:
    written = {on: Text(text, (), AT) for on, text in posts.items()}
    return Caption("one", AT, {tag: Translation(Text(words, (), AT))}, posts=written)


def texts(project: Project, entry: Caption, tag: str = "en", alt: str = "") -> dict[str, str]:
    return {post.platform: post.text for post in posts_for(project, entry, tag, alt)}


def test_a_translated_post_goes_with_words_that_stand_as_it_does(small: Project) -> None:
    def of(status: str, words: str) -> str:
        post = {"es": {"x": Translation(Text("Ya escrito.", (), AT), status)}}
        text = {"es": Translation(Text("Dicho.", (), AT), words)}
        entry = replace(caption("Said."), text=text, posts_in=post, status="approved")
        return texts(small, entry, "es")["x"].split("\n")[0]

    assert of("approved", "approved") == of("draft", "draft") == of("", "approved") == "Ya escrito."
    assert of("approved", "draft") == "Ya escrito."
    assert of("draft", "approved") == of("hold", "approved") == of("hold", "draft") == "Dicho."


# Of the guide


def test_every_post_of_the_guide_is_given_out_word_for_word(own: Project) -> None:
    guide = GUIDE
    for correction in own.corrections:
        guide = guide.replace(correction.found, correction.corrected)
    entries = pictured(own)
    labels = {"facebook": "- **Sample Facebook/Instagram Post:** ", "x": "- **Twitter:** "}
    found = 0
    for platform, label in labels.items():
        given_out = [texts(own, entry)[platform] for entry in entries]
        for line in guide.splitlines():
            if line.strip().startswith(label):
                words = line.strip().removeprefix(label)
                found += 1
                assert sum(text.startswith(words) for text in given_out) == 1, words
    assert found == 14  # seven points have both
    thread = re.findall(r"^ *[0-9]\. (.* \d/8)$", guide, re.MULTILINE)
    assert thread == [texts(own, entry)["x"] for entry in entries if entry.number]


def test_every_entry_has_a_post_on_every_platform(own: Project) -> None:
    """Within the limit, with whole words and an address; but for those of a thread."""
    known = {plainly(url) for link in own.links for url in (link.url, link.moved) if url}
    known.add(plainly(own.brand.footer["en"].address))
    for entry in pictured(own):
        for tag in entry.text:
            posts = posts_for(own, entry, tag)
            assert [post.platform for post in posts] == [*PLATFORMS]
            for post in posts:
                assert not any(length.over for length in post.lengths), post
                assert post.lengths == lengths(post.platform, post.text)
                assert known & {*links(post.text)} or (
                    entry.number and PLATFORMS[post.platform].threads
                )
                assert any(whole(post) == said for said in saying(own, entry, tag)), post


def whole(post: Post) -> str:
    """The words of a post: what stands above the address and the help."""
    first = post.text.split("\n\n")[0].replace("https://", "")
    lines = first.split("\n")
    return "\n".join(lines[:-1] if "childtrafficking" in lines[-1] and lines[1:] else lines)


def saying(project: Project, entry: Caption, tag: str) -> set[str]:
    """What somebody wrote for an entry."""
    heading = [entry.heading[tag].text.words] if tag in entry.heading else []
    found = {"\n".join([*heading, entry.text[tag].text.words])}
    found |= {text.value for text in entry.posts.values()} if tag == project.language else set()
    for thread in project.threads:
        found |= {post.text[tag].text.value for post in thread.posts if tag in post.text}
    return {text.replace("https://", "") for text in found}


def test_no_english_stands_below_a_spanish_picture(own: Project) -> None:
    english = (own.brand.help["en"].words, own.brand.footer["en"].words, LABELS["en"])
    cards = resolve(own, Selection(("all",), (), ("es",), ("draft",))).cards
    posts = [card.post for card in cards if card.post is not None]
    assert len(posts) > 150
    for post in posts:
        assert post.lang == "es" and not any(words in post.text for words in english)
        assert own.brand.footer["es"].words in post.text or fits(post.platform, post.text) is False


def test_a_partner_s_posts_lead_to_the_partner(own: Project) -> None:
    folders = [path.parent for path in sorted((ROOT / "examples").rglob("brand.yaml"))]
    partner = next(
        project
        for project in (load_project(ROOT, folder) for folder in folders)
        if project.brand.footer["en"].address != own.brand.footer["en"].address
    )
    address = plainly(own.brand.footer["en"].address)
    for entry in pictured(partner):
        for post in posts_for(partner, entry, "en"):
            assert address not in links(post.text), post


# By rule


def test_what_somebody_wrote_for_a_platform_stands_there_as_it_is(small: Project) -> None:
    entry = caption("Ask first.", x=f"Ask. {ADDRESS} #ask", facebook="Ask first, then share.")
    posts = {post.platform: post for post in posts_for(small, entry, "en")}
    assert posts["x"].text == f"Ask. {ADDRESS} #ask\n\n{HELP}"
    assert posts["facebook"].text == (
        f"Ask first, then share.\nLearn more at https://{ADDRESS}\n\n{HELP}"
    )
    assert [id for id, post in posts.items() if post.written] == ["x", "facebook"]
    short = ("threads", "bluesky", "mastodon")
    assert {posts[id].text for id in short} == {f"Ask. https://{ADDRESS} #ask\n\n{HELP}"}
    others = {id for id in PLATFORMS if id not in ("x", *short)}
    assert all(posts[id].text.startswith("Ask first, then share.\n") for id in others)


def test_a_platform_takes_the_next_words_where_the_first_are_too_long(small: Project) -> None:
    entry = caption("Ask first.", facebook="a" * 600, x=f"{'b' * 200} {ADDRESS}")
    posts = texts(small, entry)
    assert posts["linkedin"].startswith("aaa") and posts["pinterest"].startswith("bbb")
    assert posts["threads"].startswith("bbb")
    without_x = caption("Ask first.", facebook="a" * 600)
    assert texts(small, without_x)["threads"].startswith("Ask first.\n")
    assert texts(small, without_x)["x"].startswith("Ask first.\n")


def test_an_address_is_followed_or_read(small: Project) -> None:
    posts = texts(small, caption(f"See {ADDRESS}, and example.com."))
    for id, row in PLATFORMS.items():
        scheme = "https://" if row.links and not row.bare else ""
        assert posts[id].startswith(f"See {scheme}{ADDRESS}, and {scheme}example.com."), id
        assert "Learn more" not in posts[id], "the words have the address"
    assert fits("mastodon", posts["mastodon"]) and "https://" not in posts["instagram"]


def test_help_is_left_off_where_there_is_no_room_and_so_is_the_way(small: Project) -> None:
    room = 280 - len("\nLearn more at ") - 23
    whole_way = texts(small, caption("a" * room))["x"]
    assert whole_way == f"{'a' * room}\nLearn more at {ADDRESS}"
    assert texts(small, caption("a" * (room + 1)))["x"] == f"{'a' * (room + 1)}\n{ADDRESS}"
    least = 280 - 1 - 23
    assert texts(small, caption("a" * least))["x"] == f"{'a' * least}\n{ADDRESS}"
    found = posted(small, caption("a" * (least + 1)), "en", ("x", ""))
    assert found.post is None and found.unposted[0].over == 1
    helped = 280 - len("\nLearn more at ") - 23 - len(f"\n\n{HELP}")
    assert texts(small, caption("a" * helped))["x"].endswith(HELP)
    assert not texts(small, caption("a" * (helped + 1)))["x"].endswith(HELP)


def test_what_the_picture_shows_is_said_where_no_field_is_for_it(small: Project) -> None:
    posts = texts(small, caption("Ask first."), alt="A phone, lit.")
    end = "\n\nImage description: A phone, lit."
    assert {id for id, text in posts.items() if text.endswith(end)} == DESCRIBED
    assert sorted(DESCRIBED) == ["nextdoor", "reddit", "telegram", "whatsapp", "youtube"]
    spanish = caption("Pregunte.", "es")
    assert texts(small, spanish, "es", "Un teléfono.")["reddit"] == (
        f"Pregunte.\nMás en https://{ADDRESS}\n\nDescripción de la imagen: Un teléfono."
    )
    assert LABELS.keys() == LANGUAGES.keys()
    assert description("", "en") == "" and description("鍵。", "ja") == "画像の説明：鍵。"


def test_too_many_hashtags_are_another_s_words(small: Project) -> None:
    many = "#a #b #c #d #e #f"
    entry = caption("Ask first.", facebook=many, x="Ask. #a")
    assert texts(small, entry)["instagram"].startswith("Ask. #a\n")
    assert texts(small, entry)["linkedin"].startswith(many)
    found = posted(small, caption(many), "en", ("instagram", ""))
    assert found.post is None and not any(length.over for length in found.unposted)
    assert hashtags("#a example.org/#b &#c #1") == ["#a"]


def test_written_words_are_kept_even_when_they_do_not_fit(small: Project) -> None:
    """The checks say so; nobody's words are exchanged for others without a word."""
    post = posted(small, caption("Ask first.", x="a" * 281), "en", ("x", "")).post
    assert post is not None and post.text == "a" * 281 and post.lengths[0].over == 1
    entry = caption("Ask first.", x="a" * 300)
    whole_project = replace(small, captions=(entry,))
    (wrong,) = (p for p in read(whole_project) if p.code == "post-too-long")
    assert (wrong.at, wrong.severity.value) == (AT, "error")


def test_a_post_of_a_thread_stands_alone_where_there_are_no_threads(own: Project) -> None:
    (entry,) = (entry for entry in pictured(own) if entry.id == "thread-3")
    posts = texts(own, entry)
    threaded = [id for id in PLATFORMS if posts[id].endswith("3/8")]
    assert threaded == ["x", "threads", "bluesky", "mastodon"]
    for id in PLATFORMS.keys() - threaded:
        assert "3/8\nLearn the facts at" in posts[id] and own.brand.help["en"].words in posts[id]


def test_what_is_no_post_has_none(own: Project) -> None:
    cards = resolve(own, Selection(("all",), ("like-this",))).cards
    without = {card.placement.id for card in cards if card.post is None}
    assert without == {row.id for row in PLACEMENTS.values() if row.platform not in PLATFORMS} | {
        *("x-header", "facebook-cover", "instagram-story", "instagram-highlight")
    } & {card.placement.id for card in cards}
    for card in cards:
        if card.post is not None:
            assert card.post_text == texts(own, captions(own)[card.caption])[card.post.platform]


def captions(project: Project) -> dict[str, Caption]:
    return {entry.id: entry for entry in pictured(project)}


def test_a_picture_made_now_has_its_post(own: Project) -> None:
    (card,) = cards_of(own, Wish("Ask **first.**", ("telegram-post",)))
    assert card.post_text.startswith("Ask first.\nLearn the facts at https://")
    assert card.post_text.endswith(f"Image description: {card.alt}")


def test_an_alt_text_has_no_words_of_another_language(own: Project) -> None:
    spanish = replace(captions(own)["like-this"], alt={})
    project = replace(own, captions=(spanish,), points=(), threads=())
    for tag, known in (("en", True), ("es", False)):
        statuses = ("approved", "draft")
        (card,) = resolve(project, Selection(("x-post",), (), (tag,), statuses)).cards
        assert (card.background.about in card.alt) is known
        assert card.alt.startswith(card.passages[0].text.words)


WORDS = st.text(st.sampled_from("ab é中👍#.\u0300"), max_size=600).map(lambda s: f"a{s.strip()}z")


@settings(max_examples=40)
@given(words=WORDS, x=st.none() | WORDS, alt=st.text("ab ", max_size=900))
def test_a_post_is_whole_or_there_is_none(words: str, x: str | None, alt: str) -> None:
    small = project()
    entry = caption(words, **({"x": x} if x is not None else {}))
    for id in PLATFORMS:
        found = posted(small, entry, "en", (id, alt))
        if found.post is None:
            assert any(length.over for length in found.unposted) or PLATFORMS[id].hashtags
            assert not (id == "x" and x is not None)
            continue
        post = replace(found.post, text=found.post.text.replace("https://", ""))
        said = [text for text in (x, " ".join(words.split())) if text is not None]
        assert any(post.text.startswith(text) for text in said)
        assert post.written == (id == "x" and x is not None)
        if not post.written:
            assert ADDRESS in post.text and not any(length.over for length in post.lengths)
        rest = post.text.split("\n", 1)
        for part in rest[1].split("\n\n") if len(rest) > 1 and "\n" not in words else ():
            known = (HELP, f"Image description: {alt}", ADDRESS)
            assert part.removeprefix("Learn more at ") in known
