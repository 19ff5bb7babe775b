"""UAX #9 against BidiTest.txt and BidiCharacterTest.txt. No row of either is excepted.

Both are run whole under `long`, and a fixed share of them otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from unicodedata2 import bidirectional
from vectors import characters, rows

from sharegen.layout.bidi import base_level, levels, line_levels, visual_runs
from sharegen.layout.embedding import REMOVED

# A character of each class that stands in no pair of brackets.
_CLASSES = "L R AL EN AN NSM ES ET CS B S WS ON BN LRE RLE LRO RLO PDF LRI RLI FSI PDI".split()
_CHARS = (
    "a\u05d0\u06270\u0660\u0300+#,\u2029\t !\u00ad"
    "\u202a\u202b\u202d\u202e\u202c\u2066\u2067\u2068\u2069"
)
OF_CLASS = dict(zip(_CLASSES, _CHARS, strict=True))
BASES = {1: None, 2: 0, 4: 1}  # bits of a row of BidiTest

LONG = pytest.mark.long


def resolved(text: str, base: int | None) -> tuple[str, str]:
    """The levels and the order of a text on one line, written as in the files."""
    found = line_levels(text, levels(text, base), (0, len(text)), base)
    kept = [bidirectional(char) not in REMOVED for char in text]
    order = " ".join(str(index) for index in _order(found) if kept[index])
    return " ".join(str(v) if k else "x" for v, k in zip(found, kept, strict=True)), order


def _order(found: Sequence[int]) -> list[int]:
    order: list[int] = []
    for start, end, level in visual_runs(found):
        order += range(start, end)[:: -1 if level % 2 else 1]
    return order


def test_the_characters_have_their_classes() -> None:
    assert all(bidirectional(char) == kind for kind, char in OF_CLASS.items())


@pytest.mark.parametrize("share", [pytest.param(1, marks=LONG), 29])
def test_bidi_character_test(share: int) -> None:
    count = 0
    for number, row in enumerate(rows("BidiCharacterTest.txt")):
        if number > 700 and number % share:  # those by hand come first
            continue
        codes, direction, paragraph, wanted, order = row.split(";")
        text, base = characters(codes), (0, 1, None)[int(direction)]
        assert resolved(text, base) == (wanted, order), row
        if base is None:
            assert base_level(text) == int(paragraph), row
        count += 1
    assert count == {1: 91_707, 29: 3_839}[share]


@pytest.mark.parametrize("share", [pytest.param(1, marks=LONG), 97])
def test_bidi_test(share: int) -> None:
    count, wanted, order = 0, "", ""
    for number, row in enumerate(rows("BidiTest.txt")):
        if row.startswith("@Levels:"):
            wanted = " ".join(row.split()[1:])
        elif row.startswith("@Reorder:"):
            order = " ".join(row.split()[1:])
        elif not number % share:
            kinds, bits = row.split(";")
            text = "".join(OF_CLASS[kind] for kind in kinds.split())
            for bit, base in BASES.items():
                if int(bits, 16) & bit:
                    assert resolved(text, base) == (wanted, order), (row, base)
                    count += 1
    assert count == {1: 770_241, 97: 7_927}[share]
