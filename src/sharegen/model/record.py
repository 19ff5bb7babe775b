"""A record: what was made of a card."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sharegen.model.geometry import Rect


class Remark(NamedTuple):
    """What a check warned of and let pass: said again by each build that keeps the file. `area`
    is what part of the canvas it is about, in px."""

    check: str
    message: str
    hint: str
    area: Rect | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One finished image as the manifest lists it; docs/manifest.md explains the fields.

    `checks` has each check that the image passed, and what it measured; `warnings` what others
    said of it. `post` is empty where its placement is no post, or has no room for one.
    """

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
    post: str = ""
    checks: dict[str, Any] = field(default_factory=dict)
    warnings: tuple[Remark, ...] = ()
