"""Rows of the catalog: placements, templates, styles, languages."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import sqrt

from sharegen.model.geometry import NOTHING, Insets, Rect, Size


@dataclass(frozen=True, slots=True)
class Crop:
    """A centre crop the words must survive; `keep_clear` is what it takes from each edge."""

    id: str
    keep_clear: Insets
    confidence: str
    source: str


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A part of the canvas that the platform covers: an avatar, a badge; `area` in px."""

    name: str
    area: Rect


@dataclass(frozen=True, slots=True)
class Paper:
    """What a placement is printed on: so many px an inch, and the px that ground and art go on
    beyond each edge, where the sheet is cut."""

    dpi: float
    bleed: float = 0.0


@dataclass(frozen=True, slots=True)
class Placement:
    """One image slot on one platform.

    `keep_clear` is what the platform's own interface covers along the edges, `obstacles` what it
    covers elsewhere, in px of `size`. `keep_inside` "circle": it is cut to a disc, and words stay
    in the square inside. `mirrors`: the interface is mirrored for readers from right to left.
    `display_width` is the width it is shown at on a phone, in CSS px. `templates` are those that
    suit it; (): all that have its shape. `art` is the shape of art it takes where that is not its
    own: words that must stand high need an object that is small. `max_bytes` is what the platform
    accepts (0: no limit known), `budget` what its files are made to keep to, `types` the kinds of
    file it takes (else those that all take). `alt_limit` counts characters; 0: there is no field,
    None: no limit is known; `alt_confidence` is that of this, where it differs. `confidence`: A
    official, B several agreeing, C one weak source, D arithmetic from A or B, M memory; only A, B
    and D may fail a build. `formats` is what it is written as when nothing is said; `paper` is None
    for screens. `posted`: words are posted with it.
    """

    id: str
    platform: str
    title: str
    size: Size
    keep_clear: Insets = NOTHING
    obstacles: tuple[Obstacle, ...] = ()
    keep_inside: str = ""
    crops: tuple[Crop, ...] = ()
    mirrors: bool = False
    display_width: int = 360
    templates: tuple[str, ...] = ()
    art: str = ""
    max_bytes: int = 0
    budget: int = 0
    types: tuple[str, ...] = ("png", "jpeg")
    alt_limit: int | None = None
    alt_confidence: str = ""
    source: str = ""
    checked: str = ""
    confidence: str = "B"
    default: bool = False
    formats: tuple[str, ...] = ("png",)
    paper: Paper | None = None
    posted: bool = True

    @property
    def clear(self) -> Insets:
        """What interface and crops take from each edge together, in px."""
        insets = self.keep_clear
        for crop in self.crops:
            insets = insets.union(crop.keep_clear)
        return insets

    @property
    def disc(self) -> Rect | None:
        """The square inside the disc it is cut to; None when it is not cut so."""
        if self.keep_inside != CIRCLE:
            return None
        side = min(self.size) * sqrt(0.5)
        return Rect((self.size.width - side) / 2, (self.size.height - side) / 2, side, side)

    def suits(self, template: str) -> bool:
        return not self.templates or template in self.templates

    @property
    def mirrored(self) -> Placement:
        """The same slot seen in a mirror: what covers it from the left covers it from the right."""
        width = self.size.width
        return replace(
            self,
            keep_clear=self.keep_clear.mirrored,
            obstacles=tuple(
                replace(obstacle, area=obstacle.area.mirrored(width)) for obstacle in self.obstacles
            ),
            crops=tuple(replace(crop, keep_clear=crop.keep_clear.mirrored) for crop in self.crops),
        )


CIRCLE = "circle"
HEADLINE = "headline"  # the role of the passage a picture is about, where a template has it
LTR, RTL = "ltr", "rtl"
ANCHORS = ("head", "middle", "foot")  # from the top down
ALIGNMENTS = ("start", "center")
WHOLE = (0.0, 1.0)  # the columns of a passage that takes all of the measure
SENSE, EVEN = LINES = ("sense", "even")
# Where words may stand beside what they must not cover; whole where nothing is in the way.
REGIONS = ("above", "below", "left", "right", "whole")


@dataclass(frozen=True, slots=True)
class Script:
    """What setting type in a script needs to know; `id` is its ISO 15924 code.

    Its lines want `leading_ratio` times the leading of Latin, and it is not set smaller than
    `floor_ratio` times the floor of a style. `joined`: letters hang together, so that nothing may
    be put between them. `spaceless`: words are not divided by spaces.
    """

    id: str
    name: str
    direction: str = LTR
    leading_ratio: float = 1.0
    floor_ratio: float = 1.0
    joined: bool = False
    spaceless: bool = False


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a passage is set.

    `sizes_u` are the sizes a passage may have without being squeezed, largest first; the last one
    is the comfortable size. Below it the width axis narrows from `widths[0]` to `widths[1]` (in
    the axis's own per cent), then the size falls to `floor_u`. `emphasis_space_em` is added to the
    word spaces of emphasised text: heavy faces are drawn with narrow ones. `lines` end by "sense",
    as display lines do, or are filled, as "even" as they come out: running text.
    """

    face: str
    sizes_u: tuple[float, ...]
    floor_u: float
    leading_em: float = 1.08
    tracking_em: float = 0.0
    emphasis_space_em: float = 0.0
    weight: int = 400
    emphasis_weight: int = 700
    widths: tuple[int, int] = (100, 100)
    color: str = "ink"
    emphasis_color: str = "accent"
    align: str = "start"
    lines: str = "sense"

    def in_script(self, script: Script) -> TextStyle:
        """The style as a script wants it: lines further apart, no size too small to read, and
        nothing between letters that hang together."""
        floor = self.floor_u * script.floor_ratio
        return replace(
            self,
            sizes_u=tuple(dict.fromkeys(max(size, floor) for size in self.sizes_u)),
            floor_u=floor,
            leading_em=self.leading_em * script.leading_ratio,
            tracking_em=0.0 if script.joined else self.tracking_em,
        )


@dataclass(frozen=True, slots=True)
class Block:
    """One passage of a template: which part of the words, where it hangs, in which style.

    `part`: one of catalog/parts.py. `anchor`: "foot" grows upwards from the hairline, "head"
    downwards from the top, "middle" stands between. `space_u` is what stays free between its ink
    and the last baseline above it. `columns` is how much of the measure it takes, from and to, in
    ratios from where lines begin; blocks that share no column stand side by side. `shapes` are
    those it is shown on; (): all.
    """

    role: str
    part: str
    anchor: str
    styles: tuple[tuple[str, TextStyle], ...]
    space_u: float = 0.0
    columns: tuple[float, float] = WHOLE
    shapes: tuple[str, ...] = ()

    def shown_on(self, shape: str) -> bool:
        return not self.shapes or shape in self.shapes

    def style(self, shape: str) -> TextStyle:
        """The style for a shape; KeyError when the block has none for it."""
        return dict(self.styles)[shape]


@dataclass(frozen=True, slots=True)
class Grid:
    """The lines of a shape that every card of a placement shares, in u and ratios.

    `margin_u` from every edge; the footer at least `footer_u` or 1/`footer_widths` of the canvas
    width; `foot_u` from the hairline up to the last baseline; words fill at most `words_ratio` of
    the height; `gap_u` lies between words and subject. `art`: whether the background's art is
    shown, or its ground alone. `code_u` is the side of a QR code beside the footer, with its quiet
    zone; 0: none. `logo_u` is the height of the brand's logo, where it has one; 0: not shown.
    """

    margin_u: float = 7.5
    footer_u: float = 3.4
    footer_widths: float = 30.0
    foot_u: float = 4.6
    words_ratio: float = 0.55
    gap_u: float = 3.0
    rule: bool = True
    art: bool = True
    code_u: float = 0.0
    logo_u: float = 4.4


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of picture: its blocks, its grid by shape and the background it has by default.

    `placements` are those it is made for; (): all whose shape it has a grid for. One without
    blocks shows the art alone above the footer.
    """

    id: str
    about: str
    blocks: tuple[Block, ...]
    grids: tuple[tuple[str, Grid], ...]
    background: str = ""
    placements: tuple[str, ...] = ()

    def grid(self, shape: str) -> Grid:
        """The grid for a shape; KeyError when the template does not suit it."""
        return dict(self.grids)[shape]

    @property
    def shapes(self) -> tuple[str, ...]:
        return tuple(shape for shape, _ in self.grids)

    def suits(self, placement: Placement) -> bool:
        """Whether it has the placement's shape, and each takes the other."""
        return (
            placement.size.shape in self.shapes
            and placement.suits(self.id)
            and (not self.placements or placement.id in self.placements)
        )


@dataclass(frozen=True, slots=True)
class Format:
    """What a picture is written as: the ending of its name, with its dot, and its media type.
    `alt_beside`: its alt text and post lie beside it as files; else the alt text is only inside."""

    id: str
    ending: str
    media_type: str
    about: str
    alt_beside: bool = False


@dataclass(frozen=True, slots=True)
class Language:
    """What setting type in a language needs to know: a BCP 47 tag, its script, small words by kind.

    `weak_ends` are words a line should not end in (articles, prepositions, conjunctions,
    auxiliaries); `leaning_ends` (adverbs of degree, subject pronouns) want the word that follows,
    too, but less. `phrase_starts` are words a line may well start with; among them `clause_starts`
    (conjunctions, relatives) begin more than a phrase, `bound_starts` ("of") hang on the word
    before. `breaks` is the locale that ICU finds line breaks by where it is not the tag. `quotes`
    are the outer and the inner pair, `spaced_marks` the marks that a narrow no-break space stands
    before, `sample` a sentence that shows the language's letters.
    """

    tag: str
    name: str
    script: Script
    weak_ends: frozenset[str] = field(default_factory=frozenset)
    phrase_starts: frozenset[str] = field(default_factory=frozenset)
    clause_starts: frozenset[str] = field(default_factory=frozenset)
    bound_starts: frozenset[str] = field(default_factory=frozenset)
    leaning_ends: frozenset[str] = field(default_factory=frozenset)
    breaks: str = ""
    quotes: tuple[str, str, str, str] = ("“", "”", "‘", "’")
    spaced_marks: str = ""
    sample: str = ""
