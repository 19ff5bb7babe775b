"""Posts are as long as their platforms say they are."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharegen import counting
from sharegen.catalog.posting import PLATFORMS, count, fits, lengths, limit_of
from sharegen.counting.clusters import clusters
from sharegen.counting.domains import TOP_LEVEL_DOMAINS
from sharegen.counting.emoji import emoji
from sharegen.counting.urls import urls

VECTORS: dict[str, list[dict[str, Any]]] = json.loads(
    Path(__file__).with_name("twitter-text.json").read_text("utf-8")
)
FAMILY, ENGLAND, GERMANY = "👨\u200d👩\u200d👧\u200d👦", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🇩🇪"
# Whatever counters treat in a way of its own.
TEXTS = st.text("aéạ漢 .-/#@:()…“”'1\u20e3\ufe0f\u200d👩🚀🏽🇩🇪©☀ا\u0301\n", max_size=40)
PARTS = st.lists(st.sampled_from(["https://", "example.org", "/a", " ", "(", ")", "日本", "."]))


def found(text: str, bare: bool = True) -> list[str]:
    return [text[start:end] for start, end in urls(text, bare)]


@pytest.mark.parametrize("row", VECTORS["weights"], ids=lambda row: row["description"])
def test_x_weighs_as_its_own_tests_say(row: dict[str, Any]) -> None:
    assert counting.weighted(row["text"]) == row["expected"]


@pytest.mark.parametrize("row", VECTORS["urls"], ids=lambda row: row["description"])
def test_links_are_found_as_twitter_text_finds_them(row: dict[str, Any]) -> None:
    assert found(row["text"]) == row["expected"]


@pytest.mark.parametrize("row", VECTORS["other"], ids=lambda row: row["text"])
def test_our_texts_weigh_what_twitter_text_says(row: dict[str, Any]) -> None:
    assert counting.weighted(row["text"]) == row["weight"]
    assert found(unicodedata.normalize("NFC", row["text"])) == row["urls"]


def test_an_address_without_https_counts_as_a_link_on_x() -> None:
    assert counting.weighted("polarisproject.org/childtrafficking") == 23
    assert counting.weighted("See polarisproject.org/childtrafficking.") == 4 + 23 + 1
    assert counting.weighted("See polarisproject.nothing/childtrafficking") == 43


def test_marks_of_typography_weigh_two_where_x_says_so() -> None:
    assert counting.weighted("“quoted” – and — it’s") == len("“quoted” – and — it’s")
    assert counting.weighted("…") == counting.weighted("•") == counting.weighted("ạ") == 2


@pytest.mark.parametrize(
    "one", [FAMILY, ENGLAND, GERMANY, "👍🏽", "1\ufe0f\u20e3", "❤\ufe0f", "🧑\u200d🦰"]
)
def test_an_emoji_is_one_however_it_is_put_together(one: str) -> None:
    assert list(emoji(f"a{one}b")) == [(1, 1 + len(one))]
    assert counting.weighted(one) == 2
    assert counting.graphemes(one) == 1
    assert counting.with_heavy_emoji(one) == len(one.encode())
    assert counting.with_short_links(one) == 1


@pytest.mark.parametrize("text", ["©", "1", "#", "a", "☀\ufe0e", "日", ""])
def test_what_has_no_colours_is_no_emoji(text: str) -> None:
    assert not list(emoji(text))
    assert counting.with_heavy_emoji(text) == len(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("e\u0301", 1),
        ("한국", 2),
        ("\u1112\u1161\u11ab", 1),  # Hangul, put together of its letters
        ("क्षि", 1),
        ("நி", 1),
        ("กำ", 1),
        (GERMANY * 2, 2),
        ("\r\n", 1),
        ("שָׁלוֹם", 4),
    ],
)
def test_bluesky_counts_what_readers_take_for_characters(text: str, wanted: int) -> None:
    assert count("bluesky", text) == wanted


def test_bluesky_has_a_second_limit_of_bytes() -> None:
    families = FAMILY * 121  # of 25 bytes each
    measured = [
        (length.measured, length.most, length.over) for length in lengths("bluesky", families)
    ]
    assert measured == [(121, 300, 0), (3025, 3000, 25)]
    assert not fits("bluesky", families) and fits("bluesky", FAMILY * 120)


def test_mastodon_counts_as_its_own_tests_say() -> None:
    # spec/validators/status_length_validator_spec.rb of mastodon/mastodon, read 2026-11-27
    assert count("mastodon", "a" * 476 + f" http://{'b' * 30}.com/example") == 500
    assert count("mastodon", "a" * 475 + f" @alice@{'b' * 30}.com") == 482
    assert count("mastodon", "a" * 520) == 520


def test_mastodon_shortens_no_address_without_https() -> None:
    assert count("mastodon", "polarisproject.org/childtrafficking") == 35
    assert count("mastodon", "me@example.org, @me@example.org") == 14 + 2 + 3


def test_plain_counters() -> None:
    assert count("facebook", "a😷") == 3
    assert count("instagram", "a😷") == 2
    assert count("threads", "a😷") == 5
    assert counting.utf8_bytes("é😷") == 6


def test_every_platform_has_a_counter_and_says_where_its_limit_is_from() -> None:
    for id, row in PLATFORMS.items():
        assert row.id == id and row.name and row.source and row.confidence in "ABCDM"
        assert row.counter in counting.COUNTERS
        assert limit_of(id) == row.limit > 0
        assert lengths(id, "abc")[0].measured == count(id, "abc") == 3
    assert (limit_of("x"), limit_of("bluesky"), limit_of("mastodon")) == (280, 300, 500)


def test_the_domains_are_all_there() -> None:
    assert len(TOP_LEVEL_DOMAINS) == 1574
    assert {"org", "com", "co", "рф", "museum"} <= set(TOP_LEVEL_DOMAINS)


@given(TEXTS)
def test_ranges_are_in_order_and_no_counter_fails(text: str) -> None:
    for ranges in (list(emoji(text)), list(urls(text)), list(clusters(text))):
        ends = [place for span in ranges for place in span]
        assert ends == sorted(ends)
        assert all(start < end for start, end in ranges)
    counts = {name: counter(text) for name, counter in counting.COUNTERS.items()}
    assert all(number >= 0 for number in counts.values())
    assert counts["bluesky"] <= counts["characters"] <= counts["utf-16"]
    assert counts["threads"] >= counts["characters"]


@given(PARTS)
def test_what_begins_with_https_is_a_link_in_every_way_of_looking(parts: list[str]) -> None:
    text = "".join(parts)
    assert set(urls(text, bare=False)) <= set(urls(text))
    assert all(link.startswith("https://") for link in found(text, bare=False))
