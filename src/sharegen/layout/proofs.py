"""The proofs of a text: it is cast off once for all rungs at which its letters come out alike."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from sharegen.layout.breaking import joints
from sharegen.layout.castoff import Castoff
from sharegen.layout.galley import Galley, galley
from sharegen.layout.items import items_of
from sharegen.layout.ladder import NARROWER, Rung
from sharegen.model.card import Card, Passage, Typecase
from sharegen.model.manuscript import Text
from sharegen.model.spec import EVEN, Language, TextStyle

_WIDTH, _OPTICAL = "wdth", "opsz"  # the axes that a rung sets


class Proofs:
    """A text in a style at every rung of a ladder. Raises CardError `missing-glyph`."""

    def __init__(
        self, case: Typecase, style: TextStyle, text: Text, phrases: tuple[str, ...]
    ) -> None:
        self._of = (case, style, text)
        self._phrases = phrases
        faces = {item.face for item in items_of(text, case, style.face)}
        ranges = {axis for face in faces for axis in face.axes if axis[0] in (_WIDTH, _OPTICAL)}
        self._ranges = tuple(sorted(ranges))
        self._narrows = any(tag == _WIDTH for tag, _, _ in ranges)
        self._found: dict[tuple[float, ...], Castoff] = {}

    def tells_apart(self, rung: Rung) -> bool:
        """Whether its letters can differ from those of a cheaper rung of its size."""
        return self._narrows or rung.name != NARROWER

    def at(self, rung: Rung) -> Castoff:
        """The text at a rung. Of the values a rung has for the axes only what the faces make of
        them counts: a face whose optical sizes end at 32 has one drawing for all above."""
        values = {_WIDTH: rung.width_axis, _OPTICAL: rung.size_px}
        kind = tuple([min(max(values[tag], least), most) for tag, least, most in self._ranges])
        found = self._found.get(kind)
        if found is None:
            case, style, text = self._of
            made = galley(case, style, text, rung)
            found = self._found[kind] = _castoff(
                made, (case.language, self._phrases), style.lines == EVEN
            )
        return found


def proofs(card: Card, passage: Passage, text: Text) -> Proofs:
    """The proofs of a text, the passage's own or its short form."""
    return _proofs(card.case, _sizeless(passage.style), text, card.phrases)


@lru_cache(maxsize=256)
def _sizeless(style: TextStyle) -> TextStyle:
    """The style without all that no galley depends on: one for every shape."""
    return replace(style, sizes_u=(), floor_u=0.0, leading_em=0.0, widths=(0, 0), align="")


_proofs = lru_cache(maxsize=64)(Proofs)


@lru_cache(maxsize=128)
def _castoff(made: Galley, of: tuple[Language, tuple[str, ...]], even: bool) -> Castoff:
    """One for the colours of all grounds: a galley has none. `of` are the language and what holds
    together in it."""
    return Castoff(made, joints(made.text, *of, even))
