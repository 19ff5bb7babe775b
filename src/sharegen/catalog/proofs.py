"""What a check is: one decorated function. Its name is the code of the problems it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sharegen.model.card import Card
from sharegen.model.diagnostic import Severity
from sharegen.model.frame import Frame

FRAME = "frame"  # proven before a pixel is painted


class Proof(NamedTuple):
    """What a check on a frame looks at: the card, and the frame that was made of it."""

    card: Card
    frame: Frame


class Found(NamedTuple):
    """What is wrong: what was found and what is allowed, and what can be done now."""

    message: str
    hint: str


Rule = Callable[[Proof], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Check:
    """One rule that finished work keeps. `about` is the rule as a fact, `why` what breaks without
    it, `source` where it is from."""

    id: str
    stage: str
    severity: Severity
    about: str
    why: str
    source: str
    run: Rule


def on_frame(why: str, source: str, severity: Severity = Severity.ERROR) -> Callable[[Rule], Check]:
    """Turn a function on a proof into a check; the first line of its docstring is the rule."""

    def row(rule: Rule) -> Check:
        about = (rule.__doc__ or "").partition("\n")[0].rstrip(".")
        return Check(rule.__name__.replace("_", "-"), FRAME, severity, about, why, source, rule)

    return row
