"""Formats: what a picture can be written as.

Add a format: add a row, and the way it is encoded.
"""

from __future__ import annotations

from sharegen.model.spec import Format

_ROWS = (
    Format(
        id="png",
        ending=".png",
        media_type="image/png",
        about="A picture as it is, pixel for pixel, with its alt text inside.",
    ),
)

FORMATS = {row.id: row for row in _ROWS}
PUBLISHED = FORMATS["png"]  # what pictures are written as when nothing is said
