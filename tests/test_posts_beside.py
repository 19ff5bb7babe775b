"""The posts that lie beside pictures: written, proven, renewed, removed; all of them as a page or
as a table."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from click.testing import CliRunner

from sharegen.build import Options, Outcome, build
from sharegen.catalog import posting
from sharegen.catalog.posting import PLATFORMS
from sharegen.cli import cli
from sharegen.copydeck import DIALECTS, GENERIC, as_page, as_table, gather
from sharegen.difference import as_line, as_objects, compare, report_page
from sharegen.load import load_project
from sharegen.manifest import MANIFEST, SUMS, post_path, read_manifest
from sharegen.model.diagnostic import Diagnostic, ProjectError
from sharegen.model.manuscript import Text
from sharegen.model.project import Project
from sharegen.resolve import Selection
from sharegen.spreadsheet import defused
from sharegen.verify import verify

ROOT = Path(__file__).parents[1]
PLACEMENTS, CAPTIONS = ("x-post", "telegram-post", "x-header"), ("like-this",)
ONE = "x-post/like-this_x-post_1200x675_en.png"
TOLD = "telegram-post/like-this_telegram-post_1080x1350_en.png"
HEADER = "x-header/like-this_x-header_1500x500_en.png"
SELECTION = Selection(PLACEMENTS, CAPTIONS)
BASE = "https://example.org/kit/"
Run = Callable[..., CompletedProcess[str]]


@pytest.fixture(scope="module")
def own() -> Project:
    return load_project(ROOT)


@pytest.fixture(scope="module")
def made(own: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One caption on two posts and a header, as it was built."""
    out = tmp_path_factory.mktemp("made") / "dist"
    assert not build(own, SELECTION, Options(out)).machine
    return out


@pytest.fixture
def out(made: Path, tmp_path: Path) -> Path:
    """An output folder that a test may change."""
    return Path(shutil.copytree(made, tmp_path / "dist"))


def with_help(project: Project, words: str) -> Project:
    line = replace(project.brand.help["en"], words=words)
    return replace(project, brand=replace(project.brand, help={"en": line}))


def codes(problems: tuple[Diagnostic, ...]) -> list[str]:
    return [p.code for p in problems if p.code not in ("unchecked-link", "no-link")]


def again(project: Project, out: Path, **options: bool) -> Outcome:
    return build(project, SELECTION, Options(out, **options))


# Beside the pictures


def test_every_posted_picture_has_its_post_beside_it(own: Project, made: Path) -> None:
    records = read_manifest(made, None).by_path
    assert records.keys() == {ONE, TOLD, HEADER}
    for path, record in records.items():
        file = made / post_path(path)
        assert file.is_file() == bool(record.post) == (path != HEADER)
        if record.post:
            assert file.read_text("utf-8") == record.post + "\n"
            assert f"  {post_path(path)}\n" in (made / SUMS).read_text()
    assert records[TOLD].post.endswith(f"\n\nImage description: {records[TOLD].alt}")
    assert "Image description" not in records[ONE].post
    images = json.loads((made / MANIFEST).read_bytes())["images"]
    assert ["post" in image for image in images] == [True, False, True]
    assert codes(verify(own, made).problems) == []


def test_pictures_of_one_render_have_a_post_each(own: Project, tmp_path: Path) -> None:
    spots = ("facebook-post", "threads-post", "telegram-post")
    found = build(own, Selection(spots, CAPTIONS), Options(tmp_path / "dist"))
    renders = {record.render for record in found.records}
    assert len(renders) < 3, "some of them are painted once"
    for record in found.records:
        assert ("Image description" in record.post) == (record.placement == "telegram-post")


def test_a_post_that_changed_alone_is_renewed_and_no_picture(own: Project, out: Path) -> None:
    before = {path: (out / path).stat().st_mtime_ns for path in (ONE, TOLD, HEADER)}
    changed = with_help(own, "Call somebody.")
    stale = verify(changed, out)
    assert codes(stale.problems) == ["stale-file", "stale-file"]
    assert all("the post of" in p.message for p in stale.problems if p.code == "stale-file")
    found = again(changed, out)
    assert (found.built, found.unchanged) == (0, 3) and "2 posts renewed" in found.notes
    assert before == {path: (out / path).stat().st_mtime_ns for path in before}
    assert "Call somebody." in (out / post_path(ONE)).read_text("utf-8")
    assert codes(verify(changed, out).problems) == []
    assert "renewed" not in " ".join(again(changed, out).notes)


def test_what_somebody_did_to_a_post_is_found_and_mended(own: Project, out: Path) -> None:
    (out / post_path(ONE)).write_text("Something else.\n", "utf-8")
    (out / post_path(TOLD)).unlink()
    (out / post_path(HEADER)).write_text("Mine.\n", "utf-8")
    found = verify(own, out)
    assert sorted(codes(found.problems)) == ["foreign-file", "missing-file", "post-differs"]
    assert found.tally["altered"] == found.tally["missing"] == 1
    assert "2 posts renewed" in again(own, out).notes
    assert codes(verify(own, out).problems) == ["foreign-file"]


def test_the_post_of_what_is_no_longer_made_goes_with_it(own: Project, out: Path) -> None:
    without = replace(own, captions=tuple(c for c in own.captions if c.id != "like-this"))
    options = Options(out, prune=True)
    found = build(without, Selection(PLACEMENTS, ("know-their-traffickers",)), options)
    assert {post_path(ONE), post_path(TOLD)} <= {*found.pruned}
    assert not (out / post_path(ONE)).exists()
    assert codes(verify(without, out).problems) == []


def test_a_post_that_has_no_room_any_more_is_removed(own: Project, out: Path) -> None:
    """Its picture is made again, so that its checks say why."""
    row = replace(PLATFORMS["x"], limit=40)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(PLATFORMS, "x", row)
        posting.lengths.cache_clear()
        found = again(own, out)
        assert found.built == 1 and not (out / post_path(ONE)).exists()
        assert "post-no-room" in codes(found.problems)
        assert [r.path for r in found.records if not r.post] == [ONE, HEADER][::-1]
        assert codes(verify(own, out).problems) == []
    posting.lengths.cache_clear()


def test_a_manifest_of_before_there_were_posts_is_read(own: Project, out: Path) -> None:
    whole = json.loads((out / MANIFEST).read_bytes())
    for image in whole["images"]:
        image.pop("post", None)
    (out / MANIFEST).write_text(json.dumps(whole), "utf-8")
    for path in (ONE, TOLD):
        (out / post_path(path)).unlink()
    assert not read_manifest(out, own.brand.name).reason
    found = again(own, out)
    assert (found.built, found.unchanged) == (2, 1)
    assert codes(verify(own, out).problems) == []
    whole["images"][0]["post"] = 7
    (out / MANIFEST).write_text(json.dumps(whole), "utf-8")
    assert read_manifest(out, None).reason == "manifest.json is damaged"


def test_a_changed_post_is_told_word_for_word(own: Project, made: Path, out: Path) -> None:
    again(with_help(own, "In danger, call 999."), out)
    found = compare(made, out)
    (entry,) = found.entries
    assert (entry.kind, entry.words, entry.placements) == (
        *("metadata", ()),
        ("telegram-post", "x-post"),
    )
    assert "In danger, call [-911. National" in as_line(entry) and "{+999.+}" in as_line(entry)
    kinds = {piece["kind"] for piece in as_objects(found.entries)[0]["post"]}
    assert kinds == {"equal", "deleted", "inserted"}
    assert b"The post changed:" in report_page(found)


# All at once


@pytest.fixture(scope="module")
def page(own: Project) -> str:
    return as_page(gather(own, Selection(("x-post", "telegram-post"))), BASE)


def test_the_page_has_each_post_once_with_its_length(own: Project, page: str) -> None:
    deck = gather(own, Selection(("x-post", "telegram-post")))
    assert len(deck.entries) == 13 and len(deck.postings) == 13 * len(PLATFORMS)
    for one in deck.postings:
        length = one.post.lengths[0]
        name = PLATFORMS[one.post.platform].name
        assert f"```text\n{one.post.text}\n```" in page
        assert f"{name} {length.measured:,}/{length.most:,}" in page
    assert f"[{ONE.partition('/')[2]}]({BASE}{ONE})" in page
    assert "## not-like-this (en, approved)\n\nNot like this.\n\nNever post this without" in page
    assert page.count("### X 241/280 (as written)\n") == 1
    on_terminal = as_page(deck, on_terminal=True)
    assert "##" not in on_terminal and "**X 241/280 (as written)**" in on_terminal


def test_a_post_ends_no_frame_and_no_title_is_markup(own: Project) -> None:
    caption = own.captions[0]
    words = Text("Ask ```first``` _now_ # `` ", (), caption.at)
    changed = replace(caption, text={"en": replace(caption.text["en"], text=words)}, alt={})
    deck = gather(replace(own, captions=(changed,), points=(), threads=()), Selection(("x-post",)))
    page = as_page(deck)
    assert "````text\nAsk ```first``` _now_ # ``" in page
    assert "Ask \\`\\`\\`first\\`\\`\\` \\_now\\_ \\#" in page


def rows(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    return [*csv.DictReader(text, strict=True)]


def test_the_table_is_read_back_as_it_was(own: Project) -> None:
    deck = gather(own, Selection(("x-post", "telegram-post")))
    table = as_table(deck, DIALECTS[GENERIC], BASE)
    assert table.problems == ()
    found = rows(table.data)
    assert [(row["entry"], row["platform"], row["text"]) for row in found] == [
        (one.post.entry, one.post.platform, one.post.text) for one in deck.postings
    ]
    assert {row["date"] for row in found} == {""} and {row["language"] for row in found} == {"en"}
    by_platform = {row["platform"]: row for row in found if row["entry"] == "like-this"}
    x, telegram, reddit = (by_platform[id] for id in ("x", "telegram", "reddit"))
    assert x["image_url"] == BASE + ONE and telegram["image_url"] == BASE + TOLD
    assert x["alt_text"].startswith("Child sex trafficking happens like this.")
    assert (telegram["alt_text"], reddit["image_url"]) == ("", "")
    assert (x["length"], x["limit"]) == ("213", "280")
    lines = table.data.split(b"\r\n")
    assert lines[-1] == b"" and len(lines) == len(found) + 2, "only CRLF parts rows"
    plain = rows(as_table(deck, DIALECTS[GENERIC]).data)
    assert {row["image_url"] for row in plain} == {""}


@pytest.mark.parametrize("sign", [*"=+-@\t\r\n\0＝＋－＠"])
def test_no_cell_is_a_formula(own: Project, sign: str) -> None:
    assert defused(f"{sign}1+1") == f"'{sign}1+1"
    assert defused(f"1{sign}1") == f"1{sign}1" and defused("") == ""


def test_a_cell_that_was_defused_is_told(own: Project) -> None:
    caption = own.captions[0]
    posts = {"x": Text("@somebody =1+1 polarisproject.org/childtrafficking", (), caption.at)}
    project = replace(own, captions=(replace(caption, posts=posts),), points=(), threads=())
    deck = gather(project, Selection(("x-post",)), ("x", "reddit"))
    table = as_table(deck, DIALECTS[GENERIC])
    texts = [row["text"] for row in rows(table.data)]
    assert texts[0].startswith("'@somebody =1+1 ")
    assert [p.code for p in table.problems] == ["formula", "formula"]
    assert "begins with '@'" in table.problems[0].message


def test_publer_has_its_twelve_columns(own: Project) -> None:
    deck = gather(own, Selection(("x-post",), ("like-this",)), ("x",))
    (row,) = rows(as_table(deck, DIALECTS["publer"], BASE).data)
    assert len(row) == 12
    assert [*row][:4] == [
        "Date - Intl. format or prompt",
        "Text",
        "Link(s) - Separated by comma for FB carousels",
        "Media URL(s) - Separated by comma",
    ]
    filled = {name.partition(" ")[0]: value for name, value in row.items() if value}
    assert filled.keys() == {"Text", "Media", "Alt"} and filled["Media"] == BASE + ONE
    for dialect in DIALECTS.values():
        assert dialect.source and dialect.about
    assert "read 2026-" in DIALECTS["publer"].source


def test_what_has_no_room_or_is_unknown_is_told(own: Project) -> None:
    caption = own.captions[0]
    text = replace(caption.text["en"], text=Text("a" * 290, (), caption.at))
    project = replace(own, captions=(replace(caption, text={"en": text}),), points=(), threads=())
    deck = gather(project, Selection(("linkedin-post",)))
    unfit = [p for p in deck.problems if p.code == "post-no-room"]
    assert [p.message.partition(":")[0] for p in unfit] == ["no post for X", "no post for Bluesky"]
    assert {p.at for p in unfit} == {caption.at} and {p.caption for p in unfit} == {caption.id}
    assert {"x", "bluesky"}.isdisjoint(one.post.platform for one in deck.postings)
    with pytest.raises(ProjectError, match="no platform 'twitter'"):
        gather(own, Selection(), ("twitter",))


def test_what_has_an_error_has_no_post(own: Project) -> None:
    caption = own.captions[0]
    posts = {"x": Text("a" * 281, (), caption.at)}
    changed = (replace(caption, posts=posts), *own.captions[1:2])
    deck = gather(replace(own, captions=changed, points=(), threads=()), Selection(("x-post",)))
    assert [entry.id for entry in deck.entries] == ["people-they-trust"]
    (wrong,) = (p for p in deck.problems if p.code == "post-too-long")
    assert (wrong.at, wrong.severity.value) == (caption.at, "error")


def test_the_command_writes_and_says(tmp_path: Path) -> None:
    def posts(*arguments: str) -> tuple[int, str, str]:
        given = ("posts", "--project", str(ROOT), "--only", "like-this", *arguments)
        done = CliRunner().invoke(cli, given)
        return done.exit_code, done.stdout, done.stderr

    code, said, beside = posts("--on", "x,reddit")
    assert code == 0 and "**X 213/280**" in said and "2 posts of 1 entry" in beside
    file = tmp_path / "posts.csv"
    assert posts("-o", str(file), "--base-url", BASE[:-1])[:2] == (0, f"{file}\n")
    assert len(rows(file.read_bytes())) == len(PLATFORMS)
    page = tmp_path / "posts.md"
    assert posts("-o", str(page))[0] == 0 and page.read_text("utf-8").startswith("# Posts: ")
    for wrong in (
        ("-o", "posts.txt"),
        ("--dialect", "publer"),
        ("--dialect", "publer", "-o", str(file)),
        ("--base-url", "example.org"),
    ):
        assert posts(*wrong)[0] == 2, wrong
    code, _, beside = posts("--lang", "es")
    assert (code, "0 posts of 0 entries" in beside, "draft" in beside) == (0, True, True)
