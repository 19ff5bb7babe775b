"""Prove that the blocks of a template hold together: no words lost, none over each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sharegen.catalog.parts import BESIDE, PARTS, WHOLES
from sharegen.load.reader import Reader
from sharegen.model.diagnostic import Location
from sharegen.model.geometry import SHAPES, meet
from sharegen.model.spec import ANCHORS, Block, Template

Places = tuple[Location, Mapping[str, Location]]
_FOOT = ANCHORS[-1]


def hold_together(reader: Reader, row: Template, places: Places) -> Template:
    """Turn a template's blocks into the order they are seen in, from the top; say what is wrong.

    `places` are where the template stands, and its blocks by role.
    """
    _hang_apart(reader, row, places)
    _show_every_word(reader, row, places)
    _have_sizes(reader, row, places)
    return replace(row, blocks=tuple(sorted(row.blocks, key=_seen)))


def _seen(block: Block) -> tuple[int, int]:
    return ANCHORS.index(block.anchor), PARTS.index(block.part)


def _hang_apart(reader: Reader, row: Template, places: Places) -> None:
    """One block at least ends on the baseline that all cards share, and only there do blocks stand
    on each other."""
    at, of = places
    if not row.blocks:
        hint = "add blocks: {headline: {sizes: {square: [9.4, 7.7]}}}, or extends: statement"
        reader.report("template-foot", f"template {row.id} has no blocks", at, hint)
    for shape, shown in _by_shape(row).items():
        if shown and not any(block.anchor == _FOOT for block in shown):
            place = _on(shape, row)
            message = (
                f"template {row.id} has no block at the foot{place}, which all cards have in common"
            )
            hint = f"write anchor: {_FOOT} in one of: {', '.join(block.role for block in shown)}"
            reader.report("template-foot", message, at, hint)
            break
    taken: list[Block] = []
    for block in row.blocks:
        first = next((other for other in taken if _in_the_way(other, block)), None)
        taken.append(block)
        if first is not None:
            message = f"blocks {first.role} and {block.role} both hang from the {block.anchor}"
            hint = f"give one of them anchor: {_FOOT}; there they stand on each other"
            reader.report("anchor-taken", message, of.get(block.role, at), hint)


def _in_the_way(one: Block, other: Block) -> bool:
    """Whether two blocks hang from the same place on one shape, in columns that meet."""
    together = any(one.shown_on(shape) and other.shown_on(shape) for shape in SHAPES)
    hang = one.anchor == other.anchor != _FOOT
    return together and hang and meet(one.columns, other.columns)


def _show_every_word(reader: Reader, row: Template, places: Places) -> None:
    """The blocks' parts together are the whole text, from the top down, on every shape."""
    wholes = "; ".join(", ".join(whole) for whole in WHOLES)
    for shape, shown in _by_shape(row).items():
        parts = [block.part for block in sorted(shown, key=_seen) if block.part not in BESIDE]
        if row.blocks and tuple(parts) not in WHOLES:
            said = ", ".join(parts) or "no text"
            message = f"blocks of {row.id} show{_on(shape, row)}, from the top: {said}"
            hint = f"sentences would be lost, or out of order; let them show one of: {wholes}"
            reader.report("template-parts", message, places[0], hint)
            return


def _by_shape(row: Template) -> dict[str, list[Block]]:
    """The blocks that are shown on each of the shapes; one that has none yet is judged, too."""
    return {
        shape: [block for block in row.blocks if block.shown_on(shape)]
        for shape in row.shapes or SHAPES[:1]
    }


def _on(shape: str, row: Template) -> str:
    """The shape in words, where not all shapes show the same."""
    return f" on {shape}" if any(block.shapes for block in row.blocks) else ""


def _have_sizes(reader: Reader, row: Template, places: Places) -> None:
    """Every block can be set on every shape of the template."""
    at, of = places
    for block in row.blocks:
        shown = [shape for shape in row.shapes if block.shown_on(shape)]
        missing = [shape for shape in shown if shape not in dict(block.styles)]
        if missing:
            shapes = ", ".join(missing)
            message = f"block {block.role} of {row.id} has no sizes for {shapes}"
            hint = f"add sizes: {{{missing[0]}: [9.4, 7.7]}}, as for its other shapes"
            reader.report("missing-sizes", message, of.get(block.role, at), hint)
    if row.blocks and not row.shapes:
        message = f"template {row.id} has no sizes for any shape"
        hint = "add sizes: {square: [9.4, 7.7]} to its blocks"
        reader.report("missing-sizes", message, at, hint)
