"""Every file in bad/ carries its expected problems, each in a comment above the faulty line:

    # error[code] message; hint: hint

Files named brand-…, backgrounds-… and templates-… stand for these files, all others for
captions.yaml.
The problems of the file must be exactly these.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from sharegen.load import load_project
from sharegen.model.diagnostic import Diagnostic, ProjectError

BAD = Path(__file__).parent / "bad"
_EXPECTED = re.compile(
    r"\s*# (?P<severity>error|warning)\[(?P<code>[a-z-]+)\] (?P<message>.*?)(; hint: (?P<hint>.*))?"
)


class Expected(NamedTuple):
    line: int
    severity: str
    code: str
    message: str
    hint: str


def target(path: Path) -> str:
    """Which file of a project the broken one stands for."""
    name = path.stem.split("-")[0]
    places = {
        "brand": "assets/brand.yaml",
        "backgrounds": "assets/backgrounds/backgrounds.yaml",
        "templates": "assets/templates.yaml",
    }
    return places.get(name, "captions.yaml")


def expectations(text: str) -> list[Expected]:
    """The problems a file says it has; they belong to the next line without an expectation."""
    waiting: list[re.Match[str]] = []
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        match = _EXPECTED.fullmatch(line)
        if match:
            waiting.append(match)
            continue
        for one in waiting:
            found.append(
                Expected(number, one["severity"], one["code"], one["message"], one["hint"] or "")
            )
        waiting.clear()
    return found


def problems_of(project: Path) -> tuple[Diagnostic, ...]:
    try:
        loaded = load_project(project)
    except ProjectError as error:
        return error.problems
    return (*loaded.problems, *loaded.warnings)


@pytest.mark.parametrize("path", sorted(BAD.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_bad_file_has_exactly_the_problems_it_names(path: Path, project: Path) -> None:
    (project / target(path)).write_bytes(path.read_bytes())
    expected = expectations(path.read_text("utf-8"))
    assert expected, "no expectation in the file"
    found = [
        Expected(p.at.line, p.severity.value, p.code, p.message, p.hint)
        for p in problems_of(project)
        if p.at is not None and p.at.file == target(path)
    ]
    assert sorted(found) == sorted(expected)


def test_there_are_enough_bad_files() -> None:
    assert len(list(BAD.glob("*.yaml"))) >= 120


@pytest.mark.parametrize("path", sorted(BAD.glob("*.yaml")), ids=lambda path: path.stem)
def test_messages_keep_to_the_style(path: Path) -> None:
    for expected in expectations(path.read_text("utf-8")):
        for words in (expected.message, expected.hint):
            assert len(words) <= 400
            assert words.isprintable()
            assert not words.endswith(".")
        assert expected.hint
