"""How a text falls into lines: the cheapest breaks for each number of lines, found exactly.

Casting off is what printers call reckoning the lines that copy will make before it is set. The
breaks are found by dynamic programming over the joints: no other set of breaks costs less
(tests/layout compares with brute force). Widths are in em, so that what is found at one size and
measure is known at every other where the same lines fit.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import ceil, inf
from typing import NamedTuple

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

_LOOSE = 2.0  # means: no line of the cheapest breaks is wider as a rule


@dataclass(frozen=True, slots=True)
class Breaks:
    """A set of lines [start, end) in code points, and its cost."""

    lines: tuple[tuple[int, int], ...]
    cost: float


class _Known(NamedTuple):
    """The cheapest breaks for all limits from `least`, their widest line, to `most`, both in em;
    None where so many lines do not hold the text."""

    least: float
    most: float
    breaks: Breaks | None

    @property
    def cost(self) -> float:
        return self.breaks.cost if self.breaks else inf


class Castoff:
    """What a galley takes in lines that end at its joints; keeps what it has found."""

    def __init__(self, galley: Galley, joints: tuple[Joint, ...]) -> None:
        self.galley = galley
        self.joints = joints
        advances, loose = galley.advances, galley.loose
        # A line that begins after a joint and ends at another is as wide as the difference.
        self._lefts = [advances[0], *(advances[joint.next] for joint in joints)]
        self._rights = [galley.width(0, joint.end) for joint in joints]
        self._total = self._rights[-1]
        gap = max(advances[joint.next] - advances[joint.end] - loose[joint.end] for joint in joints)
        self._gap = max(0.0, gap + galley.tracking_em)
        self._nets = [joint.price - joint.runs_on for joint in joints]
        self._evens = [joint.even for joint in joints]
        self._untaken = sum(joint.runs_on for joint in joints)
        # What each number of lines costs at least: the cheapest joints and no raggedness.
        nets = sorted(self._nets[:-1])
        self._bounds = [self._untaken + net for net in (0.0, *accumulate(nets))]
        self.least = min(self._bounds)  # what any lines cost at least, the same for all galleys
        self._known: dict[int, list[_Known]] = {}
        self._rows: list[list[tuple[int, float]]] = []
        self._rows_limit = 0.0

    def cheapest(self, limit: float, most: int, worth: float = inf) -> Breaks | None:
        """The cheapest lines no wider than the limit, in em, and no more than `most`; None when
        there are none, or none that cost less than `worth`."""
        bounds = self._bounds
        most = min(most, len(bounds))
        fewest = self._at_least(limit)
        if fewest > most or min(bounds[fewest - 1 : most]) >= worth:
            return None
        best: Breaks | None = None
        for lines in range(self._fewest(limit, most), most + 1):
            dearest = best.cost if best else worth
            if bounds[lines - 1] >= dearest:
                continue
            found = self._into(lines, limit, dearest)
            if found is not None and (best is None or found.cost < best.cost - 1e-9):
                best = found
        return best

    def fewest(self, limit: float) -> int | None:
        """How many lines the text needs at least within a limit, in em; None where a word is wider
        than that."""
        most = len(self.joints)
        found = self._fewest(limit, most)
        return found if found <= most else None

    def _at_least(self, limit: float) -> int:
        """No fewer lines than these can hold the text: each takes the limit, and between two of
        them stands no more than the widest gap."""
        gap = self._gap
        return max(1, ceil((self._total + gap) / (limit + gap) - 1e-6))

    def _fewest(self, limit: float, most: int) -> int:
        """How many lines the text needs, or more than `most`. From the end on, each line takes
        all it can: where it could begin later it would leave no less to the lines before it."""
        joints, lefts, rights = self.joints, self._lefts, self._rights
        lines, end = 0, len(joints)
        while end and lines <= most:
            first = end
            while first and rights[end - 1] - lefts[first - 1] <= limit:
                first -= 1
                if first and joints[first - 1].forced:
                    break
            if first == end:
                return most + 1  # a word is wider than the limit
            lines, end = lines + 1, first
        return lines

    def _into(self, lines: int, limit: float, worth: float) -> Breaks | None:
        """The cheapest breaks into so many lines; None when they do not fit or cost no less than
        `worth`.

        A looser limit only allows more breaks. So the cheapest ones for it cost no more than those
        for a tighter one, and where all their lines keep to the tighter one they are the cheapest
        there as well: what is known for one limit serves for all down to its widest line, and says
        for the others what they cost at least. What is found first is the cheapest at a limit that
        is hardly ever reached, and so most of what is asked is known then.
        """
        known = self._known.setdefault(lines, [])
        floor = None
        for found in known:
            if limit <= found.most:
                if found.least <= limit:
                    return found.breaks if found.cost < worth else None
                floor = found.cost if floor is None else max(floor, found.cost)
        loosest = max(limit, _LOOSE * self._total / lines)
        for tried in (limit,) if floor is not None else (loosest, limit):
            if floor is not None and floor >= worth:
                return None
            found = self._search(lines, tried)
            known.append(found)
            floor = found.cost
            if found.least <= limit:
                break
        return found.breaks if found.cost < worth else None

    def _search(self, lines: int, limit: float) -> _Known:
        """Dynamic programming over a number of lines: before[j] is the cheapest way to end the
        line before at joint j - 1, and `came_from` remembers where that line began."""
        rows, nets, evens = self._rows_within(limit), self._nets, self._evens
        count, mean = len(rows), self._total / lines
        scale = RAGGED / (mean * mean)
        before = self._before_second(lines, limit)
        came_from: list[list[int]] = []
        for number in range(2, lines):
            after, back = [inf] * (count + 1), [0] * (count + 1)
            for index in range(number - 1, count - lines + number):
                uneven = scale * evens[index]
                cheapest, begun = inf, 0
                for first, width in rows[index]:
                    if width > limit:
                        break
                    slack = width - mean
                    cost = before[first] + uneven * slack * slack
                    if cost < cheapest:
                        cheapest, begun = cost, first
                after[index + 1], back[index + 1] = cheapest + nets[index], begun
            came_from.append(back)
            before = after
        cost, begun = self._last_line(lines, limit, before)
        if cost == inf:
            return _Known(0.0, limit, None)
        edges = [count, begun]
        for back in reversed(came_from):
            edges.append(back[edges[-1]])
        edges += [0] * (lines > 1)
        return self._known_by(edges[::-1], cost, limit)

    def _before_second(self, lines: int, limit: float) -> list[float]:
        """What the first of so many lines costs, by the joint it ends at; of a single line, what
        there is before it."""
        rows, mean = self._rows_within(limit), self._total / lines
        scale, untaken = RAGGED / (mean * mean), self._untaken
        found = [inf] * (len(rows) + 1)
        if lines == 1:
            found[0] = untaken
            return found
        for index in range(len(rows) - lines + 1):
            first, width = rows[index][-1] if rows[index] else (index, inf)
            if first or width > limit:
                continue  # it does not reach back to the start
            slack, net = width - mean, self._nets[index]
            if width * 2 < mean and self.joints[index].price > CLAUSE_END:
                net += SHORT_FIRST
            found[index + 1] = untaken + scale * self._evens[index] * slack * slack + net
        return found

    def _last_line(self, lines: int, limit: float, before: list[float]) -> tuple[float, int]:
        """What all cost with the last line at its cheapest, and the joint that begins after."""
        rows, even, mean = self._rows_within(limit), self._evens[-1], self._total / lines
        scale = RAGGED / (mean * mean)
        cost, begun = inf, 0
        for first, width in rows[-1]:
            if width > limit:
                break
            price = before[first] + scale * even * (width - mean) ** 2
            if lines > 1 and width * 3 < mean:
                price += RUNT
            elif lines > 1 and first == len(rows) - 1:
                price += SINGLE * even
            if price < cost:
                cost, begun = price, first
        return cost, begun

    def _rows_within(self, limit: float) -> list[list[tuple[int, float]]]:
        """For each joint the lines that may end there, the shortest first, as the joint they begin
        after and their width: at least those within the limit, none over a forced joint."""
        if limit <= self._rows_limit:
            return self._rows
        rows: list[list[tuple[int, float]]] = []
        lefts, floor = self._lefts, 0
        for index, right in enumerate(self._rights):
            row = []
            for first in range(index, floor - 1, -1):
                width = right - lefts[first]
                if width > limit:
                    break
                row.append((first, width))
            rows.append(row)
            if self.joints[index].forced:
                floor = index + 1
        self._rows, self._rows_limit = rows, limit
        return rows

    def _known_by(self, edges: list[int], cost: float, limit: float) -> _Known:
        """What is known by lines between the joints before these edges."""
        joints, lefts, rights = self.joints, self._lefts, self._rights
        lines = tuple(
            (joints[first - 1].next if first else 0, joints[last - 1].end)
            for first, last in pairwise(edges)
        )
        widest = max(rights[last - 1] - lefts[first] for first, last in pairwise(edges))
        return _Known(widest, limit, Breaks(lines, cost))
