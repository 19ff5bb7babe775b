"""The parent's side of the process that draws SVG: one child, started when needed."""

from __future__ import annotations

import atexit
import contextlib
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from importlib import util
from pathlib import Path
from typing import IO

from sharegen.model.diagnostic import MachineError

_WALL_SECONDS = 20
_LONGEST_ANSWER = 256 << 20
_KILL = int(getattr(signal, "SIGKILL", 9))


class DrawingFailed(Exception):
    """The drawing was refused by resvg, or took the process with it."""


class _Died(Exception):
    """The child ended in the middle of a request."""


@dataclass(frozen=True, slots=True)
class _Child:
    process: subprocess.Popen[bytes]
    requests: IO[bytes]
    answers: IO[bytes]
    lifeline: int

    def close(self) -> int:
        """End the process; how it ended (minus a signal's number)."""
        for stream in (self.requests, self.answers):
            with contextlib.suppress(OSError):
                stream.close()
        os.close(self.lifeline)
        try:
            return self.process.wait(0.5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()


@dataclass(slots=True)
class Drawer:
    """Draws SVG in one child process at a time; safe to share between threads."""

    _child: _Child | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _version: str = ""

    def version(self) -> str:
        """The version of resvg_py; raises MachineError when it is not installed."""
        if not self._version:
            self._version = _installed()[1]
        return self._version

    def draw(self, svg: str, style: str) -> bytes:
        """A PNG of the drawing; raises DrawingFailed, and the next call starts a new child."""
        with self._lock:
            for attempt in (1, 2):
                late = threading.Event()
                try:
                    kind, answer = self._ask(svg.encode(), style.encode(), late)
                except _Died:
                    ended = self.close_child()
                    # killed from outside (or short of memory): that says nothing of the drawing
                    if attempt == 1 and ended == -_KILL and not late.is_set():
                        continue
                    raise DrawingFailed(_reason(ended, late.is_set())) from None
                if kind == b"e":
                    raise DrawingFailed(f"cannot be drawn: {answer.decode(errors='replace')[:120]}")
                return answer
        raise AssertionError("unreachable")

    def _ask(self, svg: bytes, style: bytes, late: threading.Event) -> tuple[bytes, bytes]:
        child = self._child = self._child or _start()
        alarm = threading.Timer(_WALL_SECONDS, _end, (child.process, late))
        alarm.daemon = True
        alarm.start()
        try:
            for part in (svg, style):
                _send(child.requests, len(part).to_bytes(4, "big") + part)
            head = _receive(child.answers, 5)
            return head[:1], _receive(child.answers, int.from_bytes(head[1:], "big"))
        except OSError as error:
            raise _Died from error
        finally:
            alarm.cancel()

    def close_child(self) -> int:
        """End the child, if there is one; how it ended."""
        child, self._child = self._child, None
        return child.close() if child else 0

    def forget_child(self) -> None:
        """After a fork: the child is the parent's; holding its pipes would keep it alive."""
        child, self._child = self._child, None
        self._lock = threading.Lock()
        if child:
            child.process.returncode = 0  # or its destructor would complain
            os.close(child.lifeline)
            child.requests.close()
            child.answers.close()


def _send(stream: IO[bytes], data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[stream.write(left) :]


def _receive(stream: IO[bytes], length: int) -> bytes:
    if length > _LONGEST_ANSWER:
        raise _Died
    parts = []
    while length:
        part = stream.read(min(length, 1 << 20))
        if not part:
            raise _Died
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def _end(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _reason(ended: int, late: bool) -> str:
    if late or ended == -int(getattr(signal, "SIGXCPU", 24)):
        return "takes too long to draw"
    if ended == -int(getattr(signal, "SIGSEGV", 11)):
        return "cannot be drawn: it is nested too deeply"
    if ended == -int(signal.SIGABRT):
        return "cannot be drawn: it needs more than 1 GiB of memory"
    return f"cannot be drawn: the drawing process ended with {ended}"


def _installed() -> tuple[str, str]:
    """The folder resvg_py is in, and its version, without importing it here."""
    found = util.find_spec("resvg_py")
    if found is None or not found.submodule_search_locations:
        hint = "pip install resvg-py, or use PNG and JPEG backgrounds"
        raise MachineError("part-missing", "resvg_py is not installed; SVG art needs it", hint)
    folder = Path(next(iter(found.submodule_search_locations))).parent
    names = sorted(path.name for path in folder.glob("resvg_py-*.dist-info"))
    return str(folder), names[-1] if names else "unknown"


def _start() -> _Child:
    ours, theirs = os.pipe()[::-1]
    script = Path(__file__).with_name("svg_child.py")
    kept = ("SYSTEMROOT", "LD_LIBRARY_PATH")
    try:
        process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(script), _installed()[0], str(theirs)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,  # nothing of a request may wait in a buffer that a fork would copy
            pass_fds=(theirs,) if os.name == "posix" else (),
            cwd=os.path.abspath(os.sep),
            env={name: os.environ[name] for name in kept if name in os.environ},
        )
    except OSError as error:
        os.close(ours)
        message = "the process that draws SVG cannot be started"
        raise MachineError("part-missing", message, str(error)) from error
    finally:
        os.close(theirs)
    assert process.stdin is not None
    assert process.stdout is not None
    return _Child(process, process.stdin, process.stdout, ours)


DRAWER = Drawer()
atexit.register(DRAWER.close_child)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=DRAWER.forget_child)
