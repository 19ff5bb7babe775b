"""Turn Diagnostics into annotations of GitHub Actions, on the lines of the files they concern."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from sharegen.model.diagnostic import Diagnostic, Severity
from sharegen.report.escape import for_annotation, for_property
from sharegen.report.merge import count, merged

# docs.github.com, community discussion 26680 and checks API; from memory, not read again
MOST_SHOWN = 10  # of each severity, for each step
_LONGEST_TITLE = 255


def as_annotations(problems: Iterable[Diagnostic], root: Path, workspace: Path) -> str:
    """A command for each problem; `workspace` is where GitHub's own file names begin.

    All are printed; where GitHub shows only some of them, a notice says so.
    """
    found = merged(problems)
    lines = [_command(problem, root, workspace) for problem in found]
    if any(sum(p.severity is kind for p in found) > MOST_SHOWN for kind in Severity):
        said = for_annotation(
            f"{count(found)}; GitHub shows {MOST_SHOWN} of each kind a step, the log has all"
        )
        lines.insert(0, f"::notice title=sharegen::{said}")
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
