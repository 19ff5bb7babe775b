"""Templates: which words stand where, in which style, on each shape.

Sizes are in u (1 = one hundredth of the short edge); docs/typesetting.md says how they are
chosen from. Add a template: add a row here, or in a project's own assets/templates.yaml.
"""

from __future__ import annotations

from dataclasses import replace

from sharegen.model.spec import Block, Grid, Template, TextStyle

GRIDS = (  # where a template says nothing else
    ("square", Grid()),
    ("portrait", Grid()),
    ("story", Grid()),
    ("wide", Grid(foot_u=5.8, words_ratio=0.66)),
    ("strip", Grid(foot_u=5.8, words_ratio=0.66, gap_u=5.0)),
)

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


_STATEMENT = _by_shape(
    VOICE,
    square=((9.4, 7.7), 6.2),
    portrait=((10.6, 8.7), 6.4),
    story=((10.6, 8.4), 6.4),
    wide=((14.0, 9.4), 7.0),
    strip=((15.0, 12.0), 9.0),
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
            Block("lead", "first", "head", _LEVEL),
            Block(
                "middle",
                "middle",
                "foot",
                tuple((shape, replace(style, color="ink")) for shape, style in _LEVEL),
                space_u=4.0,
            ),
            Block("headline", "last", "foot", _LAST_LEVEL, space_u=6.0),
        ),
        grids=tuple((shape, replace(grid, words_ratio=0.8)) for shape, grid in GRIDS),
        background="paper",
    ),
)

TEMPLATES = {row.id: row for row in _ROWS}
DEFAULT = "statement"
