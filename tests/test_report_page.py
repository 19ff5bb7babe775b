"""The page of a report: what it shows, that nothing in it is more than words, that it is whole."""

from __future__ import annotations

import base64
import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from cards import card
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sharegen.model.diagnostic import Diagnostic, Location, Severity
from sharegen.model.geometry import Rect
from sharegen.proofsheet import Exhibit, piece_of
from sharegen.report import Piece, Shot, Shots, as_page
from sharegen.report.document import Run as Done

ROOT = Path(__file__).resolve().parents[1]
MOST_BYTES = 3_000_000
HOSTILE = "<script>alert(x)</script>\" onload='x' --><style>*{}</style>\u202e&amp;"
Run = Callable[..., CompletedProcess[str]]
VOID = {"meta", "img", "br"}
TEXT = "Ask first. Then **share what you know.**"


class Page(HTMLParser):
    """A page taken apart: its elements with their attributes, and its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def page(problems: tuple[Diagnostic, ...], words: str = "x", shots: Shots | None = None) -> str:
    piece = Piece(words, f"{words}.png", words, words, words, {words: {words: [words, 1.005]}})
    tally = ((words, words),)
    run = Done(words, words, 1, words, words, (words,), (piece,), tally)
    return as_page(run, problems, ROOT, shots or Shots())


@given(st.text() | st.just(HOSTILE))
def test_whatever_users_wrote_is_words(words: str) -> None:
    at = Location(words, 1, 1)
    problem = Diagnostic("code", words, at, words, caption=words, where=("a", words), also=(at,))
    shot = Shot(b"x", "image/png", 1, 1, words, words)
    shots = Shots({problem: shot}, {f"{words}.png": shot}, (words,))
    found = Page(page((problem,), words, shots))
    assert {tag for tag, _ in found.elements} <= {
        *("html", "head", "meta", "title", "style", "body", "header", "main", "section"),
        *("h1", "h2", "h3", "p", "b", "bdi", "code", "span", "article", "div", "figure"),
        *("figcaption", "img", "table", "caption", "tbody", "tr", "th", "td"),
    }
    names = {name for _, attributes in found.elements for name in attributes}
    assert names <= {
        *("lang", "charset", "http-equiv", "content", "name", "class", "id", "scope", "width"),
        *("height", "alt", "src", "aria-labelledby", "aria-hidden"),
    }
    ids = [attributes["id"] for _, attributes in found.elements if "id" in attributes]
    assert ids == ["problems", "p0", "pictures"]
    assert all(str(image["src"]).startswith("data:image/png;base64,") for image in found.all("img"))


def test_the_page_shows_problems_by_severity_with_their_source_and_figures() -> None:
    where = ("x-post", "x-header")
    problems = (
        Diagnostic("overflow", "too long", Location("captions.yaml", 1, 1), "cut", where=where),
        Diagnostic("pale", "too pale", severity=Severity.WARNING, caption="c", lang="es"),
    )
    piece = Piece("a", "a.png", "a", "x-post", "en", {"passed": True, "size": {"least": 12.504}})
    run = Done("0", "check", 1, ".", "said last", (), (piece,))
    text = as_page(run, problems, ROOT)
    found = Page(text)
    assert "sharegen check: 1 error, 1 warning" in found.words and "said last" in found.words
    assert "on 2 placements: x-post, x-header" in found.words
    first = (ROOT / "captions.yaml").read_text("utf-8").split(maxsplit=1)[0]
    assert f"<mark>{first}</mark>" in text and "captions.yaml:1:1" in text
    assert re.search(r"size: least</th><td><bdi>12\.5<", text)
    assert re.search(r"checks passed</th><td><bdi>2<", text)
    levels = [tag for tag, _ in found.elements if re.fullmatch(r"h\d", tag)]
    assert levels == ["h1", "h2", "h3", "h3", "h2", "h3"]
    assert [link["href"] for link in found.all("a")] == ["#p0", "#p1"]
    assert len(found.all("caption")) == len(found.all("table")) == 2
    assert "None." in Page(as_page(replace(run, pieces=()), (), ROOT)).words


def test_the_page_asks_for_nothing_and_runs_nothing() -> None:
    found = Page(page(()))
    (policy,) = (m["content"] for m in found.all("meta") if m.get("http-equiv"))
    assert policy == "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
    assert "url(" not in page(()) and "@import" not in page(()) and not found.all("link")
    assert found.all("html") == [{"lang": "en"}]


def of_card(area: Rect | None, **more: str) -> Diagnostic:
    made = card(TEXT, "x-header")
    told = {"caption": made.caption, "lang": "en", **more}
    return Diagnostic("pale", "m", where=("x-header", "x-post"), area=area, **told)


def opened(shot: Shot) -> Image.Image:
    image = Image.open(io.BytesIO(shot.data)).convert("RGB")
    assert image.size == (shot.width, shot.height)
    return image


def test_a_problem_is_shown_where_it_is_and_outlined() -> None:
    made = card(TEXT, "x-header")
    inside, beyond = of_card(Rect(700, 200, 100, 60)), of_card(Rect(-60, 200, 100, 60))
    whole, elsewhere = of_card(None), of_card(None, caption="another")
    problems = (inside, beyond, whole, elsewhere)
    shots = Exhibit((made,)).shots(problems)
    assert set(shots.crops) == {inside, beyond, whole} and not shots.notes
    shot = shots.crops[inside]
    image = opened(shot)
    assert image.size == (340, 300)  # 120 px on each side, not enlarged
    assert image.getpixel((116, 150)) == (208, 0, 32)
    assert "outlined" in shot.alt and "700, 200, 100, 60 of 1500×500" in shot.note
    image = opened(shots.crops[beyond])
    assert image.getpixel((2, 2)) == (128, 128, 128)
    assert "beyond the canvas" in shots.crops[beyond].note
    assert opened(shots.crops[whole]).size == (560, 187)


def test_what_cannot_be_set_is_not_shown() -> None:
    made = card("word " * 300, "x-header")
    problem = Diagnostic("overflow", "m", caption=made.caption, where=("x-header",), lang="en")
    assert not Exhibit((made,)).shots((problem,)).crops


def test_a_page_has_room_for_so_much_and_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = card(TEXT, "x-header")
    problems = tuple(of_card(Rect(n, 1, 9, 9)) for n in range(5))
    monkeypatch.setattr("sharegen.proofsheet._MOST_CROPS", 2)
    shots = Exhibit((made,)).shots(problems)
    assert list(shots.crops) == list(problems[:2])
    assert shots.notes == ("3 more problems are not shown as pictures: the page has no room",)
    pieces = tuple(replace(piece_of(made, {}), path=f"{n}.png") for n in range(4))
    for number in range(3):  # the fourth was taken away meanwhile
        Image.new("RGB", (300, 200), (number, 0, 0)).save(tmp_path / f"{number}.png")
    (tmp_path / "2.png").write_bytes(b"no picture")
    shots = Exhibit((made,), pieces, tmp_path).shots(())
    assert list(shots.thumbs) == ["0.png", "1.png"]
    assert shots.notes == ("2 pictures are not shown small",)


def test_the_page_of_a_build_is_whole_and_small(project: Path, run: Run, tmp_path: Path) -> None:
    text = (project / "captions.yaml").read_text("utf-8")
    words = json.dumps(HOSTILE.replace("\u202e", "") + " word" * 250)
    bad = f"captions:\n  - {{id: hostile, text: {{en: {words}}}, status: approved}}\n"
    (project / "captions.yaml").write_text(text.replace("captions:\n", bad, 1), "utf-8")
    to = ("--to", "x-post,open-graph", "--only", "hostile", "--only", "like-this", "--out", "o")
    done = run("build", "--project", project, *to, "--report", "html=r.html", "--report", "json")
    assert done.returncode == 1, done.stderr
    data = (tmp_path / "r.html").read_bytes()
    found = Page(data.decode())
    assert len(data) < MOST_BYTES and not found.all("script")
    assert "overflow" in found.words and "<script>" in found.words
    pictures = json.loads(done.stdout)["pictures"]
    assert len(found.all("img")) == len(pictures) == 2
    for image in found.all("img"):
        address = str(image["src"]).removeprefix("data:image/webp;base64,")
        with Image.open(io.BytesIO(base64.b64decode(address))) as small:
            assert small.size == (int(str(image["width"])), int(str(image["height"])))


def test_card_and_check_have_pages_too(run: Run, tmp_path: Path) -> None:
    made = run("card", "Ask **first.**", "--to", "x-post", "-o", "a.png", "--report", "html=a.html")
    assert made.returncode == 0, made.stderr
    found = Page((tmp_path / "a.html").read_text("utf-8"))
    assert len(found.all("img")) == 1 and "checks passed" in found.words
    checked = run(
        *("check", "--project", ROOT, "--to", "x-post", "--only", "like-this"),
        *("--report", "html=b.html"),
    )
    assert checked.returncode == 0, checked.stderr
    found = Page((tmp_path / "b.html").read_text("utf-8"))
    assert not found.all("img") and "checks passed" in found.words
    broken = run("card", "x", "--to", "nowhere", "--report", "html=c.html")
    assert broken.returncode == 2
    assert "unknown-placement" in Page((tmp_path / "c.html").read_text("utf-8")).words


@pytest.mark.skipif(shutil.which("chromium") is None, reason="no browser")
def test_a_browser_lays_the_page_out_at_320_px(tmp_path: Path) -> None:
    """Nothing reaches beyond the page; the browser runs as a process of its own, without a net."""
    problem = of_card(Rect(700, 200, 100, 60))
    shots = Exhibit((card(TEXT, "x-header"),)).shots((problem,))
    wide = replace(problem, message="x" * 300, hint="y" * 300)
    shots = replace(shots, crops={wide: shots.crops[problem]})
    (tmp_path / "r.html").write_text(page((wide,), "z" * 90, shots), "utf-8")
    frame = '<iframe style="width:320px;height:900px;border:0" src="r.html"></iframe>'
    script = (
        "<script>onload=()=>{const d=document.querySelector('iframe').contentDocument"
        ".documentElement;document.title=d.scrollWidth+' '+d.clientWidth}</script>"
    )
    (tmp_path / "f.html").write_text(f"<!doctype html><title></title>{frame}{script}", "utf-8")
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files")
    dumped = subprocess.run(
        ["chromium", *options, "--virtual-time-budget=5000", "--dump-dom", tmp_path / "f.html"],
        capture_output=True,
        text=True,
        timeout=110,
    )
    title = re.search(r"<title>(\d+) (\d+)</title>", dumped.stdout)
    assert title is not None, dumped.stderr
    assert int(title[1]) <= int(title[2])
