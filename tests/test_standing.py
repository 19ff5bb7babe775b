"""What stands above a draft of a footer is a draft, whatever its own words are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from seven import seven

from sharegen.load import load_project
from sharegen.model.manuscript import Text, Translation
from sharegen.model.project import FooterText, Project
from sharegen.oneoff import Wish, cards_of
from sharegen.resolve import Selection, resolve

ROOT = Path(__file__).parents[1]
WORDS, ONE = "Así **no.**", ("open-graph",)


@pytest.fixture(scope="module")
def own() -> Project:
    return seven(load_project(ROOT))


def with_status(project: Project, words: str, footer: str) -> Project:
    """The project with these statuses of its last caption's and its footer's Spanish."""
    caption = project.captions[-1]
    spanish = Translation(caption.text["es"].text, words)
    caption = replace(caption, text={**caption.text, "es": spanish})
    foot = replace(project.brand.footer["es"], status=footer)
    brand = replace(project.brand, footer={**project.brand.footer, "es": foot})
    return replace(project, captions=(caption,), brand=brand)


@pytest.mark.parametrize(
    ("words", "footer", "status", "reason"),
    [
        ("approved", "approved", "approved", ()),
        ("approved", "draft", "draft", ("1 with a footer that is a draft: not-like-this",)),
        ("draft", "approved", "draft", ("1 draft: not-like-this",)),
        ("draft", "draft", "draft", ("1 draft: not-like-this",)),
        ("hold", "draft", "hold", ("1 held (): not-like-this",)),
    ],
)
def test_a_footer_counts(
    own: Project, words: str, footer: str, status: str, reason: tuple[str, ...]
) -> None:
    project = with_status(own, words, footer)
    found = resolve(project, Selection(ONE, (), ("es",)))
    assert (found.left_out, len(found.cards)) == (reason, 0 if reason else 1)
    (card,) = resolve(project, Selection(ONE, (), ("es",), (status,))).cards
    assert card.status == status


def test_what_is_held_is_held_in_every_language(own: Project) -> None:
    project = with_status(own, "draft", "draft")
    held = replace(project.captions[0], status="hold", hold="operator changed")
    project = replace(project, captions=(held,))
    found = resolve(project, Selection(ONE, (), ("es",), ("approved", "draft")))
    assert (found.cards, found.left_out) == ((), ("1 held (operator changed): not-like-this",))


def test_a_one_off_with_the_words_of_a_draft_is_a_draft(own: Project) -> None:
    wish = Wish(WORDS, ONE, language="es")
    for words, footer in (("draft", "approved"), ("approved", "draft"), ("draft", "draft")):
        (card,) = cards_of(with_status(own, words, footer), wish)
        assert (card.caption, card.status) == ("draft-asi-no", "draft")
    (card,) = cards_of(with_status(own, "approved", "approved"), wish)
    assert (card.caption, card.status) == ("not-like-this", "approved")


def test_a_footer_without_an_address_has_the_first_ones(own: Project) -> None:
    address = own.brand.footer["en"].address
    assert own.brand.footer["es"] == FooterText("Conozca los hechos en", address, None, "draft")
    assert Text("Así no.", ((4, 7),)) == own.captions[-1].text["es"].text
