"""What pages say is there in every language they speak, and numbers are as people write them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import sharegen
from sharegen import wording
from sharegen.wording import FILE, SPOKEN, Sentences, number, sentences, spoken

FOLDERS = sorted(path.parent for path in Path(sharegen.__file__).parent.rglob(FILE))


def test_pages_speak() -> None:
    assert {folder.name for folder in FOLDERS} == {"studio", "watching"}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_sentence_is_in_every_language_with_the_same_values(folder: Path) -> None:
    rows = sentences(folder, "en").rows
    for name, row in rows.items():
        assert set(row) == set(SPOKEN), name
        values = {tag: sorted(re.findall(r"\{\w+\}", text)) for tag, text in row.items()}
        assert len({tuple(found) for found in values.values()}) == 1, name
        if name.startswith("problem-"):
            assert f"do-{name.removeprefix('problem-')}" in rows, name
        if name.endswith("-one"):
            assert name.removesuffix("-one") in rows, name


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_sentence_is_said_somewhere(folder: Path) -> None:
    kinds = ("*.py", "*.html")
    files = [path for kind in kinds for path in folder.rglob(kind)]
    used = "".join(path.read_text("utf-8") for path in (*files, Path(wording.__file__)))
    together = ("problem-", "do-", "zoom-", "over-", "status-", "severity-", "count-")
    for name in sentences(folder, "en").rows:
        plain = name.removesuffix("-one")
        assert name.startswith(together) or f'"{plain}"' in used or f"'{plain}'" in used, name


def test_numbers_and_counts() -> None:
    assert number(63206, "en") == "63,206" and number(63206, "es") == "63\u202f206"
    assert number(2200, "en") == "2,200" and number(2200, "es") == "2200"
    assert number(0.234, "en", 2) == "0.23" and number(0.234, "es", 2) == "0,23"
    say = Sentences({"a-one": {"en": "one"}, "a": {"en": "{count} of {x}"}}, "en")
    assert say.counted("a", 1) == "one" and say.counted("a", 1200, x="y") == "1,200 of y"


def test_the_language_that_a_browser_asks_for() -> None:
    headers = ("", "xx", "en;q=x, es", "en;q=0.1, es;q=0.2")
    assert [spoken(header) for header in headers] == ["en", "en", "es", "es"]
