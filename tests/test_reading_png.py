"""Reading a PNG back: what is whole is read, what was changed is said."""

from __future__ import annotations

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sharegen.model.geometry import Size
from sharegen.png import Layer, Words, encode, encode_clear, encode_hard
from sharegen.png.chunks import SIGNATURE, chunk
from sharegen.png.reading import Damaged, chunks, decoded, header, said

WORDS = Words("A title", "Words & <what> the “art” shows – ünï.", "es", "draft")
PICTURE = Image.linear_gradient("L").resize((40, 50)).convert("RGB")
DATA = b"".join(encode(Layer(PICTURE), (), WORDS).parts)
HEAD = struct.pack(">IIBBBBB", 40, 50, 8, 2, 0, 0, 0)


def test_chunks_texts_and_pixels_come_back() -> None:
    found = list(chunks(DATA))
    assert [c.kind for c in found][:4] == ["IHDR", "sRGB", "gAMA", "cHRM"]
    assert found[-1].kind == "IEND" and found[-1].at == len(DATA) - 12
    assert header(found[0]) == (Size(40, 50), 8, 2, 0, 0, 0)
    texts = [said(bytes(c.data), c.at) for c in found if c.kind == "iTXt"]
    assert texts[0] == ("Title", "es", "A title")
    assert texts[1] == ("Description", "es", WORDS.description)
    for data in (DATA, b"".join(encode_hard(Layer(PICTURE), (), WORDS).parts)):
        assert decoded(data).tobytes() == PICTURE.tobytes()


def test_a_picture_with_alpha_is_read_as_rgb() -> None:
    assert decoded(encode_clear(PICTURE.convert("RGBA"))).tobytes() == PICTURE.tobytes()


@given(st.integers(0, len(DATA) - 1), st.integers(1, 255))
def test_no_byte_can_be_changed_unseen(at: int, by: int) -> None:
    changed = bytearray(DATA)
    changed[at] ^= by
    with pytest.raises(Damaged):
        decoded(bytes(changed))


@given(st.integers(0, len(DATA) - 1))
def test_no_end_can_be_cut_off_unseen(length: int) -> None:
    with pytest.raises(Damaged):
        decoded(DATA[:length])


def rows(count: int) -> bytes:
    return zlib.compress(bytes(121 * count))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (DATA + b"x", "1 bytes stand after the end"),
        (SIGNATURE + chunk(b"IDAT", b"") + chunk(b"IEND", b""), "not IHDR"),
        (SIGNATURE + chunk(b"IHDR", HEAD) + chunk(b"IEND", b""), "cut off"),
        (SIGNATURE + chunk(b"IHDR", HEAD) + chunk(b"IDAT", rows(50)), "without IEND"),
    ],
)
def test_what_is_wrong_is_said(body: bytes, words: str) -> None:
    with pytest.raises(Damaged, match=words):
        decoded(body)


@pytest.mark.parametrize("stream", [rows(49), rows(51), rows(50)[:-4], rows(50) + b"\0", b"\0" * 9])
def test_the_stream_is_as_long_as_the_picture(stream: bytes) -> None:
    parts = (chunk(b"IHDR", HEAD), chunk(b"IDAT", stream), chunk(b"IEND", b""))
    with pytest.raises(Damaged):
        decoded(SIGNATURE + b"".join(parts))


@pytest.mark.parametrize(
    "body", [b"Title", b"Title\0\1\0en\0\0x", b"Title\0\0\0en\0", b"T\0\0\0\0\0\xff"]
)
def test_a_text_that_cannot_be_read_is_said(body: bytes) -> None:
    head = SIGNATURE + chunk(b"IHDR", HEAD) + chunk(b"iTXt", body) + chunk(b"IEND", b"")
    text = list(chunks(head))[1]
    with pytest.raises(Damaged, match="text at byte 33"):
        said(bytes(text.data), text.at)
