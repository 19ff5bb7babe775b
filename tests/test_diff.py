"""What changed between two builds: just that, word for word and pixel for pixel, and safely."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import io
import json
import os
import re
import shutil
from collections.abc import Callable, Iterable
from html.parser import HTMLParser
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from PIL import Image

from sharegen.difference import as_line, as_objects, changes_sheet, compare, report_page, summary
from sharegen.difference.pixels import differing, spread
from sharegen.difference.sheet import _known, _paper
from sharegen.difference.words import DELETED, INSERTED, in_brief, marked, pieces
from sharegen.manifest import MANIFEST, alt_beside, manifest_bytes
from sharegen.model.diagnostic import ProjectError
from sharegen.model.record import Record
from sharegen.png import Layer, Words, encode

Run = Callable[..., CompletedProcess[str]]
RED, BLUE = (200, 30, 30), (30, 30, 200)
HOSTILE = (
    "</p><script>alert(1)</script><img src=x onerror=alert(1)>\u202egnp &amp; ::error::x \x1b[2J"
)


def image(color: tuple[int, int, int] = RED, size: tuple[int, int] = (320, 180)) -> Image.Image:
    found = Image.new("RGB", size, (240, 240, 240))
    found.paste(color, (40, 40, 120, 90))
    return found


def make(out: Path, caption: str, placement: str, picture: Image.Image, **facts: Any) -> Record:
    """Write a picture as a build does, and give its record."""
    width, height = picture.size
    name = f"{caption}_{placement}_{width}x{height}_en"
    encoded = encode(Layer(picture), (), Words("t", facts.get("alt", "")))
    data = b"".join(encoded.parts)
    values: dict[str, Any] = {
        "id": name,
        "path": f"{placement}/{name}.png",
        "caption": caption,
        "placement": placement,
        "lang": "en",
        "template": "statement",
        "background": "plain",
        "brand": "b",
        "width": width,
        "height": height,
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "pixel_sha256": encoded.pixel_sha256,
        "fingerprint": "1",
        "render": "2",
        "status": "approved",
        "alt": "One key lies on a table.",
    }
    record = Record(**(values | facts))
    (out / placement).mkdir(parents=True, exist_ok=True)
    (out / record.path).write_bytes(data)
    for path, alt in alt_beside(record):
        (out / path).write_bytes(alt)
    return record


def listed(out: Path, records: Iterable[Record], project: str = "p") -> Path:
    (out / MANIFEST).write_bytes(manifest_bytes(project, "0", records))
    return out


@pytest.fixture
def old(tmp_path: Path) -> Path:
    out = tmp_path / "old"
    spots = ("one", "two", "three")
    return listed(out, [make(out, id, spot, image()) for id in ("a", "b") for spot in spots])


def newer(tmp_path: Path, **facts: Any) -> Path:
    """A build where caption a has other facts, `picture` its picture, and b is as it was."""
    out, picture = tmp_path / "new", facts.pop("picture", image())
    records = [make(out, "b", spot, image()) for spot in ("one", "two", "three")]
    records += [make(out, "a", spot, picture, **facts) for spot in ("one", "two", "three")]
    return listed(out, records)


def test_nothing_changed(old: Path) -> None:
    found = compare(old, old)
    assert (found.entries, found.same, summary(found)) == ((), 6, "nothing changed, 6 the same")
    assert Image.open(io.BytesIO(b"".join(changes_sheet(found)))).width == 1600
    assert b"nothing changed" in report_page(found)


def test_one_change_on_three_placements_is_one_entry(old: Path, tmp_path: Path) -> None:
    found = compare(old, newer(tmp_path, picture=image(BLUE), alt="One kay lies on a table."))
    (entry,) = found.entries
    assert (entry.kind, entry.caption, entry.placements) == (
        "changed",
        "a",
        ("one", "three", "two"),
    )
    (pair,) = entry.pairs
    assert pair.placements == entry.placements, "the three have the same two pictures"
    assert pair.spread is not None and pair.spread.box == (40, 40, 120, 90)
    assert pair.spread.pixels == 80 * 50
    assert (
        as_line(entry)
        == "changed   a (en) on one, three, two: One [-key-] {+kay+} lies on a table."
    )
    assert summary(found) == "3 changed (1 caption), 3 the same"


def test_only_what_stands_beside_the_picture_changed(old: Path, tmp_path: Path) -> None:
    found = compare(old, newer(tmp_path, alt="One key lies here.", status="draft"))
    (entry,) = found.entries
    assert entry.kind == "metadata"
    assert "[-on a table.-] {+here.+}; status approved → draft" in as_line(entry)
    assert summary(found) == "3 changed in alt text, post, status or metadata only, 3 the same"


def test_added_removed_and_of_another_size(old: Path, tmp_path: Path) -> None:
    out = tmp_path / "new"
    records = [make(out, "a", "one", image(size=(320, 200))), make(out, "c", "one", image())]
    found = compare(old, listed(out, records))
    kinds = [(entry.kind, entry.caption, entry.placements) for entry in found.entries]
    assert kinds == [
        ("changed", "a", ("one",)),
        ("added", "c", ("one",)),
        ("removed", "a", ("three", "two")),
        ("removed", "b", ("one", "three", "two")),
    ]
    assert "size 320 x 180 → 320 x 200" in as_line(found.entries[0])
    assert summary(found) == "1 changed (1 caption), 1 added, 5 removed, 0 the same"
    changes_sheet(found)
    assert b"before, close" not in report_page(found), "two sizes cannot be laid on one another"


def test_other_bytes_of_the_same_pixels_are_the_same(old: Path, tmp_path: Path) -> None:
    new = Path(shutil.copytree(old, tmp_path / "new"))
    whole = json.loads((new / MANIFEST).read_bytes())
    picture = io.BytesIO()
    image().save(picture, "PNG")
    row = whole["images"][0]
    (new / row["path"]).write_bytes(picture.getvalue())
    row["sha256"] = hashlib.sha256(picture.getvalue()).hexdigest()
    (new / MANIFEST).write_text(json.dumps(whole), "utf-8")
    assert summary(compare(old, new)) == "nothing changed, 6 the same (1 in other bytes)"
    # a manifest that says so of other pixels is not believed
    forged = io.BytesIO()
    image(BLUE).save(forged, "PNG")
    (new / row["path"]).write_bytes(forged.getvalue())
    row["sha256"] = hashlib.sha256(forged.getvalue()).hexdigest()
    (new / MANIFEST).write_text(json.dumps(whole), "utf-8")
    with pytest.raises(ProjectError, match=r"diff-altered.*other pixels"):
        compare(old, new)


@pytest.mark.parametrize("side", [0, 1])
def test_altered_and_missing_files_are_named(old: Path, tmp_path: Path, side: int) -> None:
    new = Path(shutil.copytree(old, tmp_path / "new"))
    broken = (old, new)[side]
    record = json.loads((broken / MANIFEST).read_bytes())["images"][0]
    file = broken / record["path"]
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    (broken / record["path"].replace(".png", ".alt.txt")).write_text("Something else.", "utf-8")
    other = broken / json.loads((broken / MANIFEST).read_bytes())["images"][1]["path"]
    other.unlink()
    with pytest.raises(ProjectError) as raised:
        compare(old, new)
    said = [(problem.code, problem.message.split(" is ")[0]) for problem in raised.value.problems]
    assert said == [
        ("diff-altered", str(file)),
        ("diff-altered", str(file).replace(".png", ".alt.txt")),
        ("diff-missing", str(other)),
    ]


def test_a_link_is_not_followed(old: Path, tmp_path: Path) -> None:
    new = Path(shutil.copytree(old, tmp_path / "new"))
    file = new / "one/a_one_320x180_en.png"
    file.unlink()
    os.symlink(old / "one/a_one_320x180_en.png", file)
    with pytest.raises(ProjectError, match="diff-missing"):
        compare(old, new)


def test_another_project_is_said(old: Path, tmp_path: Path) -> None:
    new = Path(shutil.copytree(old, tmp_path / "new"))
    text = (new / MANIFEST).read_text("utf-8").replace('"project": "p"', '"project": "<q>"')
    (new / MANIFEST).write_text(text, "utf-8")
    found = compare(old, new)
    assert [warning.code for warning in found.warnings] == ["diff-project"]
    assert (found.entries, found.same) == ((), 6)
    assert b"&lt;q&gt;" in report_page(found)


class _Page(HTMLParser):
    """The elements of a page, the text of it, and where it leads."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def test_hostile_words_are_text_only(old: Path, tmp_path: Path) -> None:
    facts = {"alt": HOSTILE, "background": HOSTILE, "lang": '"><script>', "status": "\u202e<b>"}
    found = compare(old, newer(tmp_path, picture=image(BLUE), **facts))
    page = report_page(found)
    read = _Page(page)
    assert not {"script", "b\u202e", "iframe", "link", "object"} & set(read.tags)
    assert {name for name, _ in read.attributes if name.startswith("on")} == set()
    sources = [value or "" for name, value in read.attributes if name in ("src", "href")]
    assert sources and all(value.startswith("data:image/webp;base64,") for value in sources)
    assert "<script>alert(1)</script>" in read.text and "\u202e" not in read.text
    for entry in found.entries:
        assert "\n" not in as_line(entry)
    png = b"".join(changes_sheet(found))
    with Image.open(io.BytesIO(png)) as picture:
        assert "\u202e" not in picture.info["Description"]  # type: ignore[operator]
    json.dumps(as_objects(found.entries))


def test_words_no_face_has_and_half_a_character(old: Path, tmp_path: Path) -> None:
    alts = ("漢字 \U0001f511 مفتاح \u0e01", "x" * 9000, "word " * 5000)
    for number, alt in enumerate(alts):
        new = newer(tmp_path / str(number), picture=image(BLUE), alt=alt)
        assert len(b"".join(changes_sheet(compare(old, new)))) < 5_000_000
    manifest = old / MANIFEST
    half = manifest.read_text("utf-8").replace("One key", "One \\ud800 key", 1)
    manifest.write_text(half, "utf-8")
    with pytest.raises(ProjectError, match=r"diff-manifest.*not Unicode"):
        compare(old, old)


def test_only_the_signs_that_no_face_has_are_spelt() -> None:
    card = _paper().card
    signs = {word: _known(card, word) for word in ("Übrigens", "مفتاح", "漢字", "\U0001f511")}
    assert signs == {"Übrigens": True, "مفتاح": True, "漢字": False, "\U0001f511": True}


def test_the_page_says_what_was_done_to_words(old: Path, tmp_path: Path) -> None:
    page = report_page(compare(old, newer(tmp_path, picture=image(BLUE), alt="One kay lies.")))
    text = page.decode()
    assert "<del>" in text and "<ins>" in text
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert policy and style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy[1] == f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'"
    assert all(value for name, value in _Page(page).attributes if name == "alt")


def test_the_same_folders_give_the_same_bytes_wherever_they_lie(old: Path, tmp_path: Path) -> None:
    new = newer(tmp_path, picture=image(BLUE), alt="One kay lies.")
    found = compare(old, new)
    moved = Path(shutil.copytree(new, tmp_path / "elsewhere" / "new"))
    again = compare(old, moved)
    assert changes_sheet(found) == changes_sheet(again)
    assert report_page(found) == report_page(again)


def test_rows_left_out_are_counted(old: Path, tmp_path: Path) -> None:
    out = tmp_path / "new"
    shades = [(number * 12, 30, 30) for number in range(9)]
    records = [make(out, f"c{n}", "one", image(shade)) for n, shade in enumerate(shades)]
    found = compare(old, listed(out, records))
    heights = [
        Image.open(io.BytesIO(b"".join(changes_sheet(found, most)))).height for most in (1, 4, 100)
    ]
    assert heights == sorted(set(heights)), "each row adds to the sheet"


def test_the_difference_shows_one_pixel_of_a_large_picture() -> None:
    one = Image.new("RGB", (2000, 2000), (20, 20, 20))
    other = one.copy()
    other.putpixel((1000, 1000), (20, 20, 21))
    found = spread(one, other)
    assert found is not None and (found.box, found.pixels) == ((1000, 1000, 1001, 1001), 1)
    small = differing(one, other, 400)
    colors = small.getcolors(100_000) or []
    assert small.size == (400, 400) and any(c[0] > c[1] + 40 for _, c in colors)  # type: ignore[index,operator]
    assert spread(one, one) is None


def test_words_are_compared_as_words() -> None:
    found = pieces(
        "One two three four five six seven eight nine ten.",
        "One two 3 four five six seven eight nine ten!",
    )
    assert marked(found) == (
        "One two [-three-] {+3+} four five six seven eight nine [-ten.-] {+ten!+}"
    )
    long = pieces(
        f"{'a ' * 30}x {'b ' * 30}y {'c ' * 30}", f"{'a ' * 30}z {'b ' * 30}y {'c ' * 30}"
    )
    assert marked(in_brief(long)) == "… a a a a [-x-] {+z+} b b b b …"
    two = pieces(f"x {'b ' * 30}y", f"1 {'b ' * 30}2")
    assert marked(in_brief(two)) == "[-x-] {+1+} b b b b … b b b b [-y-] {+2+}"
    assert [(p.kind, p.text) for p in pieces("漢字を見る", "漢字を聞く")][-2:] == [
        (DELETED, "見る"),
        (INSERTED, "聞く"),
    ]
    assert pieces("", "new")[0].kind == INSERTED
    assert {piece.kind for piece in pieces("a  b", "a\u00a0b")} == {"equal"}


def test_one_letter_of_a_caption_changes_its_pictures_and_nothing_else(
    run: Run, project: Path, tmp_path: Path
) -> None:
    build = ("build", "--to", "open-graph,x-post,facebook-link", "--only", "*-traffickers")
    build = (*build, "--only", "like-this")
    assert run(*build, "--out", tmp_path / "old", cwd=project).returncode == 0
    captions = project / "captions.yaml"
    text = captions.read_text("utf-8")
    text = text.replace("**know their traffickers.**", "**knew their traffickers.**", 1)
    captions.write_text(text.replace("always know their", "always knew their", 1), "utf-8")
    assert run(*build, "--out", tmp_path / "new", cwd=project).returncode == 0
    done = run("diff", "old", "new", "--report", "json", "--exit-code")
    assert done.returncode == 1, done.stderr
    (entry,) = json.loads(done.stdout)["changes"]
    assert (entry["kind"], entry["caption"]) == ("changed", "know-their-traffickers")
    assert entry["placements"] == ["facebook-link", "open-graph", "x-post"]
    assert [len(picture["placements"]) for picture in entry["pictures"]] == [2, 1]
    assert "3 changed (1 caption), 3 the same" in done.stderr
    done = run("diff", "old", "new", "--out", "c.png", "--out", "c.html")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("changed   know-their-traffickers (en) on facebook-link, ")
    assert len(done.stdout.splitlines()) == 1
    with Image.open(tmp_path / "c.png") as picture:
        assert picture.width <= 1600 and "know-their-traffickers" in picture.info["Description"]
    assert run("diff", "old", "old", "--exit-code").returncode == 0


def test_folders_and_files_that_will_not_do(run: Run, old: Path) -> None:
    (old.parent / "empty").mkdir()
    for folder in ("empty", "nowhere"):
        done = run("diff", "old", folder)
        assert done.returncode == 2 and "error[diff-manifest]" in done.stderr
        assert "sharegen build --out DIR" in done.stderr
    done = run("diff", "old", "old", "--out", "c.pdf")
    assert done.returncode == 2 and "error[diff-format]" in done.stderr


def test_drawings_and_pages_are_told_apart_by_their_bytes(old: Path, tmp_path: Path) -> None:
    folders = []
    for name, body in (("one", b"<svg/>"), ("two", b"<svg />")):
        out = tmp_path / name
        record = make(out, "a", "one", image())
        path = record.path.replace(".png", ".svg")
        (out / path).write_bytes(body)
        sha256 = hashlib.sha256(body).hexdigest()
        facts = {"path": path, "bytes": len(body), "sha256": sha256, "pixel_sha256": ""}
        folders.append(listed(out, [dataclasses.replace(record, **facts)]))
    found = compare(*folders)
    assert [(entry.kind, entry.format) for entry in found.entries] == [("changed", "svg")]
    assert "a (en, svg)" in as_line(found.entries[0])
    changes_sheet(found)
    assert b"<img" not in report_page(found)
