"""A project's own templates: read, over sharegen's, resolved and set like all others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from test_schema import template_examples

from sharegen.catalog.platforms import PLACEMENTS
from sharegen.catalog.templates import GRIDS, TEMPLATES, VOICE
from sharegen.load import assets, load_project
from sharegen.load.reader import Reader
from sharegen.load.template_rules import hold_together
from sharegen.model.diagnostic import Location, ProjectError
from sharegen.model.project import Brand, Face
from sharegen.model.spec import ANCHORS, Template
from sharegen.oneoff import Wish, cards_of
from sharegen.pipeline import prove
from sharegen.resolve import Selection, resolve

QUOTE = """\
quote:
  about: "Somebody's words, and whose they are."
  background: paper
  placements: [instagram-square, open-graph, banner]
  blocks:
    source: {part: last, style: {face: body}, sizes: {square: [4.4]}}
    words:
      part: rest
      anchor: middle
      style: {weight: 500, widths: [100, 92], tracking: 0, align: center, color: ink}
      sizes: {square: [11, 8.4]}
      floor: {square: 6}
  grid:
    square: {words: 0.6, rule: no}
"""
BANNER = "placements: {banner: {size: [1000, 1000]}}\n"


def brand_with(project: Path, templates: str) -> Brand:
    (project / "assets/templates.yaml").write_text(templates, "utf-8")
    return load_project(project).brand


def row_of(project: Path, templates: str, id: str) -> Template:
    return brand_with(project, templates).templates[id]


def test_without_the_file_there_are_sharegens_own(project: Path) -> None:
    assert load_project(project).brand.templates == TEMPLATES


def test_everything_a_new_template_may_say_is_read(project: Path) -> None:
    brand = project / "assets/brand.yaml"
    brand.write_text(brand.read_text("utf-8") + BANNER, "utf-8")
    row = row_of(project, QUOTE, "quote")
    assert (row.id, row.about) == ("quote", "Somebody's words, and whose they are.")
    assert row.background == "paper"
    assert row.placements == ("instagram-square", "open-graph", "banner")
    words, source = row.blocks  # in the order they are seen in
    assert (words.role, words.part, words.anchor) == ("words", "rest", "middle")
    assert words.style("square") == replace(
        VOICE,
        sizes_u=(11, 8.4),
        floor_u=6,
        weight=500,
        widths=(100, 92),
        tracking_em=0,
        align="center",
        color="ink",
    )
    assert (source.role, source.part, source.anchor) == ("source", "last", "foot")
    assert source.style("square") == replace(VOICE, sizes_u=(4.4,), floor_u=4.4, face="body")
    assert row.grids == (("square", replace(dict(GRIDS)["square"], words_ratio=0.6, rule=False)),)


def test_what_an_override_does_not_say_stays(project: Path) -> None:
    said = "statement: {blocks: {headline: {sizes: {square: [8.6, 7.2]}, style: {weight: 500}}}}"
    row, was = row_of(project, said, "statement"), TEMPLATES["statement"]
    assert replace(row, blocks=was.blocks) == was
    (block,), (before,) = row.blocks, was.blocks
    for shape, style in before.styles:
        sizes = (8.6, 7.2) if shape == "square" else style.sizes_u
        assert block.style(shape) == replace(style, sizes_u=sizes, weight=500)


def test_a_row_starts_from_another_wherever_that_stands(project: Path) -> None:
    said = """\
loud: {extends: calm, blocks: {headline: {style: {weight: 900}}}}
calm: {extends: statement, about: "Calmer.", placements: [x-post]}
statement: {extends: statement, grid: {square: {margin: 9}}}
"""
    rows = brand_with(project, said).templates
    assert list(rows) == [*TEMPLATES, "loud", "calm"]
    assert rows["calm"].grid("square").margin_u == 9
    assert rows["calm"].blocks == TEMPLATES["statement"].blocks
    assert (rows["loud"].about, rows["loud"].placements) == ("Calmer.", ("x-post",))
    assert rows["loud"].blocks[0].style("wide").weight == 900


def test_a_new_shape_takes_the_style_of_its_block(project: Path) -> None:
    said = """\
quote: {blocks: {words: {style: {weight: 300}, sizes: {square: [8]}}}}
more: {extends: quote, blocks: {words: {sizes: {wide: [12, 9]}}}}
"""
    row = row_of(project, said, "more")
    assert row.shapes == ("square", "wide")
    assert row.blocks[0].style("wide") == replace(VOICE, weight=300, sizes_u=(12, 9), floor_u=9)
    assert row.grid("wide") == dict(GRIDS)["wide"]


def test_what_the_face_cannot_do_is_said(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    axes = (("wdth", 62.0, 125.0), ("wght", 100.0, 900.0))
    face = Face("fonts/a.ttf", "0" * 64, axes)
    monkeypatch.setattr(assets, "read_face", lambda root, file, at, fresh: (face, ()))
    said = """\
statement:
  blocks:
    headline:
      style: {weight: 950, emphasis_weight: 900, widths: [130, 50]}
"""
    (project / "assets/templates.yaml").write_text(said, "utf-8")
    loaded = load_project(project)
    found = [p for p in loaded.warnings if p.code == "beyond-axis"]
    assert [(p.message, p.hint) for p in found] == [
        ("weight 950 is beyond the 100 to 900 of fonts/a.ttf", "it is set at 900; write that"),
        ("widths 130 is beyond the 62 to 125 of fonts/a.ttf", "it is set at 125; write that"),
    ]
    assert loaded.brand.templates["statement"] != TEMPLATES["statement"]


def test_a_long_chain_of_templates_is_read(project: Path) -> None:
    rows = "".join(f"t{n}: {{extends: t{n + 1}}}\n" for n in range(3000))
    assert row_of(project, rows + "t3000: {extends: levels}\n", "t0").shapes


def test_sharegens_own_as_data_are_equal_to_the_catalog(project: Path) -> None:
    shown = template_examples()[-1]
    for id in TEMPLATES:  # under other names: nothing is taken over from the catalog
        shown = shown.replace(f"\n{id}:", f"\nmy-{id}:")
    rows = brand_with(project, shown).templates
    for id, row in TEMPLATES.items():
        assert replace(rows[f"my-{id}"], id=id) == row, "docs/templates.md is not current"


def test_sharegens_own_hold_together() -> None:
    reader = Reader()
    for row in TEMPLATES.values():
        if not row.blocks:
            continue  # wordless
        assert hold_together(reader, row, (Location("here"), {})) == row
    assert not reader.problems


# From templates to cards


def approved(project: Path, *lines: str) -> None:
    rows = "".join(f"  - {{id: {line}, status: approved}}\n" for line in lines)
    (project / "captions.yaml").write_text(f"language: en\ncaptions:\n{rows}", "utf-8")


def test_captions_take_it_and_the_default_set_leaves_out_what_it_is_not_for(project: Path) -> None:
    approved(project, 'one, text: {en: "Ask first. **Then share.** Us"}, template: quote')
    (project / "assets/templates.yaml").write_text(QUOTE.replace(", banner", ""), "utf-8")
    loaded = load_project(project)
    found = resolve(loaded, Selection())
    assert not found.problems
    assert [card.placement.id for card in found.cards] == ["instagram-square"]
    (card,) = found.cards
    assert [p.text.value for p in card.passages] == ["Ask first. Then share.", "Us"]
    assert (card.template, card.background.id) == ("quote", "paper")
    count = sum(row.default for row in PLACEMENTS.values()) - 1
    assert found.left_out[0].startswith(f"{count} placements need another template: x-post, ")


@pytest.mark.parametrize(
    ("placement", "code", "words"),
    [
        ("open-graph", "template-shape", "has no wide form; it has square"),
        ("x-post-square", "template-placement", "is made for instagram-square, open-graph"),
    ],
)
def test_asked_for_by_name_it_says_what_it_is_not_for(
    project: Path, placement: str, code: str, words: str
) -> None:
    (project / "assets/templates.yaml").write_text(QUOTE.replace(", banner", ""), "utf-8")
    with pytest.raises(ProjectError) as caught:
        cards_of(load_project(project), Wish("Ask first.", (placement,), template="quote"))
    (problem,) = caught.value.problems
    assert problem.code == code
    assert words in problem.message


def test_what_hangs_from_the_head_takes_its_room_from_the_middle() -> None:
    project = load_project(Path(__file__).parents[2])
    blocks = tuple(
        replace(block, anchor=anchor, space_u=6.0)
        for block, anchor in zip(TEMPLATES["levels"].blocks, ANCHORS, strict=True)
    )
    row = replace(TEMPLATES["levels"], id="apart", blocks=blocks)
    brand = replace(project.brand, templates={"apart": row})
    words = "Often it is somebody the child knows. It is a friend. **It is hardly ever a van.**"
    wish = Wish(words, ("instagram-square", "instagram-story", "open-graph"), template="apart")
    for card in cards_of(replace(project, brand=brand), wish):
        frame = prove(card)
        head, middle, foot = frame.settings
        unit = card.placement.size.unit
        assert middle.ink.y - head.ink.bottom >= 6 * unit
        assert foot.ink.y > middle.ink.bottom


def test_an_override_changes_the_cards_of_captions_that_name_no_template(project: Path) -> None:
    approved(project, 'one, text: {en: "Fine words"}')
    before = resolve(load_project(project), Selection()).cards
    said = "statement: {blocks: {headline: {sizes: {square: [8.6, 7.2]}}}, grid: {wide: {gap: 9}}}"
    (project / "assets/templates.yaml").write_text(said, "utf-8")
    after = resolve(load_project(project), Selection()).cards
    changed = {was.shape for was, now in zip(before, after, strict=True) if was != now}
    assert changed == {"square", "wide"}


def test_another_brand_folder_has_other_templates(project: Path) -> None:
    (project / "assets").rename(project / "partner")
    (project / "partner/templates.yaml").write_text(QUOTE.replace(", banner", ""), "utf-8")
    approved(project, 'one, text: {en: "Fine words"}, template: quote')
    loaded = load_project(project, project / "partner")
    assert not loaded.problems
    assert "quote" in loaded.brand.templates


def test_names_of_a_file_that_cannot_be_read_are_not_refused(project: Path) -> None:
    approved(project, 'one, text: {en: "Fine words"}, template: quote')
    (project / "assets/templates.yaml").write_text("quote: [", "utf-8")
    with pytest.raises(ProjectError) as caught:
        load_project(project)
    assert {problem.code for problem in caught.value.problems} <= {"syntax", "asset-damaged"}


def test_a_broken_template_is_known_by_its_name(project: Path) -> None:
    approved(project, 'one, text: {en: "Fine words"}, template: quote')
    (project / "assets/templates.yaml").write_text("quote: {abuot: x}\n", "utf-8")
    with pytest.raises(ProjectError) as caught:
        load_project(project)
    assert "unknown-template" not in {problem.code for problem in caught.value.problems}
