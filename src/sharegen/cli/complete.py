"""What a shell offers for half a word: captions of the project, placements, and more."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from sharegen.catalog.font_packages import FONT_PACKAGES
from sharegen.catalog.formats import FORMATS
from sharegen.catalog.languages import LANGUAGES
from sharegen.catalog.platforms import EVERY, PLACEMENTS
from sharegen.catalog.templates import TEMPLATES
from sharegen.load import load_brand_kit, load_project, locate_project
from sharegen.model.diagnostic import ProjectError
from sharegen.model.project import Brand
from sharegen.resolve.pictured import pictured
from sharegen.starter import starter_kit


def a_placement(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    return _starting(_placements(ctx), incomplete)


def placements(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    """Placements where a list of them with commas may stand."""
    before, comma, last = incomplete.rpartition(",")
    return [f"{before}{comma}{name}" for name in _starting((*_placements(ctx), EVERY), last)]


def formats(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    """Formats where a list of them with commas may stand."""
    before, comma, last = incomplete.rpartition(",")
    return [f"{before}{comma}{name}" for name in _starting(FORMATS, last)]


def _placements(ctx: click.Context) -> tuple[str, ...]:
    """Those of the catalog, and the project's own where its brand is sound."""
    brand = _brand(ctx)
    return (*PLACEMENTS, *(brand.placements if brand else ()))


def _brand(ctx: click.Context) -> Brand | None:
    """The brand of the project, or of the folder that --brand names; None for none that is
    sound."""
    folder, brand = ctx.params.get("folder"), ctx.params.get("brand")
    root = Path(folder) if folder else locate_project(Path.cwd())
    try:
        return load_brand_kit(root, Path(brand) if brand else None)[0] if root else None
    except ProjectError:
        return None


def a_caption(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    """Captions of the project; none where there is no sound one: a shell hears no complaint."""
    folder = ctx.params.get("folder")
    root = Path(folder) if folder else locate_project(Path.cwd())
    try:
        captions = pictured(load_project(root)) if root else ()
    except ProjectError:
        return []
    return _starting((caption.id for caption in captions), incomplete)


def an_entry(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    """Captions, talking points and threads of the project: what somebody signs for."""
    folder = ctx.params.get("folder")
    root = Path(folder) if folder else locate_project(Path.cwd())
    try:
        project = load_project(root) if root else None
    except ProjectError:
        return []
    if project is None:
        return []
    lists = (project.captions, project.points, project.threads)
    return _starting((row.id for rows in lists for row in rows), incomplete)


def a_background(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    """Backgrounds of the project and its brand, else those of the starter kit, which serves
    one-off pictures."""
    folder, brand = ctx.params.get("folder"), ctx.params.get("brand")
    root = Path(folder) if folder else locate_project(Path.cwd()) or starter_kit()
    try:
        project = load_project(root, Path(brand) if brand else None)
        return _starting(project.backgrounds, incomplete)
    except ProjectError:
        return []


def a_template(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    """Templates of the project, too, where its brand is sound."""
    brand = _brand(ctx)
    return _starting(brand.templates if brand else TEMPLATES, incomplete)


def a_language(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    return _starting(LANGUAGES, incomplete)


def a_fetched_language(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    return _starting(FONT_PACKAGES, incomplete)


def _starting(names: Iterable[str], begin: str) -> list[str]:
    return [name for name in names if name.startswith(begin)]
