"""Where lines may end, and what it costs."""

from __future__ import annotations

import pytest
from cards import text

from sharegen.catalog.languages import LANGUAGES
from sharegen.layout import breaking
from sharegen.layout.breaking import Joint, joints, opportunities

ENGLISH = LANGUAGES["en"]


def joint_after(words: str, last: str, phrases: tuple[str, ...] = ()) -> Joint:
    """The joint right after the given words."""
    source = text(words)
    end = source.value.index(last) + len(last)
    return next(joint for joint in joints(source, ENGLISH, phrases) if joint.end == end)


@pytest.mark.parametrize(
    ("words", "last", "price"),
    [
        ("Ask first. Then share it", "first.", breaking.SENTENCE_END),
        ("Ask first, then share it", "first,", breaking.CLAUSE_END),
        ("they share it with children", "it", breaking.PHRASE_START),
        ("they share small children", "share", breaking.PLAIN),
        ("sharing the children", "the", breaking.PLAIN + breaking.WEAK_END),
        ("they went to, then came", "to,", breaking.CLAUSE_END),
        ("they **know their many quiet ways** well", "their", breaking.PLAIN + breaking.WEAK_END
         + breaking.WITHIN_EMPHASIS),
        ("they really **know their many quiet ways** well", "really", breaking.TURN),
        ("a well-known fact", "well-", breaking.WITHIN_WORD),
    ],
)  # fmt: skip
def test_a_line_end_costs_what_the_words_around_it_say(words: str, last: str, price: float) -> None:
    assert joint_after(words, last).price == pytest.approx(price)


def test_a_phrase_holds_together() -> None:
    held = joint_after("about sex trafficking today", "sex", ("sex trafficking",))
    free = joint_after("about sex trafficking today", "sex")
    assert held.price == free.price + breaking.HARD


@pytest.mark.parametrize("words", ["**know their traffickers.**", "It was **Not**"])
def test_emphasis_of_up_to_three_words_holds_together(words: str) -> None:
    inside = [j.price for j in joints(text(words), ENGLISH, ()) if j.next < len(text(words).value)]
    held = [price >= breaking.HARD for price in inside]
    assert held == ([True, True] if "know" in words else [False, False])


@pytest.mark.parametrize(
    ("words", "last"), [("some 40 % of them", "40"), ("1 out of 7 runaways", "out")]
)
def test_a_number_holds_its_unit(words: str, last: str) -> None:
    assert joint_after(words, last).price >= breaking.HARD


def test_a_forced_line_is_taken() -> None:
    forced = joint_after("Not\nlike this", "Not")
    assert forced.forced
    assert forced.price == 0


def test_a_no_break_space_is_no_opportunity() -> None:
    assert [j.end for j in joints(text("one~two three"), ENGLISH, ())] == [7, 13]


def test_an_address_is_one_word() -> None:
    value = "see polarisproject.org/childtrafficking now"
    assert opportunities(value, "en") == (4, 40, len(value))


def test_a_sentence_that_ends_inside_a_line_costs() -> None:
    assert joint_after("Ask. Then go on", "Ask.").runs_on == breaking.SENTENCE_RUNS_ON
    assert joint_after("Ask **then go on now** please", "Ask").runs_on == breaking.TURN_RUNS_ON
