"""What copy editors fixed by hand: words, sizes, places and breaks, and where that is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sharegen.model.diagnostic import Location
from sharegen.model.manuscript import NO_BREAK_SPACE, Caption, Override, Text
from sharegen.model.project import Project
from sharegen.resolve.pictured import pictured


@dataclass(frozen=True, slots=True)
class Fixed:
    """One thing that is fixed: its kind (one of BY_HAND), on which placement ("": on all), in
    which language ("": in all), and what it is."""

    kind: str
    caption: str
    placement: str
    language: str
    value: str
    at: Location

    @property
    def id(self) -> str:
        return f"{self.caption}/{self.placement}" if self.placement else self.caption


def fixed_by_hand(project: Project) -> tuple[Fixed, ...]:
    """Turn a project into all that is fixed by hand in it, in the order it is written."""
    found = [fixed for caption in pictured(project) for fixed in _fixed(caption)]
    return tuple(sorted(found, key=lambda fixed: fixed.at))


def _fixed(caption: Caption) -> Iterator[Fixed]:
    for texts in (caption.text, caption.short):
        for tag, translation in texts.items():
            yield from _marks(caption, ("", tag), translation.text)
    for placement, override in caption.overrides.items():
        yield from _override(caption, placement, override)


def _override(caption: Caption, placement: str, override: Override) -> Iterator[Fixed]:
    whole = (placement, "")
    for kind, texts in (("text", override.text), ("short", override.short)):
        for tag, translation in texts.items():
            text = translation.text
            yield _of(caption, (kind, text.words), (placement, tag), text.at)
            yield from _marks(caption, (placement, tag), text)
    if override.size is not None:
        yield _of(caption, ("size", f"{override.size:g} px"), whole, override.at)
    if override.region is not None:
        yield _of(caption, ("region", override.region.value), whole, override.region.at)
    if override.background:
        yield _of(caption, ("background", override.background), whole, override.at)


def _marks(caption: Caption, where: tuple[str, str], text: Text) -> Iterator[Fixed]:
    """The breaks and the marks against one in a text, shown as people write and say them."""
    if "\n" in text.value:
        lines = " / ".join(line.replace(NO_BREAK_SPACE, " ") for line in text.value.split("\n"))
        yield _of(caption, ("forced-break", lines), where, text.at)
    if NO_BREAK_SPACE in text.value:
        held = [words for words in re.split("[ \n]", text.value) if NO_BREAK_SPACE in words]
        shown = ", ".join(held).replace(NO_BREAK_SPACE, "~")
        yield _of(caption, ("no-break", shown), where, text.at)


def _of(
    caption: Caption, what: tuple[str, str], where: tuple[str, str], at: Location | None
) -> Fixed:
    kind, value = what
    placement, language = where
    return Fixed(kind, caption.id, placement, language, value, at or caption.at)
