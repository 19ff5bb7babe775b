"""What is said of colours that cannot be read: each pair, and the nearest colours that can."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharegen.load.contrast import Tone, legible, lit_stands_out
from sharegen.load.reader import Reader
from sharegen.model.color import Color, contrast_ratio
from sharegen.model.diagnostic import Diagnostic, Location, Severity

colors = st.builds(Color, *[st.integers(0, 255)] * 3)
_TAKEN = re.compile(r'(?:(ink|surface) )?"(#[0-9a-f]{6})"')


def said(least: float = 7, **roles: str) -> tuple[Diagnostic, ...]:
    """The problems of a tone of these colours; `ink_secondary` is the role ink-secondary."""
    found = {role.replace("_", "-"): Color.parse(value) for role, value in roles.items()}
    reader = Reader()
    tone = Tone(found, {role: Location("brand.yaml", n) for n, role in enumerate(found)})
    legible(reader, tone, least)
    lit_stands_out(reader, tone)
    return tuple(reader.problems)


def test_every_pair_that_fails_is_said_at_once() -> None:
    found = said(surface="#ffffff", ink="#888888", ink_secondary="#000000", accent="#ff8800")
    assert [p.message.split()[0] for p in found] == ["ink", "accent"]
    assert [p.at.line for p in found if p.at] == [1, 3]


def test_the_hint_has_the_nearest_color_and_its_ratio() -> None:
    (found,) = said(surface="#0b1d3f", ink="#6e8fc8")
    assert "5.09:1" in found.message
    assert found.hint.startswith('take "#88aae4" (7.06:1)')


def test_a_surface_that_is_nearer_is_offered_too() -> None:
    (found,) = said(surface="#4a4a4a", ink="#ffffff", accent="#ffd000")
    assert found.message.startswith("accent ")
    assert "or surface " in found.hint and "off which all words stand" in found.hint


def test_a_surface_on_which_other_words_would_fail_is_not_offered() -> None:
    (found,) = said(surface="#404040", ink="#ffffff", accent="#c0c0c0", ink_secondary="#ffffff")
    offered = re.search(r'surface "(#\w+)"', found.hint)
    assert offered is None or contrast_ratio(Color.parse(offered[1]), Color.parse("#ffffff")) >= 7


def test_a_surface_in_the_middle_has_to_move() -> None:
    (found,) = said(surface="#777777", ink="#ffffff")
    assert found.hint.startswith("neither white nor black stands off this surface; take surface ")


@given(colors, colors, st.sampled_from((4.5, 7.0, 12.0)))
def test_whatever_is_proposed_reaches_the_limit(ink: Color, surface: Color, least: float) -> None:
    for problem in said(least, ink=ink.hex, surface=surface.hex):
        now = {"ink": ink, "surface": surface}
        for proposal in problem.hint.split(", or "):
            taken = {role or "ink": Color.parse(hex) for role, hex in _TAKEN.findall(proposal)}
            assert taken, problem.hint
            pair = {**now, **taken}
            assert contrast_ratio(pair["ink"], pair["surface"]) >= least, problem.hint


@pytest.mark.parametrize(("lit", "warned"), [("#88a7de", True), ("#ffc857", False)])
def test_a_lit_side_stands_out(lit: str, warned: bool) -> None:
    found = said(mid="#3f68ab", light="#86a5dc", lit=lit)
    assert [(p.code, p.severity) for p in found] == [("lit-plane", Severity.WARNING)] * warned
