"""All placements: one row for each image slot: what covers it, its limits, how that is known.

Add a placement: add a row to the module of its family. A project adds its own in brand.yaml.
"""

from __future__ import annotations

from sharegen.catalog import meta, networks, pages
from sharegen.model.project import Brand
from sharegen.model.spec import Placement

PLACEMENTS = {row.id: row for row in (*networks.ROWS, *meta.ROWS, *pages.ROWS)}
ONE_OFF = "instagram-square"  # where a one-off picture goes when nothing is said
EVERY = "all"  # what `--to` calls every placement
PREVIEW = "open-graph"  # what links to a page are shown with, where others quote them


def placements_under(brand: Brand) -> dict[str, Placement]:
    """All placements by id, with a brand's own; one of its own stands for ours of the same id."""
    return {**PLACEMENTS, **brand.placements}
