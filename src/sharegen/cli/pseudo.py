"""What `sharegen build --pseudo` builds, where, and the sheet it leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from sharegen.model.diagnostic import Diagnostic, ProjectError
from sharegen.model.project import Project
from sharegen.resolve import Selection
from sharegen.sheet import contact_sheet
from sharegen.translation.pseudo import pseudo_project, pseudo_selection
from sharegen.write import write_file

_FOLDER = "pseudo"  # in the project, beside dist/: whoever publishes that publishes no trial


@dataclass(frozen=True, slots=True)
class Trial:
    """A project in a language nobody speaks, what of it is built, and into which folder."""

    project: Project
    selection: Selection
    out: Path


def trial_of(project: Project, selection: Selection, kind: str, given: Mapping[str, Any]) -> Trial:
    """Turn a build into one of words nobody speaks. Raises ProjectError `pseudo-release`."""
    if given["languages"]:
        raise click.UsageError("--pseudo is a language of its own; leave --lang away")
    if given["release"]:
        message = "a release has words that people wrote; --pseudo makes trials for looking at"
        hint = "build without --release, or without --pseudo"
        raise ProjectError([Diagnostic("pseudo-release", message, hint=hint)])
    out: Path = given["out"] or project.root / _FOLDER
    tried = pseudo_project(project, kind, selection.statuses)
    return Trial(tried, pseudo_selection(selection, kind), out)


def on_sheet(trial: Trial) -> Path:
    """Put all pictures of a trial on one page, which lies beside them."""
    (tag,) = trial.selection.languages
    path = trial.out / f"contact-sheet-{tag}.png"
    write_file(path, contact_sheet(trial.project, trial.selection).parts)
    return path
