"""Lines set for good: the glyphs of a part of a galley, each at its place from the pen's start."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from sharegen.layout.bidi import visual_runs
from sharegen.layout.galley import Galley, Stretch
from sharegen.layout.items import drawable
from sharegen.model.frame import Glyph

OPENING = frozenset("“‘«‹„‚\"'「『（《〈")

_Box = tuple[int, int, int, int]  # left, bottom, right and top of a glyph's ink, in font units


class Setrun(NamedTuple):
    """A run of a line at y 0: `x` is the pen's place before it, in px from the line's, `ink` the
    left, top, right and bottom edge of what it covers, in px from the run's own origin."""

    stretch: Stretch
    scale: float
    x: float
    width: float
    ink: tuple[float, float, float, float] | None
    glyphs: tuple[Glyph, ...]
    text: str


class Setline(NamedTuple):
    """One line set for good, at x 0 and y 0, in px. `bearing` is how far the ink of its first
    letter stands from the edge it begins at; where that is a quote, `hang` is how far the ink of
    the letter after it does."""

    runs: tuple[Setrun, ...]
    width: float
    bearing: float
    hang: float


class _Part(NamedTuple):
    """What a line has of a stretch, shaped: its glyphs by id; for each how far it moves the pen in
    font units, and in em what its character gets beyond; how far it stands from the pen, and the
    boxes of those that have ink, in font units, each with the number of its glyph."""

    stretch: Stretch
    text: str
    upem: int
    ids: tuple[int, ...]
    steps: tuple[tuple[int, float], ...]
    offsets: tuple[tuple[int, int], ...]
    boxes: tuple[tuple[int, _Box], ...]


@lru_cache(maxsize=512)
def set_line(galley: Galley, line: tuple[int, int], size_px: float, rtl: bool) -> Setline:
    """Set one line [start, end): its runs from left to right. `rtl`: it is read from the right.

    Placements of one short edge have the same sizes, and their captions mostly the same lines."""
    parts = _parts(galley, line)
    x = 0.0
    runs: list[Setrun] = []
    for part in parts:
        run = _set(part, size_px, galley.tracking_em * size_px, x)
        runs.append(run)
        x += run.width
    width = x - galley.tracking_em * size_px
    bearing = _bearing(parts, runs, width if rtl else None)
    return Setline(tuple(runs), width, bearing, _hang(galley, line, size_px, rtl))


@lru_cache(maxsize=512)
def _parts(galley: Galley, line: tuple[int, int]) -> tuple[_Part, ...]:
    """The parts of a line from left to right, shaped once for all sizes."""
    value = drawable(galley.text.value)
    found = []
    for stretch, start, end in _in_order(galley, line):
        type = stretch.type
        extras = stretch.extras_em(galley.text.value[start:end])
        shaped = type.shape_part(value, (start, end), stretch.voice)
        before = (-1, *(glyph.cluster for glyph in shaped))
        boxes = [type.extents(glyph.id) for glyph in shaped]
        part = _Part(
            stretch,
            value[start:end],
            type.upem,
            tuple([glyph.id for glyph in shaped]),
            tuple(
                [
                    (glyph.advance, 0.0 if glyph.cluster == seen else extras[glyph.cluster])
                    for glyph, seen in zip(shaped, before, strict=False)
                ]
            ),
            tuple([(glyph.dx, glyph.dy) for glyph in shaped]),
            tuple([(number, box) for number, box in enumerate(boxes) if any(box)]),
        )
        found.append(part)
    return tuple(found)


def _in_order(galley: Galley, line: tuple[int, int]) -> Iterator[tuple[Stretch, int, int]]:
    """The parts of a line from left to right (UAX #9, L2): stretch, start, end."""
    start, end = line
    parts = [
        (stretch, max(start, stretch.item.start), min(end, stretch.item.end))
        for stretch in galley.stretches
        if stretch.item.start < end and stretch.item.end > start
    ]
    for first, last, level in visual_runs([stretch.item.level for stretch, _, _ in parts]):
        run = parts[first:last]
        yield from reversed(run) if level % 2 else run


def _set(part: _Part, size_px: float, tracking: float, at: float) -> Setrun:
    """The glyphs of a part at their places, `at` px from where the line begins."""
    scale = size_px / part.upem
    x, places = 0.0, []
    for advance, extra_em in part.steps:
        places.append(x)
        x += advance * scale + (tracking if advance else 0.0)
        if extra_em:
            x += extra_em * size_px
    xs = [x + dx * scale for x, (dx, _) in zip(places, part.offsets, strict=True)]
    ys = [-dy * scale for _, dy in part.offsets]
    inked = [(xs[at], ys[at], box) for at, box in part.boxes if box[2] > box[0]]
    ink = None
    if inked:
        ink = (
            min([x + left * scale for x, _, (left, _, _, _) in inked]),
            min([y - top * scale for _, y, (_, _, _, top) in inked]),
            max([x + right * scale for x, _, (_, _, right, _) in inked]),
            max([y - bottom * scale for _, y, (_, bottom, _, _) in inked]),
        )
    glyphs = tuple(map(Glyph, part.ids, xs, ys))
    return Setrun(part.stretch, scale, at, x, ink, glyphs, part.text)


def _bearing(parts: tuple[_Part, ...], runs: list[Setrun], right_end: float | None) -> float:
    """How far the ink at the edge where a line begins stands from the pen's end there, in px; from
    the right end of a line that is read from right to left."""
    if not runs:
        return 0.0
    edge = 0 if right_end is None else -1
    run, boxes = runs[edge], parts[edge].boxes
    if not boxes:
        return 0.0
    if right_end is None:
        return min([run.x + run.glyphs[at].x + box[0] * run.scale for at, box in boxes])
    return right_end - max([run.x + run.glyphs[at].x + box[2] * run.scale for at, box in boxes])


def _hang(galley: Galley, line: tuple[int, int], size_px: float, rtl: bool) -> float:
    """How far the ink of the first letter stands from the pen's start where quotes open a line, in
    px; 0 where none do."""
    start, end = line
    value, after = galley.text.value, line[0]
    while after < end and value[after] in OPENING:
        after += 1
    if after in (start, end):
        return 0.0
    stretch = next(s for s in galley.stretches if s.item.start <= after < s.item.end)
    type, glyph = stretch.type, stretch.type.glyph(value[after])
    left, _, right, _ = type.extents(glyph)
    bearing = (type.advance(glyph) - right if rtl else left) / type.upem
    return (galley.advances[after] - galley.advances[start] + bearing) * size_px
