"""The parts of a post, and how they come together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sharegen.catalog.descriptions import description
from sharegen.catalog.hashtags import hashtags
from sharegen.catalog.links import SECURE, links, plainly
from sharegen.catalog.posting import BELOW, GAP, fits
from sharegen.counting.urls import urls
from sharegen.model.manuscript import APPROVED, Caption, Text
from sharegen.model.posting import Platform
from sharegen.model.project import Project


class Words(NamedTuple):
    """What a post says: `written` by somebody for this platform, or taken from elsewhere. `leads`:
    an address of the project is among them. `linked`: they stand in a thread, whose last post leads
    on, and nothing stands below them."""

    text: str
    written: bool
    leads: bool = False
    linked: bool = False


class Beside(NamedTuple):
    """What stands below the words: the way to the address in the order of preference, and what may
    be left off, in the order in which it is put on."""

    ways: tuple[str, ...]
    extras: tuple[str, ...]


def texts(project: Project, caption: Caption, tag: str, row: Platform) -> Iterator[Words]:
    """The words that a platform's post may have, those it takes first before the others."""
    thread = _of_thread(project, caption.id).get(tag)
    if thread is not None:
        leads = _leads(project, thread)
        yield Words(_followed(thread, row), row.threads, leads, linked=row.threads)
    posts = _written(project, caption, tag)
    for id in (row.id, *row.takes):
        if id in posts:
            text, written = posts[id].value, id == row.id
            text = text if written else _followed(text, row)
            yield Words(text, written, _leads(project, text))
    own = "\n".join(  # what the picture says
        words[tag].text.words for words in (caption.heading, caption.text) if tag in words
    )
    own = f"{own} {caption.number}" if caption.number else own
    linked = bool(caption.number) and row.threads
    yield Words(_followed(own, row), False, _leads(project, own), linked)


def _written(project: Project, caption: Caption, tag: str) -> Mapping[str, Text]:
    """The posts that somebody wrote for an entry in a language, by platform. One that nobody has
    approved goes with words that are drafts themselves, and with no others."""
    if tag == project.language:
        return caption.posts
    taken = (APPROVED, caption.standing(tag))
    rows = caption.posts_in.get(tag, {}).items()
    return {id: row.text for id, row in rows if (row.status or caption.status) in taken}


def _of_thread(project: Project, id: str) -> dict[str, str]:
    """The words of a post of a thread, with its number, by language."""
    found = (post for thread in project.threads for post in thread.posts if post.id == id)
    return {tag: words.text.value for post in found for tag, words in post.text.items()}


def _leads(project: Project, text: str) -> bool:
    """Whether words have the address of the pictures, or one of links:."""
    there = set(links(text))
    if not there:
        return False
    known = {plainly(url) for link in project.links for url in (link.url, link.moved) if url}
    known |= {plainly(foot.address) for foot in project.brand.footer.values()}
    return bool(there & known)


def _followed(text: str, row: Platform) -> str:
    """A text with https:// before each address, where one cannot be followed without."""
    if row.bare or not row.links:
        return text
    for start, _ in reversed([*urls(text)]):
        if not text.startswith(("https://", "http://"), start):
            text = f"{text[:start]}{SECURE}{text[start:]}"
    return text


def beside(project: Project, tag: str, row: Platform, alt: str) -> Beside:
    """What may stand below the words of a post on a platform."""
    footer, help = project.brand.footer[tag], project.brand.help.get(tag)
    needs = row.links and not row.bare and "://" not in footer.address
    address = f"{SECURE if needs else ''}{footer.address}"
    ways = (f"{footer.words} {address}".strip(), address)
    extras = (help.words if help else "", description(alt, tag))
    return Beside(ways, tuple(filter(None, extras)))


def parted(words: Words, below: Beside, row: Platform) -> str:
    """A post of whole parts; empty where its platform has no room for the words and the address.

    Words that somebody wrote for the platform stand there as they are, even without an address or
    too long: the checks of posts say so.
    """
    if not words.written and _too_many(words.text, row):
        return ""
    ways = ("",) if words.leads or words.linked else below.ways
    whole = (_joined(words.text, way, BELOW) for way in ways)
    post = next((post for post in whole if fits(row.id, post)), words.text if words.written else "")
    extras = below.extras if post and not words.linked else ()
    for extra in (extra for extra in extras if extra not in words.text):  # written there already
        longer = _joined(post, extra)
        post = longer if fits(row.id, longer) else post
    return post


def shortest(words: Words, below: Beside) -> str:
    """The least that a post of these words has to have."""
    return _joined(words.text, "" if words.leads or words.linked else below.ways[-1], BELOW)


def _too_many(text: str, row: Platform) -> bool:
    return row.hashtags is not None and len(hashtags(text)) > row.hashtags


def _joined(post: str, part: str, between: str = GAP) -> str:
    return f"{post}{between}{part}" if part else post
