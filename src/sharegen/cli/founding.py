"""`sharegen init`: a new project."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sharegen.cli.desk import desk, report_option
from sharegen.imprint import WORDS, Imprint, found_project


def _asked(_: click.Context, __: click.Parameter, address: str | None) -> str:
    """The address from the option, else from who sits there."""
    if address is not None:
        return address
    try:
        answer: str = click.prompt("Your organisation's address, as example.org/facts", err=True)
    except click.Abort:
        if sys.stdin.isatty():
            raise
        raise click.UsageError("name your organisation's address with --address") from None
    return answer


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--address", callback=_asked, help="Your organisation's own address (else asked).")
@click.option("--words", default=WORDS, show_default=True, help="What stands before the address.")
@click.option("--name", default="", help="The brand's name (default: the folder's).")
@report_option
def init_command(folder: Path, address: str, words: str, name: str) -> None:
    """Begin a project of your own in a new folder."""
    found_project(folder, Imprint(name or folder.resolve().name, address, words))
    desk().path(folder)
    desk().aside(
        'next, in that folder: sharegen card "Your **words.**" makes one picture, sharegen build '
        "those of captions.yaml; assets/brand.yaml has your colours, faces and address"
    )
