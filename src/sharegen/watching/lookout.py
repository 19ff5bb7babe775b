"""Tells which files were saved: what is written in one go is one change."""

from __future__ import annotations

import contextlib
import os
import platform
import queue
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType

from watchfiles import watch

from sharegen.watching.inputs import Mark, marks

# Milliseconds. A save is over when nothing was written for STEP; a checkout of a branch that
# never pauses so long is told after MOST.
STEP, MOST = 20, 1600
_POLLED = 0.1  # seconds between two looks where the system does not tell of changes
_PATIENCE = 5.0  # seconds until a thread that looks is there, or gone
_BEAT = 100  # how often that thread looks whether it shall end
_FORCED = "WATCHFILES_FORCE_POLLING"
Batch = frozenset[Path]
_NOTHING: Batch = frozenset()


class Lookout:
    """Looks at folders, not at what is below them, in a thread of its own.

    `poll`: by comparing times and sizes, as for disks that tell of nothing; it is begun by itself
    where the system refuses to tell, and `said` is told so.
    """

    def __init__(self, poll: bool = False, said: Callable[[str], None] = lambda _: None) -> None:
        self._poll = poll or _tells_nothing()
        self._said = said
        self._batches: queue.SimpleQueue[Batch] = queue.SimpleQueue()
        self._covered: frozenset[Mark] = frozenset()
        self._thread: threading.Thread | None = None
        self._end = threading.Event()

    def __enter__(self) -> Lookout:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def cover(self, folders: Iterable[Path]) -> bool:
        """Look at these folders from now on; whether they are others than before."""
        wanted = tuple(folders)
        found = marks(wanted)
        alive = self._thread is not None and self._thread.is_alive()
        if found == self._covered and alive:
            return False
        self._stop()
        self._covered = found
        self._end, ready = threading.Event(), threading.Event()
        names = tuple(sorted(str(folder) for folder in wanted))
        self._thread = threading.Thread(
            target=self._look, args=(names, self._end, ready), name="lookout", daemon=True
        )
        self._thread.start()
        ready.wait(_PATIENCE)
        return True

    @property
    def waiting(self) -> bool:
        """Whether something was saved that nobody has asked for yet."""
        return not self._batches.empty()

    def next(self, seconds: float) -> Batch:
        """What was saved, all that is known of; nothing when that much time has passed."""
        try:
            found = self._batches.get(timeout=seconds)
        except queue.Empty:
            return _NOTHING
        while not self._batches.empty():
            found |= self._batches.get()
        return found

    def _look(self, names: tuple[str, ...], end: threading.Event, ready: threading.Event) -> None:
        while not end.is_set():
            if self._poll:
                self._compare(names, end, ready)
                return
            try:
                for batch in watch(
                    *names,
                    watch_filter=None,
                    debounce=MOST,
                    step=STEP,
                    stop_event=end,
                    rust_timeout=_BEAT,
                    yield_on_timeout=True,
                    force_polling=False,
                    recursive=False,
                    ignore_permission_denied=True,
                ):
                    ready.set()
                    if batch:
                        self._batches.put(frozenset(Path(name) for _, name in batch))
                return
            except FileNotFoundError:
                # one of the folders is gone: whoever covers them is to look which
                self._batches.put(frozenset(map(Path, names)))
                return
            except (OSError, RuntimeError) as error:
                self._poll = True
                self._said(f"the system tells of no changes ({error}): looking for them instead")

    def _compare(
        self, names: tuple[str, ...], end: threading.Event, ready: threading.Event
    ) -> None:
        """Look again and again. watchfiles could, and has times of whole seconds: a second save
        within one would never be seen."""
        before = _listed(names)
        ready.set()
        pending: Batch = _NOTHING
        while not end.wait(_POLLED):
            now = _listed(names)
            changed = {path for path, _ in before.items() ^ now.items()}
            if changed:
                pending |= {Path(path) for path in changed}
            elif pending:  # and nothing was written since the last look
                self._batches.put(pending)
                pending = _NOTHING
            before = now

    def _stop(self) -> None:
        self._end.set()
        if self._thread is not None:
            self._thread.join(_PATIENCE)
            self._thread = None


def _listed(names: Iterable[str]) -> dict[str, tuple[int, int, int]]:
    """All files of folders, with what changes when one is written."""
    found = {}
    for name in names:
        with contextlib.suppress(OSError), os.scandir(name) as entries:
            for entry in entries:
                with contextlib.suppress(OSError):
                    about = entry.stat()
                    found[entry.path] = (about.st_mtime_ns, about.st_size, about.st_ino)
    return found


def _tells_nothing() -> bool:
    """Whether changes have to be looked for, as watchfiles decides it: under the Linux of Windows,
    and where somebody says so."""
    return bool(os.environ.get(_FORCED)) or "microsoft-standard" in platform.release()
