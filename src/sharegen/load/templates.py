"""Turn templates.yaml into templates: rows of a brand's own, each alone or over another one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sharegen.catalog.platforms import PLACEMENTS
from sharegen.catalog.templates import GRIDS, TEMPLATES
from sharegen.load.block import BLOCK, BlockDraft, read_block, said, set_block
from sharegen.load.excerpt import excerpt
from sharegen.load.identifiers import ID, Identifier, id_problem
from sharegen.load.keys import WORDS, Choice, Key, Keys, ListOf, MapOf, OneOf, Range
from sharegen.load.reader import Reader, nearest
from sharegen.load.template_rules import hold_together
from sharegen.load.yaml_tree import Entry, Node, Scalar
from sharegen.load.yaml_tree import Mapping as MappingNode
from sharegen.model.diagnostic import Location, Severity
from sharegen.model.geometry import SHAPES
from sharegen.model.project import Face
from sharegen.model.spec import Template

# The keys of a grid: the field of Grid, its range.
_LINES = {
    "margin": ("margin_u", Range(0, 25, " u", "7.5")),
    "foot": ("foot_u", Range(0, 40, " u", "4.6")),
    "words": ("words_ratio", Range(0.1, 1, "", "0.55")),
    "gap": ("gap_u", Range(0, 25, " u", "3")),
    "code": ("code_u", Range(0, 40, " u", "17")),
    "logo": ("logo_u", Range(0, 25, " u", "4.4")),
}
_YES_NO = ("yes", "no")
_GRID = Keys(
    "lines of a shape",
    (
        Key("margin", _LINES["margin"][1], "From every edge, u."),
        Key("foot", _LINES["foot"][1], "From the hairline up to the last baseline, u."),
        Key("words", _LINES["words"][1], "How much of the height words may fill, 0.1 to 1."),
        Key("gap", _LINES["gap"][1], "Between words and the subject of the art, u."),
        Key("rule", Choice(_YES_NO), "Whether there is a hairline above the footer."),
        Key("art", Choice(_YES_NO), "Whether the background's art is shown, or its ground alone."),
        Key("code", _LINES["code"][1], "The side of a QR code of the address, u; 0: none."),
        Key("logo", _LINES["logo"][1], "The height of the brand's logo, u; 0: not shown."),
    ),
    "{margin: 7.5}",
)
_GRIDS = Keys(
    "grid", tuple(Key(shape, _GRID, f"The lines of {shape} canvases.") for shape in SHAPES)
)
NAMED = OneOf((Choice(tuple(TEMPLATES)), WORDS))  # one of sharegen's own is offered, any is taken
_PLACEMENT = OneOf((Choice(tuple(PLACEMENTS)), WORDS))
_OWN = tuple((id, f"Over sharegen's own: {row.about}") for id, row in TEMPLATES.items())
_EXAMPLE = "blocks: {headline: {sizes: {square: [9.4, 7.7]}}}"
TEMPLATE = Keys(
    "a template",
    (
        Key("about", WORDS, "What it is for, in one sentence."),
        Key("extends", NAMED, "The template it starts from; what stands here goes over it."),
        Key("background", WORDS, "The background of captions that name none."),
        Key("placements", ListOf(_PLACEMENT, 1), "What it is made for; else all of its shapes."),
        Key("wordless", Choice(_YES_NO), "yes: it shows the art alone above the footer."),
        Key("blocks", MapOf(BLOCK, ID), "Its passages by role, as headline."),
        Key("grid", _GRIDS, "Its lines by shape, shared by every card of a placement."),
    ),
    f"{{{_EXAMPLE}}}",
)
FILE = MapOf(TEMPLATE, ID, _OWN)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What templates may name; None where that could not be read: then no name is refused.
    `faces` are the brand's by role, none where they could not be read."""

    placements: frozenset[str] | None = None
    backgrounds: frozenset[str] | None = None
    faces: Mapping[str, Face] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Draft:
    """What a row says: fields of Template, blocks by role, fields of Grid by shape. `base` is the
    template it starts from, "" for none; it is `sound` when each value is one by itself."""

    id: str
    at: Location
    base: str
    base_at: Location
    own: Mapping[str, Any]
    blocks: tuple[BlockDraft, ...]
    grids: Mapping[str, Mapping[str, Any]]
    wordless: bool | None
    sound: bool

    @property
    def shapes(self) -> frozenset[str]:
        """The shapes it says anything of."""
        return frozenset((*self.grids, *(shape for block in self.blocks for shape in block.places)))


def read_templates(reader: Reader, node: Node, neighbours: Neighbours) -> dict[str, Template]:
    """Turn the file's node into a brand's own templates, by id; what is wrong goes to `reader`."""
    if not isinstance(node, MappingNode):
        message = "templates.yaml has no keys at its top; the ids of templates are needed"
        reader.report("not-a-mapping", message, node.at, "start with my-template:")
        return {}
    drafts = {entry.key: _draft(reader, entry, neighbours) for entry in node.entries}
    rows: dict[str, Template | None] = dict.fromkeys(drafts)
    for id in _bases_first(reader, drafts):
        base = _base(reader, drafts[id], rows)
        rows[id] = _template(reader, drafts[id], base, neighbours.faces)
    return {id: row for id in drafts if (row := rows[id]) is not None}


def _draft(reader: Reader, entry: Entry, neighbours: Neighbours) -> _Draft:
    before = len(reader.problems)
    wrong = id_problem(Identifier(entry.key, entry.at))
    reader.take((wrong,) if wrong else ())
    fields = reader.fields(entry.value, TEMPLATE) or {}
    extends = fields.get("extends")
    base = reader.word(extends, "extends") or (entry.key if entry.key in TEMPLATES else "")
    own = {
        "about": reader.prose(fields.get("about"), "about").words,
        "background": _background(reader, fields.get("background"), neighbours),
        "placements": _placements(reader, fields.get("placements"), neighbours),
    }
    blocks = [
        read_block(reader, block)
        for block in reader.entries(fields.get("blocks"), "blocks", f"{{{_EXAMPLE}}}")
    ]
    grids = _grids(reader, fields.get("grid"))
    wordless = reader.choice(fields.get("wordless"), "wordless", _YES_NO)
    return _Draft(
        entry.key,
        entry.at,
        base,
        extends.at if extends is not None else entry.at,
        said(own),
        tuple(block for block in blocks if block is not None),
        grids,
        {"yes": True, "no": False}.get(wordless),
        sound=_sound(reader, before),
    )


def _background(reader: Reader, node: Node | None, neighbours: Neighbours) -> str:
    name, known = reader.word(node, "background"), neighbours.backgrounds
    if node is not None and name and known is not None and name not in known:
        message = f"background {excerpt(name)} is not in backgrounds.yaml, or broken"
        reader.report("unknown-background", message, node.at, nearest(name, known))
    return name


def _placements(
    reader: Reader, node: Node | None, neighbours: Neighbours
) -> tuple[str, ...] | None:
    if node is None:
        return None
    known, names = neighbours.placements, []
    items = reader.items(node, "placements", "[instagram-square, …]")
    for item in items:
        name = reader.word(item, "a placement")
        if name and known is not None and name not in known:
            message = f"placement {excerpt(name)} is neither sharegen's nor in brand.yaml"
            reader.report("unknown-placement", message, item.at, nearest(name, known))
        names.append(name)
    if not items and not isinstance(node, Scalar | MappingNode):
        reader.report("empty-value", "placements has no value", node.at, "remove the key")
    return tuple(names)


def _grids(reader: Reader, node: Node | None) -> dict[str, dict[str, Any]]:
    """What a row says of its lines, by shape, as fields of Grid."""
    grids = {}
    for shape, value in ((reader.fields(node, _GRIDS) if node else None) or {}).items():
        fields = reader.fields(value, _GRID) or {}
        found: dict[str, Any] = {
            field: reader.number(fields.get(key), key, range)
            for key, (field, range) in _LINES.items()
        }
        for key in ("rule", "art"):
            chosen = reader.choice(fields.get(key), key, _YES_NO)
            found[key] = chosen == _YES_NO[0] if chosen else None
        grids[shape] = said(found)
    return grids


def _bases_first(reader: Reader, drafts: Mapping[str, _Draft]) -> Iterator[str]:
    """The ids, each after the one it starts from; a ring is said once, and left out."""
    done: set[str] = set()
    for start in drafts:
        chain: list[str] = []
        id = start
        while id in drafts and id not in done:
            done.add(id)
            chain.append(id)
            base = drafts[id].base
            id = "" if base == id and id in TEMPLATES else base
        before_ring = chain.index(id) if id in chain else len(chain)
        ring = chain[before_ring:]
        if ring:
            _say_ring(reader, ring, drafts[ring[-1]].base_at)
        yield from reversed(chain[:before_ring])


def _say_ring(reader: Reader, ring: list[str], at: Location) -> None:
    shown = " → ".join(excerpt(id, 40) for id in [*ring, ring[0]][:6])
    hint = "let one of them start from one of sharegen's own, or from none"
    reader.report("extends-loop", f"templates start from each other: {shown}", at, hint)


def _template(
    reader: Reader, draft: _Draft, base: Template | None, faces: Mapping[str, Face]
) -> Template | None:
    """Turn what a row says into a template; None when it cannot be used, which is said."""
    if base is None or not draft.sound:
        return None
    before = len(reader.problems)
    blocks = {block.role: block for block in base.blocks}
    for block in draft.blocks:
        blocks[block.role] = set_block(reader, block, blocks.get(block.role), faces)
    silent = draft.wordless if draft.wordless is not None else bool(base.id) and not base.blocks
    if silent and draft.blocks:
        message = f"template {draft.id} is wordless and has blocks"
        reader.report("template-wordless", message, draft.at, "remove one of the two")
    lines = {**dict(GRIDS), **dict(base.grids)}
    grids = tuple(
        (shape, replace(lines[shape], **draft.grids.get(shape, {})))
        for shape in SHAPES
        if shape in {*base.shapes, *draft.shapes}
    )
    row = replace(
        base, **{**draft.own, "id": draft.id, "blocks": tuple(blocks.values()), "grids": grids}
    )
    if silent:
        return replace(row, blocks=()) if _sound(reader, before) else None
    row = hold_together(reader, row, (draft.at, {block.role: block.at for block in draft.blocks}))
    return row if _sound(reader, before) else None


def _sound(reader: Reader, before: int) -> bool:
    """Whether no error came to the first problems."""
    return all(problem.severity is not Severity.ERROR for problem in reader.problems[before:])


def _base(reader: Reader, draft: _Draft, rows: Mapping[str, Template | None]) -> Template | None:
    """The template a row starts from, empty where it starts from none; None when there is none of
    that name, or it cannot be used."""
    if not draft.base:
        return Template("", "", (), ())
    if draft.base in rows and draft.base != draft.id:
        return rows[draft.base]  # what is wrong with it is said there
    if draft.base not in TEMPLATES:
        message = f"template {excerpt(draft.base)} is not among the templates"
        hint = nearest(draft.base, {*TEMPLATES, *rows})
        reader.report("unknown-template", message, draft.base_at, hint)
    return TEMPLATES.get(draft.base)
