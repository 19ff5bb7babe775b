"""Keep the words of a one-off picture: a draft after the last caption of captions.yaml.

The file stays as its authors laid it out, comments and all: lines are put in, none is changed. The
new text is read again before it takes the file's place, and all else must be as it was.
"""

from __future__ import annotations

import codecs
import json
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from sharegen.load import CAPTIONS
from sharegen.load.file_bytes import FileKind, read_regular
from sharegen.load.identifiers import Identifier, id_problem
from sharegen.load.yaml_tree import Mapping, Node, Scalar, Sequence, parse_tree
from sharegen.model.diagnostic import Diagnostic, Location, ProjectError
from sharegen.model.project import Project
from sharegen.oneoff import DRAFT, Wish, draft_id, text_of
from sharegen.write import machine_errors, write_file

_YAML = FileKind("file", "text", 64 << 20)
_HINT = "add the caption by hand"
_STEP = 2  # spaces a level, where the file does not show its own


@dataclass(frozen=True, slots=True)
class Kept:
    """captions.yaml with one draft more, not yet written; `id` is the draft's."""

    path: Path
    data: bytes
    id: str

    def write(self) -> None:
        """Put the file in its place, whole or not at all, with the rights it had. MachineError."""
        with machine_errors(self.path):
            mode = stat.S_IMODE(self.path.stat().st_mode)
            write_file(self.path, [self.data], sync=True)
            self.path.chmod(mode)


def keep(project: Project, wish: Wish, id: str = "") -> Kept:
    """Turn a wish into captions.yaml with a draft more; without an id its first words name it.

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
    posts = (post.id for thread in project.threads for post in thread.posts)
    others = (*(point.id for point in project.points), *(t.id for t in project.threads), *posts)
    if id in others:
        _stop("id-taken", f"{CAPTIONS} has a point or thread {id} already", "give another --id")
    path = (project.root / CAPTIONS).resolve()
    before = _read(project.root)
    after = _with_draft(before, _draft(wish, id, language))
    mark = codecs.BOM_UTF8 if path.read_bytes().startswith(codecs.BOM_UTF8) else b""
    return Kept(path, mark + after.encode(), id)


def _read(root: Path) -> str:
    data, problem = read_regular(root, CAPTIONS, _YAML, Location(CAPTIONS))
    if data is None:
        raise ProjectError([problem] if problem else [], root)
    text = data.decode("utf-8-sig", "surrogateescape")
    if any("\ud800" <= character <= "\udfff" for character in text):
        _stop("not-saved", f"{CAPTIONS} is not UTF-8", "save it as UTF-8, or add it by hand")
    return text


def _draft(wish: Wish, id: str, language: str) -> dict[str, Any]:
    draft: dict[str, Any] = {"id": id, "text": {language: wish.words}}
    if wish.alt:
        draft["alt"] = {language: wish.alt}
    if wish.background:
        draft["background"] = wish.background
    if wish.template:
        draft["template"] = wish.template
    return {**draft, "status": DRAFT}


def _with_draft(before: str, draft: dict[str, Any]) -> str:
    """The text with the draft's lines in it; proven by reading it again."""
    captions = _captions(before)
    if any(_plain(item).get("id") == draft["id"] for item in captions.items):
        _stop("id-taken", f"{CAPTIONS} has a caption {draft['id']} already", "give another --id")
    after = _inserted(before, captions, draft)
    old, (new, _) = _plain(_root(before)), parse_tree(after, CAPTIONS)
    old["captions"] = [*old["captions"], draft]
    if new is None or _plain(new) != old:
        _stop("not-saved", f"{CAPTIONS} is laid out in a way that lines cannot be added to")
    return after


def _root(text: str) -> Mapping:
    node, problems = parse_tree(text, CAPTIONS)
    if not isinstance(node, Mapping):
        raise ProjectError(problems)
    return node


def _captions(text: str) -> Sequence:
    found = [entry.value for entry in _root(text).entries if entry.key == "captions"]
    if not found or not isinstance(found[0], Sequence) or not found[0].items:
        _stop("not-saved", f"{CAPTIONS} has no list of captions to add to")
    return found[0]


def _plain(node: Node) -> Any:
    """A node as plain values, without its places."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return {entry.key: _plain(entry.value) for entry in node.entries}


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
    newline = "\r\n" if "\r\n" in text else "\n"
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
    lines = []
    for key, value in draft.items():
        if isinstance(value, dict):
            lines.append(f"{key}:")
            lines += [f"{' ' * step}{tag}: {_quoted(words)}" for tag, words in value.items()]
        else:
            lines.append(
                f"{key}: {value if re.fullmatch('[a-z][a-z-]*', value) else _quoted(value)}"
            )
    margin = " " * indent
    return [f"{margin}{'- ' if not number else '  '}{line}" for number, line in enumerate(lines)]


def _quoted(text: str) -> str:
    """A string in double quotes as YAML has them."""
    shown = json.dumps(text, ensure_ascii=False)
    return "".join(c if c.isprintable() or ord(c) > 0xFFFF else f"\\u{ord(c):04x}" for c in shown)


def _stop(code: str, message: str, hint: str = _HINT) -> NoReturn:
    raise ProjectError([Diagnostic(code, message, hint=hint)])
