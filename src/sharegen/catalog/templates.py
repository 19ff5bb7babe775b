"""Templates: which words stand where, in which style, on each shape.

Sizes are in u (1 = one hundredth of the short edge); docs/typesetting.md says how they are
chosen from. Add a template: add a row here, or in a project's own assets/templates.yaml.
"""

from __future__ import annotations

from dataclasses import replace

from sharegen.model.spec import EVEN, Block, Grid, Template, TextStyle

GRIDS = (  # where a template says nothing else
    ("square", Grid()),
    ("portrait", Grid()),
    ("story", Grid()),
    ("wide", Grid(foot_u=5.8, logo_u=6.4)),
    ("strip", Grid(foot_u=5.8, gap_u=5.0, logo_u=8.0)),
)

_TALL = ("square", "portrait", "story")  # those with room below a headline

# What words look like where nothing else is said: size and floor are each block's own.
VOICE = TextStyle(
    face="headline",
    sizes_u=(11.5, 7.7),
    floor_u=6.2,
    leading_em=1.08,
    tracking_em=-0.010,
    emphasis_space_em=0.035,
    weight=600,
    emphasis_weight=800,
    widths=(100, 88),
    color="ink-secondary",
    emphasis_color="accent",
)


def _by_shape(
    style: TextStyle, **sizes_u: tuple[tuple[float, ...], float]
) -> tuple[tuple[str, TextStyle], ...]:
    """One style a shape: its sizes and its floor, in u."""
    return tuple(
        (shape, replace(style, sizes_u=sizes, floor_u=floor))
        for shape, (sizes, floor) in sizes_u.items()
    )


# On wide canvases and strips 55 % of the height takes six lines of 8.6 u, or five of 10.4 u.
_STATEMENT = _by_shape(
    VOICE,
    square=((9.4, 7.7), 6.2),
    portrait=((10.6, 8.7), 6.4),
    story=((10.6, 8.4), 6.4),
    wide=((14.0, 10.4, 8.6), 7.0),
    strip=((15.0, 12.0, 10.4), 9.0),
)
_LEVEL = _by_shape(
    VOICE,
    square=((7.7,), 6.2),
    portrait=((8.7,), 6.4),
    story=((8.4,), 6.4),
    wide=((9.4,), 7.0),
    strip=((10.0,), 8.0),
)
_LAST_LEVEL = _by_shape(
    VOICE,
    square=((9.4, 8.2), 7.7),
    portrait=((10.6, 9.4), 8.7),
    story=((10.6, 9.4), 8.4),
    wide=((14.0, 12.0), 9.4),
    strip=((14.0, 12.0), 9.0),
)

# A talking point: its heading in the headline's voice, and what it says in that of a text.
_HEADING = _by_shape(
    VOICE,
    square=((8.2, 6.8), 5.6),
    portrait=((9.2, 7.6), 5.2),
    story=((9.4, 7.8), 5.2),
    wide=((12.0, 10.4, 8.6), 7.9),
    strip=((14.0, 10.4), 8.0),
)
_TEXT = replace(
    VOICE,
    face="body",
    leading_em=1.34,
    tracking_em=0.0,
    emphasis_space_em=0.0,
    weight=400,
    emphasis_weight=700,
    widths=(100, 100),
    color="ink",
    lines=EVEN,
)
# 16 CSS px on a phone of 360 are 4.45 u of a canvas 1080 px wide.
_DETAIL = _by_shape(
    _TEXT, square=((4.7,), 4.45), portrait=((4.9, 4.45), 4.45), story=((5.1, 4.45), 4.45)
)
_NUMBER = _by_shape(
    replace(VOICE, weight=800, color="accent"),
    square=((6.4,), 6.4),
    portrait=((7.0,), 7.0),
    story=((7.4,), 7.4),
    wide=((8.6,), 8.6),
)
_POST = _by_shape(
    replace(VOICE, lines=EVEN),
    square=((6.8, 5.6), 4.6),
    portrait=((7.8, 6.4), 4.9),
    story=((8.2, 6.6), 5.0),
    wide=((9.4, 8.4), 7.4),
)
# One size, so that neither side speaks louder.
_SIDE = _by_shape(VOICE, square=((6.7, 6.2), 5.6), portrait=((6.8,), 5.6), story=((6.8,), 5.6))
_WIDE_SIDE = _by_shape(VOICE, wide=((8.6, 8.1), 6.6))
_POSTER_TITLE = _by_shape(VOICE, portrait=((12.0, 9.8), 5.4))
_POSTER_TEXT = _by_shape(replace(_TEXT, leading_em=1.42, color="ink"), portrait=((3.3, 2.9), 2.1))

FOOTER = TextStyle(
    face="footer",
    sizes_u=(3.4,),
    floor_u=3.4,
    leading_em=1.3,
    weight=400,
    emphasis_weight=600,
    color="ink",
    emphasis_color="ink",
)

_ROWS = (
    Template(
        id="statement",
        about="One statement over the footer, the turn of it in the accent.",
        blocks=(Block("headline", "all", "foot", _STATEMENT),),
        grids=GRIDS,
    ),
    Template(
        id="levels",
        about="Three sentences on three levels, words alone: a pause in a series.",
        blocks=(
            Block("lead", "first", "foot", _LEVEL),
            Block(
                "middle",
                "middle",
                "foot",
                tuple((shape, replace(style, color="ink")) for shape, style in _LEVEL),
                space_u=9.0,
            ),
            Block("headline", "last", "foot", _LAST_LEVEL, space_u=6.5),
        ),
        grids=tuple((shape, replace(grid, words_ratio=0.8)) for shape, grid in GRIDS),
        background="paper",
    ),
    Template(
        id="point",
        about="A talking point: its heading, and whole sentences of what it says below.",
        blocks=(
            Block("headline", "title", "foot", _HEADING),
            Block("detail", "detail", "foot", _DETAIL, space_u=6.0, shapes=("portrait", "story")),
        ),
        grids=GRIDS,
    ),
    Template(
        id="thread",
        about="A post of a thread: which of how many it is, and its words.",
        blocks=(
            Block("number", "number", "head", _NUMBER),
            Block("headline", "all", "foot", _POST),
        ),
        grids=tuple(
            (shape, replace(grid, gap_u=4.0, art=shape in _TALL))
            for shape, grid in GRIDS
            if shape in (*_TALL, "wide")
        ),
    ),
    Template(
        id="pair",
        about="Two statements side by side, the second the other way round.",
        blocks=(
            Block("stem", "stem", "head", _SIDE, shapes=_TALL),
            Block("wide-stem", "stem", "foot", _WIDE_SIDE, columns=(0.0, 0.42), shapes=("wide",)),
            Block("lead", "turn", "foot", _SIDE, columns=(0.0, 0.48), shapes=_TALL),
            Block("wide-lead", "turn", "foot", _WIDE_SIDE, columns=(0.45, 0.66), shapes=("wide",)),
            Block("headline", "last", "foot", _SIDE, columns=(0.52, 1.0), shapes=_TALL),
            Block(
                "wide-headline", "last", "foot", _WIDE_SIDE, columns=(0.69, 1.0), shapes=("wide",)
            ),
        ),
        grids=tuple((shape, grid) for shape, grid in GRIDS if shape in (*_TALL, "wide")),
    ),
    Template(
        id="cover",
        about="The art alone in the disc of a highlight, the footer outside it.",
        blocks=(),
        grids=(("story", Grid(rule=False)),),
        placements=("instagram-highlight",),
    ),
    Template(
        id="poster",
        about="For print: a statement, all there is to say of it, and a code of the address.",
        blocks=(
            Block("headline", "title", "foot", _POSTER_TITLE),
            Block("body", "body", "foot", _POSTER_TEXT, space_u=5.6),
        ),
        grids=(("portrait", Grid(words_ratio=0.7, code_u=17.0, logo_u=7.0, foot_u=5.0)),),
        placements=("poster-letter", "poster-a4"),
    ),
)

TEMPLATES = {row.id: row for row in _ROWS}
DEFAULT = "statement"
POINT = "point"
THREAD = "thread"
