"""What a picture says, for people who cannot see it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sharegen.catalog.parts import part_of
from sharegen.model.card import Footer, Passage
from sharegen.model.manuscript import Caption
from sharegen.resolve.wording import Wording

# What shows another picture than the one that the caption's alt text was written for.
_OTHERWISE = {"text", "background"}
_AT_LENGTH = "body"  # what written alt texts leave to the post


class Seen(NamedTuple):
    """What a picture shows: its words, its footer, its art as the project's language has it ("" for
    a picture in another), and the kinds of what was fixed on it by hand (model.card.BY_HAND); and
    how many characters of alt text its placement takes, 0 and None for any number."""

    shown: tuple[Passage, ...]
    footer: Footer
    art: str
    by_hand: tuple[str, ...]
    limit: int | None


def title_of(words: Wording) -> str:
    """What a picture is about in one line."""
    return part_of(words.matter, "title").words


def alt_of(caption: Caption, tag: str, picture: Seen) -> tuple[str, bool]:
    """The alt text of a picture, and whether somebody wrote it: theirs, where the picture shows
    what that was written for; else it is composed of all its words, and of what its art shows where
    the placement takes so much."""
    shown, footer, art, by_hand, limit = picture
    written = caption.alt.get(tag)
    whole = shown and all(passage.role != _AT_LENGTH for passage in shown)
    if written is not None and whole and not _OTHERWISE & {*by_hand}:
        return written.words, True
    said = [*(passage.text.words for passage in shown), f"{footer.words} {footer.address}".strip()]
    alt = _joined((*said, art))
    return alt if len(alt) <= (limit or len(alt)) else _joined(said), False


def _joined(parts: Iterable[str]) -> str:
    return " ".join(_ended(part) for part in parts if part)


def _ended(words: str) -> str:
    """Words with a full stop, so that two parts are not heard as one sentence."""
    last = words[-1:]
    return words + "." if last.islower() or last.isupper() or last.isdecimal() else words
