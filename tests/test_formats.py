"""SVG and PDF: what other readers see in them, held against the PNG of the same card."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any
from xml.etree import ElementTree

import pytest
import resvg_py
from PIL import Image, ImageChops, ImageFilter

from sharegen.catalog.formats import FORMATS, PUBLISHED
from sharegen.catalog.platforms import PLACEMENTS
from sharegen.load import load_project
from sharegen.model.card import Card
from sharegen.model.diagnostic import ProjectError
from sharegen.model.project import Project
from sharegen.oneoff import Wish, cards_of
from sharegen.outlines import WRITERS, outlined
from sharegen.pdf.art import is_drawable
from sharegen.pipeline import ENCODERS, prove, render
from sharegen.png import words_of

ROOT = Path(__file__).parents[1]
SVG = "{http://www.w3.org/2000/svg}"
Run = Callable[..., CompletedProcess[str]]
WORDS = "Child sex trafficking **happens like this,** at home."
POSTERS = ("poster-letter", "poster-a4")

# What editors write: a style sheet, ids that the card has too, a gradient, percentages, an origin.
DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" id="headline"
 viewBox="10 20 540 540" fill="none">
<style>/* a { */ .st0 { fill: #ff8800 } path, rect { stroke-width: 6 } #far { opacity: .5 }</style>
<defs><linearGradient id="gradient" x1="0%" x2="100%"><stop stop-color="#fff"/>
<stop class="accent" offset="1"/></linearGradient>
<clipPath id="canvas"><circle cx="280" cy="150" r="90"/></clipPath></defs>
<g id="ground"><rect class="st0" x="50%" y="30" width="120" height="100" rx="9"/>
<rect id="far" x="150" y="40" width="300" height="200" fill="url(#gradient)" \
clip-path="url(#canvas)"/>
<path id="footer" class="light-line" d="M60 60q40-60 80 0t80 0" style="stroke:#f00"/></g>
<use xlink:href="#footer" y="80"/></svg>
"""
PLAIN_DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 108 108">
<g transform="translate(20, 5) rotate(20 30 20) scale(1.5 .8)" opacity="1">
<ellipse class="mid light-line" cx="30" cy="20" rx="18" ry="9" stroke-width="2px"/>
<polygon points="0,0 10,2 4,12" style="fill: rgb(255, 200, 87); stroke: none"/>
<polyline points="40 5 44 12 50 3" fill="none" stroke="#fff" stroke-dasharray="3 1.5"/></g>
<path d="M60 5h20a5 5 0 01 5 5v10q-10-10-25 0zM65 8l10 2-8 4z" fill-rule="evenodd" fill="#d33"/>
<rect x="70" y="25" width="60" height="8" rx="20" fill="#3a7" fill-opacity=".4"/>
<line x1="5" y1="40" x2="30" y2="44" stroke="white" stroke-linecap="round" stroke-width="3"/>
<circle cx="90" cy="12" r="4" display="none"/></svg>
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with art as others might bring it, and the posters open to its templates."""
    folder = tmp_path_factory.mktemp("formats")
    shutil.copy(ROOT / "captions.yaml", folder)
    shutil.copytree(ROOT / "assets", folder / "assets")
    art = folder / "assets" / "backgrounds"
    (art / "drawing.svg").write_text(DRAWING)
    (art / "plain-drawing.svg").write_text(PLAIN_DRAWING)
    photo = Image.effect_noise((90, 90), 60).convert("RGB").resize((1200, 900))
    photo.save(art / "photo.png")
    clear = photo.convert("RGBA")
    clear.putalpha(Image.linear_gradient("L").resize(clear.size))
    clear.save(art / "clear.png")
    gradient = '{angle: 130, stops: ["#0B1D3F", "#2E1850", "#0B1D3F"]}'
    with (art / "backgrounds.yaml").open("a") as file:
        for name, kind, more in (
            ("drawing", "svg", f"fill: {gradient}"),
            ("plain-drawing", "svg", "about: Shapes."),
            ("photo", "png", "scrim: auto"),
            ("clear", "png", f"scrim: 0.8\n  fill: {gradient}"),
        ):
            variants = ", ".join(f"{s}: {{file: {name}.{kind}}}" for s in ("square", "portrait"))
            file.write(f"{name}:\n  tone: dark\n  licence: own\n  {more}\n")
            file.write(f"  variants: {{{variants}}}\n")
    return folder


@pytest.fixture(scope="module")
def prepared(folder: Path) -> Project:
    found = load_project(folder)
    rows = {name: replace(PLACEMENTS[name], templates=()) for name in POSTERS}
    return replace(found, brand=replace(found.brand, placements=rows))


def card(prepared: Project, background: str, words: str = WORDS, **more: Any) -> Card:
    placement = more.pop("placement", "instagram-square")
    (made,) = cards_of(prepared, Wish(words, (placement,), background=background, **more))
    return made


def written(card: Card, format: str) -> bytes:
    return render(replace(card, format=FORMATS[format])).data


@pytest.fixture(scope="module")
def file_of(prepared: Project) -> Callable[[str, str], bytes]:
    """The file of a case of CASES in a format, made once."""

    @cache
    def made(case: str, format: str) -> bytes:
        background, words, more = CASES[case]
        return written(card(prepared, background, words, **more), format)

    return made


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def drawn(svg: bytes) -> Image.Image:
    """The SVG by resvg: a reader that the words and the ground of a PNG never met."""
    png = resvg_py.svg_to_bytes(svg_string=svg.decode(), skip_system_fonts=True)
    return opened(bytes(png))


class Poppler:
    """What another reader of PDF sees in a file."""

    def __init__(self, tool: Callable[[str], str], folder: Path) -> None:
        self._tool, self._folder = tool, folder

    def says(self, name: str, pdf: bytes, *options: str) -> str:
        path = self._folder / "page.pdf"
        path.write_bytes(pdf)
        last = ["-"] if name == "pdftotext" else []
        command = [self._tool(name), *options, str(path), *last]
        done = subprocess.run(command, capture_output=True, check=True)
        assert not done.stderr, done.stderr
        return done.stdout.decode()

    def printed(self, pdf: bytes, dpi: int = 96) -> Image.Image:
        path = self._folder / "page.pdf"
        path.write_bytes(pdf)
        command = [self._tool("pdftoppm"), "-png", "-r", str(dpi), "-singlefile", path]
        subprocess.run([*command, path.with_suffix("")], capture_output=True, check=True)
        return opened(path.with_suffix(".png").read_bytes())

    def boxes(self, pdf: bytes) -> dict[str, list[float]]:
        found = re.findall(r"(\w+)Box:((?:\s+[\d.]+){4})", self.says("pdfinfo", pdf, "-box"))
        return {name: [float(number) for number in numbers.split()] for name, numbers in found}


@pytest.fixture
def poppler(tool: Callable[[str], str], tmp_path: Path) -> Poppler:
    return Poppler(tool, tmp_path)


def assert_near(picture: Image.Image, png: Image.Image, edges: float = 0.5) -> None:
    """The same picture: at most so many per cent of its px differ by more than 32 levels, and
    all of them where the PNG has an edge."""
    assert picture.size == png.size
    bands = ImageChops.difference(picture, png).split()
    most = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    far = most.point(lambda level: 255 * (level > 32))
    share = far.histogram()[255] / (far.width * far.height)
    assert share <= edges / 100, f"{share:.3%} of the px differ"
    steps = ImageChops.difference(
        png.filter(ImageFilter.MaxFilter(5)), png.filter(ImageFilter.MinFilter(5))
    )
    contrast = ImageChops.lighter(ImageChops.lighter(*steps.split()[:2]), steps.split()[2])
    flat = contrast.point(lambda level: 255 * (level <= 16))
    beyond = ImageChops.multiply(most.point(lambda level: 255 * (level > 12)), flat)
    assert beyond.getbbox() is None, f"differs at {beyond.getbbox()}, where there is no edge"


# Backgrounds, and words with an emoji, from right to left, and in two scripts
CASES = {
    "plain": ("present", WORDS, {}),
    "art": ("house-key", WORDS, {}),
    "emoji": ("present", "Ask first. **Then share.** 🎁", {}),
    "arabic": ("house-key", "هذا بيت **طفل صغير** هنا", {"language": "ar"}),
    "hindi": ("present", "यह एक **घर** है।", {"language": "hi"}),
    "drawing": ("drawing", WORDS, {}),
    "plain-drawing": ("plain-drawing", WORDS, {}),
    "photo": ("photo", WORDS, {}),
    "clear": ("clear", WORDS, {}),
}


@pytest.mark.parametrize("case", CASES)
def test_the_svg_looks_like_the_png(file_of: Callable[[str, str], bytes], case: str) -> None:
    assert_near(drawn(file_of(case, "svg")), opened(file_of(case, "png")))


@pytest.mark.parametrize("case", CASES)
def test_the_pdf_looks_like_the_png(
    file_of: Callable[[str, str], bytes], case: str, poppler: Poppler
) -> None:
    assert_near(poppler.printed(file_of(case, "pdf")), opened(file_of(case, "png")), edges=1)


def tree(svg: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def test_an_svg_has_groups_with_names(prepared: Project) -> None:
    root = tree(written(card(prepared, "house-key"), "svg"))
    names = [child.get("id") for child in root if child.tag not in (f"{SVG}defs",)]
    assert names == ["title", "desc", None, "ground", "art", "hairline", "footer", "headline"]
    assert root.find(f".//{SVG}g[@id='art-subject']") is not None
    assert not root.findall(f".//{SVG}text")
    lines = root.findall(f"./{SVG}g[@id='headline']/{SVG}g")
    assert " ".join(line.get("aria-label", "") for line in lines) == WORDS.replace("**", "")
    assert (root.get("viewBox"), root.get("lang")) == ("0 0 1080 1080", "en")
    assert root.findtext(f"{SVG}title") == WORDS.replace("**", "")
    assert "house key" in (root.findtext(f"{SVG}desc") or "")
    assert root.findtext(f"{SVG}metadata") == "draft"


@pytest.mark.parametrize("case", CASES)
def test_ids_are_unique_and_every_reference_leads_to_one(
    file_of: Callable[[str, str], bytes], case: str
) -> None:
    text = file_of(case, "svg").decode()
    ids = re.findall(r'\bid="([^"]*)"', text)
    assert len(ids) == len(set(ids))
    links = re.findall(r'href="([^"]*)"', text)
    assert all(link.startswith(("#", "data:image/png;base64,")) for link in links)
    used = re.findall(r"url\(#([^)]*)\)", text) + [link[1:] for link in links if link[0] == "#"]
    assert set(used) <= set(ids)


def test_several_settings_of_a_role_have_names_of_their_own(prepared: Project) -> None:
    made = card(prepared, "house-key")
    frame = prove(made)
    words = words_of(made)
    credit = replace(frame.footer[0], role="headline")
    twice = (replace(frame.settings[0], role="art"), *frame.settings)
    frame = replace(frame, footer=(*frame.footer, credit), settings=twice)
    root = tree(outlined(replace(made, format=FORMATS["svg"]), frame, words))
    names = [child.get("id") for child in root if child.get("id")]
    assert names[-4:] == ["hairline", "foot", "art-2", "headline-2"]
    foot = root.find(f"./{SVG}g[@id='foot']")
    assert foot is not None and [g.get("id") for g in foot] == ["footer", "headline"]
    assert outlined(replace(made, format=FORMATS["pdf"]), frame, words)


def test_art_has_the_colours_of_the_brand_as_attributes(prepared: Project) -> None:
    made = card(prepared, "house-key")
    art = tree(written(made, "svg")).find(f".//{SVG}g[@id='art']")
    assert art is not None
    assert not [element for element in art.iter() if "class" in element.attrib]
    brand = {color.hex for _, color in made.case.colors} | {"none"}
    fills = {element.get("fill", "none").lower() for element in art.iter()}
    assert fills <= brand and len(fills) > 3


def test_a_style_sheet_of_the_art_reaches_nothing_else(prepared: Project) -> None:
    art = tree(written(card(prepared, "drawing"), "svg")).find(f".//{SVG}style")
    assert art is not None
    selectors = re.findall(r"([^{}]*)\{", art.text or "")
    assert all(part.startswith("#art ") for line in selectors for part in line.split(","))


def test_coordinates_have_two_decimals_at_most(prepared: Project) -> None:
    root = tree(written(card(prepared, "present"), "svg"))
    paths = [element.get("d", "") for element in root.iter(f"{SVG}path")]
    assert paths and not any(re.search(r"\.\d{3}", path) for path in paths)


@pytest.mark.parametrize("format", WRITERS)
def test_the_same_card_gives_the_same_bytes(prepared: Project, format: str) -> None:
    made = card(prepared, "house-key", "Ask first. **Then share.** 🎁")
    first = render(replace(made, format=FORMATS[format]))
    assert first.data == written(made, format)
    assert first.record.pixel_sha256 == ""
    assert first.record.path.endswith(FORMATS[format].ending)
    assert first.record.bytes == len(first.data)


# PDF


@pytest.mark.parametrize(
    ("placement", "size", "bleed"),
    [("poster-letter", (612, 792), 9), ("poster-a4", (595.2, 841.92), 8.504)],
)
def test_a_poster_has_its_sheet_its_bleed_and_crop_marks(
    prepared: Project, poppler: Poppler, placement: str, size: tuple[float, float], bleed: float
) -> None:
    made = card(prepared, "house-key", placement=placement)
    data = written(made, "pdf")
    found = poppler.boxes(data)
    left, bottom, right, top = found["Trim"]
    assert (right - left, top - bottom) == pytest.approx(size, abs=0.1)
    assert found["Bleed"] == pytest.approx(
        (left - bleed, bottom - bleed, right + bleed, top + bleed), abs=0.1
    )
    assert all(
        media < edge for media, edge in zip(found["Media"][:2], found["Bleed"], strict=False)
    )
    page = poppler.printed(data, 100)
    scale = 100 / 72
    edge = (left - bleed) * scale, page.height - (bottom - bleed) * scale
    ground = made.case.color("surface")
    assert page.getpixel((round(edge[0]) + 2, round(edge[1]) - 3)) == ground  # in the bleed
    assert page.getpixel((round(edge[0]) - 2, round(edge[1]) - 3)) == (255, 255, 255)
    mark = page.crop((0, 0, round(edge[0]) - 1, round(edge[1]))).convert("L")
    assert mark.getextrema()[0] < 200
    # the art, which runs out at the right, goes on into the bleed
    outer = page.crop(
        (round(right * scale) + 2, 0, round((right + bleed) * scale) - 2, page.height)
    )
    assert len({color for _, color in outer.getcolors(1 << 16) or ()}) > 3


def test_a_photograph_goes_on_into_the_bleed(prepared: Project, poppler: Poppler) -> None:
    made = card(prepared, "photo", placement="poster-letter")
    data = written(made, "pdf")
    left, *_ = poppler.boxes(data)["Bleed"]
    page = poppler.printed(data, 72)
    strip = page.crop((round(left) + 1, 100, round(left) + 7, 700)).convert("L")
    assert strip.getextrema()[1] - strip.getextrema()[0] > 10


def test_a_screen_placement_is_a_page_of_its_size(prepared: Project, poppler: Poppler) -> None:
    found = poppler.boxes(written(card(prepared, "present"), "pdf"))
    assert found["Media"] == found["Trim"] == found["Bleed"] == [0, 0, 810, 810]


@pytest.mark.parametrize("case", ["art", "emoji", "arabic", "hindi"])
def test_the_words_of_a_pdf_are_found_and_read_out(
    prepared: Project, poppler: Poppler, case: str
) -> None:
    background, words, more = CASES[case]
    made = card(prepared, background, words, **more)
    data = written(made, "pdf")
    said = " ".join(poppler.says("pdftotext", data).split())
    said = re.sub("[\u200e\u200f\u202a-\u202e]", "", said)
    assert words.replace("**", "") in said
    assert made.footer.address in said
    structure = poppler.says("pdfinfo", data, "-struct")
    assert re.findall(r"^  (\w+)", structure, re.MULTILINE)[:2] == ["H1", "P"]
    info = poppler.says("pdfinfo", data)
    assert "Tagged:          yes" in info
    assert made.title in info and made.alt in info and "Date" not in info
    assert f"/Lang ({made.case.language.tag})".encode() in data
    if case == "art":
        assert made.background.about.encode() in data  # the picture's alternate text


def test_plain_shapes_stay_shapes_and_all_else_becomes_pixels(prepared: Project) -> None:
    assert b"/Image" not in written(card(prepared, "house-key"), "pdf")
    assert b"/Image" not in written(card(prepared, "plain-drawing"), "pdf")
    assert b"/Image" in written(card(prepared, "drawing"), "pdf")
    for markup in (
        '<g opacity=".5"><path d="M0 0h1"/></g>',
        '<path d="M0 0h1" fill="url(#a)"/>',
        '<path d="M0 0h1" filter="url(#a)"/>',
        '<path d="M0 0h1" style="mix-blend-mode:multiply"/>',
        '<path d="M0 0h1 sideways"/>',
        '<rect width="50%" height="1"/>',
        '<use href="#a"/>',
        '<path d="M0 0h1" fill="hsl(20 30% 40%)"/>',
    ):
        assert not is_drawable(markup), markup


# Commands


def images(out: Path) -> dict[str, dict[str, Any]]:
    manifest = json.loads((out / "manifest.json").read_bytes())
    return {image["path"]: image for image in manifest["images"]}


def files(out: Path) -> set[str]:
    return {path.suffixes[-1] if ".alt" not in path.name else ".alt.txt" for path in out.iterdir()}


def test_build_writes_what_format_names(run: Run, project: Path) -> None:
    one = ("build", "--to", "open-graph", "--only", "not-like-this", "--project", str(project))
    out = project / "dist"
    assert run(*one, "--format", "svg,pdf").returncode == 0
    assert files(out / "open-graph") == {".svg", ".pdf"}
    assert run(*one).returncode == 0
    assert files(out / "open-graph") == {".svg", ".pdf", ".png", ".alt.txt"}
    every = images(out)
    assert {image["status"] for image in every.values()} == {"approved"}
    assert len({image["fingerprint"] for image in every.values()}) == 3
    assert len({image["render"] for image in every.values()}) == 3
    again = run(*one, "--format", "png", "--format", "svg,pdf")
    assert "3 unchanged" in again.stderr
    sums = (out / "SHA256SUMS").read_text()
    assert sums.count(".alt.txt") == 1 and sums.count("open-graph/") == 4


def test_what_is_stale_goes_and_the_alt_text_of_what_stays_stays(run: Run, project: Path) -> None:
    one = ("build", "--to", "open-graph", "--only", "not-like-this", "--project", str(project))
    out = project / "dist"
    assert run(*one, "--format", "png,svg").returncode == 0
    text = (project / "captions.yaml").read_text()
    assert text.count("Picture: out of the same phone") == 1
    (project / "captions.yaml").write_text(
        text.replace("Picture: out of the", "Picture: out of that")
    )
    done = run(*one)
    assert "1 stale" in done.stderr, done.stderr
    done = run(*one, "--prune")
    assert "1 files removed" in done.stderr
    assert files(out / "open-graph") == {".png", ".alt.txt"}


def test_a_format_there_is_none_of_is_said(run: Run, project: Path) -> None:
    done = run("build", "--format", "gif", "--project", str(project))
    assert done.returncode == 2 and "error[unknown-format]" in done.stderr
    assert not (project / "dist").exists()


def test_card_takes_the_format_of_the_name(run: Run, tmp_path: Path) -> None:
    assert run("card", "Ask first.", "-o", "mine.svg").returncode == 0
    assert (tmp_path / "mine.svg").read_text().startswith("<svg ")
    assert not (tmp_path / "mine.alt.txt").exists()
    assert run("card", "Ask first.", "-o", "mine.PDF").returncode == 0
    assert (tmp_path / "mine.PDF").read_bytes().startswith(b"%PDF-1.7")
    done = run("card", "Ask first.", "--format", "png,svg", "-o", "both")
    assert [Path(line).suffix for line in done.stdout.split()] == [".png", ".svg"]
    for wrong in (("pdf", "mine.svg"), ("png,svg", "mine.svg"), ("svg", "mine.gif")):
        done = run("card", "Ask first.", "--format", wrong[0], "-o", wrong[1])
        assert done.returncode == 2 and "error[card-format]" in done.stderr


def test_every_format_has_a_writer() -> None:
    assert {*WRITERS, *ENCODERS, PUBLISHED.id} == set(FORMATS)
    assert all(set(row.formats) <= set(FORMATS) for row in PLACEMENTS.values())
    assert all("pdf" in PLACEMENTS[name].formats for name in POSTERS)


def test_release_writes_outlines_too(run: Run, project: Path) -> None:
    only = ("--to", "open-graph", "--only", "like-this", "--project", str(project))
    done = run("build", "--release", "--format", "pdf", *only)
    assert done.returncode == 0, done.stderr
    assert run("build", "--format", "pdf", *only).returncode == 0
    assert "1 unchanged" in run("build", "--format", "pdf", *only).stderr


def test_a_caller_may_not_ask_for_what_there_is_not() -> None:
    from sharegen import library

    with pytest.raises(ProjectError):
        library.render("Ask first.", format="gif")
    assert library.render("Ask first.", format="svg").data.startswith(b"<svg ")
