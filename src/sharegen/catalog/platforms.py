"""Placements: one row for each image slot: what covers it, its limits, how that is known.

Facts compiled 2026-11-23 from public documents; each row names its source and confidence
(A official text read, B several agreeing pages, C one weak page, D arithmetic from A or B,
M memory). Add a placement: add a row.
"""

from __future__ import annotations

from sharegen.model.geometry import Insets, Size
from sharegen.model.spec import Crop, Placement

_CHECKED = "2026-11-23"

GRID_OF_SQUARE = Crop(
    id="instagram-grid",
    keep_clear=Insets(0, 135, 0, 135),
    confidence="D",
    source="profile grid of 3:4 since January 2025: 1080×1080 is cut to 810×1080",
)
GRID_OF_PORTRAIT = Crop(
    id="instagram-grid",
    keep_clear=Insets(0, 34, 0, 34),
    confidence="D",
    source="profile grid of 3:4 since January 2025: 1080×1350 is cut to 1012×1350",
)
CARD_OF_OPEN_GRAPH = Crop(
    id="x-card",
    keep_clear=Insets(15, 0, 15, 0),
    confidence="D",
    source="X shows link cards at 2:1: 1200×630 is cut to 1200×600",
)

_ROWS = (
    Placement(
        id="x-post",
        platform="x",
        title="X post",
        size=Size(1200, 675),
        max_bytes=5_242_880,
        types=("png", "jpeg", "webp", "gif"),
        alt_limit=1000,
        counter="x",
        source="X API documentation, media best practices, 2026-08-22",
        checked=_CHECKED,
        confidence="B",
    ),
    Placement(
        id="instagram-square",
        platform="instagram",
        title="Instagram post, square",
        size=Size(1080, 1080),
        crops=(GRID_OF_SQUARE,),
        max_bytes=8_388_608,
        types=("jpeg", "png"),
        alt_limit=1000,
        counter="instagram",
        source="Instagram Platform content publishing documentation",
        checked=_CHECKED,
        confidence="B",
    ),
    Placement(
        id="instagram-portrait",
        platform="instagram",
        title="Instagram post, portrait",
        size=Size(1080, 1350),
        crops=(GRID_OF_PORTRAIT,),
        max_bytes=8_388_608,
        types=("jpeg", "png"),
        alt_limit=1000,
        counter="instagram",
        source="Instagram Platform content publishing documentation",
        checked=_CHECKED,
        confidence="B",
    ),
    Placement(
        id="instagram-story",
        platform="instagram",
        title="Instagram story",
        size=Size(1080, 1920),
        keep_clear=Insets(269, 65, 384, 65),
        max_bytes=8_388_608,
        types=("jpeg", "png"),
        alt_limit=0,
        counter="instagram",
        source="14 % top, 20 % bottom, 6 % sides for organic stories, several agreeing guides",
        checked=_CHECKED,
        confidence="B",
    ),
    Placement(
        id="open-graph",
        platform="open-graph",
        title="Link preview (Open Graph)",
        size=Size(1200, 630),
        crops=(CARD_OF_OPEN_GRAPH,),
        max_bytes=8_388_608,
        types=("png", "jpeg"),
        source="Meta for Developers, Sharing: images in link shares",
        checked=_CHECKED,
        confidence="A",
    ),
)

PLACEMENTS = {row.id: row for row in _ROWS}
ONE_OFF = "instagram-square"  # where a one-off picture goes when nothing is said
