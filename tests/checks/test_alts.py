"""Checks on alt texts: an example that passes and one that fails for each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import cards
import pytest

from sharegen.catalog.checks import CHECKS
from sharegen.catalog.platforms import PLACEMENTS
from sharegen.catalog.proofs import FRAME, Figure, Found, Proof
from sharegen.check import check
from sharegen.layout import layout
from sharegen.model.card import Card
from sharegen.model.diagnostic import Severity
from sharegen.model.manuscript import Override, Text, Translation
from sharegen.resolve import Selection, resolve

WORDS = "Ask first. Then **share what you know.**"
ALT = (
    "Ask first. Then share what you know. Learn the facts at polarisproject.org/childtrafficking. "
    "Picture: a key."
)


def proof(alt: str = ALT, where: str = "instagram-square", **changes: object) -> Proof:
    made = replace(cards.card(WORDS, where), alt=alt, alt_written=True, **changes)  # type: ignore[arg-type]
    return Proof(made, layout(made))


def found(id: str, subject: Proof) -> list[Found]:
    return [one for one in CHECKS[id].run(subject) if isinstance(one, Found)]


def figures(subject: Proof) -> dict[str, object]:
    return dict(check(FRAME, subject).figures)


BAD: dict[str, Callable[[], Proof]] = {
    "alt-missing": lambda: proof(" – "),
    "alt-incomplete": lambda: proof(ALT.replace("know", "think")),
    "alt-too-long": lambda: proof(ALT + " It is lit." * 40, "pinterest-pin"),
}


@pytest.mark.parametrize("id", BAD)
def test_a_good_alt_text_passes(id: str) -> None:
    assert found(id, proof()) == []


@pytest.mark.parametrize("id", BAD)
def test_what_the_rule_forbids_is_found(id: str) -> None:
    subject = BAD[id]()
    for one in found(id, subject):
        assert one.message and one.hint and not one.message.endswith(".")
    problems = [p for p in check(FRAME, subject).problems if p.code == id]
    assert {problem.severity for problem in problems} == {Severity.ERROR}


def test_the_manifest_is_told_who_wrote_it_and_how_long_it_is() -> None:
    subject = proof()
    assert figures(subject)["alt-missing"] == "written"
    assert figures(subject)["alt-too-long"] == len(ALT)
    composed = replace(subject.card, alt_written=False)
    assert figures(Proof(composed, subject.frame))["alt-missing"] == "composed"
    assert Figure("written") in list(CHECKS["alt-missing"].run(subject))


@pytest.mark.parametrize(
    "alt",
    [
        ALT.upper(),
        ALT.replace(" Then", "\nThen").replace("first.", "first,"),
        f"“Ask first. Then share – what you know.” {ALT[37:]}",
    ],
)
def test_quotes_case_and_spaces_make_no_difference(alt: str) -> None:
    assert found("alt-incomplete", proof(alt)) == []


@pytest.mark.parametrize(
    ("alt", "lacks"),
    [
        (ALT.replace("Ask first. ", ""), "Ask first. Then share what you know."),
        (ALT.replace("Learn the facts", "Learn more"), "Learn the facts at"),
        (ALT.replace("childtrafficking", "else"), "polarisproject.org/childtrafficking"),
        (ALT.replace("childtrafficking", "childtrafficking/en"), "polarisproject.org"),
    ],
)
def test_words_that_are_not_said_are_named(alt: str, lacks: str) -> None:
    (one,) = found("alt-incomplete", proof(alt))
    assert lacks in one.message


def test_words_are_said_in_their_order() -> None:
    (one,) = found("alt-incomplete", proof(f"{ALT[37:-16]} {ALT[:37]}"))
    assert "Learn the facts at" in one.message


def test_a_draft_may_be_published_later_so_that_it_only_warns() -> None:
    draft = proof("Look.", status="draft")
    verdict = check(FRAME, draft)
    assert [p.severity for p in verdict.problems] == [Severity.WARNING]


def test_a_limit_that_nobody_is_sure_of_only_warns_and_of_what_can_be_shortened() -> None:
    long = proof(ALT + " It is lit." * 40, "tiktok-photo")
    (one,) = found("alt-too-long", long)
    assert one.warns and one.message.endswith("tiktok-photo takes 300")
    assert (
        one.hint
        == f"shorten what it says of the picture by {len(ALT) + 440 - 300}, not the words on it"
    )
    composed = replace(long.card, alt_written=False)
    assert not found("alt-too-long", Proof(composed, long.frame))


def test_where_there_is_no_field_any_length_goes_into_the_post() -> None:
    assert PLACEMENTS["instagram-story"].alt_limit == 0
    assert not found("alt-too-long", proof(ALT * 40, "instagram-story"))
    assert not found("alt-too-long", proof(ALT * 40, "poster-letter"))


def made(placements: tuple[str, ...], override: Override | None = None) -> list[Card]:
    whole = cards.project()
    caption = whole.captions[0]
    if override is not None:
        caption = replace(caption, overrides={placements[0]: override})
    whole = replace(whole, captions=(caption, *whole.captions[1:]))
    return list(resolve(whole, Selection(placements, (caption.id,))).cards)


def test_other_words_or_art_by_hand_get_an_alt_text_of_their_own() -> None:
    (as_written,) = made(("x-post",))
    assert as_written.alt_written and "a house key" in as_written.alt
    said = {"en": Translation(Text("They know them."))}
    (reworded,) = made(("x-post",), Override(text=said))
    assert not reworded.alt_written and reworded.alt.startswith("They know them. Learn the facts")
    (redrawn,) = made(("x-post",), Override(background="paper"))
    assert not redrawn.alt_written and "house key" not in redrawn.alt
    for card in (as_written, reworded, redrawn):
        assert not found("alt-incomplete", Proof(card, layout(card)))


def test_what_art_shows_gives_way_to_the_words_where_few_characters_are_taken() -> None:
    whole = cards.project()
    selection = Selection(("tiktok-photo", "instagram-story"), ("share-credible-information",))
    short, long = sorted((card.alt for card in resolve(whole, selection).cards), key=len)
    assert len(long) > 300 and long.startswith(short) and short.endswith("childtrafficking.")
