"""Remembers the size of drawings (SVG) in which nothing was found that a message is due for.

Looking at all drawings of a brand takes as long as making a picture of one. What is drawn is looked
at anew (load.svg), whatever is remembered; and `sharegen check` looks at everything anew.
"""

from __future__ import annotations

from sharegen.load.findings import Findings

_FINDINGS = Findings("drawings", b"sharegen-drawing-1\n", 1 << 20)  # some ten thousand


def recall_size(sha256: str) -> tuple[float, float] | None:
    """The size of the sound drawing of this hash; None when it has to be looked at."""
    found = _FINDINGS.recall(sha256)
    return None if found is None else (found[0], found[1])


def remember_size(sha256: str, size: tuple[float, float]) -> None:
    """Keep the size of a sound drawing, if that is possible."""
    _FINDINGS.remember(sha256, list(size))
