"""Cards for layout tests: the project's own brand, any words, any canvas."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from sharegen.catalog.platforms import PLACEMENTS
from sharegen.catalog.templates import TEMPLATES
from sharegen.load import load_project
from sharegen.load.markup import parse
from sharegen.model.card import Card
from sharegen.model.diagnostic import Location
from sharegen.model.geometry import NOTHING, Insets, Rect, Size
from sharegen.model.manuscript import Text
from sharegen.model.project import Background, Project, Variant
from sharegen.model.spec import Placement
from sharegen.resolve import Selection, resolve

ROOT = Path(__file__).parents[1]


@cache
def project() -> Project:
    return load_project(ROOT)


@cache
def _model() -> Card:
    selection = Selection(("instagram-square",), ("know-their-traffickers",))
    return resolve(project(), selection).cards[0]


def text(words: str) -> Text:
    return parse(words, Location("captions.yaml", 1, 1))[0]


def placement(width: int, height: int, clear: Insets = NOTHING) -> Placement:
    return Placement("test", "test", "Test", Size(width, height), clear)


def card(
    words: str, where: Placement | str = "instagram-square", subject: Rect | None = None
) -> Card:
    """A statement with these words; `subject` is a box of art as large as the canvas."""
    spot = PLACEMENTS[where] if isinstance(where, str) else where
    shape, template = spot.size.shape, TEMPLATES["statement"]
    background = Background("plain", "dark")
    if subject is not None:
        art = Variant(shape, "art.svg", "svg", "0", *map(float, spot.size), subject)
        background = replace(background, variants=(art,))
    (passage,) = _model().passages
    passage = replace(passage, text=text(words), style=template.blocks[0].style(shape))
    return replace(
        _model(),
        placement=spot,
        shape=shape,
        grid=template.grid(shape),
        passages=(passage,),
        background=background,
        alt=f"{passage.text.words} {_model().footer.words} {_model().footer.address}",
        alt_written=False,
    )
