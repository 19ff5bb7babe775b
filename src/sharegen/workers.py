"""Make many cards, here or in processes: each one done, or said why not, whatever dies.

In one process, cards are drawn in this thread and encoded and written in others, since deflate
and hashing let go of the interpreter's lock. Drawing holds it, so more processes are started, but
only when there is enough to do (their start costs 0.2 s).
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    wait,
)
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import connection
from pathlib import Path
from typing import TypeVar

from sharegen.manifest import beside
from sharegen.model.card import Card
from sharegen.model.diagnostic import CardError, Diagnostic, MachineError
from sharegen.model.record import Record
from sharegen.pipeline import Drawing, Outlined, Picture, finish, ready, render_key, under_name
from sharegen.png import FAST, Encoder
from sharegen.write import write_file

if sys.platform != "win32":
    from multiprocessing import forkserver, resource_tracker

WORTH_PROCESSES = 100  # fewer cards are done sooner in this process
_CHUNK = 16  # cards a worker takes at once, of one base layer where it can be
_PRESSES = 2  # a photograph takes twice as long to encode as to draw
_AHEAD = 3  # drawings that wait for the other threads: their pixels are in memory
_SWITCH_INTERVAL = 0.001  # the other threads need the lock often and briefly; 5 ms is too long
_WINDOW = 4  # chunks handed out per worker: what a crash can put in doubt


@dataclass(frozen=True, slots=True)
class Job:
    """A card to make, its fingerprint, and how to encode it."""

    card: Card
    fingerprint: str
    encoder: Encoder = FAST


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a card was not made; `machine` when the fault is not the card's."""

    problems: tuple[Diagnostic, ...]
    machine: bool = False


Result = Record | Failure
Batch = tuple[Job, ...]  # cards that come out as the same bytes: drawn and encoded once
J = TypeVar("J")
D = TypeVar("D")
R = TypeVar("R")


def jobs_for(count: int, wanted: int | None) -> int:
    """How many processes to use: what was asked for, else one a core once it pays."""
    if wanted is not None:
        return max(1, min(wanted, count))
    return (os.cpu_count() or 1) if count >= WORTH_PROCESSES else 1


def make_all(jobs: Sequence[Job], root: Path, processes: int) -> Iterator[tuple[Job, Result]]:
    """Make every card below `root`, in any order; a machine's fault ends it.

    Cards of one render are drawn once and written under each name.
    """
    batches = batched(jobs)
    if processes <= 1:
        done = overlapped(batches, _drawn, lambda batch, drawn: _finished(batch, drawn, root))
        for batch, results in done:
            yield from zip(batch, results, strict=True)
        return
    make = partial(_make_chunk, root=root)
    for batch, results in spread(batches, make, _all_died, processes):
        yield from zip(batch, results, strict=True)


def batched(jobs: Iterable[Job]) -> list[Batch]:
    """The jobs by render, in the order in which each render comes first."""
    batches: dict[str, list[Job]] = {}
    for job in jobs:
        batches.setdefault(render_key(job.card), []).append(job)
    return [tuple(batch) for batch in batches.values()]


def overlapped(
    jobs: Iterable[J], draw: Callable[[J], D], finish: Callable[[J, D], R]
) -> Iterator[tuple[J, R]]:
    """Draw each job here and finish it in other threads, a few ahead; results in order."""
    waiting: deque[tuple[J, Future[R]]] = deque()
    interval = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH_INTERVAL)
    try:
        with ThreadPoolExecutor(_PRESSES) as press:
            for job in jobs:
                waiting.append((job, press.submit(finish, job, draw(job))))
                while len(waiting) > _AHEAD:
                    done, future = waiting.popleft()
                    yield done, future.result()
            for done, future in waiting:
                yield done, future.result()
    finally:
        sys.setswitchinterval(interval)


def _drawn(batch: Batch) -> Drawing | Outlined | Failure:
    try:
        return ready(batch[0].card)
    except CardError as error:
        return Failure(error.problems)
    except MachineError as error:
        return Failure((error.problem,), machine=True)


def _finished(batch: Batch, drawn: Drawing | Outlined | Failure, root: Path) -> tuple[Result, ...]:
    """Encode a picture and write it under each name, with what lies beside it."""
    if isinstance(drawn, Failure):
        return tuple(_failed(job, drawn) for job in batch)
    first, *others = batch
    try:
        picture = finish(drawn, first.fingerprint, first.encoder)
    except CardError as error:
        return tuple(_failed(job, Failure(error.problems)) for job in batch)
    return (_written(picture, root), *(_again(picture, job, root) for job in others))


def _again(picture: Picture, job: Job, root: Path) -> Result:
    """Write a picture under the name of another card of its render."""
    try:
        named = under_name(picture, job.card, job.fingerprint)
    except CardError as error:
        return Failure(error.problems)
    return _written(named, root)


def _written(picture: Picture, root: Path) -> Result:
    record = picture.record
    try:
        write_file(root / record.path, picture.encoded.parts, root)
        for path, words in beside(record):
            write_file(root / path, [words], root)
    except MachineError as error:
        return Failure((error.problem,), machine=True)
    return record


def _failed(job: Job, failure: Failure) -> Failure:
    """The failure of a render as that of one of its cards."""
    if failure.machine:
        return failure
    where = (job.card.placement.id,)
    return Failure(tuple(replace(problem, where=where) for problem in failure.problems))


def _make_chunk(chunk: list[Batch], root: Path) -> list[tuple[Result, ...]]:
    return [_finished(batch, _drawn(batch), root) for batch in chunk]


def spread(
    jobs: Sequence[J],
    work: Callable[[list[J]], list[R]],
    died: Callable[[J], R],
    processes: int,
) -> Iterator[tuple[J, R]]:
    """Do every job in processes, some of them at a time, in any order; `work` gives a result for
    each of a list. What kills the process it is done in gets the result that `died` gives it."""
    waiting = deque([list(jobs[at : at + _CHUNK]) for at in range(0, len(jobs), _CHUNK)])
    while waiting:
        yield from _pooled(waiting, work, died, processes)


def _pooled(
    waiting: deque[list[J]],
    work: Callable[[list[J]], list[R]],
    died: Callable[[J], R],
    processes: int,
) -> Iterator[tuple[J, R]]:
    """Empty the queue with a pool. When a worker dies, whatever was handed out is done one job
    at a time, so that the one that kills is named and no other is lost."""
    running: dict[Future[list[R]], list[J]] = {}
    pool = _pool(processes)
    try:
        while waiting or running:
            while waiting and len(running) < processes * _WINDOW:
                chunk = waiting.popleft()
                running[pool.submit(work, chunk)] = chunk
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                made = future.result()
                yield from zip(running.pop(future), made, strict=True)
    except BrokenProcessPool:
        suspects = [job for chunk in running.values() for job in chunk]
    except BaseException:  # whoever stops this does not wait for what is being made
        _stop(pool)
        raise
    else:
        return
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    for job in suspects:
        yield job, _alone(job, work, died)


def _alone(job: J, work: Callable[[list[J]], list[R]], died: Callable[[J], R]) -> R:
    """Do one job in a process of its own."""
    with _pool(1) as pool:
        try:
            return pool.submit(work, [job]).result()[0]
        except BrokenProcessPool:
            return died(job)


def _all_died(batch: Batch) -> tuple[Result, ...]:
    return tuple(_died(job.card) for job in batch)


def _died(card: Card) -> Failure:
    problem = Diagnostic(
        "worker-died",
        "the process that made this picture ended without a word",
        card.at,
        hint="try another background or face; the memory may be full",
        caption=card.caption,
        where=(card.placement.id,),
    )
    return Failure((problem,))


def _pool(processes: int) -> ProcessPoolExecutor:
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    if sys.platform != "win32" and method == "forkserver":
        context.set_forkserver_preload([__name__])
        with deaf():
            forkserver.ensure_running()
    return ProcessPoolExecutor(processes, mp_context=context, initializer=end_with_parent)


@contextlib.contextmanager
def deaf() -> Iterator[None]:
    """What is started meanwhile hears no Ctrl-C, which is for its parent alone: to it none is
    lost. On Windows it hears one, and says so until it has begun."""
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # which else would undo the next line
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _stop(pool: ProcessPoolExecutor) -> None:
    """End workers in the middle of their work: what they were writing has no name yet. Python has
    `terminate_workers` from 3.14 on."""
    processes = getattr(pool, "_processes", None) or {}
    for process in tuple(processes.values()):
        process.terminate()


def end_with_parent() -> None:
    """A worker whose parent is gone ends at once, however the parent ended."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        connection.wait([parent.sentinel])
        os._exit(143)

    threading.Thread(target=watch, daemon=True).start()
