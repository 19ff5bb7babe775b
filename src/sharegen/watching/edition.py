"""All pictures of a project under one brand, in one folder: kept as its files are now.

A card that cannot be made keeps the last good picture of its place, which then is `past`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from sharegen import __version__
from sharegen.check import warning
from sharegen.family import SHARED, plan
from sharegen.load import Opened, load_words, open_brand
from sharegen.manifest import (
    MANIFEST,
    STALE,
    SUMS,
    is_present,
    manifest_bytes,
    read_manifest,
    sums_bytes,
)
from sharegen.model.card import Card
from sharegen.model.diagnostic import Diagnostic, MachineError, ProjectError, Severity
from sharegen.model.project import Project
from sharegen.model.record import Record
from sharegen.pipeline import fingerprint_of
from sharegen.reading import about, publishable, read
from sharegen.remake import engine_of
from sharegen.resolve import Selection, in_formats
from sharegen.resolve.pictured import pictured
from sharegen.watching.inputs import Inputs
from sharegen.workers import WORTH_PROCESSES, Job, Result, jobs_for, make_all
from sharegen.write import Output

_AT_ONCE = 16  # cards between two looks whether something was saved meanwhile
_FEW = 2  # captions that are made before the rest is looked at


@dataclass(frozen=True, slots=True)
class Piece:
    """A picture and its place. `record` is that of the file in the folder, None where there never
    was one; it is `past` when it is not of the card as it is now, or that is not known. `problems`
    are why it could not be made."""

    card: Card
    fingerprint: str
    record: Record | None = None
    past: bool = True
    problems: tuple[Diagnostic, ...] = ()

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """What checks said of the picture that is there."""
        if self.record is None or self.past:
            return ()
        return tuple(warning(remark, self.card) for remark in self.record.warnings)


class Edition:
    """One brand's pictures. `pieces` by path are in the order of captions.yaml; `problems` are
    those of the writing and of the whole project, `wrong` why its files cannot be used as they are
    now: then all else is as of the last good save."""

    def __init__(self, inputs: Inputs, selection: Selection, output: Output) -> None:
        self.inputs = inputs
        self.output = output
        self.project: Project | None = None
        self.pieces: dict[str, Piece] = {}
        self.problems: tuple[Diagnostic, ...] = ()
        self.wrong: tuple[Diagnostic, ...] = ()
        self._selection = selection
        self._opened: Opened | None = None
        self._engine = engine_of()
        self._again = False  # make what failed once more: a file of the brand was saved
        self._known: dict[str, Record] = {}  # what the folder has, as it was written

    def save(self, stop: Callable[[], bool], brand: bool) -> Iterator[tuple[Piece, ...]]:
        """Make what a save changed, some pieces at a time; `brand`: not captions.yaml alone was
        saved.

        Ends early when `stop` says that there is another save: the next one goes on. Raises
        MachineError, and ProjectError for a selection that names what does not exist.
        """
        self._again = brand
        if brand or self._opened is None:
            self._opened = open_brand(self.inputs.root, self.inputs.brand)
        try:
            project = load_words(self.inputs.root, self._opened)
        except ProjectError as error:
            self.wrong = error.problems
            return
        if self.project is None:
            self._remember(project)
        else:
            yield from self._make(self._swiftly(project, self.project), stop)
        try:
            jobs = self._wholly(project)
        except ProjectError as error:
            if self.project is None:
                raise
            self.wrong = project.problems or error.problems  # what was selected cannot be read
            return
        self.wrong = ()
        yield from self._make(jobs, stop)

    def write_lists(self) -> None:
        """Write what the folder has. Raises MachineError."""
        if self.project is None:
            return
        records = [
            replace(piece.record, status=STALE if piece.past else piece.card.status)
            for piece in self.pieces.values()
            if piece.record is not None
        ]
        rest = (row for path, row in self._known.items() if path not in self.pieces)
        records += (replace(row, status=STALE) for row in rest)
        records.sort(key=lambda record: record.path)
        manifest = manifest_bytes(self.project.brand.name, __version__, records)
        for name, data in ((MANIFEST, manifest), (SUMS, sums_bytes(records, manifest))):
            self.output.write(name, [data])

    def _remember(self, project: Project) -> None:
        """Take up what an earlier run left in the folder."""
        there = read_manifest(self.output.root, project.brand.name).records
        self._known = {row.path: row for row in there if is_present(self.output.root, row)}

    def _swiftly(self, project: Project, before: Project) -> list[Job]:
        """The cards of the few captions whose words were changed, before anything else is looked
        at; none where more than these may follow from it."""
        brand, chosen = project.brand, self._selection
        if brand is not before.brand or brand.sizes == SHARED:
            return []
        old = {caption.id: caption for caption in pictured(before)}
        changed = [new.id for new in pictured(project) if new != old.get(new.id)]
        if chosen.captions:
            globs = chosen.captions
            changed = [id for id in changed if any(fnmatchcase(id, glob) for glob in globs)]
        if not 0 < len(changed) <= _FEW:
            return []
        found = plan(project, replace(chosen, captions=tuple(changed)))
        said = read(_alone(project, changed))
        cards = publishable(project, found.cards, (*found.problems, *said))
        return self._jobs(in_formats(cards, chosen.formats))

    def _wholly(self, project: Project) -> list[Job]:
        """All cards there are now: what is to be made of them."""
        found = plan(project, self._selection)
        said = about(project, found.cards, read(project))
        self.problems = (*project.warnings, *said, *found.problems, *found.notes)
        every = in_formats(found.cards, self._selection.formats)
        before = tuple(self.pieces)
        jobs = self._jobs(publishable(project, every, said))
        looked_at = {job.card.path for job in jobs}
        for card in every:
            if card.path not in looked_at:
                self._piece_of(card, self._fingerprint(card))
        now = {card.path: self.pieces[card.path] for card in every}
        self.pieces = _in_order(now, self._lost(now), before)
        self.project = project
        return jobs

    def _lost(self, now: Mapping[str, Piece]) -> dict[str, Piece]:
        """The pieces of captions that are there and cannot be read: as they were last."""
        wrong = {p.caption for p in self.problems if p.caption and p.severity is Severity.ERROR}
        threads = self.project.threads if self.project else ()
        wrong |= {post.id for row in threads if row.id in wrong for post in row.posts}
        return {
            path: replace(piece, past=True)
            for path, piece in self.pieces.items()
            if path not in now and piece.card.caption in wrong
        }

    def _jobs(self, cards: Iterable[Card]) -> list[Job]:
        """What of these cards has to be made; all become pieces."""
        jobs = []
        for card in cards:
            old = self.pieces.get(card.path)
            piece = self._piece_of(card, self._fingerprint(card))
            known = old and piece.problems and not self._again and _as_it_stood(card, old.card)
            if piece.past and not known:
                jobs.append(Job(card, piece.fingerprint))
        return jobs

    def _fingerprint(self, card: Card) -> str:
        old = self.pieces.get(card.path)
        return old.fingerprint if old and card == old.card else fingerprint_of(card, self._engine)

    def _piece_of(self, card: Card, fingerprint: str) -> Piece:
        """The piece of a card, with the picture that its place has."""
        old = self.pieces.get(card.path)
        record = old.record if old and old.record else self._known.get(card.path)
        past = record is None or record.fingerprint != fingerprint
        problems = old.problems if old and past else ()
        piece = Piece(card, fingerprint, record, past, problems)
        self.pieces[card.path] = piece
        return piece

    def _make(self, jobs: list[Job], stop: Callable[[], bool]) -> Iterator[tuple[Piece, ...]]:
        jobs.sort(key=lambda job: (job.card.background.id, job.card.caption))
        many = len(jobs) >= WORTH_PROCESSES
        step = len(jobs) if many else _AT_ONCE
        for start in range(0, len(jobs), max(1, step)):
            if start and stop():
                return
            some = jobs[start : start + step]
            made = []
            for job, result in make_all(some, self.output.root, jobs_for(len(some), None)):
                made.append(self._made(job, result))
                if many and len(made) == _AT_ONCE:
                    yield tuple(made)
                    made = []
            if made:
                yield tuple(made)

    def _made(self, job: Job, result: Result) -> Piece:
        old = self.pieces[job.card.path]
        if isinstance(result, Record):
            piece = Piece(job.card, job.fingerprint, result, past=False)
            self._known[result.path] = result
        else:
            if result.machine:
                problem = result.problems[0]
                raise MachineError(problem.code, problem.message, problem.hint)
            piece = replace(old, past=True, problems=result.problems)
        self.pieces[job.card.path] = piece
        return piece


def _alone(project: Project, ids: list[str]) -> Project:
    """A project that has of its captions only these, to be read through sooner; as it is where
    one of them is no caption."""
    some = tuple(caption for caption in project.captions if caption.id in ids)
    if len(some) < len(ids):
        return project
    return replace(project, captions=some, points=(), threads=())


def _as_it_stood(card: Card, old: Card) -> bool:
    """Whether a card is the same, and its words stand in the same places of their file."""
    return repr(card) == repr(old)


def _in_order(
    now: dict[str, Piece], lost: dict[str, Piece], before: tuple[str, ...]
) -> dict[str, Piece]:
    """The pieces there are, and those that were lost where they stood before."""
    if not lost:
        return now
    order = list(now)
    after = -1
    for path in before:
        if path in now:
            after = order.index(path)
        elif path in lost:
            after += 1
            order.insert(after, path)
    every = {**now, **lost}
    return {path: every[path] for path in order}
