"""Turn one entry of `threads` into a thread: its posts in order, with the numbers they carry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sharegen.load.approvals import read_approval
from sharegen.load.excerpt import excerpt
from sharegen.load.identifiers import ID, Identifier
from sharegen.load.keys import WORDS, Key, Keys, ListOf
from sharegen.load.page import ALT, ENTRY, HOLD, PICTURES, SOURCES, STATUS, TEXTS, Desk, Page
from sharegen.load.reader import Reader
from sharegen.load.templates import NAMED
from sharegen.load.yaml_tree import Mapping as MappingNode
from sharegen.load.yaml_tree import Node, Sequence
from sharegen.model.manuscript import Thread, ThreadPost, Translation

_POST_EXAMPLE = '- {text: {en: "…"}}'
_POST = Keys(
    "a post of a thread",
    (
        Key("text", TEXTS, "The words of this post, by language.", needed=True),
        Key("excerpt", TEXTS, "Whole sentences of it for the picture, by language."),
        Key("alt", ALT, "What the picture says and shows, by language, for who cannot see it."),
        Key("background", WORDS, "An id of backgrounds.yaml; else the thread's own."),
        replace(STATUS, about="This post's own status; one held post holds the thread."),
        HOLD,
    ),
    _POST_EXAMPLE[2:],
)
THREAD = Keys(
    "a thread",
    (
        Key("id", ID, "As a caption's; its pictures get it with -1, -2 … behind.", needed=True),
        Key("posts", ListOf(_POST, least=1), "The posts in order.", needed=True),
        Key("background", WORDS, "An id of backgrounds.yaml; else the template's or brand's own."),
        Key("template", NAMED, "How the words are set; else thread."),
        *ENTRY,
        SOURCES,
    ),
    f"{{id: my-thread, posts: [{_POST_EXAMPLE[2:]}]}}",
)
# "2/8" at the end; what stands before it is no digit or stroke, as in 1/2/2020
_NUMBER = re.compile(r"(?<![\d/])(\d{1,3})/(\d{1,3})\Z", re.ASCII)


def read_thread(desk: Desk, own: Reader, node: Node) -> Thread | None:
    """Turn an entry of the list into a thread; its own problems go to `own`."""
    file = desk.file
    fields = file.fields(node, THREAD)
    if fields is None:
        return None
    page = Page(desk, own)
    id = page.id(fields)
    name = id.value if id else ""
    status, hold = page.status(fields, "draft")
    list_node = fields.get("posts")
    nodes = file.items(list_node, "posts of a thread", _POST_EXAMPLE)
    if isinstance(list_node, Sequence) and not nodes:
        hint = f"write one, as {_POST_EXAMPLE}"
        own.report("empty-thread", f"thread {excerpt(name)} has no posts", list_node.at, hint)
    found = (_post(page, item, f"{name}-{number}") for number, item in enumerate(nodes, 1))
    posts = tuple(post for post in found if post is not None)
    if len(posts) == len(nodes):
        _number(own, posts)
    return Thread(
        id=name,
        at=node.at,
        posts=posts,
        background=page.background(fields.get("background")),
        template=page.template(fields.get("template")),
        topics=page.topics(fields.get("topics")),
        status=status,
        picture=file.choice(fields.get("picture"), "picture", PICTURES),
        hold=hold,
        sources=page.sources(fields.get("source")),
        reviewed=file.date(fields.get("reviewed"), "reviewed"),
        approval=read_approval(file, fields.get("approval")),
    )


def picture_ids(id: Identifier, node: Node) -> Iterator[Identifier]:
    """The ids that the pictures of a thread get: its own, and the number of the post."""
    if not id.value:
        return
    fields = (
        {entry.key: entry.value for entry in node.entries} if isinstance(node, MappingNode) else {}
    )
    posts = fields.get("posts")
    for number, post in enumerate(posts.items if isinstance(posts, Sequence) else (), 1):
        what = f"picture {number} of thread {excerpt(id.value)}"
        yield Identifier(f"{id.value}-{number}", post.at, what)


def _post(page: Page, node: Node, id: str) -> ThreadPost | None:
    fields = page.desk.file.fields(node, _POST)
    if fields is None:
        return None
    status, hold = page.status(fields)
    return ThreadPost(
        id=id,
        at=node.at,
        text=page.translations(fields.get("text"), "text"),
        status=status,
        hold=hold,
        excerpt=page.translations(fields.get("excerpt"), "excerpt"),
        alt=page.alt(fields.get("alt")),
        background=page.background(fields.get("background")),
    )


def _number(own: Reader, posts: tuple[ThreadPost, ...]) -> None:
    """Where more than half of the posts carry numbers, every post carries its own: fewer may end
    in a date."""
    for language in {tag: None for post in posts for tag in post.text}:
        texts = [(post, post.text.get(language)) for post in posts]
        ends = [_NUMBER.search(_words(text)) for _, text in texts]
        if sum(map(bool, ends)) * 2 <= len(posts):
            continue
        for place, ((post, text), end) in enumerate(zip(texts, ends, strict=True), 1):
            wanted = f"{place}/{len(posts)}"
            if text is None or (end and end[0] == wanted):
                continue
            ending = f"ends in {end[0]}" if end else "has no number at its end"
            message = f"post {place} of {len(posts)} {ending}; expected {wanted}"
            hint = f"end it with {wanted}, or take the numbers off all posts"
            own.report("thread-number", message, text.text.at or post.at, hint)


def _words(text: Translation | None) -> str:
    return text.text.words if text else ""
