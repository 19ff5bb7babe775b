"""Frames: what the layout promises, for any words on any canvas."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cards import card, placement, text
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sharegen.catalog.platforms import PLACEMENTS
from sharegen.catalog.proofs import FRAME, Proof
from sharegen.check import check
from sharegen.layout import layout
from sharegen.layout.galley import galley
from sharegen.layout.ladder import Rung
from sharegen.model.card import Card
from sharegen.model.diagnostic import CardError
from sharegen.model.frame import Frame
from sharegen.model.geometry import Insets, Rect

WORDS = st.lists(
    st.sampled_from(
        "Children are lured into sex trafficking **by people** they trust, not by strangers. "
        "Ask first. **recruitment** online".split()
    ),
    min_size=1,
    max_size=18,
).map(" ".join)
CANVASES = st.tuples(st.integers(600, 1600), st.integers(600, 1900)).filter(
    lambda size: 0.5 <= size[0] / size[1] <= 2.1
)


def lines_of(frame: Frame) -> list[str]:
    return [line.text for setting in frame.settings for line in setting.lines]


def laid_out(made: Card) -> tuple[Frame | None, str]:
    """The frame, or the code of what stands against it."""
    try:
        return layout(made), ""
    except CardError as error:
        return None, error.problem.code


@given(WORDS, CANVASES, st.floats(0, 0.8), st.floats(0, 0.5), st.floats(0.1, 0.6))
@settings(max_examples=60)
def test_words_are_whole_and_stand_in_the_safe_area_off_the_subject(
    words: str, size: tuple[int, int], x: float, y: float, part: float
) -> None:
    width, height = size
    subject = Rect(x * width, y * height, min(part, 1 - x) * width, min(part, 1 - y) * height)
    made = card(words, placement(width, height), subject)
    frame, code = laid_out(made)
    if frame is None:
        assert code in ("overflow", "footer-overflow")
        return
    assert not check(FRAME, Proof(made, frame)).errors
    (setting,) = frame.settings
    assert " ".join(" ".join(lines_of(frame)).split()) == made.passages[0].text.words
    assert not setting.ink.intersects(subject)
    assert frame.safe.contains(Rect(setting.ink.x, setting.ink.y, setting.ink.width, 0), 3)
    assert all(line.width <= setting.area.width + 0.001 for line in setting.lines)


@given(WORDS, st.integers(0, 200))
@settings(max_examples=30)
def test_more_room_never_costs_more(words: str, more: int) -> None:
    """The canvas stays, what covers it shrinks: the setting gets no dearer."""
    tight = card(words, placement(1080, 1350, Insets(0, 260, 300, 260)))
    loose = card(words, placement(1080, 1350, Insets(0, 260 - more, 300, 260 - more)))
    try:
        dear = layout(tight).settings[0].cost
    except CardError:
        assume(False)
        return
    assert layout(loose).settings[0].cost <= dear + 1e-4


def test_the_last_baseline_is_common_to_all_words_of_a_placement() -> None:
    for name in PLACEMENTS:
        frames = [
            layout(card(words, name)) for words in ("Not like this.", "Ask. " * 6, "Children")
        ]
        assert len({round(f.settings[0].lines[-1].baseline, 6) for f in frames}) == 1
        assert len({f.rules for f in frames}) == 1
        assert len({f.footer for f in frames}) == 1


def test_the_footer_is_large_enough_and_on_every_card() -> None:
    for name, spot in PLACEMENTS.items():
        (footer,) = layout(card("Not like this.", name)).footer
        assert footer.size_px >= max(3.4 * spot.size.unit, spot.size.width / 30) - 1e-6
        assert " ".join(line.text for line in footer.lines) == (
            "Learn the facts at polarisproject.org/childtrafficking"
        )
        assert footer.ink.bottom <= spot.size.height - spot.clear.bottom


def test_the_first_letter_of_every_line_stands_on_the_margin() -> None:
    frame = layout(
        card("Children virtually always know them. Ask first, then share what you know.")
    )
    left = frame.safe.x
    assert all(line.ink.x == pytest.approx(left, abs=0.01) for line in frame.settings[0].lines)


def test_a_line_is_as_wide_as_it_was_measured() -> None:
    """Archivo kerns k and y with a space: a line that ends in them is wider than it was inside."""
    made = card("trafficking Ask **recruitment** they really Children", placement(600, 600))
    (passage,), (setting,) = made.passages, layout(made).settings
    rung = Rung("", setting.size_px, setting.width_axis, 0)
    proof = galley(made.case, passage.style, passage.text, rung)
    for line in setting.lines:
        start = passage.text.value.index(line.text)
        measured = proof.width(start, start + len(line.text)) * setting.size_px
        assert line.width == pytest.approx(measured, abs=1e-6)


def test_forced_lines_and_no_break_marks_are_obeyed() -> None:
    assert lines_of(layout(card("Not\nlike this."))) == ["Not", "like this."]
    held = layout(card("Children are lured by~people~they~trust here", placement(700, 1400)))
    assert any("by\u00a0people\u00a0they\u00a0trust" in line for line in lines_of(held))


def test_emphasis_is_weight_and_colour() -> None:
    frame = layout(card("They **know their traffickers.**"))
    runs = [run for line in frame.settings[0].lines for run in line.runs]
    weights = {run.text.strip(): dict(run.instance)["wght"] for run in runs}
    assert weights == {"They": 600, "know their traffickers.": 800}
    assert len({run.color for run in runs}) == 2


def test_words_keep_to_the_side_of_a_tall_subject() -> None:
    frame = layout(card("Ask first.", placement(1200, 675), Rect(700, 0, 500, 675)))
    assert frame.settings[0].region == "left"
    assert frame.settings[0].ink.right < 700


def test_too_many_words_are_an_error_with_numbers() -> None:
    with pytest.raises(CardError) as caught:
        layout(card("Children are lured into it by people they trust. " * 12))
    problem = caught.value.problem
    assert problem.code == "overflow"
    assert "lines on instagram-square" in problem.message
    assert "67 px" in problem.message
    assert "cut about" in problem.hint


def test_a_word_wider_than_the_measure_is_an_error_that_names_it() -> None:
    word = "Donaudampfschifffahrtsgesellschaftskapitaen"
    with pytest.raises(CardError) as caught:
        layout(card(f"The {word}"))
    assert word in caught.value.problem.message


def test_no_room_at_all_is_an_error_like_too_little() -> None:
    with pytest.raises(CardError) as caught:
        layout(card("Ask first.", subject=Rect(0, 0, 1080, 1080)))
    assert caught.value.problem.code == "overflow"
    assert "0 px fit" in caught.value.problem.message


def test_a_missing_glyph_is_an_error_that_names_it() -> None:
    with pytest.raises(CardError) as caught:
        layout(card("Hello 漢"))
    problem = caught.value.problem
    assert problem.code == "missing-glyph"
    assert "U+6F22" in problem.message
    assert "Archivo" in problem.message


def test_short_text_is_the_rung_before_the_error() -> None:

    long = card("Children are lured into it by people they trust. " * 12)
    short = replace(long, passages=(replace(long.passages[0], short=text("Ask first.")),))
    (setting,) = layout(short).settings
    assert (setting.rung, setting.source.value) == ("short", "Ask first.")


def test_a_copy_editor_caps_the_size() -> None:

    free = card("Not like this.")
    capped = replace(free, passages=(replace(free.passages[0], size_cap=60.0),))
    assert layout(capped).settings[0].size_px == 60.0
