"""A picture does not depend on what was made before it, nor on how many are made at once."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from speaking import TAGS, spoken

from sharegen.catalog.font_packages import FONT_PACKAGES
from sharegen.catalog.languages import LANGUAGES
from sharegen.layout import layout
from sharegen.load import load_project
from sharegen.oneoff import Wish, cards_of
from sharegen.pipeline import render
from sharegen.starter import starter_kit

Run = Callable[..., CompletedProcess[str]]
# Scripts and directions that share caches with each other and with Latin.
ALONE = ("en", "ru", "ar", "hi", "th")


@pytest.mark.parametrize("tag", ALONE)
def test_a_picture_alone_has_the_bytes_it_has_among_others(
    run: Run, tmp_path: Path, tag: str
) -> None:
    """A process that makes this one only, against one that has made many."""
    for other in TAGS:
        layout(spoken(other, "open-graph"))
    words = LANGUAGES[tag].sample
    done = run("card", words, "--to", "open-graph", "--lang", tag, "-o", "alone.png")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "alone.png").read_bytes() == _among_others(words, tag)


def _among_others(words: str, tag: str) -> bytes:
    (card,) = cards_of(load_project(starter_kit()), Wish(words, ("open-graph",), language=tag))
    return render(card).data


def test_frames_are_equal_in_any_order() -> None:
    tags = [tag for tag in TAGS if tag not in FONT_PACKAGES]
    first = {tag: layout(spoken(tag, "instagram-square")) for tag in tags}
    random.Random(7).shuffle(tags)
    assert {tag: layout(spoken(tag, "instagram-square")) for tag in tags} == first
