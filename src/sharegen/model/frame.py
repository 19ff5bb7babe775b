"""A frame: every glyph, box and crop of a card at its place, and no pixels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from sharegen.model.color import Color
from sharegen.model.geometry import Rect, Size
from sharegen.model.manuscript import Text
from sharegen.model.project import Background, Face, Variant
from sharegen.model.spec import HEADLINE


class Glyph(NamedTuple):
    """A glyph by its id in the face, its origin in px from the run's."""

    id: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs of one face, size, instance and colour on one baseline; `x` and `y` in canvas px.

    `instance` are the values of the face's axes, `scale` is px per font unit, `ink` the smallest
    rectangle that holds the glyphs.
    """

    face: Face
    instance: tuple[tuple[str, float], ...]
    scale: float
    color: Color
    x: float
    y: float
    width: float
    ink: Rect
    glyphs: tuple[Glyph, ...]
    text: str

    def __hash__(self) -> int:
        # runs are looked up for every picture; hashing glyphs would cost more than is saved
        return hash((self.text, self.x, self.y, self.scale))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a setting; `baseline` and `x` in canvas px, `width` without trailing space;
    `ink` is the smallest rectangle that holds its glyphs."""

    text: str
    x: float
    baseline: float
    width: float
    runs: tuple[Run, ...]
    ink: Rect


@dataclass(frozen=True, slots=True)
class Setting:
    """A passage set in type. `area` is where it was allowed to stand, `ink` what it covers, `hang`
    how far opening quotes stand out of the area where lines begin, in px."""

    role: str
    source: Text
    area: Rect
    ink: Rect
    size_px: float
    width_axis: float
    rung: str
    region: str
    lines: tuple[Line, ...]
    cost: float = 0.0
    hang: float = 0.0

    def __hash__(self) -> int:
        return hash((self.role, self.ink, self.size_px))


@dataclass(frozen=True, slots=True)
class Rule:
    """A filled rectangle: the hairline."""

    rect: Rect
    color: Color


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code: rows of modules ("1" is dark), each `module` px wide and high, on a panel that
    is its quiet zone. It is never mirrored."""

    panel: Rect
    module: int
    rows: tuple[str, ...]
    dark: Color
    light: Color
    text: str

    def bars(self) -> Iterator[Rect]:
        """The dark modules, those that stand side by side as one rectangle."""
        quiet = (self.panel.width - self.module * len(self.rows)) / 2
        left, top = self.panel.x + quiet, self.panel.y + quiet
        for number, row in enumerate(self.rows):
            for run in re.finditer("1+", row):
                start, end = run.span()
                yield Rect(
                    left + start * self.module,
                    top + number * self.module,
                    (end - start) * self.module,
                    self.module,
                )


@dataclass(frozen=True, slots=True)
class Logo:
    """The brand's logo, and where it stands, in whole px."""

    variant: Variant
    rect: Rect

    @property
    def size(self) -> Size:
        return Size(round(self.rect.width), round(self.rect.height))


@dataclass(frozen=True, slots=True)
class Scrim:
    """A veil behind words: `strength` (0–1) of a colour inside `core`, less and less of it from
    there to the edges of `reach`, nothing outside. Where scrims meet, the stronger one is seen."""

    core: Rect
    reach: Rect
    color: Color
    strength: float


@dataclass(frozen=True, slots=True)
class Ground:
    """The plain ground and the art on it. `window` is the part of the art that fills the canvas,
    in the art's own units; `styles` are the colours of the art by role; `mirrored` art is turned
    over, left for right. `subject` and `quiet` are those of the art, on the canvas."""

    background: Background
    fill: Color | tuple[float, tuple[Color, ...]]
    variant: Variant | None
    window: Rect | None
    styles: tuple[tuple[str, Color], ...] = ()
    subject: Rect | None = None
    mirrored: bool = False
    quiet: tuple[Rect, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything at its place. `base` is what all cards of a set share below their words (ground,
    hairline, footer), `settings` are the words; painted in this order. `footer` is the address, and
    where there is one the credit; `scrims` lie on the ground, under all that is set."""

    size: Size
    ground: Ground
    rules: tuple[Rule, ...]
    footer: tuple[Setting, ...]
    settings: tuple[Setting, ...]
    safe: Rect
    code: Code | None = None
    logo: Logo | None = None
    scrims: tuple[Scrim, ...] = ()

    @property
    def in_type(self) -> tuple[Setting, ...]:
        """All that is set in type: the words and the footer."""
        return (*self.settings, *self.footer)

    @property
    def headline(self) -> Setting | None:
        """The setting that the picture is about: the one called so, else the last."""
        named = [setting for setting in self.settings if setting.role == HEADLINE]
        return next(iter((*named, *self.settings[-1:])), None)

    def as_json(self) -> dict[str, Any]:
        """The frame as plain values, rounded to 0.01 px: for golden tests and `explain`."""
        ground = self.ground
        scrims = {"scrims": [_scrim(s) for s in self.scrims]} if self.scrims else {}
        return {
            "size": list(self.size),
            "background": ground.background.id,
            "window": _rounded(ground.window),
            "subject": _rounded(ground.subject),
            "safe": _rounded(self.safe),
            **scrims,
            "rules": [{"rect": _rounded(r.rect), "color": r.color.hex} for r in self.rules],
            "footer": [_setting(s) for s in self.footer],
            "settings": [_setting(s) for s in self.settings],
            **self._beside(),
        }

    def _beside(self) -> dict[str, Any]:
        """What stands beside the footer, where something does."""
        found: dict[str, Any] = {}
        if self.code is not None:
            found["code"] = {"panel": _rounded(self.code.panel), "text": self.code.text}
        if self.logo is not None:
            found["logo"] = {"file": self.logo.variant.file, "rect": _rounded(self.logo.rect)}
        return found


def _rounded(rect: Rect | None) -> list[float] | None:
    return None if rect is None else [round(value, 2) for value in rect]


def _scrim(scrim: Scrim) -> dict[str, Any]:
    return {
        "core": _rounded(scrim.core),
        "reach": _rounded(scrim.reach),
        "color": scrim.color.hex,
        "strength": round(scrim.strength, 2),
    }


def _setting(setting: Setting) -> dict[str, Any]:
    return {
        "role": setting.role,
        "size_px": round(setting.size_px, 2),
        "width_axis": setting.width_axis,
        "rung": setting.rung,
        "region": setting.region,
        "area": _rounded(setting.area),
        "ink": _rounded(setting.ink),
        "lines": [
            {
                "text": line.text,
                "x": round(line.x, 2),
                "baseline": round(line.baseline, 2),
                "width": round(line.width, 2),
                "runs": [_run(run) for run in line.runs],
            }
            for line in setting.lines
        ],
    }


def _run(run: Run) -> dict[str, Any]:
    return {
        "text": run.text,
        "color": run.color.hex,
        "x": round(run.x, 2),
        "width": round(run.width, 2),
        "instance": dict(run.instance),
        "glyphs": " ".join(str(glyph.id) for glyph in run.glyphs),
    }
