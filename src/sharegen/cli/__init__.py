"""The command line: parse, call, print. The only package that knows click; no logic.

stdout carries paths or JSON, stderr words. Exit codes: 0 good, 1 some captions failed, 2 usage or
configuration (or any problem under --strict: nothing is written), 3 the machine, 70 a bug.
"""

from __future__ import annotations

import os
import signal
import sys
from importlib import import_module
from pathlib import Path

import click

from sharegen import __version__
from sharegen.cli.shared import BUG, MACHINE, USAGE, stop
from sharegen.model.diagnostic import MachineError, ProjectError

_COMMANDS = {"build": "building", "check": "building", "card": "card", "list": "listing"}


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
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def cli() -> None:
    """Make shareable graphics from a caption list and brand assets."""


def main() -> None:
    """Run a command and end with its exit code; a traceback only under SHAREGEN_DEBUG."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        cli.main(prog_name="sharegen", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(USAGE)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        sys.exit(130)
    except ProjectError as error:
        stop(error.problems, error.root or Path.cwd(), USAGE)
    except MachineError as error:
        stop([error.problem], Path.cwd(), MACHINE)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except Exception as error:
        if os.environ.get("SHAREGEN_DEBUG"):
            raise
        click.echo(
            f"error[bug] {type(error).__name__}: {error}\n"
            "   hint: please report this; SHAREGEN_DEBUG=1 shows where it happened",
            err=True,
        )
        sys.exit(BUG)
