"""Keep the words of a one-off picture: a draft after the last caption of captions.yaml.

The file stays as its authors laid it out, comments and all (insertion.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from sharegen.insertion import Document, line_end, plain, quoted
from sharegen.load import CAPTIONS
from sharegen.load.identifiers import Identifier, id_problem
from sharegen.load.yaml_tree import Mapping, Node, Sequence
from sharegen.model.diagnostic import Diagnostic, Location, ProjectError
from sharegen.model.manuscript import DRAFT
from sharegen.model.project import Project
from sharegen.oneoff import Wish, draft_id, text_of

_HINT = "add the caption by hand"
_STEP = 2  # spaces a level, where the file does not show its own


@dataclass(frozen=True, slots=True)
class Kept:
    """captions.yaml with one draft more, not yet written; `id` is the draft's."""

    file: Document
    text: str
    id: str

    @property
    def path(self) -> Path:
        return (self.file.root / self.file.file).resolve()

    def write(self) -> None:
        """Put the file in its place, whole or not at all. MachineError."""
        self.file.write(self.text)


def keep(project: Project, wish: Wish, id: str = "", posts: dict[str, str] | None = None) -> Kept:
    """Turn a wish into captions.yaml with a draft more; without an id its first words name it.
    `posts` are those that somebody wrote for it, by platform.

    Raises ProjectError: `already-saved`, `id-taken`, `not-saved`, and what is wrong with the id.
    """
    language = wish.language or project.language
    text = text_of(wish)
    for caption in project.captions:
        known = caption.text.get(language)
        if known is not None and known.text == text:
            message = f"these words are caption {caption.id} already"
            _stop("already-saved", message, f"change them there, in {CAPTIONS}")
    id = id or draft_id(text.words).removeprefix(DRAFT).strip("-") or DRAFT
    wrong = id_problem(Identifier(id, Location(CAPTIONS)))
    if wrong is not None:
        raise ProjectError([Diagnostic(wrong.code, wrong.message, hint=wrong.hint)])
    threads = project.threads
    numbered = (post.id for thread in threads for post in thread.posts)
    others = (*(point.id for point in project.points), *(row.id for row in threads), *numbered)
    if id in others:
        _stop("id-taken", f"{CAPTIONS} has a point or thread {id} already", "give another --id")
    file = Document(project.root, CAPTIONS, _HINT)
    draft = {"id": id, **_words(project, wish, posts or {}), "status": DRAFT}
    return Kept(file, _with_draft(file, draft), id)


def _words(project: Project, wish: Wish, posts: dict[str, str]) -> dict[str, Any]:
    """What a wish and its posts come to, by key of a caption."""
    language = wish.language or project.language
    own = language == project.language
    found = {
        "text": {language: wish.words},
        "alt": {language: wish.alt} if wish.alt else {},
        "background": wish.background,
        "template": wish.template,
        "posts": posts if own else {},
        "posts_in": {language: posts} if posts and not own else {},
    }
    return {key: value for key, value in found.items() if value}


def _with_draft(file: Document, draft: dict[str, Any]) -> str:
    """The file's text with the draft's lines in it; proven by reading it again."""
    before = file.text()
    captions = _captions(file, before)
    if any(plain(item).get("id") == draft["id"] for item in captions.items):
        _stop("id-taken", f"{CAPTIONS} has a caption {draft['id']} already", "give another --id")
    after = _inserted(before, captions, draft)
    expected = plain(file.tree(before))
    expected["captions"] = [*expected["captions"], draft]
    file.prove(after, expected)
    return after


def _captions(file: Document, text: str) -> Sequence:
    found = [entry.value for entry in file.tree(text).entries if entry.key == "captions"]
    if not found or not isinstance(found[0], Sequence) or not found[0].items:
        file.stop("not-saved", f"{CAPTIONS} has no list of captions to add to")
    return found[0]


def _inserted(text: str, captions: Sequence, draft: dict[str, Any]) -> str:
    lines = text.splitlines(keepends=True)
    last = captions.items[-1]
    first = last.at.line - 1
    while first > 0 and not lines[first].lstrip().startswith("-"):
        first -= 1
    indent = len(lines[first]) - len(lines[first].lstrip(" "))
    end = first + 1
    for number in range(first + 1, len(lines)):
        line = lines[number]
        deeper = len(line) - len(line.lstrip(" ")) > indent
        if line.strip() and not deeper and not line.lstrip().startswith("#"):
            break
        if line.strip() and deeper:
            end = number + 1
    newline = line_end(text)
    new = _lines(draft, indent, _step(last))
    if len(captions.items) == 1 or not _above(lines, first).strip():
        new.insert(0, "")
    if not lines[end - 1].endswith(("\n", "\r")):
        lines[end - 1] += newline
    return "".join((*lines[:end], *(f"{line}{newline}" for line in new), *lines[end:]))


def _above(lines: list[str], number: int) -> str:
    """The line above a caption and the comments that belong to it."""
    number -= 1
    while number > 0 and lines[number].lstrip().startswith("#"):
        number -= 1
    return lines[number]


def _step(caption: Node) -> int:
    """How far the file indents a level, seen on a caption."""
    for entry in caption.entries if isinstance(caption, Mapping) else ():
        if isinstance(entry.value, Mapping) and entry.value.at.line > entry.at.line:
            return entry.value.at.column - entry.at.column
    return _STEP


def _lines(draft: dict[str, Any], indent: int, step: int) -> list[str]:
    margin = " " * indent
    lines = [line for key, value in draft.items() for line in _entry(key, value, step)]
    return [f"{margin}{'- ' if not number else '  '}{line}" for number, line in enumerate(lines)]


def _entry(key: str, value: Any, step: int, named: bool = True) -> Iterator[str]:
    """The lines of a key: words in quotes, names (`named`) as they are, what is below further
    in."""
    if isinstance(value, dict):
        yield f"{key}:"
        for below, row in value.items():
            yield from (f"{' ' * step}{line}" for line in _entry(below, row, step, named=False))
    else:
        bare = named and re.fullmatch("[a-z][a-z-]*", value)
        yield f"{key}: {value if bare else quoted(value)}"


def _stop(code: str, message: str, hint: str = _HINT) -> NoReturn:
    raise ProjectError([Diagnostic(code, message, hint=hint)])
