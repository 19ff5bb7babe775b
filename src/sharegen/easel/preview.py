"""Show a background before any caption has it: on a placement, with subject, quiet areas, words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import log

from sharegen.anatomy import drawn_over
from sharegen.catalog.platforms import PLACEMENTS
from sharegen.catalog.proofs import FRAME, Proof
from sharegen.catalog.templates import DEFAULT, TEMPLATES
from sharegen.check import check
from sharegen.easel import Hanging
from sharegen.layout import layout
from sharegen.model.diagnostic import CardError, Diagnostic, ProjectError, Severity
from sharegen.model.project import Project, Variant
from sharegen.oneoff import Wish, cards_of

_WORDS = "These words show where words stand, and **their turn stands here.**"


@dataclass(frozen=True, slots=True)
class Preview:
    """A shape as a PNG, empty where no words fit, and what is wrong with words on it, as
    warnings: the art may serve other words and other placements."""

    shape: str
    parts: tuple[bytes, ...]
    problems: tuple[Diagnostic, ...]


def previews(project: Project, hanging: Hanging) -> tuple[Preview, ...]:
    """Turn every new shape of a background into its preview."""
    return tuple(_preview(project, hanging, piece.variant) for piece in hanging.pieces)


def _preview(project: Project, hanging: Hanging, variant: Variant) -> Preview:
    background = replace(hanging.background, variants=(variant,))
    shown = {**project.backgrounds, background.id: background}
    project = replace(project, backgrounds=shown, captions=())
    try:
        (card,) = cards_of(project, Wish(_WORDS, (_placement(variant),), background.id))
        frame = layout(card)
    except CardError as error:
        return Preview(variant.shape, (), (_warning(error.problem),))
    except ProjectError as error:
        return Preview(variant.shape, (), tuple(map(_warning, error.problems)))
    title = f"{background.id}, {variant.shape}: where words stand"
    problems = tuple(map(_warning, check(FRAME, Proof(card, frame)).problems))
    return Preview(variant.shape, drawn_over(project, card, frame, title), problems)


def _warning(problem: Diagnostic) -> Diagnostic:
    return replace(problem, severity=Severity.WARNING, at=None, caption="")


def _placement(variant: Variant) -> str:
    """The placement of the art's shape that is nearest to its ratio, those made by default
    first."""
    ratio, template = variant.width / variant.height, TEMPLATES[DEFAULT]
    rows = [
        row
        for row in PLACEMENTS.values()
        if row.size.shape == variant.shape and template.suits(row) and not row.art
    ]
    nearest = min(
        rows,
        key=lambda row: (
            not row.default,
            abs(log(row.size.width / row.size.height / ratio)),
        ),
    )
    return nearest.id
