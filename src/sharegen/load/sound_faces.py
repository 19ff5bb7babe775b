"""Remembers which font files were found sound, in the user's cache folder.

Summing up every table of a chain of faces takes longer than setting a card, and the sums of a file
are right or wrong for good. So the finding is kept under the SHA-256 of the file's every byte: the
bytes are read and hashed on every run, and neither name, size nor time is trusted. A changed or
damaged font has another hash, hence no finding, and is checked whole; a finding that is damaged
itself does not match its own digest and is none. Results are therefore the same with any cache, an
old one, an empty one or none. `sharegen check` and `fonts check` sum up everything anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json

from sharegen.load import cache
from sharegen.load.fonts import Sfnt

_KIND = "faces"
_MOST_BYTES = 1 << 20  # some five thousand findings
_MAGIC = b"sharegen-face-1\n"  # another number when a check is added: old findings lack it


def recall(sha256: str) -> Sfnt | None:
    """What was found in the sound font file of this hash; None when it has to be checked."""
    place = cache.folder(_KIND)
    if place is None:
        return None
    try:
        data = (place / sha256).read_bytes()
    except OSError:
        return None
    head, body = data[: len(_MAGIC) + 32], data[len(_MAGIC) + 32 :]
    if head != _head(sha256, body):
        return None
    axes, embedding = json.loads(body)
    return Sfnt(tuple((tag, least, most) for tag, least, most in axes), embedding)


def remember(sha256: str, sfnt: Sfnt) -> None:
    """Keep what was found in a sound font file, if that is possible."""
    place = cache.folder(_KIND)
    if place is None:
        return
    body = json.dumps([sfnt.axes, sfnt.embedding]).encode()
    with contextlib.suppress(OSError):
        cache.put(place, sha256, _head(sha256, body) + body)
        cache.shrink(place, _MOST_BYTES)


def _head(sha256: str, body: bytes) -> bytes:
    """What a whole finding begins with; it is of this file and of no other."""
    return _MAGIC + hashlib.sha256(sha256.encode() + body).digest()
