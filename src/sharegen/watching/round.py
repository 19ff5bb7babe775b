"""What came of a save, and how a page or a terminal says it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sharegen.model.diagnostic import Diagnostic
from sharegen.wording import FIRST, Sentences, sentences

_FEW = 3  # captions that are named


def speaking(tag: str = FIRST) -> Sentences:
    """What the page says in a language. KeyError for one that it does not speak."""
    return sentences(Path(__file__).parent, tag)


@dataclass(frozen=True, slots=True)
class Round:
    """What came of a save: how many pictures were made, of which captions, after how many seconds
    the last of them was there, and all that is wrong now."""

    made: int
    captions: tuple[str, ...]
    seconds: float
    problems: tuple[Diagnostic, ...]
    stopped: bool = False

    def told(self, say: Sentences) -> str:
        """In one line."""
        if self.stopped:
            return say("unusable")
        if not self.made:
            return say("unchanged")
        few = ", ".join(self.captions[:_FEW]) + " …" * (len(self.captions) > _FEW)
        seconds = say.number(self.seconds, 2)
        return say.counted("made", self.made, seconds=seconds, captions=few)
