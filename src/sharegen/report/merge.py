"""Say the same problem once, and count."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from sharegen.model.diagnostic import Diagnostic, Location, Severity

# A figure and the word after it, which may be a plural; not those of a colour such as #1a2b3c.
_FIGURE = re.compile(r"(?<![#\w])[-−]?\d+(?:[.,:×]\d+)*(?:\s\w+)?")
_SEVEREST_FIRST = tuple(Severity)
MANY = 10  # problems; with more, their number by code is said, too


def merged(problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Say the same problem on six placements once, naming six.

    It is the same when its words differ by nothing but figures and the names of the placements.
    The first one stands for all.
    """
    said = tuple(problems)
    names = {name for problem in said for name in problem.where}
    placements = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))) or r"\Z")
    together: dict[tuple[object, ...], list[Diagnostic]] = {}
    for problem in said:
        key = (problem.code, problem.at, problem.caption, problem.severity, problem.lang)
        together.setdefault((*key, _gist(problem, placements)), []).append(problem)
    found = []
    for group in together.values():
        where = dict.fromkeys(name for problem in group for name in problem.where)
        found.append(replace(group[0], where=tuple(where)))
    return tuple(sorted(found, key=_order))


def _gist(problem: Diagnostic, placements: re.Pattern[str]) -> str:
    """What a message says whatever the placement; that of no picture is itself."""
    return (
        _FIGURE.sub("", placements.sub("", problem.message)) if problem.where else problem.message
    )


def _order(problem: Diagnostic) -> tuple[object, ...]:
    at = problem.at or Location("", 0, 0)
    return (at.file, at.line, at.column, problem.code, problem.caption)


def severest_first(problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The problems with those first that must be mended; else as they stand."""
    return tuple(sorted(problems, key=lambda problem: _SEVEREST_FIRST.index(problem.severity)))


def count(problems: Iterable[Diagnostic]) -> str:
    """ "2 errors, 1 warning"; empty when there is nothing to count."""
    found = merged(problems)
    parts = []
    for severity in Severity:
        number = sum(problem.severity is severity for problem in found)
        if number:
            parts.append(f"{number} {severity.value}{'s' if number > 1 else ''}")
    return ", ".join(parts)


def by_code(problems: Iterable[Diagnostic]) -> tuple[tuple[str, int], ...]:
    """How many problems there are of each code, the most frequent first."""
    found = Counter(problem.code for problem in merged(problems))
    return tuple(sorted(found.items(), key=lambda item: (-item[1], item[0])))
