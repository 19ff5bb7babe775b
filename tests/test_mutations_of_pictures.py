"""Faults seeded into frames, pixels, files and output folders of the real pictures: each is
caught by the check that names it. Those of what is written are in test_mutations.py."""

from __future__ import annotations

import shutil
import struct
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import test_mutations as written
from PIL import Image, ImageChops

from sharegen.build import Options, build
from sharegen.catalog.proofs import FILE, FRAME, PIXELS, Finished, Print, Proof
from sharegen.check import check
from sharegen.layout import foot_of
from sharegen.load import load_project
from sharegen.model.card import Card
from sharegen.model.color import Color, contrast_ratio
from sharegen.model.frame import Frame, Setting
from sharegen.model.geometry import Insets, Rect
from sharegen.model.project import Project
from sharegen.model.spec import Crop
from sharegen.paint import paint, paint_words
from sharegen.pipeline import Drawing, Picture, draw, finish, seen
from sharegen.png import Strip, whole
from sharegen.png.chunks import chunk
from sharegen.png.reading import spans
from sharegen.resolve import Selection, resolve
from sharegen.verify import verify

ROOT = Path(__file__).parents[1]
CAPTION = "know-their-traffickers"
LEAST = 60  # seeded faults, in both files


@cache
def own() -> Project:
    return load_project(ROOT)


@cache
def drawn(placement: str = "instagram-square", caption: str = CAPTION) -> Drawing:
    return draw(resolve(own(), Selection((placement,), (caption,))).cards[0])


def proof(placement: str) -> Proof:
    return Proof(drawn(placement).card, drawn(placement).frame)


# --- frames ---

Bend = Callable[[Card, Frame], tuple[Card, Frame]]


def moved(setting: Setting, x: float, y: float) -> Setting:
    """A setting that stands elsewhere, with all its lines."""
    lines = tuple(replace(line, ink=line.ink.moved(x, y)) for line in setting.lines)
    return replace(setting, ink=setting.ink.moved(x, y), lines=lines)


def set_otherwise(change: Callable[[Setting, Frame], Setting]) -> Bend:
    """The words otherwise."""

    def bend(card: Card, frame: Frame) -> tuple[Card, Frame]:
        first, *rest = frame.settings
        return card, replace(frame, settings=(change(first, frame), *rest))

    return bend


def foot_otherwise(change: Callable[[Setting, Frame], Setting]) -> Bend:
    def bend(card: Card, frame: Frame) -> tuple[Card, Frame]:
        return card, replace(frame, footer=tuple(change(part, frame) for part in frame.footer))

    return bend


def to_subject(setting: Setting, frame: Frame, gap: float) -> Setting:
    """So that the right edge of its ink lies `gap` px left of the subject, or inside it."""
    subject = frame.ground.subject
    assert subject is not None
    x, y = subject.x - gap - setting.ink.right, subject.y + subject.height / 2 - setting.ink.y
    return moved(setting, x, y)


def cropped(card: Card, frame: Frame) -> tuple[Card, Frame]:
    crop = Crop("narrow", Insets(0, 200, 0, 200), "A", "a test")
    return replace(card, placement=replace(card.placement, crops=(crop,))), frame


def ground(color: Color) -> Bend:
    def bend(card: Card, frame: Frame) -> tuple[Card, Frame]:
        return card, replace(frame, ground=replace(frame.ground, fill=color))

    return bend


def sized(*sizes: float) -> Bend:
    """As many passages as sizes, in parts of the size that the words have."""

    def bend(card: Card, frame: Frame) -> tuple[Card, Frame]:
        first = frame.settings[0]
        parts = tuple(replace(first, size_px=first.size_px * size) for size in sizes)
        return card, replace(frame, settings=parts)

    return bend


def light(setting: Setting, _: Frame) -> Setting:
    return replace(
        setting,
        lines=tuple(
            replace(
                line, runs=tuple(replace(run, instance=(("wght", 600.0),)) for run in line.runs)
            )
            for line in setting.lines
        ),
    )


def silent(card: Card, frame: Frame) -> tuple[Card, Frame]:
    return replace(card, alt=""), frame


def hung_over(by: float) -> Bend:
    """So many px over the safe area beyond what a round letter may."""

    def change(setting: Setting, frame: Frame) -> Setting:
        allowed = frame.safe.x - setting.hang - 0.03 * setting.size_px
        return moved(setting, allowed - by - setting.ink.x, 0)

    return set_otherwise(change)


FRAMES: dict[str, tuple[str, Bend, str]] = {
    "words 1 px outside the safe area": ("instagram-square", hung_over(1), "outside-safe-area"),
    "words off the canvas": (
        "instagram-square",
        set_otherwise(lambda setting, _: moved(setting, -setting.ink.x - 1, 0)),
        "outside-canvas",
    ),
    "a word under the subject": (
        "instagram-square",
        set_otherwise(lambda setting, frame: to_subject(setting, frame, -20)),
        "over-subject",
    ),
    "a word nearer to the subject than the gap": (
        "instagram-square",
        set_otherwise(lambda setting, frame: to_subject(setting, frame, 2)),
        "gap",
    ),
    "a crop through the words": ("instagram-square", cropped, "crops"),
    "the address under the avatar": (
        "x-header",
        foot_otherwise(lambda part, _: moved(part, 10 - part.ink.x, 0)),
        "covered",
    ),
    "the footer below the safe area": (
        "instagram-story",
        foot_otherwise(lambda part, frame: moved(part, 0, frame.safe.bottom - part.ink.y)),
        "outside-safe-area",
    ),
    "words on the footer": (
        "instagram-square",
        set_otherwise(lambda part, frame: moved(part, 0, frame.footer[0].ink.y - part.ink.y)),
        "overlap",
    ),
    "words too small for a phone": ("instagram-square", sized(0.4), "small-type"),
    "three sizes": ("instagram-square", sized(1, 0.9, 0.8), "family-of-sizes"),
    "nine lines": (
        "instagram-square",
        set_otherwise(lambda part, _: replace(part, lines=part.lines[:1] * 9)),
        "line-count",
    ),
    "a ground that leaves 6.9:1": (
        "instagram-square",
        ground(Color(25, 43, 80)),
        "contrast-on-ground",
    ),
    "a turn that is told by colour alone": (
        "instagram-square",
        set_otherwise(light),
        "colour-alone",
    ),
    "no alt text": ("instagram-square", silent, "alt-missing"),
}


@pytest.mark.parametrize("fault", FRAMES)
def test_a_fault_of_a_frame_is_caught(fault: str) -> None:
    placement, bend, code = FRAMES[fault]
    good = proof(placement)
    assert not check(FRAME, good).problems
    assert code in written.codes(check(FRAME, Proof(*bend(*good))).problems)


# --- pixels ---

Spoil = Callable[[Image.Image, Drawing], Image.Image]


def box(rect: Rect) -> tuple[int, int, int, int]:
    wide = rect.grown(3)
    return int(wide.x), int(wide.y), int(wide.right) + 1, int(wide.bottom) + 1


def over(area: Callable[[Frame], Rect], change: Callable[[Image.Image], Image.Image]) -> Spoil:
    """Something done to an area of the picture."""

    def spoil(image: Image.Image, drawing: Drawing) -> Image.Image:
        place = box(area(drawing.frame))
        image.paste(change(image.crop(place)), place)
        return image

    return spoil


def foot(frame: Frame) -> Rect:
    return frame.footer[0].ink


def last_line(frame: Frame) -> Rect:
    return frame.settings[0].lines[-1].ink


def shifted(x: int, y: int) -> Callable[[Image.Image], Image.Image]:
    return lambda image: ImageChops.offset(image, x, y)


def lighter(by: int) -> Callable[[Image.Image], Image.Image]:
    return lambda image: ImageChops.add(image, Image.new("RGB", image.size, (by,) * 3))


def gone(image: Image.Image) -> Image.Image:
    return Image.new("RGB", image.size, image.getpixel((0, 0)))


def other_footer(words: str, address: str) -> Spoil:
    """The footer painted anew, with other words."""

    def spoil(image: Image.Image, drawing: Drawing) -> Image.Image:
        image = over(foot, gone)(image, drawing)
        footer = replace(drawing.card.footer, words=words, address=address)
        paint_words(image, foot_of(replace(drawing.card, footer=footer)), 0, None)
        return image

    return spoil


def of_other_caption(image: Image.Image, drawing: Drawing) -> Image.Image:
    return picture_of(drawn(caption="people-they-trust"))


PIXELS_SPOILT: dict[str, tuple[Spoil, str]] = {
    "a footer with one letter off": (
        other_footer("Learn the facts at", "polarisproject.org/childtraficking"),
        "footer-proof",
    ),
    "a footer with another address": (
        other_footer("Learn the facts at", "example.org"),
        "footer-proof",
    ),
    "a footer 1 px further right": (over(foot, shifted(1, 0)), "footer-proof"),
    "a footer 1 px lower": (over(foot, shifted(0, 1)), "footer-proof"),
    "a footer 8 levels lighter": (over(foot, lighter(8)), "footer-proof"),
    "a footer 1 level lighter": (over(foot, lighter(1)), "footer-proof"),
    "no footer": (over(foot, gone), "footer-proof"),
    "a line of words that is gone": (over(last_line, gone), "words-painted"),
    "a line of words 1 px lower": (over(last_line, shifted(0, 1)), "words-painted"),
    "a line of words from right to left": (
        over(last_line, lambda image: image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)),
        "words-painted",
    ),
    "the picture of another caption": (of_other_caption, "words-painted"),
    "a ground that is 1 level lighter": (
        over(lambda frame: Rect(0, 0, *frame.size), lighter(1)),
        "clean-ground",
    ),
    "noise on the ground": (
        lambda image, _: Image.blend(image, Image.effect_noise(image.size, 60).convert("RGB"), 0.1),
        "clean-ground",
    ),
}


def picture_of(drawing: Drawing) -> Image.Image:
    return whole(drawing.layer, drawing.strips)


@pytest.mark.parametrize("fault", PIXELS_SPOILT)
def test_a_fault_of_the_pixels_is_caught(fault: str) -> None:
    spoil, code = PIXELS_SPOILT[fault]
    drawing = drawn()

    def proven(image: Image.Image) -> Print:
        return seen(replace(drawing, strips=(Strip(0, image),)))

    assert not check(PIXELS, proven(picture_of(drawing))).problems
    spoilt = spoil(picture_of(drawing), drawing)
    assert code in written.codes(check(PIXELS, proven(spoilt)).problems)


def test_contrast_of_6_9_is_caught() -> None:
    """Words in a colour that stands off the night by 6.9:1, painted so and measured."""
    drawing = drawn()
    fill = drawing.frame.ground.fill
    assert isinstance(fill, Color)
    ink = drawing.card.case.color("ink-secondary")
    shares = (fill.towards(ink, step / 1000) for step in range(1001))
    low = max((c for c in shares if contrast_ratio(c, fill) <= 6.9), key=lambda c: c.luminance)
    assert contrast_ratio(low, fill) > 6.8
    first, *rest = drawing.frame.settings
    lines = tuple(
        replace(line, runs=tuple(replace(run, color=low) for run in line.runs))
        for line in first.lines
    )
    frame = replace(drawing.frame, settings=(replace(first, lines=lines), *rest))
    pale = replace(drawing, frame=frame, strips=paint(frame, drawing.layer))
    (problem,) = check(PIXELS, seen(pale)).problems
    assert (problem.code == "contrast" and "6.8" in problem.message) or "6.9" in problem.message


# --- files ---

Break = Callable[[bytes], bytes]


@cache
def picture(placement: str = "instagram-square") -> Picture:
    return finish(drawn(placement))


def behind(kind: bytes, new: bytes) -> Break:
    """A chunk behind the first of a kind."""

    def broken(data: bytes) -> bytes:
        _, _, end = next(span for span in spans(data) if span[0] == kind)
        return data[: end + 4] + new + data[end + 4 :]

    return broken


def instead(kind: bytes, new: bytes) -> Break:
    """Something instead of the first chunk of a kind."""

    def broken(data: bytes) -> bytes:
        _, start, end = next(span for span in spans(data) if span[0] == kind)
        return data[: start - 8] + new + data[end + 4 :]

    return broken


def flipped(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


def resaid(data: bytes) -> bytes:
    """Another alt text, with the right checksum."""
    found = next(
        (start, end)
        for kind, start, end in spans(data)
        if kind == b"iTXt" and data[start:end].startswith(b"Description\0")
    )
    body = data[found[0] : found[1]].replace(b"virtually", b"sometimes")
    return data[: found[0] - 8] + chunk(b"iTXt", body) + data[found[1] + 4 :]


FILES: dict[str, tuple[Break, str]] = {
    "one bit": (flipped, "file-structure"),
    "a file that is cut": (lambda data: data[:-20], "file-structure"),
    "something behind its end": (lambda data: data + b"<script>", "file-structure"),
    "another size": (
        instead(b"IHDR", chunk(b"IHDR", struct.pack(">IIBBBBB", 1080, 1079, 8, 2, 0, 0, 0))),
        "file-structure",
    ),
    "a JPEG by the name of a PNG": (lambda data: b"\xff\xd8\xff\xe0" + data[4:], "file-structure"),
    "another profile": (instead(b"sRGB", chunk(b"iCCP", b"P3\0\0x")), "srgb"),
    "no profile": (instead(b"sRGB", b""), "srgb"),
    "the place where a photograph was taken": (
        behind(b"IHDR", chunk(b"eXIf", b"MM\0*\0\0\0\x08\0\0")),
        "metadata",
    ),
    "a note of the program": (behind(b"sRGB", chunk(b"tEXt", b"Software\0x")), "metadata"),
    "another alt text inside": (resaid, "metadata"),
}


@pytest.mark.parametrize("fault", FILES)
def test_a_fault_of_a_file_is_caught(fault: str) -> None:
    spoil, code = FILES[fault]
    made = picture()
    good = Finished(made.drawing.card, made.record, made.data, made.encoded.written)
    assert not check(FILE, good).problems
    found = check(FILE, good._replace(data=spoil(made.data)))
    assert code in written.codes(found.problems)


def test_a_file_of_too_many_bytes_is_caught() -> None:
    made = picture()
    spot = replace(made.drawing.card.placement, max_bytes=made.record.bytes - 1, confidence="A")
    card = replace(made.drawing.card, placement=spot)
    found = check(FILE, Finished(card, made.record, made.data, made.encoded.written))
    assert "byte-cap" in written.codes(found.problems)


def test_a_type_that_the_placement_refuses_is_caught() -> None:
    made = picture()
    card = made.drawing.card
    card = replace(card, placement=replace(card.placement, types=("jpeg",), confidence="A"))
    found = check(FILE, Finished(card, made.record, made.data, made.encoded.written))
    assert "type-refused" in written.codes(found.problems)


# --- output folders ---

ONE = "instagram-square/like-this_instagram-square_1080x1080_en.png"
OTHER = "instagram-square/not-like-this_instagram-square_1080x1080_en.png"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("made") / "dist"
    selection = Selection(("instagram-square",), ("like-this", "not-like-this"))
    assert not build(own(), selection, Options(out)).machine
    return out


def exchange(out: Path) -> None:
    one, other = (out / ONE).read_bytes(), (out / OTHER).read_bytes()
    (out / ONE).write_bytes(other)
    (out / OTHER).write_bytes(one)


def rewrite(path: str, change: Break) -> Callable[[Path], None]:
    def done(out: Path) -> None:
        (out / path).write_bytes(change((out / path).read_bytes()))

    return done


ALT = ONE.replace(".png", ".alt.txt")
FOLDERS: dict[str, tuple[Callable[[Path], object], str]] = {
    "two files exchanged": (exchange, "swapped-file"),
    "a file with one bit changed": (rewrite(ONE, flipped), "altered-file"),
    "a file that is gone": (lambda out: (out / ONE).unlink(), "missing-file"),
    "an alt text that is gone": (lambda out: (out / ALT).unlink(), "missing-file"),
    "an alt text that was edited": (rewrite(ALT, lambda data: data + b"!"), "alt-differs"),
    "a manifest that was edited": (
        rewrite("manifest.json", lambda data: data.replace(b"virtually", b"sometimes", 1) + b" "),
        "sums-differ",
    ),
    "a sum that was edited": (
        rewrite("SHA256SUMS", lambda data: data.replace(b"a", b"b", 1)),
        "sums-differ",
    ),
    "somebody's own file": (lambda out: (out / "mine.png").write_bytes(b"x"), "foreign-file"),
}


@pytest.mark.parametrize("fault", FOLDERS)
def test_a_fault_of_a_folder_is_caught(made: Path, tmp_path: Path, fault: str) -> None:
    spoil, code = FOLDERS[fault]
    out = Path(shutil.copytree(made, tmp_path / "dist"))
    assert not verify(own(), out).problems
    spoil(out)
    assert code in written.codes(verify(own(), out).problems)


def test_there_are_enough_of_them() -> None:
    kinds = (written.WRITTEN, FRAMES, PIXELS_SPOILT, FILES, FOLDERS)
    assert sum(map(len, kinds)) >= LEAST
