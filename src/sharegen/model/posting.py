"""What a platform takes as a post: how long it may be, and how that is counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Length(NamedTuple):
    """How long a text is, how long it may be, and what is counted."""

    measured: int
    most: int
    unit: str

    @property
    def over(self) -> int:
        """By how much it is too long; 0 when it fits."""
        return max(0, self.measured - self.most)


@dataclass(frozen=True, slots=True)
class Platform:
    """A place where posts appear, by the id that placements and `posts:` name it by.

    `limit` is what `counter` may count (sharegen.counting), `most_bytes` a second limit, 0 where
    there is none. `hashtags`: as many at most, None for any number. `links`: whether an address in
    the words can be followed, or only read; `bare`: one without https:// is known to be, too.
    `takes`: whose posts it takes where nobody wrote one for it, in this order. `threads`: posts of
    a thread stand one below the other there. `confidence` is as a placement's; it is about `limit`
    and `hashtags`.
    """

    id: str
    name: str
    limit: int
    counter: str
    most_bytes: int = 0
    hashtags: int | None = None
    links: bool = True
    bare: bool = False
    takes: tuple[str, ...] = ("facebook", "x")
    threads: bool = False
    source: str = ""
    confidence: str = "B"


@dataclass(frozen=True, slots=True)
class Post:
    """What is posted with a picture of an entry (a caption, talking point or post of a thread) on a
    platform, complete; `lengths` is what the platform measures it by. `written`: somebody wrote
    its words for this platform; else they are another's or the picture's."""

    entry: str
    platform: str
    lang: str
    text: str
    written: bool
    lengths: tuple[Length, ...]
