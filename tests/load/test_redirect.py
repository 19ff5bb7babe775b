"""Under another brand, posts and threads lead to its address."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sharegen.load import load_project
from sharegen.load.redirect import redirected, threads_redirected
from sharegen.model.diagnostic import Location
from sharegen.model.manuscript import Caption, Text, Thread, ThreadPost, Translation
from sharegen.model.project import Brand, FooterText

ROOT = Path(__file__).resolve().parents[2]
AT = Location("captions.yaml", 1, 1)
OLD, NEW = "example.org/facts", "partner.example/kids"


def brand(now: str = NEW, before: str = OLD) -> Brand:
    footer, instead = ({"en": FooterText("Learn at", address)} for address in (now, before))
    return Brand("Partner", {}, {}, footer, instead=instead)


def led(text: str, now: str = NEW, before: str = OLD) -> str:
    caption = Caption("one", AT, {}, posts={"x": Text(text)})
    (changed,) = redirected([caption], brand(now, before), "en")
    return changed.posts["x"].value


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("See example.org/facts.", "See partner.example/kids."),
        ("See https://example.org/facts/ now", "See https://partner.example/kids now"),
        ("http://Example.org/Facts #a", "https://partner.example/kids #a"),
        ("(example.org/facts)\nexample.org/facts", "(partner.example/kids)\npartner.example/kids"),
    ],
)
def test_the_address_is_the_brands(text: str, wanted: str) -> None:
    assert led(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "example.org",
        "example.org/facts/more",
        "example.org/factsheet",
        "my.example.org/facts",
        "me@example.org/facts",
        "other.org/example.org/facts",
    ],
)
def test_other_addresses_stay(text: str) -> None:
    assert led(text) == text


def test_a_scheme_is_written_once() -> None:
    assert led("https://example.org/facts", now="https://partner.example") == (
        "https://partner.example"
    )
    assert led("example.org/facts", before="https://example.org/facts") == NEW


def test_the_projects_own_brand_changes_nothing() -> None:
    own = replace(brand(), instead={})
    caption = Caption("one", AT, {}, posts={"x": Text(f"See {OLD}")})
    assert redirected([caption], own, "en") == (caption,)


def test_emphasis_stays_on_its_words() -> None:
    text = Text(f"Go to {OLD} and {OLD}: learn", ((0, 2), (6, 23), (47, 52)))
    post = ThreadPost("talk-1", AT, {"en": Translation(text)}, excerpt={"en": Translation(text)})
    (thread,) = threads_redirected([Thread("talk", AT, (post,))], brand())
    for words in (thread.posts[0].text["en"].text, thread.posts[0].excerpt["en"].text):
        emphasised = [words.value[start:end] for start, end in words.spans]
        assert emphasised == ["Go", NEW, "learn"]
        assert words.value == f"Go to {NEW} and {NEW}: learn"


def test_no_post_of_the_partner_leads_to_the_projects_address() -> None:
    project = load_project(ROOT, ROOT / "examples/partner")
    posts = [text.value for point in project.points for text in point.posts.values()]
    posts += [post.text["en"].text.value for thread in project.threads for post in thread.posts]
    assert sum("example.org/childsafety" in post for post in posts) == 5
    assert not any("polarisproject.org/childtrafficking" in post for post in posts)
