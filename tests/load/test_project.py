"""From files to a project."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sharegen.load import load_brand_kit, load_project, locate_project
from sharegen.model.color import Color
from sharegen.model.diagnostic import Location, ProjectError, Severity
from sharegen.model.manuscript import Override, Text, Translation
from sharegen.model.project import Gradient

FULL = """\
# a comment
language: en
captions:
  - id: one
    text:
      en: "Most **often.**"
      es: {text: "A **menudo.**", status: draft}
    short: {en: Often}
    alt: {en: "**Alt** ~text"}
    background: house-key
    template: statement
    topics: [who, how]
    status: approved
    picture: awaiting
    source: s-1
    reviewed: 2020-08-01
    posts: {facebook: "Read https://x.org/~a", x: "Short"}
    overrides:
      open-graph: {text: {en: "Other"}, size: 84.5, background: paper}
  - id: '2'
    text:
      en: |
        two
        lines
    status: hold
    hold: "the operator changed"
    requires: one
sources:
  s-1: {title: "A title", url: https://example.org, date: 2020-08-01}
corrections:
  - {found: "Hotline..", corrected: "Hotline.", why: "one full stop too many"}
"""


def write(project: Path, captions: str) -> Path:
    (project / "captions.yaml").write_text(captions, "utf-8")
    return project


def test_everything_a_caption_may_say_is_read(project: Path) -> None:
    loaded = load_project(write(project, FULL))
    assert (loaded.problems, loaded.warnings[1:]) == ((), ())
    one, two = loaded.captions
    assert one.text == {
        "en": Translation(Text("Most often.", ((5, 11),))),
        "es": Translation(Text("A menudo.", ((2, 9),)), "draft"),
    }
    assert one.text["en"].text.at == Location("captions.yaml", 6, 11)
    assert one.short == {"en": Translation(Text("Often"))}
    assert one.alt == {"en": Text("**Alt** ~text")}
    assert (one.background, one.template, one.topics) == ("house-key", "statement", ("who", "how"))
    assert (one.status, one.picture, one.reviewed) == ("approved", "awaiting", "2020-08-01")
    assert one.posts == {"facebook": Text("Read https://x.org/~a"), "x": Text("Short")}
    assert one.overrides == {
        "open-graph": Override({"en": Translation(Text("Other"))}, 84.5, "paper")
    }
    assert one.overrides["open-graph"].at == Location("captions.yaml", 19, 7)
    assert (two.id, two.status, two.hold) == ("2", "hold", "the operator changed")
    assert two.requires == "one"
    assert two.text["en"].text.value == "two\nlines"
    assert loaded.sources["s-1"].url == "https://example.org"
    assert loaded.corrections[0].why == "one full stop too many"
    assert pickle.loads(pickle.dumps(loaded)) == loaded


def test_a_bad_caption_is_left_out_and_the_others_load(project: Path) -> None:
    bad = '  - {id: ../x, text: {en: "x"}}\n  - {id: two, text: {en: "a\\0b"}}\n'
    loaded = load_project(write(project, (project / "captions.yaml").read_text() + bad))
    assert [caption.id for caption in loaded.captions] == ["good"]
    assert [(p.code, p.caption) for p in loaded.problems] == [
        ("bad-id", "../x"),
        ("control-character", "two"),
    ]


def test_broken_art_leaves_out_the_captions_that_use_it(project: Path) -> None:
    bad = "  - {id: two, text: {en: x}, background: broken}\n"
    bad += "  - {id: three, text: {en: x}, overrides: {x-post: {background: broken}}}\n"
    loaded = load_project(write(project, (project / "captions.yaml").read_text() + bad))
    assert [caption.id for caption in loaded.captions] == ["good"]
    assert [(p.code, p.caption, p.at and p.at.file) for p in loaded.problems] == [
        ("asset-damaged", "three", "assets/backgrounds/backgrounds.yaml"),
        ("asset-damaged", "two", "assets/backgrounds/backgrounds.yaml"),
    ]
    assert loaded.warnings == ()


def test_broken_art_that_no_caption_uses_is_a_warning(project: Path) -> None:
    loaded = load_project(project)
    assert loaded.problems == ()
    assert [(p.code, p.severity) for p in loaded.warnings] == [("asset-damaged", Severity.WARNING)]
    assert "broken" not in loaded.backgrounds


def test_problems_of_all_files_come_in_one_run_and_in_order(project: Path) -> None:
    write(project, "langauge: en\ncaptions:\n  - {id: con, text: {en: x}}\n  - 1\n")
    (project / "assets/brand.yaml").write_text("name: x\n")
    (project / "assets/backgrounds/backgrounds.yaml").write_text("a: {tone: drak}\n")
    with pytest.raises(ProjectError) as caught:
        load_project(project)
    problems = caught.value.problems
    assert [(p.at and (p.at.file, p.at.line), p.code) for p in problems] == [
        (("assets/backgrounds/backgrounds.yaml", 1), "unknown-value"),
        (("assets/brand.yaml", 1), "missing-key"),
        (("assets/brand.yaml", 1), "missing-key"),
        (("assets/brand.yaml", 1), "missing-key"),
        (("captions.yaml", 1), "missing-key"),
        (("captions.yaml", 1), "unknown-key"),
        (("captions.yaml", 3), "reserved-name"),
        (("captions.yaml", 4), "wrong-kind"),
    ]


def test_no_name_is_refused_when_the_backgrounds_could_not_be_read(project: Path) -> None:
    write(project, "language: en\ncaptions:\n  - {id: a, text: {en: x}, background: house-key}\n")
    (project / "assets/backgrounds/backgrounds.yaml").write_text("a: [\n")
    with pytest.raises(ProjectError) as caught:
        load_project(project)
    assert [p.code for p in caught.value.problems] == ["syntax"]


def test_a_brand_may_stand_elsewhere(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    kit = tmp_path_factory.mktemp("kit")
    (kit / "brand.yaml").write_text((project / "assets/brand.yaml").read_text())
    loaded = load_project(project, kit)
    assert loaded.backgrounds == load_project(project).backgrounds
    assert loaded.brand.faces["footer"].path == kit / "fonts/a.ttf"
    (kit / "brand.yaml").write_text("name: x\nfaces: {headline: ../a.ttf}\n")
    with pytest.raises(ProjectError) as caught:
        load_project(project, kit)
    outside = [p for p in caught.value.problems if p.code == "outside-project"]
    assert outside[0].at == Location(f"{kit.as_posix()}/brand.yaml", 2, 19)


def test_a_brand_inside_the_project_is_named_from_there(project: Path) -> None:
    (project / "partner").mkdir()
    text = (project / "assets/brand.yaml").read_text().replace("fonts/", "../assets/fonts/")
    (project / "partner/brand.yaml").write_text(text)
    faces = load_project(project, project / "partner").brand.faces
    assert faces["body"].file == "assets/fonts/a.ttf"


def test_a_kit_is_read_without_captions(project: Path) -> None:
    (project / "captions.yaml").unlink()
    with pytest.raises(ProjectError) as caught:
        load_brand_kit(project)
    assert [p.code for p in caught.value.problems] == ["asset-damaged"]
    path = project / "assets/backgrounds/backgrounds.yaml"
    path.write_text(path.read_text().replace("broken.svg", "whole.svg"))
    brand, backgrounds = load_brand_kit(project)
    assert brand.name == "Test"
    assert list(backgrounds) == ["house-key", "broken", "paper"]


def test_a_contrast_may_be_lowered_with_a_reason(project: Path) -> None:
    path = project / "assets/brand.yaml"
    text = path.read_text().replace("#A9B8D4", "#6E8FC8")
    path.write_text(text)
    with pytest.raises(ProjectError):
        load_project(project)
    path.write_text(text + 'contrast: {least: 4.5, why: "the colours of the house"}\n')
    assert load_project(project).brand.contrast == 4.5


def test_fills_are_roles_colours_and_gradients(project: Path) -> None:
    (project / "assets/backgrounds/backgrounds.yaml").write_text(
        'a: {tone: dark}\nb: {tone: dark, fill: "#123", scrim: 0.4}\n'
        'c: {tone: dark, fill: {angle: 90, stops: ["#000", "#fff"]}}\n'
    )
    found = load_project(project).backgrounds
    assert found["a"].fill == "surface"
    assert (found["b"].fill, found["b"].scrim) == (Color(17, 34, 51), 0.4)
    assert found["c"].fill == Gradient(90, (Color(0, 0, 0), Color(255, 255, 255)))


def test_the_nearest_project_upwards_is_found(project: Path) -> None:
    below = project / "assets/backgrounds"
    assert locate_project(below) == project.resolve()
    (below / "captions.yaml").mkdir()
    assert locate_project(below) == project.resolve()
    (project / "captions.yaml").unlink()
    assert locate_project(Path("/")) is None


@given(
    st.one_of(
        st.binary(max_size=120), st.text(max_size=120).map(lambda t: t.encode("utf-8", "replace"))
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_in_any_file_raise_anything_but_a_project_error(
    project: Path, data: bytes
) -> None:
    for name in ("captions.yaml", "assets/brand.yaml", "assets/backgrounds/backgrounds.yaml"):
        path = project / name
        whole = path.read_bytes()
        try:
            for content in (data, whole + data, whole[: len(data)] + data):
                path.write_bytes(content)
                try:
                    load_project(project)
                except ProjectError as error:
                    assert error.problems
        finally:
            path.write_bytes(whole)


_VALUES = st.recursive(
    st.one_of(st.text(max_size=10), st.sampled_from(["one", "house-key", "2020-08-01", "84"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["en", "text", "size", "id", "x-post"]), inner, max_size=3),
    ),
    max_leaves=8,
)
_KEYS = [
    *("id", "text", "short", "alt", "background", "template", "topics", "status", "picture"),
    *("hold", "source", "reviewed", "posts", "requires", "overrides", "body", "heading", "url"),
]


_ENTRIES = st.lists(st.dictionaries(st.sampled_from(_KEYS), _VALUES, max_size=8), max_size=3)


@given(_ENTRIES, _ENTRIES, _ENTRIES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_shape_of_captions_raises_anything_but_a_project_error(
    project: Path,
    captions: list[dict[str, object]],
    points: list[dict[str, object]],
    threads: list[dict[str, object]],
) -> None:
    lists = {"captions": captions, "points": points, "threads": threads, "links": points}
    data = {"language": "en", **lists, "sources": {"one": {"title": "x"}}}
    (project / "captions.yaml").write_text(json.dumps(data), "utf-8")
    try:
        load_project(project)
    except ProjectError as error:
        assert all(problem.hint and problem.at for problem in error.problems)


def test_the_chain_of_faces_is_read_in_its_order(project: Path) -> None:
    brand = project / "assets/brand.yaml"
    assert load_project(project).brand.fallback == ()
    chain = "fallback: [fonts/c.ttf, fonts/a.ttf, fonts/b.ttf, fonts/c.ttf]\n"
    brand.write_text(brand.read_text("utf-8") + chain, "utf-8")
    loaded = load_project(project).brand
    named = [face.file for face in loaded.fallback]
    assert named == ["assets/fonts/c.ttf", "assets/fonts/a.ttf", "assets/fonts/b.ttf"]
    assert loaded.fallback[1] == loaded.faces["headline"]
