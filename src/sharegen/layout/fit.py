"""The best breaks for a size in a measure, found exactly.

The breaks are found by dynamic programming over the joints: no other set of breaks costs less
(tests/layout compares with brute force). No term depends on the measure, so that a wider or
taller one, which only allows more sets of breaks, never costs more.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import ceil, inf

from sharegen.layout.breaking import Joint
from sharegen.layout.galley import Galley
from sharegen.layout.pricing import CLAUSE_END

# Raggedness: squared difference of each line from the mean line, in parts of the mean. The mean
# and not the widest line, since the mean of k lines is known before the breaks are: the search
# stays exact in one pass, and a single overlong line is priced like a single short one. What a
# line ends with says how much its difference counts (Joint.even). The price is the middle of the
# range in which the judged breaks agree best: dearer, balance splits phrases.
RAGGED = 2.8
RUNT = 2.0  # the last line is shorter than a third of the mean (Butcher's, Bringhurst 2.4: runts)
SINGLE = 0.6  # any other last line of one word
# The first line is shorter than half the mean, and not for the sake of a sentence, a clause or
# the turn: the eye takes it for a heading.
SHORT_FIRST = 1.0


@dataclass(frozen=True, slots=True)
class Measure:
    """The room lines have: width and height in px, how far baselines stand apart (in em). Breaks
    that cost as much as `worth` or more are of no use there."""

    width: float
    height: float
    leading_em: float
    worth: float = inf


@dataclass(frozen=True, slots=True)
class Breaks:
    """A set of lines [start, end) in code points, and its cost."""

    lines: tuple[tuple[int, int], ...]
    cost: float


@dataclass(frozen=True, slots=True)
class _Search:
    """What the search runs on: the joints, and for each the lines that may end there, as the
    joint they begin after and their width in em; the width of all, and what running on costs if
    no joint is taken. `nets` is what each joint adds to that when it is."""

    joints: tuple[Joint, ...]
    candidates: list[list[tuple[int, float]]]
    nets: list[float]
    untaken: float
    total: float


def best_breaks(
    galley: Galley, joints: tuple[Joint, ...], measure: Measure, size_px: float
) -> Breaks | None:
    """The cheapest lines for a size in a measure; None when nothing fits, or nothing that is
    worth it."""
    limit, total = measure.width / size_px, galley.width(0, joints[-1].end)
    most = min(room_for(galley, measure, size_px), len(joints))
    fewest = _least_lines(galley, joints, limit)
    nets = [joint.price - joint.runs_on for joint in joints]
    untaken = sum(joint.runs_on for joint in joints)
    # The cheapest joints and no raggedness: no set of that many lines costs less.
    bounds = [untaken + net for net in (0.0, *accumulate(sorted(nets[:-1])))]
    if fewest > most or min(bounds[fewest - 1 : most]) >= measure.worth:
        return None
    candidates = _lines_within(galley, joints, limit)
    needed = _fewest_lines(candidates)
    if needed > most:
        return None
    search = _Search(joints, candidates, nets, untaken, total)
    return _cheapest(search, bounds[:most], int(needed), measure.worth)


def _least_lines(galley: Galley, joints: tuple[Joint, ...], limit: float) -> int:
    """No fewer lines than these can hold the text: each takes the limit, and between two of them
    stands no more than the widest gap."""
    advances, loose = galley.advances, galley.loose
    gap = max(advances[joint.next] - advances[joint.end] - loose[joint.end] for joint in joints)
    gap = max(0.0, gap + galley.tracking_em)
    return max(1, ceil((galley.width(0, joints[-1].end) + gap) / (limit + gap) - 1e-6))


def lift(galley: Galley, below: float, size_px: float) -> float:
    """How far the last baseline stands above the foot of its area, in px: letters that hang low
    keep clear of what lies `below` px under it."""
    return max(0.0, galley.descent_em * size_px - below)


def room_for(galley: Galley, measure: Measure, size_px: float) -> int:
    """How many lines a measure takes at a size."""
    if measure.height < galley.ascent_em * size_px - 1e-9:
        return 0
    return int((measure.height / size_px - galley.ascent_em) / measure.leading_em + 1e-9) + 1


def _lines_within(
    galley: Galley, joints: tuple[Joint, ...], limit: float
) -> list[list[tuple[int, float]]]:
    """For each joint the lines no wider than the limit that may end there, the shortest first;
    none of them runs over a forced joint."""
    advances = galley.advances
    lefts = [advances[0], *(advances[joint.next] for joint in joints)]
    found: list[list[tuple[int, float]]] = []
    floor = 0
    for index, joint in enumerate(joints):
        right = galley.width(0, joint.end)
        lines = []
        for first in range(index, floor - 1, -1):
            width = right - lefts[first]
            if width > limit:
                break
            lines.append((first, width))
        found.append(lines)
        if joint.forced:
            floor = index + 1
    return found


def _fewest_lines(candidates: list[list[tuple[int, float]]]) -> float:
    """How many lines the text needs at least; inf when some word is wider than the limit. The
    longest line to a joint comes from the joint that the fewest lines reach."""
    reach = [0.0]
    for lines in candidates:
        reach.append(reach[lines[-1][0]] + 1 if lines else inf)
    return reach[-1]


def _cheapest(search: _Search, bounds: list[float], fewest: int, worth: float) -> Breaks | None:
    """The best over every number of lines that may cost less than the best before; `bounds` is
    what each number costs at least."""
    best: Breaks | None = None
    for lines in range(fewest, len(bounds) + 1):
        if bounds[lines - 1] >= (best.cost if best else worth):
            continue
        found = _exactly(search, lines)
        if found is not None and (best is None or found.cost < best.cost - 1e-9):
            best = found
    return best


def _exactly(search: _Search, lines: int) -> Breaks | None:
    """Dynamic programming over a number of lines: before[j] is the cheapest way to end the line
    before at joint j - 1, and `came_from` remembers where that line began."""
    count, mean = len(search.joints), search.total / lines
    scale = RAGGED / (mean * mean)
    before = [search.untaken] + [inf] * count
    came_from: list[list[int]] = []
    for number in range(1, lines):
        after, back = [inf] * (count + 1), [0] * (count + 1)
        for index in range(number - 1, count - lines + number):
            joint = search.joints[index]
            net, uneven = search.nets[index], scale * joint.even
            cheapest, begun = inf, 0
            for first, width in search.candidates[index]:
                slack = width - mean
                cost = before[first] + uneven * slack * slack
                if cost < cheapest:
                    cheapest, begun = cost, first
            if number == 1 and joint.price > CLAUSE_END:
                net += _price_of_beginning(search.candidates[index], mean)
            after[index + 1], back[index + 1] = cheapest + net, begun
        came_from.append(back)
        before = after
    cost, begun = inf, 0
    even = search.joints[-1].even
    for first, width in search.candidates[-1]:
        price = before[first] + scale * even * (width - mean) ** 2
        if lines > 1 and width * 3 < mean:
            price += RUNT
        elif lines > 1 and first == count - 1:
            price += SINGLE * even
        if price < cost:
            cost, begun = price, first
    return None if cost == inf else Breaks(_walk_back(search.joints, came_from, begun), cost)


def _price_of_beginning(lines: list[tuple[int, float]], mean: float) -> float:
    """What the line from the start of the text costs when it is short."""
    first, width = lines[-1]
    return SHORT_FIRST if first == 0 and width * 2 < mean else 0.0


def _walk_back(
    joints: tuple[Joint, ...], came_from: list[list[int]], begun: int
) -> tuple[tuple[int, int], ...]:
    bounds = [len(joints), begun]
    for back in reversed(came_from):
        bounds.append(back[bounds[-1]])
    return tuple(
        (joints[first - 1].next if first else 0, joints[last - 1].end)
        for first, last in pairwise(reversed(bounds))
    )
