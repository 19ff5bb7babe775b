"""Turn the fields of one entry of captions.yaml (a caption, a point, a thread) into values.

What the file's shape gets wrong (a key, a kind, a date) spoils the file and goes to the desk's
`file`; what is wrong with the entry's own words and references leaves out that entry alone and
goes to `own`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace

from sharegen.catalog.languages import LANGUAGES
from sharegen.catalog.platforms import PLACEMENTS
from sharegen.load import markup
from sharegen.load.approvals import APPROVAL
from sharegen.load.excerpt import excerpt
from sharegen.load.keys import (
    DATE,
    LANGUAGE,
    WORDS,
    Choice,
    Key,
    Keys,
    ListOf,
    MapOf,
    OneOf,
    Range,
)
from sharegen.load.reader import Reader, nearest
from sharegen.load.yaml_tree import Mapping as MappingNode
from sharegen.load.yaml_tree import Node, Scalar, Sequence
from sharegen.model.diagnostic import Diagnostic, Location, Severity
from sharegen.model.manuscript import STATUSES, Override, Text, Translation
from sharegen.model.spec import REGIONS

PICTURES = ("awaiting", "approved")
MOST_AT_LENGTH = 5000  # characters; LinkedIn allows 3,000, Facebook far more
Clean = Callable[[str, Location], markup.Parsed]
_BY_LANGUAGE = '{en: "…"}'
STATUS = Key("status", Choice(STATUSES), "approved, draft (the default) or hold.")
HOLD = Key("hold", WORDS, "Why it is held; needed with status: hold.")
TRANSLATION = Keys(
    "a translation",
    (
        Key("text", WORDS, "The words in this language.", needed=True),
        replace(STATUS, about="This language's own status, where it differs."),
    ),
    '{text: "…", status: draft}',
)
_IN_LANGUAGES = tuple((tag, f"The words in {row.name}.") for tag, row in LANGUAGES.items())
TEXTS = MapOf(OneOf((WORDS, TRANSLATION)), LANGUAGE, _IN_LANGUAGES, least=1)
ALT = MapOf(WORDS, LANGUAGE, _IN_LANGUAGES)
_PLATFORMS = sorted({row.platform for row in PLACEMENTS.values()})
ON_PLATFORMS = tuple((name, f"The post on {name}.") for name in _PLATFORMS)
POSTS = MapOf(WORDS, None, ON_PLATFORMS)
_SIZE = Range(1, 8192, " px", "84")
_OVERRIDE = Keys(
    "an override",
    (
        Key("text", TEXTS, "Other words or lines for this placement, by language."),
        Key("short", TEXTS, "Fewer words for this placement, for where those do not fit."),
        Key("size", _SIZE, "The largest size of the words, in px."),
        Key("region", Choice(REGIONS), "Where the words stand, seen from what they keep clear of."),
        Key("background", WORDS, "An id of backgrounds.yaml."),
    ),
    "{size: 84}",
)
OVERRIDES = MapOf(_OVERRIDE, None, tuple((id, row.title) for id, row in PLACEMENTS.items()))
# What captions, points and threads have alike.
ENTRY = (
    Key("topics", ListOf(WORDS), "What it is about, to select by."),
    STATUS,
    Key("picture", Choice(PICTURES), "Whether a person has approved the picture, not the words."),
    Key("approval", APPROVAL, "Who approved the picture, when, and what of it."),
    HOLD,
    Key("reviewed", DATE, "The day somebody last checked the facts, year-month-day."),
)
SOURCES = Key("source", OneOf((WORDS, ListOf(WORDS))), "An id of sources, or a list of several.")
_QUOTED = {"“": "”", "‘": "’", "„": "“", "«": "»"}


def at_length(raw: str, at: Location) -> markup.Parsed:
    """Turn words that stand in a post and on no picture into text: no markup, and more of them."""
    return markup.plain(raw, at, MOST_AT_LENGTH)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The backgrounds captions may name, and what is wrong with those that cannot be used; the
    templates they may name.

    `good` or `templates` is None when they could not be read at all: then no name is refused. So
    are `placements` when brand.yaml, which may have more of them, could not be read.
    """

    good: frozenset[str] | None = None
    broken: Mapping[str, tuple[Diagnostic, ...]] = field(default_factory=dict)
    templates: frozenset[str] | None = None
    placements: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """What reading an entry needs to know: who hears of the file's faults, what exists."""

    file: Reader
    shelf: Shelf
    sources: frozenset[str]
    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Page:
    """Reads the fields of one caption, point or thread."""

    desk: Desk
    own: Reader

    def id(self, fields: Mapping[str, Node]) -> Scalar | None:
        """The id as written; that it may be a file name is seen to where all ids are known."""
        id = self.desk.file.scalar(fields.get("id"), "id")
        if id is not None and not id.value.strip():
            self.desk.file.report(
                "empty-value", "id has no value", id.at, "write one, as my-caption"
            )
        return id

    def words(self, node: Node | None, what: str, clean: Clean = markup.parse) -> Text:
        """Words of the entry: their kind concerns the file, their characters the entry."""
        scalar = self.desk.file.scalar(node, what)
        if scalar is None:
            return Text("")
        text, problems = clean(scalar.value, scalar.at)
        self.own.take(problems)
        self._word_quotes(scalar, text)
        return text

    def _word_quotes(self, scalar: Scalar, text: Text) -> None:
        value = text.value
        if scalar.plain and len(value) > 1 and _QUOTED.get(value[0]) == value[-1]:
            message = f"the quotes {value[0]}{value[-1]} around the text are printed with it"
            hint = 'use straight quotes (") around the text, or put them outside these'
            warning = Diagnostic("smart-quotes", message, scalar.at, hint, Severity.WARNING)
            self.own.take((warning,))

    def translations(
        self, node: Node | None, what: str, clean: Clean = markup.parse
    ) -> dict[str, Translation]:
        """Words by language; a language is its words, or {text, status}."""
        file = self.desk.file
        result = {}
        for entry in file.entries(node, what, _BY_LANGUAGE):
            file.language(entry.key, entry.at)
            written = self.translation(entry.value, f"{what} in {excerpt(entry.key, 20)}", clean)
            if written is not None:
                result[entry.key] = written
        if isinstance(node, MappingNode) and not node.entries:
            hint = f"write it as {_BY_LANGUAGE}"
            self.own.report("empty-text", f"{what} has no language", node.at, hint)
        return result

    def translation(self, node: Node, what: str, clean: Clean) -> Translation | None:
        """Words in one language: alone, or as {text, status}; None where there is no text."""
        if not isinstance(node, MappingNode):
            return Translation(self.words(node, what, clean))
        file = self.desk.file
        fields = file.fields(node, TRANSLATION) or {}
        status = file.choice(fields.get("status"), "status", STATUSES)
        return (
            Translation(self.words(fields["text"], what, clean), status)
            if "text" in fields
            else None
        )

    def alt(self, node: Node | None) -> dict[str, Text]:
        """Image descriptions by language, without markup."""
        file = self.desk.file
        result = {}
        for entry in file.entries(node, "alt", _BY_LANGUAGE):
            file.language(entry.key, entry.at)
            result[entry.key] = self.words(entry.value, "alt", markup.plain)
        return result

    def posts(self, node: Node | None) -> dict[str, Text]:
        """Post copy by platform, without markup."""
        entries = self.desk.file.entries(node, "posts", '{facebook: "…"}')
        return {entry.key: self.words(entry.value, "a post", at_length) for entry in entries}

    def topics(self, node: Node | None) -> tuple[str, ...]:
        file = self.desk.file
        items = file.items(node, "topics", "[my-topic]")
        return tuple(word for item in items if (word := file.word(item, "a topic")))

    def background(self, node: Node | None) -> str:
        """The name of a background that exists."""
        name = self.desk.file.word(node, "background")
        shelf = self.desk.shelf
        if node is None or not name or shelf.good is None or name in shelf.good:
            return name
        if name in shelf.broken:
            self.own.take(shelf.broken[name])
        else:
            message = f"background {excerpt(name)} is not in backgrounds.yaml"
            known = (*shelf.good, *shelf.broken)
            self.own.report("unknown-background", message, node.at, nearest(name, known))
        return name

    def template(self, node: Node | None) -> str:
        """The name of a template that exists."""
        name, known = self.desk.file.word(node, "template"), self.desk.shelf.templates
        if node is not None and name and known is not None and name not in known:
            message = f"template {excerpt(name)} is not among the templates"
            self.own.report("unknown-template", message, node.at, nearest(name, known))
        return name

    def source(self, node: Node | None) -> str:
        """The name of an entry of `sources`."""
        name = self.desk.file.word(node, "source")
        if node is not None and name and name not in self.desk.sources:
            message = f"source {excerpt(name)} is not among the sources of this file"
            self.own.report("unknown-source", message, node.at, nearest(name, self.desk.sources))
        return name

    def sources(self, node: Node | None) -> tuple[str, ...]:
        """The names of entries of `sources`: one, or a list."""
        items = node.items if isinstance(node, Sequence) else (node,)
        return tuple(name for item in items if (name := self.source(item)))

    def requires(self, node: Node | None, id: Scalar | None) -> str:
        """The id of another caption."""
        name = self.desk.file.word(node, "requires")
        own = id.value if id else ""
        if node is not None and name and (name == own or name not in self.desk.ids):
            others = self.desk.ids - {own, ""}
            message = f"requires {excerpt(name)}, which is no other caption"
            self.own.report("unknown-caption", message, node.at, nearest(name, others))
        return name

    def overrides(self, node: Node | None, tags: Collection[str]) -> dict[str, Override]:
        """What is fixed by hand, by placement; `tags` are the languages the entry has."""
        file = self.desk.file
        result = {}
        for entry in file.entries(node, "overrides", "{open-graph: {size: 84}}"):
            self._placement(entry.key, entry.at)
            fields = file.fields(entry.value, _OVERRIDE) or {}
            for key in ("text", "short"):
                self._used(fields.get(key), entry.key, tags)
            result[entry.key] = Override(
                text=self.translations(fields.get("text"), "text"),
                short=self.translations(fields.get("short"), "short"),
                size=file.number(fields.get("size"), "size", _SIZE),
                region=self._region(fields.get("region")),
                background=self.background(fields.get("background")),
                at=entry.at,
            )
        return result

    def _placement(self, name: str, at: Location) -> None:
        """Whether there is a placement of that name; what nobody would ever make is said."""
        known = self.desk.shelf.placements
        if known is not None and name not in known:
            message = f"overrides for {excerpt(name)}, which is no placement"
            self.own.report("unknown-placement", message, at, nearest(name, known))

    def _used(self, node: Node | None, where: str, tags: Collection[str]) -> None:
        """Words for one placement replace words there are: alone they would never be printed."""
        for entry in node.entries if isinstance(node, MappingNode) else ():
            if entry.key not in tags:
                tag = excerpt(entry.key, 20)
                message = f"words in {tag} for {where} alone; the caption has no text in {tag}"
                hint = f"give the caption a text in {tag}, or remove these words"
                self.own.report("override-language", message, entry.at, hint)

    def _region(self, node: Node | None) -> Text | None:
        """The name of a region, and where it was named."""
        name = self.desk.file.choice(node, "region", REGIONS)
        return Text(name, at=node.at) if node is not None and name else None

    def status(self, fields: Mapping[str, Node], usual: str = "") -> tuple[str, str]:
        """The status, and why it is held: a hold has a reason, and a reason stands for a hold."""
        file = self.desk.file
        said = file.choice(fields.get("status"), "status", STATUSES)
        status = said or usual
        reason = self.words(fields.get("hold"), "hold", markup.plain).words
        if status == "hold" and "hold" not in fields:
            message = "status hold has no reason"
            hint = 'add hold: "why"'
            self.own.report("hold-without-reason", message, fields["status"].at, hint)
        if "hold" in fields and status != "hold" and (said or "status" not in fields):
            message = f"a reason to hold, but {f'status {status}' if status else 'no status'}"
            hint = "write status: hold, or remove the reason"
            self.own.report("reason-without-hold", message, fields["hold"].at, hint)
        return status, reason
