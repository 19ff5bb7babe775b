"""What a page says itself, in the languages it speaks: sentences.yaml beside its templates."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from sharegen.insertion import plain
from sharegen.load.yaml_tree import read_tree

SPOKEN = {"en": "English", "es": "Español"}
FIRST = next(iter(SPOKEN))  # what is spoken where nobody asked for another
FILE = "sentences.yaml"
# How figures are grouped: CLDR, numbers, of en-US and es-US/es; four digits stand together in
# Spanish.
_GROUP, _LEAST = {"es": "\u202f"}, {"es": 10_000}
_POINT = {"es": ","}
Rows = dict[str, dict[str, str]]


class Sentences:
    """What a page says, in one language."""

    def __init__(self, rows: Rows, tag: str) -> None:
        self.tag = tag
        self.rows = rows

    def __call__(self, name: str, /, **values: object) -> str:
        """A sentence by its name, with what it is about put in. KeyError for none."""
        return self.rows[name][self.tag].format(**values)

    def get(self, name: str) -> str:
        """A sentence by its name as it stands, "" where there is none."""
        return self.rows.get(name, {}).get(self.tag, "")

    def counted(self, name: str, count: int, /, **values: object) -> str:
        """A sentence of how many there are: that called `name-one` for one."""
        return self(f"{name}-one" if count == 1 else name, count=self.number(count), **values)

    def number(self, value: float, places: int = 0) -> str:
        """A number as people read it."""
        return number(value, self.tag, places)

    def several(self, parts: Sequence[str], word: str = "") -> str:
        """Parts as a sentence lists them, with "and" before the last or another word."""
        if len(parts) < 2:
            return "".join(parts)
        return f"{', '.join(parts[:-1])} {word or self('and')} {parts[-1]}"


def number(value: float, tag: str, places: int = 0) -> str:
    """A number as people who read a language write it."""
    whole, point, rest = f"{value:,.{places}f}".partition(".")
    group = _GROUP.get(tag, ",") if abs(value) >= _LEAST.get(tag, 0) else ""
    return f"{whole.replace(',', group)}{_POINT.get(tag, '.') if point else ''}{rest}"


@lru_cache(maxsize=16)
def sentences(folder: Path, tag: str) -> Sentences:
    """The sentences of a folder, in a language that pages speak. KeyError for no other."""
    assert tag in SPOKEN
    return Sentences(_rows(folder), tag)


@lru_cache(maxsize=8)
def _rows(folder: Path) -> Rows:
    node, problems = read_tree(folder, FILE)
    assert node is not None, problems
    rows: Rows = plain(node)
    return rows


def spoken(asked: str) -> str:
    """The language of SPOKEN that an Accept-Language header asks for first; English for none."""
    ranked: list[tuple[float, int, str]] = []
    for part in asked.split(","):
        tag, _, quality = part.strip().partition(";q=")
        try:
            ranked.append((-float(quality or 1), len(ranked), tag.lower().split("-")[0]))
        except ValueError:
            continue
    return next((tag for _, _, tag in sorted(ranked) if tag in SPOKEN), FIRST)
