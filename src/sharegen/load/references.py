"""Turn `sources`, `links` and `corrections` of captions.yaml into values."""

from __future__ import annotations

from sharegen.load.address import read_url
from sharegen.load.identifiers import Identifier, id_clashes, id_problem
from sharegen.load.reader import Keys, Reader
from sharegen.load.yaml_tree import Node
from sharegen.model.reference import Correction, Link, Source

_SOURCE = Keys("a source", ("title",), ("url", "date", "says"), 'title: "…"')
_LINK_EXAMPLE = '{id: web-page, title: "…", url: "https://example.org"}'
_LINK = Keys("a link", ("id", "title", "url"), ("moved", "checked"), _LINK_EXAMPLE)
_CORRECTION_EXAMPLE = '{found: "…", corrected: "…", why: "…"}'
_CORRECTION = Keys("a correction", ("found", "corrected", "why"), (), _CORRECTION_EXAMPLE)


def read_sources(reader: Reader, node: Node | None) -> dict[str, Source]:
    """Where statements come from, by id."""
    sources = {}
    for entry in reader.entries(node, "sources", 'my-source: {title: "…"}'):
        wrong = id_problem(Identifier(entry.key, entry.at))
        reader.take((wrong,) if wrong else ())
        fields = reader.fields(entry.value, _SOURCE) or {}
        sources[entry.key] = Source(
            entry.key,
            reader.prose(fields.get("title"), "title").value,
            read_url(reader, fields.get("url"), "url"),
            reader.date(fields.get("date"), "date"),
            reader.prose(fields.get("says"), "says").value,
        )
    return sources


def read_links(reader: Reader, node: Node | None) -> tuple[Link, ...]:
    """Where readers find more."""
    links = []
    ids = []
    for item in reader.items(node, "links", f"- {_LINK_EXAMPLE}"):
        fields = reader.fields(item, _LINK) or {}
        id = reader.word(fields.get("id"), "id")
        if id:
            ids.append(Identifier(id, fields["id"].at))
        link = Link(
            id,
            reader.prose(fields.get("title"), "title").words,
            read_url(reader, fields.get("url"), "url"),
            read_url(reader, fields.get("moved"), "moved"),
            reader.date(fields.get("checked"), "checked"),
        )
        links.append(link)
    duplicates, clashes = id_clashes(ids)
    alone = (clashes.get(position) or id_problem(id) for position, id in enumerate(ids))
    reader.take((*duplicates, *(problem for problem in alone if problem)))
    return tuple(links)


def read_corrections(reader: Reader, node: Node | None) -> tuple[Correction, ...]:
    """What differs from the source text, and why."""
    rows = []
    for item in reader.items(node, "corrections", f"- {_CORRECTION_EXAMPLE}"):
        fields = reader.fields(item, _CORRECTION) or {}
        found, corrected, why = (
            reader.prose(fields.get(key), key).value for key in _CORRECTION.required
        )
        rows.append(Correction(found, corrected, why))
    return tuple(rows)
