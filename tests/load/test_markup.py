"""What the words of a picture come to."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharegen.load.markup import parse, plain
from sharegen.model.diagnostic import Location
from sharegen.model.manuscript import Text

AT = Location("captions.yaml", 3, 7)


def marked(raw: str) -> str:
    """The parsed text with its emphasis in ‹…›, ⏎ for a forced line and ␣ for a hold."""
    text, _ = parse(raw, AT)
    value = text.value
    for start, end in reversed(text.spans):
        value = f"{value[:start]}‹{value[start:end]}›{value[end:]}"
    return value.replace("\n", "⏎").replace("\u00a0", "␣")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("victims know **their traffickers.**", "victims know ‹their traffickers.›"),
        ("**Not** like this.", "‹Not› like this."),
        (r"\**Not\** like", "**Not** like"),
        ("an unmatched ** stays", "an unmatched ** stays"),
        ("**one** and ** two", "‹one› and ** two"),
        (r"**a \** b**", "‹a ** b›"),
        ("f****", "f****"),
        ("***both***", "***both***"),
        ("*one* _two_ `three` # four", "*one* _two_ `three` # four"),
        ("**over\ntwo lines**", "‹over⏎two lines›"),
        ("** spaced **out", "‹spaced› out"),
        ("**a** **b**", "‹a› ‹b›"),
        ("**a****b**", "‹a****b›"),
        ("first\nsecond\n", "first⏎second"),
        ("first  \n\n  second", "first⏎second"),
        ("a\r\nb\rc\x85d\u2028e\u2029f", "a⏎b⏎c⏎d⏎e⏎f"),
        ("a\tb", "a b"),
        ("  a   b  ", "a b"),
        ("Dr.~Smith", "Dr.␣Smith"),
        ("Dr.\u00a0Smith", "Dr.␣Smith"),
        ("Dr. \u00a0 Smith", "Dr. Smith"),
        ("\u00a0Smith\u00a0", "Smith"),
        (r"a\~b", "a~b"),
        ("about ~5 or 5~ or ~", "about ~5 or 5~ or ~"),
        ("~~no~~ markup", "~~no~~ markup"),
        ("**1~of~7**", "‹1␣of␣7›"),
        ("a\u200bb\u00adc\ufeffd", "abcd"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("❤\ufe0f \ufe0fx", "❤\ufe0f x"),
        (
            "🏴\U000e0067\U000e0062\U000e007f x\U000e0067",
            "🏴\U000e0067\U000e0062\U000e007f x",
        ),
        ("cafe\u0301", "café"),
        ("e**\u0301x** y", "é‹x› y"),
        (r"back\slash", r"back\slash"),
        ("****", "****"),
    ],
)
def test_markup(raw: str, expected: str) -> None:
    assert marked(raw) == expected


@pytest.mark.parametrize(
    ("raw", "code", "severity"),
    [
        ("", "empty-text", "error"),
        (" \n\u00a0\t", "empty-text", "error"),
        ("** **", "empty-text", "error"),
        ("\u200b\u200d", "empty-text", "error"),
        ("x" * 2001, "long-text", "error"),
        ("x\0", "control-character", "error"),
        ("x\x1b[2J", "control-character", "error"),
        ("x\x0c", "control-character", "error"),
        ("x\x9b", "control-character", "error"),
        *((f"x{chr(point)}", "bidi-control", "error") for point in range(0x202A, 0x202F)),
        *((f"x{chr(point)}", "bidi-control", "error") for point in range(0x2066, 0x206A)),
        ("x\uffff", "noncharacter", "error"),
        ("x\ud800", "noncharacter", "error"),
        ("x\U0010ffff", "noncharacter", "error"),
        ("x\ufffd", "lost-character", "error"),
        ("x" + "\u0316" * 9, "combining-marks", "error"),
        ("x\ue000", "private-use", "warning"),
        ("x\u200by", "invisible-removed", "warning"),
    ],
)
def test_what_is_wrong_is_said(raw: str, code: str, severity: str) -> None:
    found = [(p.code, p.severity.value) for p in parse(raw, AT)[1]]
    assert (code, severity) in found
    assert (code, severity) in [
        (p.code, p.severity.value) for p in plain(raw, AT)[1]
    ] or raw == "** **"


@pytest.mark.parametrize(
    "raw",
    ["x" * 2000, "x" + "\u0316" * 8, "กำลัง", "हिन्दी", "\u200fעברית", "👨\u200d👩\u200d👧\u200d👦"],
)
def test_what_is_right_is_not_complained_about(raw: str) -> None:
    assert parse(raw, AT)[1] == ()


def test_plain_words_have_no_markup_and_keep_paragraphs() -> None:
    text, problems = plain("**a** ~b https://x.org/~c \r\n\r\n\r\n\r\n d  e\n", AT)
    assert text == Text("**a** ~b https://x.org/~c\n\nd e")
    assert problems == ()
    assert text.at == AT


_ANY = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(list("ab*~\\ \n\t\r\u00a0\u0301\u0316\u200b\ufe0f\u2028")),
    ),
    max_size=60,
)
_WORD = st.text(st.sampled_from(list("abcéßøäñ中ก😀.,?!-'")), min_size=1, max_size=8)


@given(_ANY)
@settings(max_examples=1000, deadline=None)
def test_any_text_is_parsed_and_spans_lie_inside(raw: str) -> None:
    text, problems = parse(raw, AT)
    value = text.value
    assert unicodedata.is_normalized("NFC", value)
    assert not set(value) & set("\t\r\x85\u2028\u2029\u200b\u00ad\ufeff\0")
    assert "  " not in value and "\n\n" not in value
    assert all(line == line.strip(" \u00a0") for line in value.split("\n"))
    value.encode()  # no surrogate is left
    last = -1
    for start, end in text.spans:
        assert last < start < end <= len(value)
        last = end
    for problem in problems:
        assert problem.at == AT and problem.hint
        assert problem.message.isprintable() and not problem.message.endswith(".")


@given(_ANY.filter(lambda raw: not set(raw) & set("*~\\")))
@settings(max_examples=1000, deadline=None)
def test_text_without_markup_is_parsed_once_and_for_all(raw: str) -> None:
    once, _ = parse(raw, AT)
    assert once.spans == ()
    assert parse(once.value, AT)[0] == once


@given(
    st.lists(st.tuples(_WORD, st.booleans(), st.sampled_from([" ", "\n", "  ", "~"])), min_size=1)
)
@settings(max_examples=500, deadline=None)
def test_words_are_preserved_and_emphasised_as_written(
    words: list[tuple[str, bool, str]],
) -> None:
    raw = "".join(f"**{w}**{gap}" if strong else w + gap for w, strong, gap in words)
    text, _ = parse(raw.rstrip("~ \n"), AT)
    assert text.words.split() == [unicodedata.normalize("NFC", w) for w, _, _ in words]
    emphasised = [text.value[start:end] for start, end in text.spans]
    assert emphasised == [unicodedata.normalize("NFC", w) for w, strong, _ in words if strong]


@given(_ANY)
@settings(max_examples=500, deadline=None)
def test_plain_words_are_cleaned_once_and_for_all(raw: str) -> None:
    once, _ = plain(raw, AT)
    assert plain(once.value, AT)[0] == once
    assert once.spans == ()
