"""Which face, script and direction every part of a text has."""

from __future__ import annotations

from dataclasses import replace

import pytest
from speaking import project, spoken

from sharegen.catalog.languages import LANGUAGES
from sharegen.layout.bidi import visual_runs
from sharegen.layout.items import Item, items_of
from sharegen.load.markup import parse
from sharegen.model.card import Typecase
from sharegen.model.diagnostic import CardError, Location
from sharegen.model.manuscript import Text
from sharegen.resolve import Selection, resolve


def case(tag: str) -> Typecase:
    card = resolve(project(), Selection(("open-graph",), ("like-this",))).cards[0]
    return replace(card.case, language=LANGUAGES[tag])


def cut(words: str, tag: str = "en") -> list[tuple[str, str, str, int]]:
    """The parts of a text: words, family, script, level."""
    text = parse(words, Location("captions.yaml"))[0]
    return [
        (text.value[item.start : item.end], family(item), item.script, item.level)
        for item in items_of(text, case(tag), "headline")
    ]


def family(item: Item) -> str:
    return item.face.file.rsplit("/", 1)[-1].partition("[")[0].partition("-")[0]


def test_plain_english_is_one_item() -> None:
    assert cut("Ask first. “Then” share it — 24 %.") == [
        ("Ask first. “Then” share it — 24 %.", "Archivo", "Latn", 0)
    ]


def test_emphasis_begins_an_item() -> None:
    assert [part for part, *_ in cut("Ask **first.** Then go")] == ["Ask ", "first.", " Then go"]


def test_letters_a_face_lacks_come_from_the_chain_and_take_their_figures_along() -> None:
    found = cut("по 24 %, да. Ask", "ru")
    assert [(part, name) for part, name, *_ in found] == [
        ("по 24 %, да. ", "Inter"),
        ("Ask", "Archivo"),
    ]


def test_figures_after_an_emoji_are_not_set_from_the_emoji_face() -> None:
    found = {part.strip(): name for part, name, *_ in cut("Ask 🎉 24")}
    assert found["🎉"] == "NotoColorEmoji"
    assert "NotoColorEmoji" not in {name for part, name in found.items() if "24" in part}


@pytest.mark.parametrize("emoji", ["👩‍👩‍👧", "🇺🇸", "👍🏽", "❤️", "1️⃣"])
def test_an_emoji_of_several_characters_is_one_cluster_in_one_face(emoji: str) -> None:
    assert (emoji, "NotoColorEmoji") in [
        (part.strip(), name) for part, name, *_ in cut(f"a {emoji} b")
    ]


def test_a_sign_with_two_forms_is_set_as_letters_unless_it_asks_for_colour() -> None:
    assert {name for _, name, *_ in cut("© Ask")} == {"Archivo"}


def test_a_missing_glyph_names_all_characters_and_the_chain() -> None:
    with pytest.raises(CardError) as caught:
        cut("Ask ᚠ and ꙮ")
    message = caught.value.problem.message
    assert "'ᚠ' (U+16A0)" in message and "'ꙮ' (U+A66E)" in message
    assert "Archivo" in message and "NotoColorEmoji" in message


def test_arabic_goes_right_to_left_and_an_address_in_it_left_to_right() -> None:
    found = cut("الحقائق في polarisproject.org/childtrafficking 18", "ar")
    levels = {part.strip(): level for part, _, _, level in found}
    assert levels["polarisproject.org/childtrafficking"] % 2 == 0
    assert levels["الحقائق في"] == 1


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("קראו ב-example.org/facts", "example.org/facts-ב וארק"),
        ("קראו example.org/facts/.", ".example.org/facts/ וארק"),
        ("ראו example.org/a, ושתפו", "ופתשו ,example.org/a ואר"),
        ("עקבו אחרי @who!", "!@who ירחא ובקע"),
    ],
)
def test_a_prefix_and_a_full_stop_are_no_part_of_an_address(words: str, seen: str) -> None:
    items = items_of(Text(words), case("he"), "headline")
    runs = visual_runs([item.level for item in items for _ in range(item.start, item.end)])
    shown = (words[start:end][:: -1 if level % 2 else 1] for start, end, level in runs)
    assert "".join(shown) == seen


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_sample_is_cut_without_loss(tag: str) -> None:
    card = spoken(tag, "open-graph")
    text = card.passages[0].text
    items = items_of(text, card.case, "headline")
    assert [item.start for item in items[1:]] == [item.end for item in items[:-1]]
    assert (items[0].start, items[-1].end) == (0, len(text.value))
