"""A project's own placements: read, resolved and set like all others."""

from __future__ import annotations

from pathlib import Path

import pytest

from sharegen.catalog.platforms import PLACEMENTS
from sharegen.load import load_project
from sharegen.model.diagnostic import ProjectError
from sharegen.model.geometry import Insets, Rect, Size
from sharegen.model.spec import Obstacle
from sharegen.resolve import Selection, resolve

OWN = """\
placements:
  partner-banner:
    size: [1200, 300]
    title: "The partner's banner"
    keep_clear: [0, 40, 10, 40]
    obstacles: {logo: [0, 180, 200, 120]}
    keep_inside: circle
    templates: [statement]
    display_width: 300
    max_bytes: 100000
    alt_limit: 0
  plain: {size: [1080, 1080]}
"""
OVERRIDDEN = """\
language: en
captions:
  - id: good
    text: {en: "Fine words"}
    status: approved
    overrides: {plain: {text: {en: "Finer words"}}}
"""


def with_own(project: Path, captions: str = "") -> Path:
    brand = project / "assets/brand.yaml"
    brand.write_text(brand.read_text("utf-8") + OWN, "utf-8")
    if captions:
        (project / "captions.yaml").write_text(captions, "utf-8")
    return project


def test_everything_a_placement_may_say_is_read(project: Path) -> None:
    row = load_project(with_own(project)).brand.placements["partner-banner"]
    assert (row.id, row.title, row.size) == (
        "partner-banner",
        "The partner's banner",
        Size(1200, 300),
    )
    assert row.clear == Insets(0, 40, 10, 40)
    assert row.obstacles == (Obstacle("logo", Rect(0, 180, 200, 120)),)
    assert row.disc is not None
    assert (row.templates, row.display_width) == (("statement",), 300)
    assert (row.max_bytes, row.alt_limit, row.default) == (100_000, 0, False)


def test_it_is_made_when_it_is_named_and_has_overrides(project: Path) -> None:
    loaded = load_project(with_own(project, OVERRIDDEN))
    (card,) = resolve(loaded, Selection(("plain",))).cards
    assert card.path == "plain/good_plain_1080x1080_en.png"
    assert card.title == "Finer words"
    ids = {card.placement.id for card in resolve(loaded, Selection(("all",))).cards}
    assert {"plain", "partner-banner"} < ids
    default = {card.placement.id for card in resolve(loaded, Selection()).cards}
    assert default == {row.id for row in PLACEMENTS.values() if row.default}


def test_a_name_that_is_none_gets_the_nearest_as_a_hint(project: Path) -> None:
    with pytest.raises(ProjectError) as caught:
        resolve(load_project(with_own(project)), Selection(("partner-baner",)))
    assert caught.value.problems[0].hint == "did you mean partner-banner"
