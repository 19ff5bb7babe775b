"""Turn captions, talking points and the posts of threads into what pictures are made of: captions.

A talking point is its excerpt below its heading, with its body for where there is room. A post of
a thread is its words without the number they end in, which stands by itself; it is held when any
post of its thread is, since a thread with a gap is no thread.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sharegen.catalog.templates import POINT, THREAD
from sharegen.model.manuscript import Caption, Point, Text, Thread, Translation
from sharegen.model.project import Project


def pictured(project: Project) -> tuple[Caption, ...]:
    """All that pictures are made of, in the order of captions.yaml."""
    points = (_point(point) for point in project.points)
    return (
        *project.captions,
        *(point for point in points if point is not None),
        *(post for thread in project.threads for post in _posts(thread)),
    )


def _point(point: Point) -> Caption | None:
    """A talking point as a caption; None where it has no words for a picture."""
    text = point.excerpt or point.heading
    if not text:
        return None
    return Caption(
        id=point.id,
        at=point.at,
        text=text,
        alt=point.alt,
        background=point.background,
        template=point.template or POINT,
        topics=point.topics,
        status=point.status,
        picture=point.picture,
        hold=point.hold,
        source=", ".join(point.sources),
        reviewed=point.reviewed,
        posts=point.posts,
        posts_in=point.posts_in,
        overrides=point.overrides,
        heading=point.heading if point.excerpt else {},
        body=point.body,
        kind="talking-point",
        approval=point.approval,
    )


def _posts(thread: Thread) -> Iterator[Caption]:
    for place, post in enumerate(thread.posts, 1):
        number = f"{place}/{len(thread.posts)}"
        written = post.excerpt or post.text
        yield Caption(
            id=post.id,
            at=post.at,
            text={tag: _without(number, words) for tag, words in written.items()},
            alt=post.alt,
            background=post.background or thread.background,
            template=thread.template or THREAD,
            topics=thread.topics,
            status=thread.standing,
            picture=thread.picture,
            hold="; ".join(thread.reasons),
            source=", ".join(thread.sources),
            reviewed=thread.reviewed,
            number=number,
            kind="thread-post",
            approval=thread.approval,
        )


def _without(number: str, words: Translation) -> Translation:
    """The words of a post without the number they end in."""
    text = words.text
    if not text.value.endswith(number):
        return words
    value = text.value.removesuffix(number).rstrip()
    spans = tuple((start, min(end, len(value))) for start, end in text.spans if start < len(value))
    return replace(words, text=Text(value, spans, text.at))
