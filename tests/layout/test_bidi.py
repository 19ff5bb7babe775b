"""Which way characters run. Unicode's own tests are in tests/unicode/test_bidi_vectors.py."""

from __future__ import annotations

import sys

import pytest
import unicodedata2
from hypothesis import given
from hypothesis import strategies as st

from sharegen.layout.bidi import base_level, levels, line_levels, needs_bidi, visual_runs
from sharegen.layout.resolving import CLOSERS

# One character of each class, so that texts by chance meet every rule; two for what has kinds.
TEXTS = st.text(
    "ab\u05d0\u05d1\u0627\u0628\u06601+-#%,.:\n\t !?()[]\u2329\u3009\u0300\u00ad\u200f"
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    max_size=40,
)
BASES = st.sampled_from([0, 1, None])


def seen(text: str, base: int | None = None) -> str:
    """A text of one line as it is seen, from left to right."""
    found = line_levels(text, levels(text, base), (0, len(text)), base)
    return "".join(
        text[start:end][:: -1 if level % 2 else 1] for start, end, level in visual_runs(found)
    )


@pytest.mark.parametrize(
    ("text", "base", "wanted"),
    [
        ("plain words", None, "plain words"),
        ("אבג דהו", None, "והד גבא"),
        ("אבג abc דהו", 1, "והד abc גבא"),
        ("אבג 24/7 דהו", 1, "והד 24/7 גבא"),
        ("ابج 1,5 دهو", 1, "وهد 1,5 جبا"),
        ("אבג!", 1, "!גבא"),
        ("Hello!", 1, "!Hello"),
        ("abc אבג, דהו!", 0, "abc והד ,גבא!"),
        ("אבג (abc) ד", 1, "ד )abc( גבא"),
        ("abc (אבג) d", 0, "abc (גבא) d"),
        ("אבג site.org/x", 1, "site.org/x גבא"),
        ("אבג \u2066site.org/x?\u2069!", 1, "!\u2069site.org/x?\u2066 גבא"),
    ],
)
def test_words_are_seen_in_their_order(text: str, base: int | None, wanted: str) -> None:
    assert seen(text, base) == wanted


def test_each_forced_line_is_a_paragraph() -> None:
    assert levels("א!\nb!", None) == (1, 1, 1, 0, 0)
    assert levels("א!\nb!", 1) == (1, 1, 1, 2, 1)
    assert levels("א\r\nb", None) == (1, 1, 1, 0)
    assert line_levels("א!\nb!", levels("א!\nb!", None), (3, 5), None) == (0, 0)
    assert line_levels("a\nא!", levels("a\nא!", None), (2, 4), None) == (1, 1)


def test_blanks_at_the_end_of_a_line_go_to_its_edge() -> None:
    text = "abc אבג דהו"
    found = levels(text, 0)
    assert found[7] == 1
    assert line_levels(text, found, (0, 8), 0)[7] == 0


def test_what_is_removed_has_the_level_before_it() -> None:
    assert levels("\u200bא\u200bב", 0) == (0, 1, 1, 1)
    assert levels("א\u202bב\u202cא", 1) == (1, 1, 3, 3, 1)


def test_the_first_strong_character_outside_isolates_gives_the_base() -> None:
    assert base_level("… אב") == 1
    assert base_level("\u2067אב\u2069 abc") == 0
    assert base_level("12 !") == 0


def test_needs_bidi_knows_every_character() -> None:
    kinds = {"R", "AL", "AN", "RLE", "RLO", "RLI"}
    every = [chr(code) for code in range(sys.maxunicode + 1)]
    turning = {char for char in every if unicodedata2.bidirectional(char) in kinds}
    assert all(needs_bidi(f"a{char}b") for char in turning)
    assert not needs_bidi("".join(char for char in every if char not in turning))


def test_every_bracket_is_known() -> None:
    """BidiBrackets.txt: the mirrored neutrals among opening and closing punctuation."""
    found = {
        char
        for char in map(chr, range(sys.maxunicode + 1))
        if unicodedata2.category(char) in ("Ps", "Pe")
        and unicodedata2.mirrored(char)
        and unicodedata2.bidirectional(char) == "ON"
    }
    assert unicodedata2.unidata_version == "17.0.0"
    assert set(CLOSERS) == {char for char in found if unicodedata2.category(char) == "Ps"}
    closers = {unicodedata2.normalize("NFD", c) for c in found if unicodedata2.category(c) == "Pe"}
    assert set(CLOSERS.values()) == closers


@given(TEXTS, BASES)
def test_no_character_is_lost_in_the_order(text: str, base: int | None) -> None:
    found = levels(text, base)
    assert len(found) == len(text)
    assert sorted(seen(text, base)) == sorted(text)


@given(TEXTS, BASES)
def test_paragraphs_do_not_know_of_each_other(text: str, base: int | None) -> None:
    alone = [level for line in text.splitlines(True) for level in levels(line, base)]
    assert levels(text, base) == tuple(alone)


@given(TEXTS)
def test_what_needs_no_bidi_stays_as_it_is(text: str) -> None:
    if not needs_bidi(text):
        assert seen(text, 0) == text


@given(st.lists(st.integers(0, 6), max_size=20))
def test_runs_are_turned_as_l2_says(found: list[int]) -> None:
    order = list(range(len(found)))
    for height in range(max(found, default=0), 0, -1):  # L2 to the letter, one by one
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and found[order[end]] >= height:
                end += 1
            order[at:end] = reversed(order[at:end])
            at = end + 1
    runs = visual_runs(found)
    assert [i for a, b, level in runs for i in range(a, b)[:: -1 if level % 2 else 1]] == order
