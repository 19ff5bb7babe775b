"""Words that look like a translation and can still be read: longer, with accents, or mirrored."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sharegen.catalog.pseudo import ACCENTED, ACCENTS, ARABIC, EXPANSION, MARK, PSEUDO
from sharegen.model.manuscript import (
    DRAFT,
    HOLD,
    Caption,
    Override,
    Point,
    Text,
    Thread,
    Translation,
)
from sharegen.model.project import FooterText, Project
from sharegen.resolve import Selection
from sharegen.translation.fixed import places_kept

_NOT_ASKED = "of no status that was asked for"
_WORD = re.compile(r"[^\W\d_]+")
_VOWELS = frozenset("aeiouy")
_NUMBER = re.compile(r"\s*(?<![\d/])\d{1,3}/\d{1,3}\Z")


def pseudo_text(text: Text, kind: str) -> Text:
    """A text as a language nobody speaks has it: every word longer, brackets at both ends, so that
    one sees where it is cut; its turns, lines, no-break spaces, addresses and numbers as they are.
    """
    value = text.value
    number = _NUMBER.search(value)
    end = number.start() if number else len(value)
    kept = places_kept(text)
    parts = [""] * len(value)
    for at, char in enumerate(value):
        parts[at] = char if kind == ACCENTS else ARABIC.get(char, char)
    for start, stop in kept:
        parts[start:stop] = value[start:stop]
    for word in _WORD.finditer(value):
        if not any(start < word.end() and word.start() < stop for start, stop in kept):
            parts[word.start() : word.end()] = _longer(word[0], kind)
    if not end:
        return text
    parts[0] = f"[{parts[0]}"
    parts[end - 1] += "]"
    starts = [0]
    for part in parts:
        starts.append(starts[-1] + len(part))
    spans = tuple((starts[a] + (a == 0), starts[b] - (b == end)) for a, b in text.spans)
    return Text("".join(parts), spans, text.at)


def _longer(word: str, kind: str) -> list[str]:
    """The letters of a word, some of them doubled: each as what takes its place."""
    table = ACCENTED if kind == ACCENTS else ARABIC
    bare = [unicodedata.normalize("NFD", char)[0] for char in word]
    found = [
        table.get(base, table.get(base.lower(), char))
        for base, char in zip(bare, word, strict=True)
    ]
    extra = round(EXPANSION * (len(word) + 1))  # for the space behind it, too
    able = [at for at, base in enumerate(bare) if base.lower() in _VOWELS] or [len(word) - 1]
    for number in range(extra):
        at = able[number * len(able) // extra] if extra >= len(able) else able[number]
        found[at] += found[at][-1].lower()
    return found


def pseudo_project(project: Project, kind: str, statuses: tuple[str, ...]) -> Project:
    """A project whose words are all in a language nobody speaks, as drafts; entries of other
    statuses than were asked for are held."""
    tag, own = PSEUDO[kind].tag, project.language
    spoken = _Speaker(own, kind, statuses)
    brand = project.brand
    footer = brand.footer[own]
    words = pseudo_text(Text(footer.words), kind).value
    phrases = tuple(pseudo_text(Text(p), kind).value[1:-1] for p in brand.phrases.get(own, ()))
    return replace(
        project,
        captions=tuple(map(spoken.caption, project.captions)),
        points=tuple(map(spoken.point, project.points)),
        threads=tuple(map(spoken.thread, project.threads)),
        brand=replace(
            brand,
            name=brand.name + MARK,
            footer={tag: FooterText(words, footer.address, footer.at, DRAFT)},
            phrases={tag: phrases},
            terms={},
        ),
    )


def pseudo_selection(selection: Selection, kind: str) -> Selection:
    """A selection in the language nobody speaks: of drafts, which all that was asked for is."""
    return replace(selection, languages=(PSEUDO[kind].tag,), statuses=(DRAFT,))


class _Speaker:
    """Says entries in another language; posts are left away, alt texts composed anew."""

    def __init__(self, own: str, kind: str, statuses: tuple[str, ...]) -> None:
        self._own, self._tag, self._kind = own, PSEUDO[kind].tag, kind
        self._statuses = statuses

    def _status(self, standing: str) -> str:
        return DRAFT if standing in self._statuses else HOLD

    def _said(self, rows: Mapping[str, Translation]) -> dict[str, Translation]:
        if self._own not in rows:
            return {}
        return {self._tag: Translation(pseudo_text(rows[self._own].text, self._kind))}

    def _by_hand(self, rows: Mapping[str, Override]) -> dict[str, Override]:
        return {
            placement: replace(row, text=self._said(row.text), short=self._said(row.short))
            for placement, row in rows.items()
        }

    def _beside(self, row: Caption | Point) -> dict[str, Any]:
        """What stands beside the words of any entry: nothing that somebody wrote or signed."""
        return {
            "overrides": self._by_hand(row.overrides),
            "alt": {},
            "posts": {},
            "posts_in": {},
            "status": self._status(row.status),
            "hold": row.hold or _NOT_ASKED,
            "picture": "",
            "approval": None,
        }

    def caption(self, row: Caption) -> Caption:
        return replace(
            row,
            text=self._said(row.text),
            short=self._said(row.short),
            **self._beside(row),
        )

    def point(self, row: Point) -> Point:
        return replace(
            row,
            heading=self._said(row.heading),
            body=self._said(row.body),
            excerpt=self._said(row.excerpt),
            **self._beside(row),
        )

    def thread(self, row: Thread) -> Thread:
        posts = tuple(
            replace(
                post,
                text=self._said(post.text),
                excerpt=self._said(post.excerpt),
                alt={},
                status="",
                hold="",
            )
            for post in row.posts
        )
        status, hold = self._status(row.standing), "; ".join(row.reasons) or _NOT_ASKED
        return replace(row, posts=posts, status=status, hold=hold, picture="", approval=None)
