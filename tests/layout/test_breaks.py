"""What copy editors want, and whether the engine does it: every row of breaks.yaml."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from judged import Case, cases

Record = Callable[[str, object], None]
_GOAL = 0.94


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_lines_break_as_a_copy_editor_would_have_it(case: Case) -> None:
    if case.differs:
        assert not case.agrees, "it agrees now: take `differs` away"
    else:
        assert case.set in case.wanted, case.row["why"]


def test_the_engine_agrees_with_most_of_them(
    record_property: Callable[[str, object], None],
) -> None:
    shares = {}
    for name, some in (
        ("tuned", [case for case in cases() if not case.held_out]),
        ("held out", [case for case in cases() if case.held_out]),
        ("all", cases()),
    ):
        agreed = sum(case.agrees for case in some)
        shares[name] = agreed / len(some)
        record_property(f"breaks, {name}", f"{agreed} of {len(some)}")
    assert shares["all"] >= _GOAL, shares


def test_the_corpus_is_sound() -> None:
    """Enough rows of each language, each judged break spelling the words, each with a reason."""
    rows = {case.number: case.row for case in cases()}
    assert len(rows) >= 140
    for language in ("en", "es"):
        assert sum(row.get("lang", "en") == language for row in rows.values()) >= 40
    for number, row in rows.items():
        assert row["why"], number
        for breaks in (row["breaks"], *row.get("also", ())):
            if "text" in row:
                assert _letters(breaks) == _letters(row["text"]), number


def _letters(words: str) -> str:
    return re.sub(r"\s|\*|//?(?= )", "", words)
