"""Make a selection of a project's cards into an output folder: what changed, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from sharegen import __version__
from sharegen.check import warning
from sharegen.family import plan
from sharegen.manifest import (
    MANIFEST,
    STALE,
    SUMS,
    Manifest,
    is_intact,
    is_present,
    manifest_bytes,
    post_beside,
    prune_plan,
    read_manifest,
    sums_bytes,
)
from sharegen.model.card import Card
from sharegen.model.diagnostic import CardError, Diagnostic
from sharegen.model.manuscript import STATUSES
from sharegen.model.project import Project
from sharegen.model.record import Record
from sharegen.pipeline import fingerprint_of, render
from sharegen.png import FAST, PORTABLE, Encoder
from sharegen.reading import about, publishable, read, unaccompanied
from sharegen.release import RELEASED, foreign, refuse_mixing, refuse_unapproved, stops
from sharegen.remake import engine_of, remade
from sharegen.resolve import Resolution, Selection, in_formats
from sharegen.workers import Job, jobs_for, make_all
from sharegen.write import Output, open_output


@dataclass(frozen=True, slots=True)
class Options:
    """How to build. `strict`: nothing is written when anything is wrong. `release`: that, and
    approved captions only, no stale fact, the portable encoder. `verify`: trust no file by its
    size alone. `jobs` None: as many processes as pay. `alone`: the folder is to have this selection
    and no other picture, so that every other one is stale."""

    out: Path
    jobs: int | None = None
    strict: bool = False
    release: bool = False
    prune: bool = False
    verify: bool = False
    alone: bool = False
    progress: Callable[[int, int], None] | None = None

    @property
    def encoders(self) -> tuple[Encoder, ...]:
        """How this build encodes, and after it how files may be that it leaves alone."""
        return (PORTABLE,) if self.release else (FAST, PORTABLE)

    @property
    def statuses(self) -> tuple[str, ...]:
        """What captions may stand in the output folder."""
        return RELEASED if self.release else STATUSES


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did. `cards` are those of its selection, `records` all that the manifest lists
    now, `notes` what else the summary says."""

    records: tuple[Record, ...]
    built: int
    unchanged: int
    problems: tuple[Diagnostic, ...]
    left_out: tuple[str, ...]
    notes: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    pruned: tuple[str, ...] = ()
    machine: Diagnostic | None = None
    written: bool = True
    cards: tuple[Card, ...] = ()


def build(project: Project, selection: Selection, options: Options) -> Outcome:
    """Build a selection. Raises ProjectError (usage) and MachineError (lock, output folder)."""
    if options.release:
        refuse_unapproved(selection)
    found = plan(project, selection)
    said = about(project, found.cards, read(project, found.cards if options.release else ()))
    cards = in_formats(publishable(project, found.cards, said), selection.formats)
    problems = [*project.warnings, *said, *found.problems]
    jobs = _jobs(cards, options.encoders[0])
    nothing = Outcome((), 0, 0, (), found.left_out, cards=cards)
    with open_output(options.out, _inputs(project)) as output:
        previous = _previous(project, output)
        problems += unaccompanied(project, cards, _current(previous))
        todo, kept = _split(jobs, previous, output, options.verify)
        if options.strict or options.release:
            problems += [*_proven(todo), *_remarked(jobs, kept)]
            if options.release and not options.prune:
                rest = _rest(previous, {job.card.path for job in jobs})
                problems += foreign(_stale(_others(project, rest, output, options)), options.out)
            if stops(problems):
                return replace(nothing, problems=tuple(problems), written=False)
        kept, renewed = _reposted(jobs, kept, output)
        made, failed, machine = _make(todo, output, options)
        problems += [*failed, *_remarked(jobs, (*kept, *made))]
        current = {record.path: record for record in (*kept, *made)}
        others = _others(project, _rest(previous, current), output, _leaving(options, machine))
        left, pruned = _pruned(output, others) if options.prune else (others, ())
        records = tuple(sorted((*current.values(), *left), key=lambda record: record.path))
        _write_lists(project, records, previous, output)
    return replace(
        nothing,
        records=records,
        built=len(made),
        unchanged=len(kept),
        problems=tuple(problems) + output.warnings,
        notes=(*_notes(found), *renewed),
        stale=_stale(left),
        pruned=pruned,
        machine=machine,
    )


def _previous(project: Project, output: Output) -> Manifest:
    """What the folder has from the last build. Raises ProjectError where trials would come among
    pictures to be published, or these among trials."""
    refuse_mixing(project.brand.name, output.root)
    return read_manifest(output.root, project.brand.name)


def _leaving(options: Options, machine: Diagnostic | None) -> Options:
    """What was not reached, since the machine gave out, is not beyond the selection."""
    return options if machine is None else replace(options, alone=False)


def _jobs(cards: Iterable[Card], encoder: Encoder) -> list[Job]:
    engine = engine_of(encoder)
    return [Job(card, fingerprint_of(card, engine), encoder) for card in cards]


def _notes(found: Resolution) -> tuple[str, ...]:
    """What the summary says of the cards: how many were set by hand, what shares no size."""
    by_hand = sum(1 for card in found.cards if card.by_hand)
    notes = [f"{by_hand} set by hand"] if by_hand else []
    if found.notes:
        placements = dict.fromkeys(spot for note in found.notes for spot in note.where)
        captions = dict.fromkeys(note.caption for note in found.notes)
        notes.append(f"no shared size on {', '.join(placements)} ({', '.join(captions)})")
    return tuple(notes)


def _inputs(project: Project) -> list[Path]:
    return [project.root, project.root / "captions.yaml", project.root / "assets"]


def _split(
    jobs: list[Job], previous: Manifest, output: Output, verify: bool
) -> tuple[list[Job], list[Record]]:
    """What has to be made, and what is there already and would come out the same."""
    known, is_there = previous.by_path, is_intact if verify else is_present
    todo, kept = [], []
    for job in jobs:
        record = known.get(job.card.path)
        # another post is written beside the picture that stays; whether there is one, checks say
        posted = record is not None and bool(record.post) == bool(job.card.post_text)
        same = posted and record is not None and record.fingerprint == job.fingerprint
        if record is not None and same and is_there(output.root, replace(record, post="")):
            kept.append(replace(record, status=job.card.status))
        else:
            todo.append(job)
    return todo, kept


def _reposted(
    jobs: list[Job], kept: list[Record], output: Output
) -> tuple[list[Record], tuple[str, ...]]:
    """Write the posts of pictures that stay and whose post is another, or not there; the records
    with their posts, and what the summary says of it."""
    posts = {job.card.path: job.card.post_text for job in jobs}
    records = [replace(record, post=posts[record.path]) for record in kept]
    renewed = 0
    for path, data in (one for record in records for one in post_beside(record)):
        if _read(output.root / path) != data:
            output.write(path, [data])
            renewed += 1
    return records, (f"{renewed} post{'s' * (renewed != 1)} renewed",) if renewed else ()


def _proven(jobs: list[Job]) -> list[Diagnostic]:
    """The problems of all cards, found before a file is written: frames, pixels, files, art."""
    problems: list[Diagnostic] = []
    for job in jobs:
        try:
            problems += render(job.card).warnings
        except CardError as error:
            problems += error.problems
    return problems


def _remarked(jobs: list[Job], records: Iterable[Record]) -> list[Diagnostic]:
    """What checks warned of when these files were made, by this build or an earlier one."""
    cards = {job.card.path: job.card for job in jobs}
    return [warning(remark, cards[record.path]) for record in records for remark in record.warnings]


def _make(
    jobs: list[Job], output: Output, options: Options
) -> tuple[list[Record], list[Diagnostic], Diagnostic | None]:
    made: list[Record] = []
    failed: list[Diagnostic] = []
    ordered = sorted(jobs, key=lambda job: _base(job.card))
    processes = jobs_for(len(ordered), options.jobs)
    for number, (_, result) in enumerate(make_all(ordered, output.root, processes), 1):
        if options.progress is not None:
            options.progress(number, len(ordered))
        if isinstance(result, Record):
            made.append(result)
        elif result.machine:
            return made, failed, result.problems[0]
        else:
            failed += result.problems
    return made, failed, None


def _base(card: Card) -> tuple[str, ...]:
    """Cards of one base layer stand together."""
    return (card.placement.id, card.background.id, card.case.language.tag, card.caption)


def _rest(previous: Manifest, current: Collection[str]) -> list[Record]:
    """What the last manifest lists beyond these paths."""
    return [record for record in previous.records if record.path not in current]


def _current(previous: Manifest) -> list[Record]:
    """What the last manifest lists and a build would make just so."""
    return [record for record in previous.records if record.status != STALE]


def _stale(records: Iterable[Record]) -> tuple[str, ...]:
    return tuple(record.path for record in records if record.status == STALE)


def _others(project: Project, rest: list[Record], output: Output, options: Options) -> list[Record]:
    """What the last manifest lists beyond this selection, marked stale unless such a build would
    make it just so. Files that are gone are forgotten."""
    if not rest:
        return []
    engines = [engine_of(encoder) for encoder in options.encoders]
    allowed = {} if options.alone else remade(project, rest, options.statuses)
    wanted = {
        path: {(fingerprint_of(card, engine), card.post_text) for engine in engines}
        for path, card in allowed.items()
    }
    return [
        record
        if (record.fingerprint, record.post) in wanted.get(record.path, ())
        else replace(record, status=STALE)
        for record in rest
        if is_present(output.root, record)
    ]


def _pruned(output: Output, others: list[Record]) -> tuple[list[Record], tuple[str, ...]]:
    """Remove the files of stale records, and only files that are as they were written; the records
    of what stays, and what is gone."""
    stale = [record for record in others if record.status == STALE]
    gone = tuple(path for path in prune_plan(output.root, stale) if output.remove(path))
    return [record for record in others if record.path not in gone], gone


def _write_lists(
    project: Project, records: tuple[Record, ...], previous: Manifest, output: Output
) -> None:
    """Write what lists the files, and remove the posts that are none any more."""
    manifest = manifest_bytes(project.brand.name, __version__, records)
    sums = sums_bytes(records, manifest)
    for name, data in ((MANIFEST, manifest), (SUMS, sums)):
        if _read(output.root / name) != data:
            output.write(name, [data], sync=True)
    _tidy(previous, records, output)


def _tidy(previous: Manifest, records: Iterable[Record], output: Output) -> None:
    """Remove the posts of pictures that have none any more, where they are as written."""
    without = {record.path for record in records if not record.post}
    for record in previous.records:
        for path, data in post_beside(record):
            if record.path in without and _read(output.root / path) == data:
                output.remove(path)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
