"""The words of a caption on a placement: as written, or as a copy editor fixed them for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sharegen.catalog.parts import Matter
from sharegen.model.manuscript import NO_BREAK_SPACE, Caption, Override, Text, Translation, least

_NOTHING = Override()


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one picture, the fewer ones for where they do not fit, and how far they are;
    `by_hand` are the kinds of what was fixed on them."""

    matter: Matter
    short: Text | None
    status: str
    by_hand: tuple[str, ...] = ()

    @property
    def text(self) -> Text:
        return self.matter.text


def wording(caption: Caption, tag: str, placement: str) -> Wording:
    """Turn a caption into its words in a language it has, on a placement.

    Words for one placement alone may hold it back, by a status of their own, and never release
    what the caption holds back. Fewer words that are less far than the text do not stand in for
    it, nor do the caption's where the text is one for this placement alone.
    """
    override = caption.overrides.get(placement, _NOTHING)
    own, written = override.text.get(tag), caption.text[tag]
    status = caption.standing(tag)
    if own is not None and own.status:
        status = least((status, own.status))
    text = (own or written).text
    short = override.short.get(tag) or (None if own else caption.short.get(tag))
    if short is not None and least((short.status or status, status)) != status:
        short = None
    matter = Matter(text, _in(caption.heading, tag), _in(caption.body, tag), caption.number)
    return Wording(matter, short.text if short else None, status, _by_hand(override, tag, text))


def _in(words: Mapping[str, Translation], tag: str) -> Text:
    return words[tag].text if tag in words else Text("")


def _by_hand(override: Override, tag: str, text: Text) -> tuple[str, ...]:
    fixed = {
        "text": tag in override.text,
        "short": tag in override.short,
        "size": override.size is not None,
        "region": override.region is not None,
        "background": bool(override.background),
        "forced-break": "\n" in text.value,
        "no-break": NO_BREAK_SPACE in text.value,
    }
    return tuple(kind for kind, is_so in fixed.items() if is_so)
