"""The command line: parse, call, print. The only package that knows click; no logic.

stdout carries paths or JSON, stderr words. Exit codes: 0 good, 1 some captions failed, 2 usage or
configuration (or any problem under --strict: nothing is written), 3 the machine, 4 outputs that
are stale, missing or altered, 70 a bug.
"""

from __future__ import annotations

import os
import signal
import sys
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path

import click

from sharegen import __version__
from sharegen.cli.desk import Desk, everywhere
from sharegen.cli.shared import BUG, MACHINE, SOME_FAILED, USAGE
from sharegen.model.diagnostic import CardError, MachineError, ProjectError
from sharegen.report import for_terminal

_COMMANDS = {
    "approve": "approving",
    "background": "backgrounds",
    "build": "building",
    "card": "card",
    "check": "building",
    "diff": "diffing",
    "explain": "explaining",
    "export": "translating",
    "fonts": "fonts",
    "gallery": "galleries",
    "guides": "sheets",
    "import": "translating",
    "init": "founding",
    "kit": "kitting",
    "list": "listing",
    "posts": "posts",
    "sheet": "sheets",
    "studio": "studio",
    "verify": "verifying",
    "watch": "watching",
}


class _NobodyReads(Exception):
    """What stdout leads to was closed, as `| head -1` does it."""


class _Commands(click.Group):
    """The commands by name; a module is imported when its command runs, as a one-off picture
    should not wait for what only the batch needs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's own name
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"sharegen.cli.{_COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return everywhere(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        near = get_close_matches(args[0], _COMMANDS, n=1)
        if near and args[0] not in _COMMANDS and not ctx.resilient_parsing:
            ctx.fail(f"no command {args[0]!r}; did you mean {near[0]}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:  # click would end with 1, which is: some captions failed
            raise _NobodyReads from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def cli() -> None:
    """Make shareable graphics from a caption list and brand assets."""


def main() -> None:
    """Run a command and end with its exit code; a traceback only under SHAREGEN_DEBUG."""
    _open_what_is_closed()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    desk, unread = Desk(), False
    try:
        code = _run(desk)
        try:
            desk.close(code)
        except MachineError as error:
            desk.problems([error.problem], Path.cwd())
            code = MACHINE
        except BrokenPipeError:
            raise
        except Exception as error:
            code = _bug(desk, error)
    except (BrokenPipeError, _NobodyReads):
        code, unread = 141, True
    except OSError:  # stderr takes no more, as a full disk: nobody can be told
        if os.environ.get("SHAREGEN_DEBUG"):
            raise
        code, unread = MACHINE, True
    if unread:  # Python must not try once more
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.stdout, sys.stderr):
            os.dup2(nowhere, stream.fileno())
    sys.exit(code)


def _open_what_is_closed() -> None:
    """Let a standard stream that whoever called has closed (`2>&-`) lead nowhere. Else the next
    file or pipe would be it, and words would land in there."""
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest that is free: this one
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8"))


def _run(desk: Desk) -> int:
    """Run the command of the arguments and turn what it raises into an exit code."""
    try:
        cli.main(prog_name="sharegen", standalone_mode=False, obj=desk)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except click.exceptions.NoArgsIsHelpError as error:
        desk.words(error.format_message())
        return USAGE
    except click.ClickException as error:
        if isinstance(error, click.UsageError) and error.ctx is not None:
            desk.words(
                f"{error.ctx.get_usage()}\nTry '{error.ctx.command_path} --help' for help.\n"
            )
        desk.words(f"Error: {for_terminal(error.format_message())}")
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        desk.words("stopped")
        return 130
    except ProjectError as error:
        desk.problems(error.problems, error.root or Path.cwd())
        return USAGE
    except CardError as error:
        desk.problems(error.problems, Path.cwd())
        return SOME_FAILED
    except MachineError as error:
        desk.problems([error.problem], Path.cwd())
        return MACHINE
    except (BrokenPipeError, _NobodyReads):
        raise
    except Exception as error:
        return _bug(desk, error)
    return 0


def _bug(desk: Desk, error: Exception) -> int:
    """Say what nobody expected; raise it under SHAREGEN_DEBUG."""
    if os.environ.get("SHAREGEN_DEBUG"):
        raise error
    desk.words(
        f"error[bug] {type(error).__name__}: {for_terminal(str(error))}\n"
        "   hint: please report this; SHAREGEN_DEBUG=1 shows where it happened"
    )
    return BUG
