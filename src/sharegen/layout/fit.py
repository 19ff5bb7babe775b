"""The best breaks for a size in a measure, found exactly.

The breaks are found by dynamic programming over the joints: no other set of breaks costs less
(tests/layout compares with brute force).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from sharegen.layout.breaking import Joint
from sharegen.layout.galley import Galley

# Raggedness: squared difference of each line from the mean line, in parts of the mean. The mean
# and not the widest line, since the mean of k lines is known before the breaks are: the search
# stays exact in one pass, and a single overlong line is priced like a single short one.
RAGGED = 4.0
RUNT = 2.0  # the last line is one word shorter than a third of the mean
SINGLE = 0.6  # any other last line of one word


@dataclass(frozen=True, slots=True)
class Measure:
    """The room lines have: width and height in px, how far baselines stand apart (in em)."""

    width: float
    height: float
    leading_em: float


@dataclass(frozen=True, slots=True)
class Breaks:
    """A set of lines [start, end) in code points, and its cost."""

    lines: tuple[tuple[int, int], ...]
    cost: float


def best_breaks(
    galley: Galley, joints: tuple[Joint, ...], measure: Measure, size_px: float
) -> Breaks | None:
    """The cheapest lines for a size in a measure; None when nothing fits."""
    limit = measure.width / size_px
    most = room_for(galley, measure, size_px)
    if not most:
        return None
    candidates = _lines_within(galley, joints, limit)
    if candidates is None:
        return None
    return _cheapest(galley, joints, candidates, most)


def lift(galley: Galley, below: float, size_px: float) -> float:
    """How far the last baseline stands above the foot of its area, in px: letters that hang low
    keep clear of what lies `below` px under it."""
    return max(0.0, galley.descent_em * size_px - below)


def room_for(galley: Galley, measure: Measure, size_px: float) -> int:
    """How many lines a measure takes at a size."""
    if measure.height < galley.ascent_em * size_px - 1e-9:
        return 0
    return int((measure.height / size_px - galley.ascent_em) / measure.leading_em + 1e-9) + 1


_Line = tuple[int, float, float]  # first joint, width in em, cost of running on inside


def _lines_within(
    galley: Galley, joints: tuple[Joint, ...], limit: float
) -> list[list[_Line]] | None:
    """For each joint the lines that may end there; None when some word is wider than the limit."""
    starts = [0] + [joint.next for joint in joints]
    advances = galley.advances
    found: list[list[_Line]] = []
    for index, joint in enumerate(joints):
        lines: list[_Line] = []
        running_on = 0.0
        right = galley.width(0, joint.end)
        for first in range(index, -1, -1):
            width = right - advances[starts[first]]
            if width > limit:
                break
            lines.append((first, width, running_on))
            if first and joints[first - 1].forced:
                break
            running_on += joints[first - 1].runs_on if first else 0.0
        if not lines and joint.forced:
            return None
        found.append(lines)
    return found


def _cheapest(
    galley: Galley, joints: tuple[Joint, ...], candidates: list[list[_Line]], most: int
) -> Breaks | None:
    """Dynamic programming: best[k][j] is the cheapest way to end the k-th line at joint j."""
    count = len(joints)
    fewest = _fewest_lines(candidates)
    if fewest is None or fewest > most:
        return None
    total = galley.width(0, joints[-1].end)
    best: Breaks | None = None
    for lines in range(fewest, min(most, count) + 1):
        floor = _bound(joints, lines)
        if best is not None and floor >= best.cost:
            continue
        found = _exactly(joints, candidates, lines, total / lines)
        if found is not None and (best is None or found.cost < best.cost - 1e-9):
            best = found
    return best


def _fewest_lines(candidates: list[list[_Line]]) -> int | None:
    reach: list[float] = [0.0]
    for lines in candidates:
        reach.append(min((reach[first] + 1 for first, _, _ in lines), default=inf))
    return None if reach[-1] == inf else int(reach[-1])


def _bound(joints: tuple[Joint, ...], lines: int) -> float:
    """No set of that many lines can cost less: the cheapest joints, and no raggedness."""
    return sum(sorted(joint.price for joint in joints[:-1])[: lines - 1])


def _exactly(
    joints: tuple[Joint, ...],
    candidates: list[list[_Line]],
    lines: int,
    mean: float,
) -> Breaks | None:
    count = len(joints)
    scale = RAGGED / (mean * mean)
    before: list[float] = [0.0] + [inf] * count
    came_from: list[list[int]] = []
    for number in range(1, lines + 1):
        after = [inf] * (count + 1)
        back = [-1] * (count + 1)
        last_line = number == lines
        for index in range(count - 1, count) if last_line else range(number - 1, count - 1):
            price = joints[index].price
            for first, width, running_on in candidates[index]:
                cost = before[first]
                if cost == inf:
                    continue
                slack = width - mean
                cost += price + running_on + scale * slack * slack
                if last_line and first == index and lines > 1:
                    cost += RUNT if width * 3 < mean else SINGLE
                if cost < after[index + 1]:
                    after[index + 1] = cost
                    back[index + 1] = first
        came_from.append(back)
        before = after
    if before[count] == inf:
        return None
    return Breaks(_walk_back(joints, came_from), before[count])


def _walk_back(
    joints: tuple[Joint, ...], came_from: list[list[int]]
) -> tuple[tuple[int, int], ...]:
    lines = []
    index = len(joints)
    for back in reversed(came_from):
        first = back[index]
        start = joints[first - 1].next if first else 0
        lines.append((start, joints[index - 1].end))
        index = first
    return tuple(reversed(lines))
