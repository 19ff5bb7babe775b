"""Turn an SVG that was looked at into markup that can stand inside another drawing.

The brand's colours are written where the art names them by class, since editors read attributes
and few read a style sheet. Ids get a prefix, and a style sheet of the art's own reaches nothing
outside the art.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sharegen.load.svg import CLASSES, Drawing, Styles, scanned, style_sheet, written
from sharegen.load.svg_cost import Element
from sharegen.load.svg_scan import Scan
from sharegen.model.inlay import ART, ART_ID, Inlay

_URL = re.compile(r"""(url\s*\(\s*['"]?#)""", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_OF_ROOT = frozenset("x y width height viewBox preserveAspectRatio version id".split())


def inlay(drawing: Drawing, styles: Styles) -> Inlay | None:
    """The art as markup; None for the rare style sheet that cannot be kept to the art (@media).

    Raises CardError for what the scan refuses.
    """
    found = scanned(drawing)
    assert found.root is not None
    assert found.box is not None
    sheets = [element.text for element in _all(found.root) if element.tag == "style"]
    if any("@" in sheet for sheet in sheets):
        return None
    if sheets:
        sheet = _scoped(style_sheet(styles) + "".join(sheets))
        children = [Element("style", {}, text=sheet), *_renamed(found.root, {}).children]
        root = _viewport(found, replace(_renamed(found.root, {}), children=children))
    else:
        root = _renamed(found.root, {CLASSES.get(role, role): color.hex for role, color in styles})
        root = _viewport(found, root) if _relative(found.root) else _group(root)
    bare = root.tag == "g" and not root.attributes
    markup = "\n".join(written(element) for element in (root.children if bare else (root,)))
    return Inlay(markup, found.box[:2])


def _all(element: Element) -> list[Element]:
    """An element and all in it."""
    return [element, *(inner for child in element.children for inner in _all(child))]


def _relative(root: Element) -> bool:
    """Whether a length may depend on the size of the root (percentages of stops do not)."""
    inside = (element for child in root.children for element in _all(child))
    return any("%" in value for element in inside for value in element.attributes.values())


def _group(root: Element) -> Element:
    own = {name: value for name, value in root.attributes.items() if name not in _OF_ROOT}
    return replace(root, tag="g", attributes=own)


def _viewport(found: Scan, root: Element) -> Element:
    """The root as it was, where what is in it depends on it."""
    assert found.box is not None
    x, y, width, height = (f"{side:g}" for side in found.box)
    place = {"x": x, "y": y, "width": width, "height": height}
    style = f"{root.attributes.get('style', '')};overflow:visible".lstrip(";")
    view = {"viewBox": f"{x} {y} {width} {height}", "preserveAspectRatio": "none", "style": style}
    return replace(root, attributes={**_group(root).attributes, **place, **view})


def _renamed(element: Element, colors: dict[str, str]) -> Element:
    """The element with the art's prefix on ids, and the brand's colours where any are given."""
    attributes = {}
    for name, value in element.attributes.items():
        if name == "id":
            value = f"{ART_ID}{value}"
        elif name == "href" and value.startswith("#"):
            value = f"#{ART_ID}{value[1:]}"
        attributes[name] = _URL.sub(rf"\g<1>{ART_ID}", value)
    if colors and "class" in attributes:
        attributes = _colored(element.tag, attributes, colors)
    children = [_renamed(child, colors) for child in element.children if child.tag != "style"]
    return Element(element.tag, attributes, children)


def _colored(tag: str, attributes: dict[str, str], colors: dict[str, str]) -> dict[str, str]:
    """What svg.style_sheet does to an element, as attributes: the colours beat the element's own
    style, a line's lack of a fill does not. The last role wins."""
    classes = attributes.pop("class").split()
    parts = (part.partition(":") for part in attributes.pop("style", "").split(";"))
    style = {name.strip(): value.strip() for name, _, value in parts if value.strip()}
    for role, color in colors.items():
        if f"{role}-line" in classes:
            attributes["stroke"] = color
            style.pop("stroke", None)
            attributes["fill"] = style.pop("fill", "none")
    for role, color in colors.items():
        if role in classes:
            for name in ("fill", "stop-color") if tag == "stop" else ("fill",):
                attributes[name] = color
                style.pop(name, None)
    if style:
        attributes["style"] = ";".join(f"{name}:{value}" for name, value in style.items())
    return attributes


def _scoped(sheet: str) -> str:
    """A style sheet that reaches the art alone, and its ids by their new names."""
    rules = []
    for selectors, body in _RULE.findall(_COMMENT.sub(" ", sheet)):
        renamed = selectors.replace("#", f"#{ART_ID}").split(",")
        inside = ",".join(f"#{ART} {selector.strip()}" for selector in renamed)
        renamed_body = _URL.sub(rf"\g<1>{ART_ID}", body)
        rules.append(f"{inside}{{{renamed_body.strip()}}}")
    return "".join(rules)
