"""Checks on the type of a frame: its sizes, lines and colours, before a pixel is painted."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from sharegen.catalog.proofs import Figure, Found, Proof, on_frame
from sharegen.model.card import Passage
from sharegen.model.color import Color, contrast_ratio, linear, nonlinear
from sharegen.model.diagnostic import Severity
from sharegen.model.frame import Setting
from sharegen.model.spec import EVEN, Placement

_OURS = "a rule of this house"
_SHORTER = "shorten the text"
_SLACK = 1e-6  # for what the numbers lose on their way

_PHONE = 360.0  # CSS px: the width of the phones that most people have
# CSS px: the narrowest phone that pages must fit (WCAG 2.2, 1.4.10). What is shown narrower is a
# thumbnail (a pin in its grid, the cover of a highlight): it is opened before it is read.
_NARROWEST = 320.0
_IN_FEED = 11.0  # CSS px: the smallest size that Apple's guidelines allow (Typography, in points)
# CSS px on a phone, by what is read: text, text with little room, notes (Material Design 3, type
# scale: body large, medium and small). All from memory, 2026-11-27.
_READ, _NOTED = 16.0, 12.0
# Words on a canvas that is low where it is wide: 190 CSS px high, or 120.
_READ_ON = {"wide": 14.0, "strip": _IN_FEED}
_CREDIT = 8.0  # for who looks for it: a licence wants it there, not loud
_PRINTED, _PRINTED_CREDIT = 12.0, 6.0  # points: clear print (UKAAF, from memory), and a legal line
_POINTS = 72.0  # an inch

_MOST_LINES = {"square": 8, "portrait": 8, "story": 8, "wide": 7, "strip": 5}
_MOST_SIZES = 2
_MEASURE = (25.0, 75.0)  # characters a line
_HEAVIER = 150.0  # units of weight: from 600 to 800 is seen at a glance, from 600 to 700 is not
_SEEN_APART = 3.0


@on_frame(
    why="words nobody can read on a phone have not been said",
    source="Apple, Human Interface Guidelines, Typography; Material Design 3, type scale; "
    "WCAG 2.2, 1.4.10; UKAAF, clear print: from memory, 2026-11-27",
    placed=True,
)
def small_type(proof: Proof) -> Iterator[Found | Figure]:
    """Text is 16 CSS px on a phone, the footer 12 and nothing in the feed below 11; in print 12 pt.

    Headlines on wide pictures have 14 px at least, those on strips 11. What is shown as a thumbnail
    is measured as it is opened, 360 px wide.
    """
    spot, sizes = proof.card.placement, []
    for setting in proof.frame.in_type:
        least = _least(setting, proof)
        size = setting.size_px * (_per_point(spot) if spot.paper else _PHONE / spot.size.width)
        in_feed = setting.size_px * _shown(spot)
        unit = "pt in print" if spot.paper else "CSS px on a phone 360 wide"
        if size < least - _SLACK:
            message = f"{setting.role} is {size:.1f} {unit}; at least {least:g} is asked for"
            yield Found(message, _SHORTER, area=setting.ink)
        elif not spot.paper and least > _CREDIT and in_feed < _IN_FEED - _SLACK:
            message = f"{setting.role} is {in_feed:.1f} CSS px as {spot.id} shows it"
            yield Found(f"{message}; at least {_IN_FEED:g} is asked for", _SHORTER)
        sizes.append(size if spot.paper else min(size, in_feed))
    yield Figure({"least_pt" if spot.paper else "least_css_px": round(min(sizes), 1)})


def _least(setting: Setting, proof: Proof) -> float:
    """The smallest size of what is set, in CSS px or points."""
    card, paper = proof.card, proof.card.placement.paper
    if any(setting is part for part in proof.frame.footer):
        credit = card.credit is not None and setting.role == card.credit.role
        if credit:
            return _PRINTED_CREDIT if paper else _CREDIT
        return _PRINTED if paper else _NOTED
    if paper:
        return _PRINTED
    running = any(p.role == setting.role and p.style.face == "body" for p in card.passages)
    return _least_read(running, proof.frame.size.shape)


def _least_read(running: bool, shape: str) -> float:
    return _READ if running else _READ_ON.get(shape, _READ)


def least_px(passage: Passage, spot: Placement) -> float:
    """The smallest size, in px of the canvas, at which the words of a passage are not too small."""
    if spot.paper:
        return _PRINTED / _per_point(spot)
    least = _least_read(passage.style.face == "body", spot.size.shape)
    return max(least * spot.size.width / _PHONE, _IN_FEED / _shown(spot))


def _per_point(spot: Placement) -> float:
    return _POINTS / spot.paper.dpi if spot.paper else 1.0


def _shown(spot: Placement) -> float:
    """CSS px for one px of the canvas, as it is first seen in full."""
    width = spot.display_width if spot.display_width >= _NARROWEST else _PHONE
    return width / spot.size.width


@on_frame(
    why="a headline of many lines is read as a paragraph, or not at all",
    source=_OURS,
    severity=Severity.WARNING,
)
def line_count(proof: Proof) -> Iterator[Found | Figure]:
    """A headline has at most 8 lines, on a wide picture 7, on a strip 5."""
    most = _MOST_LINES[proof.frame.size.shape]
    lines = [0]
    for passage, setting in _passages(proof):
        if passage.style.lines != EVEN:
            lines.append(len(setting.lines))
            if lines[-1] > most:
                message = f"{setting.role} has {lines[-1]} lines; at most {most} are wanted"
                yield Found(message, _SHORTER, area=setting.ink)
    yield Figure(max(lines))


@on_frame(
    why="the eye loses its line in a long one, and stumbles over many short ones",
    source="Bringhurst, The Elements of Typographic Style, 2.1.2: 45 to 75 characters, 40 to 50 in "
    "columns; 25 as the least is ours: from memory, 2026-11-27",
    severity=Severity.WARNING,
)
def measure(proof: Proof) -> Iterator[Found | Figure]:
    """Running text has 25 characters or more in its longest line, and at most 75 on average.

    Lines that are broken to come out even are shorter than the column that they stand in.
    """
    least, most = _MEASURE
    if proof.card.case.language.script.spaceless:
        return  # counted in other letters
    for passage, setting in _passages(proof):
        lengths = [len(line.text) for line in setting.lines]
        longest, mean = max(lengths), sum(lengths[:-1]) / max(1, len(lengths) - 1)
        if passage.style.lines != EVEN or passage.style.face != "body" or len(setting.lines) < 2:
            continue
        if longest < least or mean > most:
            wrong = longest if longest < least else round(mean)
            message = f"{setting.role} has {wrong} characters a line; {least:g} to {most:g}"
            yield Found(f"{message} are read with ease", "change its size or its columns")
        else:
            yield Figure(longest)


def _passages(proof: Proof) -> Iterator[tuple[Passage, Setting]]:
    by_role = {passage.role: passage for passage in proof.card.passages}
    for setting in proof.frame.settings:
        if setting.role in by_role:
            yield by_role[setting.role], setting


@on_frame(
    why="a third size looks like a mistake, or like a flyer",
    source=_OURS,
    severity=Severity.WARNING,
)
def family_of_sizes(proof: Proof) -> Iterator[Found | Figure]:
    """Words have at most two sizes, beside that of the footer."""
    sizes = sorted({round(setting.size_px, 1) for setting in proof.frame.settings}, reverse=True)
    if len(sizes) > _MOST_SIZES:
        named = ", ".join(f"{size:g}" for size in sizes)
        message = f"words have {len(sizes)} sizes ({named} px); at most {_MOST_SIZES} are wanted"
        yield Found(message, "give two blocks of the template the same sizes")
    yield Figure(len(sizes))


@on_frame(
    why="pale words are lost in sunlight, on old screens and to weak eyes",
    source="WCAG 2.2, success criterion 1.4.6, Contrast (Enhanced)",
)
def contrast_on_ground(proof: Proof) -> Iterator[Found]:
    """Every colour of words stands off its plain ground by 7:1, or by what the brand says why.

    What lies on the ground is measured later, where letters stand: `contrast`.
    """
    ground = proof.frame.ground
    picture = ground.variant is not None and ground.variant.kind != "svg"
    if picture or not isinstance(ground.fill, Color):
        return
    runs = (run for part in proof.frame.in_type for line in part.lines for run in line.runs)
    for color in dict.fromkeys(run.color for run in runs):
        ratio = contrast_ratio(color, ground.fill)
        if ratio < proof.card.contrast:
            yield Found(
                f"{color.hex} on {ground.fill.hex} is {ratio:.2f}:1; "
                f"at least {proof.card.contrast:g}:1 is asked for",
                "change the colour role in brand.yaml",
            )


@on_frame(
    why="one man in twelve does not see the colours that others see",
    source="WCAG 2.2, 1.4.1 and technique G183; Machado, Oliveira and Fernandes, A "
    "Physiologically-based Model for Simulation of Color Vision Deficiency, 2009, severity 1.0, "
    "its matrices from memory, 2026-11-27",
    severity=Severity.WARNING,
)
def colour_alone(proof: Proof) -> Iterator[Found]:
    """Emphasis is told by weight, or by 3:1 between the colours however they are seen."""
    for setting in proof.frame.settings:
        runs = (run for line in setting.lines for run in line.runs)
        voices = dict.fromkeys((run.color, dict(run.instance).get("wght", 0.0)) for run in runs)
        for (one, weight), (other, heavier) in combinations(voices, 2):
            if one == other or abs(weight - heavier) >= _HEAVIER:
                continue
            ratio = least_seen_apart(one, other)
            if ratio < _SEEN_APART:
                message = f"{one.hex} and {other.hex} differ by {ratio:.1f}:1 to some, and not"
                yield Found(
                    f"{message} in weight; {_SEEN_APART:g}:1 or {_HEAVIER:g} units are asked for",
                    "give `emphasis_weight` of the style 150 units more than `weight`",
                    area=setting.ink,
                )


_Row = tuple[float, float, float]
# Of linear sRGB, as a protanope, a deuteranope and a tritanope sees it.
_SEEN_BY: tuple[tuple[_Row, _Row, _Row], ...] = (
    (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
)


@lru_cache(maxsize=64)
def least_seen_apart(one: Color, other: Color) -> float:
    """The contrast of two colours for whoever sees the least of it."""
    seen = ((as_seen(one, kind), as_seen(other, kind)) for kind in range(len(_SEEN_BY)))
    return min(contrast_ratio(one, other), *(contrast_ratio(*pair) for pair in seen))


def as_seen(color: Color, kind: int) -> Color:
    """A colour as a protanope (0), a deuteranope (1) or a tritanope (2) sees it."""
    light = [linear(channel / 255) for channel in color]
    mixed = (sum(a * b for a, b in zip(row, light, strict=True)) for row in _SEEN_BY[kind])
    return Color(*(round(255 * nonlinear(min(max(value, 0.0), 1.0))) for value in mixed))
