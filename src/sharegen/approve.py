"""Sign for pictures: write into captions.yaml who approved them, on what day, and of what.

A person who looked at pictures says so with their own name; nothing here guesses one. What is
signed are pictures: words that are a draft, or held, stay so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple, NoReturn

from sharegen.catalog.approval import changed, signed
from sharegen.catalog.entries import Entry, entries
from sharegen.catalog.proofs import Copy
from sharegen.freshness import today
from sharegen.insertion import Change, Document, line_end, offset, plain, quoted, revised, span
from sharegen.load import CAPTIONS, load_project
from sharegen.load.markup import plain as prose
from sharegen.load.reader import nearest
from sharegen.load.yaml_tree import Mapping, Node, Scalar, Sequence
from sharegen.model.diagnostic import Diagnostic, Location, ProjectError, Severity
from sharegen.model.manuscript import APPROVED, HOLD
from sharegen.model.project import Project
from sharegen.resolve.pictured import pictured

_HINT = "write picture: approved and the approval by hand; sharegen check says the hash"
_MOST_NAME = 100  # characters
_REST = re.compile(r"[^\r\n]*")  # of a line
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Signature(NamedTuple):
    """Who approves, as written, and the day as year-month-day; "" is today."""

    by: str
    on: str = ""


@dataclass(frozen=True, slots=True)
class Approved:
    """captions.yaml with pictures signed for, not yet written. `ids` are the entries signed now,
    `instead` whose valid word is replaced (entry, name, day), `already` the entries that this
    person had signed, `left_out` those of a glob whose words are not approved, and why."""

    file: Document
    before: str
    text: str
    signature: Signature
    ids: tuple[str, ...] = ()
    instead: tuple[tuple[str, str, str], ...] = ()
    already: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def path(self) -> Path:
        return (self.file.root / self.file.file).resolve()

    def write(self) -> bool:
        """Put the file in its place, whole or not at all; whether there was anything to write.
        Raises MachineError, and ProjectError `changed-meanwhile`."""
        if self.text == self.before:
            return False
        self.file.write(self.text, self.before)
        return True


def approve(root: Path, patterns: tuple[str, ...], signature: Signature) -> Approved:
    """Turn ids and globs of captions, points and threads into a captions.yaml signed for.

    Raises ProjectError: `no-approver`, `bad-date`, `approval-in-future`, `unknown-caption`,
    `words-not-approved`, `no-picture`, `not-saved`, and what is wrong with the files.
    """
    by = _name(signature.by)
    # the text before the project: what is signed is never older than what is written over
    file = Document(root, CAPTIONS, _HINT)
    before = file.text()
    project = load_project(root)
    copy = Copy(project, pictured(project), today())
    signature = Signature(by, _day(copy, signature.on))
    chosen, left_out = _chosen(copy, patterns)
    todo = [entry for entry in chosen if not _stands(project, entry, signature)]
    text = _signed(file, before, [(entry, _mapping(project, entry, signature)) for entry in todo])
    now = {entry.id: None for entry in todo}
    return Approved(
        file,
        before,
        text,
        signature,
        tuple(now),
        tuple(_instead(project, todo, signature)),
        tuple(entry.id for entry in chosen if entry.id not in now),
        left_out,
    )


def _name(given: str) -> str:
    """The name of whoever approves, on one line. Raises ProjectError `no-approver`."""
    text, problems = prose(given, Location(CAPTIONS))
    name = text.words
    wrong = [problem for problem in problems if problem.severity is Severity.ERROR]
    if wrong or not any(character.isalpha() for character in name) or len(name) > _MOST_NAME:
        said = f"{given[:40]!r} is no name" if given.strip() else "nobody is named"
        message = f"{said}: a picture is approved by a person who looked at it"
        _stop("no-approver", message, '--by "Your Name"')
    return name


def _day(copy: Copy, given: str) -> str:
    """The day of an approval. Raises ProjectError `bad-date` and `approval-in-future`."""
    if not given:
        return copy.day.isoformat()
    try:
        day = date.fromisoformat(given) if _DATE.fullmatch(given) else None
    except ValueError:
        day = None
    if day is None:
        hint = "write year-month-day, for example --on 2026-12-01"
        _stop("bad-date", f"--on {given[:40]!r} is not a date", hint)
    if copy.is_to_come(given):
        message = f"{given} has not come yet: today is {copy.day}"
        _stop("approval-in-future", message, "give the day on which somebody looked")
    return given


def _chosen(copy: Copy, patterns: tuple[str, ...]) -> tuple[list[Entry], tuple[str, ...]]:
    """The entries that patterns name, in the order of the file, and those of globs that cannot be
    signed for. Raises ProjectError with all that is wrong."""
    every = list(entries(copy))
    wrong: list[Diagnostic] = []
    chosen: dict[str, Entry] = {}
    left_out: dict[str, str] = {}
    for pattern in dict.fromkeys(patterns):
        found = [entry for entry in every if fnmatchcase(entry.id, pattern)]
        refused = {entry.id: said for entry in found if (said := _refusal(entry)) is not None}
        if not found:
            wrong += _unknown(copy.project, pattern, [entry.id for entry in every])
        elif len(refused) == len(found):
            wrong += refused.values()
        chosen.update((entry.id, entry) for entry in found if entry.id not in refused)
        left_out.update((entry.id, _why_not(entry)) for entry in found if entry.id in refused)
    if wrong:
        raise ProjectError(dict.fromkeys(wrong), copy.project.root)
    aside = tuple(f"{id} {why}" for id, why in left_out.items())
    return [entry for entry in every if entry.id in chosen], aside


def _why_not(entry: Entry) -> str:
    if entry.status == HOLD:
        return "is held"
    return "has no picture" if entry.status == APPROVED else f"is a {entry.status}"


def _refusal(entry: Entry) -> Diagnostic | None:
    """Why nobody can sign for an entry; None where somebody can."""
    if entry.status != APPROVED:
        message = f"{entry.id} {_why_not(entry)}: approving its pictures does not approve its words"
        hint = "whoever stands for the words writes status: approved first"
        return Diagnostic("words-not-approved", message, entry.at, hint, caption=entry.id)
    if not entry.pictures:
        message = f"{entry.id} has no picture to approve"
        hint = "write a heading or an excerpt for it"
        return Diagnostic("no-picture", message, entry.at, hint, caption=entry.id)
    return None


def _unknown(project: Project, name: str, ids: list[str]) -> list[Diagnostic]:
    """What to say of a name that no entry has: where the entry itself is wrong, that."""
    broken = [problem for problem in project.problems if problem.caption == name]
    if broken:
        return broken
    shown = name if len(name) <= 60 else f"{name[:59]}…"
    threads = [t.id for t in project.threads for post in t.posts if fnmatchcase(post.id, name)]
    hint = f"a thread has one approval for all of its pictures: {threads[0]}" if threads else ""
    return [Diagnostic("unknown-caption", f"no caption {shown!r}", hint=hint or nearest(name, ids))]


def _mapping(project: Project, entry: Entry, signature: Signature) -> dict[str, str]:
    return signed(project, entry.pictures, (signature.by, signature.on))


def _stands(project: Project, entry: Entry, signature: Signature) -> bool:
    """Whether this person's word for these very pictures is there already."""
    old = entry.approval
    same = old is not None and old.by == signature.by and entry.picture == APPROVED
    return same and not changed(project, entry.pictures, old.hash if old else "")


def _instead(
    project: Project, todo: list[Entry], signature: Signature
) -> Iterator[tuple[str, str, str]]:
    for entry in todo:
        old = entry.approval
        if old is None or old.by == signature.by:
            continue
        if not changed(project, entry.pictures, old.hash):
            yield entry.id, old.by, old.on


def _signed(file: Document, before: str, todo: list[tuple[Entry, dict[str, str]]]) -> str:
    """The file's text with approvals in it; proven by reading it again."""
    tree = file.tree(before)
    expected = plain(tree)
    places = {
        node.at: (section.key, number, node)
        for section in tree.entries
        if isinstance(section.value, Sequence)
        for number, node in enumerate(section.value.items)
        if isinstance(node, Mapping)
    }
    changes: list[Change] = []
    for entry, approval in todo:
        if entry.at not in places:
            file.stop("not-saved", f"{entry.id} is not where it was in {file.file}")
        section, number, node = places[entry.at]
        expected[section][number].update(picture=APPROVED, approval=approval)
        changes += _changes(file, before, node, approval)
    after = revised(before, changes)
    file.prove(after, expected)
    return after


def _changes(
    file: Document, text: str, node: Mapping, approval: dict[str, str]
) -> Iterator[Change]:
    """What to change for one entry: the values that are there, and keys that are not."""
    rows = {row.key: row for row in node.entries}
    shown = {"by": quoted(approval["by"]), "on": approval["on"], "hash": approval["hash"]}
    old = rows.get("approval")
    missing = {}
    if old is None:
        missing["approval"] = f"{{{', '.join(f'{key}: {value}' for key, value in shown.items())}}}"
    elif isinstance(old.value, Mapping):
        for row in old.value.entries:
            yield _replaced(file, text, row.value, shown[row.key])
    if "picture" not in rows:
        missing = {"picture": APPROVED, **missing}
    elif plain(rows["picture"].value) != APPROVED:
        yield _replaced(file, text, rows["picture"].value, APPROVED)
    if missing:
        anchor = rows["picture" if "picture" in rows else "status"]
        end = _span(file, text, anchor.value)[1]
        if text[offset(text, node.at)] == "{":
            yield Change(end, end, "".join(f", {key}: {row}" for key, row in missing.items()))
            return
        rest = _REST.match(text, end)
        end = rest.end() if rest else end  # behind a comment
        margin = line_end(text) + " " * (anchor.at.column - 1)
        yield Change(end, end, "".join(f"{margin}{key}: {row}" for key, row in missing.items()))


def _replaced(file: Document, text: str, node: Node, value: str) -> Change:
    return Change(*_span(file, text, node), value)


def _span(file: Document, text: str, node: Node) -> tuple[int, int]:
    found = span(text, node) if isinstance(node, Scalar) else None
    if found is None:
        place = f"{file.file}:{node.at.line}"
        file.stop("not-saved", f"{place} has a value that is not written out in one piece")
    return found


def _stop(code: str, message: str, hint: str) -> NoReturn:
    raise ProjectError([Diagnostic(code, message, hint=hint)])
