"""What a release takes, and what it may go out without."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from sharegen.catalog.pseudo import MARK
from sharegen.manifest import read_manifest
from sharegen.model.diagnostic import Diagnostic, ProjectError
from sharegen.resolve import Selection

RELEASED = ("approved",)
# Warnings that do not stop a strict build. What they miss is the word of a person: a program may
# neither give it nor date it, and a picture without it is no other than one with it.
_AWAITED = ("picture-awaiting", "unchecked-link")


def refuse_unapproved(selection: Selection) -> None:
    """What nobody approved is in no release, whoever asks for it. Raises ProjectError."""
    asked = [status for status in selection.statuses if status not in RELEASED]
    if asked:
        message = f"a release has approved captions only; {' and '.join(asked)} was asked for"
        hint = "leave --status away, or build without --release"
        raise ProjectError([Diagnostic("release-status", message, hint=hint)])


def refuse_mixing(project: str, out: Path) -> None:
    """Pictures of words that nobody speaks and real ones are never in one folder. Raises
    ProjectError."""
    there = read_manifest(out, None)
    if there.records and there.project.endswith(MARK) != project.endswith(MARK):
        message = f"{out} has pictures of {there.project}; trials and real pictures never mix"
        hint = "name another folder with --out"
        raise ProjectError([Diagnostic("pseudo-folder", message, hint=hint)])


def foreign(strange: Sequence[str], out: Path) -> tuple[Diagnostic, ...]:
    """What the output folder has that is not of a release: it would be published along with it."""
    if not strange:
        return ()
    more = f" and {len(strange) - 1} more" if len(strange) > 1 else ""
    message = f"{out} has what is not of this release: {strange[0]}{more}"
    hint = "add --prune, or name a new folder with --out"
    return (Diagnostic("not-of-release", message, hint=hint),)


def stops(problems: Iterable[Diagnostic]) -> bool:
    """Whether problems stop a strict build."""
    return any(problem.code not in _AWAITED for problem in problems)
