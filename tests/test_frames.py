"""Every caption of the project on every default placement: its frame, as last approved."""

from __future__ import annotations

import pytest
from cards import project
from golden import Golden

from sharegen.catalog.platforms import PLACEMENTS
from sharegen.pipeline import prove
from sharegen.resolve import Selection, resolve


@pytest.mark.parametrize("placement", sorted(n for n, row in PLACEMENTS.items() if row.default))
def test_frames_are_as_approved(placement: str, golden: Golden) -> None:
    cards = resolve(project(), Selection((placement,))).cards
    golden.json(f"frames/{placement}", {card.caption: prove(card).as_json() for card in cards})


def test_every_caption_is_set_word_for_word() -> None:
    for card in resolve(project(), Selection()).cards:
        frame = prove(card)
        shown = " ".join(line.text for setting in frame.settings for line in setting.lines)
        assert " ".join(shown.split()) == " ".join(part.text.words for part in card.passages)


def test_words_fill_no_more_than_their_share_of_the_height() -> None:
    for card in resolve(project(), Selection()).cards:
        if card.template == "statement":
            for setting in prove(card).settings:
                share = setting.ink.height / card.placement.size.height
                assert share <= card.grid.words_ratio + 0.03, card.name
