"""A record: what was made of a card."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Record:
    """One finished image as the manifest lists it; docs/manifest.md explains the fields."""

    id: str
    path: str
    caption: str
    placement: str
    lang: str
    template: str
    background: str
    brand: str
    width: int
    height: int
    bytes: int
    sha256: str
    pixel_sha256: str
    fingerprint: str
    render: str
    status: str
    alt: str
    checks: dict[str, Any] = field(default_factory=dict)
