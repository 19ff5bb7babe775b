"""Remembers which font files were found sound.

Summing up every table of a chain of faces takes longer than setting a card. `sharegen check` and
`fonts check` sum up everything anew.
"""

from __future__ import annotations

from sharegen.load.findings import Findings
from sharegen.load.fonts import Sfnt

_MOST_BYTES = 1 << 20  # some five thousand findings
_MAGIC = b"sharegen-face-1\n"


def recall(sha256: str) -> Sfnt | None:
    """What was found in the sound font file of this hash; None when it has to be checked."""
    found = _findings().recall(sha256)
    if found is None:
        return None
    axes, embedding = found
    return Sfnt(tuple((tag, least, most) for tag, least, most in axes), embedding)


def remember(sha256: str, sfnt: Sfnt) -> None:
    """Keep what was found in a sound font file, if that is possible."""
    _findings().remember(sha256, [sfnt.axes, sfnt.embedding])


def _findings() -> Findings:
    return Findings("faces", _MAGIC, _MOST_BYTES)
