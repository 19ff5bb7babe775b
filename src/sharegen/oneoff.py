"""One picture now: words from the command line become cards of a caption nobody approved yet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sharegen.catalog.formats import FORMATS
from sharegen.family import shared
from sharegen.layout.choose import SHORTER
from sharegen.load.markup import parse
from sharegen.manifest import alt_bytes, alt_path
from sharegen.model.card import Card
from sharegen.model.diagnostic import CardError, Diagnostic, Location, ProjectError, Severity
from sharegen.model.manuscript import (
    APPROVED,
    DRAFT,
    Caption,
    Override,
    Text,
    Translation,
)
from sharegen.model.project import Project
from sharegen.model.record import Record
from sharegen.pipeline import Picture, render
from sharegen.reading import read
from sharegen.resolve import Selection, in_formats, resolve
from sharegen.write import write_file

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
    formats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """A picture that was made: where it is, and its record, which has the post and the alt text
    that go with it."""

    path: Path
    record: Record


def cards_of(project: Project, wish: Wish) -> tuple[Card, ...]:
    """Turn a wish into cards. Raises ProjectError with what is wrong with its words or names."""
    alone = _alone(project, wish)
    (caption,), language = alone.captions, wish.language or project.language
    wrong = [p for p in _read(alone) if p.severity is Severity.ERROR]
    if wrong:
        raise ProjectError(wrong, project.root)
    found = resolve(alone, Selection(wish.placements, (), (language,), (APPROVED, DRAFT)))
    if found.problems:
        codes = {problem.code for problem in found.problems}
        reasons = project.warnings if "unknown-background" in codes else ()
        raise ProjectError((*reasons, *found.problems), project.root)
    if found.left_out:  # words for one placement alone that are on hold
        message = f"{caption.id} is not made there: {', '.join(found.left_out)}"
        hint = "choose another placement, or change the status of these words"
        raise ProjectError([Diagnostic("not-made", message, caption.at, hint)])
    return shared(project, found).cards


def _alone(project: Project, wish: Wish) -> Project:
    """A project of one caption: that of the project which has these words, else a new one. Raises
    ProjectError for words that may not stand."""
    language = wish.language or project.language
    text = text_of(wish)
    caption = _approved(project, text, language) or Caption(
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
        overrides=_overrides(caption, wish),
        picture="",  # nobody approved the one that is made now
        approval=None,
        requires="",  # it stands alone, as was asked for
    )
    return replace(project, captions=(caption,), points=(), threads=(), problems=())


def _read(alone: Project) -> tuple[Diagnostic, ...]:
    """What is wrong with the words; what nobody says in a picture made now (its source, when it
    was reviewed) is not asked for: it is a draft."""
    return tuple(problem for problem in read(alone) if problem.caption)


def _overrides(caption: Caption, wish: Wish) -> dict[str, Override]:
    """What was fixed by hand, but for a background where the wish names another."""
    return {
        placement: replace(override, background="" if wish.background else override.background)
        for placement, override in caption.overrides.items()
    }


def remarks(project: Project, wish: Wish) -> tuple[Diagnostic, ...]:
    """What is odd about the words of a wish and stops nothing."""
    problems = (*parse(wish.words, _HERE)[1], *_read(_alone(project, wish)))
    return tuple(problem for problem in problems if problem.severity is Severity.WARNING)


def text_of(wish: Wish) -> Text:
    """The words of a wish without their marks. Raises ProjectError for what may not stand."""
    text, problems = parse(wish.words, _HERE)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        raise ProjectError(errors)
    return text


def make(project: Project, wish: Wish, target: Path) -> Iterator[Given | Diagnostic]:
    """Make the pictures of a wish, each with its alt text beside it or inside; or say why not.

    `target` is a folder, or the file's own name when one picture is asked for: its ending says the
    format. Raises ProjectError `card-format` before anything is written.
    """
    formats = wish.formats if _is_folder(target) else _format_of(target, wish)
    cards = in_formats(cards_of(project, wish), formats)
    paths = [_path(card, target) for card in cards]
    for card, path in zip(cards, paths, strict=True):
        try:
            picture = picture_of(card)
        except CardError as error:
            yield from error.problems
            continue
        write_file(path, picture.encoded.parts)
        if card.format.alt_beside:
            write_file(Path(alt_path(str(path))), [alt_bytes(card.alt)])
        yield from picture.warnings
        yield Given(path, picture.record)


def picture_of(card: Card) -> Picture:
    """Make one picture of words that stand in no file. Raises CardError, with a remedy for them."""
    try:
        return render(card)
    except CardError as error:
        problems = (
            replace(p, hint=p.hint.replace(SHORTER, "use fewer words")) for p in error.problems
        )
        raise CardError(*problems) from None


def _is_folder(target: Path) -> bool:
    return target.is_dir() or not target.suffix


def _path(card: Card, target: Path) -> Path:
    """Where a picture goes: into a folder, or where the target says."""
    return target / Path(card.path).name if _is_folder(target) else target


def _format_of(target: Path, wish: Wish) -> tuple[str, ...]:
    """The one format that a file's name asks for. Raises ProjectError where there is none, or
    where the wish asks for another."""
    endings = {row.ending: row.id for row in FORMATS.values()}
    found = endings.get(target.suffix.lower())
    if found is not None and set(wish.formats) <= {found}:
        return (found,)
    asked = [row.ending for row in FORMATS.values() if row.id in wish.formats]
    allowed = asked or list(endings)
    message = f"{target.name} does not end in {' or '.join(allowed)}"
    if len(asked) > 1:
        message = f"{target.name} is one file, and {len(asked)} formats are asked for"
    hint = f"name FILE{allowed[0]}, or a folder without a dot"
    raise ProjectError([Diagnostic("card-format", message, hint=hint)])


def _approved(project: Project, text: Text, language: str) -> Caption | None:
    """The approved caption of the project that has these very words."""
    for caption in project.captions:
        translation = caption.text.get(language)
        if translation is None or translation.text != text:
            continue
        status = caption.standing(language)
        if project.brand.above_footer(status, language) == APPROVED:
            return caption
    return None


def draft_id(words: str) -> str:
    """A file name for words that have no id: `draft-` and the first of them."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_ID].strip("-")
    return f"{DRAFT}-{slug}" if slug else DRAFT
