"""`sharegen approve`: sign for pictures that somebody looked at."""

from __future__ import annotations

from pathlib import Path

import click

from sharegen.approve import Approved, Signature, approve
from sharegen.cli.complete import an_entry
from sharegen.cli.desk import desk, report_option
from sharegen.cli.shared import project_option, root_of, summarise


@click.command("approve")
@click.argument("ids", metavar="CAPTION...", nargs=-1, required=True, shell_complete=an_entry)
@project_option
@click.option("--by", default="", metavar="NAME", help="Who looked at the pictures. Required.")
@click.option("--on", default="", metavar="DATE", help="The day, as 2026-12-01 (default: today).")
@report_option
def approve_command(ids: tuple[str, ...], folder: Path | None, by: str, on: str) -> None:
    """Sign for the pictures of captions, talking points and threads, by id or glob.

    Write into captions.yaml who looked at them, when, and what of them: words, emphasis, art,
    template. It lapses when one of these changes.
    """
    found = approve(root_of(folder), ids, Signature(by, on))
    if found.write():
        desk().path(found.path)
    for id, name, day in found.instead:
        desk().aside(f"note: {id} was approved by {name} on {day}, and is as it was")
    summarise(_summary(found))


def _summary(found: Approved) -> str:
    by, on = found.signature
    parts = []
    if found.ids:
        parts.append(f"{len(found.ids)} approved by {by} on {on}: {', '.join(found.ids)}")
    if found.already:
        same = ", ".join(found.already)
        parts.append(f"{len(found.already)} approved by {by} already, and unchanged: {same}")
    if found.left_out:
        parts.append(f"left out: {', '.join(found.left_out)}")
    return "; ".join(parts)
