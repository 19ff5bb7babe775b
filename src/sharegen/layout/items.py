"""Cut a text into items: ranges of one voice, one face, one script and one direction.

Faces come from the project's own chain, by grapheme cluster: the first face that covers all of a
cluster sets it. Spaces, figures and punctuation keep to the face of the letters before them, so
that a phrase is of one colour. Nothing is looked for outside the chain: what no face covers is the
error `missing-glyph`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from sharegen.catalog.font_packages import FONT_PACKAGES
from sharegen.counting.clusters import clusters
from sharegen.layout.addresses import addresses
from sharegen.layout.bidi import levels, needs_bidi
from sharegen.layout.scripts import script_runs
from sharegen.model.card import Typecase
from sharegen.model.diagnostic import CardError, Diagnostic
from sharegen.model.manuscript import Text
from sharegen.model.project import Face
from sharegen.typeface import IGNORABLE, Typeface, letters, typeface

# What a face draws as its space; a line break is one where the text runs on.
_SPACES = str.maketrans({"\n": " ", "\u00a0": " ", "\u202f": " "})
# Latin letters, figures and the punctuation that goes with them: one script, left to right.
_LATIN = re.compile("[\u0000-\u024f\u1e00-\u1eff\u2000-\u2029\u202f-\u2065\u20a0-\u20cf]*")
_NAMED = 6  # so many missing characters are named in a message
# Scripts that `sharegen fonts add` has a face for; of Japanese and Chinese it cannot tell.
_FETCHED = {"Hira": "ja", "Kana": "ja", "Hang": "ko", "Hani": "zh-Hans"}
_AS_EMOJI = "\ufe0f"  # asks for the coloured form of a character that has two
_ISOLATE, _END_OF_ISOLATE = "\u2066", "\u2069"


@dataclass(frozen=True, slots=True)
class Item:
    """The range [start, end) of a text in one face; `level` is its bidi level (UAX #9: odd is
    right to left), `script` its ISO 15924 code."""

    start: int
    end: int
    face: Face
    script: str = "Latn"
    level: int = 0
    emphasised: bool = False

    @property
    def rtl(self) -> bool:
        """Whether its letters are set from right to left."""
        return self.level % 2 == 1


def drawable(text: str) -> str:
    """Every space, a forced line too, as the one a face has."""
    return text.translate(_SPACES)


@lru_cache(maxsize=1024)
def items_of(text: Text, case: Typecase, role: str) -> tuple[Item, ...]:
    """Turn a text into items, in the order it is read. Raises CardError `missing-glyph`."""
    value, own = drawable(text.value), case.face(role)
    if not case.rtl and _LATIN.fullmatch(value) and _covers(typeface(own, ()), value):
        return tuple(Item(*voice[:2], own, emphasised=voice[2]) for voice in _voices(text))
    chain = (own, *_preferred(case.fallback, case.language.sample))
    faces = _faces(case, text, chain)
    scripts = _by_place(script_runs(value), len(value))
    depths = _levels(text.value, case.rtl)
    keys = [
        (emphasised, faces[at], scripts[at], depths[at])
        for start, end, emphasised in _voices(text)
        for at in range(start, end)
    ]
    edges = [at for at in range(1, len(keys)) if keys[at] != keys[at - 1]]
    return tuple(
        Item(start, end, chain[keys[start][1]], keys[start][2], keys[start][3], keys[start][0])
        for start, end in pairwise((0, *edges, len(keys)))
    )


@lru_cache(maxsize=64)
def _preferred(fallback: tuple[Face, ...], sample: str) -> tuple[Face, ...]:
    """The chain with the faces first that have all letters of the language: Chinese and Japanese
    share characters, and each wants its own forms."""
    wanted = letters(sample)
    return tuple(sorted(fallback, key=lambda face: not _covers(typeface(face, ()), wanted)))


def _voices(text: Text) -> Iterator[tuple[int, int, bool]]:
    """The text cut where emphasis begins and ends."""
    edges = sorted({0, len(text.value), *(edge for span in text.spans for edge in span)})
    for start, end in pairwise(edges):
        yield start, end, any(a <= start and end <= b for a, b in text.spans)


def _by_place(runs: tuple[tuple[int, int, str], ...], length: int) -> list[str]:
    found = ["Zyyy"] * length
    for start, end, script in runs:
        found[start:end] = [script] * (end - start)
    return found


def _levels(value: str, rtl: bool) -> tuple[int, ...]:
    """The bidi level of every character; an address is an island that reads left to right."""
    if not rtl and not needs_bidi(value):
        return (0,) * len(value)
    parts, places, at = [], [], 0
    for start, end in addresses(value):
        parts += [value[at:start], _ISOLATE, value[start:end], _END_OF_ISOLATE]
        places += [*range(at, start), -1, *range(start, end), -1]
        at = end
    parts.append(value[at:])
    places += range(at, len(value))
    found = levels("".join(parts), int(rtl))
    return tuple(level for level, place in zip(found, places, strict=True) if place >= 0)


def _faces(case: Typecase, text: Text, chain: tuple[Face, ...]) -> list[int]:
    """For every character the number of its face in the chain."""
    value = drawable(text.value)
    found = [-1] * len(value)
    loose = []
    before: int | None = None
    for start, end in clusters(value):
        cluster = value[start:end]
        if not any(map(str.isalpha, cluster)) and _AS_EMOJI not in cluster:
            loose.append((start, end, before))  # a space, figures, punctuation, a sign
        else:
            before = _face_for(cluster, chain)
            if before is not None:
                found[start:end] = [before] * (end - start)
        if before is not None and _type(chain, before).colored:
            before = None
    following = _following(found)
    missing: dict[str, None] = {}
    for start, end, near in loose:
        number = _face_near(value[start:end], chain, (near, following[start]))
        if number is not None:
            found[start:end] = [number] * (end - start)
    for start, end in clusters(value):
        if found[start] < 0:
            missing[value[start:end]] = None
    if missing:
        raise CardError(_missing(case, text, tuple(missing), chain))
    return found


def _following(found: list[int]) -> list[int | None]:
    """For every place the face of the letters that come next."""
    after: list[int | None] = [None] * (len(found) + 1)
    for at in range(len(found) - 1, -1, -1):
        after[at] = found[at] if found[at] >= 0 else after[at + 1]
    return after


def _face_near(cluster: str, chain: tuple[Face, ...], near: tuple[int | None, ...]) -> int | None:
    """A neighbour's face where it has the cluster, else the first of the chain that has it."""
    for number in near:
        if number is None or _type(chain, number).colored:
            continue
        if _covers(_type(chain, number), cluster):
            return number
    return _face_for(cluster, chain)


def _face_for(cluster: str, chain: tuple[Face, ...]) -> int | None:
    """The first face that covers a cluster: one of ink first, unless it asks to be an emoji."""
    second = None
    for number in range(len(chain)):
        if not _covers(_type(chain, number), cluster):
            continue
        if _type(chain, number).colored == (_AS_EMOJI in cluster):
            return number
        second = number if second is None else second
    return second


def _type(chain: tuple[Face, ...], number: int) -> Typeface:
    return typeface(chain[number], ())


def _covers(face: Typeface, cluster: str) -> bool:
    return all(map(face.glyph, IGNORABLE.sub("", cluster)))


def _missing(
    case: Typecase, text: Text, clusters: tuple[str, ...], chain: tuple[Face, ...]
) -> Diagnostic:
    named = ", ".join(
        f"{cluster!r} ({' '.join(f'U+{ord(c):04X}' for c in cluster)})"
        for cluster in clusters[:_NAMED]
    )
    more = f" and {len(clusters) - _NAMED} more" if len(clusters) > _NAMED else ""
    faces = ", ".join(dict.fromkeys(face.file for face in chain))
    message = f"no face has {named}{more} of {case.language.name}; looked in {faces}"
    return Diagnostic("missing-glyph", message, text.at, hint=_remedy(case, "".join(clusters)))


def _remedy(case: Typecase, missing: str) -> str:
    """What to do about characters that no face has: some have a face to fetch."""
    scripts = {script for _, _, script in script_runs(missing)} & set(_FETCHED)
    if not scripts:
        return "use another character, or add a face that has it to fallback: in brand.yaml"
    tag = case.language.tag
    if tag not in FONT_PACKAGES:
        tag = min(map(_FETCHED.__getitem__, scripts))
    return f"run: sharegen fonts add {tag}"
