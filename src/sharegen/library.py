"""What programs call: `build`, `render` and `check`, by folders and words. docs/library.md shows
each at work; `import sharegen` has them, too."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sharegen.build import Options, Outcome
from sharegen.build import build as build_project
from sharegen.catalog.platforms import ONE_OFF
from sharegen.family import plan
from sharegen.load import load_project
from sharegen.model.card import Card
from sharegen.model.diagnostic import CardError, Diagnostic
from sharegen.model.manuscript import STATUSES
from sharegen.model.project import Project
from sharegen.oneoff import Wish, cards_of, picture_of
from sharegen.pipeline import Picture
from sharegen.pipeline import examine as proven
from sharegen.reading import about, read
from sharegen.resolve import Selection, in_formats
from sharegen.starter import starter_kit

__all__ = ["Examination", "Selection", "build", "check", "examine", "render"]


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found without making a picture: the cards that were looked at, every problem, and
    by card what was measured on those that passed."""

    cards: tuple[Card, ...]
    problems: tuple[Diagnostic, ...]
    figures: tuple[tuple[Card, dict[str, Any]], ...] = ()


def build(
    folder: str | Path, out: str | Path | None = None, selection: Selection | None = None
) -> Outcome:
    """Build a project's pictures into `out` (its dist/ when none is named); only what changed.

    Without a selection: the approved captions on the default placements. The outcome has the
    records of all pictures, and the problems of those that could not be made. Raises ProjectError
    when the files cannot be used, MachineError when the machine is at fault.
    """
    project = load_project(Path(folder))
    target = Path(out) if out is not None else project.root / "dist"
    return build_project(project, selection or Selection(), Options(target))


def render(
    words: str,
    placement: str = ONE_OFF,
    folder: str | Path | None = None,
    format: str = "",
) -> Picture:
    """Make one picture of words, with **stars** around the turn; nothing is written.

    `data` are the bytes of the file: in a format of `sharegen list formats`, else in the first that
    the placement is written as, mostly PNG.
    `record` has size, alt text and hashes. Brand and backgrounds are those of the project in
    `folder`, else the starter kit's. Raises ProjectError for what may not stand, CardError for
    what does not fit.
    """
    project = load_project(Path(folder) if folder is not None else starter_kit())
    cards = cards_of(project, Wish(words, (placement,)))
    return picture_of(in_formats(cards, (format,) if format else ())[0])


def check(folder: str | Path, selection: Selection | None = None) -> tuple[Diagnostic, ...]:
    """Find every problem of a project's captions and assets; none when all is good.

    Without a selection: all captions, whatever their status, on the default placements. Raises
    ProjectError, with all problems, when the files cannot be used at all.
    """
    everything = Selection(statuses=STATUSES)
    return examine(load_project(Path(folder), fresh=True), selection or everything).problems


def examine(project: Project, selection: Selection) -> Examination:
    """Set and prove every card of a selection, and paint none."""
    found = plan(project, selection)
    said = about(project, found.cards, read(project))
    problems = [*project.warnings, *said, *found.problems, *found.notes]
    figures = []
    for card in found.cards:
        try:
            verdict = proven(card)
        except CardError as error:
            problems += error.problems
            continue
        problems += verdict.warnings
        figures.append((card, dict(verdict.figures)))
    return Examination(found.cards, tuple(problems), tuple(figures))
