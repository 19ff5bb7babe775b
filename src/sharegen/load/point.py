"""Turn one entry of `points` into a talking point."""

from __future__ import annotations

from sharegen.load.approvals import read_approval
from sharegen.load.identifiers import ID
from sharegen.load.keys import WORDS, Key, Keys
from sharegen.load.page import (
    ALT,
    ENTRY,
    OVERRIDES,
    PICTURES,
    POSTS,
    SOURCES,
    TEXTS,
    Desk,
    Page,
    at_length,
)
from sharegen.load.posts_in import POSTS_IN, read_posts_in
from sharegen.load.reader import Reader
from sharegen.load.templates import NAMED
from sharegen.load.yaml_tree import Node
from sharegen.model.manuscript import Point

POINT = Keys(
    "a point",
    (
        Key("id", ID, "As a caption's; no other entry has it.", needed=True),
        Key("body", TEXTS, "All there is to say, by language, for posts and people.", needed=True),
        Key("heading", TEXTS, "The matter in one line, by language, for the picture."),
        Key("excerpt", TEXTS, "Whole sentences for the picture, by language."),
        Key("alt", ALT, "What the picture says and shows, by language, for who cannot see it."),
        Key("background", WORDS, "An id of backgrounds.yaml; else the template's or brand's own."),
        Key("template", NAMED, "How the words are set; else point."),
        Key("overrides", OVERRIDES, "What you fix by hand for one placement; text is the excerpt."),
        Key("posts", POSTS, "The words of the post, by platform."),
        POSTS_IN,
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
    excerpt = page.translations(fields.get("excerpt"), "excerpt")
    return Point(
        id=id.value if id else "",
        at=node.at,
        body=page.translations(fields.get("body"), "body", at_length),
        heading=page.translations(fields.get("heading"), "heading"),
        excerpt=excerpt,
        overrides=page.overrides(fields.get("overrides"), excerpt),
        alt=page.alt(fields.get("alt")),
        background=page.background(fields.get("background")),
        template=page.template(fields.get("template")),
        posts=page.posts(fields.get("posts")),
        posts_in=read_posts_in(page, fields.get("posts_in")),
        topics=page.topics(fields.get("topics")),
        status=status,
        picture=file.choice(fields.get("picture"), "picture", PICTURES),
        hold=hold,
        sources=page.sources(fields.get("source")),
        reviewed=file.date(fields.get("reviewed"), "reviewed"),
        approval=read_approval(file, fields.get("approval")),
    )
