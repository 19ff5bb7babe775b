"""`sharegen studio`: the local page."""

from __future__ import annotations

import os
import traceback
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from sharegen.cli.desk import desk, report_option
from sharegen.cli.shared import beside_option, brand_option, project_option, root_of
from sharegen.load import locate_project
from sharegen.model.diagnostic import MachineError
from sharegen.report import lines_for_terminal

_PARTS = ("starlette", "uvicorn", "python_multipart", "watchfiles")


@click.command("studio")
@project_option
@brand_option
@beside_option
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="A port (default: a free one)."
)
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@report_option
def studio_command(port: int, no_browser: bool, folder: Path | None, **brands: Any) -> None:
    """Open a page on this machine: one picture now, as you type. Ctrl-C ends it."""
    missing = [name for name in _PARTS if find_spec(name) is None]
    if missing:
        message = f"the studio is made with {', '.join(_PARTS)}; not here: {', '.join(missing)}"
        raise MachineError("part-missing", message, 'run: pip install "sharegen[studio]"')
    server = import_module("sharegen.studio.server")
    borrowed = folder is None and locate_project(Path.cwd()) is None
    place = server.Place(root_of(folder, fallback=True), **brands, borrowed=borrowed, port=port)
    with server.studio(place, _report) as opened:
        desk().output(opened.key.address)
        desk().aside("open this address in a browser; it works once. Ctrl-C ends the studio")
        if not no_browser:
            server.show(opened.key.address)
        opened.run()
    desk().aside("the studio has stopped")


def _report(error: Exception) -> None:
    """Say what nobody expected, and go on: the page has more to do."""
    shown = "".join(traceback.format_exception(error)) if os.environ.get("SHAREGEN_DEBUG") else ""
    click.echo(
        lines_for_terminal(
            f"{shown}error[bug] {type(error).__name__}: {error}\n"
            "   hint: please report this; SHAREGEN_DEBUG=1 shows where it happened"
        ),
        err=True,
    )
