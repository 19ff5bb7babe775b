"""Turn what was written, or a card and what was made of it, into Diagnostics and figures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sharegen.catalog.checks import OF_STAGE
from sharegen.catalog.proofs import (
    COPY,
    OFF,
    Check,
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
    for row, severity in _asked(stage, card.checks, card.placement.confidence):
        found = list(row.run(subject))
        if not found:
            figures.append((row.id, True))
            continue
        wrong = [one for one in found if isinstance(one, Found)]
        problems += (_problem(row.id, one, severity, card) for one in wrong)
        if not wrong:
            measured = [one.value for one in found if isinstance(one, Figure)]
            figures.append((row.id, measured[0] if measured else True))
    return Verdict(tuple(problems), tuple(figures))


@lru_cache(maxsize=64)
def _asked(
    stage: str, by_brand: tuple[tuple[str, str], ...], confidence: str
) -> tuple[tuple[Check, Severity], ...]:
    """The checks of a stage that a brand has not put off, and how much their problems matter."""
    rows = ((row, row.severity_for(by_brand, confidence)) for row in OF_STAGE[stage])
    return tuple((row, severity) for row, severity in rows if severity is not None)


def _problem(id: str, found: Found, severity: Severity, card: Card) -> Diagnostic:
    severity = found.as_serious_as(severity)
    return Diagnostic(
        id,
        found.message,
        found.at or card.at,
        found.hint,
        severity,
        card.caption,
        (card.placement.id,),
        found.also,
        found.area,
        card.case.language.tag,
    )


def warning(remark: Remark, card: Card) -> Diagnostic:
    """What a check said of a card's file when that was made, as a problem of the card."""
    return Diagnostic(
        remark.check,
        remark.message,
        card.at,
        remark.hint,
        Severity.WARNING,
        card.caption,
        (card.placement.id,),
        area=remark.area,
        lang=card.case.language.tag,
    )


def proofread(copy: Copy) -> tuple[Diagnostic, ...]:
    """Every problem of what was written, as it reads on its day."""
    problems: list[Diagnostic] = []
    for row in OF_STAGE[COPY]:
        wanted = copy.project.brand.checks.get(row.id, row.severity.value)
        if wanted == OFF:
            continue
        for found in row.run(copy):
            if isinstance(found, Found):
                problems.append(_of_copy(row.id, found, Severity(wanted)))
    return tuple(problems)


def _of_copy(id: str, found: Found, severity: Severity) -> Diagnostic:
    message, hint, at, caption, also = found[:5]
    return Diagnostic(id, message, at, hint, found.as_serious_as(severity), caption, also=also)
