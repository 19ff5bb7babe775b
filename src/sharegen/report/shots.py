"""Small pictures for a page, as a report takes them."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from sharegen.model.diagnostic import Diagnostic


class Shot(NamedTuple):
    """A picture in a page: the bytes of its file, its media type, its size in CSS px, and what it
    shows; `note` stands below it."""

    data: bytes
    media_type: str
    width: int
    height: int
    alt: str
    note: str = ""

    @property
    def address(self) -> str:
        """The picture as an address that nobody has to fetch."""
        return f"data:{self.media_type};base64,{base64.b64encode(self.data).decode()}"


@dataclass(frozen=True, slots=True)
class Shots:
    """What problems look like, by problem, and what was made, by path; `notes` say what is
    missing."""

    crops: Mapping[Diagnostic, Shot] = field(default_factory=dict)
    thumbs: Mapping[str, Shot] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


NO_SHOTS = Shots()
