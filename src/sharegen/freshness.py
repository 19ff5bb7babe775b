"""Turn a project into what somebody should look at again: the one place that asks what day it is.

The day decides what is said, and under --release whether anything is written; never a byte.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from sharegen.model.diagnostic import Diagnostic, ProjectError, Severity
from sharegen.model.project import Help, Project
from sharegen.model.reference import Link

EPOCH = "SOURCE_DATE_EPOCH"  # https://reproducible-builds.org/specs/source-date-epoch/, 2026-11-27


class Limit(NamedTuple):
    """How many days a fact of one kind counts as fresh, and why so many."""

    days: int
    why: str


HELP = Limit(180, "who is in danger has one try, and who answers a number changes unannounced")
LINK = Limit(365, "sites are rebuilt now and then; a reader who meets a dead link can search")


def today() -> date:
    """The day of SOURCE_DATE_EPOCH where it is set, else of the clock, in UTC.

    Raises ProjectError `bad-epoch`.
    """
    given = os.environ.get(EPOCH, "")
    try:
        seconds = int(given) if given else int(time.time())
        return date(1970, 1, 1) + timedelta(seconds=seconds)
    except (ValueError, OverflowError):
        message = f"{EPOCH} is {given[:40]!r}, which is no number of seconds since 1970"
        hint = "unset it, or take the time of the commit: git log -1 --format=%ct"
        raise ProjectError([Diagnostic("bad-epoch", message, hint=hint)]) from None


def review(project: Project, day: date, release: bool = False) -> tuple[Diagnostic, ...]:
    """Every fact of a project that is stale on a day: an error for a release, else a warning."""
    severity = Severity.ERROR if release else Severity.WARNING
    helps = (_help(tag, line, day, severity) for tag, line in sorted(project.brand.help.items()))
    links = (_link(link, day, severity) for link in project.links)
    unchecked = _unchecked([link for link in project.links if not link.checked])
    return tuple(problem for found in (*helps, *links, unchecked) for problem in found)


def _help(tag: str, line: Help, day: date, severity: Severity) -> Iterator[Diagnostic]:
    age = _age(line.reviewed, day)
    if age > HELP.days:
        message = (
            f"help in {tag} was reviewed {line.reviewed}, {age:,} days ago; at most {HELP.days}"
        )
        hint = "ask at each number and address, then write the day as reviewed:"
        yield Diagnostic("stale-help", message, line.at, hint, severity)


def _link(link: Link, day: date, severity: Severity) -> Iterator[Diagnostic]:
    age = _age(link.checked, day) if link.checked else 0
    if age > LINK.days:
        message = (
            f"link {link.id} was checked {link.checked}, {age:,} days ago; at most {LINK.days}"
        )
        hint = "follow it again, then write the day as checked:"
        yield Diagnostic("stale-link", message, link.at, hint, severity)


def _unchecked(links: list[Link]) -> Iterator[Diagnostic]:
    """Links that nobody says to have followed, once for all.

    A warning in a release, too: nobody can date a visit that nobody made, and the address may be
    part of words that are kept as they were written.
    """
    if links:
        which = ", ".join(link.id for link in links)
        message = f"no checked: day, so nobody knows where it leads now: {which}"
        hint = "follow each, then write the day as checked: and where it leads now as moved:"
        problem = Diagnostic("unchecked-link", message, links[0].at, hint, Severity.WARNING)
        yield replace(problem, also=tuple(link.at for link in links[1:] if link.at))


def _age(written: str, day: date) -> int:
    return (day - date.fromisoformat(written)).days
