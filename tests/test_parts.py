"""Parts of a text that blocks ask for: a sentence in two, at its turn."""

from __future__ import annotations

import re

import pytest

from sharegen.catalog.parts import Matter, part_of
from sharegen.model.manuscript import Text

_TURN = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


def text(raw: str) -> Text:
    """Words with their turns in stars."""
    spans, value, at = [], "", 0
    for match in _TURN.finditer(raw):
        value += raw[at : match.start()]
        spans.append((len(value), len(value) + len(match[1])))
        value, at = value + match[1], match.end()
    return Text(value + raw[at:], tuple(spans))


def starred(found: Text) -> str:
    value = found.value
    for start, end in reversed(found.spans):
        value = f"{value[:start]}**{value[start:end]}**{value[end:]}"
    return value


@pytest.mark.parametrize(
    ("raw", "parts"),
    [
        ("It happens **so.** **Not** so.", ("It happens", "**so.**", "**Not** so.")),
        ("La trata ocurre **así.** Así **no.**", ("La trata ocurre", "**así.**", "Así **no.**")),
        ("It does **so** in time. Not so.", ("It does", "**so** in time.", "Not so.")),
        ("Hear. It is **so,** **not.** So.", ("Hear. It is", "**so,** **not.**", "So.")),
        ("It happens\n**so.** Not so.", ("It happens", "**so.**", "Not so.")),
        # no such split: all of it is the turn
        ("It happens so. **Not** so.", ("", "It happens so.", "**Not** so.")),
        ("**So** it happens. Not so.", ("", "**So** it happens.", "Not so.")),
        ("It **happens so.**", ("", "", "It **happens so.**")),
        ("", ("", "", "")),
        # nor inside a word, between marks, or where words are held together
        ("It is un**like** this. So.", ("", "It is un**like** this.", "So.")),
        ("Pasa «**así**». Así no.", ("", "Pasa «**así**».", "Así no.")),
        ("It happens\u00a0**so.** Not so.", ("", "It happens\u00a0**so.**", "Not so.")),
        # where no spaces are written, none is needed
        (
            "それは**このように**起きます。そうでは**ない。**",
            ("それは", "**このように**起きます。", "そうでは**ない。**"),
        ),
    ],
)
def test_a_sentence_is_parted_at_its_turn(raw: str, parts: tuple[str, ...]) -> None:
    matter = Matter(text(raw))
    assert tuple(starred(part_of(matter, part)) for part in ("stem", "turn", "last")) == parts
