"""One picture now: words from the command line become cards of a caption nobody approved yet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sharegen.load.markup import parse
from sharegen.manifest import alt_bytes, alt_path
from sharegen.model.card import Card
from sharegen.model.diagnostic import Location, ProjectError, Severity
from sharegen.model.project import Caption, Project, Text, Translation
from sharegen.pipeline import Picture, render
from sharegen.resolve import Selection, resolve
from sharegen.write import write_file

DRAFT = "draft"
_LONGEST_ID = 40
_HERE = Location("words", 1, 1)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a one-off picture should be: its words with their marks, and how to show them."""

    words: str
    placements: tuple[str, ...]
    background: str = ""
    template: str = ""
    language: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """A picture that was made: where it is, the post and the alt text that go with it."""

    path: Path
    post: str
    alt: str


def cards_of(project: Project, wish: Wish) -> tuple[Card, ...]:
    """Turn a wish into cards. Raises ProjectError with what is wrong with its words or names."""
    language = wish.language or project.language
    text = text_of(wish)
    known = _approved(project, text, language)
    caption = known or Caption(
        id=draft_id(text.words),
        at=_HERE,
        text={language: Translation(text)},
        status=DRAFT,
    )
    caption = replace(
        caption,
        background=wish.background or caption.background,
        template=wish.template or caption.template,
        alt={language: Text(wish.alt)} if wish.alt else caption.alt,
    )
    alone = replace(project, captions=(caption,), problems=())
    status = project.brand.standing(caption, language)
    selection = Selection(wish.placements, (), (language,), (status,))
    found = resolve(alone, selection)
    if found.problems:
        raise ProjectError(found.problems)
    return found.cards


def text_of(wish: Wish) -> Text:
    """The words of a wish without their marks. Raises ProjectError for what may not stand."""
    text, problems = parse(wish.words, _HERE)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        raise ProjectError(errors)
    return text


def make(project: Project, wish: Wish, target: Path) -> Iterator[Given]:
    """Make the pictures of a wish, each written with its alt text beside it.

    `target` is a folder, or the file's own name when one picture is asked for. Raises CardError.
    """
    cards = cards_of(project, wish)
    for card in cards:
        picture = render(card)
        path = target
        if target.suffix.lower() != ".png":
            path = target / Path(card.path).name
        write_file(path, picture.encoded.parts)
        write_file(Path(alt_path(str(path))), [alt_bytes(card.alt)])
        yield Given(path, post_of(picture), card.alt)


def post_of(picture: Picture) -> str:
    """The post that goes with a picture nobody wrote one for: its words and the footer."""
    card = picture.drawing.card
    return f"{card.title}\n{card.footer.words} {card.footer.address}"


def _approved(project: Project, text: Text, language: str) -> Caption | None:
    """The approved caption of the project that has these very words."""
    for caption in project.captions:
        translation = caption.text.get(language)
        if not translation or translation.text != text:
            continue
        if project.brand.standing(caption, language) == "approved":
            return caption
    return None


def draft_id(words: str) -> str:
    """A file name for words that have no id: `draft-` and the first of them."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_ID].strip("-")
    return f"{DRAFT}-{slug}" if slug else DRAFT
