"""Checks on alt texts: what a picture says and shows, for people who cannot see it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from sharegen.catalog.proofs import UNSURE, Figure, Found, Proof, on_frame
from sharegen.model.card import Card
from sharegen.model.frame import Frame
from sharegen.model.manuscript import APPROVED

_WCAG = "WCAG 2.2, success criterion 1.1.1, Non-text Content"
_PLACED = "each placement's row: the limit of its alt text, its source and how sure it is"
_NO_LETTERS = re.compile(r"[\W_]+")
_GOES_ON = r"(?![\w/-]|\.\w)"  # an address that goes further is another one
_FOOTER = "footer"
WRITTEN, COMPOSED = "written", "composed"


@on_frame(why="who cannot see the picture is told nothing", source=_WCAG)
def alt_missing(proof: Proof) -> Iterator[Found | Figure]:
    """Every picture has an alt text: one that somebody wrote, or one composed of all its words."""
    if not _bare(proof.card.alt):
        yield Found("the picture has no alt text", "write alt: for this language")
    yield Figure(WRITTEN if proof.card.alt_written else COMPOSED)


@on_frame(why="who cannot see the picture is told something else than all others", source=_WCAG)
def alt_incomplete(proof: Proof) -> Iterator[Found]:
    """The alt text has all words of the picture and its address, in their order."""
    card, alt = proof.card, _bare(proof.card.alt)
    missing, place = [], 0
    for said, instead in _said(card, proof.frame):
        found = max(alt.find(_bare(said), place), alt.find(_bare(instead), place))
        if found < 0:
            missing.append(said)
        else:
            place = found + 1
    address = card.footer.address
    if _footed(proof.frame) and not _has_address(card.alt, address):
        missing.append(address)
    if missing:
        words = '", "'.join(missing)
        yield Found(
            f'the alt text lacks "{words}", or has it in another order',
            "write all words of the picture, then what it shows; without alt: it is composed",
            warns=card.status != APPROVED,
        )


@on_frame(
    why="the platform refuses the alt text, or cuts it off",
    source=_PLACED,
    placed=True,
)
def alt_too_long(proof: Proof) -> Iterator[Found | Figure]:
    """The alt text has at most as many characters as the platform takes.

    One that is composed has nothing left to shorten: of it only a limit that is sure is told.
    """
    spot = proof.card.placement
    count, most, unsure = len(proof.card.alt), spot.alt_limit, spot.alt_confidence in UNSURE
    if most and count > most and (proof.card.alt_written or not unsure):
        yield Found(
            f"the alt text has {count:,} characters; {spot.id} takes {most:,}",
            f"shorten what it says of the picture by {count - most:,}, not the words on it",
            warns=unsure,
        )
    yield Figure(count)


def _said(card: Card, frame: Frame) -> Iterator[tuple[str, str]]:
    """The words on a picture, passage by passage: those that are shown, and those that an alt text
    may have instead, the whole of what is shown in fewer words."""
    shown = {setting.role: setting.source.words for setting in frame.settings}
    for passage in card.passages:
        yield shown.get(passage.role, passage.text.words), passage.text.words
    if _footed(frame):
        yield card.footer.words, card.footer.words


@lru_cache(maxsize=256)
def _has_address(alt: str, address: str) -> bool:
    return re.search(re.escape(address) + _GOES_ON, alt, re.IGNORECASE) is not None


def _footed(frame: Frame) -> bool:
    """Whether the address stands on the picture."""
    return any(setting.role == _FOOTER for setting in frame.footer)


@lru_cache(maxsize=256)  # of a caption they are the same on all placements
def _bare(words: str) -> str:
    """Letters and figures alone: quotes, dashes, spaces and capitals make no difference."""
    return _NO_LETTERS.sub("", words.casefold())
