"""Turn Diagnostics into words for a terminal, each with its line and a caret under the place."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sharegen.model.diagnostic import Diagnostic, Location
from sharegen.report.escape import for_terminal
from sharegen.report.merge import merged

_WIDEST_EXCERPT = 100


def as_text(problems: Iterable[Diagnostic], root: Path) -> str:
    """Every problem with its line of source; `root` is where its file names begin."""
    files: dict[str, list[str]] = {}
    return "\n".join(_text(problem, root, files) for problem in merged(problems))


def _text(problem: Diagnostic, root: Path, files: dict[str, list[str]]) -> str:
    place = f"{for_terminal(str(problem.at))}: " if problem.at else ""
    lines = [f"{place}{problem.severity.value}[{problem.code}] {for_terminal(problem.message)}"]
    if problem.at:
        lines += _excerpt(problem.at, root, files)
    if len(problem.where) > 1:
        lines.append(for_terminal(f"   also on: {', '.join(problem.where[1:])}"))
    lines += [for_terminal(f"   also at: {other}") for other in problem.also]
    if problem.hint:
        lines.append(f"   hint: {for_terminal(problem.hint)}")
    return "\n".join(lines)


def _excerpt(at: Location, root: Path, files: dict[str, list[str]]) -> list[str]:
    """The line a problem is in and a caret under its column; nothing when it cannot be read."""
    if at.file not in files:
        files[at.file] = _lines(root / at.file)
    source = files[at.file]
    if not 1 <= at.line <= len(source):
        return []
    line, column = source[at.line - 1].rstrip(), at.column
    start = max(0, column - _WIDEST_EXCERPT // 2) if len(line) > _WIDEST_EXCERPT else 0
    shown = for_terminal(line[start : start + _WIDEST_EXCERPT])
    before = for_terminal(line[start : column - 1])
    number = str(at.line)
    return [f"   {number} | {shown}", f"   {' ' * len(number)} | {' ' * len(before)}^"]


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8-sig", errors="replace").splitlines()
    except (OSError, ValueError):  # ValueError: a name with a NUL in it
        return []
