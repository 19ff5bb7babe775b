"""What a reader takes for one character.

Source: UAX #29 on grapheme clusters, Unicode 17 (https://www.unicode.org/reports/tr29/, read
2026-11-27).
"""

from __future__ import annotations

import re

from icu4py.breakers import CharacterBreaker

# Of these each is a cluster of its own.
_SINGLE = re.compile("[\0-\x0c\x0e-\u02ff\u1e00-\u1eff\u2010-\u2027\u202f-\u205f]*")


def clusters(text: str) -> tuple[tuple[int, int], ...]:
    """The extended grapheme clusters [start, end) in code points: a letter with its marks, a flag,
    an emoji of several people. What belongs to one is never parted, not even by a change of face.
    """
    if _SINGLE.fullmatch(text):
        return tuple((index, index + 1) for index in range(len(text)))
    found, start = [], 0
    for cluster in CharacterBreaker(text, "en"):
        found.append((start, start + len(cluster)))
        start += len(cluster)
    return tuple(found)
