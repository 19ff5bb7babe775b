"""Every text of a project that a translator translates, and where its translations stand."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sharegen.insertion import Document, plain
from sharegen.load import CAPTIONS, markup
from sharegen.load.page import at_length
from sharegen.model.diagnostic import Location
from sharegen.model.manuscript import APPROVED, DRAFT, NO_BREAK_SPACE, Text
from sharegen.model.project import Project
from sharegen.translation.placing import Way

BRAND_FILE = "assets/brand.yaml"
BRAND = "brand"  # what stands for an id in rows of brand.yaml
FOOTER, POSTS, ALT = "footer", "posts", "alt"
HINT = "write the translation into the file by hand"
# Whose words are set in type, and may have marks; the others stand in posts and alt texts.
PICTURED = ("text", "short", "heading", "excerpt")
_HASH_DIGITS = 12
_HELD = re.compile(f"(?<![\\s~\\\\]){NO_BREAK_SPACE}(?![\\s~])")


@dataclass(frozen=True, slots=True)
class Translated:
    """A translation as it is written, and how far it is."""

    raw: str
    status: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One text to translate: whose it is, which part of it, and its words as the file has them.

    `path` leads to its translations in `file`, by language, and `leaf` on from there: the platform
    of a post. `key` is what words stand under beside a status, "" where they have none. `standing`
    is how far the words in the project's language are.
    """

    id: str
    part: str
    raw: str
    file: str
    path: Way
    standing: str = DRAFT
    leaf: str = ""
    key: str = "text"
    translations: Mapping[str, Translated] | None = None

    @property
    def is_pictured(self) -> bool:
        """Whether the words stand on a picture and may have marks."""
        return self.part in PICTURED

    @property
    def text(self) -> Text:
        return read_words(self, self.raw, None)[0]

    @property
    def hash(self) -> str:
        """Changes when the words, their emphasis or their lines do."""
        text = self.text
        said = f"{self.part}\n{text.value}\n{text.spans}"
        return hashlib.sha256(said.encode()).hexdigest()[:_HASH_DIGITS]

    def way(self, tag: str) -> Way:
        """Where the translation into a language stands."""
        return (*self.path, tag, self.leaf) if self.leaf else (*self.path, tag)

    def translation(self, tag: str) -> Translated | None:
        return (self.translations or {}).get(tag)


def read_words(unit: Unit, raw: str, at: Location | None) -> markup.Parsed:
    """Words of a cell or a file as text, and what is wrong with them."""
    place = at or Location(unit.file)
    if unit.is_pictured:
        return markup.parse(raw, place)
    most = at_length if unit.part.startswith(POSTS) or unit.part == "body" else markup.plain
    return most(raw, place)


def shown(raw: str) -> str:
    """Words as a translator sees them: what holds two words together can be seen."""
    return _HELD.sub("~", raw.strip())


@dataclass(frozen=True, slots=True)
class Books:
    """The files that texts stand in."""

    captions: Document
    brand: Document

    @property
    def by_file(self) -> dict[str, Document]:
        return {document.file: document for document in (self.captions, self.brand)}


def books_of(project: Project) -> Books:
    """The files of a project that translations go into."""
    root = project.root
    return Books(Document(root, CAPTIONS, HINT), Document(root, BRAND_FILE, HINT))


def units_of(project: Project) -> tuple[Unit, ...]:
    """Every text there is to translate, in the order of the files: captions, points, threads, the
    footer. Entries that cannot be used are left out. Raises ProjectError."""
    books = books_of(project)
    script = plain(books.captions.tree(books.captions.text()))
    brand = plain(books.brand.tree(books.brand.text()))
    return (*_entries(project, script), *_threads(project, script), *_footer(project, brand))


def _entries(project: Project, script: Mapping[str, Any]) -> Iterator[Unit]:
    """The texts of captions and of talking points."""
    kinds = (
        ("captions", project.captions, ("text", "short", ALT)),
        ("points", project.points, ("heading", "body", "excerpt", ALT)),
    )
    for kind, rows, parts in kinds:
        known = {row.id: row.status for row in rows}
        for number, entry in enumerate(script.get(kind, ())):
            if (status := known.get(entry.get("id"))) is None:
                continue
            where, found = (kind, number), (entry["id"], status)
            yield from _parts(project, (where, entry), found, parts)
            yield from _posts(project, (where, entry), found)


def _threads(project: Project, script: Mapping[str, Any]) -> Iterator[Unit]:
    known = {thread.id: thread for thread in project.threads}
    for number, entry in enumerate(script.get("threads", ())):
        thread = known.get(entry.get("id"))
        for place, post in enumerate(entry["posts"] if thread else ()):
            where = ("threads", number, "posts", place)
            row = thread.posts[place] if thread else None
            status = (row and row.status) or (thread.status if thread else DRAFT)
            found = (f"{entry['id']}-{place + 1}", status)
            yield from _parts(project, (where, post), found, ("text", "excerpt", ALT))


_Entry = tuple[Way, Mapping[str, Any]]


def _parts(
    project: Project, entry: _Entry, of: tuple[str, str], parts: Iterable[str]
) -> Iterator[Unit]:
    """The texts of one entry that stand there by language; `of` are its id and status."""
    (where, fields), (id, status) = entry, of
    for part in parts:
        rows = fields.get(part, {})
        if project.language not in rows:
            continue
        found = _others(rows, project.language, "text", status)
        yield Unit(
            id,
            part,
            _words_of(rows[project.language]),
            CAPTIONS,
            (*where, part),
            standing=_status(rows[project.language], status),
            key="" if part == ALT else "text",
            translations=_described(found, fields, status) if part == ALT else found,
        )


def _described(
    alts: Mapping[str, Translated], fields: Mapping[str, Any], status: str
) -> dict[str, Translated]:
    """Image descriptions, which have no status of their own: they are as far as the words of their
    picture, and drafts where there are none."""
    words: Mapping[str, Any] = next(
        (fields[part] for part in ("text", "excerpt", "heading") if part in fields), {}
    )
    return {
        tag: Translated(alt.raw, _status(words[tag], status) if tag in words else DRAFT)
        for tag, alt in alts.items()
    }


def _words_of(row: Any) -> str:
    words: str = row["text"] if isinstance(row, dict) else row
    return words


def _status(row: Any, usual: str) -> str:
    """The status of words: what is held is held in every language."""
    own = row.get("status", "") if isinstance(row, dict) else ""
    return usual if usual == "hold" else own or usual


def _others(rows: Mapping[str, Any], language: str, key: str, usual: str) -> dict[str, Translated]:
    return {
        tag: Translated(row[key] if isinstance(row, dict) else row, _status(row, usual))
        for tag, row in rows.items()
        if tag != language and (isinstance(row, str) or key in row)
    }


def _posts(project: Project, entry: _Entry, found: tuple[str, str]) -> Iterator[Unit]:
    """The posts of an entry, which stand there by platform, and by language apart."""
    (where, fields), (id, status) = entry, found
    posts_in = fields.get("posts_in", {})
    for platform, raw in fields.get("posts", {}).items():
        rows = {tag: posts[platform] for tag, posts in posts_in.items() if platform in posts}
        yield Unit(
            id,
            f"{POSTS}.{platform}",
            raw,
            CAPTIONS,
            (*where, "posts_in"),
            standing=status,
            leaf=platform,
            translations=_others(rows, project.language, "text", status),
        )


def _footer(project: Project, brand: Mapping[str, Any]) -> Iterator[Unit]:
    """The words above which all pictures stand; none where another file has them."""
    rows = brand.get(FOOTER, {})
    source = rows.get(project.language)
    if isinstance(source, dict) and "words" in source:
        found = _others(rows, project.language, "words", APPROVED)
        yield Unit(
            BRAND,
            FOOTER,
            source["words"],
            BRAND_FILE,
            (FOOTER,),
            standing=_status(source, APPROVED),
            key="words",
            translations=found,
        )


def languages_in(units: Sequence[Unit]) -> tuple[str, ...]:
    """The languages that captions, points and threads have translations in."""
    found = (tag for unit in units if unit.file == CAPTIONS for tag in unit.translations or ())
    return tuple(dict.fromkeys(found))
