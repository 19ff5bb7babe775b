"""What the words refer to: where they come from, where readers find more, what was corrected."""

from __future__ import annotations

from dataclasses import dataclass, field

from sharegen.model.diagnostic import Location


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement comes from. `says` is what a figure counts, with its denominator."""

    id: str
    title: str
    url: str = ""
    date: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Where readers find more. `url` is the address as the words have it, `moved` where it leads
    today, `checked` the day somebody followed it, which is
    what `at` is the place of."""

    id: str
    title: str
    url: str
    moved: str = ""
    checked: str = ""
    at: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Term:
    """Words that should not be said, what to say instead, and who says so and why.

    A `*` at the end of a word stands for any ending. `kept`: a brand that keeps words which
    sharegen's own list asks to avoid.
    """

    avoid: str
    instead: str
    why: str
    source: str = ""
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Correction:
    """A difference from the source text, and why. The first is applied first."""

    found: str
    corrected: str
    why: str
