"""Remembers what was found in files that are sound, in the user's cache folder.

What is in a file is so for good. So a finding is kept under the SHA-256 of the file's every byte:
the bytes are read and hashed on every run, and neither name, size nor time is trusted. A changed or
damaged file has another hash, hence no finding, and is looked at whole; a finding that is damaged
itself, of another file or of another version of sharegen, does not match its own digest and is
none. Results are therefore the same with any cache, an old one, an empty one or none.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from typing import Any, NamedTuple

from sharegen import __version__
from sharegen.load import cache

_DIGEST = 32  # bytes of a SHA-256
_LONGEST = 1 << 16  # of one finding: some hundred bytes


class Findings(NamedTuple):
    """Findings of one kind, no more than `most_bytes` of them. `magic` is what each begins with:
    another one when a check is added, which old findings lack."""

    kind: str
    magic: bytes
    most_bytes: int

    def recall(self, sha256: str) -> Any | None:
        """What was found in the sound file of this hash; None when it has to be looked at."""
        place = cache.folder(self.kind)
        if place is None:
            return None
        try:
            data = cache.get(place / sha256, _LONGEST)
        except OSError:
            return None
        length = len(self.magic) + _DIGEST
        head, body = data[:length], data[length:]
        return json.loads(body) if head == self._head(sha256, body) else None

    def remember(self, sha256: str, found: Any) -> None:
        """Keep what was found in a sound file, as JSON has it, if that is possible."""
        place = cache.folder(self.kind)
        if place is None:
            return
        body = json.dumps(found).encode()
        with contextlib.suppress(OSError):
            cache.put(place, sha256, self._head(sha256, body) + body)
            cache.shrink(place, self.most_bytes)

    def _head(self, sha256: str, body: bytes) -> bytes:
        """What a whole finding begins with; it is of this file and of no other."""
        bound = f"{__version__}\n{sha256}\n".encode()
        return self.magic + hashlib.sha256(bound + body).digest()
