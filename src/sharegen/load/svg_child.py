"""The process that draws SVG: frames on stdin, frames on stdout, and little else allowed.

Run as a script, with the folder of resvg_py and the number of a pipe that its parent holds open.
A request is two strings (SVG, style sheet), an answer a letter and a string: "p" and a PNG, or
"e" and what went wrong. Every string follows its length, four bytes big-endian.
"""

from __future__ import annotations

import contextlib
import os
import sys
from typing import BinaryIO

_MEMORY_BYTES = 1 << 30
_CPU_SECONDS = 8


def main(folder: str, lifeline: int) -> None:
    """Answer requests until stdin ends."""
    _limit()
    _die_with_parent(lifeline)
    sys.path.append(folder)
    import resvg_py  # only now: under the limits

    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    while True:
        svg, style = _receive(requests), _receive(requests)
        if svg is None or style is None:
            return
        _allow_time()
        try:
            png = resvg_py.svg_to_bytes(
                svg_string=svg.decode(), style_sheet=style.decode(), skip_system_fonts=True
            )
            answer = b"p", bytes(png)
        except BaseException as error:  # a Rust panic is no Exception
            answer = b"e", str(error).encode()[:1000]
        answers.write(answer[0] + len(answer[1]).to_bytes(4, "big"))
        answers.write(answer[1])
        answers.flush()


def _receive(stream: BinaryIO) -> bytes | None:
    head = stream.read(4)
    if len(head) < 4:
        return None
    length = int.from_bytes(head, "big")
    body = stream.read(length)
    return body if len(body) == length else None


def _limit() -> None:
    if os.name != "posix":
        return
    import resource

    for kind, most in (
        (resource.RLIMIT_AS, _MEMORY_BYTES),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        with contextlib.suppress(OSError, ValueError):  # macOS has no limit of memory
            resource.setrlimit(kind, (most, most))


def _allow_time() -> None:
    """Give this drawing its own processor time; at the end of it the system ends the process."""
    if os.name != "posix":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + 1 + _CPU_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def _die_with_parent(lifeline: int) -> None:
    """Have the system signal the end of the parent: drawing itself never looks at stdin.

    The pipe is never written to, so the only thing that can happen to it is its end, and SIGIO
    ends a process that does not handle it.
    """
    try:
        import fcntl

        fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(lifeline, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)
    except (ImportError, AttributeError, OSError):
        pass  # then it ends when the drawing is done, at most _CPU_SECONDS later


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
