"""Turn the `placements` of brand.yaml into placements: a project's own image slots."""

from __future__ import annotations

from dataclasses import replace

from sharegen.catalog.platforms import EVERY, PLACEMENTS
from sharegen.load.excerpt import excerpt
from sharegen.load.identifiers import Identifier, id_problem
from sharegen.load.keys import WORDS, Choice, Key, Keys, ListOf, MapOf, Range
from sharegen.load.reader import Reader, nearest
from sharegen.load.templates import NAMED
from sharegen.load.yaml_tree import Entry, Node, Scalar
from sharegen.load.yaml_tree import Mapping as MappingNode
from sharegen.load.yaml_tree import Sequence as SequenceNode
from sharegen.model.diagnostic import Location
from sharegen.model.geometry import NOTHING, Insets, Rect, Size
from sharegen.model.spec import CIRCLE, Obstacle, Placement

_EXAMPLE = "partner-banner: {size: [1200, 300]}"
_SIDE = Range(1, 8192, " px", "1080", whole=True)
_MOST_PIXELS = 40_000_000
_OTHERS = {
    "display_width": Range(1, 8192, " px", "360", whole=True),
    "max_bytes": Range(1, 999_999_999, " bytes", "1000000", whole=True),
    "alt_limit": Range(0, 100_000, " characters", "1000", whole=True),
}
_UP_TO_SIDE = replace(_SIDE, least=0)
_FOUR_SIDES = ListOf(_UP_TO_SIDE, 4, 4)
PLACEMENT = Keys(
    "a placement",
    (
        Key("size", ListOf(_SIDE, 2, 2), "[width, height] in px.", needed=True),
        Key("title", WORDS, "What it is, in words."),
        Key("keep_clear", _FOUR_SIDES, "[top, right, bottom, left] covered along the edges, px."),
        Key("obstacles", MapOf(_FOUR_SIDES, least=1), "Covered elsewhere: [x, y, width, height]."),
        Key("keep_inside", Choice((CIRCLE,)), "circle where it is cut to a disc."),
        Key("templates", ListOf(NAMED), "The templates it is made for; else all of its shape."),
        Key("display_width", _OTHERS["display_width"], "Its width on a phone, CSS px; else 360."),
        Key("max_bytes", _OTHERS["max_bytes"], "The largest file it takes."),
        Key("alt_limit", _OTHERS["alt_limit"], "The most characters of alt text; 0 for no field."),
    ),
    "{size: [1200, 300]}",
)


def read_placements(reader: Reader, node: Node | None) -> dict[str, Placement]:
    """Turn the node of `placements` into the project's own placements, by id."""
    rows = {}
    for entry in reader.entries(node, "placements", _EXAMPLE):
        wrong = id_problem(Identifier(entry.key, entry.at))
        reader.take((wrong,) if wrong else ())
        if entry.key in PLACEMENTS or entry.key == EVERY:
            message = f"placement {excerpt(entry.key)} is one of sharegen's own"
            hint = f"give yours another id, for example my-{entry.key}"
            reader.report("placement-taken", message, entry.at, hint)
        row = _placement(reader, entry)
        if row is not None:
            rows[entry.key] = row
    return rows


def unknown_templates(reader: Reader, node: Node | None, known: frozenset[str]) -> None:
    """Say which templates the node of `placements` names that there are none of."""
    rows = [key for row in _entries(node) for key in _entries(row.value) if key.key == "templates"]
    for list_node in (row.value for row in rows):
        for item in list_node.items if isinstance(list_node, SequenceNode) else ():
            if isinstance(item, Scalar) and item.value.strip() not in {*known, ""}:
                message = f"template {excerpt(item.value)} is not among the templates"
                hint = nearest(item.value, known)
                reader.report("unknown-template", message, item.at, hint)


def _entries(node: Node | None) -> tuple[Entry, ...]:
    return node.entries if isinstance(node, MappingNode) else ()


def _placement(reader: Reader, entry: Entry) -> Placement | None:
    fields = reader.fields(entry.value, PLACEMENT) or {}
    size = _size(reader, fields.get("size"))
    if size is None:
        return None
    numbers = {key: reader.whole(fields.get(key), key, range) for key, range in _OTHERS.items()}
    named = reader.items(fields.get("templates"), "templates", "[statement]")
    return Placement(
        id=entry.key,
        platform="own",
        title=reader.prose(fields.get("title"), "title").words or entry.key,
        size=size,
        keep_clear=_insets(reader, fields.get("keep_clear"), size),
        obstacles=_obstacles(reader, fields.get("obstacles"), size),
        keep_inside=reader.choice(fields.get("keep_inside"), "keep_inside", (CIRCLE,)),
        templates=tuple(reader.word(item, "a template") for item in named),
        display_width=numbers["display_width"] or 360,
        max_bytes=numbers["max_bytes"] or 0,
        alt_limit=numbers["alt_limit"],
        source="brand.yaml",
        confidence="A",
    )


def _size(reader: Reader, node: Node | None) -> Size | None:
    numbers = _numbers(reader, node, ("size", "[width, height]"), (_SIDE, _SIDE))
    if node is None or numbers is None:
        return None
    width, height = numbers
    if width * height > _MOST_PIXELS:
        millions = f"{width * height / 1e6:.1f} million pixels"
        message = f"size {width}×{height} is {millions}; at most {_MOST_PIXELS / 1e6:.0f} million"
        reader.report("bad-number", message, node.at, "take smaller sides of the same ratio")
        return None
    return Size(width, height)


def _insets(reader: Reader, node: Node | None, size: Size) -> Insets:
    """What is covered along the edges; half of the canvas at least stays free."""
    if node is None:
        return NOTHING
    down, across = Range(0, size.height, " px", "40"), Range(0, size.width, " px", "40")
    shape = ("keep_clear", "[top, right, bottom, left]")
    numbers = _numbers(reader, node, shape, (down, across, down, across))
    if numbers is None:
        return NOTHING
    top, right, bottom, left = numbers
    if (left + right) * 2 > size.width or (top + bottom) * 2 > size.height:
        message = f"keep_clear leaves less than half of {size}"
        reader.report("bad-number", message, node.at, "check the order: top, right, bottom, left")
    return Insets(top, right, bottom, left)


def _obstacles(reader: Reader, node: Node | None, size: Size) -> tuple[Obstacle, ...]:
    found = []
    across, down = Range(0, size.width, " px", "40"), Range(0, size.height, " px", "40")
    for entry in reader.entries(node, "obstacles", "avatar: [0, 200, 100, 100]"):
        shape = (f"obstacle {excerpt(entry.key, 20)}", "[x, y, width, height]")
        numbers = _numbers(reader, entry.value, shape, (across, down, across, down))
        if numbers is None:
            continue
        area = Rect(*numbers)
        if not Rect(0, 0, *size).contains(area):
            _beyond(reader, shape[0], size, entry.value.at)
        found.append(Obstacle(entry.key, area))
    if isinstance(node, MappingNode) and not node.entries:
        reader.report("empty-value", "obstacles has no value", node.at, "remove the key")
    return tuple(found)


def _beyond(reader: Reader, what: str, size: Size, at: Location) -> None:
    hint = "write x, y, width and height in px of the size"
    reader.report("bad-number", f"{what} reaches beyond {size}", at, hint)


def _numbers(
    reader: Reader, node: Node | None, shape: tuple[str, str], ranges: tuple[Range, ...]
) -> tuple[int, ...] | None:
    """As many whole numbers as there are ranges; None when there are none or they are wrong.
    `shape` is how the list is called and how it looks."""
    what, example = shape
    items = reader.items(node, what, example)
    if not isinstance(node, SequenceNode):
        return None  # its absence or its kind is said elsewhere
    if len(items) != len(ranges):
        message = f"{what} has {len(items)} of {len(ranges)} numbers"
        reader.report("bad-number", message, node.at, f"write it as {example}")
        return None
    found = [reader.whole(item, what, range) for item, range in zip(items, ranges, strict=True)]
    whole = tuple(number for number in found if number is not None)
    return whole if len(whole) == len(ranges) else None
