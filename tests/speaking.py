"""Cards in every language of the catalog: its sample sentence on any placement.

The faces of Japanese, Korean and Chinese are small subsets that belong to the tests.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from sharegen.catalog.languages import LANGUAGES
from sharegen.load import load_project
from sharegen.load.assets import read_face
from sharegen.model.card import Card
from sharegen.model.project import Face, Project
from sharegen.oneoff import Wish, cards_of

ROOT = Path(__file__).parents[1]
FONTS = Path(__file__).parent / "fonts"
SHAPES = ("instagram-square", "instagram-portrait", "instagram-story", "open-graph", "email-header")
TAGS = tuple(LANGUAGES)


@cache
def project() -> Project:
    """The project with faces for Japanese, Korean and Chinese at the end of its chain."""
    found = load_project(ROOT)
    files = sorted(path.name for path in FONTS.glob("*.otf"))
    added = tuple(face for file in files if (face := _face(file)))
    emoji = found.brand.fallback[-1:]
    chain = (*found.brand.fallback[:-1], *added, *emoji)
    return replace(found, brand=replace(found.brand, fallback=chain))


def _face(file: str) -> Face | None:
    return read_face(FONTS, file, None)[0]


@cache
def spoken(tag: str, placement: str, words: str = "", background: str = "") -> Card:
    """A card of words in a language, the sample sentence where none are given."""
    wish = Wish(words or LANGUAGES[tag].sample, (placement,), background, language=tag)
    return cards_of(project(), wish)[0]
