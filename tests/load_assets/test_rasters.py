"""Photographs: sizes, damage, and one defined conversion to sRGB. RELIABILITY rows 60 to 69."""

import io
import os
import random
import struct
import zlib

import pytest
from asset_samples import chunk, noise, picture, png
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from sharegen.load.art import load_art
from sharegen.load.assets import Entry, read_variant
from sharegen.load.raster import cut
from sharegen.load.raster_header import BadPicture, exif_orientation, read_header, sniff
from sharegen.model.diagnostic import CardError, Location, Severity
from sharegen.model.geometry import Rect, Size

AT = Location("backgrounds.yaml", 3, 5)
RED, BLUE = (255, 0, 0), (0, 0, 255)


def read(tmp_path, name, data, subject=None, stands=None):
    (tmp_path / name).write_bytes(data)
    return read_variant(tmp_path, Entry("square", name, subject, stands), AT)


def refused(tmp_path, name, data):
    found, problems = read(tmp_path, name, data)
    assert found is None
    assert len(problems) == 1
    assert problems[0].at == AT
    return problems[0]


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.jpeg", "a.webp"])
def test_a_sound_picture(tmp_path, name):
    kind = {"a.png": "PNG", "a.webp": "WEBP"}.get(name, "JPEG")
    found, problems = read(tmp_path, name, picture(kind), Rect(0.5, 0, 0.5, 1), 0.25)
    assert problems == ()
    assert (found.kind, found.width, found.height) == ("raster", 40, 20)
    assert (found.subject, found.stands) == (Rect(20, 0, 20, 20), 5)


@pytest.mark.parametrize("box", [(0.6, 0, 0.5, 1), (-0.1, 0, 0.5, 1), (0, 0, 0, 1)])
def test_a_subject_outside_the_art(tmp_path, box):
    _, problems = read(tmp_path, "a.png", picture(), Rect(*box))
    assert [p.code for p in problems] == ["subject-outside"]
    assert read(tmp_path, "a.png", picture(), None, 1.5)[1][0].code == "subject-outside"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("share", [0.0, 0.02, 0.3, 0.9, 0.999])
def test_a_truncated_picture(tmp_path, kind, share):
    data = noise(kind)
    name = f"a.{kind.lower()}"
    cut_off = data[: max(int(len(data) * share), 20 if share else 0)]
    problem = refused(tmp_path, name, cut_off)
    assert problem.code == ("asset-damaged" if share else "asset-format")


def test_every_flipped_bit_of_a_png_is_found():
    data, chance = noise("PNG"), random.Random(60)
    for _ in range(300):
        broken = bytearray(data)
        broken[chance.randrange(8, len(data))] ^= 1 << chance.randrange(8)
        with pytest.raises(BadPicture):
            read_header(bytes(broken), "PNG")


@pytest.mark.parametrize(
    "data",
    [
        png(0, 5, chunk(b"IDAT", zlib.compress(b"\0"))),
        png(4, 4),
        png(4, 4, chunk(b"IDAT", zlib.compress(bytes(20)))),
        png(4, 4, chunk(b"IDAT", b"nothing of the kind")),
        png(4, 4, chunk(b"IDAT", zlib.compress(bytes(52)))[:-9] + bytes(9)),
        png(4, 4, chunk(b"IDAT", zlib.compress(bytes(52))), depth=3),
        png(4, 4, chunk(b"IDAT", zlib.compress(bytes(52))), color=5),
        b"\x89PNG\r\n\x1a\n",
    ],
)
def test_impossible_pngs(tmp_path, data):
    assert refused(tmp_path, "a.png", data).code == "asset-damaged"


@pytest.mark.parametrize(
    "data",
    [
        png(100_000, 100_000),
        png(13_000, 13_000, depth=1, color=0),
        png(4, 4, *[chunk(b"tEXt", b"a\0b")] * 10_001),
        png(4, 4, chunk(b"iCCP", bytes(5 << 20)), chunk(b"IDAT", zlib.compress(bytes(52)))),
    ],
)
def test_pictures_too_large_to_decode(tmp_path, data):
    assert refused(tmp_path, "a.png", data).code == "asset-too-large"


def test_a_file_too_large_to_read(tmp_path):
    with open(tmp_path / "a.png", "wb") as stream:
        stream.truncate((25 << 20) + 1)
    _, problems = read_variant(tmp_path, Entry("square", "a.png"), AT)
    assert problems[0].code == "asset-too-large"


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.png", b"%!PS-Adobe-3.0 EPSF-3.0\n", "is EPS, expected PNG, JPEG, WebP or SVG"),
        ("a.png", b"II*\0" + bytes(9), "is TIFF"),
        ("a.png", b"8BPS" + bytes(9), "is PSD"),
        ("a.jpg", b"SIMPLE  = T", "is FITS"),
        ("a.webp", b"\0\0\1\0\1\0", "is ICO"),
        ("a.svg", b"\x1f\x8b" + bytes(9), "is gzip"),
        ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is SVG, expected PNG"),
        ("a.svg", picture(), "is PNG, expected SVG"),
        ("a.gif", b"GIF89a", "is GIF"),
        ("a.bin", picture(), "is PNG, expected PNG, JPEG, WebP or SVG"),
        ("a.svg", b"<!DOCTYPE html><html>", "is HTML"),
    ],
)
def test_other_formats_are_named(tmp_path, name, data, message):
    problem = refused(tmp_path, name, data)
    assert problem.code == "asset-format"
    assert message in problem.message


def test_places_that_are_no_files(tmp_path):
    os.mkfifo(tmp_path / "a.png")
    for name, code in (("a.png", "not-a-file"), (".", "not-a-file"), ("b.png", "asset-missing")):
        assert read_variant(tmp_path, Entry("square", name), AT)[1][0].code == code


def test_an_animation_is_its_first_frame(tmp_path):
    frames = [Image.new("RGB", (8, 8), color) for color in (RED, BLUE)]
    for kind in ("PNG", "WEBP"):
        stream = io.BytesIO()
        frames[0].save(stream, kind, save_all=True, append_images=frames[1:], lossless=True)
        found, problems = read(tmp_path, f"a.{kind.lower()}", stream.getvalue())
        assert [(p.code, p.severity) for p in problems] == [("asset-animated", Severity.WARNING)]
        image = load_art(found, Rect(0, 0, 8, 8), Size(4, 4), ())
        assert image.convert("RGB").getpixel((1, 1)) == RED


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_orientation(tmp_path, kind, orientation):
    exif = Image.Exif()
    exif[274] = orientation
    exif[0x010E] = "a private remark"
    image = Image.new("RGB", (64, 32), RED)
    image.paste(BLUE, (32, 0, 64, 16))
    stream = io.BytesIO()
    image.save(stream, kind, exif=exif, quality=95)
    found, _ = read(tmp_path, f"a.{kind.lower()}", stream.getvalue())
    expected = image.transpose(_TURN[orientation]) if orientation > 1 else image
    assert (found.width, found.height) == expected.size
    size = Size(*expected.size)
    drawn = load_art(found, Rect(0, 0, found.width, found.height), size, ())
    for x in (4, size.width // 2 - 5, size.width // 2 + 4, size.width - 5):
        for y in (4, size.height // 2 - 5, size.height // 2 + 4, size.height - 5):
            assert near(drawn.getpixel((x, y)), expected.getpixel((x, y)))
    quarter = Rect(size.width / 2, 0, size.width / 2, size.height / 2)
    part = load_art(found, quarter, Size(10, 10), ())
    assert near(part.getpixel((5, 5)), expected.getpixel((size.width * 3 // 4, size.height // 4)))
    assert part.info == {} and not part.getexif()


_TURN = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def near(one, other, slack=12):
    return all(abs(a - b) <= slack for a, b in zip(one[:3], other[:3], strict=True))


@given(st.binary(max_size=200))
def test_any_exif_is_answered(data):
    for order in (b"", b"Exif\0\0", b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08"):
        assert 1 <= exif_orientation(order + data) <= 8


@given(st.sampled_from(["PNG", "JPEG", "WEBP"]), st.data())
def test_any_damage_is_answered(kind, data):
    broken = bytearray(picture(kind))
    for _ in range(3):
        place = data.draw(st.integers(0, len(broken) - 1))
        broken[place] = data.draw(st.integers(0, 255))
    broken = bytes(broken[: data.draw(st.integers(12, len(broken)))])
    found = sniff(broken)
    if found in ("PNG", "JPEG", "WebP"):
        try:
            width, height = read_header(broken, found).shown
            cut(broken, Rect(0, 0, width, height), Size(8, 8))
        except BadPicture:
            pass


@pytest.mark.parametrize(
    ("mode", "kind", "seen"),
    [
        ("RGB", "PNG", "RGB"),
        ("L", "PNG", "RGB"),
        ("1", "PNG", "RGB"),
        ("P", "PNG", "RGB"),
        ("LA", "PNG", "RGBA"),
        ("RGBA", "PNG", "RGBA"),
        ("CMYK", "JPEG", "RGB"),
        ("L", "JPEG", "RGB"),
        ("RGB", "WEBP", "RGB"),
    ],
)
def test_modes(mode, kind, seen):
    data = picture(kind, mode=mode)
    image = cut(data, Rect(0, 0, 40, 20), Size(20, 10))
    assert (image.mode, image.size) == (seen, (20, 10))
    if mode in ("RGB", "P", "RGBA", "CMYK"):
        assert near(image.getpixel((4, 5)), RED, 40) and near(image.getpixel((15, 5)), BLUE, 40)


def test_sixteen_bits_are_scaled_not_clipped():
    rows = b"".join(b"\0" + struct.pack(">4H", 0, 32896, 65535, 257) for _ in range(4))
    data = png(4, 4, chunk(b"IDAT", zlib.compress(rows)), depth=16, color=0)
    image = cut(data, Rect(0, 0, 4, 4), Size(4, 4))
    assert [image.getpixel((x, 1))[0] for x in range(4)] == [0, 128, 255, 1]


def test_a_clear_colour_of_a_palette():
    image = Image.new("P", (4, 4), 1)
    image.putpalette([255, 0, 0, 0, 0, 255])
    stream = io.BytesIO()
    image.save(stream, "PNG", transparency=1)
    assert cut(stream.getvalue(), Rect(0, 0, 4, 4), Size(4, 4)).getpixel((1, 1))[3] == 0


def test_a_colour_profile_is_applied_and_gone():
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # the colorants and curves of red and green change their names
    swapped = srgb
    for tag in (b"XYZ", b"TRC"):
        swapped = swapped.replace(b"r" + tag, b"????").replace(b"g" + tag, b"r" + tag)
        swapped = swapped.replace(b"????", b"g" + tag)
    for profile, seen in ((srgb, RED), (b"no profile at all", RED), (swapped, (0, 255, 0))):
        for mode in ("RGB", "RGBA"):
            data = picture("PNG", mode=mode, icc_profile=profile)
            image = cut(data, Rect(0, 0, 40, 20), Size(20, 10))
            assert (image.mode, image.info) == (mode, {})
            assert near(image.getpixel((2, 5)), seen, 2)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_window_that_reaches_outside_is_clear_there(kind):
    image = cut(picture(kind), Rect(-20, -10, 80, 40), Size(80, 40))
    assert image.mode == "RGBA"
    assert image.getpixel((10, 20))[3] == image.getpixel((40, 35))[3] == 0
    assert near(image.getpixel((25, 20)), RED) and image.getpixel((25, 20))[3] == 255
    assert near(image.getpixel((55, 20)), BLUE)
    assert image.getbbox() == (20, 10, 60, 30)
    away = cut(picture(kind), Rect(100, 100, 10, 10), Size(5, 5))
    assert away.getbbox() is None


def test_a_jpeg_is_cut_where_it_would_be_without_draft():
    data = picture("JPEG", (1600, 800), quality=95)
    image = cut(data, Rect(400, 200, 800, 400), Size(80, 40))
    assert near(image.getpixel((36, 20)), RED, 16) and near(image.getpixel((43, 20)), BLUE, 16)


def test_a_file_changed_during_the_build(tmp_path):
    found, _ = read(tmp_path, "a.png", picture())
    (tmp_path / "a.png").write_bytes(picture(size=(41, 20)))
    with pytest.raises(CardError) as caught:
        load_art(found, Rect(0, 0, 9, 9), Size(9, 9), ())
    assert caught.value.problem.code == "asset-changed"


def test_damage_met_while_decoding(tmp_path):
    # the first 8 MiB are looked at when the project is loaded; the fault is after them
    pixels = zlib.compress(bytes(3000 * (1 + 3 * 2000)), 1)
    data = png(2000, 4000, chunk(b"IDAT", pixels))
    found, problems = read(tmp_path, "a.png", data)
    assert problems == ()
    with pytest.raises(CardError) as caught:
        load_art(found, Rect(0, 0, 2000, 4000), Size(9, 9), ())
    assert caught.value.problem.code == "asset-damaged"


def test_transparency_is_kept():
    image = Image.new("RGBA", (8, 8), (255, 0, 0, 0))
    for kind in ("PNG", "WEBP"):
        stream = io.BytesIO()
        image.save(stream, kind, lossless=True)
        seen = cut(stream.getvalue(), Rect(0, 0, 8, 8), Size(4, 4))
        assert seen.mode == "RGBA" and seen.getbbox() is None
