"""Turn a window of an SVG into pixels of a given size, in the brand's colours.

The drawing is written out anew from what the scan let pass, inside a root whose viewBox is the
window, and drawn by resvg in a process of its own; the pixels are kept in the user's cache.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image

from sharegen.load import art_cache, raster
from sharegen.load.excerpt import shown
from sharegen.load.svg_cost import Element
from sharegen.load.svg_process import DRAWER, DrawingFailed
from sharegen.load.svg_rules import SVG
from sharegen.load.svg_scan import Scan, scan
from sharegen.model.color import Color
from sharegen.model.diagnostic import CardError, Diagnostic, Location
from sharegen.model.geometry import Rect, Size

# of everything between the file and the pixels; a change makes every cached picture a stranger
_FORMAT = "1"
_ROLE = re.compile(r"[a-z][a-z0-9-]*\Z")
# in brand.yaml the role is a surface, in a drawing it is the ground
CLASSES = {"surface": "ground"}
_OWN = ("x", "y", "width", "height", "viewBox", "preserveAspectRatio", "overflow", "style")
_ESCAPES = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "\n": "&#10;",
        "\t": "&#9;",
        "\r": "&#13;",
    }
)

Styles = tuple[tuple[str, Color], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG file: its bytes, how messages call it, and the hash of the bytes."""

    data: bytes
    file: str
    sha256: str


def pre_scan(
    data: bytes, file: str, at: Location | None
) -> tuple[tuple[float, float] | None, tuple[Diagnostic, ...]]:
    """The size of an SVG in its own units and what is wrong with it; no size for a refused one."""
    found = scan(data, file, at)
    return found.size, found.problems


def render(drawing: Drawing, window: Rect, size: Size, styles: Styles) -> Image.Image:
    """The part `window` of the drawing at exactly `size`, RGBA.

    `window` counts from the top left corner of the drawing's viewBox in its own units and may
    reach outside it: what is drawn there is shown. Raises CardError (`svg-crash`, or what the
    scan refuses).
    """
    key = _key(drawing, window, size, styles)
    kept = art_cache.fetch(key)
    if kept is not None and kept[0] == size:
        return raster.from_rgba(*kept)
    found = scanned(drawing)
    image = drawn(found, drawing.file, (window, size), style_sheet(styles))
    art_cache.keep(key, (size, image.tobytes()))
    return image


def scanned(drawing: Drawing) -> Scan:
    """The drawing looked at, its root and box there; CardError for a refused one."""
    found = _scanned(drawing.data, drawing.file)
    if found.root is None or found.box is None:
        raise CardError(found.problems[0])
    return found


def drawn(found: Scan, file: str, view: tuple[Rect, Size], css: str) -> Image.Image:
    """A window of a drawing that was let pass, at a size, RGBA. Raises CardError `svg-crash`."""
    try:
        png = DRAWER.draw(_document(found, *view), css)
    except DrawingFailed as failure:
        message = f"{shown(file)} {failure}"
        hint = "simplify the drawing: fewer filters, masks and patterns"
        raise CardError(Diagnostic("svg-crash", message, hint=hint)) from failure
    return raster.from_png(png)


@lru_cache(maxsize=16)
def _scanned(data: bytes, file: str) -> Scan:
    return scan(data, file, None)


def style_sheet(styles: Styles) -> str:
    """The brand's colours as CSS: class `mid` fills, `mid-line` draws a line, in the colour `mid`.

    resvg lets a style sheet beat presentation attributes, and `!important` the drawing's own
    styles too. `fill:none` is not important, so that `class="mid light-line"` has both.
    """
    lines, fills = [], []
    for role, color in styles:
        name = CLASSES.get(role, role)
        if _ROLE.match(name):
            lines.append(f".{name}-line{{stroke:{color.hex}!important;fill:none}}")
            fills.append(f".{name}{{fill:{color.hex}!important;stop-color:{color.hex}!important}}")
    return "".join((*lines, *fills))


def _key(drawing: Drawing, window: Rect, size: Size, styles: Styles) -> str:
    parts = (
        drawing.sha256,
        ",".join(repr(float(value)) for value in window),
        f"{size.width}x{size.height}",
        style_sheet(styles),
        DRAWER.version(),
        _FORMAT,
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _document(found: Scan, window: Rect, size: Size) -> str:
    """The drawing, unclipped, in a root that shows the window.

    The drawing keeps a viewport of its own size, so that percentages in it mean what they did.
    """
    assert found.root is not None
    assert found.box is not None
    root, box = found.root, found.box
    own = {name: value for name, value in root.attributes.items() if name not in _OWN}
    own |= {
        "x": "0",
        "y": "0",
        "width": repr(box[2]),
        "height": repr(box[3]),
        "viewBox": " ".join(map(repr, box)),
        "preserveAspectRatio": "none",
        "overflow": "visible",
        "style": f"{root.attributes.get('style', '')};overflow:visible",
    }
    view = " ".join(repr(float(value)) for value in window)
    parts = [
        f'<svg xmlns="{SVG}" viewBox="{view}" preserveAspectRatio="none" '
        f'width="{size.width}" height="{size.height}">'
    ]
    _write(Element("svg", own, root.children), parts)
    parts.append("</svg>")
    return "".join(parts)


def written(element: Element) -> str:
    """An element and all in it as XML."""
    parts: list[str] = []
    _write(element, parts)
    return "".join(parts)


def _write(element: Element, parts: list[str]) -> None:
    attributes = "".join(
        f' {name}="{value.translate(_ESCAPES)}"' for name, value in element.attributes.items()
    )
    if not element.text and not element.children:
        parts.append(f"<{element.tag}{attributes}/>")
        return
    parts.append(f"<{element.tag}{attributes}>{element.text.translate(_ESCAPES)}")
    for child in element.children:
        _write(child, parts)
    parts.append(f"</{element.tag}>")
