"""A card: one image to make, with nothing left to look up."""

from __future__ import annotations

from dataclasses import dataclass, field

from sharegen.model.color import Color
from sharegen.model.diagnostic import Location
from sharegen.model.manuscript import Text
from sharegen.model.posting import Length, Post
from sharegen.model.project import Background, Face, Variant
from sharegen.model.spec import HEADLINE, RTL, WHOLE, Format, Grid, Language, Placement, TextStyle

# What can be fixed by hand, as `list overrides` calls it.
BY_HAND = ("text", "short", "size", "region", "background", "forced-break", "no-break")


@dataclass(frozen=True, slots=True)
class Passage:
    """A text to set, in which style, where it hangs and in which columns (model/spec.Block).

    `short` is the rung before the error. `size_cap` is a copy editor's limit in px, `region` the
    name of the only regions a copy editor lets it stand in.
    """

    role: str
    text: Text
    style: TextStyle
    anchor: str
    short: Text | None = None
    size_cap: float | None = None
    region: Text | None = None
    space_u: float = 0.0
    columns: tuple[float, float] = WHOLE


@dataclass(frozen=True, slots=True)
class Typecase:
    """What words are set with: colours and faces by role, the language, and the faces that set
    what the one of a role does not have, in order of preference."""

    colors: tuple[tuple[str, Color], ...]
    faces: tuple[tuple[str, Face], ...]
    language: Language
    fallback: tuple[Face, ...] = ()

    def __hash__(self) -> int:
        return hash((self.language.tag, self.faces))  # a key of caches that are asked often

    def color(self, role: str) -> Color:
        return next(color for name, color in self.colors if name == role)

    def face(self, role: str) -> Face:
        return next(face for name, face in self.faces if name == role)

    @property
    def rtl(self) -> bool:
        """Whether the language is read from right to left."""
        return self.language.script.direction == RTL


@dataclass(frozen=True, slots=True)
class Footer:
    """The words and the address that stand on every picture, their style, and the brand's logo on
    this ground where it has one."""

    words: str
    address: str
    style: TextStyle
    logo: Variant | None = None

    @property
    def link(self) -> str:
        """The address as a code carries it: a browser needs to be told how to ask for it."""
        return self.address if "://" in self.address else f"https://{self.address}"


@dataclass(frozen=True, slots=True)
class Card:
    """One image to make. `shape` names the composition; `background` has the one variant used.

    `by_hand` are the kinds of what a copy editor fixed on it (BY_HAND), `shared_px` is the size
    that its set shares: both say why it is so, and how is in the other fields. `credit` names
    whose the art is, where its licence asks for it. `checks` are the severities that the brand
    sets itself, by check. `post` goes with it; where its platform has no room for one, `unposted`
    is what the shortest measures there.
    """

    caption: str
    placement: Placement
    template: str
    shape: str
    case: Typecase
    passages: tuple[Passage, ...]
    footer: Footer
    grid: Grid
    background: Background
    format: Format
    phrases: tuple[str, ...] = ()
    contrast: float = 7.0
    checks: tuple[tuple[str, str], ...] = ()
    credit: Passage | None = None
    title: str = ""
    alt: str = ""
    status: str = "draft"
    brand: str = ""
    alt_written: bool = field(default=False, compare=False)
    by_hand: tuple[str, ...] = field(default=(), compare=False)
    shared_px: float | None = field(default=None, compare=False)
    at: Location | None = field(default=None, compare=False)
    post: Post | None = field(default=None, compare=False)
    unposted: tuple[Length, ...] = field(default=(), compare=False)

    @property
    def headline(self) -> Passage:
        """The passage that the picture is about: the one called so, else the last."""
        named = [passage for passage in self.passages if passage.role == HEADLINE]
        return (*named, *self.passages[-1:])[0]

    @property
    def post_text(self) -> str:
        """What is posted with it; empty where there is no post."""
        return self.post.text if self.post is not None else ""

    @property
    def name(self) -> str:
        """The base name of its files, unique by itself."""
        size = self.placement.size
        parts = (
            self.caption,
            self.placement.id,
            f"{size.width}x{size.height}",
            self.case.language.tag,
        )
        return "_".join(parts)

    @property
    def path(self) -> str:
        """Where its picture goes below the output folder."""
        return f"{self.placement.id}/{self.name}{self.format.ending}"
