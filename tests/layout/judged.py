"""The judged line breaks of breaks.yaml, and what the engine makes of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from cards import card, project

from sharegen.catalog.languages import LANGUAGES
from sharegen.layout import layout
from sharegen.layout.breaking import joints
from sharegen.layout.castoff import Castoff
from sharegen.layout.fit import Measure, best_breaks
from sharegen.layout.galley import galley
from sharegen.layout.ladder import Rung
from sharegen.model.card import Card
from sharegen.resolve import Selection, resolve

CORPUS = Path(__file__).with_name("breaks.yaml")
_SIZE = 80.0
_ENDLESS = 1e6
# Every third row was put aside while the prices were tuned on the others.
_HELD_OUT_OF = 3


@dataclass(frozen=True)
class Case:
    """One judged setting: the row's number and what it is set on, the breaks that are right, why,
    and the reason the engine is known to break otherwise ("": it does not)."""

    number: int
    row: dict[str, Any]
    place: str
    differs: str

    @property
    def name(self) -> str:
        words = self.row.get("caption") or " ".join(self.row["text"].split()[:4])
        where = self.place or f"{self.row['measure']} em"
        return f"{self.number}: {words} ({where})"

    @property
    def held_out(self) -> bool:
        return self.number % _HELD_OUT_OF == 0

    @property
    def wanted(self) -> tuple[str, ...]:
        return (self.row["breaks"], *self.row.get("also", ()))

    @property
    def set(self) -> str:
        """The breaks of the engine, written as in the corpus."""
        return _on_placement(self) if self.place else _in_measure(self.row)

    @property
    def agrees(self) -> bool:
        return self.set in self.wanted


@cache
def cases() -> tuple[Case, ...]:
    return tuple(_cases())


def _cases() -> Iterator[Case]:
    rows = yaml.safe_load(CORPUS.read_text("utf-8"))["rows"]
    for number, row in enumerate(rows, 1):
        differs = row.get("differs", "")
        for place in row.get("placements", [""]):
            known = differs.get(place, "") if isinstance(differs, dict) else differs
            yield Case(number, row, place, known)


def _in_measure(row: dict[str, Any]) -> str:
    made = _card(row)
    (passage,) = made.passages
    proof = galley(made.case, passage.style, passage.text, Rung("size", _SIZE, 100, 0))
    ends = joints(passage.text, made.case.language, made.phrases)
    height = _ENDLESS
    if "lines" in row:
        height = (proof.ascent_em + passage.style.leading_em * (row["lines"] - 1)) * _SIZE + 1
    measure = Measure(row["measure"] * _SIZE, height, passage.style.leading_em)
    found = best_breaks(Castoff(proof, ends), measure, _SIZE)
    assert found is not None, row
    return " / ".join(_written(passage.text.value[start:end]) for start, end in found.lines)


def _on_placement(case: Case) -> str:
    made = _card(case.row, case.place)
    passages = [
        " / ".join(_written(line.text) for line in setting.lines)
        for setting in layout(made).settings
    ]
    return " // ".join(passages)


def _card(row: dict[str, Any], place: str = "instagram-square") -> Card:
    if "caption" in row:
        return resolve(project(), Selection((place,), (row["caption"],))).cards[0]
    made = card(row["text"], place)
    language = LANGUAGES[row.get("lang", "en")]
    phrases = project().brand.phrases.get(language.tag, ())
    return replace(made, case=replace(made.case, language=language), phrases=phrases)


def _written(line: str) -> str:
    return line.replace("\u00a0", "~")
