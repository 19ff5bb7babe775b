"""Options and endings that commands share."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NoReturn

import click

from sharegen.cli import complete
from sharegen.cli.desk import desk
from sharegen.load import load_project, locate_project
from sharegen.model.diagnostic import Diagnostic, ProjectError
from sharegen.model.manuscript import STATUSES
from sharegen.model.project import Project
from sharegen.resolve import Selection
from sharegen.starter import starter_kit

SOME_FAILED, USAGE, MACHINE, BAD_OUTPUT, BUG = 1, 2, 3, 4, 70

project_option = click.option(
    "--project",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="The project's folder (else the nearest captions.yaml upwards).",
)
brand_option = click.option(
    "--brand",
    type=click.Path(path_type=Path, file_okay=False),
    help="Another brand folder than assets/; what it lacks is taken from there.",
)
beside_option = click.option(
    "--beside",
    type=click.Path(path_type=Path, file_okay=False),
    help="A second brand folder: its pictures stand beside those of the first, on the page of all.",
)
to_option = click.option(
    "--to",
    "placements",
    multiple=True,
    metavar="PLACEMENT",
    shell_complete=complete.placements,
    help="A placement of `sharegen list placements`, several as a,b, or all.",
)
only_option = click.option(
    "--only",
    "captions",
    multiple=True,
    metavar="GLOB",
    shell_complete=complete.a_caption,
    help="Captions by id. Repeatable.",
)
lang_option = click.option(
    "--lang",
    "languages",
    multiple=True,
    metavar="TAG",
    shell_complete=complete.a_language,
    help="Languages.",
)
format_option = click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="FORMAT",
    shell_complete=complete.formats,
    help="A format of `sharegen list formats`, several as a,b (default: what the placement takes).",
)
status_option = click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice(STATUSES),
    help="Statuses to build (default: approved). Repeatable.",
)


def selection_of(given: Mapping[str, Any]) -> Selection:
    """What --to, --only, --lang, --status and, where there is one, --format chose: approved
    captions where no status is named."""
    return Selection(
        names(given["placements"]),
        given["captions"],
        given["languages"],
        given["statuses"] or ("approved",),
        names(given.get("formats", ())),
    )


def names(names: tuple[str, ...]) -> tuple[str, ...]:
    """`--to a,b --to c` names three placements."""
    return tuple(part.strip() for name in names for part in name.split(",") if part.strip())


def root_of(folder: Path | None, fallback: bool = False) -> Path:
    root = folder.resolve() if folder else locate_project(Path.cwd())
    if root is not None:
        return root
    if fallback:
        return starter_kit()
    missing = Diagnostic(
        "no-project",
        f"no captions.yaml in {Path.cwd()} or above it",
        hint="go to a project's folder, or name one with --project",
    )
    raise ProjectError([missing])


def load(folder: Path | None, brand: Path | None, fresh: bool = False) -> Project:
    return load_project(root_of(folder), brand, fresh)


def say(problems: Iterable[Diagnostic], root: Path) -> None:
    desk().problems(problems, root)


def stop(problems: Iterable[Diagnostic], root: Path, code: int) -> NoReturn:
    say(problems, root)
    sys.exit(code)


def summarise(words: str) -> None:
    """Say what came of it all, last."""
    desk().summary = words
    desk().aside(words)
