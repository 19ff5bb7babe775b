"""Formats: what a picture can be written as.

Add a format: add a row, and its writer: in outlines.WRITERS for one of outlines, in
pipeline.ENCODERS for one of pixels.
"""

from __future__ import annotations

from sharegen.model.spec import Format

_ROWS = (
    Format(
        id="png",
        ending=".png",
        media_type="image/png",
        about="A picture as it is, pixel for pixel, with its alt text inside.",
        alt_beside=True,
    ),
    Format(
        id="jpeg",
        ending=".jpg",
        media_type="image/jpeg",
        about="The picture for networks that refuse PNG, with its alt text inside.",
        alt_beside=True,
    ),
    Format(
        id="svg",
        ending=".svg",
        media_type="image/svg+xml",
        about="A drawing to finish by hand: named groups, art and words as outlines.",
    ),
    Format(
        id="pdf",
        ending=".pdf",
        media_type="application/pdf",
        about="A page to print or send: outlines, words to search and read out, on paper a bleed.",
    ),
)

FORMATS = {row.id: row for row in _ROWS}
PUBLISHED = FORMATS["png"]  # what pictures are written as when nothing is said
