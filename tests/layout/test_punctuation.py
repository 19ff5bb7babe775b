"""What was typed becomes what is printed, and no word of it changes."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sharegen.layout.punctuation import punctuated
from sharegen.load.markup import parse
from sharegen.model.diagnostic import Location
from sharegen.model.manuscript import Text
from sharegen.model.spec import Language, Script

_HERE = Location("captions.yaml", 1, 1)
_QUOTES = (
    ("en “”‘’", "nl ‘’“”", "de „“‚‘", "sv ””’’", "pl „”«»", "da »«›‹", "el «»“”", "he ””’’")
    + ("zh “”‘’", "ja 「」『』", "es «»“”", "ar «»“”")
)  # fmt: skip
LANGUAGES = {
    row[:2]: Language(row[:2], "", Script("Latn", "Latin"), quotes=(row[3], row[4], row[5], row[6]))
    for row in _QUOTES
}
LANGUAGES["fr"] = Language(
    "fr", "fr", Script("Latn", "Latin"), quotes=("«", "»", "“", "”"), spaced_marks="?!:;»"
)

_PARTS = [
    *"ab1 .,:;?!-–—/()«»“”„‘’'\"…\n\u00a0\u202fאב漢字กж😀#@",
    *("--", "...", " - ", "' ", ' "', '" ', "n't", "6'2\"", "x.org/a", "https://a.b/c?d", "'90s"),
]
TEXTS = st.lists(st.sampled_from(_PARTS), max_size=25).map("".join)


@st.composite
def emphasised(draw: st.DrawFn) -> Text:
    """A text with emphasis, in order and apart."""
    value = draw(TEXTS)
    edges = sorted(draw(st.sets(st.integers(0, len(value)), max_size=6)))
    return Text(value, tuple(zip(edges[::2], edges[1::2], strict=False)), _HERE)


def printed(words: str, tag: str = "en") -> str:
    """Words as they are printed, with ~ for U+00A0 and | for U+202F."""
    text = punctuated(Text(words), LANGUAGES[tag])
    return text.value.replace("\u00a0", "~").replace("\u202f", "|")


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("\"It's theirs\", she said.", "“It’s theirs”, she said."),
        ("He said \"they call it 'love'\".", "He said “they call it ‘love’”."),
        ('"A "b" c"', "“A ‘b’ c”"),
        ("“Typed \"b\" and 'c'”", "“Typed ‘b’ and ‘c’”"),
        ('("x") and/or "y"—z', "(“x”) and/or “y”—z"),
        ('"...and" "Wait--"', "“…and” “Wait—”"),
        ("'x' and 'y'", "‘x’ and ‘y’"),
        ("the kids' toys, O'Brien's", "the kids’ toys, O’Brien’s"),
        ("'Tis the '90s: rock 'n' roll, 1980's", "’Tis the ’90s: rock ’n’ roll, 1980’s"),
        ("'cuz they can", "’cuz they can"),
        ("6'2\" tall, a 24\" screen, 6\" x 9\"", "6'2\" tall, a 24\" screen, 6\" x 9\""),
        ("\"He is 6'2\" tall\" in \"1999\"", "“He is 6'2\" tall” in “1999”"),
        ('a " b', 'a " b'),
        ("‘typed’ “so” ‹it› »stays«", "‘typed’ “so” ‹it› »stays«"),
    ],
)  # fmt: skip
def test_quotes_and_apostrophes(words: str, wanted: str) -> None:
    assert printed(words) == wanted


@pytest.mark.parametrize(
    ("tag", "words", "wanted"),
    [
        ("de", "\"Er sagt 'nein'\", so geht's", "„Er sagt ‚nein‘“, so geht’s"),
        ("de", "'ne Frage", "’ne Frage"),
        ("sv", "\"Nej 'du'\"", "”Nej ’du’”"),
        ("pl", '"Tak "nie" tak"', "„Tak «nie» tak”"),
        ("da", '"Nej "du" der"', "»Nej ›du‹ der«"),
        ("nl", "'s avonds, \"zo'n dag\"", "’s avonds, ‘zo’n dag’"),
        ("es", '¿"Qué"? ¡No!', "¿«Qué»? ¡No!"),
        ("ar", 'قال "نعم" و"لا"', "قال «نعم» و«لا»"),
        ("zh", "他说\"你好\"和'再见'了", "他说“你好”和‘再见’了"),
        ("ja", '彼は"はい"と', "彼は「はい」と"),
        ("he", 'צה"ל וארה"ב, דו"חות', "צה״ל וארה״ב, דו״חות"),
        ("he", 'ב"הארץ" וב"ניו יורק טיימס"', "ב”הארץ” וב”ניו יורק טיימס”"),
        ("he", "רח' הרצל, צ'ק, 'שלום'", "רח׳ הרצל, צ׳ק, ’שלום’"),
    ],
)
def test_quotes_are_those_of_the_language(tag: str, words: str, wanted: str) -> None:
    assert printed(words, tag) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ('Quoi ? "Oui !" dit-il : non', "Quoi|? «|Oui|!|» dit-il~: non"),
        ("Quoi?! Non!!! Ah…! (oui)? 5%;", "Quoi|?! Non|!!! Ah…! (oui)|? 5%|;"),
        ("« mot » et «mot»\n«", "«|mot|» et «|mot|»\n«"),
        ('" mot "', "«|mot|»"),
        ("l'\"enfant\" dit l'autre", "l’«|enfant|» dit l’autre"),
        ('"Il dit "non"".', "«|Il dit “non”|»."),
        ("à 12:30, 1:2, https://a.org/b:c?d", "à 12:30, 1:2, https://a.org/b:c?d"),
        ("x.org/y: ici", "x.org/y~: ici"),
        ("tenu~? ou\n?", "tenu~? ou\n?"),
        ("Note:texte", "Note:texte"),
    ],
)  # fmt: skip
def test_french_marks_have_their_spaces(words: str, wanted: str) -> None:
    assert printed(words.replace("~", "\u00a0"), "fr") == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("one -- two--three", "one~— two—three"),
        ("run it --to x, 5--6, a---b", "run it --to x, 5--6, a---b"),
        ("one – two — three - four", "one~– two~— three~- four"),
        ("one —aside— two\n– three", "one —aside— two\n– three"),
        ("1-888-373-7888, 2019-20, 3 -4", "1-888-373-7888, 2019-20, 3 -4"),
        ("wait... for.... it", "wait… for.... it"),
    ],
)
def test_dashes_and_ellipses(words: str, wanted: str) -> None:
    assert printed(words) == wanted


@pytest.mark.parametrize(
    "words",
    [
        "https://x.org/don't-'x'?a=\"",
        "polarisproject.org/it's...",
        "www.x.org/a--b...c",
        "o'neil@x.org",
        "#it @who",
    ],
)
def test_addresses_are_untouched(words: str) -> None:
    address = words.rstrip('."')
    assert address in printed(f"see {words} now", "fr")


def test_what_follows_an_address_is_punctuation() -> None:
    assert printed('"polarisproject.org/x".') == "“polarisproject.org/x”."


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("**Quoi**? Oui", ["Quoi"]),
        ("**Quoi?** Oui", ["Quoi|?"]),
        ('Le "**mot**"', ["mot"]),
        ('Le **"mot"** ici', ["«|mot|»"]),
        ("mot**?** ici", ["?"]),
        ("a **wait...** b **so--so**", ["wait…", "so—so"]),
    ],
)
def test_emphasis_stays_on_its_words(words: str, wanted: list[str]) -> None:
    text = punctuated(parse(words, _HERE)[0], LANGUAGES["fr"])
    found = [text.value[start:end].replace("\u202f", "|") for start, end in text.spans]
    assert found == wanted
    assert text.at == _HERE


@given(TEXTS, st.sampled_from(sorted(LANGUAGES)))
@example(" - -:", "fr")  # the space before the colon makes a dash between spaces
def test_done_twice_it_changes_nothing_more(words: str, tag: str) -> None:
    once = punctuated(Text(words), LANGUAGES[tag])
    assert punctuated(once, LANGUAGES[tag]) == once


@given(emphasised(), st.sampled_from(sorted(LANGUAGES)))
def test_no_word_is_lost_and_emphasis_keeps_its_own(text: Text, tag: str) -> None:
    done = punctuated(text, LANGUAGES[tag])
    assert _letters(done.value) == _letters(text.value)
    before, after = (
        "".join(_letters(t.value[start:end]) for start, end in t.spans) for t in (text, done)
    )
    assert before == after
    assert all(start < end for start, end in done.spans)
    assert done.value.count("\n") == text.value.count("\n")


def _letters(value: str) -> str:
    """All but what may change: marks and spaces."""
    return "".join(char for char in value if char.isalnum() or char in "😀#@/()")
