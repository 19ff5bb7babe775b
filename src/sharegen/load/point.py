"""Turn one entry of `points` into a talking point."""

from __future__ import annotations

from sharegen.load.page import PICTURES, Desk, Page, at_length
from sharegen.load.reader import Keys, Reader
from sharegen.load.yaml_tree import Node
from sharegen.model.project import Point

_OPTIONAL = (
    *("heading", "excerpt", "posts", "topics", "status", "picture", "hold"),
    *("source", "reviewed"),
)
_KEYS = Keys("a point", ("id", "body"), _OPTIONAL, '{id: my-point, body: {en: "…"}}')


def read_point(desk: Desk, own: Reader, node: Node) -> Point | None:
    """Turn an entry of the list into a point; its own problems go to `own`."""
    file = desk.file
    fields = file.fields(node, _KEYS)
    if fields is None:
        return None
    page = Page(desk, own)
    id = page.id(fields)
    status, hold = page.status(fields, "draft")
    return Point(
        id=id.value if id else "",
        at=node.at,
        body=page.translations(fields.get("body"), "body", at_length),
        heading=page.translations(fields.get("heading"), "heading"),
        excerpt=page.translations(fields.get("excerpt"), "excerpt"),
        posts=page.posts(fields.get("posts")),
        topics=page.topics(fields.get("topics")),
        status=status,
        picture=file.choice(fields.get("picture"), "picture", PICTURES),
        hold=hold,
        sources=page.sources(fields.get("source")),
        reviewed=file.date(fields.get("reviewed"), "reviewed"),
    )
