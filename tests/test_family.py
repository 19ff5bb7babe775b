"""`sizes: shared`: one headline size for a set, the same for a card alone and in a batch."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from seven import seven

from sharegen.explain import Question, explain, in_words
from sharegen.family import plan
from sharegen.layout import layout
from sharegen.library import examine
from sharegen.load import load_project
from sharegen.model.card import Card
from sharegen.model.manuscript import Override, Text, Translation
from sharegen.model.project import Project
from sharegen.oneoff import Wish, cards_of
from sharegen.pipeline import fingerprint_of, render
from sharegen.resolve import Selection, resolve

ROOT = Path(__file__).resolve().parents[1]
Run = Callable[..., CompletedProcess[str]]
PLACES = ("open-graph", "instagram-portrait", "x-header")
SOURCES = "sources: {ours: {title: Our own}}\n"
LONG = (
    "Most children who are trafficked know the person who does it very well, and nobody around "
    "them ever asks what is going on."
)


@pytest.fixture(scope="module")
def plain() -> Project:
    return seven(load_project(ROOT))


@pytest.fixture(scope="module")
def family(plain: Project) -> Project:
    return replace(plain, brand=replace(plain.brand, sizes="shared"))


def with_caption(project: Project, words: str, status: str, **more: object) -> Project:
    caption = replace(
        project.captions[0], id="other", text={"en": Translation(Text(words))}, status=status
    )
    return replace(project, captions=(*project.captions, replace(caption, **more)))  # type: ignore[arg-type]


def sizes(cards: Iterable[Card]) -> dict[tuple[str, str], set[float]]:
    found: dict[tuple[str, str], set[float]] = {}
    for card in cards:
        size = round(layout(card).settings[-1].size_px, 6)
        found.setdefault((card.placement.id, card.template), set()).add(size)
    return found


def test_a_set_has_one_size_and_without_the_option_the_styles_two(
    plain: Project, family: Project
) -> None:
    selection = Selection(PLACES)
    assert plan(plain, selection) == resolve(plain, selection)
    assert any(len(found) > 1 for found in sizes(plan(plain, selection).cards).values())
    cards = plan(family, selection).cards
    assert all(len(found) == 1 for found in sizes(cards).values())
    for card in cards:
        setting = layout(card).settings[-1]
        if card.shared_px is not None:
            assert setting.size_px == pytest.approx(card.shared_px)
            assert setting.rung in ("size", "narrower")


def test_the_largest_size_that_suits_all_is_taken(family: Project) -> None:
    short = tuple(
        replace(family.captions[0], id=id, text={"en": Translation(Text(words))})
        for id, words in (("a", "Ask **first.**"), ("b", "Then **share.**"))
    )
    cards = plan(replace(family, captions=short), Selection(("open-graph",))).cards
    assert {card.shared_px for card in cards} == {14.0 * 6.3}


def test_a_card_is_the_same_alone_and_in_a_batch(family: Project) -> None:
    batch = {card.name: card for card in plan(family, Selection(PLACES)).cards}
    for place in PLACES:
        for caption in family.captions:
            if caption.status == "approved":
                (alone,) = plan(family, Selection((place,), (caption.id,))).cards
                assert alone == batch[alone.name]
                assert fingerprint_of(alone, "") == fingerprint_of(batch[alone.name], "")
    turned = replace(family, captions=family.captions[::-1])
    assert {card.name: card for card in plan(turned, Selection(PLACES)).cards} == batch
    one = batch["like-this_open-graph_1200x630_en"]
    (alone,) = plan(family, Selection(("open-graph",), ("like-this",))).cards
    assert render(alone).data == render(one).data
    (wished,) = cards_of(family, Wish("Child sex trafficking happens **like this.**", PLACES[:1]))
    assert layout(wished) == layout(one)


def test_a_draft_moves_nothing_and_takes_the_size_where_it_fits(family: Project) -> None:
    selection = Selection(PLACES)
    published = plan(family, selection).cards
    for words, status in ((LONG, "draft"), ("Hm.", "draft"), (LONG, "hold")):
        assert plan(with_caption(family, words, status), selection).cards == published
    shared = next(card.shared_px for card in published if card.placement.id == "open-graph")
    assert shared is not None
    fitting = with_caption(family, "It is **somebody they know.**", "draft")
    (draft,) = plan(fitting, Selection(("open-graph",), ("other",), (), ("draft",))).cards
    assert draft.shared_px == shared == pytest.approx(layout(draft).settings[-1].size_px)
    (own,) = cards_of(family, Wish(f"{LONG} {LONG}", ("instagram-portrait",)))
    assert own.shared_px is None and layout(own).settings[-1].rung == "smaller"


def test_what_prevents_a_shared_size_is_named_and_nobody_else_moves(family: Project) -> None:
    long = with_caption(family, LONG, "approved")
    selection = Selection(("instagram-portrait",))
    found = plan(long, selection)
    alike = [card for card in found.cards if card.template == found.cards[0].template]
    assert {card.shared_px for card in alike} == {None}
    (note,) = found.notes
    assert (note.code, note.caption, note.where) == (
        "no-shared-size",
        "other",
        ("instagram-portrait",),
    )
    assert note in examine(long, selection).problems
    fixed = with_caption(
        family, LONG, "approved", overrides={"instagram-portrait": Override(size=94)}
    )
    assert not plan(fixed, selection).notes
    assert plan(fixed, selection).cards[:-1] == plan(family, selection).cards


def test_a_caption_that_cannot_be_set_has_no_say(family: Project) -> None:
    broken = with_caption(family, "word " * 200, "approved")
    cards = plan(broken, Selection(("open-graph",))).cards
    assert cards[:-1] == plan(family, Selection(("open-graph",))).cards


def test_explain_says_that_the_set_shares_a_size(family: Project) -> None:
    found = explain(family, Question("not-like-this", "open-graph"))
    assert found["shared_px"] == found["size_px"]
    said = in_words(found)
    assert f"its set shares one headline size, {found['size_px']:g} px" in said


def test_the_summary_and_check_say_what_shares_no_size(run: Run, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(ROOT / "assets", project / "assets")
    brand = project / "assets" / "brand.yaml"
    brand.write_text(f"{brand.read_text('utf-8')}\nsizes: shared\n", "utf-8")
    shown = "background: house-key, status: approved, source: ours"
    entry = f"  - {{{{id: {{}}, {shown}, text: {{{{en: '{{}}'}}}}}}}}\n"
    captions = entry.format("long", LONG) + entry.format("short", "Ask first.")
    text = f"language: en\ncaptions:\n{captions}{SOURCES}"
    (project / "captions.yaml").write_text(text, "utf-8")
    to = ("--to", "instagram-portrait")
    built = run("build", *to, "--strict", cwd=project)
    assert built.returncode == 0, built.stderr
    assert "2 built, no shared size on instagram-portrait (long)" in built.stderr
    checked = run("check", *to, "--report", "json", cwd=project)
    (problem,) = json.loads(checked.stdout)["problems"]
    assert (problem["code"], problem["severity"]) == ("no-shared-size", "warning")
    again = run("build", *to, "--only", "short", cwd=project)
    assert "1 unchanged" in again.stderr
