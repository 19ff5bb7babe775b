"""Labels on sheets: words about pictures, in the face of the brand's footer, on paper."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sharegen.catalog.languages import LANGUAGES
from sharegen.layout.choose import set_passage
from sharegen.layout.region import Region
from sharegen.model.card import Card, Passage
from sharegen.model.frame import Setting
from sharegen.model.geometry import Rect
from sharegen.model.manuscript import Text
from sharegen.model.project import Brand
from sharegen.model.spec import TextStyle

PAPER = "light"  # the tone of what labels stand on


@dataclass(frozen=True, slots=True)
class Label:
    """Words, their size in px and their weight."""

    words: str
    size: float
    weight: int


def on_paper(card: Card, brand: Brand) -> Card:
    """A card whose words are set as labels: in the colours of paper, with no phrases to hold, and
    in English, whatever the language of the picture: labels are sharegen's own words."""
    colors = tuple(sorted(brand.colors[PAPER].items()))
    case = replace(card.case, colors=colors, language=LANGUAGES["en"])
    return replace(card, case=case, phrases=())


def set_label(paper: Card, label: Label, area: Rect) -> Setting:
    """Turn a label into a setting at the head of an area, smaller where that is narrow."""
    unit = paper.placement.size.unit
    style = TextStyle(
        face="footer",
        sizes_u=(label.size / unit, label.size * 0.8 / unit),
        floor_u=label.size * 0.3 / unit,
        leading_em=1.3,
        weight=label.weight,
    )
    passage = Passage("label", Text(label.words), style, "head")
    return set_passage(paper, passage, (Region("label", area, 0.0),))
