"""Art as it is laid into a drawing: SVG that stands for itself, not pixels."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Inlay:
    """The art as elements of SVG in its own units, in the brand's colours, its ids begun with
    ART_ID; what it says has been looked at (load.svg_scan). `origin` is its top left corner."""

    markup: str
    origin: tuple[float, float]


ART = "art"
ART_ID = f"{ART}-"  # before each id of the art, so that none meets one of the card's
