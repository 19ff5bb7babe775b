"""Pixels: small exact references, and that every way of painting gives the same."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cards import project
from golden import Golden
from PIL import Image, ImageChops
from speaking import spoken

from sharegen.model.color import Color
from sharegen.model.geometry import Rect
from sharegen.model.project import Background, Gradient
from sharegen.paint import paint, paint_base, picture
from sharegen.pipeline import base_layer, draw, prove
from sharegen.resolve import Selection, resolve
from sharegen.typeface import coverage, is_colored


def card(caption: str, placement: str = "instagram-square"):  # type: ignore[no-untyped-def]
    return resolve(project(), Selection((placement,), (caption,))).cards[0]


def flat(caption: str, **fields: object):  # type: ignore[no-untyped-def]
    return replace(card(caption), background=Background("flat", "dark", **fields))  # type: ignore[arg-type]


def whole(made) -> Image.Image:  # type: ignore[no-untyped-def]
    drawing = draw(made)
    return picture(drawing.layer, drawing.strips)


@pytest.mark.parametrize(
    ("name", "caption", "box"),
    [
        ("turn", "not-like-this", (130, 760, 430, 880)),
        ("footer", "not-like-this", (130, 890, 450, 1010)),
        ("key", "know-their-traffickers", (580, 100, 880, 400)),
        ("paper", "kidnapping-is-not-the-norm", (130, 80, 430, 280)),
    ],
)
def test_details_look_as_approved(
    name: str, caption: str, box: tuple[int, int, int, int], golden: Golden
) -> None:
    golden.picture(f"pixels/{name}", whole(card(caption)).crop(box))


def test_a_palette_mixes_just_as_a_mask_does() -> None:
    made = flat("people-they-trust", fill=Color(11, 29, 63))
    frame = prove(made)
    layer = paint_base(frame, None)
    gradient = replace(frame.ground, fill=(0.0, (Color(11, 29, 63), Color(11, 29, 63))))
    by_palette = picture(layer, paint(frame, layer))
    by_mask = picture(layer, paint(replace(frame, ground=gradient), layer))
    assert ImageChops.difference(by_palette, by_mask).getbbox() is None


def test_ink_stays_within_what_the_frame_says() -> None:
    frame = prove(flat("groom-or-seduce"))
    plain = paint_base(replace(frame, footer=(), rules=()), None)
    image = picture(plain, paint(frame, plain))
    left, top, right, bottom = ImageChops.difference(image, plain.image).getbbox()
    ink = frame.settings[0].ink
    assert Rect.between(left, top, right, bottom).grown(-1).intersection(ink) == (
        Rect.between(left, top, right, bottom).grown(-1)
    )


def test_overlapping_outlines_are_one_shape() -> None:
    """Archivo's t and its bar overlap: where they do, the ink is no thinner."""
    run = prove(flat("not-like-this")).settings[0].lines[0].runs[0]
    assert max(coverage(run).data) == 255


def test_words_of_a_card_are_the_same_alone_and_after_others() -> None:
    first = whole(card("like-this"))
    for other in ("not-like-this", "groom-or-seduce"):
        whole(card(other))
    assert whole(card("like-this")).tobytes() == first.tobytes()


def test_a_gradient_runs_from_its_first_colour_to_its_last() -> None:
    one, two = Color(20, 33, 61), Color(141, 31, 63)
    down = whole(flat("not-like-this", fill=Gradient(180, (one, two))))
    assert down.getpixel((5, 0)) == one
    assert down.getpixel((5, 1079)) == two
    across = whole(flat("not-like-this", fill=Gradient(90, (one, two))))
    assert across.getpixel((0, 5)) == one
    assert across.getpixel((1079, 5)) == two
    corner = whole(flat("not-like-this", fill=Gradient(135, (one, two))))
    assert corner.getpixel((0, 0)) == one
    assert corner.getpixel((1079, 1079)) == two


def test_the_footer_is_on_every_picture_of_a_placement_at_the_same_place() -> None:
    box = (130, 895, 950, 1015)
    looks = {
        whole(card(caption)).crop(box).tobytes()
        for caption in ("like-this", "not-like-this", "groom-or-seduce", "know-their-traffickers")
    }
    assert len(looks) == 1


def test_an_emoji_is_painted_in_its_own_colours_inside_its_ink() -> None:
    made = spoken("en", "instagram-square", "Ask first 🎉")
    frame = prove(made)
    layer = paint_base(frame, None)
    bare, painted = layer.image, picture(layer, paint(frame, layer))
    (run,) = [
        run
        for line in frame.settings[0].lines
        for run in line.runs
        if is_colored(run) and run.text.strip()
    ]
    changed = ImageChops.difference(bare, painted)
    left, top, right, bottom = (
        int(run.ink.x) - 1, int(run.ink.y) - 1, int(run.ink.right) + 2, int(run.ink.bottom) + 2,
    )  # fmt: skip
    inside = painted.crop((left, top, right, bottom))
    assert len(inside.getcolors(65536) or ()) > 40  # confetti, not one ink
    words = frame.settings[0].ink.grown(1)
    box = changed.getbbox()
    assert box is not None
    assert words.contains(Rect.between(*box), 1)


def test_marks_stand_where_the_face_puts_them() -> None:
    """What is painted of Arabic, with its marks above and below, is inside the ink of the frame,
    and reaches its edges."""
    frame = prove(spoken("ar", "instagram-square", "يُستدرج قِبل أشخاص"))
    layer = paint_base(frame, None)
    difference = ImageChops.difference(layer.image, picture(layer, paint(frame, layer)))
    ink = frame.settings[0].ink
    box = difference.getbbox()
    assert box is not None
    for painted, told in zip(box, (ink.x, ink.y, ink.right, ink.bottom), strict=True):
        assert painted == pytest.approx(told, abs=1.5)


def test_mirrored_art_is_turned_over() -> None:
    frame = prove(spoken("he", "instagram-square", background="house-key"))
    turned = base_layer(frame).image
    plain = base_layer(replace(frame, ground=replace(frame.ground, mirrored=False))).image
    top = (0, 0, frame.size.width, 500)  # above the footer
    flipped = plain.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    assert ImageChops.difference(turned.crop(top), flipped.crop(top)).getbbox() is None
