"""The words of the page in the languages it speaks, all in sentences.yaml."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from sharegen.insertion import plain
from sharegen.load.yaml_tree import read_tree

_GROUPED = 10_000  # from here on figures stand in groups
_FILE = "sentences.yaml"
SPOKEN = {"en": "English", "es": "Español"}


class Sentences:
    """What the page says, in one language."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self._rows = _rows()

    def __call__(self, name: str, /, **values: object) -> str:
        """A sentence by its name, with what it is about put in. KeyError for none."""
        return self._rows[name][self.tag].format(**values)

    def get(self, name: str) -> str:
        """A sentence by its name as it stands, "" where there is none."""
        return self._rows.get(name, {}).get(self.tag, "")

    def number(self, value: int) -> str:
        """A number as people read it."""
        return f"{value:,}".replace(",", self("thousands")) if value >= _GROUPED else str(value)

    def several(self, parts: list[str], word: str = "") -> str:
        """Parts as a sentence lists them, with "and" before the last or another word."""
        if len(parts) < 2:
            return "".join(parts)
        return f"{', '.join(parts[:-1])} {word or self('and')} {parts[-1]}"


@lru_cache(maxsize=1)
def _rows() -> dict[str, dict[str, str]]:
    node, problems = read_tree(Path(__file__).parent, _FILE)
    assert node is not None, problems
    rows: dict[str, dict[str, str]] = plain(node)
    return rows


@lru_cache(maxsize=len(SPOKEN))
def sentences(tag: str) -> Sentences:
    """The sentences of a language that the page speaks. KeyError for no other."""
    assert tag in SPOKEN
    return Sentences(tag)


def spoken(asked: str) -> str:
    """The language of the page that an Accept-Language header asks for first; English for none."""
    ranked: list[tuple[float, int, str]] = []
    for part in asked.split(","):
        tag, _, quality = part.strip().partition(";q=")
        try:
            ranked.append((-float(quality or 1), len(ranked), tag.lower().split("-")[0]))
        except ValueError:
            continue
    return next((tag for _, _, tag in sorted(ranked) if tag in SPOKEN), "en")
