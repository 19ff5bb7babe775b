"""What makes a link one that readers can follow and trust."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sharegen.counting.urls import urls

SECURE, PLAIN = "https://", "http://"
_SENTENCE = ".,;:!?…'\"”’»)]"  # marks that end a sentence or a bracket around the link
_DIRT = re.compile(r"[<>\[\]{}|\\^`*]|&(?:amp|gt|lt);|_\Z")
_MARKDOWN = re.compile(r"!?\[[^\]\n]*\]\([^)\n]*\)")
_NOTHING_BEHIND = re.compile(r"https?://(?=\s|\Z)", re.IGNORECASE)
_TOKEN = re.compile(r"\S+")


class Fault(NamedTuple):
    """What is wrong with a link, and what can be done."""

    found: str
    wrong: str
    remedy: str


def fault_of(link: str) -> Fault | None:
    """What is wrong with an address that stands by itself."""
    host = re.sub(r"\A[a-z]+://", "", link, flags=re.IGNORECASE).partition("/")[0]
    balanced = link.endswith(")") and link.count("(") == link.count(")")
    if _DIRT.search(link) or (link[-1:] in tuple(_SENTENCE) and not balanced):
        clean = _DIRT.split(link)[0].rstrip(_SENTENCE)
        return Fault(link, "has marks that are not of the address", f"write {clean}")
    if "@" in host:
        return Fault(link, "has an @, which hides where it leads", "take out all before the @")
    if any(label.lower().startswith("xn--") for label in host.split(".")):
        return Fault(link, "is in punycode, which nobody can read", "write an address in letters")
    if link.lower().startswith(PLAIN):
        secure = SECURE + link[len(PLAIN) :]
        return Fault(link, "is not secure: pages can be changed on their way", f"write {secure}")
    return None


def faults(text: str) -> Iterator[Fault]:
    """What is wrong with the links of a post."""
    marked = list(_MARKDOWN.finditer(text))
    for match in marked:
        yield Fault(match[0], "is Markdown, which posts show as it is", "write the address alone")
    if _NOTHING_BEHIND.search(text):
        yield Fault("https://", "has nothing behind it", "close up the address, or remove it")
    for token in _TOKEN.finditer(text):
        if not any(match.start() < token.end() and token.start() < match.end() for match in marked):
            yield from _of_token(token[0])


def _of_token(token: str) -> Iterator[Fault]:
    """What is wrong with the links between two spaces."""
    for start, end in urls(token):
        before, behind = token[:start], token[end:].rstrip(_SENTENCE)
        if re.search(r"[<\[{|\\^`*_]\Z", before) or _DIRT.match(behind):
            clean = token[start:end]
            yield Fault(token, "has marks that are not of the address", f"write {clean}")
        elif (fault := fault_of(token[start:end])) is not None:
            yield fault


def links(text: str) -> tuple[str, ...]:
    """The links of a text, each in the one form by which two are compared."""
    return tuple(plainly(text[start:end]) for start, end in urls(text))


def plainly(link: str) -> str:
    """A link without what makes no difference to where it leads."""
    return re.sub(r"\A(?:https?://)?(?:www\.)?", "", link.casefold()).rstrip("/")
