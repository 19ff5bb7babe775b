"""Runs of one script, and what is one character to a reader."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest
from fontTools.unicodedata import script
from hypothesis import given
from hypothesis import strategies as st
from icu4py.breakers import CharacterBreaker

from sharegen.counting.clusters import clusters
from sharegen.layout.scripts import script_runs

# Letters of several scripts, what is common to them, marks and parts of emoji.
TEXTS = st.text(
    "aéЖжא\u05b8ع\u064bกำक\u093f漢かカー가 12.,،।()[]«»…!?😀👩\u200d🇫🇷\u0301\ufe0f\n", max_size=30
)


def runs(text: str) -> list[tuple[str, str]]:
    return [(text[start:end], name) for start, end, name in script_runs(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", []),
        ("Plain words, 24/7!", [("Plain words, 24/7!", "Latn")]),
        ("“Très élevé” – Nguyễn", [("“Très élevé” – Nguyễn", "Latn")]),
        ("24 %", [("24 %", "Latn")]),
        ("😀", [("😀", "Latn")]),
        ("Привет, world!", [("Привет, ", "Cyrl"), ("world!", "Latn")]),
        ("… שלום 24!", [("… שלום 24!", "Hebr")]),
        ("(عربي) abc", [("(عربي) ", "Arab"), ("abc", "Latn")]),
        ("abc (عربي) 1", [("abc (", "Latn"), ("عربي", "Arab"), (") 1", "Latn")]),
        ("ab [عر (גב) 1] 2", [("ab [", "Latn"), ("عر (", "Arab"), ("גב", "Hebr"), (") 1", "Arab"),
         ("] 2", "Latn")]),
        ("abc) عربي", [("abc) ", "Latn"), ("عربي", "Arab")]),
        ("x، عربي", [("x", "Latn"), ("، عربي", "Arab")]),
        ("عَربي", [("عَربي", "Arab")]),
        ("पानी। a", [("पानी। ", "Deva"), ("a", "Latn")]),
        ("コーヒー", [("コーヒー", "Kana")]),
        ("日本の", [("日本", "Hani"), ("の", "Hira")]),
    ],
)  # fmt: skip
def test_what_is_common_goes_with_the_letters_near_it(
    text: str, wanted: list[tuple[str, str]]
) -> None:
    assert runs(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", []),
        ("ab", ["a", "b"]),
        ("a\r\nb", ["a", "\r\n", "b"]),
        ("“é”", ["“", "é", "”"]),
        ("e\u0301x", ["e\u0301", "x"]),
        ("👩\u200d👧🇫🇷🇩🇪", ["👩\u200d👧", "🇫🇷", "🇩🇪"]),
        ("👍🏽a", ["👍🏽", "a"]),
        ("शक्ति", ["श", "क्ति"]),
        ("กำ", ["กำ"]),
        ("𝒳\u0301𝒴", ["𝒳\u0301", "𝒴"]),
    ],
)
def test_a_cluster_is_what_a_reader_takes_for_one(text: str, wanted: list[str]) -> None:
    assert [text[start:end] for start, end in clusters(text)] == wanted


def test_what_needs_no_tables_is_latin_or_common() -> None:
    ranges = ((0, 0x2AF), (0x300, 0x36F), (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x20A0, 0x20BF))
    for first, last in ranges:
        found = {script(chr(code)) for code in range(first, last + 1)}
        assert found <= {"Latn", "Zyyy", "Zinh", "Zzzz"}


def test_what_stands_alone_stands_alone_with_icu() -> None:
    singles = [*range(0x0D), *range(0x0E, 0x300), *range(0x1E00, 0x1F00), *range(0x2010, 0x2028)]
    text = "".join(map(chr, [*singles, *range(0x202F, 0x2060)]))
    for order in (text, text[::-1], "".join(a + b for a, b in zip(text, text[7:], strict=False))):
        assert list(CharacterBreaker(order, "en")) == list(order)


def test_latin_costs_no_tables() -> None:
    code = (
        "import sys; from sharegen.layout.scripts import script_runs; script_runs('“Très” – 24 €');"
        "sys.exit('fontTools' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


@given(TEXTS)
def test_runs_and_clusters_cover_the_text_in_order(text: str) -> None:
    for found in (script_runs(text), clusters(text)):
        assert "".join(text[start:end] for start, end, *_ in found) == text
        assert all(start < end for start, end, *_ in found)
    names = [name for _, _, name in script_runs(text)]
    assert all(a != b for a, b in pairwise(names))
    assert "Zyyy" not in names and "Zinh" not in names


@given(TEXTS)
def test_every_letter_is_in_a_run_of_its_script(text: str) -> None:
    for start, end, name in script_runs(text):
        own = {script(char) for char in text[start:end]} - {"Zyyy", "Zinh"}
        assert own <= {name}


@given(TEXTS)
def test_a_break_of_clusters_stands_where_icu_has_it(text: str) -> None:
    assert [text[a:b] for a, b in clusters(text)] == list(CharacterBreaker(text, "en"))
