"""What a picture says, for people who cannot see it."""

from __future__ import annotations

from sharegen.catalog.parts import part_of
from sharegen.model.card import Footer, Passage
from sharegen.model.manuscript import Caption
from sharegen.model.project import Background
from sharegen.resolve.wording import Wording

_AT_LENGTH = "body"  # what written alt texts leave to the post


def title_of(words: Wording) -> str:
    """What a picture is about in one line."""
    return part_of(words.matter, "title").words


def alt_of(caption: Caption, tag: str, seen: tuple[tuple[Passage, ...], Footer, Background]) -> str:
    """The alt text of a picture: as somebody wrote it, where it shows what that was written for;
    else composed of all its words, and of what its art shows."""
    shown, footer, background = seen
    written = caption.alt.get(tag)
    if written is not None and shown and all(passage.role != _AT_LENGTH for passage in shown):
        return written.words
    parts = [passage.text.words for passage in shown]
    parts.append(f"{footer.words} {footer.address}".strip())
    parts.append(background.about)
    return " ".join(_ended(part) for part in parts if part)


def _ended(words: str) -> str:
    """Words with a full stop, so that two parts are not heard as one sentence."""
    last = words[-1:]
    return words + "." if last.islower() or last.isupper() or last.isdecimal() else words
