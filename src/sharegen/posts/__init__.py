"""Turn words into posts: what somebody copies and pastes with a picture, for each platform.

A post is made of whole parts: the words, the way to the address, where help is, and what the
picture shows. Nothing is ever cut: a part that a platform has no room for is left off, and where
there is no room for the words and the address there is no post.
"""

from __future__ import annotations

from typing import NamedTuple

from sharegen.catalog.posting import DESCRIBED, PLATFORMS, lengths
from sharegen.model.manuscript import Caption
from sharegen.model.posting import Length, Post
from sharegen.model.project import Project
from sharegen.posts.parts import beside, parted, shortest, texts

__all__ = ["Post", "Posted", "posted", "posts_for"]


class Posted(NamedTuple):
    """The post of an entry on a platform; where there is no room for one, what the shortest that
    has all it needs measures there."""

    post: Post | None
    unposted: tuple[Length, ...] = ()


def posts_for(project: Project, caption: Caption, language: str, alt: str = "") -> tuple[Post, ...]:
    """The posts of an entry (of resolve.pictured) in a language it has, for every platform that
    has room for one. `alt` is what its picture shows: it is said where no field is for it; without
    it the alt text that somebody wrote."""
    written = caption.alt.get(language)
    shown = alt or (written.words if written else "")
    found = (posted(project, caption, language, (id, shown)) for id in PLATFORMS)
    return tuple(one.post for one in found if one.post is not None)


def posted(project: Project, caption: Caption, tag: str, where: tuple[str, str]) -> Posted:
    """The post of an entry in a language, where: on a platform, and with an alt text that is said
    where the platform has no field for it. None on what is no platform of posts, and in a language
    that has no footer."""
    id, alt = where
    if id not in PLATFORMS or tag not in project.brand.footer or tag not in caption.text:
        return Posted(None)
    row = PLATFORMS[id]
    parts = beside(project, tag, row, alt if id in DESCRIBED else "")
    for words in texts(project, caption, tag, row):
        text = parted(words, parts, row)
        if text:
            post = Post(caption.id, id, tag, text, words.written, lengths(id, text))
            return Posted(post)
    return Posted(None, lengths(id, shortest(words, parts)))
