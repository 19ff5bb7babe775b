"""Turn `posts_in` of an entry, its posts in other languages, into values."""

from __future__ import annotations

from collections.abc import Mapping

from sharegen.load.excerpt import excerpt
from sharegen.load.keys import LANGUAGE, WORDS, Key, MapOf, OneOf
from sharegen.load.page import ON_PLATFORMS, TRANSLATION, Page, at_length
from sharegen.load.yaml_tree import Node
from sharegen.model.manuscript import Translation

_EXAMPLE = '{es: {facebook: {text: "…", status: draft}}}'
_POSTS = MapOf(OneOf((WORDS, TRANSLATION)), None, ON_PLATFORMS)
POSTS_IN = Key(
    "posts_in",
    MapOf(_POSTS, LANGUAGE),  # languages are not listed: each would repeat all platforms
    "The posts in other languages than the project's: by language, then by platform.",
)


def read_posts_in(page: Page, node: Node | None) -> dict[str, Mapping[str, Translation]]:
    """Posts by language and platform, without markup, each with a status where it has its own."""
    file = page.desk.file
    result: dict[str, Mapping[str, Translation]] = {}
    for entry in file.entries(node, "posts_in", _EXAMPLE):
        file.language(entry.key, entry.at)
        posts = {}
        for post in file.entries(entry.value, "posts in a language", '{facebook: "…"}'):
            what = f"the {excerpt(post.key, 20)} post in {excerpt(entry.key, 20)}"
            written = page.translation(post.value, what, at_length)
            if written is not None:
                posts[post.key] = written
        result[entry.key] = posts
    return result
