"""Posts and threads that lead to the project's own address, under a brand with another one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from sharegen.load.readdress import END
from sharegen.model.manuscript import Caption, Point, Text, Thread, ThreadPost, Translation
from sharegen.model.project import Brand

_Posted = TypeVar("_Posted", Caption, Point)


def redirected(entries: Iterable[_Posted], brand: Brand, tag: str) -> tuple[_Posted, ...]:
    """Captions or points whose posts have the brand's address where they had the project's; other
    addresses stay. `tag` is the language of `posts`."""
    return tuple(
        replace(
            entry,
            posts={on: _led(text, brand, tag) for on, text in entry.posts.items()},
            posts_in={
                other: {on: _translated(words, brand, other) for on, words in posts.items()}
                for other, posts in entry.posts_in.items()
            },
        )
        for entry in entries
    )


def threads_redirected(threads: Iterable[Thread], brand: Brand) -> tuple[Thread, ...]:
    """Threads whose posts have the brand's address where they had the project's."""
    return tuple(
        replace(thread, posts=tuple(_post(post, brand) for post in thread.posts))
        for thread in threads
    )


def _post(post: ThreadPost, brand: Brand) -> ThreadPost:
    text, excerpt = _in_all(post.text, brand), _in_all(post.excerpt, brand)
    return replace(post, text=text, excerpt=excerpt)


def _in_all(words: Mapping[str, Translation], brand: Brand) -> dict[str, Translation]:
    return {tag: _translated(written, brand, tag) for tag, written in words.items()}


def _translated(written: Translation, brand: Brand, tag: str) -> Translation:
    return replace(written, text=_led(written.text, brand, tag))


def _led(text: Text, brand: Brand, tag: str) -> Text:
    """A text with the brand's address instead of the project's; what is emphasised stays so."""
    before, now = brand.instead.get(tag), brand.footer.get(tag)
    if before is None or now is None:
        return text
    bare = re.escape(re.sub(r"\Ahttps?://", "", before.address))
    old = re.compile(rf"(?P<scheme>https?://)?(?<![\w.@-])(?<!\w/){bare}/?{END}", re.IGNORECASE)
    value, last, longer = "", 0, []
    for match in old.finditer(text.value):
        bare_now = not match["scheme"] or "://" in now.address
        address = now.address if bare_now else f"https://{now.address}"
        value += text.value[last : match.start()] + address
        last = match.end()
        longer.append((last, len(address) - len(match[0])))

    def moved(place: int) -> int:
        return place + sum(more for end, more in longer if end <= place)

    spans = tuple((moved(start), moved(end)) for start, end in text.spans)
    return replace(text, value=value + text.value[last:], spans=spans)
