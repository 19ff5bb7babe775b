"""Processes of sharegen that need not import it first: forks of one that did.

To start Python and import all of sharegen takes half a second, which hundreds of tests would pay
for. Here a process imports what the commands import, does no more, and forks for each command:
the child is as fresh as one that was started, and ends as one, with its own exit code.

What is read when Python starts cannot be had from a fork: see `serves`.
"""

from __future__ import annotations

import gc
import json
import os
import runpy
import select
import signal
import subprocess
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from tempfile import TemporaryDirectory
from typing import Any, Self

_READ_AT_START = ("PYTHON", "LC_", "LANG", "TZ", "LD_", "MALLOC_")
_MOST_SECONDS = 120


class Forks:
    """The process that forks, started when it is first asked."""

    def __init__(self) -> None:
        self._mother: subprocess.Popen[bytes] | None = None
        self._start = _start_of(os.environ)
        self._folder = TemporaryDirectory(prefix="sharegen-forks-")
        self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close(signal.SIGTERM)
        self._folder.cleanup()

    def serves(self, environment: dict[str, str]) -> bool:
        """Whether a fork is what a process in this environment would be."""
        return hasattr(os, "fork") and _start_of(environment) == self._start

    def run(
        self, words: list[str], folder: Path, environment: dict[str, str]
    ) -> subprocess.CompletedProcess[str]:
        """`sharegen WORDS` in a folder, as subprocess.run would run it."""
        self._count += 1
        out, err = (Path(self._folder.name, f"{self._count}.{name}") for name in ("out", "err"))
        os.umask(mask := os.umask(0))
        request = {"words": words, "folder": str(folder), "environment": environment}
        code = self._ask({**request, "umask": mask, "out": str(out), "err": str(err)})
        said = [path.read_text("utf-8") for path in (out, err)]
        for path in (out, err):
            path.unlink()
        return subprocess.CompletedProcess(["sharegen", *words], code, *said)

    def _ask(self, request: dict[str, Any]) -> int:
        if self._mother is None:
            command = [sys.executable, __file__]
            pipe = subprocess.PIPE
            self._mother = subprocess.Popen(
                command, stdin=pipe, stdout=pipe, start_new_session=True
            )
        requests, answers = self._mother.stdin, self._mother.stdout
        assert requests is not None and answers is not None
        requests.write(json.dumps(request).encode() + b"\n")
        requests.flush()
        if not select.select([answers], [], [], _MOST_SECONDS)[0]:
            self._close(signal.SIGKILL)
            raise subprocess.TimeoutExpired(request["words"], _MOST_SECONDS)
        return int(answers.readline())

    def _close(self, how: int) -> None:
        """End it, and what it may still have running."""
        mother, self._mother = self._mother, None
        if mother is not None:
            os.killpg(mother.pid, how)
            mother.communicate()


def _start_of(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: environment[name] for name in environment if name.startswith(_READ_AT_START)}


def _serve() -> None:
    del sys.path[0]  # the folder of the tests
    commands = import_module("sharegen.cli")
    for module in iter_modules(commands.__path__, f"{commands.__name__}."):
        import_module(module.name)
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    gc.freeze()
    for line in requests:
        child = os.fork()
        if not child:
            answers.close()
            requests.close()
            _become(**json.loads(line))
            return
        answers.write(b"%d\n" % os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
        answers.flush()


def _become(
    *, words: list[str], folder: str, environment: dict[str, str], umask: int, out: str, err: str
) -> None:
    """What `python -m sharegen WORDS` is."""
    os.environ.clear()
    os.environ.update(environment)
    os.umask(umask)
    for descriptor, name in ((1, out), (2, err)):
        file = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(file, descriptor)
        os.close(file)
    os.chdir(folder)
    sys.path.insert(0, folder)
    sys.argv[1:] = words
    runpy.run_module("sharegen", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    _serve()
