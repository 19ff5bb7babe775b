"""Pictures by numbers: the very colours or none off by more than 2 levels, and when."""

from __future__ import annotations

import io
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from sharegen.model.geometry import Size
from sharegen.png import (
    FAST,
    NEAR_PALETTE,
    PALETTE,
    PORTABLE,
    TRUECOLOUR,
    Encoded,
    Layer,
    Strip,
    Words,
    pixel_sha256,
)
from sharegen.png.palette import MOST, OFF, Color, cover, exact, near
from sharegen.png.reading import chunks, decoded, header

WORDS = Words("A title", "Words.", "en", "draft")
NAVY, GOLD, WHITE = (11, 29, 63), (255, 200, 87), (255, 255, 255)
levels = st.integers(0, 255)
colors = st.tuples(levels, levels, levels)


def picture(pixels: list[tuple[int, ...]], width: int) -> Image.Image:
    image = Image.new("RGB", (width, len(pixels) // width))
    image.putdata(pixels[: width * image.height])
    return image


def ramps(*ends: tuple[tuple[int, int, int], tuple[int, int, int]]) -> Image.Image:
    """Each row all mixtures of two colours, as at the edges of letters; grounds below."""
    rows = [
        tuple(round(a + (b - a) * part / 255) for a, b in zip(one, two, strict=True))
        for one, two in ends
        for part in range(256)
    ]
    return picture(rows + [NAVY] * 256 * 40, 256)


def colors_of(image: Image.Image) -> dict[Color, int]:
    return {color: count for count, color in image.getcolors(1 << 24) or () if len(color) == 3}  # type: ignore[arg-type]


def farthest(one: Image.Image, two: Image.Image) -> int:
    return max(high for _, high in ImageChops.difference(one, two).getextrema())  # type: ignore[misc]


def noise(size: tuple[int, int]) -> Image.Image:
    return Image.merge("RGB", [Image.effect_noise(size, 90 + n) for n in range(3)])


LETTERS = ramps((NAVY, WHITE), (NAVY, GOLD), (GOLD, WHITE), (NAVY, (90, 20, 200)))


# The quantiser


@given(st.lists(colors, min_size=1, max_size=400), st.randoms())
@settings(max_examples=80)
def test_no_channel_is_off_by_more_than_two_levels(
    found: list[tuple[int, int, int]], by: random.Random
) -> None:
    counts = {color: by.randint(1, 99) for color in found}
    stands = cover(counts)  # type: ignore[arg-type]
    if stands is None:
        assert len(counts) > MOST  # colours that few are always covered: by themselves
        return
    assert set(stands) == set(counts)
    assert len(set(stands.values())) <= MOST
    for color, other in stands.items():
        assert all(abs(a - b) <= OFF for a, b in zip(color, other, strict=True))
        assert all(0 <= level <= 255 for level in other)


@given(st.lists(st.tuples(colors, colors), min_size=1, max_size=4), st.randoms())
@settings(max_examples=12)
def test_ramps_between_colours_of_a_brand_are_covered(
    ends: list[tuple[tuple[int, int, int], tuple[int, int, int]]], by: random.Random
) -> None:
    image = ramps(*ends)
    small = near(image)
    assert small is not None
    shown = small.image.convert("RGB")
    assert farthest(image, shown) <= OFF
    assert shown.getpixel((3, image.height - 1)) == NAVY  # the commonest stays as it is
    counts = colors_of(image)
    in_another_order = list(counts.items())
    by.shuffle(in_another_order)
    assert cover(dict(in_another_order)) == cover(counts)


@given(st.lists(colors, min_size=1, max_size=256), st.integers(1, 40))
@settings(max_examples=25)
def test_few_colours_are_kept_to_the_bit(found: list[tuple[int, int, int]], width: int) -> None:
    image = picture(found * width, width)
    small = exact(image)
    assert small is not None and small.exact
    assert small.image.convert("RGB").tobytes() == image.tobytes()
    assert len(small.colors) == 3 * len(colors_of(image))


def test_a_photograph_is_refused_and_soon() -> None:
    assert near(noise((400, 400))) is None
    assert exact(noise((40, 40))) is None
    spread = [(r, g, b) for r in range(0, 256, 36) for g in range(0, 256, 36) for b in range(8)]
    assert len(spread) > MOST
    assert near(picture([c for c in spread for _ in range(3)], 64)) is not None  # 8 blues: 2 cubes
    apart = [
        (r, g, b)
        for r in range(0, 256, 36)
        for g in range(0, 256, 36)
        for b in (0, 9, 18, 27, 36, 45)
    ]
    assert near(picture(apart, 64)) is None


# When


def encoded(image: Image.Image, cap: int) -> tuple[Encoded, Encoded]:
    strips = [Strip(0, image.crop((0, 0, image.width, min(16, image.height))))]
    fast, small = (one.encode(Layer(image), strips, WORDS, cap) for one in (FAST, PORTABLE))
    assert fast.pixel_sha256 == small.pixel_sha256
    return fast, small


def shown(file: Encoded) -> Image.Image:
    image = decoded(b"".join(file.parts))
    assert pixel_sha256(image) == file.pixel_sha256
    color_type = header(next(chunks(b"".join(file.parts)))).color_type
    assert color_type == (2 if file.written == TRUECOLOUR else 3)
    return image


def test_within_the_cap_pixels_stay_as_they_are() -> None:
    for cap in (0, 10**6):
        fast, small = encoded(LETTERS, cap)
        assert fast.written == small.written == TRUECOLOUR
        assert shown(fast).tobytes() == shown(small).tobytes() == LETTERS.tobytes()


def test_above_the_cap_letters_are_numbered_within_two_levels() -> None:
    fast, small = encoded(LETTERS, 1000)
    assert fast.written == small.written == NEAR_PALETTE
    assert fast.parts == small.parts
    assert 0 < farthest(shown(fast), LETTERS) <= OFF


def test_few_colours_are_exact_whatever_the_cap() -> None:
    image = Image.effect_noise((200, 200), 60).point(lambda level: level // 16 * 16).convert("RGB")
    loose, tight = encoded(image, 10**6), encoded(image, 1000)
    assert [one.written for one in (*loose, *tight)] == [TRUECOLOUR, PALETTE, PALETTE, PALETTE]
    assert {shown(one).tobytes() for one in (*loose, *tight)} == {image.tobytes()}


def test_a_photograph_stays_as_it_is_and_takes_no_longer() -> None:
    image = noise((200, 120))
    capped, free = encoded(image, 1000), encoded(image, 0)
    assert [one.parts for one in capped] == [one.parts for one in free]
    assert capped[0].written == TRUECOLOUR
    assert shown(capped[0]).tobytes() == image.tobytes()


def test_a_drawing_of_too_many_colours_is_compressed_as_hard_as_can_be() -> None:
    image = Image.new("RGB", (300, 300))
    image.paste(noise((60, 60)), (0, 0))
    loose, tight = encoded(image, 10**6), encoded(image, 1000)
    assert tight[0].written == TRUECOLOUR
    assert tight[0].parts == tight[1].parts == loose[1].parts
    assert tight[0].size < loose[0].size


@given(st.integers(1, 70), st.integers(1, 50), st.integers(0, 3000), st.integers(2, 400))
@settings(max_examples=60)
def test_both_encoders_give_the_same_pixels(width: int, height: int, cap: int, many: int) -> None:
    by = random.Random(many)
    few = [tuple(by.randrange(256) for _ in range(3)) for _ in range(many)]
    image = picture([by.choice(few) for _ in range(width * height)], width)
    fast, small = encoded(image, cap)
    assert farthest(shown(fast), image) <= (OFF if fast.written == NEAR_PALETTE else 0)
    assert small.size <= fast.size
    assert shown(small).size == Size(width, height)


def test_other_readers_see_the_same() -> None:
    fast, _ = encoded(LETTERS, 1000)
    with Image.open(io.BytesIO(b"".join(fast.parts))) as image:
        assert image.mode == "P"
        assert pixel_sha256(image) == fast.pixel_sha256


@pytest.mark.parametrize("cap", [0, 1000])
def test_numbers_of_few_colours_end_with_the_last_in_use(cap: int) -> None:
    image = Image.new("RGB", (50, 20), NAVY)
    _, small = encoded(image, cap)
    if small.written == PALETTE:
        (palette,) = [c for c in chunks(b"".join(small.parts)) if c.kind == "PLTE"]
        assert bytes(palette.data) == bytes(NAVY)
