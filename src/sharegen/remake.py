"""What a project would make now of what an output folder has: its cards, and their fingerprints.

A build asks so which files are stale, `verify` which are what they should be.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from importlib.metadata import version
from pathlib import Path

from sharegen import __version__
from sharegen.catalog.formats import FORMATS
from sharegen.catalog.platforms import EVERY
from sharegen.catalog.pseudo import SETTABLE
from sharegen.family import plan
from sharegen.model.card import Card
from sharegen.model.project import Project
from sharegen.model.record import Record
from sharegen.png import FAST, Encoder
from sharegen.resolve import Selection, in_formats

# The libraries whose pixels, breaks, scripts or directions end up in a picture.
_LIBRARIES = (
    "fonttools",
    "icu4py",
    "pillow",
    "pydyf",
    "resvg-py",
    "uharfbuzz",
    "unicodedata2",
    "zlib-ng",
)


def engine_of(encoder: Encoder = FAST) -> str:
    """What sets, draws and encodes: sharegen's own source and the libraries under it."""
    source = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        source.update(path.read_bytes())
    libraries = " ".join(f"{name}={version(name)}" for name in _LIBRARIES)
    return f"sharegen={__version__} {source.hexdigest()} {libraries} encoder={encoder.id}"


def remade(
    project: Project, records: Iterable[Record], statuses: Collection[str]
) -> dict[str, Card]:
    """The cards, by path, that the project has now on the placements and in the languages and
    formats of these records. What it no longer makes is not among them."""
    listed = list(records)
    tags = {record.lang for record in listed if record.lang in SETTABLE}
    if not tags:
        return {}
    selection = Selection((EVERY,), (), tuple(sorted(tags)), tuple(statuses))
    endings = {Path(record.path).suffix for record in listed}
    formats = tuple(row.id for row in FORMATS.values() if row.ending in endings)
    paths = {record.path for record in listed}
    cards = in_formats(plan(project, selection).cards, formats)
    return {card.path: card for card in cards if card.path in paths}
