"""`sharegen list`: what there is, as words or as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from sharegen.catalog.checks import CHECKS
from sharegen.catalog.formats import FORMATS
from sharegen.catalog.languages import LANGUAGES
from sharegen.catalog.platforms import PLACEMENTS
from sharegen.catalog.templates import TEMPLATES
from sharegen.cli.desk import desk, report_option
from sharegen.cli.shared import brand_option, load, project_option, root_of
from sharegen.load import load_brand_kit, load_project, locate_project
from sharegen.overrides import fixed_by_hand
from sharegen.report import for_json, for_terminal
from sharegen.resolve.pictured import pictured


@click.group("list")
def list_command() -> None:
    """List captions, placements, templates, backgrounds, languages, checks and more."""


_WIDEST_COLUMN = 32  # what is longer moves the rest of its line


def listing(rows: list[dict[str, Any]], as_json: bool) -> None:
    """Rows as JSON, or one a line: the id, then what there is to say."""
    if as_json:
        desk().output(for_json(rows))
        return
    shown = [
        {key: _cell(key, value) if value else "" for key, value in row.items()} for row in rows
    ]
    widths = {
        key: max(len(row.get(key, "")) for row in shown) for key in (shown[0] if shown else ())
    }
    widths = {key: min(width, _WIDEST_COLUMN) for key, width in widths.items() if width}
    for row in shown:
        line = "  ".join(row.get(key, "").ljust(width) for key, width in widths.items())
        desk().output(for_terminal(line.rstrip()))


def _cell(key: str, value: Any) -> str:
    """A value in words: lists with commas, what is true by its name."""
    if value is True:
        return key
    return ", ".join(value) if isinstance(value, list) else str(value)


def _root(folder: Path | None, brand: Path | None) -> Path | None:
    """The project, if there is one; a brand folder outside any is that of the starter kit."""
    if brand is not None:
        return root_of(folder, fallback=True)
    return folder.resolve() if folder else locate_project(Path.cwd())


json_option = click.option("--json", "as_json", is_flag=True, help="As a JSON list of objects.")


@list_command.command("captions")
@project_option
@brand_option
@json_option
@report_option
def list_captions(folder: Path | None, brand: Path | None, as_json: bool) -> None:
    """What pictures are made of: captions, talking points, posts of threads; id, status, words."""
    project = load(folder, brand)
    rows = [
        {
            "id": caption.id,
            "status": caption.status,
            "text": caption.text[tag].text.words,
            "languages": sorted(caption.text),
            "background": caption.background,
            "kind": caption.kind,
        }
        for caption in pictured(project)
        for tag in [project.language if project.language in caption.text else min(caption.text)]
    ]
    listing(rows, as_json)


@list_command.command("placements")
@project_option
@brand_option
@json_option
@report_option
def list_placements(folder: Path | None, brand: Path | None, as_json: bool) -> None:
    """The placements: id, size, title; in a project, its own, too."""
    root = _root(folder, brand)
    own = load_brand_kit(root, brand)[0].placements if root else {}
    rows = [
        {
            "id": row.id,
            "width": row.size.width,
            "height": row.size.height,
            "title": row.title,
            "default": row.default,
            "templates": list(row.templates),
            "formats": list(row.formats),
        }
        for row in (*PLACEMENTS.values(), *own.values())
    ]
    listing(rows, as_json)


@list_command.command("backgrounds")
@project_option
@brand_option
@json_option
@report_option
def list_backgrounds(folder: Path | None, brand: Path | None, as_json: bool) -> None:
    """The backgrounds: id, tone, shapes, what they show; outside a project the starter kit's."""
    project = load_project(root_of(folder, fallback=True), brand)
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
@project_option
@brand_option
@json_option
@report_option
def list_templates(folder: Path | None, brand: Path | None, as_json: bool) -> None:
    """The templates: id, shapes they suit, what they are for; in a project, its own, too."""
    root = _root(folder, brand)
    known = load_brand_kit(root, brand)[0].templates if root else TEMPLATES
    rows = [
        {
            "id": row.id,
            "own": row != TEMPLATES.get(row.id),
            "shapes": list(row.shapes),
            "placements": list(row.placements),
            "passages": [block.role for block in row.blocks],
            "background": row.background,
            "about": row.about,
        }
        for row in known.values()
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


@list_command.command("checks")
@json_option
@report_option
def list_checks(as_json: bool) -> None:
    """What every picture is proven to keep: id, stage, severity, the rule."""
    rows = [
        {
            "id": row.id,
            "stage": row.stage,
            "severity": row.severity.value,
            "placed": row.placed,
            "about": row.about,
            "why": row.why if as_json else "",
            "source": row.source if as_json else "",
        }
        for row in CHECKS.values()
    ]
    listing(rows, as_json)


@list_command.command("formats")
@json_option
@report_option
def list_formats(as_json: bool) -> None:
    """What pictures are written as: id, ending, media type."""
    rows = [
        {"id": row.id, "ending": row.ending, "media_type": row.media_type, "about": row.about}
        for row in FORMATS.values()
    ]
    listing(rows, as_json)


@list_command.command("overrides")
@project_option
@brand_option
@json_option
@report_option
def list_overrides(folder: Path | None, brand: Path | None, as_json: bool) -> None:
    """What is fixed by hand: id (caption/placement), kind, what it is, and where."""
    rows = [
        {
            "id": fixed.id,
            "kind": fixed.kind,
            "lang": fixed.language,
            "value": fixed.value,
            "at": f"{fixed.at.file}:{fixed.at.line}",
        }
        for fixed in fixed_by_hand(load(folder, brand))
    ]
    listing(rows, as_json)
    if not rows:
        desk().words("nothing is fixed by hand")
