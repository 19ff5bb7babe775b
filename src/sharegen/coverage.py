"""Whether the faces of a project have every character of its words, in every language."""

from __future__ import annotations

from collections.abc import Iterator

from sharegen.catalog.languages import LANGUAGES
from sharegen.layout.items import items_of
from sharegen.model.card import Typecase
from sharegen.model.diagnostic import CardError, Diagnostic
from sharegen.model.manuscript import Text
from sharegen.model.project import Project
from sharegen.resolve.pictured import pictured


def uncovered(project: Project) -> tuple[Diagnostic, ...]:
    """What no face of the chain covers, at the words that want it; captions of every status."""
    found = []
    for tag, text in _words(project):
        case = Typecase(
            (), tuple(sorted(project.brand.faces.items())), LANGUAGES[tag], project.brand.fallback
        )
        try:
            items_of(text, case, "headline")
        except CardError as error:
            found.append(error.problem)
    return tuple(found)


def _words(project: Project) -> Iterator[tuple[str, Text]]:
    """Every text that may stand on a picture, with its language, and the footers below them."""
    every = pictured(project)
    spoken = {tag for caption in every for tag in caption.text}
    for caption in every:
        for texts in (caption.text, caption.short, caption.heading, caption.body):
            yield from ((tag, translation.text) for tag, translation in texts.items())
    for tag, footer in project.brand.footer.items():
        if tag in spoken:
            yield tag, Text(f"{footer.words} {footer.address}", (), footer.at)
