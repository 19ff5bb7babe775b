"""What CSS of an SVG resvg does not draw: said, or settled as a browser would settle it.

A browser leaves out a declaration that it cannot read, and the one before it counts. resvg 0.48.1
takes black instead (tried 2026-11-27), and Figma writes every colour of a Display P3 file twice,
first in sRGB: so the second is left out here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from sharegen.load.excerpt import excerpt
from sharegen.load.svg_rules import Refused

PAINTS = ("fill", "stroke", "stop-color", "flood-color", "lighting-color", "color")

_STRANGE = re.compile(
    r"\b(?:var|color|color-mix|light-dark|oklch|oklab|lch|lab|hwb)\(|\brgba?\([^,)]*\)",
    re.IGNORECASE,
)
_BODY = re.compile(r"\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{};]*)\{([^{}]*)\}")
# only as attributes does resvg read them
_GEOMETRY = ("x", "y", "width", "height", "cx", "cy", "r", "rx", "ry", "d", "transform")
_DEAD = {
    "backdrop-filter": "use no background blur",
    "mask-image": "mask with a shape of the drawing",
}
_SRGB = "export it again with sRGB colours"
_INLINE = "export it again with styles as attributes (presentation attributes)"


def settled(style: str, attributes: Collection[str] = ()) -> str:
    """The declarations of a style without colours that cannot be read and have another one before
    them, or an attribute of that name. Refused for a colour that has none."""
    if not _STRANGE.search(style):
        return style
    kept, known = [], set(attributes)
    for declaration in style.split(";"):
        name, value = _halves(declaration)
        if name in PAINTS and _STRANGE.search(value):
            if name not in known:
                check_paint(name, value)
            continue
        known.add(name)
        kept.append(declaration)
    return ";".join(kept)


def settled_sheet(css: str) -> str:
    """A style sheet whose every rule is settled."""
    return _BODY.sub(lambda body: f"{{{settled(body[1])}}}", css)


def check_paint(name: str, value: str) -> None:
    """Refuse a colour that would be drawn black."""
    if name in PAINTS and _STRANGE.search(value):
        message = (
            f"has {name} {excerpt(value.strip(), 40)}, a way to write colours that is not read"
        )
        raise Refused("svg-unsupported", message, f"{_SRGB}, as #rrggbb")


def left_out(style: str) -> Iterator[Refused]:
    """The declarations that are not drawn."""
    for declaration in style.split(";"):
        name, value = _halves(declaration)
        if name in _DEAD:
            yield Refused("svg-unsupported", f"has {name}, which is not drawn", _DEAD[name])
        elif name in _GEOMETRY and value:
            yield Refused("svg-unsupported", f"has {name} in a style, which is not drawn", _INLINE)
        elif name == "clip-path" and "(" in value and not value.startswith("url"):
            message = f"has clip-path {excerpt(value, 20)}, which is not drawn"
            yield Refused("svg-unsupported", message, "clip with a shape of the drawing")
        elif name == "vector-effect" and value == "non-scaling-stroke":
            message = "has strokes that do not scale (vector-effect); they are scaled"
            yield Refused("svg-unsupported", message, "outline the stroke, or draw it at its size")


def left_out_of_sheet(css: str) -> Iterator[Refused]:
    """The rules and declarations of a style sheet that are not drawn."""
    plain = _COMMENT.sub(" ", css)
    if "@media" in plain or "@supports" in plain:
        message = "has @media or @supports in its styles; the rules in them are left out"
        yield Refused("svg-unsupported", message, _INLINE)
    for selector, body in _RULE.findall(plain):
        if ":" in selector.replace(":first-child", ""):
            message = f"has a rule for {excerpt(selector.strip(), 30)}, which is left out"
            yield Refused("svg-unsupported", message, "give these shapes their colours directly")
        else:
            yield from left_out(body)


def _halves(declaration: str) -> tuple[str, str]:
    name, _, value = declaration.partition(":")
    return _COMMENT.sub("", name).strip().lower(), value.strip()
