"""Turn Diagnostics into annotations of GitHub Actions, on the lines of the files they concern."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from sharegen.model.diagnostic import Diagnostic
from sharegen.report.escape import for_annotation, for_property
from sharegen.report.merge import count, merged, severest_first
from sharegen.report.terminal import as_text

# Of each severity, for each step; a job has 50 for all its steps. actions/toolkit,
# docs/problem-matchers.md, "Limitations", read 2026-11-27.
MOST_SHOWN = 10
_LONGEST_TITLE = 255


def as_annotations(problems: Iterable[Diagnostic], root: Path, workspace: Path) -> str:
    """A command for each problem that GitHub shows, errors first; `workspace` is where GitHub's
    own file names begin.

    A notice says how many it would leave out; they follow as words for the log.
    """
    shown: list[Diagnostic] = []
    rest: list[Diagnostic] = []
    for problem in severest_first(merged(problems)):
        number = sum(one.severity is problem.severity for one in shown)
        (shown if number < MOST_SHOWN else rest).append(problem)
    lines = [_command(problem, root, workspace) for problem in shown]
    if rest:
        said = for_annotation(
            f"{count([*shown, *rest])}; GitHub shows {MOST_SHOWN} of each kind a step, "
            f"{count(rest)} more are in the log"
        )
        lines = [f"::notice title=sharegen::{said}", *lines, as_text(rest, root)]
    return "\n".join(lines)


def _command(problem: Diagnostic, root: Path, workspace: Path) -> str:
    properties = []
    if problem.at is not None:
        file = Path(os.path.relpath(root / problem.at.file, workspace)).as_posix()
        properties = [
            f"file={for_property(file)}",
            f"line={problem.at.line}",
            f"col={problem.at.column}",
        ]
    title = f"{problem.code} ({problem.caption})" if problem.caption else problem.code
    properties.append(f"title={for_property(title[:_LONGEST_TITLE])}")
    return f"::{problem.severity.value} {','.join(properties)}::{for_annotation(_said(problem))}"


def _said(problem: Diagnostic) -> str:
    lines = [problem.message]
    if len(problem.where) > 1:
        lines.append(f"also on: {', '.join(problem.where[1:])}")
    lines += [f"also at: {other}" for other in problem.also]
    if problem.hint:
        lines.append(f"hint: {problem.hint}")
    return "\n".join(lines)
