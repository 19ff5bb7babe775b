"""What captions.yaml says in words: texts, captions, talking points, threads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sharegen.model.diagnostic import Location

NO_BREAK_SPACE = "\u00a0"
NARROW_NO_BREAK_SPACE = "\u202f"


@dataclass(frozen=True, slots=True)
class Text:
    """A string the user wrote, and where.

    `value` is NFC without markup; "\\n" is a forced line, U+00A0 holds words together.
    `spans` are the emphasised ranges, [start, end) in code points of `value`, in order.
    Two texts are equal when they read the same, wherever they stand.
    """

    value: str
    spans: tuple[tuple[int, int], ...] = ()
    at: Location | None = field(default=None, compare=False)

    @property
    def words(self) -> str:
        """The text on one line with ordinary spaces: for alt text, posts and messages."""
        return " ".join(self.value.split())


@dataclass(frozen=True, slots=True)
class Translation:
    """A text in one language; a language may have its own status."""

    text: Text
    status: str = ""


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved the pictures of an entry and on what day; `hash` is of what was approved
    (catalog/approval), `at` where it is said."""

    by: str
    on: str
    hash: str
    at: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Override:
    """What a copy editor fixed by hand for one caption on one placement.

    The caption's `short` does not stand in for a `text` of its own; a `short` of its own does.
    """

    text: Mapping[str, Translation] = field(default_factory=dict)
    size: float | None = None
    background: str = ""
    region: Text | None = None
    short: Mapping[str, Translation] = field(default_factory=dict)
    at: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Caption:
    """One caption as written: its words by language, and how it wants to be shown.

    Talking points and posts of threads are shown as captions, too (resolve.pictured): `kind` says
    what they are, `heading` and `body` are a point's, `number` ("3/8") is a post's.
    """

    id: str
    at: Location
    text: Mapping[str, Translation]
    short: Mapping[str, Translation] = field(default_factory=dict)
    alt: Mapping[str, Text] = field(default_factory=dict)
    background: str = ""
    template: str = ""
    topics: tuple[str, ...] = ()
    status: str = "draft"
    picture: str = ""
    hold: str = ""
    source: str = ""
    reviewed: str = ""
    posts: Mapping[str, Text] = field(default_factory=dict)
    requires: str = ""
    overrides: Mapping[str, Override] = field(default_factory=dict)
    heading: Mapping[str, Translation] = field(default_factory=dict)
    body: Mapping[str, Translation] = field(default_factory=dict)
    number: str = ""
    kind: str = "caption"
    approval: Approval | None = None
    posts_in: Mapping[str, Mapping[str, Translation]] = field(default_factory=dict)

    def standing(self, tag: str) -> str:
        """The status of its words in a language it has: a language may have its own, but what is
        held is held in every language."""
        if self.status == "hold":
            return self.status
        beside = (words[tag] for words in (self.heading, self.body) if tag in words)
        return least([words.status or self.status for words in (self.text[tag], *beside)])


APPROVED, DRAFT, HOLD = STATUSES = ("approved", "draft", "hold")


def least(statuses: Iterable[str]) -> str:
    """The status that is the least far."""
    return max(statuses, key=STATUSES.index)


@dataclass(frozen=True, slots=True)
class Point:
    """A talking point: what to say about one matter, at length (`body`), on a picture (`heading`
    and `excerpt`, whole sentences) and in posts by platform (`posts_in`: in other languages)."""

    id: str
    at: Location
    body: Mapping[str, Translation]
    heading: Mapping[str, Translation] = field(default_factory=dict)
    excerpt: Mapping[str, Translation] = field(default_factory=dict)
    alt: Mapping[str, Text] = field(default_factory=dict)
    background: str = ""
    template: str = ""
    overrides: Mapping[str, Override] = field(default_factory=dict)
    posts: Mapping[str, Text] = field(default_factory=dict)
    topics: tuple[str, ...] = ()
    status: str = "draft"
    picture: str = ""
    hold: str = ""
    sources: tuple[str, ...] = ()
    reviewed: str = ""
    approval: Approval | None = None
    posts_in: Mapping[str, Mapping[str, Translation]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ThreadPost:
    """One post of a thread, with its number ("2/8") where the thread has numbers.

    `status` and `background` are the thread's when it has none of its own. `excerpt` are whole
    sentences for the picture where the post has more than one can carry.
    """

    id: str
    at: Location
    text: Mapping[str, Translation]
    status: str = ""
    hold: str = ""
    excerpt: Mapping[str, Translation] = field(default_factory=dict)
    alt: Mapping[str, Text] = field(default_factory=dict)
    background: str = ""


@dataclass(frozen=True, slots=True)
class Thread:
    """Posts that are read one after the other; the picture of the first is called `<id>-1`."""

    id: str
    at: Location
    posts: tuple[ThreadPost, ...]
    background: str = ""
    template: str = ""
    topics: tuple[str, ...] = ()
    status: str = "draft"
    picture: str = ""
    hold: str = ""
    sources: tuple[str, ...] = ()
    reviewed: str = ""
    approval: Approval | None = None

    @property
    def standing(self) -> str:
        """The status of the whole: a thread with a gap is no thread, so one held part holds it,
        and one draft makes it a draft."""
        found = {self.status, *(post.status for post in self.posts)}
        return next(status for status in reversed(STATUSES) if status in found)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it is held, each reason once."""
        every = (self.hold, *(post.hold for post in self.posts))
        return tuple(dict.fromkeys(reason for reason in every if reason))
