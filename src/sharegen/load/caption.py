"""Turn one entry of captions.yaml into a caption.

What the file's shape gets wrong (a key, a kind, a date) spoils the file and goes to the desk's
`file`; what is wrong with the caption's own words and references leaves out that caption alone
and goes to `own`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sharegen.load import markup
from sharegen.load.excerpt import excerpt
from sharegen.load.reader import Keys, Range, Reader, nearest
from sharegen.load.yaml_tree import Mapping as MappingNode
from sharegen.load.yaml_tree import Node, Scalar
from sharegen.model.diagnostic import Diagnostic, Severity
from sharegen.model.project import STATUSES, Caption, Override, Text, Translation

PICTURES = ("awaiting", "approved")
_MOST_POST = 5000  # characters; LinkedIn allows 3,000, Facebook far more
_OPTIONAL = (
    *("short", "alt", "background", "template", "topics", "status", "picture", "hold"),
    *("source", "reviewed", "posts", "requires", "overrides"),
)
_BY_LANGUAGE = '{en: "…"}'
_KEYS = Keys("a caption", ("id", "text"), _OPTIONAL, '{id: my-caption, text: {en: "…"}}')
_TRANSLATION = Keys("a translation", ("text",), ("status",), '{text: "…", status: draft}')
_OVERRIDE = Keys("an override", (), ("text", "size", "background"), "{size: 84}")
_SIZE = Range(1, 8192, " px", "84")
_QUOTED = {"“": "”", "‘": "’", "„": "“", "«": "»"}


@dataclass(frozen=True, slots=True)
class Shelf:
    """The backgrounds captions may name, and what is wrong with those that cannot be used.

    `good` is None when the backgrounds could not be read at all: then no name is refused.
    """

    good: frozenset[str] | None = None
    broken: Mapping[str, tuple[Diagnostic, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Desk:
    """What reading a caption needs to know: who hears of the file's faults, what exists."""

    file: Reader
    shelf: Shelf
    sources: frozenset[str]
    ids: frozenset[str]


def read_caption(desk: Desk, own: Reader, node: Node) -> Caption | None:
    """Turn an entry of the list into a caption; its own problems go to `own`."""
    file = desk.file
    fields = file.fields(node, _KEYS)
    if fields is None:
        return None
    id = file.scalar(fields.get("id"), "id")
    if id is not None and not id.value.strip():
        file.report("empty-value", "id has no value", id.at, "write one, as my-caption")
    page = _Page(desk, own)
    caption = Caption(
        id=id.value if id else "",
        at=node.at,
        text=page.translations(fields.get("text"), "text"),
        short=page.translations(fields.get("short"), "short"),
        alt=page.alt(fields.get("alt")),
        background=page.background(fields.get("background")),
        template=file.word(fields.get("template"), "template"),
        topics=page.topics(fields.get("topics")),
        status=file.choice(fields.get("status"), "status", STATUSES) or "draft",
        picture=file.choice(fields.get("picture"), "picture", PICTURES),
        hold=page.words(fields.get("hold"), "hold", markup.plain).words,
        source=page.source(fields.get("source")),
        reviewed=file.date(fields.get("reviewed"), "reviewed"),
        posts=page.posts(fields.get("posts")),
        requires=page.requires(fields.get("requires"), id),
        overrides=page.overrides(fields.get("overrides")),
    )
    page.held(caption, fields)
    return caption


@dataclass(frozen=True, slots=True)
class _Page:
    """Reads the fields of one caption."""

    desk: Desk
    own: Reader

    def words(
        self, node: Node | None, what: str, clean: Callable[..., markup.Parsed] = markup.parse
    ) -> Text:
        """Words of the caption: their kind concerns the file, their characters the caption."""
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

    def translations(self, node: Node | None, what: str) -> dict[str, Translation]:
        """Words by language; a language is its words, or {text, status}."""
        file = self.desk.file
        result = {}
        for entry in file.entries(node, what, _BY_LANGUAGE):
            file.language(entry.key, entry.at)
            value, status = entry.value, ""
            if isinstance(value, MappingNode):
                fields = file.fields(value, _TRANSLATION) or {}
                status = file.choice(fields.get("status"), "status", STATUSES)
                if "text" not in fields:
                    continue
                value = fields["text"]
            text = self.words(value, f"{what} in {excerpt(entry.key, 20)}")
            result[entry.key] = Translation(text, status)
        if isinstance(node, MappingNode) and not node.entries:
            hint = f"write it as {_BY_LANGUAGE}"
            self.own.report("empty-text", f"{what} has no language", node.at, hint)
        return result

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
        return {
            entry.key: self.words(
                entry.value, "a post", lambda raw, at: markup.plain(raw, at, _MOST_POST)
            )
            for entry in entries
        }

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

    def source(self, node: Node | None) -> str:
        """The name of an entry of `sources`."""
        name = self.desk.file.word(node, "source")
        if node is not None and name and name not in self.desk.sources:
            message = f"source {excerpt(name)} is not among the sources of this file"
            self.own.report("unknown-source", message, node.at, nearest(name, self.desk.sources))
        return name

    def requires(self, node: Node | None, id: Scalar | None) -> str:
        """The id of another caption."""
        name = self.desk.file.word(node, "requires")
        own = id.value if id else ""
        if node is not None and name and (name == own or name not in self.desk.ids):
            others = self.desk.ids - {own, ""}
            message = f"requires {excerpt(name)}, which is no other caption"
            self.own.report("unknown-caption", message, node.at, nearest(name, others))
        return name

    def overrides(self, node: Node | None) -> dict[str, Override]:
        """What is fixed by hand, by placement."""
        file = self.desk.file
        result = {}
        for entry in file.entries(node, "overrides", "{open-graph: {size: 84}}"):
            fields = file.fields(entry.value, _OVERRIDE) or {}
            result[entry.key] = Override(
                text=self.translations(fields.get("text"), "text"),
                size=file.number(fields.get("size"), "size", _SIZE),
                background=self.background(fields.get("background")),
                at=entry.at,
            )
        return result

    def held(self, caption: Caption, fields: Mapping[str, Node]) -> None:
        """A hold has a reason, and a reason stands for a hold."""
        if caption.status == "hold" and "hold" not in fields:
            message = "status hold has no reason"
            hint = 'add hold: "why"'
            self.own.report("hold-without-reason", message, fields["status"].at, hint)
        if "hold" in fields and "status" in fields and caption.status != "hold":
            message = f"a reason to hold, but status {caption.status}"
            hint = "write status: hold, or remove the reason"
            self.own.report("reason-without-hold", message, fields["hold"].at, hint)
