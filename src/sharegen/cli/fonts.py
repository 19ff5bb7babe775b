"""`sharegen fonts`: the faces of the brand, and whether they are sound."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from sharegen.cli.desk import report_option
from sharegen.cli.listing import json_option, listing
from sharegen.cli.shared import USAGE, brand_option, project_option, root_of, say, summarise
from sharegen.load.faces import FaceReport, inspect_faces
from sharegen.model.diagnostic import Severity
from sharegen.report import count


@click.group("fonts")
def fonts_command() -> None:
    """Look at the faces of the brand."""


@fonts_command.command("list")
@project_option
@brand_option
@json_option
@report_option
def list_fonts(folder: Path | None, brand: Path | None, as_json: bool) -> None:
    """Every font file: its roles, axes, characters and licence."""
    listing([_row(face) for face in inspect_faces(root_of(folder, fallback=True), brand)], as_json)


@fonts_command.command("check")
@project_option
@brand_option
@report_option
def check_fonts(folder: Path | None, brand: Path | None) -> None:
    """Find damage and missing licences in every font file."""
    root = root_of(folder, fallback=True)
    faces = inspect_faces(root, brand)
    problems = [problem for face in faces for problem in face.problems]
    say(problems, root)
    summarise(f"{len(faces)} faces checked; {count(problems) or 'all good'}")
    if any(problem.severity is Severity.ERROR for problem in problems):
        sys.exit(USAGE)


def _row(report: FaceReport) -> dict[str, Any]:
    axes = report.face.axes if report.face else ()
    return {
        "id": report.file,
        "roles": list(report.roles),
        "axes": [f"{tag} {least:g} to {most:g}" for tag, least, most in axes],
        "characters": report.characters,
        "licence": report.licence,
        "sound": report.face is not None,
        "problems": [problem.code for problem in report.problems],
    }
