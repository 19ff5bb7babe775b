"""Whether the colours of a tone can be read and told apart, and the nearest ones that can."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sharegen.load.reader import Reader
from sharegen.model.color import Color, contrast_ratio
from sharegen.model.diagnostic import Diagnostic, Location, Severity
from sharegen.model.oklch import apart, nearest
from sharegen.model.project import WORD_ROLES

LIT_APART = 0.1  # in Oklab, five times what is just noticeable: a rule of this house
_WHITE, _BLACK = Color(255, 255, 255), Color(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Tone:
    """The colours of a tone by role, and where each is written."""

    colors: Mapping[str, Color]
    places: Mapping[str, Location]


def legible(reader: Reader, tone: Tone, least: float) -> None:
    """Say of every colour of words that is too near to the surface which ones would do."""
    surface = tone.colors.get("surface")
    words = {role: tone.colors[role] for role in WORD_ROLES if role in tone.colors}
    if surface is None:
        return
    failing = [role for role in words if contrast_ratio(words[role], surface) < least]
    shared = nearest(surface, tuple(words.values()), least) if failing else None
    for role in failing:
        color = words[role]
        pair = f"{role} {color.hex} on surface {surface.hex}"
        message = f"{pair} has a contrast of {_ratio(color, surface)}; at least {least:g}:1"
        hint = _remedy(role, (color, surface), shared, least)
        reader.report("contrast", message, tone.places[role], hint)


def _remedy(role: str, pair: tuple[Color, Color], shared: Color | None, least: float) -> str:
    """The nearest colours that would do; `shared` is the surface on which all words would."""
    color, surface = pair
    found = nearest(color, (surface,), least)
    other = shared or nearest(surface, (color,), least)
    if found is None and other is None:
        return _both(role, pair, least)
    on_other = other and f'surface "{other.hex}" ({_ratio(color, other)})'
    if on_other and shared:
        on_other += ", off which all words stand"
    if found is None:
        return f"neither white nor black stands off this surface; take {on_other}"
    hint = f'take "{found.hex}" ({_ratio(found, surface)})'
    if shared and apart(surface, shared) < apart(color, found):
        hint += f", or {on_other}"
    return hint


def _both(role: str, pair: tuple[Color, Color], least: float) -> str:
    """The nearest two colours that stand off each other, where neither alone can be moved."""
    color, surface = pair
    moved = [
        (found, ground)
        for end in (_WHITE, _BLACK)
        if (ground := nearest(surface, (end,), least))
        and (found := nearest(color, (ground,), least))
    ]
    found, ground = min(moved, key=lambda two: apart(color, two[0]) + apart(surface, two[1]))
    return f'take {role} "{found.hex}" on surface "{ground.hex}" ({_ratio(found, ground)})'


def _ratio(one: Color, other: Color) -> str:
    """Rounded down, so that 6.999 is not said to be 7."""
    return f"{int(contrast_ratio(one, other) * 100) / 100:.2f}:1"


def lit_stands_out(reader: Reader, tone: Tone) -> None:
    """Warn of a lit side that cannot be told from the planes beside it."""
    lit = tone.colors.get("lit")
    for role in ("light", "mid"):
        plane = tone.colors.get(role)
        if lit is None or plane is None or (distance := apart(lit, plane)) >= LIT_APART:
            continue
        message = (
            f"lit {lit.hex} is hardly told from {role} {plane.hex}: "
            f"{int(distance * 100) / 100:.2f} apart in Oklab; at least {LIT_APART:g}"
        )
        hint = "take a lit colour that is much lighter or darker, or of another hue"
        at = tone.places["lit"]
        reader.take((Diagnostic("lit-plane", message, at, hint, Severity.WARNING),))
