"""Which tone art has, and which of its colours are the brand's: proposals with their reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sharegen.easel.look import Piece
from sharegen.load.art_colors import Paint, distance, paints, stage
from sharegen.load.svg import CLASSES
from sharegen.load.svg_scan import scan
from sharegen.model.color import contrast_ratio
from sharegen.model.project import ART_ROLES, TONES, Brand

_COVERED = 0.5  # so much drawn below the words is a ground
_SAME, _NEAR = 0.004, 0.05  # Oklab distances: rounding; another file's or programme's version of it
_ROLES = (*ART_ROLES, "surface", "strike")


@dataclass(frozen=True, slots=True)
class Tone:
    """A tone, why, and what to say of each colour of the art."""

    name: str
    why: str
    colors: tuple[str, ...]


def tone_of(brand: Brand, pieces: tuple[Piece, ...], given: str) -> Tone:
    """The tone of art, unless it is given, and its colours in that tone."""
    found = sum((_paints(piece) for piece in pieces), Counter())
    name, why = (given, "as said") if given else _proposed(brand, pieces, found)
    return Tone(name, why, tuple(_told(brand, name, found)))


def _proposed(brand: Brand, pieces: tuple[Piece, ...], found: Counter[Paint]) -> tuple[str, str]:
    first = stage(pieces[0].variant, beside_subject=True)
    if first.covered >= _COVERED:
        inks = {tone: brand.colors[tone]["ink"] for tone in TONES if tone in brand.colors}
        best = max(inks, key=lambda tone: contrast_ratio(inks[tone], first.color))
        return (
            best,
            f"words stand on {first.color.hex}, where the ink for {best} grounds shows best",
        )
    hits = {tone: _hits(brand, tone, found) for tone in TONES if tone in brand.colors}
    best = max(hits, key=hits.__getitem__)
    if list(hits.values()).count(hits[best]) == 1:
        return best, f"{hits[best]} shapes have colours of the brand for {best} grounds"
    whole = stage(pieces[0].variant, beside_subject=False)
    surfaces = {tone: brand.colors[tone]["surface"] for tone in hits}
    best = max(surfaces, key=lambda tone: contrast_ratio(surfaces[tone], whole.color))
    return best, f"the drawing, {whole.color.hex} on the whole, stands off the {best} surface best"


def _paints(piece: Piece) -> Counter[Paint]:
    if piece.variant.kind != "svg":
        return Counter()
    root = scan(piece.data, piece.title, None).root
    names = [CLASSES.get(role, role) for role in _ROLES]
    return (
        paints(root, frozenset((*names, *(f"{name}-line" for name in names))))
        if root
        else Counter()
    )


def _hits(brand: Brand, tone: str, found: Counter[Paint]) -> int:
    """How many shapes have a colour of the tone."""
    return sum(count for paint, count in found.items() if _nearest(brand, tone, paint)[1] <= _NEAR)


def _nearest(brand: Brand, tone: str, paint: Paint) -> tuple[str, float]:
    roles = brand.colors[tone]
    apart = {role: distance(paint.color, roles[role]) for role in _ROLES if role in roles}
    role = min(apart, key=apart.__getitem__)
    return role, apart[role]


def _told(brand: Brand, tone: str, found: Counter[Paint]) -> Iterator[str]:
    """What to do for each colour, the most used first."""
    strangers = []
    for paint, count in found.most_common():
        role, apart = _nearest(brand, tone, paint)
        shapes = f"{count} shape{'s' if count > 1 else ''}"
        if apart > _NEAR:
            strangers.append(f"{paint.color.hex} ({shapes})")
            continue
        name = f"{CLASSES.get(role, role)}{'-line' if paint.line else ''}"
        own = brand.colors[tone][role].hex
        what = "is" if apart <= _SAME else f"is near {own},"
        yield f'{paint.color.hex} {what} {role}: class="{name}" lets {shapes} follow the brand'
    if strangers:
        yield f"no colours of the brand, and as drawn whatever it is: {', '.join(strangers)}"
