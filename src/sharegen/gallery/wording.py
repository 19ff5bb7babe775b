"""What a page of the gallery says itself, and how it names what the project has names for."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from sharegen.catalog.posting import PLATFORMS
from sharegen.catalog.titles import title_in
from sharegen.model.posting import Length
from sharegen.model.project import Project
from sharegen.model.spec import Placement
from sharegen.wording import number

LANGUAGES = ("en", "es")  # those the page itself speaks; the first where a project speaks neither
_FOLDER = Path(__file__).parent / "words"
_ASIDE = re.compile(r",| \(")
_SLUG = re.compile(r"[^a-z0-9]+")


class Said(NamedTuple):
    """Words, and the language they are in."""

    words: str
    lang: str


@lru_cache(maxsize=len(LANGUAGES))
def spoken(language: str) -> Mapping[str, str]:
    """What a page says in one of LANGUAGES, by key."""
    found: dict[str, str] = json.loads((_FOLDER / f"{language}.json").read_bytes())
    return found


def in_language(texts: Mapping[str, str], *languages: str) -> Said | None:
    """A text in the first of these languages that it has, else in the first it has at all."""
    tag = next((tag for tag in (*languages, *texts) if texts.get(tag)), "")
    return Said(texts[tag], tag) if tag else None


def topic_name(project: Project, topic: str, language: str) -> Said:
    """A topic as readers of a language know it; without words of its own its id, spaced."""
    own = in_language(project.topics.get(topic, {}), language, project.language)
    plain = topic.replace("-", " ")
    return own or Said(plain[:1].upper() + plain[1:], project.language)


def slugs(topics: Iterable[str]) -> dict[str, str]:
    """Topics as addresses have them, each its own: small letters, figures and hyphens."""
    found: dict[str, str] = {}
    for place, topic in enumerate(dict.fromkeys(topics), 1):
        plain = unicodedata.normalize("NFKD", topic).encode("ascii", "ignore").decode().lower()
        slug = _SLUG.sub("-", plain).strip("-") or "topic"
        found[topic] = slug if slug not in found.values() else f"{slug}-{place}"
    return found


def platform_name(placement: Placement, language: str) -> Said:
    """What a placement is on: the name of its platform, else the beginning of its own title."""
    row = PLATFORMS.get(placement.platform)
    if row is not None:
        return Said(row.name.partition(",")[0], "")
    title, lang = title_in(language, placement)
    return Said(_ASIDE.split(title)[0], lang)


def placement_name(placement: Placement, language: str) -> Said:
    return Said(*title_in(language, placement))


def form_name(placement: Placement, language: str) -> Said:
    """What a placement is called below the name of its platform, which need not be said again."""
    said, platform = placement_name(placement, language), platform_name(placement, language)
    again = rf"\s*(\b(?:en|de) )?\b{re.escape(platform.words)}\b\s*"
    short = re.sub(again, " ", said.words).strip(" ,").replace(" ,", ",")
    return said._replace(words=short[:1].upper() + short[1:]) if short else said


def counted(length: Length, language: str) -> str:
    """How long a post is, and how long it may be."""
    say = spoken(language)
    form = say["count_bytes" if "byte" in length.unit else "count"]
    figures = (number(value, language) for value in (length.measured, length.most))
    words = form.format(**dict(zip(("measured", "most"), figures, strict=True)))
    return f"{words}: {say['too_long']}" if length.over else words


def size(count: int, language: str) -> str:
    """Bytes as people say them: 84 kB, 1.2 MB."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} kB"
    return f"{number(count / 1e6, language, 1)} MB"
