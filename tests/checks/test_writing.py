"""Every check of what was written passes good copy and finds what its rule forbids."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from cards import project as starter
from copies import HERE, as_is, caption, copy, copy_of, found, project, said

from sharegen.catalog.approval import signed
from sharegen.catalog.checks import CHECKS
from sharegen.catalog.claims import claim_in
from sharegen.catalog.letters import hidden, traps
from sharegen.catalog.proofs import Copy
from sharegen.catalog.readability import english_syllables, grade, spanish_syllables
from sharegen.catalog.terms import HASHTAGS, TERMS
from sharegen.check import proofread
from sharegen.load import load_project
from sharegen.model.diagnostic import Severity
from sharegen.model.manuscript import Approval, Caption
from sharegen.model.project import Help
from sharegen.model.reference import Term
from sharegen.reading import read

LONG_AGO, TO_COME = "2024-01-01", "2026-12-03"
SENTENCE = (
    "Notwithstanding considerable institutional misunderstandings, intergovernmental organisations "
    "systematically underestimate technologically sophisticated recruitment."
)


def approved(**changes: str) -> Copy:
    """Somebody approved the picture of a caption, and perhaps said so otherwise."""
    row = caption(picture="approved")
    signature = {**signed(project(row), (row,), ("A Name", "2026-11-30")), **changes}
    return copy(replace(row, approval=Approval(**signature, at=HERE)))


def _stale_help() -> Copy:
    made = project(caption())
    line = replace(made.brand.help["en"], reviewed=LONG_AGO)
    return copy_of(replace(made, brand=replace(made.brand, help={"en": line})), release=True)


def _links(checked: str) -> Copy:
    made = project(caption())
    link = replace(made.links[0], checked=checked)
    return copy_of(replace(made, links=(link,)), release=True)


POST = {"x": as_is("Ask first.")}


def _no_help() -> Copy:
    made = project(caption(posts=POST))
    return copy_of(replace(made, brand=replace(made.brand, help={})))


def _old_review() -> Copy:
    return copy_of(replace(project(caption(reviewed=LONG_AGO)), review_days=365))


def _pair(first: Caption) -> Copy:
    return copy(first, caption(id="second", requires=first.id))


BAD: dict[str, Callable[[], Copy]] = {
    "stale-help": _stale_help,
    "stale-link": lambda: _links(LONG_AGO),
    "unchecked-link": lambda: _links(""),
    "missing-help": _no_help,
    "stale-review": _old_review,
    "review-in-future": lambda: copy(caption(reviewed=TO_COME)),
    "unsourced-claim": lambda: copy(caption("It is **rarely** a stranger.", source="")),
    "requires": lambda: _pair(caption(id="first", status="draft")),
    "picture-awaiting": lambda: copy(caption(picture="awaiting"), release=True),
    "approval-unsigned": lambda: copy(caption(picture="approved")),
    "approval-lapsed": lambda: approved(hash="-".join(["00000000"] * 5)),
    "approval-in-future": lambda: approved(on=TO_COME),
    "term": lambda: copy(caption("The child was rescued.")),
    "straight-quotes": lambda: copy(caption(posts={"x": as_is('They call it "love".')})),
    "all-caps": lambda: copy(caption("SHARE THIS NOW")),
    "reading-grade": lambda: copy(caption(SENTENCE)),
    "deceptive-address": lambda: copy(caption(posts={"x": as_is("See pоlarisproject.org/x")})),
    "mixed-script": lambda: copy(caption("Child sex traffiсking happens.")),
    "hidden-character": lambda: copy(caption("traf\u2060ficking")),
    "styled-letters": lambda: copy(caption("Learn 𝗺𝗼𝗿𝗲 here")),
}


@pytest.mark.parametrize("id", BAD)
def test_good_copy_passes(id: str) -> None:
    assert not found(id, copy(caption(), release=True))
    assert not found(id, approved())


@pytest.mark.parametrize("id", BAD)
def test_what_the_rule_forbids_is_found(id: str) -> None:
    of = BAD[id]()
    problems = found(id, of)
    assert problems
    for one in problems:
        assert one.message and one.hint and not one.message.endswith(".")
        assert one.at is not None
    said = [problem for problem in proofread(of) if problem.code == id]
    assert {problem.severity for problem in said} == {CHECKS[id].severity}


def test_none_fires_on_the_starter_kit() -> None:
    made = starter()
    assert {problem.code for problem in read(made)} == {"unchecked-link"}
    shown = copy_of(made, release=True)
    assert {p.code for p in proofread(shown)} == {"unchecked-link", "picture-awaiting"}


# Facts


def test_stale_facts_only_warn_until_a_release() -> None:
    for id, of in (("stale-help", _stale_help()), ("stale-link", _links(LONG_AGO))):
        severities = [
            problem.severity
            for each in (of, of._replace(release=()))
            for problem in proofread(each)
            if problem.code == id
        ]
        assert severities == [Severity.ERROR, Severity.WARNING]


def test_a_line_of_help_is_asked_for_in_languages_that_pictures_are_approved_in() -> None:
    draft = {"en": said("Ask first."), "es": said("Pregunte.", "draft")}
    assert not found("missing-help", copy(caption(text=draft)))
    both = {"en": said("Ask first."), "es": said("Pregunte.")}
    of = copy(caption(text=both, posts=POST))
    assert not found("missing-help", of)  # the footer in Spanish is a draft
    brand = of.project.brand
    footer = {**brand.footer, "es": replace(brand.footer["es"], status="approved")}
    made = replace(of.project, brand=replace(brand, footer=footer))
    (one,) = found("missing-help", copy_of(made))
    assert "no line of help in es" in one.message
    silent = replace(made, captions=(caption(text=both),))
    assert not found("missing-help", copy_of(silent))  # there is no post to add it to
    helps = {**brand.help, "es": Help("Llame.", "nosotros", "2026-11-01")}
    made = replace(made, brand=replace(made.brand, help=helps))
    assert not found("missing-help", copy_of(made))


def test_a_review_lasts_for_good_where_the_project_says_nothing() -> None:
    assert not found("stale-review", copy(caption(reviewed="1999-01-01")))
    (one,) = found("stale-review", copy_of(replace(project(caption()), review_days=365)))
    assert "never reviewed" in one.message
    draft = project(caption(reviewed=LONG_AGO, status="draft"))
    assert not found("stale-review", copy_of(replace(draft, review_days=365)))


def test_tomorrow_is_today_further_east() -> None:
    assert not found("review-in-future", copy(caption(reviewed="2026-12-02")))
    assert not found("approval-in-future", approved(on="2026-12-02"))


@pytest.mark.parametrize(
    ("words", "claim"),
    [
        ("Children virtually always know them.", "virtually always"),
        ("Most often, they are lured.", "Most often"),
        ("They are far more likely to know them.", "far more likely"),
        ("It is rarely a stranger.", "rarely"),
        ("The majority of children know them.", "The majority of"),
        ("An estimated 1 out of 7 runaways", "1 out of 7"),
        ("It is 83 % of them.", "83 %"),
        ("83% of them", "83%"),
        ("One in seven children", "One in seven"),
        ("Thousands of children", "Thousands of"),
        ("In 2018, 25,000 children", "25,000"),
        ("Share it. 3/8", ""),
        ("In danger, call 911.", ""),
        ("Call 1-888-373-7888 or text 233733.", ""),
        ("Llame al 1-800-843-5678 o envíe BEFREE al 233733.", ""),
        ("In August 2020, on August 12, at 10:30, it began (2021).", ""),
        ("See example.org/page/7, #top10 and https://example.org/2020/08/x", ""),
        ("Help is there 24/7.", ""),
        ("Share what you know.", ""),
    ],
)
def test_what_is_a_claim(words: str, claim: str) -> None:
    assert claim_in(words, "en") == claim


def test_claims_in_spanish_and_figures_in_every_language() -> None:
    assert claim_in("Casi siempre los conocen.", "es") == "Casi siempre"
    assert claim_in("Uno de cada siete", "es") == "Uno de cada siete"
    assert claim_in("Les victimes, 7 sur 10", "fr") == "7"
    assert not claim_in("It is rarely so.", "fr")


def test_a_claim_of_a_draft_only_warns() -> None:
    of = copy(caption("It is rarely a stranger.", source="", status="draft"))
    (problem,) = [p for p in proofread(of) if p.code == "unsourced-claim"]
    assert problem.severity is Severity.WARNING


def test_a_pair_stands_together_in_every_language() -> None:
    first = caption(id="first", text={"en": said("Like this."), "es": said("Así.", "draft")})
    assert not found("requires", _pair(first))
    second = replace(caption(id="second", requires="first"), text={**first.text})
    assert not found("requires", copy(first, second))
    further = {"en": said("Not so."), "es": said("Así no.")}
    (one,) = found("requires", copy(first, replace(second, text=further)))
    assert "is draft" in one.message and "in es" in one.message
    (one,) = found("requires", _pair(replace(first, status="hold", hold="why")))
    assert "is hold" in one.message
    assert not found("requires", copy(first, replace(second, status="hold")))
    (one,) = found("requires", copy(second))
    assert "is missing" in one.message


# Approvals


@pytest.mark.parametrize(
    ("parts", "changes"),
    [
        ("words", {"text": {"en": said("Ask at **first.**")}}),
        ("emphasis", {"text": {"en": said("**Ask** first.")}}),
        ("words", {"short": {"en": said("Ask.")}}),
        ("words, emphasis", {"text": {"en": said("Ask **me first.**")}}),
        ("words", {"text": {"en": said("Ask **first.**"), "es": said("Pregunte.")}}),
        ("art", {"background": "paper"}),
        ("art, template", {"template": "levels"}),
    ],
)
def test_an_approval_lapses_and_says_by_what(parts: str, changes: dict[str, object]) -> None:
    (row,) = approved().project.captions
    (one,) = found("approval-lapsed", copy(replace(row, **changes)))  # type: ignore[arg-type]
    assert one.message.endswith(f"since then changed: {parts}")
    assert "A Name approved words on 2026-11-30" in one.message


def test_an_approval_outlives_what_it_does_not_bind() -> None:
    (row,) = approved().project.captions
    drafted = {**row.text, "es": said("Pregunte.", "draft")}
    for changed in (replace(row, topics=("x",)), replace(row, text=drafted)):
        assert not found("approval-lapsed", copy(changed))


def test_a_file_of_art_that_changed_lapses_an_approval() -> None:
    row = caption(picture="approved", background="house-key")
    made = project(row)
    approval = Approval(**signed(made, (row,), ("A Name", "2026-11-30")))
    made = replace(made, captions=(replace(row, approval=approval),))
    assert not found("approval-lapsed", copy_of(made))
    key = made.backgrounds["house-key"]
    other = replace(key, variants=(replace(key.variants[0], sha256="0"), *key.variants[1:]))
    made = replace(made, backgrounds={**made.backgrounds, "house-key": other})
    (one,) = found("approval-lapsed", copy_of(made))
    assert one.message.endswith("changed: art")


def test_what_is_not_signed_says_what_to_write(project: Path) -> None:
    path = project / "captions.yaml"
    text = path.read_text("utf-8").replace("picture: awaiting", "picture: approved", 1)
    path.write_text(text, "utf-8")
    (problem,) = [p for p in read(load_project(project)) if p.code == "approval-unsigned"]
    line = problem.hint.partition("by hand: ")[2]
    mapping = line.replace("your name", "A Name")
    text = text.replace("picture: approved", f"picture: approved\n    {mapping}", 1)
    path.write_text(text, "utf-8")
    assert {p.code for p in read(load_project(project))} == {"unchecked-link"}
    path.write_text(text.replace("**know their", "know **their", 1), "utf-8")
    (problem,) = [p for p in read(load_project(project)) if p.code == "approval-lapsed"]
    assert problem.message.endswith("changed: emphasis")
    assert problem.caption == "know-their-traffickers"


def test_one_approval_stands_for_a_thread() -> None:
    (thread,) = starter().threads
    made = replace(starter(), threads=(replace(thread, picture="approved"),))
    (one,) = found("approval-unsigned", copy_of(made))
    assert one.caption == "thread"


# Words


def test_every_term_says_why_and_who_says_so() -> None:
    for one in (*HASHTAGS, *(row for rows in TERMS.values() for row in rows)):
        assert one.why and one.source and not one.kept
        assert one.avoid == one.avoid.lower()


@pytest.mark.parametrize(
    ("words", "tag", "hit"),
    [
        ("A child prostitute", "en", "child prostitute"),
        ("Child-Pornography is a crime", "en", "Child-Pornography"),
        ("They rescue children", "en", "rescue"),
        ("Share #SaveOurChildren now", "en", "#SaveOurChildren"),
        ("Comparta #SaveTheChildren", "es", "#SaveTheChildren"),
        ("El tráfico de menores", "es", "tráfico de menores"),
        ("Prostitution", "en", ""),
        ("El rescate", "en", ""),
        ("#SaveOurChildrenToo", "en", ""),
    ],
)
def test_terms_are_found_as_whole_words(words: str, tag: str, hit: str) -> None:
    problems = found("term", copy(caption(words, tag)))
    assert [one.message.split('"')[1] for one in problems] == ([hit] if hit else [])


def test_a_brand_adds_terms_and_keeps_others() -> None:
    own = (
        Term("rescue", "", "the name of our programme", kept=True),
        Term("at-risk youth (both", "young people", "it blames them"),
    )
    made = project(caption("We rescue at risk youth (both."), caption("rescued", id="other"))
    made = replace(made, brand=replace(made.brand, terms={"en": own}))
    problems = found("term", copy_of(made))
    assert [one.message.split('"')[1] for one in problems] == ["at risk youth (both", "rescued"]
    assert problems[0].hint == "say: young people"


@pytest.mark.parametrize("words", ["It's gov't work, isn't it", '6\'2" and 24"', "“So”, he said"])
def test_apostrophes_and_inches_are_no_straight_quotes(words: str) -> None:
    assert not found("straight-quotes", copy(caption(posts={"x": as_is(words)})))


def test_what_the_engine_sets_may_be_typed_straight() -> None:
    assert not found("straight-quotes", copy(caption('They call it "love".')))
    alt = {"en": as_is("Words: 'like this'.")}
    assert found("straight-quotes", copy(caption(alt=alt)))


@pytest.mark.parametrize(
    "words", ["NCMEC and HHS", "NCMEC, HHS, US", "I AM", "ЗДЕСЬ", "ABC dEF GHI"]
)
def test_acronyms_and_two_words_are_no_shouting(words: str) -> None:
    assert not found("all-caps", copy(caption(words)))


def test_syllables_and_grades() -> None:
    english = {"made": 1, "needed": 2, "people": 2, "children": 2, "trafficking": 3, "the": 1}
    assert {word: english_syllables(word) for word in english} == english
    spanish = {"víctimas": 3, "siempre": 2, "quienes": 2, "línea": 3, "confían": 3, "seguir": 2}
    assert {word: spanish_syllables(word) for word in spanish} == spanish
    # 8 words, 1 sentence, 9 syllables: 0.39 × 8 + 11.8 × 9/8 − 15.59
    assert grade("The cat sat on the mat with people.", "en") == pytest.approx(0.805)
    assert grade("Ask. Ask. Ask.", "en") == pytest.approx(0.39 + 11.8 - 15.59)
    # 3 words of 6 syllables: 206.84 − 120 − 3.06 = 83.78
    assert grade("Come pan blanco.", "es") == 5.0 or grade("Come pan blanco.", "es") == 4.0
    assert grade("See https://example.org #x 2/8", "en") is not None
    assert grade("https://example.org", "en") is None
    assert grade("Un texte.", "fr") is None


def test_the_grade_that_is_wanted_is_the_brands() -> None:
    made = project(caption("Children are far more likely to be trafficked by someone they know."))
    made = replace(made, brand=replace(made.brand, reading_grade=4.0))
    (one,) = found("reading-grade", copy_of(made))
    assert "at most 4" in one.message


# Letters


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("go to раypal.org now", "раypal.org"),
        ("https://polarisproject.org@evil.example/x", "https://polarisproject.org@evil.example"),
        ("see xn--pypal-4ve.com", "xn--pypal-4ve.com"),
        ("аррӏе.com", "аррӏе.com"),
        ("see пример.рф", ""),
        ("see münchen.de and 日本語.jp", ""),
        ("write to help@example.org", ""),
        ("It ends here.Next one", ""),
        ("polarisproject.org/childtrafficking", ""),
    ],
)
def test_addresses_that_lead_elsewhere(words: str, address: str) -> None:
    assert [found for found, _ in traps(words)] == ([address] if address else [])


def test_what_is_wrong_with_the_link_of_a_post_is_said_once() -> None:
    for words, codes in (
        ("See https://polarisproject.org@evil.example", {"deceptive-address"}),
        ("See https://xn--pypal-4ve.com", {"post-link"}),
        ("See pоlarisproject.org/x", {"deceptive-address"}),
    ):
        of = copy(caption(posts={"x": as_is(words)}))
        assert {p.code for p in proofread(of)} & {"post-link", "deceptive-address"} == codes


def test_letters_of_one_alphabet_each_may_stand_in_one_sentence() -> None:
    for words in ("Узнайте факты: Polaris", "Tシャツ", "αβγ rays", "CO₂"):
        assert not found("mixed-script", copy(caption(words)))


def test_joiners_have_their_use_beside_other_scripts() -> None:
    assert not list(hidden("می‌خواهم 👨‍👩‍👧 क्‍ष"))
    assert list(hidden("traf\u200cficking")) == ["\u200c"]


def test_the_brands_own_words_are_looked_at() -> None:
    made = project(caption())
    line = replace(made.brand.help["en"], words="Call hоme.")
    made = replace(made, brand=replace(made.brand, help={"en": line}))
    (one,) = found("mixed-script", copy_of(made))
    assert not one.caption and one.at == line.at
