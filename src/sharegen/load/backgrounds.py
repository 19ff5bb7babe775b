"""Turn backgrounds.yaml into backgrounds, each with its art by shape."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sharegen.catalog.licences import asks_for_credit
from sharegen.load import assets
from sharegen.load.brand import COLOR
from sharegen.load.excerpt import excerpt
from sharegen.load.folder import Folder, asset_path
from sharegen.load.identifiers import ID, Identifier, id_problem
from sharegen.load.keys import WORDS, Choice, Key, Keys, ListOf, MapOf, OneOf, Range
from sharegen.load.reader import Reader, nearest
from sharegen.load.yaml_tree import Entry, Node, Scalar
from sharegen.load.yaml_tree import Mapping as MappingNode
from sharegen.load.yaml_tree import Sequence as SequenceNode
from sharegen.model.color import Color
from sharegen.model.diagnostic import Diagnostic
from sharegen.model.geometry import ANY_SHAPE, SHAPES, Rect
from sharegen.model.project import (
    ART_ROLES,
    COLOR_ROLES,
    SCRIMS,
    TONES,
    Background,
    Gradient,
    Variant,
)

_RATIO = Range(0, 1)
_LENGTH = re.compile(r"([2-9]|[0-9]{2,})(\.[0-9]+)?", re.ASCII)
_ANGLE = Range(0, 360, " degrees", "180")
_BOX = "[x, y, width, height]"
_POINT = "[x, y]"
_MOST_STOPS = 8
_MOST_QUIET = 16
_YES_NO = ("yes", "no")
_FILLS = Choice((*COLOR_ROLES, *ART_ROLES))
_STOPS = ListOf(COLOR, 2, _MOST_STOPS)
_GRADIENT = Keys(
    "a gradient",
    (
        Key("angle", _ANGLE, "Where it points: 0 up, 90 to the right.", needed=True),
        Key("stops", _STOPS, "Its colours from the first to the last.", needed=True),
    ),
    '{angle: 180, stops: ["#…", "#…"]}',
)
_SUBJECT = "[x, y, width, height] of what words never cover, in ratios of the art (0 to 1)."
_QUIET = "Where words stand best: a list of boxes [x, y, width, height], in ratios of the art."
_BOXES = "[[x, y, width, height]]"
_FOCUS = "[x, y] of the point that crops are made around, in ratios of the art (0 to 1)."
_ART = (
    Key("file", WORDS, "An SVG, PNG, JPEG or WebP beside this file.", needed=True),
    Key("subject", ListOf(_RATIO, 4, 4), _SUBJECT),
    Key("quiet", ListOf(ListOf(_RATIO, 4, 4), 1, _MOST_QUIET), _QUIET),
    Key("focus", ListOf(_RATIO, 2, 2), _FOCUS),
)
_VARIANT = Keys(
    "a variant",
    (
        *_ART,
        Key("stands", _RATIO, "The line on which the object stands, as a ratio of the height."),
    ),
    "file: house-key-square.svg",
)
_PHOTO = Keys("a photograph", _ART, "{file: rope.jpg, focus: [0.7, 0.4]}")
_VARIANTS = Keys(
    "variants", tuple(Key(shape, _VARIANT, f"The art for {shape} canvases.") for shape in SHAPES)
)
_SCRIM = "What makes words legible on a photograph: auto, panel, none, or so much black over it."
_BACKGROUND = Keys(
    "a background",
    (
        Key("tone", Choice(TONES), "Which of the brand's colours go with it.", needed=True),
        Key("about", WORDS, "What the art shows, in one sentence, for alt texts."),
        Key("licence", WORDS, "own, or the licence's name."),
        Key("credit", WORDS, "Whom to name; stands on the picture where the licence asks for it."),
        Key("fill", OneOf((_FILLS, COLOR, _GRADIENT)), "The ground below or instead of art."),
        Key("scrim", OneOf((Choice(SCRIMS), _RATIO)), _SCRIM),
        Key("mirrors", Choice(_YES_NO), "Whether it is turned over for right-to-left readers."),
        Key("photo", _PHOTO, "One photograph for every shape, cut around its focus."),
        Key("variants", _VARIANTS, "The art by shape; a canvas takes the nearest one."),
    ),
    "tone: dark",
)
FILE = MapOf(_BACKGROUND, ID)


@dataclass(frozen=True, slots=True)
class Gallery:
    """The backgrounds; `broken` are those whose art cannot be used, and why."""

    good: dict[str, Background]
    broken: dict[str, tuple[Diagnostic, ...]]


def read_backgrounds(reader: Reader, node: Node, folder: Folder) -> Gallery:
    """Turn the file's node into backgrounds; what spoils the whole file goes to `reader`.

    `folder` is the brand's; art is named from the folder of backgrounds.yaml.
    """
    gallery = Gallery({}, {})
    if not isinstance(node, MappingNode):
        message = "backgrounds.yaml has no keys at its top; the ids of backgrounds are needed"
        reader.report("not-a-mapping", message, node.at, "start with my-background:")
        return gallery
    for entry in node.entries:
        wrong = id_problem(Identifier(entry.key, entry.at))
        reader.take((wrong,) if wrong else ())
        art = Reader()
        background = _background(reader, art, (entry, folder))
        if art.failed:
            gallery.broken[entry.key] = tuple(art.problems)
        elif background is not None:
            gallery.good[entry.key] = background
            reader.take(art.problems)
    return gallery


def _background(reader: Reader, art: Reader, place: tuple[Entry, Folder]) -> Background | None:
    entry, folder = place
    fields = reader.fields(entry.value, _BACKGROUND)
    if fields is None:
        return None
    variants = (
        *_variants(reader, art, (fields.get("variants"), folder)),
        *_photo(reader, art, (fields.get("photo"), folder)),
    )
    licence = reader.prose(fields.get("licence"), "licence").words
    credit = reader.prose(fields.get("credit"), "credit").words
    if asks_for_credit(licence) and not credit:
        message = f"licence {excerpt(licence)} asks to name whose the art is; there is no credit"
        art.report("no-credit", message, fields["licence"].at, "add credit: and the name")
    mirrors = reader.choice(fields.get("mirrors"), "mirrors", _YES_NO)
    return Background(
        id=entry.key,
        tone=reader.choice(fields.get("tone"), "tone", TONES),
        about=reader.prose(fields.get("about"), "about").words,
        licence=licence,
        credit=credit,
        fill=_fill(reader, fields.get("fill")),
        scrim=_scrim(reader, fields.get("scrim"), any(v.kind != "svg" for v in variants)),
        variants=variants,
        # a photograph shows people and words, which have a right side and a left one
        mirrors=mirrors != "no" and (mirrors == "yes" or all(v.kind == "svg" for v in variants)),
        at=entry.at,
    )


def _fill(reader: Reader, node: Node | None) -> str | Color | Gradient:
    """A colour role, a colour or a gradient."""
    if isinstance(node, MappingNode):
        fields = reader.fields(node, _GRADIENT) or {}
        angle = reader.number(fields.get("angle"), "angle", _ANGLE)
        items = reader.items(fields.get("stops"), "stops", '["#…", "#…"]')
        stops = tuple(color for item in items if (color := reader.color(item, "a stop")))
        if "stops" in fields and not 2 <= len(items) <= _MOST_STOPS:
            message = f"number of stops is {len(items)}; 2 to {_MOST_STOPS} are allowed"
            reader.report("bad-color", message, node.at, f"write it as {_GRADIENT.example}")
        return Gradient(angle or 0.0, stops)
    word = reader.word(node, "fill")
    if node is None or not word:
        return "surface"
    if word.startswith("#"):
        return reader.color(node, "fill") or "surface"
    if word not in _FILLS.words:
        message = f"fill {excerpt(word)} is neither a colour role nor a colour"
        reader.report("bad-color", message, node.at, nearest(word, _FILLS.words))
    return word


def _variants(
    reader: Reader, art: Reader, place: tuple[Node | None, Folder]
) -> tuple[Variant, ...]:
    node, folder = place
    if node is None:
        return ()
    shapes = (reader.fields(node, _VARIANTS) or {}).items()
    found = [
        _variant(reader, art, (shape, reader.fields(value, _VARIANT) or {}), folder)
        for shape, value in shapes
    ]
    return tuple(variant for variant in found if variant is not None)


def _photo(reader: Reader, art: Reader, place: tuple[Node | None, Folder]) -> tuple[Variant, ...]:
    """The one picture for every shape, where there is one."""
    node, folder = place
    if node is None:
        return ()
    variant = _variant(reader, art, (ANY_SHAPE, reader.fields(node, _PHOTO) or {}), folder)
    return () if variant is None else (variant,)


def _variant(
    reader: Reader, art: Reader, given: tuple[str, dict[str, Node]], folder: Folder
) -> Variant | None:
    shape, fields = given
    name = reader.word(fields.get("file"), "file")
    subject = _box(reader, fields.get("subject"), "subject")
    quiet = _boxes(reader, fields.get("quiet"))
    stands = reader.number(fields.get("stands"), "stands", _RATIO)
    point = _ratios(reader, fields.get("focus"), ("focus", _POINT, 2))
    if not name:
        return None
    at = fields["file"].at
    file = asset_path(reader, folder, name, at)
    if file is None:
        return None
    focus = (point[0], point[1]) if point else None
    entry = assets.Entry(shape, file, subject, stands, quiet, focus)
    variant, problems = assets.read_variant(folder.root, entry, at, folder.fresh)
    art.take(problems)
    return variant


def _scrim(reader: Reader, node: Node | None, photograph: bool) -> str | float:
    """One of the words or a ratio; where nothing is said, photographs get what words need."""
    if isinstance(node, Scalar) and not re.match(r"[+-]?[0-9.]", node.value.strip()):
        return reader.choice(node, "scrim", SCRIMS)
    if node is None:
        return SCRIMS[0] if photograph else ""
    return reader.number(node, "scrim", _RATIO) or SCRIMS[-1]


def _boxes(reader: Reader, node: Node | None) -> tuple[Rect, ...]:
    """The quiet areas, in ratios of the art."""
    if node is None:
        return ()
    items = reader.items(node, "quiet", _BOXES)
    flat = any(isinstance(item, Scalar) for item in items)
    if flat or not 1 <= len(items) <= _MOST_QUIET:
        message = f"quiet is not a list of 1 to {_MOST_QUIET} boxes"
        reader.report("bad-number", message, node.at, f"write it as {_BOXES}")
        return ()
    boxes = (_box(reader, item, "quiet") for item in items)
    return tuple(box for box in boxes if box is not None)


def _box(reader: Reader, node: Node | None, key: str) -> Rect | None:
    """A box, in ratios of the art."""
    numbers = _ratios(reader, node, (key, _BOX, 4))
    return Rect(*numbers) if numbers else None


def _ratios(reader: Reader, node: Node | None, form: tuple[str, str, int]) -> list[float]:
    """So many ratios of the art, or none where one is wrong; `form` is what they are called, how
    they are written and how many there are."""
    what, example, count = form
    items = reader.items(node, what, example)
    if isinstance(node, SequenceNode) and len(items) != count:
        message = f"{what} has {len(items)} of {count} numbers"
        reader.report("bad-number", message, node.at, f"write it as {example}")
        return []
    large = next((item for item in items if _is_length(item)), None)
    if large is not None:
        message = f"{what} is in ratios of the art, 0 to 1; this is a length"
        parts = ("x and width", "y and height") if count == 4 else ("x", "y")
        hint = f"divide {parts[0]} by the width of the drawing, {parts[1]} by its height"
        reader.report("bad-number", message, large.at, hint)
        return []
    numbers = [reader.number(item, what, _RATIO) for item in items]
    found = [number for number in numbers if number is not None]
    return found if len(found) == count else []


def _is_length(node: Node) -> bool:
    """Whether a number was measured in pixels: more than 1, the largest ratio."""
    return isinstance(node, Scalar) and _LENGTH.fullmatch(node.value) is not None
