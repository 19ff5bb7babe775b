"""`approve`: a person signs for pictures, and nothing else in captions.yaml changes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from sharegen.approve import Approved, Signature, approve
from sharegen.build import Options, Outcome, build
from sharegen.load import load_project
from sharegen.model.diagnostic import Diagnostic, ProjectError
from sharegen.model.manuscript import Approval
from sharegen.reading import read
from sharegen.resolve import Selection

ROOT = Path(__file__).resolve().parents[1]
Run = Callable[..., CompletedProcess[str]]
ANA = Signature("Ana Pérez")
TODAY = "2026-12-01"
KEPT = ("phone:", "paper:")

FREE = """# head
language: en
captions:
  # about one\u2028  # and more
  - id: one   # its id
    picture:   awaiting   # not yet
    text: {en: "Ask **first.**"}
    alt: {en: "Ask first. Learn the facts at polarisproject.org/childtrafficking."}
    status: approved

  - {id: two, text: {en: 'It''s two'}, status: "approved", topics: [a]}
  - status: approved  # leads
    id: three
    text:
      en: |
        Three
        lines
    approval:
      # Bo looked
      by: 'Bo'      # the editor
      hash: "00000000-00000000-00000000-00000000-00000000"
      on: 2020-01-01
    picture: approved
  - id: four
    text: {en: Four}
points:
- id: five
  body: {en: All there is to say.}
  heading: {en: Five}
  status: approved
- id: six
  body: {en: No picture of this.}
  status: approved
threads:
  - id: seven
    status: approved
    picture: awaiting
    posts:
      - text: {en: First of two. 1/2}
      - text: {en: Second of two. 2/2}
  - id: eight
    status: approved
    posts:
      - text: {en: Held., }
        status: hold
        hold: it is not so
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "assets", folder / "assets")
    file = folder / "assets/backgrounds/backgrounds.yaml"  # read for each example: few will do
    rows = re.split(r"^(?=\S)", file.read_text("utf-8"), flags=re.MULTILINE)
    file.write_text("".join(row for row in rows if row.startswith(KEPT)), "utf-8")
    return folder


def _put(home: Path, text: str) -> Path:
    path = home / "captions.yaml"
    path.write_bytes(text.encode())
    return path


def _approve(home: Path, *ids: str, signature: Signature = ANA) -> Approved:
    found = approve(home, ids, signature)
    found.write()
    return found


def _refused(home: Path, *ids: str, signature: Signature = ANA) -> list[Diagnostic]:
    before = (home / "captions.yaml").read_bytes()
    with pytest.raises(ProjectError) as caught:
        _approve(home, *ids, signature=signature)
    assert (home / "captions.yaml").read_bytes() == before
    return list(caught.value.problems)


def _codes(home: Path) -> set[str]:
    project = load_project(home)
    return {problem.code for problem in (*project.problems, *read(project))}


@pytest.mark.parametrize(("end", "mark"), [("\n", ""), ("\r\n", "\ufeff")])
def test_each_kind_of_entry_is_signed_and_no_other_byte_changes(
    home: Path, end: str, mark: str
) -> None:
    path = _put(home, mark + FREE.replace("\n", end))
    found = _approve(home, "*")
    assert found.ids == ("one", "two", "three", "five", "seven")
    assert found.left_out == ("four is a draft", "six has no picture", "eight is held")
    project = load_project(home)
    rows = {row.id: row for row in (*project.captions, *project.points, *project.threads)}
    hashes = {}
    for id in found.ids:
        signed = rows[id].approval
        assert signed is not None and rows[id].picture == "approved"
        assert (signed.by, signed.on) == ("Ana Pérez", TODAY)
        hashes[id] = signed.hash
    assert not _codes(home) & {"approval-lapsed", "approval-unsigned", "picture-awaiting"}

    def mapping(id: str) -> str:
        return f'{{by: "Ana Pérez", on: {TODAY}, hash: {hashes[id]}}}'

    expected = FREE
    for old, new in (
        (
            "    picture:   awaiting   # not yet\n",
            f"    picture:   approved   # not yet\n    approval: {mapping('one')}\n",
        ),
        (
            'status: "approved", topics',
            f'status: "approved", picture: approved, approval: {mapping("two")}, topics',
        ),
        ("by: 'Bo' ", 'by: "Ana Pérez" '),
        ('hash: "00000000-00000000-00000000-00000000-00000000"', f"hash: {hashes['three']}"),
        ("on: 2020-01-01", f"on: {TODAY}"),
        (
            "heading: {en: Five}\n  status: approved\n",
            "heading: {en: Five}\n  status: approved\n  picture: approved\n"
            f"  approval: {mapping('five')}\n",
        ),
        (
            "    picture: awaiting\n    posts:",
            f"    picture: approved\n    approval: {mapping('seven')}\n    posts:",
        ),
    ):
        assert expected.count(old) == 1
        expected = expected.replace(old, new)
    assert path.read_bytes().decode() == mark + expected.replace("\n", end)


def test_who_signed_already_is_told_so_and_the_file_is_not_touched(home: Path) -> None:
    path = _put(home, FREE)
    _approve(home, "one")
    before = path.stat()
    again = _approve(home, "one", "one", signature=Signature("Ana Pérez", "2026-11-30"))
    assert (again.ids, again.already) == ((), ("one",))
    assert path.stat() == before
    other = _approve(home, "o*", signature=Signature("  Bo   Li ", "2026-11-30"))
    assert (other.ids, other.instead) == (("one",), (("one", "Ana Pérez", TODAY),))
    signed = load_project(home).captions[0].approval
    assert signed is not None and (signed.by, signed.on) == ("Bo Li", "2026-11-30")


def test_a_name_is_written_as_it_reads(home: Path) -> None:
    _put(home, FREE)
    names = ('Åsa "Quote" O\'Neil: #1, {x}', "李小龙", "نورة", "Ana\u00a0Pérez")
    for name in names:
        _approve(home, "one", "two", "three", signature=Signature(name))
        for caption in load_project(home).captions[:3]:
            assert caption.approval is not None
            assert caption.approval.by == " ".join(name.split())


@pytest.mark.parametrize("name", ["", "  ", "12", "--", "a" * 101, "a\u202eb"])
def test_nobody_signs_without_a_name(home: Path, name: str) -> None:
    _put(home, FREE)
    assert [p.code for p in _refused(home, "one", signature=Signature(name))] == ["no-approver"]


def test_a_day_is_a_day_that_has_come(home: Path) -> None:
    _put(home, FREE)
    for day, code in (
        ("2026-13-01", "bad-date"),
        ("20261201", "bad-date"),
        ("yesterday", "bad-date"),
        ("2026-12-03", "approval-in-future"),
    ):
        assert [p.code for p in _refused(home, "one", signature=Signature("Ana", day))] == [code]


def test_approving_pictures_does_not_approve_words(home: Path) -> None:
    _put(home, FREE)
    found = _refused(home, "one", "four", "eight", "six")
    assert [(p.code, p.caption) for p in found] == [
        ("words-not-approved", "four"),
        ("words-not-approved", "eight"),
        ("no-picture", "six"),
    ]
    assert found[0].message == (
        "four is a draft: approving its pictures does not approve its words"
    )
    assert [p.code for p in _refused(home, "e*", "fou?")] == ["words-not-approved"] * 2


def test_unknown_ids_are_refused_together_and_near_ones_named(home: Path) -> None:
    _put(home, FREE + "  - id: broken\n    status: approved\n    posts: []\n")
    found = _refused(home, "one", "thre", "seven-2", "x*", "broken")
    assert [p.code for p in found] == ["unknown-caption"] * 3 + ["empty-thread"]
    assert found[0].hint == "did you mean three"
    assert found[1].hint == "a thread has one approval for all of its pictures: seven"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("picture:   awaiting   # not yet", "picture: >-\n      awaiting"),
        ("picture:   awaiting   # not yet", "picture: &p awaiting\n    topics: [*p]"),
        ("by: 'Bo'      # the editor", "by: &b 'Bo'"),
        ("by: 'Bo'      # the editor", "by: Bo\n        Li"),
    ],
)
def test_what_is_not_written_out_is_left_to_its_author(home: Path, old: str, new: str) -> None:
    assert old in FREE
    _put(
        home,
        FREE.replace(old, new).replace("status: approved\n\n  - {id", "status: approved\n  - {id"),
    )
    found = _refused(home, "one", "three")
    assert [p.code for p in found] == ["not-saved"] and "by hand" in found[0].hint


def test_a_change_in_between_is_refused(home: Path) -> None:
    path = _put(home, FREE)
    found = approve(home, ("one",), ANA)
    path.write_text(FREE.replace("Four", "For"), "utf-8")
    with pytest.raises(ProjectError, match="changed-meanwhile"):
        found.write()
    assert path.read_text("utf-8") == FREE.replace("Four", "For")


def _release(home: Path) -> Outcome:
    selection = Selection(("x-post",), ("one",))
    return build(load_project(home), selection, Options(home / "out", release=True, jobs=1))


def test_a_release_awaits_nothing_any_more_and_a_word_of_emphasis_ends_it(home: Path) -> None:
    path = _put(home, FREE.split("\n  - {id: two")[0] + "\n")
    assert "picture-awaiting" in {problem.code for problem in _release(home).problems}
    _approve(home, "one")
    assert [p for p in _release(home).problems if "approv" in p.message] == []
    path.write_text(path.read_text("utf-8").replace("Ask **first.**", "**Ask** first."), "utf-8")
    outcome = _release(home)
    said = [problem for problem in outcome.problems if problem.code == "approval-lapsed"]
    assert not outcome.written and [problem.message for problem in said] == [
        f"Ana Pérez approved one on {TODAY}; since then changed: emphasis"
    ]
    assert "sharegen approve one --by NAME" in said[0].hint
    _approve(home, "one")
    assert _release(home).written


def test_the_command_says_what_it_did(home: Path, run: Run) -> None:
    path = _put(home, FREE)
    done = run("approve", "one", "f*", "--project", home, "--by", "Ana Pérez")
    assert (done.returncode, done.stdout.strip()) == (0, str(path.resolve()))
    assert (
        f"2 approved by Ana Pérez on {TODAY}: one, five; left out: four is a draft" in done.stderr
    )
    again = run("approve", "one", "--project", home, "--by", "Ana Pérez")
    assert (again.returncode, again.stdout) == (0, "")
    assert "1 approved by Ana Pérez already, and unchanged: one" in again.stderr
    assert isinstance(load_project(home).captions[0].approval, Approval)
    unsigned = run("approve", "one", "--project", home)
    assert unsigned.returncode == 2 and "error[no-approver] nobody is named" in unsigned.stderr
