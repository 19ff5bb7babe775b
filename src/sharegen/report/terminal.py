"""Turn Diagnostics into words for a terminal, each with its line and a caret under the place."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sharegen.model.diagnostic import Diagnostic, Location
from sharegen.report.escape import for_terminal
from sharegen.report.merge import MANY, by_code, merged
from sharegen.report.source import Sources


def as_text(problems: Iterable[Diagnostic], root: Path) -> str:
    """Every problem with its line of source, and their numbers where there are many; `root` is
    where its file names begin."""
    sources, found = Sources(root), merged(problems)
    said = [_text(problem, sources) for problem in found]
    kinds = by_code(found)
    if len(found) > MANY and len(kinds) > 1:
        numbers = ", ".join(f"{number} {code}" for code, number in kinds)
        said.append(f"{len(found)} problems: {numbers}")
    return "\n".join(said)


def _text(problem: Diagnostic, sources: Sources) -> str:
    place = f"{for_terminal(str(problem.at))}: " if problem.at else ""
    lines = [f"{place}{problem.severity.value}[{problem.code}] {for_terminal(problem.message)}"]
    if problem.at:
        lines += _excerpt(problem.at, sources)
    if len(problem.where) > 1:
        lines.append(for_terminal(f"   also on: {', '.join(problem.where[1:])}"))
    lines += [for_terminal(f"   also at: {other}") for other in problem.also]
    if problem.hint:
        lines.append(f"   hint: {for_terminal(problem.hint)}")
    return "\n".join(lines)


def _excerpt(at: Location, sources: Sources) -> list[str]:
    """The line a problem is in and a caret under its column; nothing when it cannot be read."""
    found = sources.excerpt(at)
    if found is None:
        return []
    shown = for_terminal(found.before + found.marked + found.after)
    number, before = str(found.number), for_terminal(found.before)
    return [f"   {number} | {shown}", f"   {' ' * len(number)} | {' ' * len(before)}^"]
