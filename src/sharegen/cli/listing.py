"""`sharegen list`: what there is, as words or as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from sharegen.catalog.languages import LANGUAGES
from sharegen.catalog.platforms import PLACEMENTS
from sharegen.catalog.templates import TEMPLATES
from sharegen.cli.desk import desk, report_option
from sharegen.cli.shared import load, project_option
from sharegen.load import load_brand_kit, locate_project
from sharegen.report import for_json, for_terminal


@click.group("list")
def list_command() -> None:
    """List captions, placements, templates, backgrounds or languages."""


def listing(rows: list[dict[str, Any]], as_json: bool) -> None:
    """Rows as JSON, or one a line: the id, then what there is to say."""
    if as_json:
        desk().output(for_json(rows))
        return
    for row in rows:
        cells = (_cell(key, value) for key, value in row.items() if key != "id" and value)
        desk().output(for_terminal(f"{row['id']:<28}  {'  '.join(cells)}"))


def _cell(key: str, value: Any) -> str:
    """A value in words: lists with commas, what is true by its name."""
    if value is True:
        return key
    return ", ".join(value) if isinstance(value, list) else str(value)


json_option = click.option("--json", "as_json", is_flag=True, help="As a JSON list of objects.")


@list_command.command("captions")
@project_option
@json_option
@report_option
def list_captions(folder: Path | None, as_json: bool) -> None:
    """The captions: id, status, words."""
    project = load(folder, None)
    rows = [
        {
            "id": caption.id,
            "status": caption.status,
            "text": caption.text[tag].text.words,
            "languages": sorted(caption.text),
            "background": caption.background,
        }
        for caption in project.captions
        for tag in [project.language if project.language in caption.text else min(caption.text)]
    ]
    listing(rows, as_json)


@list_command.command("placements")
@project_option
@json_option
@report_option
def list_placements(folder: Path | None, as_json: bool) -> None:
    """The placements: id, size, title; in a project, its own, too."""
    root = folder.resolve() if folder else locate_project(Path.cwd())
    own = load_brand_kit(root)[0].placements if root else {}
    rows = [
        {
            "id": row.id,
            "width": row.size.width,
            "height": row.size.height,
            "title": row.title,
            "default": row.default,
            "templates": list(row.templates),
        }
        for row in (*PLACEMENTS.values(), *own.values())
    ]
    listing(rows, as_json)


@list_command.command("backgrounds")
@project_option
@json_option
@report_option
def list_backgrounds(folder: Path | None, as_json: bool) -> None:
    """The backgrounds: id, tone, shapes, what they show."""
    project = load(folder, None)
    rows = [
        {
            "id": background.id,
            "tone": background.tone,
            "shapes": [variant.shape for variant in background.variants],
            "about": background.about,
        }
        for background in project.backgrounds.values()
    ]
    listing(rows, as_json)


@list_command.command("templates")
@json_option
@report_option
def list_templates(as_json: bool) -> None:
    """The templates: id, shapes they suit, what they are for."""
    rows = [
        {
            "id": row.id,
            "shapes": [shape for shape, _ in row.grids],
            "passages": [block.role for block in row.blocks],
            "background": row.background,
            "about": row.about,
        }
        for row in TEMPLATES.values()
    ]
    listing(rows, as_json)


@list_command.command("languages")
@json_option
@report_option
def list_languages(as_json: bool) -> None:
    """The languages that type can be set in: id (BCP 47 tag), name, script."""
    rows = [
        {"id": row.tag, "name": row.name, "script": row.script.id} for row in LANGUAGES.values()
    ]
    listing(rows, as_json)
