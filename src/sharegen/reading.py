"""What problems of the writing mean for pictures: whose they are, and which are not made."""

from __future__ import annotations

from collections.abc import Iterable

from sharegen.catalog.proofs import Copy
from sharegen.check import proofread
from sharegen.freshness import today
from sharegen.model.card import Card
from sharegen.model.diagnostic import Diagnostic, Severity
from sharegen.model.manuscript import Caption
from sharegen.model.project import Project
from sharegen.model.record import Record
from sharegen.resolve.pictured import pictured


def read(project: Project, release: Iterable[Card] = ()) -> tuple[Diagnostic, ...]:
    """Every problem of what was written, as it reads today, and as a release of these cards would
    say it. Raises ProjectError `bad-epoch`."""
    published = tuple(dict.fromkeys(card.caption for card in release))
    return proofread(Copy(project, tuple(pictured(project)), today(), published))


def about(
    project: Project, cards: Iterable[Card], problems: Iterable[Diagnostic]
) -> tuple[Diagnostic, ...]:
    """The problems that concern these cards: those of their captions and of the whole project.

    A draft may be as wrong as it likes as long as nobody makes a picture of it.
    """
    shown = {card.caption for card in cards}
    return tuple(p for p in problems if not p.caption or shown & _captions(project, p.caption))


def publishable(
    project: Project, cards: Iterable[Card], problems: Iterable[Diagnostic]
) -> tuple[Card, ...]:
    """The cards of whose captions nothing is wrong."""
    errors = [p.caption for p in problems if p.severity is Severity.ERROR and p.caption]
    wrong = {caption for id in errors for caption in _captions(project, id)}
    return tuple(card for card in cards if card.caption not in wrong)


def unaccompanied(
    project: Project, cards: Iterable[Card], beside: Iterable[Record]
) -> tuple[Diagnostic, ...]:
    """What would be made without the caption that it is never published without: neither among
    these cards nor beside them, on its placement and in its language."""
    needs = {caption.id: caption for caption in project.captions if caption.requires}
    made = [(card.caption, card.placement.id, card.case.language.tag) for card in cards]
    there = {*made, *((record.caption, record.placement, record.lang) for record in beside)}
    alone: dict[str, dict[str, None]] = {}
    for id, placement, tag in made:
        if id in needs and (needs[id].requires, placement, tag) not in there:
            alone.setdefault(id, {})[placement] = None
    return tuple(_alone(needs[id], tuple(where)) for id, where in alone.items())


def _alone(caption: Caption, where: tuple[str, ...]) -> Diagnostic:
    other = caption.requires
    message = f"{caption.id} is made without {other}, which it is never published without"
    hint = f"make both: --only {caption.id} --only {other}"
    return Diagnostic(
        "unaccompanied", message, caption.at, hint, Severity.WARNING, caption.id, where
    )


def _captions(project: Project, id: str) -> set[str]:
    """The captions that an id names: its own, and for a thread those of all its posts."""
    posts = {post.id for thread in project.threads if thread.id == id for post in thread.posts}
    return {id, *posts}
