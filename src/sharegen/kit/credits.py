"""Whose the art behind the words is, as a list for whoever receives the pictures."""

from __future__ import annotations

from sharegen.gallery.exhibits import Set
from sharegen.model.project import Background

_HEAD = "The art behind the words: what it shows, its licence, whom to name."


def art_list(sets: tuple[Set, ...]) -> str:
    """The art that pictures show, one entry for each background; "" where they show none."""
    shown: dict[str, Background] = {}
    on: dict[str, dict[str, None]] = {}
    for one in sets:
        for piece in one.pieces:
            for picture in piece.pictures:
                ground = picture.card.background
                if ground.variants:
                    shown.setdefault(ground.id, ground)
                    on.setdefault(ground.id, {})[piece.caption.id] = None
    rows = [_row(shown[id], list(on[id])) for id in sorted(shown)]
    return "\n".join((_HEAD, "", *rows)) if rows else ""


def _row(ground: Background, captions: list[str]) -> str:
    lines = [
        ground.id,
        f"  shows: {ground.about}" if ground.about else "",
        f"  licence: {ground.licence or 'not said'}",
        f"  credit: {ground.credit}" if ground.credit else "",
        f"  on: {', '.join(captions)}",
    ]
    return "".join(f"{line}\n" for line in lines if line)
