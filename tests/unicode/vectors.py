"""Unicode's test vectors, unpacked."""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from pathlib import Path

_HERE = Path(__file__).parent


def rows(name: str) -> Iterator[str]:
    """The lines of a file of vectors that say something, comments at their ends included."""
    with lzma.open(_HERE / f"{name}.xz", "rt", encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                yield line.strip()


def characters(codes: str) -> str:
    return "".join(chr(int(code, 16)) for code in codes.split())
