"""The SVG writer: a frame as a drawing that is finished by hand in an editor of drawings.

Everything stands in groups with names, words are outlines, and nothing refers to another file.
Add a kind of mark: add a function that gives its elements, and its name to _MARKS.

Scalable Vector Graphics (SVG) 2, W3C 2018, read 2026-11-27; what editors read of it is SVG 1.1.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from xml.sax.saxutils import escape

from PIL import Image

from sharegen.model.color import Color
from sharegen.model.frame import Run, Setting
from sharegen.model.geometry import gradient_line
from sharegen.model.inlay import ART
from sharegen.plate import Plate, emoji, veils
from sharegen.png import Layer, Words, encode, encode_clear
from sharegen.svg.shapes import element, number, path_data, within
from sharegen.typeface import outline

_CLIP, _GRADIENT = "canvas", "gradient"
_FOOT = "foot"  # several settings below the hairline
_TAKEN = (ART, _CLIP, _GRADIENT, _FOOT, "ground", "scrim", "hairline", "title", "desc")
_EMOJI_TIMES = 4  # finer than the canvas: a drawing is enlarged


def encode_svg(plate: Plate) -> bytes:
    """Turn a plate into an SVG file."""
    width, height = plate.frame.size
    words, lines = plate.words, []
    head = {
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": f"0 0 {width} {height}",
        "width": str(width),
        "height": str(height),
        "lang": words.language,
        "xml:lang": words.language,
        "role": "img",
        "aria-labelledby": "title desc",
    }
    lines.append(element("title", {"id": "title"}, escape(words.title)))
    lines.append(element("desc", {"id": "desc"}, escape(words.description)))
    if words.status:
        lines.append(element("metadata", {}, escape(words.status)))
    for mark in _MARKS:
        lines += mark(plate)
    return (element("svg", head, "\n" + "\n".join(lines) + "\n") + "\n").encode()


def _ground(plate: Plate) -> Iterator[str]:
    """The ground: a rectangle in one colour or a gradient."""
    size, fill = plate.frame.size, plate.frame.ground.fill
    inside = ""
    if isinstance(fill, Color):
        paint = fill.hex
    else:
        angle, colors = fill
        paint = f"url(#{_GRADIENT})"
        line = zip(("x1", "y1", "x2", "y2"), gradient_line(angle, size), strict=True)
        ends = {name: number(value) for name, value in line}
        steps = len(colors) - 1
        stops = "".join(
            element("stop", {"offset": f"{at / steps:.6g}", "stop-color": color.hex})
            for at, color in enumerate(colors)
        )
        known = {"id": _GRADIENT, "gradientUnits": "userSpaceOnUse", **ends}
        inside = element("defs", {}, element("linearGradient", known, stops))
    place = {"width": str(size.width), "height": str(size.height), "fill": paint}
    yield element("g", {"id": "ground"}, inside + element("rect", place))


def _art(plate: Plate) -> Iterator[str]:
    """The art: its own groups where it is a drawing, else a picture; cut at the canvas's edge."""
    art, frame = plate.art, plate.frame
    window = frame.ground.window
    if art is None or window is None:
        return
    width, height = frame.size
    if art.inlay is None:
        inside = _image(art.pixels(0), {"width": str(width), "height": str(height)})
    else:
        moved = within(window, frame.size, art.inlay.origin, frame.ground.mirrored)
        inside = art.inlay.markup
        if moved:
            inside = element("g", {"transform": moved}, "\n" + inside + "\n")
    canvas = element("rect", {"width": str(width), "height": str(height)})
    yield element("defs", {}, element("clipPath", {"id": _CLIP}, canvas))
    yield element("g", {"id": ART, "clip-path": f"url(#{_CLIP})"}, "\n" + inside + "\n")


def _scrim(plate: Plate) -> Iterator[str]:
    """The scrims behind words, as pictures: soft edges are no shapes."""
    images = "".join(
        _image(veil.image, {name: number(side) for name, side in veil.place._asdict().items()})
        for veil in veils(plate.frame)
    )
    if images:
        yield element("g", {"id": "scrim"}, images)


def _rules(plate: Plate) -> Iterator[str]:
    """Filled rectangles, on whole px as paint has them."""
    rects = []
    for rule in plate.frame.rules:
        left, top, right, bottom = (
            round(side) for side in (rule.rect.x, rule.rect.y, rule.rect.right, rule.rect.bottom)
        )
        place = {"x": left, "y": top, "width": right - left, "height": bottom - top}
        texts = {name: str(value) for name, value in place.items()}
        rects.append(element("rect", {**texts, "fill": rule.color.hex}))
    if rects:
        yield element("g", {"id": "hairline"}, "".join(rects))


def _code(plate: Plate) -> Iterator[str]:
    """The QR code: its panel, and its dark modules as one path."""
    code = plate.frame.code
    if code is None:
        return
    x, y, width, height = (number(side) for side in code.panel)
    panel = element("rect", {"x": x, "y": y, "width": width, "height": height})
    bars = "".join(
        f"M{number(bar.x)},{number(bar.y)}h{number(bar.width)}v{number(bar.height)}"
        f"h-{number(bar.width)}z"
        for bar in code.bars()
    )
    light = element("g", {"fill": code.light.hex}, panel)
    dark = element("path", {"fill": code.dark.hex, "shape-rendering": "crispEdges", "d": bars})
    yield element("g", {"id": "code", "aria-label": code.text}, light + dark)


def _logo(plate: Plate) -> Iterator[str]:
    logo = plate.frame.logo
    if logo is None or plate.logo is None:
        return
    place = zip(("x", "y", "width", "height"), logo.rect, strict=True)
    image = _image(plate.logo, {name: number(value) for name, value in place})
    yield element("g", {"id": "logo"}, image)


def _footer(plate: Plate) -> Iterator[str]:
    """The footer's settings, in one group where there are several."""
    named = _named(plate)[: len(plate.frame.footer)]
    groups = [_setting(name, setting) for name, setting in named]
    if len(groups) > 1:
        groups = [element("g", {"id": _FOOT}, "\n" + "\n".join(groups) + "\n")]
    yield from groups


def _words(plate: Plate) -> Iterator[str]:
    """The words, a group for each setting."""
    for name, setting in _named(plate)[len(plate.frame.footer) :]:
        yield _setting(name, setting)


def _named(plate: Plate) -> list[tuple[str, Setting]]:
    """All settings of a frame by their roles, numbered where a name is taken."""
    used, named = set(_TAKEN), []
    for setting in (*plate.frame.footer, *plate.frame.settings):
        name, number = setting.role, 2
        while name in used:
            name, number = f"{setting.role}-{number}", number + 1
        used.add(name)
        named.append((name, setting))
    return named


_MARKS: tuple[Callable[[Plate], Iterator[str]], ...] = (
    _ground,
    _art,
    _scrim,
    _rules,
    _code,
    _logo,
    _footer,
    _words,
)


def _setting(name: str, setting: Setting) -> str:
    """A setting: a group for each line, in it a path for each run."""
    lines = []
    for line in setting.lines:
        runs = "".join(_run(run) for run in line.runs if not run.ink.empty)
        if runs:
            lines.append(element("g", {"aria-label": line.text}, runs))
    return element("g", {"id": name}, "\n" + "\n".join(lines) + "\n")


def _run(run: Run) -> str:
    picture = emoji(run, _EMOJI_TIMES)
    if picture is None:
        return element("path", {"fill": run.color.hex, "d": path_data(outline(run))})
    place = zip(("x", "y", "width", "height"), picture.place, strict=True)
    return _image(picture.image, {name: number(value) for name, value in place})


def _image(image: Image.Image, place: dict[str, str]) -> str:
    """A picture inside the file, as PNG."""
    if image.mode == "RGBA":
        data = encode_clear(image)
    else:
        data = b"".join(encode(Layer(image), (), Words("", "")).parts)
    link = f"data:image/png;base64,{base64.b64encode(data).decode('ascii')}"
    return element("image", {**place, "preserveAspectRatio": "none", "href": link})
