"""Turn what a command found and made into one JSON document; docs/reports.md has its fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sharegen.model.diagnostic import Diagnostic, Location, Severity
from sharegen.report.escape import for_json
from sharegen.report.merge import merged

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Piece:
    """A picture that was looked at: what it is, where it is or would be, below the output folder,
    and what each check measured, or that it passed."""

    id: str
    path: str
    caption: str
    placement: str
    lang: str
    checks: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Run:
    """What a command did: its name, how it ended, what it made and what it said last.

    `pieces` are the pictures it looked at, `tally` is what came of them: words and a number, or
    more words. `found` is what only some commands have, by field.
    """

    sharegen: str
    command: str
    exit_code: int
    project: str
    summary: str
    paths: tuple[str, ...]
    pieces: tuple[Piece, ...] = ()
    tally: tuple[tuple[str, str], ...] = ()
    found: Mapping[str, Any] = field(default_factory=dict)


def as_document(run: Run, problems: Iterable[Diagnostic]) -> str:
    """The report of a run."""
    found = merged(problems)
    counts = {kind.value: sum(p.severity is kind for p in found) for kind in Severity}
    return for_json(
        {
            "schema": SCHEMA,
            "sharegen": run.sharegen,
            "command": run.command,
            "exit_code": run.exit_code,
            "project": run.project,
            "summary": run.summary,
            "paths": list(run.paths),
            "counts": counts,
            "problems": [_plain(problem) for problem in found],
            "pictures": [
                {"id": piece.id, "path": piece.path, "checks": dict(sorted(piece.checks.items()))}
                for piece in run.pieces
            ],
            **run.found,
        }
    )


def _plain(problem: Diagnostic) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message,
        "hint": problem.hint,
        "caption": problem.caption,
        "lang": problem.lang,
        "placements": list(problem.where),
        "area": None if problem.area is None else list(problem.area.rounded),
        "at": _place(problem.at),
        "also": [_place(other) for other in problem.also],
    }


def _place(at: Location | None) -> dict[str, Any] | None:
    return None if at is None else {"file": at.file, "line": at.line, "column": at.column}
