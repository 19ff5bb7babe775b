"""Turn one entry of `captions` into a caption."""

from __future__ import annotations

from sharegen.load.page import PICTURES, Desk, Page
from sharegen.load.reader import Keys, Reader
from sharegen.load.yaml_tree import Node
from sharegen.model.project import Caption

_OPTIONAL = (
    *("short", "alt", "background", "template", "topics", "status", "picture", "hold"),
    *("source", "reviewed", "posts", "requires", "overrides"),
)
_KEYS = Keys("a caption", ("id", "text"), _OPTIONAL, '{id: my-caption, text: {en: "…"}}')


def read_caption(desk: Desk, own: Reader, node: Node) -> Caption | None:
    """Turn an entry of the list into a caption; its own problems go to `own`."""
    file = desk.file
    fields = file.fields(node, _KEYS)
    if fields is None:
        return None
    page = Page(desk, own)
    id = page.id(fields)
    status, hold = page.status(fields, "draft")
    return Caption(
        id=id.value if id else "",
        at=node.at,
        text=page.translations(fields.get("text"), "text"),
        short=page.translations(fields.get("short"), "short"),
        alt=page.alt(fields.get("alt")),
        background=page.background(fields.get("background")),
        template=file.word(fields.get("template"), "template"),
        topics=page.topics(fields.get("topics")),
        status=status,
        picture=file.choice(fields.get("picture"), "picture", PICTURES),
        hold=hold,
        source=page.source(fields.get("source")),
        reviewed=file.date(fields.get("reviewed"), "reviewed"),
        posts=page.posts(fields.get("posts")),
        requires=page.requires(fields.get("requires"), id),
        overrides=page.overrides(fields.get("overrides")),
    )
