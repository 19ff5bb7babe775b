"""Turn what a command did into the summary of a job of GitHub Actions: Markdown, in tables."""

from __future__ import annotations

from collections.abc import Iterable

from sharegen.model.diagnostic import Diagnostic
from sharegen.report.document import Run
from sharegen.report.escape import for_markdown
from sharegen.report.merge import count, merged, severest_first

# GitHub shows nothing of a step's summary that is longer: docs.github.com, "Workflow commands for
# GitHub Actions", "Step isolation and limits", quoted from its source, read 2026-11-27.
MOST_BYTES = 1 << 20
_KEPT_FREE = 256  # for the last line
_LEFT_OUT = "…and {} more in the log."


def as_job_summary(run: Run, problems: Iterable[Diagnostic], taken: int = 0) -> str:
    """What came of it and every problem, errors first, as far as there is room beside the bytes
    that are taken; what is left out is said. Empty where not even the beginning has room."""
    found = severest_first(merged(problems))
    lines = [f"### sharegen {for_markdown(run.command)}", ""]
    if run.summary and not run.tally:
        lines += [for_markdown(run.summary), ""]
    tally = (*run.tally, ("problems", count(found) or "none"))
    lines += ["| | |", "| --- | --- |"]
    lines += [f"| {for_markdown(name)} | {for_markdown(value)} |" for name, value in tally]
    lines.append("")
    if found:
        lines += ["| | problem | where | do |", "| --- | --- | --- | --- |"]
    room = MOST_BYTES - taken - _KEPT_FREE - _length(lines)
    if room < 0:
        return ""
    for number, problem in enumerate(found):
        row = _row(problem)
        room -= _length([row])
        if room < 0:
            lines += ["", _LEFT_OUT.format(len(found) - number)]
            break
        lines.append(row)
    return "\n".join([*lines, "", ""])


def _length(lines: list[str]) -> int:
    return sum(len(line.encode()) + 1 for line in lines)


def _row(problem: Diagnostic) -> str:
    where = ", ".join(problem.where)
    at = str(problem.at) if problem.at else ""
    cells = (
        f"{problem.severity.value} {problem.code}",
        problem.message,
        "; ".join(filter(None, (at, problem.caption, where))),
        problem.hint,
    )
    return f"| {' | '.join(map(for_markdown, cells))} |"
