"""Turn captions.yaml into captions, sources and corrections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sharegen.load.caption import Desk, Shelf, read_caption
from sharegen.load.excerpt import excerpt
from sharegen.load.identifiers import Identifier, id_clashes, id_problem
from sharegen.load.reader import Keys, Reader
from sharegen.load.yaml_tree import Mapping as MappingNode
from sharegen.load.yaml_tree import Node, Scalar, Sequence
from sharegen.model.diagnostic import Diagnostic
from sharegen.model.project import Caption, Correction, Source

_FILE = Keys("captions.yaml", ("language", "captions"), ("sources", "corrections"))
_SOURCE = Keys("a source", ("title",), ("url", "date"), 'title: "…"')
_CORRECTION_EXAMPLE = '{found: "…", corrected: "…", why: "…"}'
_CORRECTION = Keys("a correction", ("found", "corrected", "why"), (), _CORRECTION_EXAMPLE)
_EXAMPLE = '- {id: my-caption, text: {en: "…"}}'


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What captions.yaml says; `problems` concern single captions, errors those left out."""

    language: str
    captions: tuple[Caption, ...]
    sources: Mapping[str, Source]
    corrections: tuple[Correction, ...]
    problems: tuple[Diagnostic, ...]


def read_captions(reader: Reader, node: Node, shelf: Shelf) -> Manuscript | None:
    """Turn the file's node into a manuscript; what spoils the whole file goes to `reader`."""
    if not isinstance(node, MappingNode):
        message = "captions.yaml has no keys at its top; language and captions are needed"
        hint = "start with language: en, then captions: and a list below it"
        reader.report("not-a-mapping", message, node.at, hint)
        return None
    fields = reader.fields(node, _FILE) or {}
    language = reader.word(fields.get("language"), "language")
    if language:
        reader.language(language, fields["language"].at)
    sources = _sources(reader, fields.get("sources"))
    corrections = _corrections(reader, fields.get("corrections"))
    list_node = fields.get("captions")
    nodes = reader.items(list_node, "captions", _EXAMPLE)
    if isinstance(list_node, Sequence) and not nodes:
        reader.report("empty-file", "no captions", list_node.at, f"write one, as {_EXAMPLE}")
    ids = tuple(map(_id, nodes))
    desk = Desk(reader, shelf, frozenset(sources), frozenset(id.value for id in ids))
    captions, problems = _captions(desk, tuple(zip(nodes, ids, strict=True)))
    return Manuscript(language, captions, sources, corrections, problems)


def _captions(
    desk: Desk, items: tuple[tuple[Node, Identifier], ...]
) -> tuple[tuple[Caption, ...], tuple[Diagnostic, ...]]:
    """The captions without fault, and what is wrong with the others."""
    duplicates, clashes = id_clashes(id for _, id in items)
    desk.file.take(duplicates)
    good: list[Caption] = []
    problems: list[Diagnostic] = []
    for position, (node, id) in enumerate(items):
        own = Reader(id.value)
        caption = read_caption(desk, own, node)
        wrong = clashes.get(position) or (id_problem(id) if id.value else None)
        own.take((wrong,) if wrong else ())
        problems += own.problems
        if caption is not None and not own.failed:
            good.append(caption)
    problems += _orphaned(good)
    return tuple(good), tuple(problems)


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


def _id(node: Node) -> Identifier:
    """The id of a caption, without a value where it has none."""
    for entry in node.entries if isinstance(node, MappingNode) else ():
        if entry.key == "id" and isinstance(entry.value, Scalar):
            return Identifier(entry.value.value, entry.value.at)
    return Identifier("", node.at)


def _sources(reader: Reader, node: Node | None) -> dict[str, Source]:
    sources = {}
    for entry in reader.entries(node, "sources", 'my-source: {title: "…"}'):
        wrong = id_problem(Identifier(entry.key, entry.at))
        reader.take((wrong,) if wrong else ())
        fields = reader.fields(entry.value, _SOURCE) or {}
        sources[entry.key] = Source(
            entry.key,
            reader.prose(fields.get("title"), "title").value,
            reader.word(fields.get("url"), "url"),
            reader.date(fields.get("date"), "date"),
        )
    return sources


def _corrections(reader: Reader, node: Node | None) -> tuple[Correction, ...]:
    rows = []
    for item in reader.items(node, "corrections", f"- {_CORRECTION_EXAMPLE}"):
        fields = reader.fields(item, _CORRECTION) or {}
        found, corrected, why = (
            reader.prose(fields.get(key), key).value for key in _CORRECTION.required
        )
        rows.append(Correction(found, corrected, why))
    return tuple(rows)
