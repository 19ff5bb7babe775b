"""What the user wrote: captions, brand, backgrounds. Files that opened and passed their checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sharegen.model.color import Color
from sharegen.model.diagnostic import Diagnostic, Location
from sharegen.model.geometry import Rect
from sharegen.model.reference import Correction, Link, Source
from sharegen.model.spec import Placement, Template

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
    """One caption as written: its words by language, and how it wants to be shown."""

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


STATUSES = ("approved", "draft", "hold")


@dataclass(frozen=True, slots=True)
class Point:
    """A talking point: what to say about one matter, at length (`body`), on a picture (`heading`
    and `excerpt`, whole sentences) and in posts by platform."""

    id: str
    at: Location
    body: Mapping[str, Translation]
    heading: Mapping[str, Translation] = field(default_factory=dict)
    excerpt: Mapping[str, Translation] = field(default_factory=dict)
    posts: Mapping[str, Text] = field(default_factory=dict)
    topics: tuple[str, ...] = ()
    status: str = "draft"
    picture: str = ""
    hold: str = ""
    sources: tuple[str, ...] = ()
    reviewed: str = ""


@dataclass(frozen=True, slots=True)
class ThreadPost:
    """One post of a thread, with its number ("2/8") where the thread has numbers.

    `status` is the thread's when it has none of its own.
    """

    id: str
    at: Location
    text: Mapping[str, Translation]
    status: str = ""
    hold: str = ""


@dataclass(frozen=True, slots=True)
class Thread:
    """Posts that are read one after the other; the picture of the first is called `<id>-1`."""

    id: str
    at: Location
    posts: tuple[ThreadPost, ...]
    topics: tuple[str, ...] = ()
    status: str = "draft"
    picture: str = ""
    hold: str = ""
    sources: tuple[str, ...] = ()
    reviewed: str = ""

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


@dataclass(frozen=True, slots=True)
class Face:
    """One font file that opened and passed its checks.

    `axes` are the ranges of its variation axes in the font's own units: (tag, least, most).
    """

    file: str
    sha256: str
    axes: tuple[tuple[str, float, float], ...] = ()
    root: Path = field(default=Path(), compare=False)

    def __hash__(self) -> int:
        return hash(self.sha256)  # faces are looked up for every run of every line

    @property
    def path(self) -> Path:
        return self.root / self.file


@dataclass(frozen=True, slots=True)
class Variant:
    """One composition of a background for one shape.

    `subject` is what words never cover, `stands` the y of the line the object stands on, `focus`
    the point that crops are made around: all in the art's own units, None where it has none.
    """

    shape: str
    file: str
    kind: str
    sha256: str
    width: float
    height: float
    subject: Rect | None = None
    stands: float | None = None
    root: Path = field(default=Path(), compare=False)
    focus: tuple[float, float] | None = None

    @property
    def path(self) -> Path:
        return self.root / self.file


@dataclass(frozen=True, slots=True)
class Gradient:
    """A linear gradient; `angle` in degrees as in CSS: 0 points up, 90 to the right."""

    angle: float
    stops: tuple[Color, ...]


@dataclass(frozen=True, slots=True)
class Background:
    """Art or a plain ground to set words on.

    `fill` is a colour role, a colour or a gradient, under the art where there is art.
    `scrim`, one of SCRIMS or how much black lies over the whole (0–1), makes words legible on it;
    "" leaves it unmeasured. `mirrors`: it is turned over for readers from right to left.
    """

    id: str
    tone: str
    about: str = ""
    licence: str = ""
    credit: str = ""
    fill: str | Color | Gradient = "surface"
    scrim: str | float = ""
    variants: tuple[Variant, ...] = ()
    mirrors: bool = True
    at: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class FooterText:
    """The footer in one language: "Learn the facts at" and the address.

    What stands above a draft is a draft, too.
    """

    words: str
    address: str
    at: Location | None = field(default=None, compare=False)
    status: str = "approved"


FOOTER_STATUSES = ("approved", "draft")


@dataclass(frozen=True, slots=True)
class Help:
    """The line for posts that says where help is, who says so, and when it was last reviewed: `at`
    is the place of that day."""

    words: str
    source: str
    reviewed: str
    at: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Brand:
    """Colour roles by tone, faces by role, the footer, what holds together, own placements.

    `templates` are all there are: the catalog's, and the brand's own over them.
    `sizes` "shared": the captions of a set have one size where they can.
    """

    name: str
    colors: Mapping[str, Mapping[str, Color]]
    faces: Mapping[str, Face]
    footer: Mapping[str, FooterText]
    help: Mapping[str, Help] = field(default_factory=dict)
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    contrast: float = 7.0
    background: str = ""
    sizes: str = "style"
    placements: Mapping[str, Placement] = field(default_factory=dict)
    fallback: tuple[Face, ...] = ()
    templates: Mapping[str, Template] = field(default_factory=dict)

    def above_footer(self, status: str, language: str) -> str:
        """The status of a picture by that of its words: approved ones above a footer that is a
        draft are a draft."""
        footer = self.footer.get(language)
        return footer.status if footer and status == "approved" else status


TONES = ("dark", "light")
SCRIMS = ("auto", "panel", "none")  # soft or with edges, as strong as words need; nothing
COLOR_ROLES = ("surface", "ink", "ink-secondary", "accent", "rule", "strike")
WORD_ROLES = ("ink", "ink-secondary", "accent")  # held to the contrast that words need
SIZES = ("style", "shared")
ART_ROLES = ("shade", "mid", "light", "lit")
FACE_ROLES = ("headline", "body", "footer")


@dataclass(frozen=True, slots=True)
class Project:
    """Everything a build starts from. `warnings` are what loading noticed and let pass,
    `problems` are errors of single captions, points and threads, which are left out."""

    root: Path
    language: str
    captions: tuple[Caption, ...]
    brand: Brand
    backgrounds: Mapping[str, Background]
    points: tuple[Point, ...] = ()
    threads: tuple[Thread, ...] = ()
    links: tuple[Link, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
