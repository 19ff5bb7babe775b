"""Turn captions.yaml into captions, talking points, threads, and what they refer to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from sharegen.load.caption import CAPTION, read_caption
from sharegen.load.excerpt import excerpt
from sharegen.load.identifiers import ID, Identifier, id_clashes, id_problem
from sharegen.load.keys import LANGUAGE, Key, Keys, ListOf, MapOf, Range
from sharegen.load.page import Desk, Shelf
from sharegen.load.point import POINT, read_point
from sharegen.load.reader import Reader
from sharegen.load.references import (
    CORRECTION,
    LINK,
    NOTICE,
    SOURCE,
    TOPICS,
    read_corrections,
    read_links,
    read_notice,
    read_sources,
    read_topics,
)
from sharegen.load.thread import THREAD, picture_ids, read_thread
from sharegen.load.yaml_tree import Mapping as MappingNode
from sharegen.load.yaml_tree import Node, Scalar, Sequence
from sharegen.model.diagnostic import Diagnostic
from sharegen.model.manuscript import Caption, Point, Thread
from sharegen.model.reference import Correction, Link, Source

_REVIEW_DAYS = Range(1, 36_500, " days", "365", whole=True)
FILE = Keys(
    "captions.yaml",
    (
        Key("language", LANGUAGE, "The project's language, as en, es or zh-Hans.", needed=True),
        Key("captions", ListOf(CAPTION, least=1), "The words of the pictures.", needed=True),
        Key("points", ListOf(POINT), "Talking points: what to say about one matter."),
        Key("threads", ListOf(THREAD), "Posts that stand one below the other."),
        Key("links", ListOf(LINK), "Where readers find more."),
        Key("sources", MapOf(SOURCE, ID), "Where statements come from, by id."),
        Key("corrections", ListOf(CORRECTION), "What differs from the source text, and why."),
        Key("notice", NOTICE, "What the words are made from, and who has no part in it."),
        Key("topics", TOPICS, "What people read for a topic, by its id and language."),
        Key("review_days", _REVIEW_DAYS, "How many days a review of words lasts; else for good."),
    ),
)
_EXAMPLE = '- {id: my-caption, text: {en: "…"}}'
_POINT_EXAMPLE = '- {id: my-point, body: {en: "…"}}'
_THREAD_EXAMPLE = '- {id: my-thread, posts: [{text: {en: "…"}}]}'
_Entry = TypeVar("_Entry", Caption, Point, Thread)
_Listed = tuple[tuple[Node, Identifier], ...]


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What captions.yaml says; `problems` concern single entries, errors those left out."""

    language: str
    captions: tuple[Caption, ...]
    points: tuple[Point, ...]
    threads: tuple[Thread, ...]
    links: tuple[Link, ...]
    sources: Mapping[str, Source]
    corrections: tuple[Correction, ...]
    problems: tuple[Diagnostic, ...]
    review_days: int = 0
    notice: Mapping[str, str] = field(default_factory=dict)
    topics: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def read_captions(reader: Reader, node: Node, shelf: Shelf) -> Manuscript | None:
    """Turn the file's node into a manuscript; what spoils the whole file goes to `reader`."""
    if not isinstance(node, MappingNode):
        message = "captions.yaml has no keys at its top; language and captions are needed"
        hint = "start with language: en, then captions: and a list below it"
        reader.report("not-a-mapping", message, node.at, hint)
        return None
    fields = reader.fields(node, FILE) or {}
    language = reader.word(fields.get("language"), "language")
    if language:
        reader.language(language, fields["language"].at)
    sources = read_sources(reader, fields.get("sources"))
    captions = _listed(reader.items(fields.get("captions"), "captions", _EXAMPLE))
    points = _listed(reader.items(fields.get("points"), "points", _POINT_EXAMPLE))
    threads = _listed(reader.items(fields.get("threads"), "threads", _THREAD_EXAMPLE))
    list_node = fields.get("captions")
    if isinstance(list_node, Sequence) and not captions:
        reader.report("empty-file", "no captions", list_node.at, f"write one, as {_EXAMPLE}")
    desk = Desk(reader, shelf, frozenset(sources), frozenset(id.value for _, id in captions))
    copy = _Copy(desk, _wrong_ids(reader, (*captions, *points, *threads), threads), [])
    good = copy.entries(read_caption, captions)
    copy.problems.extend(_orphaned(good))
    return Manuscript(
        language=language,
        captions=tuple(good),
        points=tuple(copy.entries(read_point, points)),
        threads=tuple(copy.entries(read_thread, threads)),
        links=read_links(reader, fields.get("links")),
        sources=sources,
        corrections=read_corrections(reader, fields.get("corrections")),
        problems=tuple(copy.problems),
        review_days=reader.whole(fields.get("review_days"), "review_days", _REVIEW_DAYS) or 0,
        notice=read_notice(reader, fields.get("notice")),
        topics=read_topics(reader, fields.get("topics")),
    )


@dataclass(frozen=True, slots=True)
class _Copy:
    """Reads lists of entries; `problems` gathers what is wrong with single ones."""

    desk: Desk
    wrong_ids: Mapping[Node, Diagnostic]
    problems: list[Diagnostic]

    def entries(
        self, read: Callable[[Desk, Reader, Node], _Entry | None], listed: _Listed
    ) -> list[_Entry]:
        """The entries without fault."""
        good: list[_Entry] = []
        for node, id in listed:
            own = Reader(id.value)
            entry = read(self.desk, own, node)
            own.take([self.wrong_ids[node]] if node in self.wrong_ids else ())
            self.problems.extend(own.problems)
            if entry is not None and not own.failed:
                good.append(entry)
        return good


def _wrong_ids(reader: Reader, entries: _Listed, threads: _Listed) -> dict[Node, Diagnostic]:
    """What is wrong with the id of an entry, or with those its pictures get; ids that stand
    twice go to `reader`."""
    pictures = ((node, picture) for node, id in threads for picture in picture_ids(id, node))
    every = sorted((*entries, *pictures), key=lambda pair: pair[1].at)
    duplicates, clashes = id_clashes(id for _, id in every)
    reader.take(duplicates)
    wrong: dict[Node, Diagnostic] = {}
    for position, (node, id) in enumerate(every):
        problem = clashes.get(position) or (id_problem(id) if id.value else None)
        if problem:
            wrong.setdefault(node, problem)
    return wrong


def _orphaned(good: list[Caption]) -> list[Diagnostic]:
    """Take the captions off the list that are never published without one that was left out."""
    problems: list[Diagnostic] = []
    while True:
        ids = {caption.id for caption in good}
        orphans = [caption for caption in good if caption.requires and caption.requires not in ids]
        if not orphans:
            return problems
        for orphan in orphans:
            required = excerpt(orphan.requires)
            message = f"{excerpt(orphan.id)} requires {required}, which was left out"
            hint = f"correct {required} first"
            problem = Diagnostic("required-left-out", message, orphan.at, hint, caption=orphan.id)
            problems.append(problem)
        good[:] = [caption for caption in good if not caption.requires or caption.requires in ids]


def _listed(nodes: Iterable[Node]) -> _Listed:
    """Every node with its id, which is without a value where it has none."""
    return tuple((node, _id(node)) for node in nodes)


def _id(node: Node) -> Identifier:
    for entry in node.entries if isinstance(node, MappingNode) else ():
        if entry.key == "id" and isinstance(entry.value, Scalar):
            return Identifier(entry.value.value, entry.value.at)
    return Identifier("", node.at)
