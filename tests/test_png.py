"""The PNG writer: its pixels, its bytes and what other programs read in them."""

from __future__ import annotations

import io
import json
import struct
import subprocess
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from zlib_ng import zlib_ng

from sharegen import png
from sharegen.png import BAND, Layer, Method, Strip, Words, encode, pixel_sha256

WORDS = Words("A title", "Words & <what> the “art” shows – ünï.", "en", "draft")


def noise(size: tuple[int, int], seed: int = 1) -> Image.Image:
    return Image.effect_noise(size, 60 + seed).convert("RGB")


def ramp(size: tuple[int, int]) -> Image.Image:
    return Image.linear_gradient("L").resize(size).convert("RGB")


def chunks(data: bytes) -> Iterator[tuple[str, bytes]]:
    at = 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        (crc,) = struct.unpack(">I", data[at + 8 + length : at + 12 + length])
        assert crc == zlib.crc32(kind + body)
        yield kind.decode(), body
        at += 12 + length


@pytest.mark.parametrize("make", [noise, ramp, lambda size: Image.new("RGB", size, "#0b1d3f")])
@pytest.mark.parametrize("size", [(1, 1), (7, 15), (64, 16), (33, 17), (200, 97)])
@pytest.mark.parametrize("kind", [png.NONE, png.SUB, png.UP])
def test_pixels_come_back(
    make: Callable[..., Image.Image], size: tuple[int, int], kind: int
) -> None:
    image = make(size)
    layer = Layer(image)
    layer.method = Method(kind, zlib_ng.Z_RLE)
    encoded = encode(layer, (), WORDS)
    found = Image.open(io.BytesIO(b"".join(encoded.parts)))
    assert (found.mode, found.size) == ("RGB", size)
    assert found.tobytes() == image.tobytes()
    assert encoded.pixel_sha256 == pixel_sha256(image)


@given(
    st.integers(1, 60),
    st.integers(1, 90),
    st.lists(st.tuples(st.integers(0, 5), st.integers(1, 3)), max_size=3),
)
@settings(max_examples=60)
def test_strips_replace_rows(width: int, height: int, places: list[tuple[int, int]]) -> None:
    image, over = ramp((width, height)), noise((width, height))
    strips, free = [], 0
    for first, count in sorted(places):
        top, bottom = max(first * BAND, free), min((first + count) * BAND, height)
        if top < bottom:
            strips.append(Strip(top, over.crop((0, top, width, bottom))))
            free = bottom
    encoded = encode(Layer(image), strips, WORDS)
    for strip in strips:
        image.paste(strip.image, (0, strip.top))
    found = Image.open(io.BytesIO(b"".join(encoded.parts)))
    assert found.convert("RGB").tobytes() == image.tobytes()
    assert encoded.pixel_sha256 == pixel_sha256(image)


def test_bytes_do_not_depend_on_what_was_encoded_before() -> None:
    image, over = ramp((300, 200)), noise((300, 32))
    used = Layer(image)
    encode(used, (), WORDS)
    encode(used, (Strip(64, noise((300, 48), 5)),), WORDS)
    strips = (Strip(16, over),)
    assert encode(used, strips, WORDS).parts == encode(Layer(image), strips, WORDS).parts


def test_chunks_are_as_declared_and_nothing_else() -> None:
    data = b"".join(encode(Layer(noise((40, 40))), (), WORDS).parts)
    kinds = [kind for kind, _ in chunks(data)]
    assert kinds[:7] == ["IHDR", "sRGB", "gAMA", "cHRM", "iTXt", "iTXt", "iTXt"]
    assert set(kinds[7:-1]) == {"IDAT"}
    assert kinds[-1] == "IEND"


def test_no_time_stands_in_the_file() -> None:
    layer = Layer(noise((40, 40)))
    data = b"".join(encode(layer, (), WORDS).parts)
    assert b"tIME" not in data
    assert b"2026" not in data
    assert data == b"".join(encode(layer, (), WORDS).parts)


@pytest.mark.parametrize("kind", [png.NONE, png.SUB, png.UP])
def test_pngcheck_finds_nothing(kind: int, tmp_path: Path, tool: Callable[[str], str]) -> None:
    layer = Layer(noise((120, 75)))
    layer.method = Method(kind, zlib_ng.Z_RLE)
    path = tmp_path / "a.png"
    path.write_bytes(b"".join(encode(layer, (Strip(16, ramp((120, 16))),), WORDS).parts))
    done = subprocess.run(
        [tool("pngcheck"), "-v", path], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert "No errors" in done.stdout


def test_exiftool_reads_the_alt_text(tmp_path: Path, tool: Callable[[str], str]) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"".join(encode(Layer(ramp((20, 20))), (), WORDS).parts))
    done = subprocess.run(
        [tool("exiftool"), "-j", "-G", path], capture_output=True, text=True, check=True
    )
    (found,) = json.loads(done.stdout)
    assert found["XMP:AltTextAccessibility"] == WORDS.description
    assert found["XMP:Title"] == WORDS.title
    assert found["XMP:Label"] == "draft"
    assert found["PNG:Description-en"] == WORDS.description
    assert "Warning" not in " ".join(found)
