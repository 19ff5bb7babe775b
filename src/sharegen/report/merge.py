"""Say the same problem once, and count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sharegen.model.diagnostic import Diagnostic, Location, Severity


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


def count(problems: Iterable[Diagnostic]) -> str:
    """ "2 errors, 1 warning"; empty when there is nothing to count."""
    found = merged(problems)
    parts = []
    for severity in Severity:
        number = sum(problem.severity is severity for problem in found)
        if number:
            parts.append(f"{number} {severity.value}{'s' if number > 1 else ''}")
    return ", ".join(parts)
