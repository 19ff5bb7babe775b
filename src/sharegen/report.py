"""Turn Diagnostics into words for a terminal, each with its line and a caret under the place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from sharegen.model.diagnostic import Diagnostic, Location, Severity

_WIDEST_EXCERPT = 100


def merged(problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Say the same problem on six placements once, naming six."""
    together: dict[tuple[object, ...], list[Diagnostic]] = {}
    for problem in problems:
        placeless = problem.at is None and not problem.where
        message = problem.message if placeless else ""
        key = (problem.code, problem.at, problem.caption, problem.severity, message)
        together.setdefault(key, []).append(problem)
    found = []
    for group in together.values():
        where = dict.fromkeys(name for problem in group for name in problem.where)
        found.append(replace(group[0], where=tuple(where)))
    return tuple(sorted(found, key=_order))


def _order(problem: Diagnostic) -> tuple[object, ...]:
    at = problem.at or Location("", 0, 0)
    return (at.file, at.line, at.column, problem.code, problem.caption)


def as_text(problems: Iterable[Diagnostic], root: Path) -> str:
    """Every problem with its line of source; `root` is where its file names begin."""
    files: dict[str, list[str]] = {}
    return "\n".join(_text(problem, root, files) for problem in merged(problems))


def _text(problem: Diagnostic, root: Path, files: dict[str, list[str]]) -> str:
    place = f"{problem.at}: " if problem.at else ""
    lines = [f"{place}{problem.severity.value}[{problem.code}] {escaped(problem.message)}"]
    if problem.at:
        lines += _excerpt(problem.at, root, files)
    if len(problem.where) > 1:
        lines.append(f"   also on: {', '.join(problem.where[1:])}")
    lines += [f"   also at: {other}" for other in problem.also]
    if problem.hint:
        lines.append(f"   hint: {escaped(problem.hint)}")
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
    shown = escaped(line[start : start + _WIDEST_EXCERPT])
    before = escaped(line[start : column - 1])
    number = str(at.line)
    return [f"   {number} | {shown}", f"   {' ' * len(number)} | {' ' * len(before)}^"]


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8-sig", errors="replace").splitlines()
    except OSError:
        return []


def escaped(text: str) -> str:
    """Text that cannot steer a terminal or a log: control and bidi characters become \\u{…}."""
    return "".join(c if c.isprintable() or c == " " else f"\\u{{{ord(c):04x}}}" for c in text)


def count(problems: Iterable[Diagnostic]) -> str:
    """ "2 errors, 1 warning"; empty when there is nothing to count."""
    found = merged(problems)
    parts = []
    for severity in Severity:
        number = sum(problem.severity is severity for problem in found)
        if number:
            parts.append(f"{number} {severity.value}{'s' if number > 1 else ''}")
    return ", ".join(parts)
