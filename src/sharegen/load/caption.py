"""Turn one entry of `captions` into a caption."""

from __future__ import annotations

from sharegen.load.approvals import read_approval
from sharegen.load.identifiers import ID
from sharegen.load.keys import WORDS, Key, Keys
from sharegen.load.page import ALT, ENTRY, OVERRIDES, PICTURES, POSTS, TEXTS, Desk, Page
from sharegen.load.posts_in import POSTS_IN, read_posts_in
from sharegen.load.reader import Reader
from sharegen.load.templates import NAMED
from sharegen.load.yaml_tree import Node
from sharegen.model.manuscript import Caption

CAPTION = Keys(
    "a caption",
    (
        Key("id", ID, "Its name in commands and file names: a-z, 0-9, hyphens.", needed=True),
        Key("text", TEXTS, "The words on the picture, by language; **…** emphasises.", needed=True),
        Key("short", TEXTS, "Fewer words, by language, for where the text does not fit."),
        Key("alt", ALT, "What the picture says and shows, by language, for who cannot see it."),
        Key("background", WORDS, "An id of backgrounds.yaml; else the template's or brand's own."),
        Key("template", NAMED, "How the words are set: one of sharegen's, or of templates.yaml."),
        *ENTRY,
        Key("source", WORDS, "Where the statement comes from: an id of sources."),
        Key("posts", POSTS, "The words of the post that goes with the picture, by platform."),
        POSTS_IN,
        Key("requires", ID, "The id of a caption this one is never published without."),
        Key("overrides", OVERRIDES, "What you fix by hand for one placement."),
    ),
    '{id: my-caption, text: {en: "…"}}',
)


def read_caption(desk: Desk, own: Reader, node: Node) -> Caption | None:
    """Turn an entry of the list into a caption; its own problems go to `own`."""
    file = desk.file
    fields = file.fields(node, CAPTION)
    if fields is None:
        return None
    page = Page(desk, own)
    id = page.id(fields)
    status, hold = page.status(fields, "draft")
    text = page.translations(fields.get("text"), "text")
    return Caption(
        id=id.value if id else "",
        at=node.at,
        text=text,
        short=page.translations(fields.get("short"), "short"),
        alt=page.alt(fields.get("alt")),
        background=page.background(fields.get("background")),
        template=page.template(fields.get("template")),
        topics=page.topics(fields.get("topics")),
        status=status,
        picture=file.choice(fields.get("picture"), "picture", PICTURES),
        hold=hold,
        source=page.source(fields.get("source")),
        reviewed=file.date(fields.get("reviewed"), "reviewed"),
        approval=read_approval(file, fields.get("approval")),
        posts=page.posts(fields.get("posts")),
        posts_in=read_posts_in(page, fields.get("posts_in")),
        requires=page.requires(fields.get("requires"), id),
        overrides=page.overrides(fields.get("overrides"), text),
    )
