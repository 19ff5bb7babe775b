"""`sharegen fonts`: the faces of the brand, and whether they are sound."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from sharegen.cli.complete import a_fetched_language
from sharegen.cli.desk import desk, report_option
from sharegen.cli.listing import json_option, listing
from sharegen.cli.shared import USAGE, brand_option, project_option, root_of, say, summarise
from sharegen.coverage import uncovered
from sharegen.foundry import Home, add_face
from sharegen.load import load_project
from sharegen.load.faces import FaceReport, inspect_faces
from sharegen.model.diagnostic import ProjectError, Severity
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
    """Every font file: its roles, languages, axes, licence, damage."""
    reports = inspect_faces(root_of(folder, fallback=True), brand)
    listing([_row(face) if as_json else _line(face) for face in reports], as_json)


@fonts_command.command("check")
@project_option
@brand_option
@report_option
def check_fonts(folder: Path | None, brand: Path | None) -> None:
    """Find damage, missing licences, and characters of the captions that no face has."""
    root = root_of(folder, fallback=True)
    faces = inspect_faces(root, brand)
    problems = [problem for face in faces for problem in face.problems]
    if not any(problem.severity is Severity.ERROR for problem in problems):
        try:
            problems += uncovered(load_project(root, brand))
        except ProjectError as error:  # of the words; what the faces have is said all the same
            problems += error.problems
    say(problems, root)
    summarise(f"{len(faces)} faces checked; {count(problems) or 'all good'}")
    if any(problem.severity is Severity.ERROR for problem in problems):
        sys.exit(USAGE)


@fonts_command.command("add")
@click.argument("tag", metavar="LANGUAGE", shell_complete=a_fetched_language)
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A font file of your own (else a pinned package is fetched with pip).",
)
@project_option
@report_option
def add_font(tag: str, source: Path | None, folder: Path | None) -> None:
    """Bring a face for a language (ja, ko, zh-Hans) into the project."""
    added = add_face(Home(root_of(folder), "assets"), tag, source)
    desk().path(added.file)
    if not added.new:
        desk().words(f"nothing to do: {added.file.name} is there, and brand.yaml names it")
        return
    desk().words(f"licence: {added.licence}\nadded to fallback: in {added.brand}")


def _row(report: FaceReport) -> dict[str, Any]:
    return {
        "id": report.file,
        "family": report.family,
        "roles": list(report.roles),
        "languages": list(report.languages),
        "axes": _axes(report),
        "characters": report.characters,
        "bytes": report.size_bytes,
        "colors": list(report.colors),
        "embedding": report.embedding,
        "licence": report.licence,
        "sound": report.face is not None,
        "problems": [problem.code for problem in report.problems],
    }


def _line(report: FaceReport) -> dict[str, Any]:
    """The same for people: every cell says what it is."""
    row = _row(report)
    row["languages"] = f"languages: {', '.join(report.languages)}" if report.languages else ""
    row["characters"] = f"{report.characters:,} characters" if report.characters else ""
    row["bytes"] = f"{report.size_bytes / (1 << 20):.2f} MiB"
    row["embedding"] = report.embedding and f"embedding: {report.embedding}"
    row["licence"] = report.licence or "no licence"
    return row


def _axes(report: FaceReport) -> list[str]:
    axes = report.face.axes if report.face else ()
    return [f"{tag} {least:g} to {most:g}" for tag, least, most in axes]
