"""Turn the `blocks` of a template into blocks: what a row says, over the block it starts from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sharegen.catalog.parts import PARTS
from sharegen.catalog.templates import VOICE
from sharegen.load.identifiers import Identifier, id_problem
from sharegen.load.keys import Choice, Key, Keys, ListOf, Range
from sharegen.load.reader import Reader
from sharegen.load.yaml_tree import Entry, Node
from sharegen.load.yaml_tree import Mapping as MappingNode
from sharegen.load.yaml_tree import Sequence as SequenceNode
from sharegen.model.diagnostic import Diagnostic, Location, Severity
from sharegen.model.geometry import SHAPES
from sharegen.model.project import FACE_ROLES, WORD_ROLES, Face
from sharegen.model.spec import ALIGNMENTS, ANCHORS, LINES, Block, TextStyle

_SIZE = Range(1, 40, " u", "9.4")
_MOST_SIZES = 4
_SPACE = Range(0, 40, " u", "4")
_RATIO = Range(0, 1, "", "0.5")
_COLUMNS = "[0, 0.48]"
_SHAPE = Choice(SHAPES)
_WEIGHT = Range(1, 1000, "", "600", whole=True)
_WIDTH = Range(50, 150, " per cent", "100", whole=True)
_WIDTHS = "[100, 88]"
# The keys of a style whose values are numbers or words of a list: the field of TextStyle, its kind.
_NUMBERS = {
    "weight": ("weight", _WEIGHT),
    "emphasis_weight": ("emphasis_weight", _WEIGHT),
    "emphasis_space": ("emphasis_space_em", Range(0, 0.5, " em", "0.035")),
    "tracking": ("tracking_em", Range(-0.1, 0.5, " em", "-0.01")),
    "leading": ("leading_em", Range(0.8, 2, " em", "1.08")),
}
_CHOICES = {
    "face": FACE_ROLES,
    "color": WORD_ROLES,
    "emphasis_color": WORD_ROLES,
    "align": ALIGNMENTS,
    "lines": LINES,
}
_STYLE = Keys(
    "a style",
    (
        Key("face", Choice(FACE_ROLES), "The role of a face in brand.yaml."),
        Key("weight", _WEIGHT, "How heavy the letters are: 400 is regular, 700 bold."),
        Key("emphasis_weight", _WEIGHT, "How heavy the emphasised words are."),
        Key("emphasis_space", _NUMBERS["emphasis_space"][1], "Added to their word spaces, em."),
        Key("tracking", _NUMBERS["tracking"][1], "Added between all letters, em."),
        Key("leading", _NUMBERS["leading"][1], "From baseline to baseline, em."),
        Key("widths", ListOf(_WIDTH, 2, 2), "[widest, narrowest] of the letters, per cent."),
        Key("color", Choice(WORD_ROLES), "The role of the words' colour in brand.yaml."),
        Key("emphasis_color", Choice(WORD_ROLES), "The role of the emphasised words' colour."),
        Key("align", Choice(ALIGNMENTS), "start (left, or right from right to left), or center."),
        Key("lines", Choice(LINES), "sense: lines end where a voice would pause; even: filled."),
    ),
    "{weight: 600}",
)
_SIZES = Keys(
    "sizes",
    tuple(
        Key(shape, ListOf(_SIZE, 1, _MOST_SIZES), f"On {shape} canvases, largest first, u.")
        for shape in SHAPES
    ),
    "{square: [9.4, 7.7]}",
)
_FLOOR = Keys(
    "floor",
    tuple(Key(shape, _SIZE, f"The smallest size on {shape} canvases, u.") for shape in SHAPES),
    "{square: 6.2}",
)
BLOCK = Keys(
    "a block",
    (
        Key(
            "part",
            Choice(PARTS),
            "Which words it shows; rest is all but the last sentence, in two stem and turn. "
            "Else all.",
        ),
        Key("anchor", Choice(ANCHORS), "Hangs from the head, the middle or the foot. Else foot."),
        Key("space", _SPACE, "What stays free up to the block above it, u."),
        Key("columns", ListOf(_RATIO, 2, 2), "[from, to] of the measure, 0 to 1; else all of it."),
        Key("shapes", ListOf(_SHAPE, 1), "The shapes it is shown on; else all of the template's."),
        Key("style", _STYLE, "How the words look."),
        Key("sizes", _SIZES, "The sizes words may have, by shape, in u: 1 % of the short edge."),
        Key("floor", _FLOOR, "How small they may become at the worst; else the smallest size."),
    ),
    "{sizes: {square: [9.4, 7.7]}}",
)


@dataclass(frozen=True, slots=True)
class BlockDraft:
    """What a row says of one block: `own` and `style` are fields of Block and of TextStyle,
    `sizes` and `floors` are u by shape, and `places` where these and the style's keys stand."""

    role: str
    at: Location
    own: Mapping[str, Any]
    style: Mapping[str, Any]
    sizes: Mapping[str, tuple[float, ...]]
    floors: Mapping[str, float]
    places: Mapping[str, Location]


def read_block(reader: Reader, entry: Entry) -> BlockDraft | None:
    """Turn an entry of `blocks` into what it says; None when it has no keys."""
    wrong = id_problem(Identifier(entry.key, entry.at))
    reader.take((wrong,) if wrong else ())
    fields = reader.fields(entry.value, BLOCK)
    if fields is None:
        return None
    sizes = _by_shape(reader, fields.get("sizes"), _SIZES)
    floors = _by_shape(reader, fields.get("floor"), _FLOOR)
    own = {
        "part": reader.choice(fields.get("part"), "part", PARTS),
        "anchor": reader.choice(fields.get("anchor"), "anchor", ANCHORS),
        "space_u": reader.number(fields.get("space"), "space", _SPACE),
        "columns": _columns(reader, fields.get("columns")),
        "shapes": _shapes(reader, fields.get("shapes")),
    }
    return BlockDraft(
        entry.key,
        entry.at,
        said(own),
        _style(reader, fields.get("style")),
        {shape: _sizes(reader, node, shape) for shape, node in sizes.items()},
        said({shape: reader.number(node, "floor", _SIZE) for shape, node in floors.items()}),
        {key: node.at for key, node in (*_values(fields.get("style")), *(sizes | floors).items())},
    )


def set_block(
    reader: Reader, draft: BlockDraft, base: Block | None, faces: Mapping[str, Face]
) -> Block:
    """Turn what a row says of a block into the block, over the one it starts from."""
    started = dict(base.styles) if base else {}
    usual = next(iter(started.values()), VOICE)
    styles: list[tuple[str, TextStyle]] = []
    for shape in SHAPES:
        sizes = draft.sizes.get(shape) or (started[shape].sizes_u if shape in started else ())
        if not sizes:
            continue  # the template says whether it needs them
        start = started.get(shape) or replace(usual, floor_u=sizes[-1])
        floor = draft.floors.get(shape, start.floor_u)
        style = replace(start, **{**draft.style, "sizes_u": sizes, "floor_u": floor})
        _hold_floor(reader, draft, shape, style)
        if not styles:
            _hold_axes(reader, draft, style, faces)  # but for sizes, styles are alike
        styles.append((shape, style))
    start_block = base or Block(draft.role, "all", "foot", ())
    return replace(start_block, **{**draft.own, "styles": tuple(styles)})


def _hold_floor(reader: Reader, draft: BlockDraft, shape: str, style: TextStyle) -> None:
    smallest = style.sizes_u[-1]
    if shape in draft.places and style.floor_u > smallest:
        message = (
            f"floor of {draft.role} on {shape} is {style.floor_u:g} u, above its smallest "
            f"size, {smallest:g} u"
        )
        hint = f"write floor: {{{shape}: {smallest:g}}} or less"
        reader.report("size-order", message, draft.places[shape], hint)


def _hold_axes(
    reader: Reader, draft: BlockDraft, style: TextStyle, faces: Mapping[str, Face]
) -> None:
    """Say what a face cannot do although it varies: it is set at what comes nearest."""
    face = faces.get(style.face)
    ranges = {tag: (least, most) for tag, least, most in face.axes} if face else {}
    wanted = {
        "weight": ("wght", (style.weight,)),
        "emphasis_weight": ("wght", (style.emphasis_weight,)),
        "widths": ("wdth", style.widths),
    }
    for key, (tag, values) in wanted.items():
        least, most = ranges.get(tag, (min(values), max(values)))
        beyond = [value for value in values if not least <= value <= most]
        if face and beyond and key in draft.places:
            message = f"{key} {beyond[0]} is beyond the {least:g} to {most:g} of {face.file}"
            hint = f"it is set at {min(max(beyond[0], least), most):g}; write that"
            problem = Diagnostic("beyond-axis", message, draft.places[key], hint, Severity.WARNING)
            reader.take((problem,))


def _values(node: Node | None) -> tuple[tuple[str, Node], ...]:
    entries = node.entries if isinstance(node, MappingNode) else ()
    return tuple((entry.key, entry.value) for entry in entries)


def _by_shape(reader: Reader, node: Node | None, keys: Keys) -> dict[str, Node]:
    return (reader.fields(node, keys) if node is not None else None) or {}


def _sizes(reader: Reader, node: Node, shape: str) -> tuple[float, ...]:
    """The sizes of a shape, largest first."""
    what, example = f"sizes of {shape}", "[9.4, 7.7]"
    items = reader.items(node, what, example)
    if not isinstance(node, SequenceNode):
        return ()  # said
    if not 1 <= len(items) <= _MOST_SIZES:
        message = f"{what} are {len(items)} numbers; 1 to {_MOST_SIZES} are allowed"
        reader.report("bad-number", message, node.at, f"write them as {example}")
        return ()
    found = (reader.number(item, "a size", _SIZE) for item in items)
    numbers = tuple(number for number in found if number is not None)
    falling = tuple(sorted(set(numbers), reverse=True))
    if numbers != falling:
        message = f"{what} do not go from the largest to the smallest"
        hint = f"write them as [{', '.join(f'{number:g}' for number in falling)}]"
        reader.report("size-order", message, node.at, hint)
    return numbers


def _columns(reader: Reader, node: Node | None) -> tuple[float, float] | None:
    """How much of the measure a block takes, from and to."""
    items = reader.items(node, "columns", _COLUMNS) if node is not None else ()
    if node is None or not isinstance(node, SequenceNode):
        return None  # said
    found = [reader.number(item, "a column", _RATIO) for item in items]
    if len(found) != 2 or None in found:
        if len(found) != 2:
            message = f"columns has {len(found)} of 2 numbers"
            reader.report("bad-number", message, node.at, f"write it as {_COLUMNS}")
        return None
    start, end = (number or 0.0 for number in found)
    if start >= end:
        message = f"columns go from {start:g} to {end:g}; the first is the smaller one"
        reader.report("size-order", message, node.at, f"write them as {_COLUMNS}")
    return start, end


def _shapes(reader: Reader, node: Node | None) -> tuple[str, ...] | None:
    """The shapes a block is shown on."""
    if node is None:
        return None
    items = reader.items(node, "shapes", "[square, portrait]")
    return tuple(reader.choice(item, "a shape", SHAPES) for item in items)


def _style(reader: Reader, node: Node | None) -> dict[str, Any]:
    """The fields of a TextStyle that a row says."""
    fields = (reader.fields(node, _STYLE) if node is not None else None) or {}
    found: dict[str, Any] = {}
    for key, value in fields.items():
        if key in _CHOICES:
            found[key] = reader.choice(value, key, _CHOICES[key])
        elif key in _NUMBERS:
            field, range = _NUMBERS[key]
            read = reader.whole if range.whole else reader.number
            found[field] = read(value, key, range)
        else:
            found[key] = _widths(reader, value)
    return said(found)


def _widths(reader: Reader, node: Node) -> tuple[int, int] | None:
    items = reader.items(node, "widths", _WIDTHS)
    if not isinstance(node, SequenceNode):
        return None  # said
    if len(items) != 2:
        message = f"widths has {len(items)} of 2 numbers"
        reader.report("bad-number", message, node.at, f"write it as {_WIDTHS}")
        return None
    widest, narrowest = (reader.whole(item, "a width", _WIDTH) for item in items)
    if widest is None or narrowest is None:
        return None
    if widest < narrowest:
        message = f"widths go from {widest} up to {narrowest}; the widest stands first"
        reader.report("size-order", message, node.at, f"write them as [{narrowest}, {widest}]")
    return widest, narrowest


def said(values: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the values that the file has."""
    return {key: value for key, value in values.items() if value not in (None, "")}
