"""Placements that are no post: link previews, repositories, e-mail, print."""

from __future__ import annotations

from dataclasses import replace

from sharegen.catalog import canvases as c
from sharegen.model.geometry import Insets, Size
from sharegen.model.spec import Paper, Placement

_POSTER = Placement(
    id="",
    platform="print",
    title="",
    size=Size(2550, 3300),
    keep_clear=Insets(75, 75, 75, 75),
    display_width=816,
    templates=c.POSTER,
    types=("png", "pdf", "jpeg"),
    alt_limit=None,
    source="300 dpi; a quarter of an inch from each edge stays free for printers",
    checked=c.READ,
    confidence="D",
    formats=("png", "pdf"),
    # an eighth of an inch is what printers in the US ask for; from memory
    paper=Paper(dpi=300, bleed=300 / 8),
)

ROWS = (
    Placement(
        id="open-graph",
        platform="open-graph",
        title="Link preview (Open Graph)",
        size=c.LINK,
        crops=(c.CARD_OF_LINK,),
        max_bytes=8_388_608,
        budget=c.FLAT,
        types=("png", "jpeg"),
        source="Meta for Developers, Sharing: images in link shares",
        checked=c.READ,
        confidence="A",
        default=True,
    ),
    Placement(
        id="github-social",
        platform="github",
        title="GitHub social preview",
        size=Size(1280, 640),
        max_bytes=1_000_000,
        budget=c.FLAT,
        types=("png", "jpeg", "gif"),
        alt_limit=0,
        source="GitHub Docs: customizing your repository's social media preview",
        checked=c.READ,
        confidence="A",
        default=True,
    ),
    Placement(
        id="email-header",
        platform="email",
        title="E-mail header",
        size=Size(1200, 400),
        budget=200_000,
        source="practice: 600 CSS px wide, drawn twice as large, at most 200 kB; from memory",
        checked=c.READ,
        confidence="M",
        default=True,
    ),
    replace(_POSTER, id="poster-letter", title="Poster, US Letter"),
    replace(
        _POSTER,
        id="poster-a4",
        title="Poster, A4",
        size=Size(2480, 3508),
        display_width=794,
        paper=Paper(dpi=300, bleed=3 / 25.4 * 300),  # 3 mm, as European printers ask; from memory
    ),
)
