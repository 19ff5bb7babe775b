"""The implicit half of UAX #9, for one isolating run sequence: W1–W7, N0–N2, I1 and I2."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from sharegen.layout.embedding import IsolatingRun

# Bidi_Paired_Bracket (BidiBrackets.txt, Unicode 17), each opening one before its closing one.
_PAIRS = (
    "()[]{}༺༻༼༽᚛᚜⁅⁆⁽⁾₍₎⌈⌉⌊⌋\u2329\u232a❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟅⟆⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆⦇⦈⦉⦊⦋⦌⦍⦐⦏⦎⦑⦒⦓⦔⦕⦖⦗⦘⧘⧙⧚⧛⧼⧽⸢⸣⸤⸥⸦⸧⸨⸩⹕⹖⹗⹘⹙⹚⹛⹜"
    "〈〉《》「」『』【】〔〕〖〗〘〙〚〛﹙﹚﹛﹜﹝﹞（）［］｛｝｟｠｢｣"
)
# BD16: canonical equivalents are one bracket, so each is known by what NFD makes of it.
_CANONICAL = {"\u2329": "\u3008", "\u232a": "\u3009"}
CLOSERS = {
    opener: _CANONICAL.get(closer, closer)
    for opener, closer in zip(_PAIRS[::2], _PAIRS[1::2], strict=True)
}
_BRACKETS = frozenset(_PAIRS)
_MOST_OPEN = 63  # BD16

_ISOLATE_MARKS = frozenset(("LRI", "RLI", "FSI", "PDI"))
_NEUTRAL = _ISOLATE_MARKS | {"B", "S", "WS", "ON"}
# How a class counts beside a neutral one (N0, N1): numbers run as R.
_SIDES = {"L": "L", "R": "R", "EN": "R", "AN": "R"}
# How far a class stands above the level of its run (I1, I2), by whether that is odd.
_RISES = ({"L": 0, "R": 1, "AN": 2, "EN": 2}, {"L": 1, "R": 0, "AN": 1, "EN": 1})
_NUMERIC = frozenset(("EN", "AN", "ES", "ET", "CS"))


def resolve(text: str, kinds: list[str], levels: list[int], run: IsolatingRun) -> None:
    """Put into `levels` the resolved levels of a run; all but the run are the paragraph's."""
    found = [kinds[position] for position in run.positions]
    marks = {index for index, kind in enumerate(found) if kind == "NSM"}
    _resolve_strong(found, run.start)
    if not _NUMERIC.isdisjoint(found):
        _resolve_numbers(found, run.start)
    if not _BRACKETS.isdisjoint(text):
        _resolve_brackets([text[position] for position in run.positions], found, run, marks)
    _resolve_neutrals(found, run)
    rises = _RISES[run.level % 2]
    for position, kind in zip(run.positions, found, strict=True):
        levels[position] = run.level + rises[kind]


def _resolve_strong(found: list[str], start: str) -> None:
    """W1–W3: marks follow their letter, European digits the Arabic letter before them."""
    before = strong = start
    for index, kind in enumerate(found):
        if kind == "NSM":
            kind = "ON" if before in _ISOLATE_MARKS else before
        before = kind
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":
            kind = "AN"
        found[index] = "R" if kind == "AL" else kind


def _resolve_numbers(found: list[str], start: str) -> None:
    """W4–W7: separators inside numbers, signs beside them, digits after a letter."""
    last = len(found) - 1
    for index, kind in enumerate(found):
        if kind in ("CS", "ES") and 0 < index < last:
            around = found[index - 1]
            if around == found[index + 1] and (around == "EN" or (around, kind) == ("AN", "CS")):
                found[index] = around
    at = 0
    for kind, group in groupby(tuple(found)):
        begin, at = at, at + len(list(group))
        if kind == "ET":
            beside = (found[begin - 1] if begin else "", found[at] if at <= last else "")
            found[begin:at] = ["EN" if "EN" in beside else "ON"] * (at - begin)
        elif kind in ("ES", "CS"):
            found[begin:at] = ["ON"] * (at - begin)
    strong = start
    for index, kind in enumerate(found):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            found[index] = "L"


def _resolve_brackets(
    chars: list[str], found: list[str], run: IsolatingRun, marks: set[int]
) -> None:
    """N0: a pair of brackets runs with what it holds, or with what stands before it."""
    along = "R" if run.level % 2 else "L"
    for opener, closer in sorted(_bracket_pairs(chars, found)):
        inside = {_SIDES.get(kind) for kind in found[opener + 1 : closer]}
        side = along
        if along not in inside:
            if inside.isdisjoint(("L", "R")):
                continue
            sides = (_SIDES[kind] for kind in reversed(found[:opener]) if kind in _SIDES)
            side = next(sides, run.start)
        for bracket in (opener, closer):
            found[bracket] = side
            for after in range(bracket + 1, len(found)):
                if after not in marks:
                    break
                found[after] = side


def _bracket_pairs(chars: list[str], found: list[str]) -> Iterator[tuple[int, int]]:
    """The pairs of brackets (BD16), as positions in the run."""
    open_: list[tuple[str, int]] = []  # the closing bracket that is waited for, and the opening one
    for index, char in enumerate(chars):
        if found[index] != "ON" or char not in _BRACKETS:
            continue
        if char in CLOSERS:
            if len(open_) == _MOST_OPEN:
                return
            open_.append((CLOSERS[char], index))
            continue
        char = _CANONICAL.get(char, char)
        for depth in range(len(open_) - 1, -1, -1):
            if open_[depth][0] == char:
                yield open_[depth][1], index
                del open_[depth:]
                break


def _resolve_neutrals(found: list[str], run: IsolatingRun) -> None:
    """N1, N2: neutrals run with both their neighbours, or with the run where these differ."""
    along = "R" if run.level % 2 else "L"
    at = 0
    for neutral, group in groupby(tuple(found), key=_NEUTRAL.__contains__):
        begin, at = at, at + len(list(group))
        if neutral:
            before = _SIDES[found[begin - 1]] if begin else run.start
            after = _SIDES[found[at]] if at < len(found) else run.end
            found[begin:at] = [before if before == after else along] * (at - begin)
