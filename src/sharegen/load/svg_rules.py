"""What an SVG may hold: elements, references, styles, embedded pictures.

Allowed is what a picture needs; everything that could reach a file, the network or another
document is refused, and what a still picture has no use for is dropped.
"""

from __future__ import annotations

import base64
import binascii
import re

from sharegen.load.excerpt import excerpt
from sharegen.load.raster_header import BadPicture, read_header, sniff

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XINCLUDE = "http://www.w3.org/2001/XInclude"

SHAPES = frozenset("path rect circle ellipse line polyline polygon".split())
GRADIENTS = frozenset(("linearGradient", "radialGradient"))
DRAWN = (
    SHAPES
    | GRADIENTS
    | frozenset(
        "svg g defs symbol use switch a image stop pattern clipPath mask marker filter style "
        "feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting "
        "feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR "
        "feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight "
        "feSpecularLighting feSpotLight feTile feTurbulence".split()
    )
)
WORDS = frozenset("text tspan tref textPath altGlyph".split())
SILENT = frozenset(("title", "desc", "metadata"))

# What to do in Figma, Illustrator and Inkscape (their menus as of 2026-11).
OUTLINE = (
    "convert text to paths; Figma: Outline text when exporting, Illustrator: Type > Create "
    "Outlines, Inkscape: Path > Object to Path"
)
DOCTYPE = (
    "remove the line that begins with <!DOCTYPE; Illustrator: File > Export > Export As, "
    "not Save As; Inkscape: save as Plain SVG"
)
INSTEAD = {
    "foreignObject": "remove background blurs and angular gradients, which Figma writes so",
    "script": "export it again without interactivity",
}

MOST_EMBEDDED_PIXELS = 4_000_000
# the largest values a filter primitive may have: their cost grows with the square and beyond
_MOST = {
    ("feTurbulence", "numOctaves"): 8,
    ("feConvolveMatrix", "order"): 9,
    ("feMorphology", "radius"): 16,
    ("feGaussianBlur", "stdDeviation"): 1000,
    ("feDropShadow", "stdDeviation"): 1000,
}

_URL = re.compile(r"""url\s*\(\s*(['"]?)(.*?)\1\s*\)""", re.IGNORECASE | re.DOTALL)
_OPEN_URL = re.compile(r"url\s*\(", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_DATA = re.compile(r"data:image/(png|jpeg|jpg);base64,", re.IGNORECASE)


class Refused(Exception):
    """Something an SVG may not hold; `code` is the diagnostic's."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        self.code, self.hint = code, hint
        super().__init__(message)


def local_urls(value: str) -> tuple[str, ...]:
    """The ids named by `url(#id)` in an attribute or style; Refused for any other `url()`."""
    if "(" not in value:
        return ()
    names = []
    found = _URL.findall(value)
    for _, target in found:
        if not target.startswith("#"):
            raise _external(f"url({target})")
        names.append(target[1:])
    if len(found) != len(_OPEN_URL.findall(value)):
        raise _external(value)
    return tuple(names)


def check_css(css: str) -> None:
    """Refuse CSS that names another file, or hides what it names."""
    if "\\" in css:
        raise Refused("svg-external", "has a backslash in its CSS, which could hide a reference")
    if "@import" in css.lower():
        raise _external("@import")
    local_urls(css)


def css_references(css: str) -> tuple[tuple[frozenset[str], tuple[str, ...]], ...]:
    """The rules of a style sheet that name ids: (words of the selector, ids).

    The words are `tag`, `.class`, `#id` or `*` for a selector that may match anything; a rule
    counts for an element that has any of them, which is more than CSS would match, never less.
    """
    rules = []
    for selector, body in _RULE.findall(_COMMENT.sub(" ", css)):
        names = local_urls(body)
        if names:
            words = set(re.findall(r"[.#]?[A-Za-z_][\w-]*", selector))
            if not words or re.search(r"[*:\[@]", selector):
                words.add("*")
            rules.append((frozenset(words), names))
    return tuple(rules)


def check_reference(tag: str, value: str) -> str:
    """An `href` that stays inside the file, as it may be written on; Refused for any other."""
    value = value.strip()
    if value.startswith("#"):
        return value
    if tag in ("image", "feImage") and _DATA.match(value):
        return embedded(value)[0]
    if value.startswith("data:"):
        raise Refused(
            "svg-external",
            f"<{tag}> embeds {excerpt(value, 40)}; only PNG and JPEG in base64 are allowed",
            "embed the picture as PNG or JPEG, or draw it as paths",
        )
    raise _external(value, tag)


def embedded(value: str) -> tuple[str, int]:
    """A `data:` picture written anew, and its pixels; Refused for what is no sound picture."""
    match = _DATA.match(value)
    assert match is not None
    try:
        data = base64.b64decode("".join(value[match.end() :].split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise Refused("asset-damaged", "embeds a picture whose base64 is broken") from error
    kind = sniff(data)
    if kind not in ("PNG", "JPEG"):
        raise Refused("asset-format", f"embeds a picture that is {kind}, expected PNG or JPEG")
    try:
        picture = read_header(data, kind)
    except BadPicture as error:
        raise Refused(error.code, f"embeds a picture that {error}") from error
    pixels = picture.width * picture.height
    if pixels > MOST_EMBEDDED_PIXELS:
        most = MOST_EMBEDDED_PIXELS // 1_000_000
        size = f"{picture.width}×{picture.height} px"
        raise Refused(
            "asset-too-large", f"embeds a picture of {size}; at most {most} megapixels are allowed"
        )
    plain = base64.b64encode(data).decode("ascii")
    return f"data:image/{kind.lower()};base64,{plain}", pixels


def check_number(tag: str, name: str, value: str) -> None:
    """Refuse a filter value that would take for ever."""
    most = _MOST.get((tag, name))
    if most is None:
        return
    worst = max((float(number) for number in _NUMBER.findall(value)), default=0.0)
    if worst > most:
        raise Refused(
            "svg-too-complex",
            f"<{tag}> has {name} {excerpt(value, 20)}; at most {most} is allowed",
        )


_LENGTH = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*(px|pt|pc|mm|cm|in|)\s*\Z")
_UNITS = {"px": 1, "": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
_MOST_UNITS = 16_384
_MOST_RATIO = 20


def art_box(attributes: dict[str, str]) -> tuple[float, float, float, float]:
    """The x, y, width and height of the root's drawing, in its own units; Refused when not sane."""
    sides = [_length(name, attributes.get(name)) for name in ("width", "height")]
    if "viewBox" not in attributes:
        if None in sides:
            raise _size("has no viewBox and no width and height", "export it with a viewBox")
        box = (0.0, 0.0, sides[0] or 0.0, sides[1] or 0.0)
    else:
        parts = [p for p in re.split(r"[\s,]+", attributes["viewBox"].strip()) if p]
        if len(parts) != 4 or not all(_NUMBER.fullmatch(part) for part in parts):
            found = excerpt(attributes["viewBox"], 40)
            raise _size(f"has viewBox {found}, expected four numbers", "export it again")
        x, y, width, height = map(float, parts)
        box = (x, y, width, height)
    if not all(1 <= side <= _MOST_UNITS for side in box[2:]) or max(map(abs, box[:2])) > 1e6:
        found = f"{box[2]:g}×{box[3]:g}"
        raise _size(f"is {found} units; 1 to {_MOST_UNITS:,} a side are allowed", "scale it")
    if max(box[2:]) > _MOST_RATIO * min(box[2:]):
        raise _size(f"is {box[2]:g}×{box[3]:g} units; at most {_MOST_RATIO}:1 is allowed", "")
    return box


def _length(name: str, value: str | None) -> float | None:
    if value is None or value.strip().endswith("%") or value.strip() == "auto":
        return None
    match = _LENGTH.match(value)
    length = float(match[1]) * _UNITS[match[2]] if match else 0.0
    if not 0 < length <= _MOST_UNITS:
        raise _size(
            f"has {name} {excerpt(value, 20)}; over 0 and at most {_MOST_UNITS:,} px are allowed",
            "export it again",
        )
    return length


def _size(message: str, hint: str) -> Refused:
    return Refused("svg-size", message, hint)


def _external(value: str, tag: str = "") -> Refused:
    who = f"<{tag}>" if tag else "a style"
    return Refused(
        "svg-external",
        f'{who} refers to {excerpt(value)}; only "#id" in the file itself is allowed',
        "embed the picture as PNG or JPEG, or remove the reference",
    )
