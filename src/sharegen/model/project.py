"""What the user wrote: captions, brand, backgrounds. Files that opened and passed their checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sharegen.model.color import Color
from sharegen.model.diagnostic import Diagnostic, Location
from sharegen.model.geometry import Rect
from sharegen.model.manuscript import Caption, Point, Thread
from sharegen.model.reference import Correction, Link, Source, Term
from sharegen.model.spec import Placement, Template


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

    `width` and `height` are the art's own size; `subject` is what words never cover, `stands` the y
    of the line the object stands on, `quiet` where words stand best, `focus` the point that crops
    are made around: all in the art's own units, None and () where the art has none.
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
    quiet: tuple[Rect, ...] = ()
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


# Plain-language guides ask for 8 or so. The guide that the first project is made from asks for 18.6
# in one post of its thread, and its words are kept: what is higher is hard by any measure.
READING_GRADE = 20.0


@dataclass(frozen=True, slots=True)
class Brand:
    """Colour roles by tone, faces by role, the footer, what holds together, own placements.

    `templates` are all there are: the catalog's, and the brand's own over them.
    `sizes` "shared": the captions of a set have one size where they can. `logo` is a picture for
    each tone, or nothing. `instead` are the footers of the project's own brand, which this one
    stands in for; none when it is the project's own. `checks` are severities that differ from the
    catalog's, by check. `terms` are words to avoid or to keep by language, `reading_grade` the
    years of school that the words of a picture may ask for, `contact` whom to ask about pictures.
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
    logo: Mapping[str, Variant] = field(default_factory=dict)
    instead: Mapping[str, FooterText] = field(default_factory=dict)
    checks: Mapping[str, str] = field(default_factory=dict)
    terms: Mapping[str, tuple[Term, ...]] = field(default_factory=dict)
    reading_grade: float = READING_GRADE
    contact: str = ""

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
    `problems` are errors of single captions, points and threads, which are left out. `review_days`
    is how long a review of words lasts; 0 where the project sets no limit. `notice` says, by
    language, what the words are made from and who has no part in it; `topics` names topics as
    people read them, by topic and language."""

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
    review_days: int = 0
    notice: Mapping[str, str] = field(default_factory=dict)
    topics: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
