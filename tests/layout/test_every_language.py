"""What the layout promises, in every language of the catalog."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

import pytest
from cards import placement
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from speaking import SHAPES, TAGS, spoken

from sharegen.catalog.languages import LANGUAGES
from sharegen.catalog.proofs import FRAME, Proof
from sharegen.check import check
from sharegen.layout import layout
from sharegen.layout.bidi import needs_bidi
from sharegen.layout.mirror import turned
from sharegen.layout.punctuation import punctuated
from sharegen.load.markup import parse
from sharegen.model.card import Card
from sharegen.model.diagnostic import CardError, Location
from sharegen.model.frame import Frame
from sharegen.model.geometry import Rect
from sharegen.model.manuscript import Text
from sharegen.model.project import Background, Variant
from sharegen.model.spec import RTL
from sharegen.typeface import Voice, typeface

RIGHT_TO_LEFT = tuple(tag for tag, row in LANGUAGES.items() if row.script.direction == RTL)


def words_of(tag: str) -> list[str]:
    """The words of a sample; a sample without spaces in pieces of four characters."""
    sample = LANGUAGES[tag].sample.replace("**", "")
    return sample.split() if " " in sample.strip() else re.findall(".{1,4}", sample)


def told(card: Card, words: str) -> Card:
    """The card with other words."""
    text = parse(words, Location("captions.yaml"))[0]
    (passage,) = card.passages
    return replace(card, passages=(replace(passage, text=text),))


def on(card: Card, size: tuple[int, int], subject: Rect) -> Card:
    """The card on another canvas, over art with a subject."""
    spot = placement(*size)
    art = Variant(spot.size.shape, "art.svg", "svg", "0", *map(float, size), subject)
    background = Background("plain", "dark", variants=(art,))
    return replace(card, placement=spot, background=background)


def letters(text: str) -> str:
    return re.sub(r"\s", "", text)


def said(frame: Frame) -> str:
    return "".join(letters(line.text) for setting in frame.settings for line in setting.lines)


@pytest.mark.parametrize("placement", SHAPES)
@pytest.mark.parametrize("tag", TAGS)
def test_the_sample_of_every_language_stands_on_every_shape(tag: str, placement: str) -> None:
    card = spoken(tag, placement)
    frame = layout(card)
    assert not check(FRAME, Proof(card, frame)).errors
    text = punctuated(card.passages[0].text, card.case.language)
    assert said(frame) == letters(text.value)
    glyphs = [glyph for s in frame.settings for line in s.lines for run in line.runs
              for glyph in run.glyphs]  # fmt: skip
    assert all(glyph.id for glyph in glyphs)


@given(st.data())
@settings(max_examples=80)
def test_words_are_whole_in_the_safe_area_and_off_the_subject(data: st.DataObject) -> None:
    tag = data.draw(st.sampled_from(TAGS))
    base = spoken(tag, data.draw(st.sampled_from(SHAPES[:4])))
    drawn = data.draw(st.lists(st.sampled_from(words_of(tag)), min_size=1, max_size=12))
    marked = data.draw(st.integers(0, len(drawn)))
    glue = "" if base.case.language.script.spaceless else " "
    words = glue.join(f"**{word}**" if at == marked else word for at, word in enumerate(drawn))
    width = data.draw(st.integers(700, 1500))
    height = data.draw(st.integers(700, 1800))
    assume(0.5 <= width / height <= 2.1)
    subject = Rect(width * data.draw(st.floats(0, 0.6)), 0, width * 0.35, height * 0.3)
    made = on(told(base, words), (width, height), subject)
    try:
        frame = layout(made)
    except CardError as error:
        assert error.problem.code in ("overflow", "footer-overflow")
        return
    assert not check(FRAME, Proof(made, frame)).errors
    assert said(frame) == letters(punctuated(made.passages[0].text, made.case.language).value)
    seen = frame.ground.subject
    assert seen is not None and not frame.settings[0].ink.intersects(seen)
    assert all(rule.rect.y >= frame.settings[0].ink.bottom for rule in frame.rules)


@pytest.mark.parametrize("placement", SHAPES)
@pytest.mark.parametrize("tag", RIGHT_TO_LEFT)
def test_a_layout_from_right_to_left_is_the_mirror_image(tag: str, placement: str) -> None:
    card = spoken(tag, placement, " ".join(words_of(tag)[:4]), "house-key")
    frame = layout(card)
    width = frame.size.width
    left = layout(replace(turned(card), case=replace(card.case, language=LANGUAGES["en"])))
    assert frame.ground.mirrored
    assert frame.ground.subject == left.ground.subject.mirrored(width)  # type: ignore[union-attr]
    assert [rule.rect for rule in frame.rules] == [rule.rect.mirrored(width) for rule in left.rules]
    for setting in (*frame.settings, *frame.footer):
        edge = setting.area.right
        for line in setting.lines:
            if line.text[0] not in "“\"'«„”‘":
                assert line.ink.right == pytest.approx(edge, abs=0.51)


@pytest.mark.parametrize("tag", RIGHT_TO_LEFT)
def test_an_address_keeps_its_order(tag: str) -> None:
    card = spoken(tag, "open-graph")
    (footer,) = layout(card).footer
    shown = [run for line in footer.lines for run in line.runs if "/" in run.text]
    assert [run.text for run in shown] == [card.footer.address]


def outline(card: Card) -> list[tuple[int, float]]:
    """The glyphs of a card's first line from left to right, each with where it stands."""
    (line, *_) = layout(card).settings[0].lines
    return [
        (glyph.id, round(run.x + glyph.x - line.x, 2)) for run in line.runs for glyph in run.glyphs
    ]


def test_arabic_letters_join_across_emphasis() -> None:
    """The letters of one word have the same forms, wherever its emphasis begins."""
    plain, cut = spoken("ar", "open-graph", "كتاب"), spoken("ar", "open-graph", "ك**تاب**")
    assert [glyph for glyph, _ in outline(cut)] == [glyph for glyph, _ in outline(plain)]


def test_arabic_letters_have_their_joining_forms_in_visual_order() -> None:
    """Beh alone, since alef joins to nothing after it, then alef's final form, teh's medial one and
    kaf's initial one, from left to right."""
    (setting,) = layout(spoken("ar", "open-graph", "كتاب")).settings
    (run,) = setting.lines[0].runs
    type = typeface(run.face, run.instance)
    joiner, expected = "\u200d", []
    for letter in ("ب", f"{joiner}ا", f"{joiner}ت{joiner}", f"ك{joiner}"):
        shaped = type.shape(letter, Voice("ar", "Arab", rtl=True))
        expected += [glyph.id for glyph in shaped if any(type.extents(glyph.id))]
    assert [glyph.id for glyph in run.glyphs] == expected


def test_hebrew_letters_stand_from_right_to_left() -> None:
    (setting,) = layout(spoken("he", "open-graph", "אבג")).settings
    (run,) = setting.lines[0].runs
    type = typeface(run.face, run.instance)
    assert [glyph.id for glyph in run.glyphs] == [type.glyph(letter) for letter in "גבא"]


@pytest.mark.parametrize("tag", TAGS)
def test_decomposed_letters_are_set_like_composed_ones(tag: str) -> None:
    sample = LANGUAGES[tag].sample
    one = spoken(tag, "open-graph", unicodedata.normalize("NFC", sample))
    two = spoken(tag, "open-graph", unicodedata.normalize("NFD", sample))
    assert layout(one) == layout(two)


@pytest.mark.parametrize("tag", [tag for tag in TAGS if LANGUAGES[tag].script.joined])
def test_nothing_is_put_between_letters_that_hang_together(tag: str) -> None:
    assert spoken(tag, "open-graph").passages[0].style.tracking_em == 0


def test_opening_quotes_hang_in_the_margin() -> None:
    frame = layout(spoken("en", "instagram-portrait", "“Ask first,” they say."))
    (line, *_) = frame.settings[0].lines
    letter = line.runs[0].glyphs[1]
    assert line.ink.x < frame.safe.x
    type = typeface(line.runs[0].face, line.runs[0].instance)
    ink = line.runs[0].x + letter.x + type.extents(letter.id)[0] * line.runs[0].scale
    assert ink == pytest.approx(frame.safe.x, abs=1.5)


def test_capitals_take_the_punctuation_of_capitals() -> None:
    def hyphen(words: str) -> int:
        (line, *_) = layout(spoken("en", "open-graph", words)).settings[0].lines
        return line.runs[0].glyphs[line.text.index("-")].id

    assert hyphen("ASK FIRST-HAND") != hyphen("Ask first-hand")


def test_latin_text_pays_for_no_bidi() -> None:
    assert not needs_bidi("Child sex trafficking happens **like this.**")
    assert isinstance(parse("a", Location("x"))[0], Text)


def test_words_without_a_turn_are_set_in_full_ink() -> None:
    plain = spoken("en", "open-graph", "Ask first.")
    emphasised = spoken("en", "open-graph", "Ask **now.**")
    assert {passage.style.color for passage in plain.passages} == {"ink"}
    assert {passage.style.color for passage in emphasised.passages} == {"ink-secondary"}
