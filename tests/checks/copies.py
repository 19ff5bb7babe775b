"""What was written, for the checks of it: one caption in a project that is otherwise good."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import cards

from sharegen.catalog.checks import CHECKS
from sharegen.catalog.proofs import Copy, Found
from sharegen.load.markup import parse, plain
from sharegen.model.diagnostic import Location
from sharegen.model.manuscript import Caption, Text, Translation
from sharegen.model.project import Project
from sharegen.resolve.pictured import pictured

DAY = date(2026, 12, 1)
HERE = Location("captions.yaml", 7, 5)


def said(words: str, status: str = "") -> Translation:
    return Translation(parse(words, HERE)[0], status)


def as_is(words: str) -> Text:
    return plain(words, HERE)[0]


def caption(words: str = "Ask **first.**", tag: str = "en", **changes: object) -> Caption:
    """An approved caption with a source."""
    row = Caption("words", HERE, {tag: said(words)}, status="approved", source="polaris-2020")
    return replace(row, **changes)  # type: ignore[arg-type]


def project(*captions: Caption) -> Project:
    """The starter kit with these captions alone, and nothing to say against."""
    links = tuple(replace(link, checked="2026-11-24") for link in cards.project().links)
    return replace(cards.project(), captions=captions, points=(), threads=(), links=links)


def copy(*captions: Caption, release: bool = False) -> Copy:
    return copy_of(project(*captions), release)


def copy_of(made: Project, release: bool = False) -> Copy:
    shown = pictured(made)
    return Copy(made, shown, DAY, tuple(row.id for row in shown) if release else ())


def found(id: str, of: Copy) -> list[Found]:
    return [one for one in _all(id, of) if isinstance(one, Found)]


def _all(id: str, of: Copy) -> Iterator[object]:
    yield from CHECKS[id].run(of)
