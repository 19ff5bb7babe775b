"""Turn backgrounds.yaml into backgrounds, each with its art by shape."""

from __future__ import annotations

import re
from dataclasses import dataclass

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
from sharegen.model.geometry import SHAPES, Rect
from sharegen.model.project import ART_ROLES, COLOR_ROLES, TONES, Background, Gradient, Variant

_RATIO = Range(0, 1)
_LENGTH = re.compile(r"([2-9]|[0-9]{2,})(\.[0-9]+)?", re.ASCII)
_ANGLE = Range(0, 360, " degrees", "180")
_BOX = "[x, y, width, height]"
_MOST_STOPS = 8
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
_VARIANT = Keys(
    "a variant",
    (
        Key("file", WORDS, "An SVG, PNG, JPEG or WebP beside this file.", needed=True),
        Key("subject", ListOf(_RATIO, 4, 4), _SUBJECT),
        Key("stands", _RATIO, "The line on which the object stands, as a ratio of the height."),
    ),
    "file: house-key-square.svg",
)
_VARIANTS = Keys(
    "variants", tuple(Key(shape, _VARIANT, f"The art for {shape} canvases.") for shape in SHAPES)
)
_BACKGROUND = Keys(
    "a background",
    (
        Key("tone", Choice(TONES), "Which of the brand's colours go with it.", needed=True),
        Key("about", WORDS, "What the art shows, in one sentence, for alt texts."),
        Key("licence", WORDS, "own, or the licence's name."),
        Key("credit", WORDS, "Whom to name."),
        Key("fill", OneOf((_FILLS, COLOR, _GRADIENT)), "The ground below or instead of art."),
        Key("scrim", _RATIO, "How much black lies over a photograph."),
        Key("mirrors", Choice(_YES_NO), "Whether it is turned over for right-to-left readers."),
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
    variants = _variants(reader, art, (fields.get("variants"), folder))
    mirrors = reader.choice(fields.get("mirrors"), "mirrors", _YES_NO)
    return Background(
        id=entry.key,
        tone=reader.choice(fields.get("tone"), "tone", TONES),
        about=reader.prose(fields.get("about"), "about").words,
        licence=reader.prose(fields.get("licence"), "licence").words,
        credit=reader.prose(fields.get("credit"), "credit").words,
        fill=_fill(reader, fields.get("fill")),
        scrim_ratio=reader.number(fields.get("scrim"), "scrim", _RATIO) or 0.0,
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
    variants = []
    for shape, value in (reader.fields(node, _VARIANTS) or {}).items():
        fields = reader.fields(value, _VARIANT) or {}
        name = reader.word(fields.get("file"), "file")
        subject = _subject(reader, fields.get("subject"))
        stands = reader.number(fields.get("stands"), "stands", _RATIO)
        if not name:
            continue
        at = fields["file"].at
        file = asset_path(reader, folder, name, at)
        if file is None:
            continue
        variant, problems = assets.read_variant(
            folder.root, assets.Entry(shape, file, subject, stands), at, folder.fresh
        )
        art.take(problems)
        if variant is not None:
            variants.append(variant)
    return tuple(variants)


def _subject(reader: Reader, node: Node | None) -> Rect | None:
    """The box words never cover, in ratios of the art."""
    if node is None:
        return None
    items = reader.items(node, "subject", _BOX)
    if isinstance(node, SequenceNode) and len(items) != 4:
        message = f"subject has {len(items)} of 4 numbers"
        reader.report("bad-number", message, node.at, f"write it as {_BOX}")
        return None
    large = next((item for item in items if _is_length(item)), None)
    if large is not None:
        message = "subject is in ratios of the art, 0 to 1; this is a length"
        hint = "divide x and width by the width of the drawing, y and height by its height"
        reader.report("bad-number", message, large.at, hint)
        return None
    numbers = [reader.number(item, "subject", _RATIO) for item in items]
    x, y, width, height = numbers if len(numbers) == 4 else [None] * 4
    if x is None or y is None or width is None or height is None:
        return None
    return Rect(x, y, width, height)


def _is_length(node: Node) -> bool:
    """Whether a number was measured in pixels: more than 1, the largest ratio."""
    return isinstance(node, Scalar) and _LENGTH.fullmatch(node.value) is not None
