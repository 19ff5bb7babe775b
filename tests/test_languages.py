"""The catalog's languages: every row is whole, and its letters can be set."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from sharegen.catalog.languages import LANGUAGES
from sharegen.catalog.scripts import CYRILLIC, GREEK, LATIN, SCRIPTS, STACKED_LATIN
from sharegen.layout.breaking import opportunities
from sharegen.load import load_project
from sharegen.load.keys import LANGUAGE
from sharegen.load.markup import parse
from sharegen.model.diagnostic import Location
from sharegen.model.project import Project
from sharegen.model.spec import Language, Script
from sharegen.typeface import instance_of, typeface

LEADING_EM = 1.08  # of headlines in Latin
AT = Location("languages.py", 1, 1)
# The letters of a language show its script: by the first word of their Unicode names.
LETTERS = {
    "Latn": {"LATIN"},
    "Cyrl": {"CYRILLIC"},
    "Grek": {"GREEK"},
    "Arab": {"ARABIC"},
    "Hebr": {"HEBREW"},
    "Deva": {"DEVANAGARI"},
    "Beng": {"BENGALI"},
    "Thai": {"THAI"},
    "Jpan": {"HIRAGANA", "CJK"},
    "Hans": {"CJK"},
    "Kore": {"HANGUL"},
}
rows = pytest.mark.parametrize("row", LANGUAGES.values(), ids=LANGUAGES)


def letters(text: str) -> set[str]:
    """In which scripts the letters of a text are."""
    found = (unicodedata.name(char).split()[0] for char in text if char.isalpha())
    return {name.split("-")[0] for name in found}


@rows
def test_a_tag_is_one_that_files_may_have(row: Language) -> None:
    assert re.fullmatch(LANGUAGE.pattern, row.tag)
    assert LANGUAGES[row.tag] is row
    assert sum(other.name == row.name for other in LANGUAGES.values()) == 1
    assert row.script in SCRIPTS


@rows
def test_a_sample_is_a_sentence_with_one_emphasis(row: Language) -> None:
    text, problems = parse(row.sample, AT)
    assert not problems
    assert len(text.spans) == 1
    assert unicodedata.is_normalized("NFC", row.sample)
    assert letters(text.value) <= LETTERS[row.script.id]
    assert text.value == text.value.strip() and "  " not in text.value
    assert 25 <= len(text.value) <= 100


@rows
def test_a_sample_has_no_straight_quotes_and_only_its_own(row: Language) -> None:
    assert not {'"', "'"} & set(row.sample)
    assert len(row.quotes) == 4 and all(len(mark) == 1 for mark in row.quotes)
    assert row.quotes[:2] != row.quotes[2:], "a quote inside a quote is seen"
    assert set(row.spaced_marks) <= set("?!:;»")


@rows
def test_icu_breaks_a_sample(row: Language) -> None:
    text, _ = parse(row.sample, AT)
    assert row.breaks.split("-u-")[0] in ("", row.tag)
    assert len(opportunities(text.value, row)) > 5


@rows
def test_small_words_are_as_the_engine_looks_them_up(row: Language) -> None:
    for word in row.weak_ends | row.phrase_starts:
        assert word == word.lower() == unicodedata.normalize("NFC", word)
        assert letters(word) == LETTERS[row.script.id], word
    assert row.phrase_starts - {"sí"} <= row.weak_ends, "what starts a phrase ends no line"
    assert not (row.script.spaceless and row.weak_ends), "its lines end where ICU says"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_asks_for_no_less_than_latin(script: Script) -> None:
    assert script.direction in ("ltr", "rtl")
    assert LATIN.leading_ratio <= script.leading_ratio <= 1.5
    assert LATIN.floor_ratio <= script.floor_ratio <= 1.25


def test_scripts_are_each_named_once() -> None:
    names = [script.name for script in SCRIPTS]
    assert len(set(names)) == len(names)


@pytest.fixture(scope="module")
def own() -> Project:
    return load_project(Path(__file__).parents[1])


@pytest.mark.parametrize(
    ("script", "role", "tall", "deep"),
    [
        (LATIN, "headline", "ÁÉÍÑÓÚÀÈÔÃÇŚŻŹĆŃ", "gjpqyçęą"),
        (STACKED_LATIN, "headline", "ẤẦẨẪẾỀỂỄỐỒỔỖỚỨ", "gpqyạặậẹệịọộợụựỵ"),
        (CYRILLIC, "body", "ЁЙЇБ", "рфцщуґ"),
        (GREEK, "body", "ΆΈΉΊΌΎΏΐΰ", "ςγηρφψξζ"),
    ],
    ids=lambda value: value.name if isinstance(value, Script) else "",
)
def test_the_deepest_letter_stays_off_the_tallest_below(
    own: Project, script: Script, role: str, tall: str, deep: str
) -> None:
    face = own.brand.faces[role]
    for weight in (600.0, 800.0):
        type = typeface(face, instance_of(face, [("wght", weight)]))
        up = max(type.extents(type.glyph(letter))[3] for letter in tall)
        down = -min(type.extents(type.glyph(letter))[1] for letter in deep)
        assert (up + down) / type.upem <= LEADING_EM * script.leading_ratio
