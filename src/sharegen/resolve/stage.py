"""Where a caption is set: its template and its background, on a placement."""

from __future__ import annotations

from dataclasses import replace
from math import log
from typing import NoReturn

from sharegen.catalog.templates import DEFAULT
from sharegen.model.diagnostic import Diagnostic, ProjectError
from sharegen.model.manuscript import Caption
from sharegen.model.project import Background, Brand, Project, Variant
from sharegen.model.spec import Grid, Placement, Template
from sharegen.resolve.names import unknown

FURTHEST_SHAPE = log(1.35)  # a composition serves canvases up to a third wider or narrower


def suit(project: Project, caption: Caption, placement: Placement) -> bool:
    """Whether a caption can be shown on a placement: by its template, or by the placement's own."""
    row = _named(project.brand, caption, placement)
    if row is None:
        return True  # a template there is not is said for each card
    return row.suits(placement) and (bool(row.blocks) or _has_art(project, caption, row))


def _named(brand: Brand, caption: Caption, placement: Placement) -> Template | None:
    """The template that a caption names; where it does not suit the placement and that has one of
    its own (a poster, a cover), this one, but for posts of a thread, which stand in a row."""
    row = brand.templates.get(caption.template or DEFAULT)
    if row is None or row.suits(placement) or caption.number:
        return row
    own = (brand.templates.get(other) for other in placement.templates)
    return next((other for other in own if other is not None and other.suits(placement)), row)


def _has_art(project: Project, caption: Caption, row: Template) -> bool:
    """Whether there is art to show where nothing else would be."""
    name = caption.background or row.background or project.brand.background
    background = project.backgrounds.get(name)
    return background is not None and bool(background.variants)


def template_of(project: Project, caption: Caption, placement: Placement) -> Template:
    """The template of a caption, where it has the placement's shape. Raises ProjectError."""
    name, known = caption.template or DEFAULT, project.brand.templates
    row = _named(project.brand, caption, placement)
    if row is None:
        raise unknown("template", name, known, caption)
    name = row.id
    about, shape = (caption, placement), placement.size.shape
    misfit = f"template {name} does not suit {placement.id}; it"
    if shape not in row.shapes:
        message = f"template {name} has no {shape} form; it has {', '.join(row.shapes)}"
        _stop("template-shape", message, about)
    if not placement.suits(name):
        _stop("template-placement", f"{misfit} takes {', '.join(placement.templates)}", about)
    if not row.suits(placement):
        _stop("template-placement", f"{misfit} is made for {', '.join(row.placements)}", about)
    if not row.blocks and not _has_art(project, caption, row):
        message = f"template {name} shows art alone, and the background of {caption.id} has none"
        _stop("template-placement", message, about)
    return row


def _stop(code: str, message: str, about: tuple[Caption, Placement]) -> NoReturn:
    caption, placement = about
    hint = "give the caption another template, or choose another placement"
    where = (placement.id,)
    raise ProjectError(
        [Diagnostic(code, message, caption.at, hint, caption=caption.id, where=where)]
    )


def background_of(
    project: Project, name: str, caption: Caption, at: tuple[Placement, Grid]
) -> Background:
    """The background of that name, or the brand's own, with the one composition that suits the
    placement best, or its ground alone where the grid shows no art. Raises ProjectError."""
    placement, grid = at
    name = name or project.brand.background
    if not name:
        return Background("plain", "dark", at=caption.at)
    background = project.backgrounds.get(name)
    if background is None:
        raise unknown("background", name, project.backgrounds, caption)
    if not background.variants:
        return background
    if not grid.art:
        return replace(background, variants=(), about="")
    return replace(background, variants=(_variant_of(background, caption, placement),))


def _variant_of(background: Background, caption: Caption, placement: Placement) -> Variant:
    """The composition that suits a placement best. Raises ProjectError `no-variant`."""
    wanted = placement.size.width / placement.size.height
    apart = {
        variant: abs(log(variant.width / variant.height / wanted))
        for variant in background.variants
    }
    shape = placement.art or placement.size.shape
    near = [
        variant
        for variant, distance in apart.items()
        if distance <= FURTHEST_SHAPE or variant.shape == placement.art
    ]
    own = [variant for variant in near if variant.shape == shape]
    nearest = min(own or near or apart, key=apart.__getitem__)
    if nearest.kind == "svg" and nearest not in near:
        problem = Diagnostic(
            "no-variant",
            f"background {background.id} has no composition for {placement.id} "
            f"({placement.size}, {placement.size.shape})",
            background.at,
            hint=f"add a {placement.size.shape} variant to backgrounds.yaml",
            caption=caption.id,
            where=(placement.id,),
        )
        raise ProjectError([problem])
    return nearest
