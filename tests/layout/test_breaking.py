"""Where lines may end, and what it costs."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from cards import text

from sharegen.catalog.languages import LANGUAGES
from sharegen.layout import pricing
from sharegen.layout.breaking import Joint, joints, opportunities
from sharegen.model.spec import Language, Script

ENGLISH = LANGUAGES["en"]
SPANISH = LANGUAGES["es"]
LATIN = ENGLISH.script
UNSPACED = Script("Jpan", "Japanese", spaceless=True)
JAPANESE = Language("ja", "Japanese", UNSPACED, breaks="ja-u-lw-phrase")
CHINESE = Language("zh-Hans", "Chinese", replace(UNSPACED, id="Hans"))
THAI = Language("th", "Thai", replace(UNSPACED, id="Thai"))
KHMER = Language("km", "Khmer", replace(UNSPACED, id="Khmr"))


def joint_after(
    words: str, last: str, phrases: tuple[str, ...] = (), language: Language = ENGLISH
) -> Joint:
    """The joint right after the given words."""
    source = text(words)
    end = source.value.index(last) + len(last)
    return next(joint for joint in joints(source, language, phrases) if joint.end == end)


def pieces(words: str, language: Language) -> list[str]:
    """The parts of the words that no line may divide."""
    starts = [0, *opportunities(words, language)]
    return [words[a:b].rstrip() for a, b in pairwise(starts)]


@pytest.mark.parametrize(
    ("words", "last", "price"),
    [
        ("Ask first. Then share it", "first.", pricing.SENTENCE_END),
        ("Ask first, then share it", "first,", pricing.CLAUSE_END),
        ("money, shelter, love and time", "money,", pricing.LIST_COMMA),
        ("they share it with children", "it", pricing.PHRASE_START),
        ("they know that it hurts", "know", pricing.CLAUSE_START),
        ("they know people of means", "people", pricing.BOUND_START),
        ("they share the news", "share", pricing.OPENING),
        ("they share small children", "share", pricing.PLAIN),
        ("far more children", "more", pricing.PLAIN + pricing.LEANING_END),
        ("sharing the children", "the", pricing.PLAIN + pricing.WEAK_END),
        ("they went to, then came", "to,", pricing.CLAUSE_END),
        ("they **know their many quiet ways** well", "their", pricing.PLAIN + pricing.WEAK_END
         + pricing.WITHIN_EMPHASIS),
        ("they really **know their many quiet ways** well", "know", pricing.OPENING
         + pricing.WITHIN_EMPHASIS),
        ("they soon **know their many quiet ways** well", "soon", pricing.TURN),
        ("a well-known fact", "well-", pricing.WITHIN_WORD),
        ("please text 233733 today", "text", pricing.PLAIN + pricing.BARE_NUMBER),
    ],
)  # fmt: skip
def test_a_line_end_costs_what_the_words_around_it_say(words: str, last: str, price: float) -> None:
    assert joint_after(words, last).price == pytest.approx(price)


def test_a_phrase_holds_together() -> None:
    held = joint_after("about sex trafficking today", "sex", ("sex trafficking",))
    free = joint_after("about sex trafficking today", "sex")
    assert held.price == free.price + pricing.HARD


@pytest.mark.parametrize("words", ["**know their traffickers.**", "It was **Not**"])
def test_emphasis_of_up_to_three_words_holds_together(words: str) -> None:
    inside = [j.price for j in joints(text(words), ENGLISH, ()) if j.next < len(text(words).value)]
    held = [price >= pricing.HARD for price in inside]
    assert held == ([True, True] if "know" in words else [False, False])


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("1 out of 7 runaways", "out"),
        ("about 7 runaways", "7"),
        ("for 24 hours", "24"),
        ("the 22,326 victims", "22,326"),
        ("in New York today", "New"),
        ("in July 2020 they", "July"),
        ("with Dr. Ruiz today", "Dr."),
    ],
)
def test_numbers_and_short_names_hold_together(words: str, last: str) -> None:
    assert joint_after(words, last).price >= pricing.HARD


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("In 2020 children ran", "2020"),  # a year counts nothing
        ("call 911 or text", "911"),
        ("Call Polaris today", "Call"),  # a sentence begins with a capital anyway
        ("Share Credible News With Your Town", "Credible"),  # so do all words here
    ],
)
def test_what_only_looks_like_a_number_or_a_name_is_free(words: str, last: str) -> None:
    assert joint_after(words, last).price < pricing.HARD


def test_a_long_name_is_cut_before_its_preposition_if_at_all() -> None:
    words = "see the National Office on Human Trafficking today"
    link, inside, end = (joint_after(words, last) for last in ("Office", "Human", "Trafficking"))
    assert end.price == pricing.NAME_END
    assert link.price == pricing.PHRASE_START + pricing.NAME_LINK
    assert inside.price == pricing.PLAIN + pricing.NAME


@pytest.mark.parametrize(
    ("words", "last", "language"),
    [
        ("the U.S. Department", "U.S.", ENGLISH),
        ("see Dr. Ruiz", "Dr.", ENGLISH),
        ("en EE. UU. hay ayuda", "UU.", SPANISH),
        ("la Sra. Ruiz", "Sra.", SPANISH),
        ("в т.е. Москве", "т.е.", replace(ENGLISH, tag="ru")),
        ("ver p. ej. Madrid", "ej.", SPANISH),
    ],
)
def test_an_abbreviation_ends_no_sentence(words: str, last: str, language: Language) -> None:
    joint = joint_after(words, last, (), language)
    assert joint.runs_on == 0.0
    assert joint.price >= pricing.WEAK_END


def test_etc_may_end_a_line_and_ends_no_sentence() -> None:
    assert joint_after("toys, etc. and more", "etc.").price == pricing.CLAUSE_START


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("هل هذا صحيح؟ اسأل", "صحيح؟"),
        ("یہ سچ ہے۔ پوچھیں", "ہے۔"),
        ("यह सच है। पूछें", "है।"),
        ("זה נכון? שאלו", "נכון?"),
        ("“Is it true?” Ask", "true?”"),
        ("sí. ¿Y ahora?", "sí."),
    ],
)
def test_a_sentence_ends_by_the_marks_of_its_script(words: str, last: str) -> None:
    assert joint_after(words, last).price == pricing.SENTENCE_END


def test_a_greek_question_ends_with_a_semicolon() -> None:
    greek = Language("el", "Greek", Script("Grek", "Greek"))
    assert joint_after("Είναι αλήθεια; Ρωτήστε", "αλήθεια;", (), greek).price == 0
    assert joint_after("it is; ask", "is;").price == pricing.CLAUSE_END


@pytest.mark.parametrize("mark", ["،", "؛", ",", ";", ":", " –", "—"])
def test_a_clause_ends_by_the_marks_of_its_script(mark: str) -> None:
    assert joint_after(f"one two{mark} three", f"two{mark}").price == pricing.CLAUSE_END


def test_a_forced_line_is_taken() -> None:
    forced = joint_after("Not\nlike this", "Not")
    assert forced.forced
    assert forced.price == 0


def test_a_no_break_space_is_no_opportunity() -> None:
    assert [j.end for j in joints(text("one~two three"), ENGLISH, ())] == [7, 13]
    assert pieces("40\u202f% of them", ENGLISH) == ["40\u202f%", "of", "them"]


@pytest.mark.parametrize(
    "address",
    [
        "polarisproject.org/childtrafficking",
        "https://www.acf.hhs.gov/otip?a=b-c",
        "missing-kids.org",
        "help-line@example.org",
    ],
)
def test_an_address_is_one_word(address: str) -> None:
    assert pieces(f"see {address} now", ENGLISH) == ["see", address, "now"]
    assert address in pieces(f"詳しくは{address}をご覧", JAPANESE)


def test_what_only_looks_like_an_address_is_free() -> None:
    assert pieces("U.S./Mexico and/or", ENGLISH) == ["U.S./", "Mexico", "and/", "or"]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("a – b", ["a –", "b"]),
        ("a — b", ["a —", "b"]),
        ("a - b", ["a -", "b"]),
        ("sharing—checking", ["sharing—", "checking"]),
        ("los niños —y las niñas— hoy", ["los", "niños", "—y", "las", "niñas—", "hoy"]),
        ("los datos –no rumores– hoy", ["los", "datos", "–no", "rumores–", "hoy"]),
        ("from 10–14 years", ["from", "10–14", "years"]),
        ("« oui » et non !", ["« oui »", "et", "non !"]),
        ("some 40 % of", ["some", "40 %", "of"]),
        ("soft\u00adhyphen", ["soft\u00adhyphen"]),
    ],
)
def test_no_mark_is_parted_from_its_word(words: str, wanted: list[str]) -> None:
    assert pieces(words, ENGLISH) == wanted


def test_a_sentence_that_ends_inside_a_line_costs() -> None:
    assert joint_after("Ask. Then go on", "Ask.").runs_on == pricing.SENTENCE_RUNS_ON
    assert joint_after("Ask **then go on now** please", "Ask").runs_on == pricing.TURN_RUNS_ON
    assert joint_after("Ask: then go", "Ask:").runs_on == pricing.CLAUSE_RUNS_ON
    assert joint_after("Ask, then go on", "Ask,").runs_on == pricing.COMMA_RUNS_ON
    assert joint_after("Ask, listen, go", "Ask,").runs_on == 0


def test_japanese_breaks_between_phrases() -> None:
    words = "子どもの性的人身取引の被害者は、加害者を知っています。"
    phrase = joint_after(words, "子どもの", (), JAPANESE)
    inside = joint_after(words, "子ども", (), JAPANESE)
    clause = joint_after(words, "は、", (), JAPANESE)
    prices = [clause.price, phrase.price, inside.price]
    assert prices == [pricing.CLAUSE_END, pricing.PLAIN, pricing.HARD]
    assert phrase.even == pricing.EVEN_UNSPACED


def test_japanese_keeps_small_letters_and_stops_off_the_line_start() -> None:
    starts = {piece[0] for piece in pieces("ちょっと待って、センターへ。", JAPANESE)}
    assert not starts & set("ょっー、。")


def test_chinese_breaks_between_words() -> None:
    words = "儿童性贩运的受害者几乎总是认识贩运者。"
    assert joint_after(words, "儿童", (), CHINESE).price == pricing.PLAIN
    assert joint_after(words, "儿", (), CHINESE).price == pricing.WITHIN_UNSPACED
    assert joint_after("真的吗？请先问。", "吗？", (), CHINESE).price == pricing.SENTENCE_END


def test_thai_and_khmer_break_between_words_and_better_at_a_space() -> None:
    words = "เด็กที่ตกเป็นเหยื่อ มักรู้จักผู้ค้า"
    assert joint_after(words, "เด็ก", (), THAI).price == pricing.PLAIN
    assert joint_after(words, "เหยื่อ", (), THAI).price == pricing.CLAUSE_END
    assert joint_after("កុមារត្រូវបានជួញដូរ", "កុមារ", (), KHMER).price == pricing.PLAIN
