"""The rows of a background in backgrounds.yaml: new ones at its end, a shape more in its place."""

from __future__ import annotations

import re
from collections.abc import Mapping as Pairs
from dataclasses import dataclass
from typing import Any

from sharegen.easel.look import Piece
from sharegen.insertion import Document, line_end, plain, quoted
from sharegen.load.yaml_tree import Entry, Mapping
from sharegen.model.geometry import Rect

FOLDER = "assets/backgrounds"
FILE = f"{FOLDER}/backgrounds.yaml"
_HEAD = "# Art of the project: tone, words for the alt text, licence, one file per shape.\n"
_STEP = "  "
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Row:
    """What is written about a background: `said` is empty for one that is there already."""

    id: str
    said: Pairs[str, str]
    pieces: tuple[Piece, ...]

    @property
    def variants(self) -> dict[str, dict[str, Any]]:
        return {piece.shape: _variant(piece) for piece in self.pieces}

    @property
    def keys(self) -> dict[str, str]:
        return {key: value for key, value in self.said.items() if value}

    def lines(self) -> list[str]:
        """The rows of a new background."""
        head = [f"{_STEP}{key}: {_word(value, key)}" for key, value in self.keys.items()]
        return [f"{self.id}:", *head, f"{_STEP}variants:", *self.shapes(_STEP * 2)]

    def shapes(self, margin: str) -> list[str]:
        """The rows of its shapes."""
        return [f"{margin}{shape}: {_flow(row)}" for shape, row in self.variants.items()]


def with_row(file: Document, row: Row) -> str:
    """The file's text with the row in it; proven by reading it again. ProjectError `not-saved`."""
    if not (file.root / file.file).exists():
        return _HEAD + "".join(f"{line}\n" for line in row.lines())
    before = file.text()
    tree = file.tree(before)
    expected = plain(tree)
    known = next((entry for entry in tree.entries if entry.key == row.id), None)
    end = line_end(before)
    lines = before.splitlines(keepends=True)
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += end
    if known is None:
        lines += [f"{line}{end}" for line in row.lines()]
        expected[row.id] = {**row.keys, "variants": row.variants}
    else:
        number, new = _addition(file, lines, known, row)
        lines[number:number] = [f"{line}{end}" for line in new]
        of_it = expected[row.id]
        of_it["variants"] = {**of_it.get("variants", {}), **row.variants}
    after = "".join(lines)
    file.prove(after, expected)
    return after


def _addition(file: Document, lines: list[str], known: Entry, row: Row) -> tuple[int, list[str]]:
    """Before which line of the file the shapes go, and their lines."""
    parts = known.value.entries if isinstance(known.value, Mapping) else ()
    variants = next((part for part in parts if part.key == "variants"), None)
    shapes = variants.value.entries if variants and isinstance(variants.value, Mapping) else ()
    last = shapes[-1] if shapes else parts[-1] if parts else None
    if last is None or (variants and not shapes) or last.at.line == known.at.line:
        file.stop("not-saved", f"{row.id} in {file.file} is laid out in a way that takes no shape")
    margin = " " * (last.at.column - 1)
    number = _end(lines, last)
    if shapes:
        return number, row.shapes(margin)
    return number, [f"{margin}variants:", *row.shapes(margin + _STEP)]


def _end(lines: list[str], last: Entry) -> int:
    """The number of the line behind an entry and all that is deeper than it."""
    end = last.at.line
    for number in range(last.at.line, len(lines)):
        line = lines[number]
        if line.strip() and len(line) - len(line.lstrip(" ")) < last.at.column:
            break
        if line.strip():
            end = number + 1
    return end


def _variant(piece: Piece) -> dict[str, Any]:
    variant = piece.variant
    row: dict[str, Any] = {"file": piece.name}
    if variant.subject is not None:
        row["subject"] = _ratios(piece.ratios(variant.subject))
    if variant.quiet:
        row["quiet"] = [_ratios(piece.ratios(area)) for area in variant.quiet]
    return row


def _ratios(box: Rect) -> list[str]:
    """A box with four places, and inside the art with them."""
    x, y = (min(1.0, max(0.0, round(value, 4))) for value in (box.x, box.y))
    right, bottom = min(1.0, round(box.right, 4)), min(1.0, round(box.bottom, 4))
    return [f"{value:.4f}" for value in (x, y, right - x, bottom - y)]


def _flow(value: Any, key: str = "") -> str:
    """Plain values on one line, as the project's own rows have them."""
    if isinstance(value, dict):
        inside = ", ".join(f"{name}: {_flow(part, name)}" for name, part in value.items())
        return f"{{{inside}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    return _word(value, key) if key else str(value)


def _word(value: str, key: str) -> str:
    return value if key != "about" and _PLAIN.fullmatch(value) else quoted(value)
