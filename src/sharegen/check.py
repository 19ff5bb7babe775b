"""Turn what was written, or a card and what was made of it, into Diagnostics and figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sharegen.catalog.checks import CHECKS
from sharegen.catalog.proofs import (
    COPY,
    OFF,
    Copy,
    Figure,
    Finished,
    Found,
    Print,
    Proof,
)
from sharegen.model.card import Card
from sharegen.model.diagnostic import Diagnostic, Severity
from sharegen.model.record import Remark


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the checks of a stage said: every problem, and by check what was measured; True for
    what passed without a figure."""

    problems: tuple[Diagnostic, ...] = ()
    figures: tuple[tuple[str, Any], ...] = ()

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        return tuple(p for p in self.problems if p.severity is Severity.WARNING)

    def and_then(self, other: Verdict) -> Verdict:
        """Both, in this order."""
        return Verdict(self.problems + other.problems, self.figures + other.figures)


SILENT = Verdict()


def check(stage: str, subject: Proof | Print | Finished) -> Verdict:
    """Every check of a stage, on a card and what was made of it."""
    card = subject.card
    problems: list[Diagnostic] = []
    figures: list[tuple[str, Any]] = []
    for row in CHECKS.values():
        severity = row.severity_for(card) if row.stage == stage else None
        if severity is None:
            continue
        found = list(row.run(subject))
        wrong = [one for one in found if isinstance(one, Found)]
        problems += (_problem(row.id, one, _of(one, severity), card) for one in wrong)
        if not wrong:
            measured = [one.value for one in found if isinstance(one, Figure)]
            figures.append((row.id, measured[0] if measured else True))
    return Verdict(tuple(problems), tuple(figures))


def _of(found: Found, severity: Severity) -> Severity:
    unsure = found.unsure and severity is Severity.ERROR
    return Severity.WARNING if unsure else severity


def _problem(id: str, found: Found, severity: Severity, card: Card) -> Diagnostic:
    where = (card.placement.id,)
    at, caption = found.at or card.at, card.caption
    return Diagnostic(
        id, found.message, at, found.hint, severity, caption, where, found.also, found.area
    )


def warning(remark: Remark, card: Card) -> Diagnostic:
    """What a check said of a card's file when that was made, as a problem of the card."""
    message, hint = remark.message, remark.hint
    where = (card.placement.id,)
    return Diagnostic(remark.check, message, card.at, hint, Severity.WARNING, card.caption, where)


def proofread(copy: Copy) -> tuple[Diagnostic, ...]:
    """Every problem of what was written, as it reads on its day."""
    problems: list[Diagnostic] = []
    for row in CHECKS.values():
        wanted = copy.project.brand.checks.get(row.id, row.severity.value)
        if row.stage != COPY or wanted == OFF:
            continue
        for found in row.run(copy):
            if isinstance(found, Found):
                severity = Severity(wanted)
                message, hint, at, caption, also, *_ = found
                problems.append(Diagnostic(row.id, message, at, hint, severity, caption, (), also))
    return tuple(problems)
