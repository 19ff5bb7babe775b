"""Turn `sources`, `links` and `corrections` of captions.yaml into values."""

from __future__ import annotations

from sharegen.load.address import URL, read_url
from sharegen.load.excerpt import excerpt
from sharegen.load.identifiers import ID, Identifier, id_clashes, id_problem
from sharegen.load.keys import DATE, LANGUAGE, WORDS, Key, Keys, MapOf
from sharegen.load.reader import Reader
from sharegen.load.yaml_tree import Node
from sharegen.model.reference import Correction, Link, Source

SOURCE = Keys(
    "a source",
    (
        Key("title", WORDS, "What it is called.", needed=True),
        Key("url", URL, "Where it can be read, with its https://."),
        Key("date", DATE, "The day it was published."),
        Key("says", WORDS, "What a figure counts, with its denominator."),
    ),
    'title: "…"',
)
_LINK_EXAMPLE = '{id: web-page, title: "…", url: "https://example.org"}'
LINK = Keys(
    "a link",
    (
        Key("id", ID, "To name it by; unique among links.", needed=True),
        Key("title", WORDS, "What readers find there.", needed=True),
        Key("url", URL, "The address as your words have it, with its https://.", needed=True),
        Key("moved", URL, "Where it leads today, if elsewhere."),
        Key("checked", DATE, "The day somebody last followed it."),
    ),
    _LINK_EXAMPLE,
)
_CORRECTION_EXAMPLE = '{found: "…", corrected: "…", why: "…"}'
CORRECTION = Keys(
    "a correction",
    (
        Key("found", WORDS, "What the text you took over says.", needed=True),
        Key("corrected", WORDS, "What stands here instead.", needed=True),
        Key("why", WORDS, "Why it was changed.", needed=True),
    ),
    _CORRECTION_EXAMPLE,
)

NOTICE = MapOf(WORDS, LANGUAGE, (("en", "In English."), ("es", "In Spanish.")), 1)
TOPICS = MapOf(NOTICE, ID)


def read_notice(reader: Reader, node: Node | None) -> dict[str, str]:
    """What the words are made from, by language."""
    return _by_language(reader, node, "notice")


def read_topics(reader: Reader, node: Node | None) -> dict[str, dict[str, str]]:
    """Topics as people read them, by topic and language."""
    topics = {}
    for entry in reader.entries(node, "topics", 'my-topic: {en: "…"}'):
        wrong = id_problem(Identifier(entry.key, entry.at))
        reader.take((wrong,) if wrong else ())
        topics[entry.key] = _by_language(reader, entry.value, f"topic {excerpt(entry.key)}")
    return topics


def _by_language(reader: Reader, node: Node | None, what: str) -> dict[str, str]:
    words = {}
    for entry in reader.entries(node, what, 'en: "…"'):
        reader.language(entry.key, entry.at)
        words[entry.key] = reader.prose(entry.value, f"{what} in {excerpt(entry.key, 20)}").words
    return words


def read_sources(reader: Reader, node: Node | None) -> dict[str, Source]:
    """Where statements come from, by id."""
    sources = {}
    for entry in reader.entries(node, "sources", 'my-source: {title: "…"}'):
        wrong = id_problem(Identifier(entry.key, entry.at))
        reader.take((wrong,) if wrong else ())
        fields = reader.fields(entry.value, SOURCE) or {}
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
        fields = reader.fields(item, LINK) or {}
        id = reader.word(fields.get("id"), "id")
        if id:
            ids.append(Identifier(id, fields["id"].at))
        link = Link(
            id,
            reader.prose(fields.get("title"), "title").words,
            read_url(reader, fields.get("url"), "url"),
            read_url(reader, fields.get("moved"), "moved"),
            reader.date(fields.get("checked"), "checked"),
            fields.get("checked", item).at,
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
        fields = reader.fields(item, CORRECTION) or {}
        found, corrected, why = (
            reader.prose(fields.get(key), key).value for key in CORRECTION.required
        )
        rows.append(Correction(found, corrected, why))
    return tuple(rows)
