"""Turn one entry of `points` into a talking point."""

from __future__ import annotations

from sharegen.load.identifiers import ID
from sharegen.load.keys import Key, Keys
from sharegen.load.page import ENTRY, PICTURES, POSTS, SOURCES, TEXTS, Desk, Page, at_length
from sharegen.load.reader import Reader
from sharegen.load.yaml_tree import Node
from sharegen.model.project import Point

POINT = Keys(
    "a point",
    (
        Key("id", ID, "As a caption's; no other entry has it.", needed=True),
        Key("body", TEXTS, "All there is to say, by language, for posts and people.", needed=True),
        Key("heading", TEXTS, "The matter in one line, by language, for the picture."),
        Key("excerpt", TEXTS, "Whole sentences for the picture, by language."),
        Key("posts", POSTS, "The words of the post, by platform."),
        *ENTRY,
        SOURCES,
    ),
    '{id: my-point, body: {en: "…"}}',
)


def read_point(desk: Desk, own: Reader, node: Node) -> Point | None:
    """Turn an entry of the list into a point; its own problems go to `own`."""
    file = desk.file
    fields = file.fields(node, POINT)
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
