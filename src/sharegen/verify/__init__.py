"""Prove the files of an output folder, with nothing but the folder and the project.

Nothing is written. What is wrong is found in one run: lists that disagree, files that are missing,
altered, exchanged or stale, and pictures that are not what the project makes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from sharegen.family import plan
from sharegen.manifest import STALE, Manifest
from sharegen.model.card import Card
from sharegen.model.diagnostic import Diagnostic, Severity
from sharegen.model.manuscript import STATUSES
from sharegen.model.project import Project
from sharegen.model.record import Record
from sharegen.reading import about, publishable, read
from sharegen.remake import remade
from sharegen.resolve import Selection, in_formats
from sharegen.verify.aging import items_of, stale_ones
from sharegen.verify.faults import Fault, Seen, fault
from sharegen.verify.folder import opened, strangers
from sharegen.verify.lists import read_lists
from sharegen.verify.proof import Batch, batched, died, drawn, looked_at, proven
from sharegen.workers import jobs_for, overlapped, spread

__all__ = ["Verified", "verify"]

GOOD, MISSING, SWAPPED, ALTERED, WRONG = "good", "missing", "swapped", "altered", "wrong"
UNREADABLE = "unreadable"
KINDS = (GOOD, UNREADABLE, MISSING, SWAPPED, ALTERED, WRONG, STALE)  # a picture counts as its first
_KIND_OF = {
    "missing-file": MISSING,
    "swapped-file": SWAPPED,
    "altered-file": ALTERED,
    "alt-differs": ALTERED,
    "post-differs": ALTERED,
    "record-differs": ALTERED,
    "picture-differs": ALTERED,
    "stale-file": STALE,
}


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found: how many pictures the manifest lists, how many of them are of each of KINDS,
    every problem, what else the summary says, what could not be read, and the records of what is
    good."""

    pictures: int
    tally: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Diagnostic, ...] = ()
    notes: tuple[str, ...] = ()
    machine: tuple[Diagnostic, ...] = ()
    good: tuple[Record, ...] = ()

    @property
    def is_good(self) -> bool:
        return not any(problem.severity is Severity.ERROR for problem in self.problems)


def verify(
    project: Project,
    out: Path,
    jobs: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Verified:
    """Prove an output folder against its manifest and the project.

    Raises ProjectError `no-output`, and MachineError where the folder is locked or its lists
    cannot be read.
    """
    root = opened(out)
    manifest, listed = read_lists(root, project.brand.name)
    if manifest.reason:
        return Verified(0, problems=listed)
    cards = _cards(project, manifest)
    items = items_of(manifest, cards)
    seen: list[Seen] = []
    for found in _looked(batched(items), root, jobs):
        seen += found
        if progress is not None:
            progress(len(seen), len(items))
    stale = stale_ones(manifest, items, cards)
    problems = _by_picture(seen, manifest, stale)
    beside = strangers(root, manifest.records)
    every = [*listed, *(problem for found in problems.values() for problem in found), *beside]
    unread = {one.record.path: one.machine for one in seen if one.machine is not None}
    kinds = {
        path: UNREADABLE if path in unread else _kind(found) for path, found in problems.items()
    }
    return Verified(
        pictures=len(manifest.records),
        tally=Counter(kinds.values()),
        problems=tuple(dict.fromkeys(every)),
        notes=_notes(project, manifest),
        machine=tuple(unread.values()),
        good=tuple(one for one in manifest.records if kinds[one.path] == GOOD),
    )


def _cards(project: Project, manifest: Manifest) -> dict[str, Card]:
    """The cards of what is listed, as far as a build makes them: not where the writing is wrong."""
    cards = remade(project, manifest.records, STATUSES)
    said = about(project, cards.values(), read(project))
    return {card.path: card for card in publishable(project, cards.values(), said)}


def _looked(batches: list[Batch], root: Path, jobs: int | None) -> Iterator[tuple[Seen, ...]]:
    """What is seen of each batch, here or in processes."""
    processes = jobs_for(sum(map(len, batches)), jobs)
    if processes > 1:
        done = spread(batches, partial(proven, root=root), died, processes)
    else:
        done = overlapped(batches, drawn, lambda batch, due: looked_at(batch, due, root))
    yield from (seen for _, seen in done)


def _by_picture(
    seen: list[Seen], manifest: Manifest, stale: Mapping[str, Diagnostic]
) -> dict[str, tuple[Diagnostic, ...]]:
    """The problems of each picture, by path, in their order; pictures that hold what others should
    are named so."""
    by_hash = {record.sha256: record for record in manifest.records}
    by_alt = {record.alt: record for record in manifest.records}
    found = {}
    for one in sorted(seen, key=lambda one: one.record.path):
        path = one.record.path
        problems = [_exchanged(one.record, each, (by_hash, by_alt)) for each in one.faults]
        found[path] = (*problems, *([stale[path]] if path in stale else ()))
    return found


def _exchanged(
    record: Record, one: Fault, others: tuple[Mapping[str, Record], Mapping[str, Record]]
) -> Diagnostic:
    """The problem of a file; whose it really is where it is that of another listed picture."""
    problem, found = one
    by_hash, by_alt = others
    other = by_hash.get(found or "")
    if other is not None and other.sha256 != record.sha256:
        message = f"{record.path} holds the picture of {other.path}"
        return fault("swapped-file", record, message)
    other = by_alt.get(found or "")
    if other is not None and other.alt != record.alt:
        message = f"{problem.message}: it is that of {other.caption}"
        return replace(problem, message=message)
    return problem


def _kind(problems: tuple[Diagnostic, ...]) -> str:
    """What a picture counts as, by the worst of its errors."""
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    kinds = {_KIND_OF.get(problem.code, WRONG) for problem in errors}
    return next((kind for kind in KINDS if kind in kinds), GOOD)


def _notes(project: Project, manifest: Manifest) -> tuple[str, ...]:
    """How many pictures of a plain build are not in the folder."""
    default = in_formats(plan(project, Selection()).cards, ())
    known = manifest.by_path
    absent = sum(card.path not in known for card in default)
    return (f"{absent} of a plain build not there",) if absent else ()
