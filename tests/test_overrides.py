"""What a copy editor fixes by hand is obeyed on every path, checked like all else, and listed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from sharegen.catalog.languages import LANGUAGES
from sharegen.catalog.platforms import PLACEMENTS
from sharegen.catalog.pseudo import SETTABLE
from sharegen.explain import Question, explain, in_words
from sharegen.layout import layout
from sharegen.library import examine
from sharegen.load import load_project
from sharegen.model.card import BY_HAND, Card
from sharegen.model.diagnostic import CardError
from sharegen.model.manuscript import STATUSES, Text, Translation
from sharegen.model.project import FooterText, Project
from sharegen.model.spec import Language, Script
from sharegen.oneoff import Wish, cards_of
from sharegen.overrides import fixed_by_hand
from sharegen.resolve import Selection, resolve

ROOT = Path(__file__).resolve().parents[1]
Run = Callable[..., CompletedProcess[str]]
HEAD = """\
language: en
captions:
  - id: one
    text: {en: "Many children who are trafficked **know the person.**"}
    short: {en: "They **know the person.**"}
    background: house-key
    status: approved
"""


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Project]:
    """A project whose one caption has these overrides."""
    folder = tmp_path / "project"
    shutil.copytree(ROOT / "assets", folder / "assets")

    def write(overrides: str) -> Project:
        (folder / "captions.yaml").write_text(f"{HEAD}    overrides:\n{overrides}", "utf-8")
        return load_project(folder)

    return write


Written = Callable[[str], Project]


def card_on(project: Project, placement: str, *statuses: str) -> Card:
    (card,) = resolve(project, Selection((placement,), (), (), statuses or STATUSES)).cards
    return card


def test_a_region_by_hand_is_the_only_one_looked_at(written: Written) -> None:
    assert layout(card_on(written("      {}"), "instagram-square")).settings[0].region != "left"
    left = written("      instagram-square: {region: left}\n")
    assert layout(card_on(left, "instagram-square")).settings[0].region == "left"
    assert layout(card_on(left, "instagram-portrait")).settings[0].region != "left"
    found = explain(left, Question("one", "instagram-square"))
    assert (found["by_hand"], found["region"]) == (["region"], "left")
    assert {trial["region"] for trial in found["larger"]} <= {"left"}
    assert "fixed by hand: region" in in_words(found)


@pytest.mark.parametrize(
    ("background", "region", "code", "hint"),
    [
        ("house-key", "whole", "override-region", "there is below or left"),
        ("paper", "left", "override-region", "there is whole; name one, or remove region"),
    ],
)
def test_a_region_that_is_not_there_is_an_error_at_its_place(
    written: Written, background: str, region: str, code: str, hint: str
) -> None:
    both = f"{{background: {background}, region: {region}}}"
    project = written(f"      instagram-square: {both}\n")
    (problem,) = examine(project, Selection(("instagram-square", "x-post"))).problems
    assert (problem.code, problem.where) == (code, ("instagram-square",))
    assert problem.at is not None and (problem.at.line, problem.caption) == (9, "one")
    assert hint in problem.hint, problem.hint


def test_words_that_do_not_fit_the_region_are_an_error_there(written: Written) -> None:
    words = "Many children who are trafficked know the person who does it. " * 2
    given = f'{{region: left, text: {{en: "{words}"}}}}'
    project = written(f"      instagram-square: {given}\n")
    (problem,) = examine(project, Selection(("instagram-square",))).problems
    assert problem.code == "overflow" and "in region left" in problem.message
    assert problem.at is not None and problem.at.line == 9
    assert "or let it stand below" in problem.hint, problem.hint


def test_a_size_by_hand_is_a_largest_one_and_never_below_the_floor(written: Written) -> None:
    project = written("      open-graph: {size: 50}\n")
    setting = layout(card_on(project, "open-graph")).settings[0]
    assert setting.size_px <= 50
    (problem,) = examine(written("      open-graph: {size: 20}\n"), Selection()).problems
    assert (problem.code, problem.hint) == ("override-size", "give 45 or more")
    assert problem.at is not None and problem.at.line == 9


def test_the_short_text_does_not_stand_in_for_words_by_hand(written: Written) -> None:
    plain, other = card_on(written("      {}"), "x-post"), '{en: "Other **words.**"}'
    assert plain.headline.short is not None and plain.by_hand == ()
    alone = card_on(written(f"      x-post: {{text: {other}}}\n"), "x-post")
    assert (alone.headline.text.value, alone.headline.short) == ("Other words.", None)
    both = card_on(written(f'      x-post: {{text: {other}, short: {{en: "O."}}}}\n'), "x-post")
    assert both.headline.short is not None and both.headline.short.value == "O."
    assert both.by_hand == ("text", "short")
    project = written(
        f"      x-post: {{text: {other}, short: {{en: {{text: O, status: draft}}}}}}\n"
    )
    assert card_on(project, "x-post").headline.short is None


def test_words_by_hand_have_a_status_that_holds_back_and_never_releases(
    written: Written,
) -> None:
    draft = written("      x-post: {text: {en: {text: Other, status: draft}}}\n")
    found = resolve(draft, Selection(("x-post", "open-graph")))
    assert [card.placement.id for card in found.cards] == ["open-graph"]
    assert found.left_out == ("1 draft on x-post: one",)
    assert card_on(draft, "x-post", "draft").title == "Other"
    held = written("      x-post: {text: {en: {text: Other, status: hold}}}\n")
    assert resolve(held, Selection(("x-post",))).left_out == ("1 held on x-post: one",)
    (caption,) = held.captions
    back = replace(held, captions=(replace(caption, status="draft"),))
    free = written("      x-post: {text: {en: {text: Other, status: approved}}}\n")
    released = replace(free, captions=(replace(free.captions[0], status="draft"),))
    assert not resolve(released, Selection(("x-post",))).cards
    assert resolve(back, Selection(("x-post",), (), (), ("draft",))).left_out == (
        "1 held on x-post: one",
    )


def test_a_one_off_of_approved_words_is_what_was_fixed(written: Written) -> None:
    project = written("      x-post: {text: {en: Other}, background: paper}\n")
    words = "Many children who are trafficked **know the person.**"
    (card,) = cards_of(project, Wish(words, ("x-post",)))
    assert (card.title, card.background.id, card.status) == ("Other", "paper", "approved")
    assert card == card_on(project, "x-post")
    (asked,) = cards_of(project, Wish(words, ("x-post",), background="phone"))
    assert asked.background.id == "phone"


ALL = """\
      x-post:
        size: 84
        region: left
        background: house-key
        text:
          en: |
            They know
            **the~person.**
        short: {en: Known}
"""


def test_all_that_is_fixed_is_listed_with_its_place(written: Written, run: Run) -> None:
    project = written(ALL)
    assert {fixed.kind for fixed in fixed_by_hand(project)} == set(BY_HAND)
    done = run("list", "overrides", "--json", cwd=project.root)
    rows = json.loads(done.stdout)
    assert {row["id"] for row in rows} == {"one/x-post"}
    by_kind = {row["kind"]: row for row in rows}
    assert by_kind["region"]["value"] == "left" and by_kind["region"]["at"] == "captions.yaml:11"
    assert by_kind["forced-break"]["value"] == "They know / the person."
    assert by_kind["no-break"]["value"] == "the~person."
    assert by_kind["size"]["value"] == "84 px" and by_kind["text"]["lang"] == "en"
    said = run("list", "overrides", cwd=project.root)
    assert "captions.yaml:11" in said.stdout and not said.stderr
    assert set(card_on(project, "x-post").by_hand) == set(BY_HAND)


def test_marks_in_the_text_itself_are_listed_and_counted(written: Written, run: Run) -> None:
    project = written("      x-post: {size: 84}\n")
    path = project.root / "captions.yaml"
    text = path.read_text("utf-8").replace("who are", "who~are")
    path.write_text(text.replace("      x-post: {size: 84}", "      {}"), "utf-8")
    (row,) = json.loads(run("list", "overrides", "--json", cwd=project.root).stdout)
    assert (row["id"], row["kind"], row["value"]) == ("one", "no-break", "who~are")
    path.write_text(text.replace("who~are", "who are"), "utf-8")
    built = run("build", "--to", "x-post,open-graph", cwd=project.root)
    assert "2 built, 1 set by hand" in built.stderr, built.stderr


def test_nothing_by_hand_is_said(run: Run) -> None:
    run("init", "p", "--address", "example.org")
    done = run("list", "overrides", "--project", "p")
    assert (done.stdout, done.stderr.strip()) == ("", "nothing is fixed by hand")
    assert json.loads(run("list", "overrides", "--project", "p", "--json").stdout) == []


def test_a_script_has_its_own_leading_and_floor_and_joined_letters_no_spacing(
    monkeypatch: pytest.MonkeyPatch, written: Written
) -> None:
    script = Script("Fake", "Fake", leading_ratio=1.25, floor_ratio=1.3, joined=True)
    for known in (LANGUAGES, SETTABLE):
        monkeypatch.setitem(known, "fk", Language("fk", "Fake", script))
    project = written("      {}")
    (caption,) = project.captions
    brand = replace(
        project.brand, footer={"en": FooterText("", "a.b"), "fk": FooterText("", "a.b")}
    )
    caption = replace(caption, text={**caption.text, "fk": caption.text["en"]})
    project = replace(project, brand=brand, captions=(caption,))
    one, other = (
        resolve(project, Selection(("instagram-square",), (), (tag,))).cards[0]
        for tag in ("en", "fk")
    )
    latin, fake = one.headline.style, other.headline.style
    assert latin.tracking_em and fake.tracking_em == 0
    assert fake.emphasis_space_em == latin.emphasis_space_em
    assert fake.leading_em == latin.leading_em * 1.25 and fake.floor_u == latin.floor_u * 1.3
    assert min(fake.sizes_u) == max(min(latin.sizes_u), fake.floor_u)
    assert other.footer.style.leading_em == one.footer.style.leading_em * 1.25
    setting = layout(other).settings[0]
    first, second = setting.lines[:2]
    assert second.baseline - first.baseline == pytest.approx(fake.leading_em * setting.size_px)
    assert setting.size_px >= fake.floor_u * other.placement.size.unit


def test_an_override_of_every_placement_is_known(written: Written) -> None:
    lines = "".join(f"      {name}: {{size: 8000}}\n" for name in PLACEMENTS)
    assert not written(lines).problems
    with pytest.raises(CardError):
        layout(card_on(written("      x-post: {region: above}\n"), "x-post"))


def test_a_region_by_hand_serves_both_directions(written: Written) -> None:
    """Left of the object in English is right of its mirror image in Arabic."""
    project = written("      open-graph: {region: left}\n")
    (caption,) = project.captions
    arabic = Translation(Text("اسأل أولاً"), "approved")
    caption = replace(caption, text={**caption.text, "ar": arabic})
    found = resolve(
        replace(project, captions=(caption,)),
        Selection(("open-graph",), (), ("en", "ar"), STATUSES),
    )
    assert [layout(card).settings[-1].region for card in found.cards] == ["left", "right"]
