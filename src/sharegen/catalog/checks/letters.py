"""Checks on what letters really are: look-alikes, what nobody sees, letters in costume."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from sharegen.catalog.entries import POSTED, Written, entries
from sharegen.catalog.letters import alphabets, costumed, hidden, mixed, traps
from sharegen.catalog.links import faults
from sharegen.catalog.proofs import Copy, Found, on_copy
from sharegen.model.diagnostic import Severity
from sharegen.model.manuscript import Text

_UTS_39 = "Unicode Technical Standard 39, Security Mechanisms; from memory, 2026-11-27"
_BRAND = "in the brand"


@on_copy(
    why="a reader is led to somebody else's page",
    source="Unicode Technical Reports 36 and 39, RFC 3986, 7.6; from memory, 2026-11-27",
)
def deceptive_address(copy: Copy) -> Iterator[Found]:
    """Every address leads where it seems to: one alphabet, no punycode, nothing before an @."""
    for id, row in _every(copy):
        for address, why in traps(row.text.value):
            if row.place == POSTED and _said_of_link(row.text.value, address):
                continue
            yield Found(
                f"the address {address} {row.place} {why}",
                "type it again, in the letters of one alphabet",
                row.at,
                id,
            )


def _said_of_link(post: str, address: str) -> bool:
    """Whether post-link finds fault with an address of a post already."""
    return any(one.found in address or address in one.found for one in faults(post))


@on_copy(
    why="no search finds such a word, and no reader without sight hears it",
    source=_UTS_39,
    severity=Severity.WARNING,
)
def mixed_script(copy: Copy) -> Iterator[Found]:
    """No word mixes letters of alphabets that look alike, as Latin and Cyrillic."""
    for id, row in _every(copy):
        words = mixed(row.text.value)
        addresses = " ".join(address for address, _ in traps(row.text.value)) if words else ""
        word = next((word for word in words if word not in addresses), "")
        if word:
            names = ", ".join(alphabets(word)).title()
            yield Found(
                f'"{word}" {row.place} mixes letters of {names}',
                "type the word again, on one keyboard",
                row.at,
                id,
            )


@on_copy(
    why="it breaks search and sorting, and can hide a message",
    source=_UTS_39,
    severity=Severity.WARNING,
)
def hidden_character(copy: Copy) -> Iterator[Found]:
    """No character stands that nobody sees, where the script has no use for it."""
    for id, row in _every(copy):
        char = next(hidden(row.text.value), "")
        if char:
            name = unicodedata.name(char, "a control character").lower()
            yield Found(
                f"U+{ord(char):04X} ({name}) {row.place} cannot be seen",
                "delete it; retype the word where you cannot find it",
                row.at,
                id,
            )


@on_copy(
    why="readers without sight hear each letter's name or nothing, and no search finds them",
    source="Unicode Standard, 22.2, Mathematical Alphanumeric Symbols; from memory, 2026-11-27",
    severity=Severity.WARNING,
)
def styled_letters(copy: Copy) -> Iterator[Found]:
    """No mathematical or circled letters stand in for bold, italic or ornate ones."""
    for id, row in _every(copy):
        run = costumed(row.text.value)
        if run:
            plain = unicodedata.normalize("NFKC", run)
            yield Found(
                f'"{run}" {row.place} is made of signs that only look like letters',
                f"write {plain}" if plain.isascii() else "write it in ordinary letters",
                row.at,
                id,
            )


def _every(copy: Copy) -> Iterable[tuple[str, Written]]:
    """Every text with the id of its entry; the brand's own have none."""
    for entry in entries(copy):
        yield from ((entry.id, row) for row in entry.written)
    brand = copy.project.brand
    lines = [
        *((tag, f"{foot.words} {foot.address}", foot.at) for tag, foot in brand.footer.items()),
        *((tag, line.words, line.at) for tag, line in brand.help.items()),
    ]
    for tag, words, at in lines:
        if at is not None:
            yield "", Written(_BRAND, tag, Text(words), at)
