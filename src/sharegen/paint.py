"""Turn a Frame into pixels: the base layer once, then the words over the rows they touch.

Paint decides nothing: every place, colour and glyph is in the frame.
"""

from __future__ import annotations

from functools import lru_cache
from math import ceil, cos, floor, radians, sin

from PIL import Image

from sharegen.model.color import Color
from sharegen.model.frame import Code, Frame, Ground, Rule, Setting
from sharegen.model.geometry import Rect, Size
from sharegen.plate import emoji
from sharegen.png import BAND, Layer, Strip
from sharegen.typeface import coverage
from sharegen.veil import veiled

_RAMP = 1024  # steps of a gradient before it is stretched over the canvas
_AREAS_KEPT = 256  # of a base layer, whether they are bare
_AROUND_EM = 0.5  # of the ground behind a footer that is kept


class Base(Layer):
    """A base layer that knows what lies under all that is set on it: the rows behind its footer
    (`behind`, None where it has none), the one colour of its ground (`fill`, None where it has
    more), and where nothing lies on that."""

    def __init__(
        self, image: Image.Image, frame: Frame, art: Image.Image | None, behind: Strip | None
    ) -> None:
        super().__init__(image)
        self.behind = behind
        self.fill = frame.ground.fill if isinstance(frame.ground.fill, Color) else None
        self._scrims = tuple(scrim.reach for scrim in frame.scrims)
        self._hidden = art is not None and art.mode != "RGBA"
        self._cover = art.getchannel("A") if art is not None and art.mode == "RGBA" else None
        self._known: dict[Rect, bool] = {}

    def bare(self, area: Rect) -> bool:
        """Whether art and scrims leave the ground of an area as it is, on every px of it."""
        found = self._known.get(area)
        if found is None:
            if len(self._known) >= _AREAS_KEPT:
                self.forget()
            found = self._known[area] = self._looks_bare(area)
        return found

    def forget(self) -> None:
        """Know no longer which areas are bare: as a layer does that was just painted."""
        self._known.clear()

    def _looks_bare(self, area: Rect) -> bool:
        if self._hidden or any(reach.intersects(area) for reach in self._scrims):
            return False
        if self._cover is None:
            return True
        width, height = self.size
        left, top = max(0, floor(area.x)), max(0, floor(area.y))
        right, bottom = min(width, ceil(area.right)), min(height, ceil(area.bottom))
        if right <= left or bottom <= top:
            return True
        return self._cover.crop((left, top, right, bottom)).getbbox() is None


def paint_base(frame: Frame, art: Image.Image | None, logo: Image.Image | None = None) -> Base:
    """Paint what all cards of a set share: ground, art, scrims, hairline, footer and what stands
    beside it; `logo` has the size the frame gives it."""
    image = veiled(paint_ground(frame, art), frame.scrims)
    behind = _behind(image, frame)
    for rule in frame.rules:
        _rule(image, rule)
    for setting in frame.footer:
        paint_words(image, setting, 0, None)
    if frame.code is not None:
        _code(image, frame.code)
    if frame.logo is not None and logo is not None:
        place = (round(frame.logo.rect.x), round(frame.logo.rect.y))
        image.paste(logo, place, logo if logo.mode == "RGBA" else None)
    return Base(image, frame, art, behind)


def _behind(image: Image.Image, frame: Frame) -> Strip | None:
    """The rows that a footer is about to be painted on."""
    if not frame.footer:
        return None
    ink, around = frame.footer[0].ink, _AROUND_EM * frame.footer[0].size_px
    top = max(0, floor(ink.y - around))
    bottom = max(top, min(image.height, ceil(ink.bottom + around)))
    return Strip(top, image.crop((0, top, image.width, bottom)))


def paint_ground(frame: Frame, art: Image.Image | None) -> Image.Image:
    """Paint what lies under all that is set, and under its scrims: ground and art."""
    image = _ground(frame.ground, frame.size)
    if art is not None:
        image.paste(art, (0, 0), art if art.mode == "RGBA" else None)
    return image


def continued(art: Image.Image, beyond: int) -> Image.Image:
    """Art with so many px more at each edge, mirrored there: what is cut off a sheet."""
    if not beyond:
        return art
    width, height = art.size
    wider = Image.new(art.mode, (width + 2 * beyond, height + 2 * beyond))
    wider.paste(art, (beyond, beyond))
    for across in (-1, 0, 1):
        for down in (-1, 0, 1):
            turned = art
            if across:
                turned = turned.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
            if down:
                turned = turned.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
            if across or down:
                wider.paste(turned, (beyond + across * width, beyond + down * height))
    return wider


def paint(frame: Frame, layer: Layer) -> tuple[Strip, ...]:
    """Paint the words of a frame: the rows of its base that they touch, with them on it."""
    ground = frame.ground
    under = ground.fill if isinstance(ground.fill, Color) and ground.variant is None else None
    boxes = [setting.ink for setting in frame.settings if not setting.ink.empty]
    strips = []
    for top, bottom in _touched(boxes, frame.size):
        image = layer.image.crop((0, top, frame.size.width, bottom))
        for setting in frame.settings:
            if setting.ink.y < bottom and setting.ink.bottom > top:
                paint_words(image, setting, top, under)
        strips.append(Strip(top, image))
    return tuple(strips)


def picture(layer: Layer, strips: tuple[Strip, ...]) -> Image.Image:
    """The whole picture: for contact sheets, previews and tests."""
    image = layer.image.copy()
    for strip in strips:
        image.paste(strip.image, (0, strip.top))
    return image


def _touched(boxes: list[Rect], size: Size) -> list[tuple[int, int]]:
    """The runs of rows that boxes touch, widened to whole bands, in order and apart."""
    runs: list[tuple[int, int]] = []
    for box in sorted(boxes, key=lambda box: box.y):
        top = max(0, int(box.y // BAND) * BAND)
        bottom = min(size.height, int(-(-box.bottom // BAND)) * BAND)
        if runs and top <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(bottom, runs[-1][1]))
        else:
            runs.append((top, bottom))
    return runs


def _ground(ground: Ground, size: Size) -> Image.Image:
    if isinstance(ground.fill, Color):
        return Image.new("RGB", size, ground.fill)
    angle, stops = ground.fill
    return _gradient(angle, stops, size)


def _gradient(angle: float, stops: tuple[Color, ...], size: Size) -> Image.Image:
    """A linear gradient as CSS draws it: the corners get the end colours (CSS Images 3, 3.1)."""
    ramp = Image.new("RGB", (_RAMP, 1))
    ramp.putdata([_along(stops, step / (_RAMP - 1)) for step in range(_RAMP)])
    right, down = sin(radians(angle)), -cos(radians(angle))
    length = abs(size.width * right) + abs(size.height * down)
    x, y = right / length * (_RAMP - 1), down / length * (_RAMP - 1)
    start = (_RAMP - 1) / 2 - x * size.width / 2 - y * size.height / 2 + 0.5
    # The row is repeated, so that any y of the ramp reads the same colour.
    return ramp.transform(size, Image.Transform.AFFINE, (x, y, start, 0, 0, 0.5))


def _along(stops: tuple[Color, ...], part: float) -> tuple[int, int, int]:
    at = part * (len(stops) - 1)
    first = min(int(at), len(stops) - 2)
    one, two, mix = stops[first], stops[first + 1], at - first
    red, green, blue = (round(a + (b - a) * mix) for a, b in zip(one, two, strict=True))
    return red, green, blue


def _rule(image: Image.Image, rule: Rule) -> None:
    rect = rule.rect
    box = (round(rect.x), round(rect.y), round(rect.right), round(rect.bottom))
    image.paste(rule.color, box)


def _code(image: Image.Image, code: Code) -> None:
    _rule(image, Rule(code.panel, code.light))
    for bar in code.bars():
        _rule(image, Rule(bar, code.dark))


def paint_words(image: Image.Image, setting: Setting, top: int, under: Color | None) -> None:
    """Paint a setting on an image whose first row is row `top` of the canvas.

    `under` is the one colour that lies under all of it, where it is known: then a run is mixed
    with it by a palette, unless its ink may meet that of another run.
    """
    done: list[Rect] = []
    for line in setting.lines:
        for run in line.runs:
            if run.ink.empty:
                continue
            colors = emoji(run)
            if colors is not None:
                place = (round(colors.place.x), round(colors.place.y) - top)
                image.paste(colors.image, place, colors.image)
                done.append(run.ink.grown(1))
                continue
            mask = coverage(run)
            size, place = (mask.width, mask.height), (mask.x, mask.y - top)
            if under is not None and not any(run.ink.grown(1).intersects(box) for box in done):
                inked = Image.frombuffer("P", size, mask.data, "raw", "P", mask.width, -1)
                inked.putpalette(_blends(under, run.color))
                image.paste(inked.convert("RGB"), place)
            else:
                data = Image.frombuffer("L", size, mask.data, "raw", "L", mask.width, -1)
                image.paste(Image.new("RGB", size, run.color), place, data)
            done.append(run.ink.grown(1))


@lru_cache(maxsize=256)
def _blends(under: Color, ink: Color) -> bytes:
    """The 256 mixtures of two colours as a palette: just what paste() by a mask gives, at a fifth
    of its time."""
    return bytes(
        _divided(over * part + below * (255 - part))
        for part in range(256)
        for below, over in zip(under, ink, strict=True)
    )


def _divided(value: int) -> int:
    """Value / 255, rounded as Pillow rounds it (MULDIV255 in its ImagingUtils.h)."""
    value += 128
    return ((value >> 8) + value) >> 8
