"""Cells that no spreadsheet takes for a formula, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharegen.spreadsheet import defused, restored

SIGNS = "=+-@＝＋－＠\t\r\n\0"


@pytest.mark.parametrize("sign", SIGNS)
def test_what_begins_a_formula_becomes_text(sign: str) -> None:
    assert defused(f"{sign}1+1") == f"'{sign}1+1"


@pytest.mark.parametrize("cell", ["", "Call 911.", "'tis", "1-888-373-7888", "#hash", "**=**"])
def test_words_stay(cell: str) -> None:
    assert defused(cell) == restored(cell) == cell


def test_white_space_hides_no_formula() -> None:
    assert defused("  =1") == "'  =1"


@given(st.text(alphabet=f"'ab {SIGNS}") | st.text())
def test_back_is_what_it_was(cell: str) -> None:
    shown = defused(cell)
    assert restored(shown) == cell
    assert not shown.lstrip().startswith(tuple("=+-@"))
    assert not shown.startswith(("\t", "\r", "\n"))
