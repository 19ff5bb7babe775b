"""Talking points, threads, links and help: from files to values."""

from __future__ import annotations

from pathlib import Path

from sharegen.load import load_project
from sharegen.model.manuscript import Text, Translation
from sharegen.model.project import Help, Project
from sharegen.model.reference import Link

FULL = """\
language: en
captions:
  - {id: good, text: {en: "Fine words"}}
points:
  - id: three
    heading: {en: "A **heading**"}
    body:
      en: "**All** there is"
      es: {text: "Todo", status: draft}
    excerpt: {en: "All"}
    posts: {x: "Short"}
    topics: [who]
    status: hold
    hold: "the operator changed"
    picture: awaiting
    source: [s-1, s-2]
    reviewed: 2020-08-01
threads:
  - id: thread
    posts:
      - text: {en: "One 1/2"}
      - text: {en: "Two 2/2"}
        status: hold
        hold: "the operator changed"
    topics: [who]
    status: approved
    source: s-1
links:
  - id: page
    title: "A page"
    url: https://example.org/old
    moved: https://example.org/new
    checked: 2020-08-02
sources:
  s-1: {title: "A title"}
  s-2: {title: "A count", says: "1 of 7 reported"}
"""


def _load(project: Path, captions: str) -> Project:
    (project / "captions.yaml").write_text(captions, "utf-8")
    return load_project(project)


def test_everything_a_point_and_a_thread_may_say_is_read(project: Path) -> None:
    loaded = _load(project, FULL)
    (point,), (thread,) = loaded.points, loaded.threads
    assert point.heading == {"en": Translation(Text("A heading", ((2, 9),)))}
    assert point.body == {
        "en": Translation(Text("**All** there is")),
        "es": Translation(Text("Todo"), "draft"),
    }
    assert point.excerpt == {"en": Translation(Text("All"))}
    assert (point.posts, point.topics) == ({"x": Text("Short")}, ("who",))
    assert (point.status, point.hold, point.picture) == ("hold", "the operator changed", "awaiting")
    assert (point.sources, point.reviewed) == (("s-1", "s-2"), "2020-08-01")
    assert [(post.id, post.status, post.hold) for post in thread.posts] == [
        ("thread-1", "", ""),
        ("thread-2", "hold", "the operator changed"),
    ]
    assert thread.posts[1].text == {"en": Translation(Text("Two 2/2"))}
    assert thread.posts[1].at.line == FULL[: FULL.index('- text: {en: "Two')].count("\n") + 1
    assert (thread.status, thread.sources) == ("approved", ("s-1",))
    assert loaded.links == (
        Link("page", "A page", "https://example.org/old", "https://example.org/new", "2020-08-02"),
    )
    assert loaded.sources["s-2"].says == "1 of 7 reported"


def test_one_held_post_holds_the_thread(project: Path) -> None:
    (thread,) = _load(project, FULL).threads
    assert (thread.standing, thread.reasons) == ("hold", ("the operator changed",))
    draft = FULL.replace('status: hold\n        hold: "the operator changed"', "status: draft")
    (thread,) = _load(project, draft).threads
    assert (thread.standing, thread.reasons) == ("draft", ())
    (thread,) = _load(project, draft.replace("\n        status: draft", "")).threads
    assert thread.standing == "approved"


def test_a_bad_point_and_a_bad_thread_are_left_out_and_the_others_load(project: Path) -> None:
    text = FULL.replace('es: {text: "Todo"', 'es: {text: "a\\0b"').replace("2/2", "3/2")
    loaded = _load(project, text)
    assert [caption.id for caption in loaded.captions] == ["good"]
    assert (loaded.points, loaded.threads) == ((), ())
    assert [(p.code, p.caption) for p in loaded.problems] == [
        ("control-character", "three"),
        ("thread-number", "thread"),
    ]


def test_help_is_read_by_language(project: Path) -> None:
    path = project / "assets/brand.yaml"
    line = 'help: {en: {words: "Call 911", source: "all know it", reviewed: 2020-08-01}}\n'
    path.write_text(path.read_text("utf-8") + line, "utf-8")
    assert load_project(project).brand.help == {"en": Help("Call 911", "all know it", "2020-08-01")}
