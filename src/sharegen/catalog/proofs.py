"""What a check is: one decorated function. Its name is the code of the problems it finds.

A rule looks at one thing (the writing, a frame, its pixels, its file) and yields what is wrong with
it (`Found`) and what it measured (`Figure`), which the manifest keeps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from PIL import Image

from sharegen.model.card import Card
from sharegen.model.diagnostic import Location, Severity
from sharegen.model.frame import Frame
from sharegen.model.geometry import Rect
from sharegen.model.manuscript import Caption
from sharegen.model.project import Project
from sharegen.model.record import Record
from sharegen.png import Strip

COPY, FRAME, PIXELS, FILE = ("copy", "frame", "pixels", "file")
# What checks look at, in the order in which a picture comes to be.
STAGES = {
    COPY: "what was written: its sources, approvals, words, letters, posts and threads",
    FRAME: "where everything stands, how large it is, and the alt text, before a px is painted",
    PIXELS: "the picture as it is painted, before it is a file; `verify` looks at what is in files",
    FILE: "the file: its structure, what it says of itself, and its bytes",
}


_AHEAD = 1  # day: it is tomorrow already in Auckland when it is today in UTC


class Copy(NamedTuple):
    """What was written, all that pictures are made of as captions, and the day it is read on.

    `release` are the ids of captions that a release would publish; () where none is made.
    """

    project: Project
    captions: tuple[Caption, ...]
    day: date
    release: tuple[str, ...] = ()

    def age(self, written: str) -> int:
        """The days since one that was written as year-month-day."""
        return (self.day - date.fromisoformat(written)).days

    def is_to_come(self, written: str) -> bool:
        """Whether a day that was written has not come yet, anywhere."""
        return self.age(written) < -_AHEAD


class Proof(NamedTuple):
    """A card, and the frame that was made of it: looked at before a pixel is painted."""

    card: Card
    frame: Frame


class Expected(NamedTuple):
    """What a part of the canvas has to look like, px for px; `area` is in whole px."""

    area: Rect
    image: Image.Image


def nowhere(_: Rect) -> bool:
    """Nothing is known of the ground: all of it is measured."""
    return False


class Print(NamedTuple):
    """A frame and its pixels: the base layer and the strips with words that replace rows of it; a
    whole picture is one strip. Looked at before it is encoded.

    `foot` are the lines of the card's footer, made once more beside the frame. `bare` says of an
    area whether its ground is known to have no art and no scrim on it.
    """

    card: Card
    frame: Frame
    base: Image.Image
    strips: tuple[Strip, ...] = ()
    foot: tuple[Expected, ...] = ()
    bare: Callable[[Rect], bool] = nowhere

    def seen(self, rect: Rect) -> Image.Image:
        """The px of the picture that a rectangle touches, as far as they are on the canvas."""
        width, height = self.base.size
        left, top = max(0, int(rect.x // 1)), max(0, int(rect.y // 1))
        right, bottom = min(width, int(-(-rect.right // 1))), min(height, int(-(-rect.bottom // 1)))
        right, bottom = max(left, right), max(top, bottom)
        meeting = [strip for strip in self.strips if strip.top < bottom and strip.bottom > top]
        for strip in meeting:
            if strip.top <= top and strip.bottom >= bottom:
                return strip.image.crop((left, top - strip.top, right, bottom - strip.top))
        image = self.base.crop((left, top, right, bottom))
        for strip in meeting:
            first, last = max(top, strip.top), min(bottom, strip.bottom)
            rows = strip.image.crop((left, first - strip.top, right, last - strip.top))
            image.paste(rows, (0, first - top))
        return image

    def row(self, number: int, left: int, right: int) -> bytes:
        """The RGB of some px of a row of the canvas."""
        for strip in self.strips:
            if strip.top <= number < strip.bottom:
                return strip.row(number, left, right)
        return self.base.crop((left, number, right, number + 1)).tobytes()


class Finished(NamedTuple):
    """A file as it is written: its bytes, its record, and as what its pixels are in it
    (png.Encoded). Looked at before it is written."""

    card: Card
    record: Record
    data: bytes
    written: str = ""


class Found(NamedTuple):
    """What is wrong: what was found and what is allowed, and what can be done now.

    `at`, `caption` and `also` are for the writing, which knows its lines; those of a picture are
    its card's. `area` is what part of the canvas it is about, in px. `warns`: it is a warning even
    where the check's problems are errors, since nobody is sure of what it leans on.
    """

    message: str
    hint: str
    at: Location | None = None
    caption: str = ""
    also: tuple[Location, ...] = ()
    area: Rect | None = None
    warns: bool = False

    def as_serious_as(self, severity: Severity) -> Severity:
        """How much it matters where problems of its check matter so much."""
        return Severity.WARNING if self.warns else severity


class Figure(NamedTuple):
    """What a check measured: plain values, as the manifest keeps them."""

    value: Any


Rule = Callable[[Any], Iterator[Found | Figure]]


@dataclass(frozen=True, slots=True)
class Check:
    """One rule that finished work keeps. `about` is the rule as a fact, `why` what breaks without
    it, `source` where it is from. `placed`: it leans on a fact of the placement, so that it only
    warns where nobody is sure of that fact (confidence C and M)."""

    id: str
    stage: str
    severity: Severity
    about: str
    why: str
    source: str
    run: Rule
    placed: bool = False

    def severity_for(self, by_brand: Iterable[tuple[str, str]], confidence: str) -> Severity | None:
        """How much a problem matters, by the severities that a brand sets and by how sure the
        placement's row is; None where the brand has put the check off."""
        set_by_brand = dict(by_brand).get(self.id, self.severity.value)
        severity = None if set_by_brand == OFF else Severity(set_by_brand)
        unsure = self.placed and confidence in UNSURE
        return Severity.WARNING if severity is Severity.ERROR and unsure else severity


OFF = "off"
# As brand.yaml sets them, and what they are.
SEVERITIES = {"error": Severity.ERROR.value, "warn": Severity.WARNING.value, OFF: OFF}
UNSURE = ("C", "M")  # one weak source, memory: what may not fail a build


Decorator = Callable[[Rule], Check]


def on_copy(why: str, source: str, severity: Severity = Severity.ERROR) -> Decorator:
    """Turn a function on a `Copy` into a check; the first line of its docstring is the rule."""
    return _decorator(COPY, why, source, severity)


def on_frame(
    why: str, source: str, severity: Severity = Severity.ERROR, placed: bool = False
) -> Decorator:
    """Turn a function on a `Proof` into a check."""
    return _decorator(FRAME, why, source, severity, placed)


def on_pixels(
    why: str, source: str, severity: Severity = Severity.ERROR, placed: bool = False
) -> Decorator:
    """Turn a function on a `Print` into a check."""
    return _decorator(PIXELS, why, source, severity, placed)


def on_file(
    why: str, source: str, severity: Severity = Severity.ERROR, placed: bool = False
) -> Decorator:
    """Turn a function on a `Finished` into a check."""
    return _decorator(FILE, why, source, severity, placed)


def _decorator(stage: str, why: str, source: str, *how: Any) -> Decorator:
    def row(rule: Rule) -> Check:
        about = (rule.__doc__ or "").partition("\n")[0].rstrip(".")
        severity, placed = (*how, False)[:2]
        id = rule.__name__.replace("_", "-")
        return Check(id, stage, severity, about, why, source, rule, placed)

    return row
