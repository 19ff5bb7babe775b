"""Checks on what is posted with a picture: its length, hashtags and links, and threads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import NamedTuple

from sharegen.catalog.hashtags import hashtags
from sharegen.catalog.links import fault_of, faults, links, plainly
from sharegen.catalog.posting import BELOW, PLATFORMS, THREADED, UNITS, fits, lengths
from sharegen.catalog.proofs import UNSURE, Copy, Found, Proof, on_copy, on_frame
from sharegen.model.diagnostic import Location, Severity
from sharegen.model.manuscript import Caption, Point, Text, Thread
from sharegen.model.posting import Length
from sharegen.model.project import Project

_OURS = "a rule of this house"
_ROWS = "each platform's row: docs/platforms.md"
_NUMBER = re.compile(r"(?<![\d/])(\d{1,3})/(\d{1,3})\Z", re.ASCII)


class Post(NamedTuple):
    """Words for a platform, and the entry they belong to: `what` is how messages call them."""

    caption: str
    platform: str
    what: str
    text: Text


def posts_of(project: Project) -> Iterator[Post]:
    """All that is written to be posted: posts of captions and points, and threads."""
    entries: tuple[Caption | Point, ...] = (*project.captions, *project.points)
    for entry in entries:
        for platform, text in entry.posts.items():
            yield Post(entry.id, platform, f"the {platform} post of {entry.id}", text)
        for tag, posts in entry.posts_in.items():
            for platform, words in posts.items():
                what = f"the {platform} post of {entry.id} in {tag}"
                yield Post(entry.id, platform, what, words.text)
    for thread in project.threads:
        for post in thread.posts:
            for tag, words in post.text.items():
                what = f"{post.id} in {tag} as a post on {PLATFORMS[THREADED].name}"
                yield Post(post.id, THREADED, what, words.text)


def _found(post: Post, message: str, hint: str, warns: bool = False) -> Found:
    return Found(message, hint, post.text.at, post.caption, warns=warns)


@on_copy(
    why="a post on a platform nobody knows is not counted, and never shown to anybody",
    source=_OURS,
    severity=Severity.WARNING,
)
def post_platform(copy: Copy) -> Iterator[Found]:
    """Every post is for a platform that there is."""
    for post in posts_of(copy.project):
        if post.platform not in PLATFORMS:
            near = get_close_matches(post.platform, PLATFORMS, 1)
            hint = f"write {near[0]}" if near else f"take one of {', '.join(PLATFORMS)}"
            yield _found(post, f"{post.what} is for no platform", hint)


@on_copy(why="the platform refuses the post, or cuts it off", source=_ROWS)
def post_too_long(copy: Copy) -> Iterator[Found]:
    """Every post has at most the length that its platform takes, as the platform counts it."""
    for post in posts_of(copy.project):
        if post.platform not in PLATFORMS:
            continue
        unsure = PLATFORMS[post.platform].confidence in UNSURE
        for length in lengths(post.platform, post.text.value):
            if length.over:
                message = (
                    f"{post.what} has {length.measured:,} {length.unit}; at most {length.most:,}"
                )
                yield _found(post, message, f"shorten it by {length.over:,}", unsure)


@on_copy(why="the platform refuses the post, or hides it", source=_ROWS)
def post_hashtags(copy: Copy) -> Iterator[Found]:
    """Every post has at most as many hashtags as its platform takes."""
    for post in posts_of(copy.project):
        row = PLATFORMS.get(post.platform)
        tags = hashtags(post.text.value)
        if row and row.hashtags is not None and len(tags) > row.hashtags:
            more = len(tags) - row.hashtags
            message = f"{post.what} has {len(tags)} hashtags; {row.name} takes {row.hashtags}"
            unsure = row.confidence in UNSURE
            yield _found(post, message, f"take out {more}, as {tags[-1]}", unsure)


@on_copy(why="readers end up nowhere, or on a page that somebody else has changed", source=_OURS)
def post_link(copy: Copy) -> Iterator[Found]:
    """Every link of a post is https:// or a bare address, with nothing else about it."""
    for post in posts_of(copy.project):
        for fault in faults(post.text.value):
            yield _found(post, f"{fault.found} in {post.what} {fault.wrong}", fault.remedy)


@on_copy(
    why="who is moved by a post finds nowhere to go on reading",
    source="the guide: every picture leads to the facts",
    severity=Severity.WARNING,
)
def post_address(copy: Copy) -> Iterator[Found]:
    """Every post leads to the address of the pictures or to one of links:, or has room for it.

    So a post that was written without a link can be given the address when it is published.
    """
    project = copy.project
    footer = project.brand.footer.get(project.language)
    known = {plainly(url) for link in project.links for url in (link.url, link.moved) if url}
    known |= {plainly(foot.address) for foot in project.brand.footer.values()}
    threads = {post.id for thread in project.threads for post in thread.posts}
    for post in posts_of(project):
        row = PLATFORMS.get(post.platform)
        in_thread = post.caption in threads
        if row is None or footer is None or in_thread or known & {*links(post.text.value)}:
            continue
        added = f"{post.text.value}{BELOW}{footer.address}"
        length = lengths(post.platform, added)[0]
        if not fits(post.platform, added):
            message = (
                f"{post.what} has no link, and no room for {footer.address}: with it, it has "
                f"{length.measured:,} {UNITS[row.counter]}; at most {length.most:,}"
            )
            yield _found(post, message, f"shorten it by {length.over:,}, or write an address")


@on_frame(
    why="there is nothing to paste with the picture",
    source=_ROWS,
    severity=Severity.WARNING,
)
def post_no_room(proof: Proof) -> Iterator[Found]:
    """The platform of a picture has room for a post with its words and the address."""
    card = proof.card
    over = [length for length in card.unposted if length.over]
    for length in over or card.unposted[:1]:
        yield no_room(card.placement.platform, length)


def no_room(platform: str, length: Length) -> Found:
    """What is said where a platform has no room for a post; `length` is that of the shortest."""
    name = PLATFORMS[platform].name
    what = f"the words and the address have {length.measured:,} {length.unit}"
    hint = f"write posts: {{{platform}: …}} for it, or use fewer words"
    if not length.over:
        return Found(f"no post for {name}: the words have too many hashtags for it", hint)
    return Found(f"no post for {name}: {what}; at most {length.most:,}", hint)


@on_copy(why="a thread with a gap looks as if something was taken back", source=_OURS)
def thread_numbers(copy: Copy) -> Iterator[Found]:
    """Where a post of a thread has its number, all have: n/N, in order, none twice or missing."""
    for thread in copy.project.threads:
        for tag in dict.fromkeys(tag for post in thread.posts for tag in post.text):
            yield from _numbers(thread, tag)


def _numbers(thread: Thread, tag: str) -> Iterator[Found]:
    most = len(thread.posts)
    texts = [post.text[tag].text if tag in post.text else None for post in thread.posts]
    ends = [_NUMBER.search(text.words) if text else None for text in texts]
    if not any(end is not None and int(end[2]) == most for end in ends):
        return  # what they end in are dates, or nothing
    hint = f"end every post of it with its number, 1/{most} to {most}/{most}"
    for place, (text, end, post) in enumerate(zip(texts, ends, thread.posts, strict=True), 1):
        wanted = f"{place}/{most}"
        if end is not None and end[0] == wanted:
            continue
        says = f"has no words in {tag}" if text is None else "has no number"
        says = f"ends in {end[0]}" if end else says
        at: Location = (text.at if text else None) or post.at
        message = f"post {place} of thread {thread.id} {says}, and {wanted} is missing"
        yield Found(message, hint, at, thread.id)


@on_copy(why="readers end up nowhere", source=_OURS)
def link_malformed(copy: Copy) -> Iterator[Found]:
    """Every address of links: is https://, with nothing else about it."""
    for link in copy.project.links:
        for url in filter(None, (link.url, link.moved)):
            fault = fault_of(url)
            if fault is not None:
                insecure = url.lower().startswith("http://") and "secure" in fault.wrong
                message = f"{fault.found} of link {link.id} {fault.wrong}"
                yield Found(message, fault.remedy, link.at, warns=insecure)
