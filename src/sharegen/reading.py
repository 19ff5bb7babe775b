"""What problems of the writing mean for pictures: whose they are, and which are not made."""

from __future__ import annotations

from collections.abc import Iterable

from sharegen.catalog.proofs import Copy
from sharegen.check import proofread
from sharegen.freshness import today
from sharegen.model.card import Card
from sharegen.model.diagnostic import Diagnostic, Severity
from sharegen.model.project import Project
from sharegen.resolve.pictured import pictured


def read(project: Project) -> tuple[Diagnostic, ...]:
    """Every problem of what was written, as it reads today. Raises ProjectError `bad-epoch`."""
    return proofread(Copy(project, tuple(pictured(project)), today()))


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


def _captions(project: Project, id: str) -> set[str]:
    """The captions that an id names: its own, and for a thread those of all its posts."""
    posts = {post.id for thread in project.threads if thread.id == id for post in thread.posts}
    return {id, *posts}
