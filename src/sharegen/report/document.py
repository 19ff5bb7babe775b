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
class Run:
    """What a command did: its name, how it ended, what it made and what it said last. `found` is
    what only some commands have, by field."""

    sharegen: str
    command: str
    exit_code: int
    project: str
    summary: str
    paths: tuple[str, ...]
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
        "placements": list(problem.where),
        "at": _place(problem.at),
        "also": [_place(other) for other in problem.also],
    }


def _place(at: Location | None) -> dict[str, Any] | None:
    return None if at is None else {"file": at.file, "line": at.line, "column": at.column}
