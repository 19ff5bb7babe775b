"""Where the pixels of two pictures differ: measured, and painted on grey."""

from __future__ import annotations

from typing import NamedTuple

from PIL import Image, ImageChops, ImageFilter

from sharegen.model.color import Color

MARK = Color.parse("#C8005A")  # on grey and on paper; no brand of ours has it
_CASING = Color.parse("#FFFFFF")
_GREY, _SPAN = 168, 64  # what is the same: grey, from dark to light, no louder than a ghost
_FAINTEST, _AMPLIFIED = 96, 3  # a step of 1 in 255 must show
_STROKE, _APART = 3, 6  # of the outline, in px; it stands off what it encloses


class Spread(NamedTuple):
    """The box of all pixels that differ (left, top, right, bottom, in px) and how many they are."""

    box: tuple[int, int, int, int]
    pixels: int
    of: int

    @property
    def share(self) -> float:
        """The part of the picture's pixels that differ, 0 to 1."""
        return self.pixels / self.of


def spread(old: Image.Image, new: Image.Image) -> Spread | None:
    """Where two pictures of one size differ; None: nowhere."""
    steps = _steps(old, new)
    box = steps.getbbox()
    if box is None:
        return None
    of = steps.width * steps.height
    return Spread(box, of - steps.histogram()[0], of)


def _steps(old: Image.Image, new: Image.Image) -> Image.Image:
    """By how much each pixel differs: the largest step of its three channels."""
    red, green, blue = ImageChops.difference(old, new).split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def reduced(image: Image.Image, side: int) -> Image.Image:
    """A picture within a square of so many px; never larger than it is."""
    scale = min(1.0, side / max(image.size))
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image if size == image.size else image.resize(size, Image.Resampling.BICUBIC)


def differing(old: Image.Image, new: Image.Image, side: int) -> Image.Image:
    """What differs, amplified, on the newer picture in grey, within a square of so many px; the
    box of all of it is outlined."""
    steps = _steps(old, new)
    box = steps.getbbox()
    if box is not None and max(steps.size) > side:
        # one pixel of a large picture must not fade away in a small one
        around = _within((box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1), steps.size)
        steps.paste(steps.crop(around).filter(ImageFilter.MaxFilter(3)), around)
    louder = [0, *(min(255, _FAINTEST + _AMPLIFIED * step) for step in range(1, 256))]
    loud = reduced(steps.point(louder), side)
    grey = reduced(new.convert("L"), side).point([_GREY + v * _SPAN // 255 for v in range(256)])
    image = Image.merge("RGB", (grey, grey, grey))
    image.paste(MARK, (0, 0), loud)
    if box is not None:
        scale = image.width / new.width
        _outline(image, tuple(round(edge * scale) for edge in box))
    return image


def _outline(image: Image.Image, box: tuple[int, ...]) -> None:
    left, top = (edge - _APART for edge in box[:2])
    right, bottom = (edge + _APART for edge in box[2:])
    for grown, color in ((1, _CASING), (0, MARK)):
        for x, y, far, low in (
            (left, top, right, top + _STROKE),
            (left, bottom - _STROKE, right, bottom),
            (left, top, left + _STROKE, bottom),
            (right - _STROKE, top, right, bottom),
        ):
            edge = (x - grown, y - grown, far + grown, low + grown)
            image.paste(color, _within(edge, image.size))


def _within(box: tuple[int, int, int, int], size: tuple[int, int]) -> tuple[int, int, int, int]:
    left, top, right, bottom = box
    left, top = min(max(0, left), size[0]), min(max(0, top), size[1])
    return left, top, max(left, min(right, size[0])), max(top, min(bottom, size[1]))


def around(found: Spread, size: tuple[int, int], margin: int) -> tuple[int, int, int, int]:
    """The box of what differs with a margin, within the picture."""
    left, top, right, bottom = found.box
    return _within((left - margin, top - margin, right + margin, bottom + margin), size)
