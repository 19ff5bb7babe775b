"""A brand folder beside the project's own: what it has, what it takes, what it never takes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sharegen.load import load_brand_kit, load_project
from sharegen.model.diagnostic import ProjectError, Severity

OURS = """\
fallback: [fonts/arabic.ttf]
help:
  en: {words: "Call us", source: us, reviewed: 2026-11-01}
  es: {words: "Llame", source: us, reviewed: 2026-11-01}
phrases: {en: [sex trafficking]}
background: paper
sizes: shared
contrast: {least: 5, why: "our grey"}
placements: {banner: {size: [1200, 300]}, slide: {size: [1600, 900]}}
"""
TEMPLATES = """\
quiet: {extends: statement, background: paper}
loud: {extends: statement, background: house-key}
"""
Partner = Callable[..., Path]


@pytest.fixture
def partner(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Partner:
    """Makes a brand folder outside the project, which has one of everything."""
    brand = project / "assets/brand.yaml"
    theirs = brand.read_text("utf-8").replace('"Test"', '"Partner"')
    theirs = theirs.replace("Learn the facts at", "Read more at").replace("/facts", "/partner")
    brand.write_text(brand.read_text("utf-8") + OURS, "utf-8")
    (project / "assets/templates.yaml").write_text(TEMPLATES, "utf-8")

    def made(more: str = "", **files: str) -> Path:
        folder = tmp_path_factory.mktemp("partner")
        (folder / "brand.yaml").write_text(theirs + more, "utf-8")
        for name, text in files.items():
            path = folder / (f"{name}/{name}.yaml" if name == "backgrounds" else f"{name}.yaml")
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
        return folder

    return made


def test_what_a_brand_leaves_out_is_the_projects(project: Path, partner: Partner) -> None:
    folder = partner()
    own, theirs = load_project(project), load_project(project, folder)
    ours, brand = own.brand, theirs.brand
    assert theirs.backgrounds == own.backgrounds and len(own.backgrounds) == 2
    assert [face.path for face in brand.fallback] == [project / "assets/fonts/arabic.ttf"]
    assert brand.faces["body"].path == folder / "fonts/a.ttf"
    for key in ("help", "phrases", "background", "sizes", "placements", "templates"):
        assert getattr(brand, key) == getattr(ours, key), key
    assert "quiet" in brand.templates


def test_drawings_that_keep_the_projects_colors_are_said(project: Path, partner: Partner) -> None:
    warned = [p for p in load_project(project, partner()).warnings if p.code == "art-colors"]
    assert [p.message.partition(":")[0] for p in warned] == [
        "tone dark has no shade, mid, light, lit"
    ]
    assert "house-key" in warned[0].message and warned[0].at and warned[0].at.line == 3
    own = "house-key: {tone: dark}\n"
    templates = "loud: {extends: statement}\n"
    found = load_project(project, partner(backgrounds=own, templates=templates))
    assert "art-colors" not in [p.code for p in found.warnings]


def test_name_footer_and_contrast_are_never_inherited(project: Path, partner: Partner) -> None:
    brand = load_project(project, partner()).brand
    assert (brand.name, brand.contrast) == ("Partner", 7)
    assert (brand.footer["en"].words, brand.footer["en"].address) == (
        "Read more at",
        "example.org/partner",
    )
    assert brand.instead["en"].address == "example.org/facts"
    assert not load_project(project).brand.instead


def test_what_a_brand_has_goes_over_the_projects(project: Path, partner: Partner) -> None:
    more = """\
fallback: [fonts/own.ttf]
help: {en: {words: "Ask us", source: they, reviewed: 2026-11-02}}
phrases: {es: [trata sexual]}
background: house-key
placements: {slide: {size: [800, 600]}}
"""
    folder = partner(
        more,
        backgrounds="paper: {tone: dark}\nfog: {tone: light}\n",
        templates="loud: {extends: quiet, background: fog}\n",
    )
    found = load_project(project, folder)
    brand = found.brand
    assert [face.path for face in brand.fallback] == [folder / "fonts/own.ttf"]
    assert {tag: line.words for tag, line in brand.help.items()} == {"en": "Ask us", "es": "Llame"}
    assert brand.phrases == {"en": ("sex trafficking",), "es": ("trata sexual",)}
    assert (brand.background, brand.sizes) == ("house-key", "shared")
    assert {id: row.size.width for id, row in brand.placements.items()} == {
        "banner": 1200,
        "slide": 800,
    }
    assert {id: row.tone for id, row in found.backgrounds.items()} == {
        "house-key": "dark",
        "paper": "dark",
        "fog": "light",
    }
    assert brand.templates["loud"].background == "fog"
    assert brand.templates["quiet"].background == "paper"


def test_broken_art_of_a_brand_does_not_uncover_the_projects(
    project: Path, partner: Partner
) -> None:
    row = "house-key: {tone: dark, variants: {square: {file: broken.svg}}}\n"
    folder = partner(backgrounds=row, templates="loud: {extends: statement}\n")
    found = load_project(project, folder)
    assert "house-key" not in found.backgrounds
    assert "asset-damaged" in [problem.code for problem in found.warnings]


def test_a_fault_of_the_project_is_named_there(project: Path, partner: Partner) -> None:
    folder = partner()
    (project / "assets/templates.yaml").write_text("quiet: {extends: nothing}\n", "utf-8")
    with pytest.raises(ProjectError) as caught:
        load_project(project, folder)
    errors = [p for p in caught.value.problems if p.severity is Severity.ERROR]
    assert [(p.at.file, p.code) for p in errors if p.at] == [
        ("assets/templates.yaml", "unknown-template"),
    ]


def test_the_projects_own_folder_inherits_nothing(project: Path, partner: Partner) -> None:
    partner()
    assert load_project(project, project / "assets").brand == load_project(project).brand


def test_a_project_without_assets_gives_nothing(project: Path, partner: Partner) -> None:
    folder = partner()
    for path in sorted((project / "assets").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (project / "assets").rmdir()
    brand, backgrounds = load_brand_kit(project, folder)
    assert (backgrounds, dict(brand.instead), brand.fallback) == ({}, {}, ())


ALT = """\
language: en
captions:
  - id: one
    text: {en: "Fine words"}
    alt:
      en: ALT
"""


@pytest.mark.parametrize(
    ("alt", "read", "codes"),
    [
        (
            "Fine words. Learn the facts at example.com/facts. Picture: a key.",
            "Fine words. Read more at example.org/partner. Picture: a key.",
            [],
        ),
        ("Fine words. Picture: a key.", "Fine words. Picture: a key.", []),
        ("Fine words, by example.com/facts.", "Fine words, by example.com/facts.", ["alt-address"]),
        (
            "Learn the facts at example.com/facts/more",
            "Learn the facts at example.com/facts/more",
            ["alt-address"],
        ),
    ],
)
def test_written_alt_texts_say_the_brands_footer(
    project: Path, partner: Partner, alt: str, read: str, codes: list[str]
) -> None:
    folder = partner()
    ours = project / "assets/brand.yaml"
    ours.write_text(ours.read_text("utf-8").replace("example.org", "example.com"), "utf-8")
    (project / "captions.yaml").write_text(ALT.replace("ALT", f'"{alt}"'), "utf-8")
    found = load_project(project, folder)
    assert found.captions[0].alt["en"].words == read
    warned = [p for p in found.warnings if p.code == "alt-address"]
    assert [p.code for p in warned] == codes
    assert all(p.at and (p.at.file, p.at.line) == ("captions.yaml", 6) for p in warned)
    own = load_project(project)
    assert own.captions[0].alt["en"].words == alt
    assert "alt-address" not in [p.code for p in own.warnings]


def test_an_address_that_the_picture_itself_shows_is_no_matter(
    project: Path, partner: Partner
) -> None:
    folder = partner()
    ours = project / "assets/brand.yaml"
    ours.write_text(ours.read_text("utf-8").replace("example.org", "example.com"), "utf-8")
    words = ALT.replace("Fine words", "Ask example.com").replace("ALT", '"Ask example.com"')
    (project / "captions.yaml").write_text(words, "utf-8")
    warned = [problem.code for problem in load_project(project, folder).warnings]
    assert "alt-address" not in warned
