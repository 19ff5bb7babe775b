"""Placements: what covers them, discs, every caption on every one, shared renders."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest
from cards import card, placement, project
from hypothesis import given, settings
from hypothesis import strategies as st
from seven import COUNT, seven

from sharegen import workers
from sharegen.build import Options, build
from sharegen.catalog.platforms import PLACEMENTS
from sharegen.catalog.proofs import FRAME, Proof
from sharegen.catalog.templates import TEMPLATES
from sharegen.check import check
from sharegen.layout import layout
from sharegen.model.card import Card
from sharegen.model.diagnostic import CardError
from sharegen.model.geometry import Insets, Rect, Size
from sharegen.model.spec import CIRCLE, Obstacle, Placement
from sharegen.pipeline import draw, fingerprint_of, prove, render_key
from sharegen.resolve import Selection, resolve

DEFAULT = [row.id for row in PLACEMENTS.values() if row.default]
WORDS = st.sampled_from(
    (
        "Not like this.",
        "Ask first. Then **share what you know.**",
        "Children are lured into it **by people they trust,** not by strangers.",
    )
)


def slot(size: tuple[int, int], obstacle: Rect) -> Placement:
    return replace(placement(*size), obstacles=(Obstacle("avatar", obstacle),))


def inks(made: Card) -> list[Rect]:
    frame = layout(made)
    return [setting.ink for setting in (*frame.settings, *frame.footer)]


@given(
    WORDS,
    st.sampled_from(((1500, 500), (1280, 720), (1080, 1080), (1080, 1350))),
    st.tuples(st.floats(0, 0.8), st.floats(0, 0.8), st.floats(0.05, 0.4), st.floats(0.05, 0.4)),
)
@settings(max_examples=60)
def test_nothing_stands_under_what_covers_the_canvas(
    words: str, size: tuple[int, int], box: tuple[float, float, float, float]
) -> None:
    x, y, width, height = box
    area = Rect(x * size[0], y * size[1], width * size[0], height * size[1])
    made = card(words, slot(size, area))
    try:
        frame = layout(made)
    except CardError as error:
        assert error.problem.code in ("overflow", "footer-overflow")
        return
    assert check(FRAME, Proof(made, frame)).problems == ()
    assert not any(ink.intersects(area) for ink in inks(made))


def test_a_footer_goes_beside_what_covers_its_place() -> None:
    free, held = (card("Ask first.", where) for where in (placement(1500, 500), "x-header"))
    (below,), (beside,) = layout(free).footer, layout(held).footer
    assert (len(below.lines), len(beside.lines)) == (1, 2)
    assert beside.ink.x > PLACEMENTS["x-header"].obstacles[0].area.right
    assert beside.size_px == below.size_px


@pytest.mark.parametrize("size", [(1080, 1080), (1080, 1920), (1200, 675)])
def test_words_stand_in_the_square_inside_a_disc(size: tuple[int, int]) -> None:
    spot = replace(placement(*size), keep_inside=CIRCLE)
    assert spot.disc is not None
    side = min(size)
    assert spot.disc.width == pytest.approx(0.7071 * side, rel=1e-4)
    frame = layout(card("Ask first.", spot))
    assert spot.disc.contains(frame.settings[0].ink, 3)
    far = max(
        (x - size[0] / 2) ** 2 + (y - size[1] / 2) ** 2
        for ink in [frame.settings[0].ink]
        for x in (ink.x, ink.right)
        for y in (ink.y, ink.bottom)
    )
    assert far**0.5 <= side / 2 + 3


@pytest.mark.parametrize("name", [name for name, row in PLACEMENTS.items() if not row.templates])
def test_every_caption_is_set_on_every_placement_for_words(name: str) -> None:
    found = resolve(seven(project()), Selection((name,)))
    assert not found.problems
    assert len(found.cards) == COUNT
    for made in found.cards:
        frame = prove(made)
        shown = " ".join(line.text for setting in frame.settings for line in setting.lines)
        assert " ".join(shown.split()) == made.title
        spot, (footer,) = made.placement, frame.footer
        assert footer.size_px >= max(3.4 * spot.size.unit, spot.size.width / 30) - 1e-6
        assert footer.ink.bottom <= spot.size.height - spot.clear.bottom
        for setting in frame.settings:
            share = setting.ink.height / spot.size.height
            assert share <= made.grid.words_ratio + 0.03, made.name


def test_the_default_set_is_the_contracts() -> None:
    wanted = (
        "x-post x-header facebook-post facebook-link instagram-square instagram-portrait "
        "instagram-tall instagram-story linkedin-post pinterest-pin youtube-thumbnail open-graph "
        "github-social email-header"
    )
    assert sorted(DEFAULT) == sorted(wanted.split())


@pytest.mark.parametrize("row", PLACEMENTS.values(), ids=PLACEMENTS)
def test_a_row_says_what_it_is_and_how_that_is_known(row: Placement) -> None:
    assert row.title and row.platform and row.source
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", row.checked)
    assert row.confidence in "ABCDM"
    assert row.keep_inside in ("", CIRCLE)
    safe = Rect.between(
        row.clear.left,
        row.clear.top,
        row.size.width - row.clear.right,
        row.size.height - row.clear.bottom,
    )
    assert safe.width * safe.height > 0.3 * row.size.width * row.size.height
    assert all(Rect(0, 0, *row.size).contains(o.area) for o in row.obstacles)
    if row.default:
        assert all(row.suits(name) for name in TEMPLATES)


def test_a_placement_of_another_template_is_an_error_when_it_is_named() -> None:
    every = replace(project(), captions=())
    chosen = Selection(("poster-a4", "instagram-square"), ("thread-*",), (), ("hold",))
    found = resolve(every, chosen)
    assert {problem.code for problem in found.problems} == {"template-placement"}
    assert len(found.problems) == 8
    assert {made.placement.id for made in found.cards} == {"instagram-square"}
    assert "takes poster" in found.problems[0].message


def test_a_placement_of_another_template_is_left_out_of_all_and_said() -> None:
    found = resolve(project(), Selection(("all",), ("like-this-not-like-this",)))
    assert not found.problems
    assert found.left_out[-1] == (
        "3 placements need another template: x-header, facebook-cover, email-header"
    )
    assert {made.placement.id for made in found.cards} == set(PLACEMENTS) - {
        *("x-header", "facebook-cover", "email-header")
    }


def on(name: str, caption: str = "like-this") -> Card:
    (made,) = resolve(project(), Selection((name,), (caption,))).cards
    return made


def test_cards_share_a_render_when_they_come_out_the_same() -> None:
    assert render_key(on("instagram-portrait")) == render_key(on("facebook-post"))
    assert render_key(on("open-graph")) == render_key(on("facebook-link"))
    assert render_key(on("instagram-story")) == render_key(on("whatsapp-status"))
    assert render_key(on("instagram-square")) != render_key(on("facebook-square"))  # a crop
    assert render_key(on("instagram-story")) != render_key(on("tiktok-photo"))  # an interface
    assert render_key(on("x-post")) != render_key(on("x-post", "not-like-this"))
    assert fingerprint_of(on("open-graph"), "") != fingerprint_of(on("facebook-link"), "")


CHANGES = {
    "caption": {"caption": "another"},
    "alt": {"alt": "another"},
    "title": {"title": "another"},
    "status": {"status": "draft"},
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_the_file_says_of_itself_is_part_of_the_render(change: str) -> None:
    made = on("open-graph")
    assert render_key(replace(made, **CHANGES[change])) != render_key(made)


SLOTS = {
    "budget": {"budget": 1},
    "size": {"size": Size(1200, 631)},
    "insets": {"keep_clear": Insets(0, 60, 0, 0)},
    "obstacle": {"obstacles": (Obstacle("badge", Rect(1100, 600, 50, 20)),)},
    "disc": {"keep_inside": CIRCLE},
}


@pytest.mark.parametrize("change", SLOTS)
def test_what_a_layout_or_encoder_takes_of_a_placement_is_part_of_the_render(change: str) -> None:
    made = on("open-graph")
    other = replace(made, placement=replace(made.placement, **SLOTS[change]))
    assert render_key(other) != render_key(made)


@given(st.integers(0, 120), st.integers(0, 120), st.integers(0, 120), st.integers(0, 120))
@settings(max_examples=40)
def test_equal_renders_have_equal_frames(top: int, right: int, bottom: int, left: int) -> None:
    bare = card("Ask first. Then share it.", placement(1080, 1350))
    inset = card(
        "Ask first. Then share it.", placement(1080, 1350, Insets(top, right, bottom, left))
    )
    if render_key(bare) == render_key(inset):
        assert layout(bare) == layout(inset)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_shared_render_is_drawn_once_and_written_under_each_name(
    jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = []
    if jobs == 1:
        monkeypatch.setattr(workers, "ready", lambda made: drawn.append(made.name) or draw(made))
    names = ("facebook-post", "instagram-portrait", "threads-post", "open-graph")
    out = tmp_path / "out"
    chosen = Selection(names, ("like-this", "not-like-this"))
    done = build(project(), chosen, Options(out, jobs))
    assert done.built == 8
    assert {problem.code for problem in done.problems} == {"unchecked-link"}
    assert len(drawn) == (4 if jobs == 1 else 0)
    files = defaultdict(set)
    prints = set()
    for image in json.loads((out / "manifest.json").read_bytes())["images"]:
        path = out / image["path"]
        assert image["placement"] in image["path"] and path.is_file() and not path.is_symlink()
        assert path.stat().st_nlink == 1
        assert path.with_suffix(".alt.txt").is_file()
        files[image["render"]].add(path.read_bytes())
        prints.add(image["fingerprint"])
    assert sorted(map(len, files.values())) == [1] * 4
    assert len(prints) == 8


def test_one_name_of_a_shared_render_can_be_made_again_alone(tmp_path: Path) -> None:
    chosen = Selection(("facebook-post", "instagram-portrait"), ("like-this",))
    build(project(), chosen, Options(tmp_path / "out"))
    (gone,) = (tmp_path / "out/facebook-post").glob("*.png")
    before = gone.read_bytes()
    gone.unlink()
    done = build(project(), chosen, Options(tmp_path / "out"))
    assert (done.built, done.unchanged) == (1, 1)
    assert gone.read_bytes() == before


def test_a_fault_of_a_shared_render_names_each_placement() -> None:
    long = "Children are lured into it by people they trust. " * 12
    made = [replace(card(long), placement=PLACEMENTS[n]) for n in ("x-post", "mastodon-post")]
    found = [
        result for _, result in workers.make_all([workers.Job(m, "") for m in made], Path(), 1)
    ]
    assert [f.problems[0].where for f in found if isinstance(f, workers.Failure)] == [
        ("x-post",),
        ("mastodon-post",),
    ]
