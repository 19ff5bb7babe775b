"""An independent reader (tesseract) reads the captions back from the finished pictures."""

from __future__ import annotations

import io
import re
import subprocess
import unicodedata
from collections.abc import Callable
from difflib import SequenceMatcher

import pytest
from PIL import Image, ImageOps
from speaking import project, spoken

from sharegen.catalog.languages import LANGUAGES
from sharegen.model.card import Card
from sharegen.pipeline import render
from sharegen.resolve import Selection, resolve

# Language of the catalog: tesseract's data. Arabic and Hebrew are asserted on the frame instead.
READERS = {
    "en": "eng",
    "es": "spa",
    "fr": "fra",
    "vi": "vie",
    "ru": "rus",
    "hi": "hin",
    "th": "tha",
    "ja": "jpn",
}
MARGIN = 24  # px of ground around the words: readers want some


def read(card: Card, tool: Callable[[str], str]) -> tuple[str, str]:
    """What the words of a card are, and what the reader sees in the finished file."""
    made = render(card)
    (setting,) = made.drawing.frame.settings
    box = tuple(round(edge) for edge in (setting.ink.x, setting.ink.y, setting.ink.right,
                                         setting.ink.bottom))  # fmt: skip
    left, top, right, bottom = box
    image = Image.open(io.BytesIO(made.data)).convert("RGB")
    words = image.crop((left - MARGIN, top - MARGIN // 2, right + MARGIN, bottom + MARGIN // 2))
    # readers are made for dark words on paper: every colour of words is lighter than night
    plain = ImageOps.invert(ImageOps.autocontrast(words.convert("L")))
    file = io.BytesIO()
    ImageOps.expand(plain, MARGIN, fill=plain.getpixel((2, 2))).save(file, "PNG")
    tag = card.case.language.tag
    done = subprocess.run(
        [tool("tesseract"), "stdin", "stdout", "-l", READERS[tag], "--psm", "6"],
        input=file.getvalue(),
        capture_output=True,
        check=True,
    )
    return setting.source.value, done.stdout.decode()


def bare(text: str) -> str:
    """Letters, marks and figures alone: spaces and punctuation are not what is read for."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[^\w\u0300-\u036f\u0900-\u097f\u0e00-\u0e7f]|_", "", folded)


@pytest.mark.parametrize(
    "placement", ["instagram-square", pytest.param("open-graph", marks=pytest.mark.long)]
)
@pytest.mark.parametrize("tag", READERS)
def test_the_sample_is_read_back(tag: str, placement: str, tool: Callable[[str], str]) -> None:
    tool("tesseract")
    words, seen = read(spoken(tag, placement), tool)
    assert SequenceMatcher(None, bare(words), bare(seen)).ratio() >= 0.95, seen


@pytest.mark.parametrize("tag", ["en", "es"])
def test_every_caption_is_read_back(tag: str, tool: Callable[[str], str]) -> None:
    tool("tesseract")
    statuses = ("approved", "draft")
    cards = resolve(project(), Selection(("instagram-portrait",), (), (tag,), statuses)).cards
    assert len(cards) >= 7
    for card in cards:
        if card.template != "statement":
            continue
        words, seen = read(card, tool)
        assert SequenceMatcher(None, bare(words), bare(seen)).ratio() >= 0.95, (words, seen)


def test_a_reader_that_sees_other_words_is_noticed() -> None:
    assert LANGUAGES["en"].sample
    assert SequenceMatcher(None, bare("by people they trust"), bare("by strangers")).ratio() < 0.95
