"""Where a caption is set: its template and its background, on a placement."""

from __future__ import annotations

from dataclasses import replace
from math import log
from typing import NoReturn

from sharegen.catalog.templates import DEFAULT
from sharegen.model.diagnostic import Diagnostic, ProjectError
from sharegen.model.project import Background, Brand, Caption, Project
from sharegen.model.spec import Placement, Template
from sharegen.resolve.names import unknown

FURTHEST_SHAPE = log(1.35)  # a composition serves canvases up to a third wider or narrower


def suit(brand: Brand, caption: Caption, placement: Placement) -> bool:
    """Whether a caption's template is made for a placement."""
    row = brand.templates.get(caption.template or DEFAULT)
    return row is None or row.suits(placement)  # a template there is not is said for each card


def template_of(brand: Brand, caption: Caption, placement: Placement) -> Template:
    """The template of a caption, where it has the placement's shape. Raises ProjectError."""
    name, known = caption.template or DEFAULT, brand.templates
    row = known.get(name)
    if row is None:
        raise unknown("template", name, known, caption)
    about, shape = (caption, placement), placement.size.shape
    misfit = f"template {name} does not suit {placement.id}; it"
    if shape not in row.shapes:
        message = f"template {name} has no {shape} form; it has {', '.join(row.shapes)}"
        _stop("template-shape", message, about)
    if not placement.suits(name):
        _stop("template-placement", f"{misfit} takes {', '.join(placement.templates)}", about)
    if not row.suits(placement):
        _stop("template-placement", f"{misfit} is made for {', '.join(row.placements)}", about)
    return row


def _stop(code: str, message: str, about: tuple[Caption, Placement]) -> NoReturn:
    caption, placement = about
    hint = "give the caption another template, or choose another placement"
    where = (placement.id,)
    raise ProjectError(
        [Diagnostic(code, message, caption.at, hint, caption=caption.id, where=where)]
    )


def background_of(
    project: Project, name: str, caption: Caption, placement: Placement
) -> Background:
    """The background of that name, or the brand's own, with the one composition that suits the
    placement best. Raises ProjectError."""
    name = name or project.brand.background
    if not name:
        return Background("plain", "dark", at=caption.at)
    background = project.backgrounds.get(name)
    if background is None:
        raise unknown("background", name, project.backgrounds, caption)
    if not background.variants:
        return background
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
            f"background {name} has no composition for {placement.id} "
            f"({placement.size}, {placement.size.shape})",
            background.at,
            hint=f"add a {placement.size.shape} variant to backgrounds.yaml",
            caption=caption.id,
            where=(placement.id,),
        )
        raise ProjectError([problem])
    return replace(background, variants=(nearest,))
