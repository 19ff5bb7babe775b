"""How exact the lengths of `sharegen export` are: for each translation there is, the length said
without looking at it, beside the longest of its own words that really fits.

The words of a translation, and after them those of the others, are set to any length in the shape
of the source; the real length is the longest at which they fit on all placements of a shape.
Prints each, then how far the lengths said are off, in per cent of the real ones.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from statistics import median

from sharegen.load import load_project
from sharegen.model.manuscript import Caption
from sharegen.model.project import Project
from sharegen.translation import room as rooms
from sharegen.translation.filling import Vocabulary, vocabulary
from sharegen.translation.room import Room

_ALONE = (0,)


def main(tag: str) -> None:
    """Compare, caption by caption and shape by shape."""
    project = load_project(Path(__file__).resolve().parents[1])
    off: list[float] = []
    for caption in project.captions:
        if tag not in caption.text or caption.text[tag].text.value == "":
            continue
        said = Room(_without(project, caption, tag), tag).of(_bare(caption, tag), "text")
        real = _real(project, caption, tag)
        for shape, length in said.items():
            off.append(100 * (length - real[shape]) / real[shape])
            figures = f"said {length:4} real {real[shape]:4} {off[-1]:+5.0f} %"
            print(f"{caption.id:28} {shape:9} {figures}")
    over = [one for one in off if one > 0]
    apart = sorted(map(abs, off))
    print(
        f"{len(off)} lengths: half within {median(apart):.0f} %, 9 of 10 within "
        f"{apart[len(off) * 9 // 10]:.0f} %, all within {apart[-1]:.0f} %; "
        f"{len(over)} too long, by {max(over, default=0):.0f} % at most"
    )


def _bare(caption: Caption, tag: str) -> Caption:
    """A caption without its translation."""
    return replace(caption, text={key: row for key, row in caption.text.items() if key != tag})


def _without(project: Project, caption: Caption, tag: str) -> Project:
    captions = tuple(_bare(row, tag) if row is caption else row for row in project.captions)
    return replace(project, captions=captions)


def _real(project: Project, caption: Caption, tag: str) -> dict[str, int]:
    """What really fits of the caption's own words."""
    own = caption.text[tag].text
    others = [row.text[tag].text for row in project.captions if tag in row.text]
    words: Vocabulary = vocabulary(tag, [own, *others])
    starts, rooms._STARTS = rooms._STARTS, _ALONE
    try:
        room = _Own(project, tag)
        object.__setattr__(room, "words", words)
        return room.of(caption, "text")
    finally:
        rooms._STARTS = starts


class _Own(Room):
    """Measures with words that are given."""

    words = None  # type: ignore[assignment]


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "es")
