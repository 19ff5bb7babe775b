"""Turn ids into what is wrong with them: they become file names on every system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from sharegen.load.excerpt import excerpt
from sharegen.load.keys import Grammar
from sharegen.model.diagnostic import Diagnostic, Location

MOST = 64
_GRAMMAR = "[a-z0-9]([a-z0-9-]*[a-z0-9])?"
# "Naming Files, Paths, and Namespaces", learn.microsoft.com, read 2026-11-24
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", "conin$", "conout$"),
) | {f"{device}{digit}" for device in ("com", "lpt") for digit in range(10)}
_PLAIN_DEVICES = "|".join(sorted(device for device in _DEVICES if device.isalnum()))
ID = Grammar(f"(?!({_PLAIN_DEVICES})$){_GRAMMAR}", "my-caption", MOST)


@dataclass(frozen=True, slots=True)
class Identifier:
    """An id as written, and where; one that sharegen makes says what it is the id of."""

    value: str
    at: Location
    what: str = ""


def id_problem(id: Identifier) -> Diagnostic | None:
    """What is wrong with an id by itself."""
    value, name = id.value, excerpt(id.value)
    stem = unicodedata.normalize("NFKC", value).casefold().split(".")[0].strip()
    if stem in _DEVICES:
        message = f"id {name} is a device on Windows and cannot be a file name"
        return Diagnostic("reserved-name", message, id.at, f"call it {stem.rstrip('$')}-1")
    if len(value) > MOST:
        message = f"id {name} has {len(value):,} characters; at most {MOST}"
        hint = f"shorten it to {MOST} characters"
        return Diagnostic("id-length", message, id.at, hint)
    if not re.fullmatch(_GRAMMAR, value):
        message = f"id {name} has other signs than a-z, 0-9 and hyphens between them"
        return Diagnostic("bad-id", message, id.at, f"for example {_slug(value)}")
    return None


def id_clashes(ids: Iterable[Identifier]) -> tuple[tuple[Diagnostic, ...], dict[int, Diagnostic]]:
    """What is wrong with ids among each other: equal ones, and by position those that only differ
    in case or in the way their accents are coded, which some disks keep in one file."""
    duplicates: list[Diagnostic] = []
    clashes: dict[int, Diagnostic] = {}
    seen: dict[str, tuple[int, Identifier]] = {}
    for position, id in enumerate(ids):
        if not id.value:
            continue  # its absence is said elsewhere
        folded = unicodedata.normalize("NFC", id.value.casefold())
        index, first = seen.setdefault(folded, (position, id))
        if first is id:
            continue
        lines = f"in lines {first.at.line} and {id.at.line}"
        if first.value == id.value:
            message = f"id {excerpt(id.value)} stands twice, {lines}"
            made = first.what or id.what
            hint = "give one of them another id" + (f"; {made} has this one" if made else "")
            duplicates.append(Diagnostic("duplicate-id", message, id.at, hint, also=(first.at,)))
            continue
        for at, one, other in ((position, id, first), (index, first, id)):
            names = f"{excerpt(one.value)} and {excerpt(other.value)}"
            message = f"ids {names}, {lines}, would be one file"
            hint = "use lower case and plain letters, and different words"
            clash = Diagnostic("id-clash", message, one.at, hint, also=(other.at,))
            clashes.setdefault(at, clash)
    return tuple(duplicates), clashes


def _slug(value: str) -> str:
    plain = unicodedata.normalize("NFKD", value[:200].casefold()).encode("ascii", "ignore").decode()
    slug = re.sub("[^a-z0-9]+", "-", plain).strip("-")[:MOST].strip("-")
    return slug or "my-caption"
