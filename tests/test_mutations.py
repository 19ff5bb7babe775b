"""Faults seeded into what is written: each is done to the project's own files, and is caught by the
check that names it. Those of pictures are in test_mutations_of_pictures.py.

Nothing is said of the project as it is: see test_nothing_is_said_of_the_project_as_it_is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from sharegen.catalog.approval import signed
from sharegen.library import check
from sharegen.load import load_project
from sharegen.model.diagnostic import Diagnostic, ProjectError
from sharegen.model.manuscript import STATUSES
from sharegen.resolve import Selection
from sharegen.resolve.pictured import pictured

CAPTION = "know-their-traffickers"
AWAITED = {"unchecked-link"}  # what only a person can mend


def codes(problems: Iterable[Diagnostic]) -> set[str]:
    return {problem.code for problem in problems}


Edit = Callable[[str], str]
FIRST = "Child sex trafficking victims virtually always **know their traffickers.**"


def put(old: str, new: str, count: int = 1) -> Edit:
    def edit(text: str) -> str:
        assert old in text, old
        return text.replace(old, new, count)

    return edit


def words(new: str) -> Edit:
    """Other words on the first picture."""
    return put(FIRST, new)


def post(platform: str, new: str) -> Edit:
    """A post of the first talking point."""
    return put("    posts:\n", f'    posts:\n      {platform}: "{new}"\n')


def without(pattern: str) -> Edit:
    def edit(text: str) -> str:
        changed, count = re.subn(pattern, "", text, count=1, flags=re.S | re.M)
        assert count, pattern
        return changed

    return edit


def both(*edits: Edit) -> Edit:
    def edit(text: str) -> str:
        for one in edits:
            text = one(text)
        return text

    return edit


CAPTIONS, BRAND = "captions.yaml", "assets/brand.yaml"
ADDRESS = "polarisproject.org/childtrafficking"
ENDLESS = " and ".join(["their friends and their families"] * 30)
WRITTEN: dict[str, tuple[str, Edit, str]] = {
    "a claim without a source": (
        CAPTIONS,
        put("    source: polaris-2020\n", ""),
        "unsourced-claim",
    ),
    "a background that is not there": (
        CAPTIONS,
        put("background: house-key", "background: house-kee"),
        "unknown-background",
    ),
    "an id twice": (CAPTIONS, put("id: people-they-trust", f"id: {CAPTION}"), "duplicate-id"),
    "half of the pair as a draft": (
        CAPTIONS,
        lambda text: re.sub(
            r"(- id: like-this\n.*?status: )approved", r"\1draft", text, flags=re.S
        ),
        "requires",
    ),
    "a review to come": (
        CAPTIONS,
        put("reviewed: 2020-08-01", "reviewed: 2031-01-01"),
        "review-in-future",
    ),
    "a review long ago": (
        CAPTIONS,
        put("language: en\n", "language: en\nreview_days: 365\n"),
        "stale-review",
    ),
    "an approval by nobody": (
        CAPTIONS,
        put("picture: awaiting", "picture: approved"),
        "approval-unsigned",
    ),
    "help that is stale": (
        BRAND,
        put("reviewed: 2026-11-24", "reviewed: 2025-01-01"),
        "stale-help",
    ),
    "no help": (BRAND, without(r"^help:\n.*?(?=^# Words)"), "missing-help"),
    "a link that is stale": (
        CAPTIONS,
        put("checked: 2026-11-24", "checked: 2024-01-01"),
        "stale-link",
    ),
    "a word that harms": (CAPTIONS, words("A **child prostitute** is a victim."), "term"),
    "a straight quote in a post": (
        CAPTIONS,
        put("        There have been a", '        "There" have been a', 2),
        "straight-quotes",
    ),
    "words that shout": (CAPTIONS, words("Victims KNOW THEIR TRAFFICKERS **well.**"), "all-caps"),
    "a sentence for scholars": (
        BRAND,
        put("contrast: 7\n", "contrast: 7\nreading_grade: 5\n"),
        "reading-grade",
    ),
    "a Cyrillic o in the address": (
        BRAND,
        put(f'"{ADDRESS}"', '"p\u043elarisproject.org/childtrafficking"'),
        "bad-address",
    ),
    "a Cyrillic a in a word": (
        CAPTIONS,
        words("Child sex tr\u0430fficking victims **know their traffickers.**"),
        "mixed-script",
    ),
    "a zero-width space": (
        CAPTIONS,
        words("Child sex traf\u200bficking victims **know their traffickers.**"),
        "invisible-removed",
    ),
    "letters of mathematics": (
        CAPTIONS,
        words("Victims **\U0001d424\U0001d427\U0001d428\U0001d430 their traffickers.**"),
        "styled-letters",
    ),
    "words turned around": (
        CAPTIONS,
        words("Victims \u202eknow\u202c **their traffickers.**"),
        "bidi-control",
    ),
    "a letter under ten marks": (
        CAPTIONS,
        words("Victims kno" + "\u0301" * 10 + "w **their traffickers.**"),
        "combining-marks",
    ),
    "a control character": (CAPTIONS, words("Victims \\a know **them.**"), "control-character"),
    "a sign of no font": (
        CAPTIONS,
        words("Victims know \u6f22 **their traffickers.**"),
        "missing-glyph",
    ),
    "words that do not fit": (CAPTIONS, words(f"Victims know {ENDLESS}"), "overflow"),
    "a post of 281 on X": (
        CAPTIONS,
        put("      x: >-\n        With", f"      x: >-\n        {'a' * 40} {'b' * 45} With"),
        "post-too-long",
    ),
    "six hashtags on Instagram": (
        CAPTIONS,
        post("instagram", f"#a1 #b1 #c1 #d1 #e1 #f1 {ADDRESS}"),
        "post-hashtags",
    ),
    "a link in Markdown": (
        CAPTIONS,
        post("linkedin", f"[the facts](https://{ADDRESS})"),
        "post-link",
    ),
    "a post nobody can show": (CAPTIONS, post("twitter", f"See {ADDRESS}"), "post-platform"),
    "a number of the thread twice": (
        CAPTIONS,
        put("situations. 3/8", "situations. 4/8"),
        "thread-number",
    ),
    "a thread that loses a number": (
        CAPTIONS,
        put("situations. 3/8", "situations."),
        "thread-number",
    ),
    "a link with dirt behind it": (
        CAPTIONS,
        put('child-sex-trafficking/"', 'child-sex-trafficking/>;"'),
        "link-malformed",
    ),
    "an alt text without a word": (
        CAPTIONS,
        put(
            "        Child sex trafficking victims virtually always know",
            "        Child sex trafficking victims always know",
        ),
        "alt-incomplete",
    ),
    "an alt text of another address": (
        CAPTIONS,
        put(f"Learn the facts at {ADDRESS}.", "Learn the facts at example.org."),
        "alt-incomplete",
    ),
    "an alt text without end": (
        CAPTIONS,
        put("one side of the key lit.", f"one side of the key lit, {'and so on ' * 100}."),
        "alt-too-long",
    ),
    "a pale grey": (
        BRAND,
        put('ink-secondary: "#A9B8D4"', 'ink-secondary: "#5A6A8A"'),
        "contrast",
    ),
    "a footer without words": (BRAND, put('words: "Learn the facts at", ', ""), "missing-key"),
    "a check that there is not": (
        BRAND,
        put("contrast: 7\n", "contrast: 7\nchecks: {contrasts: {severity: off, why: none}}\n"),
        "unknown-check",
    ),
}


def _written(folder: Path) -> set[str]:
    """All that is said of a project's captions, on one placement."""
    try:
        return codes(check(folder, Selection(("instagram-square",), (), (), STATUSES)))
    except ProjectError as error:
        return codes(error.problems)


@pytest.mark.parametrize("fault", WRITTEN)
def test_a_fault_in_what_is_written_is_caught(project: Path, fault: str) -> None:
    file, edit, code = WRITTEN[fault]
    path = project / file
    path.write_text(edit(path.read_text("utf-8")), "utf-8")
    assert code in _written(project) - AWAITED


def test_a_letter_changed_after_the_approval_is_caught(project: Path) -> None:
    loaded = load_project(project)
    mine = [caption for caption in pictured(loaded) if caption.id == CAPTION]
    by, on, sealed = signed(loaded, mine, ("Ada", "2026-11-27")).values()
    approval = f"approved\n    approval: {{by: {by}, on: {on}, hash: {sealed}}}"
    path = project / CAPTIONS
    text = put("picture: awaiting", f"picture: {approval}")(path.read_text("utf-8"))
    path.write_text(text, "utf-8")
    assert _written(project) <= AWAITED
    path.write_text(put("always **know", "always  **knew")(text), "utf-8")
    assert "approval-lapsed" in _written(project)


def test_nothing_is_said_of_the_project_as_it_is(project: Path) -> None:
    everything = Selection(("all",), (), (), STATUSES)
    assert codes(check(project, everything)) == AWAITED
