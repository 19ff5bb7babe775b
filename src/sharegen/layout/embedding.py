"""Embeddings, overrides and isolates of UAX #9: X1–X10 and what they rest on.

A text by hand seldom has them; a program sets an address or a name apart with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

MOST_LEVELS = 125  # BD2: max_depth

# Embeddings and overrides: whether the new level is odd, and the class its characters get.
_EMBEDDINGS = {"LRE": (0, ""), "RLE": (1, ""), "LRO": (0, "L"), "RLO": (1, "R")}
_ISOLATES = {"LRI": 0, "RLI": 1, "FSI": 0}
_STRONG = {"L": 0, "R": 1, "AL": 1}
REMOVED = frozenset((*_EMBEDDINGS, "PDF", "BN"))  # X9
_EXPLICIT = frozenset((*_EMBEDDINGS, *_ISOLATES, "PDF", "PDI"))


@dataclass(frozen=True, slots=True)
class IsolatingRun:
    """An isolating run sequence (BD13): what is resolved as one. `start` and `end` are the classes
    (L or R) of what it is taken to stand between (X10)."""

    positions: Sequence[int]
    level: int
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class _Status:
    """An entry of the directional status stack (X1)."""

    level: int
    override: str = ""
    isolate: bool = False

    def above(self, odd: int) -> int:
        """The least greater level that is odd or even (X2–X5b)."""
        return self.level + 1 + (self.level + 1 + odd) % 2


def first_strong(kinds: Sequence[str]) -> int:
    """The level by the first strong character outside isolates (P2, P3); 0 when there is none."""
    depth = 0
    for kind in kinds:
        if kind in _ISOLATES:
            depth += 1
        elif kind == "PDI":
            depth = max(depth - 1, 0)
        elif not depth and kind in _STRONG:
            return _STRONG[kind]
    return 0


def explicit_levels(kinds: Sequence[str], base: int) -> tuple[list[int], list[str]]:
    """The explicit level of each character of a paragraph, and its class where an override gave it
    another (X1–X8). Those that X9 removes have a level that means nothing."""
    found, turned = [base] * len(kinds), list(kinds)
    if _EXPLICIT.isdisjoint(kinds):
        return found, turned
    pairs = _isolate_pairs(kinds)
    stack = [_Status(base)]
    overflow: list[str] = []  # initiators that went beyond MOST_LEVELS: "isolate", "embedding"
    for index, kind in enumerate(kinds):
        if kind in _EMBEDDINGS:
            _push(stack, overflow, _Status(stack[-1].above(_EMBEDDINGS[kind][0]), *_of(kind)))
        elif kind == "PDF":
            _end_embedding(stack, overflow)
        elif kind == "B":
            continue  # X8: the paragraph ends, at its own level
        else:
            if kind == "PDI":
                _end_isolate(stack, overflow)
            found[index] = stack[-1].level
            turned[index] = stack[-1].override if stack[-1].override and kind != "BN" else kind
            if kind in _ISOLATES:
                odd = _ISOLATES[kind]
                if kind == "FSI":
                    odd = first_strong(kinds[index + 1 : pairs.get(index, len(kinds))])
                _push(stack, overflow, _Status(stack[-1].above(odd), isolate=True))
    return found, turned


def _of(kind: str) -> tuple[str, bool]:
    return _EMBEDDINGS[kind][1], False


def _push(stack: list[_Status], overflow: list[str], status: _Status) -> None:
    if status.level <= MOST_LEVELS and not overflow:
        stack.append(status)
    elif status.isolate:
        overflow.append("isolate")
    elif "isolate" not in overflow:
        overflow.append("embedding")


def _end_embedding(stack: list[_Status], overflow: list[str]) -> None:
    """X7."""
    if "isolate" in overflow:
        return
    if overflow:
        overflow.pop()
    elif len(stack) > 1 and not stack[-1].isolate:
        stack.pop()


def _end_isolate(stack: list[_Status], overflow: list[str]) -> None:
    """X6a; an isolate ends the embeddings inside it."""
    if "isolate" in overflow:
        overflow.pop()
        return
    if any(status.isolate for status in stack):
        overflow.clear()
        while not stack.pop().isolate:
            pass


def _isolate_pairs(kinds: Sequence[str]) -> dict[int, int]:
    """Isolate initiators with the PDI that matches each (BD9), both as positions."""
    pairs: dict[int, int] = {}
    open_: list[int] = []
    for index, kind in enumerate(kinds):
        if kind in _ISOLATES:
            open_.append(index)
        elif kind == "PDI" and open_:
            pairs[open_.pop()] = index
    return pairs


def isolating_runs(kinds: Sequence[str], levels: Sequence[int], base: int) -> list[IsolatingRun]:
    """The isolating run sequences of a paragraph (X9, X10), by their first character."""
    kept = [index for index, kind in enumerate(kinds) if kind not in REMOVED]
    if not kept:
        return []
    if _EXPLICIT.isdisjoint(kinds):
        edge = "R" if base % 2 else "L"
        return [IsolatingRun(kept, base, edge, edge)]
    pairs = _isolate_pairs(kinds)
    sequences: list[list[int]] = []
    going_on: dict[int, list[int]] = {}  # by the PDI that takes a sequence up again
    for _, group in groupby(kept, key=lambda index: levels[index]):
        run = list(group)
        sequence = going_on.pop(run[0], None)
        if sequence is None:
            sequence = []
            sequences.append(sequence)
        sequence += run
        if run[-1] in pairs:
            going_on[pairs[run[-1]]] = sequence
    place = {position: number for number, position in enumerate(kept)}
    around = [base, *(levels[position] for position in kept), base]
    runs = []
    for sequence in sequences:
        level, last = levels[sequence[0]], sequence[-1]
        before = around[place[sequence[0]]]
        after = base if kinds[last] in _ISOLATES else around[place[last] + 2]
        edges = ("R" if max(level, other) % 2 else "L" for other in (before, after))
        runs.append(IsolatingRun(sequence, level, *edges))
    return runs
