"""Bad inputs met as a user meets them: the whole command, on a project that is sound but for one
thing. README.md beside this file says which row of the acceptance table is held where.

For every input, whatever its row: no traceback, the exit code and the word that the table gives, a
place and a remedy, no control character on the terminal, and ten seconds at most.
"""

from __future__ import annotations

import io
import json
import random
import re
import shutil
import socket
import struct
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from fontTools import subset
from fontTools.ttLib import TTFont
from PIL import Image, TiffImagePlugin
from test_bad_files import target

import sharegen.cli

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
BAD = sorted((HERE / "bad").glob("*.yaml"))
CAPTIONS = """\
language: en
captions:
  - id: good
    text: {en: "Fine words"}
    status: approved
"""
BRAND = """\
name: "Test"
colors:
  dark: {surface: "#0B1D3F", ink: "#FFFFFF", ink-secondary: "#A9B8D4", accent: "#FFC857",
         rule: "#FFC857", strike: "#FF6B57"}
  light: {surface: "#F7F2E8", ink: "#0B1D3F", ink-secondary: "#3A4868", accent: "#7F3D06",
          rule: "#7F3D06", strike: "#B3261E"}
faces: {headline: fonts/a.ttf, body: fonts/a.ttf, footer: fonts/a.ttf}
footer:
  en: {words: "Learn the facts at", address: "example.org/facts"}
"""
BACKGROUNDS = """\
house-key:
  tone: dark
  variants:
    square: {file: house-key.svg, subject: [0.5, 0, 0.5, 0.5], stands: 0.5}
broken:
  tone: dark
  variants:
    square: {file: broken.svg}
paper: {tone: light}
"""
ART = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{}</svg>'
APPROVED = ", status: approved"
PLAIN = '<path d="M5,0H9V4Z"/>'
_PROBLEM = re.compile(r"^(?:(\S.*?:\d+:\d+): )?(error|warning)\[([a-z-]+)\] (.+)$")


class Answer(NamedTuple):
    """What a command said and how long it took."""

    code: int
    out: str
    err: str
    seconds: float

    @property
    def words(self) -> set[str]:
        return {found[3] for line in self.err.splitlines() if (found := _PROBLEM.match(line))}


Ask = Callable[..., Answer]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small project with real art and a real face; one background's art is broken."""
    root = tmp_path / "project"
    (root / "assets/backgrounds").mkdir(parents=True)
    (root / "assets/fonts").mkdir()
    shutil.copy(ROOT / "assets/fonts/Inter[opsz,wght].ttf", root / "assets/fonts/a.ttf")
    (root / "assets/fonts/OFL.txt").touch()
    (root / "captions.yaml").write_text(CAPTIONS, "utf-8")
    (root / "assets/brand.yaml").write_text(BRAND, "utf-8")
    (root / "assets/backgrounds/backgrounds.yaml").write_text(BACKGROUNDS, "utf-8")
    (root / "assets/backgrounds/house-key.svg").write_text(ART.format(PLAIN), "utf-8")
    (root / "assets/backgrounds/broken.svg").write_text("<svg", "utf-8")
    return root


@pytest.fixture
def ask(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Run sharegen in this process, as its command does; what holds for every input is asserted."""
    monkeypatch.setattr("signal.signal", lambda *_: None)

    def run(*arguments: str | Path, code: int | None = None) -> Answer:
        monkeypatch.setattr(sys, "argv", ["sharegen", *map(str, arguments)])
        capfd.readouterr()
        start = time.perf_counter()
        with pytest.raises(SystemExit) as end:
            sharegen.cli.main()
        seconds = time.perf_counter() - start
        said = capfd.readouterr()
        ended = end.value.code if isinstance(end.value.code, int) else 0
        answer = Answer(ended, said.out, said.err, seconds)
        _holds_for_every_input(answer)
        assert code is None or answer.code == code, answer.err
        return answer

    return run


def _holds_for_every_input(answer: Answer) -> None:
    for said in (answer.out, answer.err):
        assert "Traceback" not in said
        assert all(c.isprintable() or c == "\n" for c in said), ascii(said)
    assert answer.code in (0, 1, 2, 3), answer.err
    assert answer.seconds < 10
    lines = answer.err.splitlines()
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        found = _PROBLEM.match(line)
        if found:
            assert len(found[4]) < 400, "values of the input are shown in part only"
            assert after, "a problem has a line of source, or at least a remedy"
    if answer.words:
        assert "hint: " in answer.err


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_file_is_answered_by_the_command(path: Path, small: Path, ask: Ask) -> None:
    """Rows 2 to 51: the same files as in test_bad_files, with the exit code of the command."""
    shutil.copy(path, small / target(path))
    expected = set(re.findall(r"^\s*# (error|warning)\[([a-z-]+)\]", path.read_text("utf-8"), re.M))
    answer = ask("check", "--project", small)
    assert {code for _, code in expected} <= answer.words
    if any(severity == "error" for severity, _ in expected):
        assert answer.code in (1, 2)
        built = ask("build", "--project", small, "--to", "instagram-square", "--strict", code=2)
        assert not list((small / "dist").rglob("*.png")), built.err
    else:
        assert answer.code in (0, 1)  # 1: what the file makes may not fit


@dataclass(frozen=True)
class Row:
    """One row of the acceptance table: what is done to the project, and what is answered."""

    number: int
    name: str
    change: Callable[[Path], object]
    code: int
    words: tuple[str, ...] = ()
    arguments: tuple[str, ...] = ("check",)


def captions(*entries: str, text: str = "") -> Callable[[Path], object]:
    """captions.yaml with more entries, or with another text."""

    def change(root: Path) -> None:
        whole = text or CAPTIONS + "".join(f"  - {entry}\n" for entry in entries)
        (root / "captions.yaml").write_text(whole, "utf-8")

    return change


def entry(text: str = "x", id: str = "a", more: str = "") -> str:
    """A caption as a line of captions.yaml; `text` as YAML has it."""
    return f"{{id: {id}, text: {{en: {text}}}{more}}}"


def said(text: str = "x", id: str = "a", more: str = "") -> Callable[[Path], object]:
    """One caption more."""
    return captions(entry(text, id, more))


def raw(data: bytes, file: str = "captions.yaml") -> Callable[[Path], object]:
    """A file of just these bytes, in place of what is there."""

    def change(root: Path) -> None:
        path = root / file
        path.unlink(missing_ok=True)
        path.write_bytes(data)

    return change


def art(data: bytes, file: str = "house-key.svg") -> Callable[[Path], object]:
    """Other art behind a caption of its own, which the first caption does not use."""

    def change(root: Path) -> None:
        folder = root / "assets/backgrounds"
        (folder / file).write_bytes(data)
        listed = (folder / "backgrounds.yaml").read_text("utf-8").replace("house-key.svg", file)
        (folder / "backgrounds.yaml").write_text(listed, "utf-8")
        said("Other", "other", f"{APPROVED}, background: house-key")(root)

    return change


def face(change: Callable[[bytes], bytes]) -> Callable[[Path], object]:
    """The face with its bytes changed."""

    def changed(root: Path) -> None:
        path = root / "assets/fonts/a.ttf"
        path.write_bytes(change(path.read_bytes()))

    return changed


def instead(old: str, new: str, file: str = "assets/brand.yaml") -> Callable[[Path], object]:
    def change(root: Path) -> None:
        text = (root / file).read_text("utf-8")
        assert old in text
        (root / file).write_text(text.replace(old, new), "utf-8")

    return change


def _folder(root: Path) -> None:
    (root / "captions.yaml").unlink()
    (root / "captions.yaml").mkdir()


def _large(root: Path) -> None:
    with (root / "captions.yaml").open("r+b") as stream:
        stream.truncate(200 << 20)


def _socket(root: Path) -> None:
    path = root / "assets/fonts/a.ttf"
    path.unlink()
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


def _link_out(root: Path) -> None:
    (root.parent / "away.ttf").write_bytes((root / "assets/fonts/a.ttf").read_bytes())
    (root / "assets/fonts/a.ttf").unlink()
    (root / "assets/fonts/a.ttf").symlink_to(root.parent / "away.ttf")


def _linked_output(root: Path) -> None:
    (root / "real").mkdir()
    (root / "out").symlink_to("real")


def _linked_inside(root: Path) -> None:
    (root / "dist").mkdir()
    (root / "dist/instagram-square").symlink_to(root.parent)


def _unlicensed(root: Path) -> None:
    (root / "assets/fonts/OFL.txt").unlink()


def _counted(root: Path) -> None:
    face(_without_digits)(root)
    said("1 of 7")(root)


def _without_digits(data: bytes) -> bytes:
    font = TTFont(io.BytesIO(data))
    cutter = subset.Subsetter()
    cutter.populate(text="abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ .,/-")
    cutter.subset(font)
    stream = io.BytesIO()
    font.save(stream)
    return stream.getvalue()


def _restricted(data: bytes) -> bytes:
    font = TTFont(io.BytesIO(data))
    font["OS/2"].fsType = 2  # type: ignore[attr-defined]
    stream = io.BytesIO()
    font.save(stream)
    return stream.getvalue()


def _picture(kind: str = "PNG", size: tuple[int, int] = (40, 40), **options: Any) -> bytes:
    stream = io.BytesIO()
    image = Image.new("RGB", size, "#27477F").convert(options.pop("mode", "RGB"))
    image.save(stream, kind, **options)
    return stream.getvalue()


def _header(width: int, height: int) -> bytes:
    """A PNG that says it is large, and has nothing in it."""
    body = b"IHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\1\0\0\0\0"
    crc = zlib.crc32(body).to_bytes(4, "big")
    return b"\x89PNG\r\n\x1a\n\0\0\0\x0d" + body + crc + b"\0\0\0\0IEND\xaeB`\x82"


def svg(inside: str) -> bytes:
    return ART.format(inside).encode()


def _bomb(levels: int) -> str:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels)]
    return "\n".join(lines)


BUILD = ("build", "--to", "instagram-square")
SQUARE = ("check", "--to", "instagram-square")
AWAY = ("outside-project",)
LISTED = "assets/backgrounds/backgrounds.yaml"
COMPLEX, EXTERNAL = ("svg-too-complex",), ("svg-external",)
DAMAGED, TOO_LARGE, FORMAT = ("asset-damaged",), ("asset-too-large",), ("asset-format",)

ROWS = (
    # 3a, YAML and configuration
    Row(1, "missing", lambda root: (root / "captions.yaml").unlink(), 2, ("file-missing",)),
    Row(1, "folder", _folder, 2, ("not-a-file",)),
    Row(1, "no-brand", lambda root: (root / "assets/brand.yaml").unlink(), 2, ("file-missing",)),
    Row(2, "empty", raw(b""), 2, ("empty-file",)),
    Row(2, "comments", raw(b"# nothing\n"), 2, ("empty-file",)),
    Row(2, "null", raw(b"null\n"), 2, ("empty-file",)),
    Row(3, "numbers", raw(b"[1, 2]\n"), 2, ("not-a-mapping",)),
    Row(8, "literal-ids", captions(entry(id="012"), entry(id="no")), 0),
    Row(8, "version", said(id="1.0"), 1, ("bad-id",)),
    Row(8, "time", said(id="1:30"), 1, ("bad-id",)),
    Row(
        9,
        "5000-digits",
        said(more=f", overrides: {{x-post: {{size: {'9' * 5000}}}}}"),
        2,
        ("bad-number",),
    ),
    Row(11, "alias-bomb", captions(text=_bomb(9)), 2, ("too-many-aliases",)),
    Row(13, "500", raw(b"[" * 500), 2, ("too-deep",)),
    Row(13, "a-million", raw(b"[" * 1_000_000), 2, ("too-deep",)),
    Row(14, "200-mib", _large, 2, ("file-too-large",)),
    Row(15, "python", captions(text="!!python/object/apply:os.system [x]"), 2, ("tag",)),
    Row(16, "latin-1", raw(CAPTIONS.replace("Fine", "Finé").encode("latin-1")), 2, ("encoding",)),
    Row(17, "mark", raw(b"\xef\xbb\xbf" + CAPTIONS.encode()), 0),
    Row(17, "crlf", raw(CAPTIONS.replace("\n", "\r\n").encode()), 0),
    Row(17, "utf-16", raw(CAPTIONS.encode("utf-16")), 0),
    Row(18, "nul", raw(CAPTIONS.replace("Fine", "\0").encode()), 2, ("control-character",)),
    Row(18, "escape", raw(CAPTIONS.replace("Fine", "\x1b[2J").encode()), 2, ("control-character",)),
    Row(18, "c1", raw(CAPTIONS.replace("Fine", "\x9b2J").encode()), 2, ("control-character",)),
    Row(19, "surrogate", said('"x\\ud800"'), 1, ("noncharacter",)),
    Row(25, "home", instead("headline: fonts/a.ttf", "headline: ~/a.ttf"), 2, AWAY),
    Row(
        25, "scheme", instead("file: house-key.svg", "file: 'file:///etc/passwd'", LISTED), 2, AWAY
    ),
    # 3b, names and paths
    Row(27, "traversal", said(id="../x"), 1, ("bad-id",), BUILD),
    Row(28, "placement", captions(), 2, ("unknown-placement",), ("check", "--to", "../x")),
    Row(28, "control", captions(), 2, ("unknown-placement",), ("check", "--to", "a\x1b[2J\nb")),
    Row(28, "long", captions(), 2, ("unknown-placement",), ("check", "--to", "x" * 5000)),
    Row(28, "caption", captions(), 2, ("unknown-caption",), ("check", "--only", "\u202e" * 500)),
    Row(28, "language", captions(), 2, ("unknown-language",), ("check", "--lang", "../x\x07")),
    Row(34, "65", said(id="a" * 65), 1, ("id-length",)),
    Row(34, "long-names", said(id="a" * 64, more=APPROVED), 0, (), BUILD),
    Row(35, "project", captions(), 2, ("output-folder",), (*BUILD, "--out", ".")),
    Row(36, "linked", _linked_output, 0, ("output-link",), (*BUILD, "--out", "out")),
    Row(38, "linked-inside", _linked_inside, 3, ("output-link",), BUILD),
    Row(39, "linked-asset", _link_out, 2, AWAY),
    # 3c, text
    Row(41, "ideograph", said('"漢"'), 1, ("missing-glyph",), SQUARE),
    Row(41, "emoji", said('"🌍"'), 1, ("missing-glyph",), SQUARE),
    Row(42, "bidi", said('"x\u202e"'), 1, ("bidi-control",)),
    Row(46, "zalgo", said("x" + "\u0316" * 500), 1, ("combining-marks",)),
    Row(49, "too-much", said("word " * 300), 1, ("overflow",), SQUARE),
    Row(50, "one-word", said("w" * 400), 1, ("overflow",), SQUARE),
    Row(50, "address", said(f'"https://example.org/{"a-b/" * 90}"'), 1, ("overflow",), SQUARE),
    Row(51, "100000", said("word " * 20_000), 1, ("long-text",)),
    Row(55, "commands", said('"::error::x ##vso[y]"'), 0, (), SQUARE),
    # 3d, raster
    Row(60, "truncated", art(_picture(size=(400, 400))[:-20], "a.png"), 1, DAMAGED, BUILD),
    Row(60, "truncated-jpeg", art(_picture("JPEG", (400, 400))[:-300], "a.jpg"), 1, DAMAGED, BUILD),
    Row(60, "empty", art(b"", "a.png"), 1, FORMAT, BUILD),
    Row(61, "zero", art(_header(0, 0), "a.png"), 1, DAMAGED, BUILD),
    Row(62, "13000", art(_header(13_000, 13_000), "a.png"), 1, TOO_LARGE, BUILD),
    Row(62, "100000", art(_header(100_000, 100_000), "a.png"), 1, TOO_LARGE, BUILD),
    Row(64, "eps", art(b"%!PS-Adobe-3.0 EPSF-3.0\n", "a.png"), 1, FORMAT, BUILD),
    Row(64, "tiff", art(_picture("TIFF"), "a.png"), 1, FORMAT, BUILD),
    Row(65, "svg-as-png", art(svg(PLAIN), "a.png"), 1, FORMAT, BUILD),
    Row(65, "png-as-svg", art(_picture()), 1, FORMAT, BUILD),
    Row(66, "cmyk", art(_picture("JPEG", (99, 99), mode="CMYK"), "a.jpg"), 0, (), BUILD),
    Row(68, "socket", _socket, 2, ("not-a-file",)),
    Row(68, "device", instead("headline: fonts/a.ttf", "headline: /dev/zero"), 2, AWAY),
    # 3d, SVG
    Row(70, "absolute", art(svg('<image href="/etc/passwd"/>')), 1, EXTERNAL, BUILD),
    Row(70, "http", art(svg('<image href="http://example.org/a.png"/>')), 1, EXTERNAL, BUILD),
    Row(71, "import", art(svg("<style>@import 'a.css';</style>")), 1, EXTERNAL, BUILD),
    Row(
        72,
        "doctype",
        art(b"<!DOCTYPE svg [<!ENTITY x 'y'>]>" + svg(PLAIN)),
        1,
        ("svg-doctype",),
        BUILD,
    ),
    Row(73, "loop", art(svg('<g id="a"><use href="#a"/></g>')), 1, COMPLEX, BUILD),
    Row(74, "260", art(svg("<g>" * 260 + "</g>" * 260)), 1, COMPLEX, BUILD),
    Row(74, "20000", art(svg("<g>" * 20_000 + "</g>" * 20_000)), 1, COMPLEX, BUILD),
    Row(
        75, "no-size", art(svg(PLAIN).replace(b"0 0 10 10", b"0 0 NaN 10")), 1, ("svg-size",), BUILD
    ),
    Row(
        76,
        "nested",
        art(svg('<image width="9" height="9" href="data:image/png;base64,!"/>')),
        1,
        DAMAGED,
        BUILD,
    ),
    Row(77, "script", art(svg(f"<script>alert(1)</script>{PLAIN}")), 0, ("svg-ignored",), BUILD),
    Row(78, "text", art(svg("<text>words</text>")), 1, ("svg-text",), BUILD),
    Row(79, "svgz", art(b"\x1f\x8b" + bytes(60)), 1, FORMAT, BUILD),
    # 3e, faces
    Row(80, "empty", face(lambda data: b""), 2, ("font-format",)),
    Row(
        80,
        "error-page",
        face(lambda data: b"<!DOCTYPE html><title>404</title>"),
        2,
        ("font-format",),
    ),
    Row(81, "cut", face(lambda data: data[: len(data) * 9999 // 10_000]), 2, ("font-damaged",)),
    Row(
        82,
        "flipped",
        face(lambda data: data[:9000] + b"\xff" * 20 + data[9020:]),
        2,
        ("font-damaged",),
    ),
    Row(83, "noise", face(lambda data: data[:12] + bytes(range(256)) * 99), 2, ("font-damaged",)),
    Row(84, "collection", face(lambda data: b"ttcf" + data), 2, ("font-format",)),
    Row(85, "woff2", face(lambda data: b"wOF2" + data), 2, ("font-format",)),
    Row(
        86, "system", instead("headline: fonts/a.ttf", "headline: Arial.ttf"), 2, ("font-missing",)
    ),
    Row(87, "no-licence", _unlicensed, 0, ("font-licence",)),
    Row(87, "restricted", face(_restricted), 0, ("font-licence",)),
    Row(88, "no-digits", _counted, 1, ("missing-glyph",), SQUARE),
)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.number}-{row.name}")
def test_a_bad_input_has_its_exit_code_and_its_word(
    row: Row, small: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small)
    row.change(small)
    answer = ask(*row.arguments, "--project", small)
    assert answer.code == row.code, answer.err
    assert set(row.words) <= answer.words, answer.err
    if row.arguments[0] == "build" and row.code == 1:
        assert len(list((small / "dist").rglob("good_*.png"))) == 1, "every other picture is made"


def test_an_unreadable_file_is_named(
    small: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row 1; root may read everything, so the system is made to refuse."""

    def refuse(path: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("sharegen.load.file_bytes._read", refuse)
    answer = ask("check", "--project", small, code=2)
    assert "file-unreadable" in answer.words


def test_a_face_that_was_forged_is_refused_or_survived(small: Path, ask: Ask) -> None:
    """Row 83: tables of noise whose checksums were made to fit, as a forger would."""
    path, chance = small / "assets/fonts/a.ttf", random.Random(83)
    sound = path.read_bytes()
    for _ in range(20):
        path.write_bytes(_forged(sound, chance))
        answer = ask("build", "--project", small, "--to", "open-graph")
        assert answer.code in (0, 1, 2)


def _forged(data: bytes, chance: random.Random) -> bytes:
    """A font with twenty bytes of one table changed and all checksums renewed."""
    forged = bytearray(data)
    places = range(12, 12 + 16 * int.from_bytes(data[4:6], "big"), 16)
    tables = {data[at : at + 4]: struct.unpack(">II", data[at + 8 : at + 16]) for at in places}
    start, length = tables[chance.choice(sorted(tables))]
    for _ in range(20):
        forged[start + chance.randrange(length)] = chance.randrange(256)
    whole = tables[b"head"][0] + 8
    forged[whole : whole + 4] = bytes(4)
    for at in places:
        start, length = tables[data[at : at + 4]]
        forged[at + 4 : at + 8] = struct.pack(">I", _sum(forged[start : start + length]))
    forged[whole : whole + 4] = struct.pack(">I", (0xB1B0AFBA - _sum(forged)) & 0xFFFFFFFF)
    return bytes(forged)


def _sum(data: bytes | bytearray) -> int:
    padded = bytes(data) + bytes(-len(data) % 4)
    return sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF


def test_the_same_words_composed_or_not_are_the_same_picture(small: Path, ask: Ask) -> None:
    """Row 54: NFC and NFD give the same pixels and the same fingerprint."""
    found = []
    for words in ("caf\u00e9 fa\u00e7ade", "cafe\u0301 fac\u0327ade"):
        said(words, more=APPROVED)(small)
        out = small / f"out{len(found)}"
        ask("build", "--project", small, "--to", "open-graph", "--only", "a", "--out", out, code=0)
        (image,) = json.loads((out / "manifest.json").read_bytes())["images"]
        found.append((image["fingerprint"], image["pixel_sha256"], image["sha256"]))
    assert found[0] == found[1]


def test_nothing_private_of_a_photograph_is_in_the_picture(small: Path, ask: Ask) -> None:
    """Row 67: place, author and profile of the camera stay behind."""
    exif = Image.Exif()
    exif[0x013B] = "A Private Author"
    exif.get_ifd(0x8825)[2] = tuple(TiffImagePlugin.IFDRational(n) for n in (51, 30, 26))
    data = _picture("JPEG", (1080, 1080), exif=exif, icc_profile=b"a private profile")
    assert b"Private" in data
    art(data, "a.jpg")(small)
    ask("build", "--project", small, "--to", "instagram-square", "--only", "other", code=0)
    (made,) = (small / "dist").rglob("*.png")
    written = made.read_bytes()
    for trace in (b"Private", b"private", b"Exif", b"eXIf", b"iCCP"):
        assert trace not in written


def test_a_link_in_the_output_is_replaced_and_its_target_left_alone(small: Path, ask: Ask) -> None:
    """Row 37."""
    precious = small.parent / "precious"
    precious.write_text("mine")
    place = small / "dist/open-graph/good_open-graph_1200x630_en.png"
    place.parent.mkdir(parents=True)
    place.symlink_to(precious)
    ask("build", "--project", small, "--to", "open-graph", code=0)
    assert precious.read_text() == "mine"
    assert not place.is_symlink() and place.stat().st_size > 1000


_NUMBERS = {*range(1, 89)} - {24, 26, 40}  # the table has no such rows


def _held() -> Iterator[tuple[int, str]]:
    """The rows of README.md beside this file: number, and what holds it."""
    text = (HERE / "README.md").read_text("utf-8")
    for number, holder in re.findall(r"^\| (\d+) \| .+? \| (.+?) \|$", text, re.MULTILINE):
        yield int(number), holder


def test_every_row_of_the_table_is_held_by_something_that_exists() -> None:
    held = dict(_held())
    assert set(held) == _NUMBERS
    ours = {row.number for row in ROWS}
    for number, holder in held.items():
        assert number not in ours or "test_rows" in holder, f"row {number} is tested here, too"
        for name in re.findall(r"`([\w/.-]+)`", holder):
            file, _, test = name.partition("::")
            path = next((p for p in (HERE / file, HERE.parent / file) if p.exists()), None)
            assert path is not None, f"row {number}: {file} is not there"
            assert not test or f"def {test}" in path.read_text("utf-8")
