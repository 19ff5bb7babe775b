"""What an approval of pictures binds: a hash of each part, so that it can say what changed since.

Bound are the words with their emphasis in every approved language, the art with its ground, the
template, and what was fixed by hand. Not bound are colours, faces and the footer, which are the
brand's, nor alt texts and posts, which are not on the picture.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass

from sharegen.catalog.templates import DEFAULT
from sharegen.model.diagnostic import Location
from sharegen.model.manuscript import APPROVED, Caption, Translation
from sharegen.model.project import Project

PARTS = ("words", "emphasis", "art", "template", "overrides")
_DIGITS = 8  # of each part: what changed is found by looking, not kept from a forger


def seal(project: Project, pictures: Sequence[Caption]) -> str:
    """The hash of what an approval of these pictures of one entry binds, in PARTS, as 8 digits
    each."""
    bound = (
        [list(_words(picture)) for picture in pictures],
        [list(_emphasis(picture)) for picture in pictures],
        [_art(project, picture) for picture in pictures],
        [_template(project, picture) for picture in pictures],
        [dict(picture.overrides) for picture in pictures],
    )
    return "-".join(hashlib.sha256(_plain(part).encode()).hexdigest()[:_DIGITS] for part in bound)


def changed(project: Project, pictures: Sequence[Caption], approved: str) -> tuple[str, ...]:
    """The parts that are not as they were when a hash was made; all where it is no such hash."""
    now, then = seal(project, pictures).split("-"), approved.split("-")
    if len(then) != len(now):
        return PARTS
    return tuple(part for part, a, b in zip(PARTS, now, then, strict=True) if a != b)


def signed(project: Project, pictures: Sequence[Caption], who: tuple[str, str]) -> dict[str, str]:
    """The mapping to write as `approval` for somebody on a day: `who` is (name, year-month-day)."""
    return {"by": who[0], "on": who[1], "hash": seal(project, pictures)}


def _approved(picture: Caption) -> Iterator[tuple[str, str, Translation]]:
    """What stands on a picture in approved languages: language, part, words."""
    parts = {
        "text": picture.text,
        "short": picture.short,
        "heading": picture.heading,
        "body": picture.body,
    }
    for tag in sorted(picture.text):
        if picture.standing(tag) == APPROVED:
            yield from ((tag, part, words[tag]) for part, words in parts.items() if tag in words)


def _words(picture: Caption) -> Iterator[tuple[str, str, str, str]]:
    return ((tag, part, row.text.value, picture.number) for tag, part, row in _approved(picture))


def _emphasis(picture: Caption) -> Iterator[tuple[str, str, str]]:
    """The emphasised words themselves, so that a change elsewhere in the text is none of theirs."""
    for tag, part, row in _approved(picture):
        for start, end in row.text.spans:
            yield tag, part, row.text.value[start:end]


def _art(project: Project, picture: Caption) -> list[object]:
    """The backgrounds a picture may have: its own, and those fixed by hand for placements."""
    row = project.brand.templates.get(picture.template or DEFAULT)
    own = picture.background or (row.background if row else "") or project.brand.background
    names = dict.fromkeys((own, *(other.background for other in picture.overrides.values())))
    return [(name, project.backgrounds.get(name)) for name in names if name]


def _template(project: Project, picture: Caption) -> object:
    name = picture.template or DEFAULT
    return project.brand.templates.get(name, name)


def _plain(value: object) -> str:
    """A value as text that is the same on every machine: without the places it was written at,
    and without what is as it is by default, so that a field that is new changes no hash."""
    if is_dataclass(value) and not isinstance(value, type):
        parts = [
            f"{field.name}={_plain(getattr(value, field.name))}"
            for field in fields(value)
            if field.compare and not _by_default(field.default, getattr(value, field.name))
        ]
        return f"{type(value).__name__}({','.join(parts)})"
    if isinstance(value, Mapping):
        return _plain(sorted((key, _plain(row)) for key, row in value.items()))
    if isinstance(value, Location):
        return "-"
    if isinstance(value, (list, tuple)):
        return f"[{','.join(map(_plain, value))}]"
    return repr(value)


def _by_default(default: object, value: object) -> bool:
    return default is not MISSING and default == value
