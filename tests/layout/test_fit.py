"""The best breaks and the best candidate, against brute force over all of them."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations

import pytest
from cards import card, placement, text
from hypothesis import given, settings
from hypothesis import strategies as st

from sharegen.catalog.languages import LANGUAGES
from sharegen.layout import castoff, ladder, pricing
from sharegen.layout.breaking import Joint, joints
from sharegen.layout.castoff import Breaks, Castoff
from sharegen.layout.choose import choose
from sharegen.layout.fit import Measure, best_breaks
from sharegen.layout.galley import Galley, galley
from sharegen.layout.ladder import Rung, rungs
from sharegen.layout.region import Region
from sharegen.model.geometry import Rect
from sharegen.model.spec import Language

WORDS = st.lists(
    st.sampled_from(
        "a of the child children by people they trust, strangers. trafficking **know** Ask. "
        "not more and help: money, U.S. New York 7 24 hours – well-known 2020".split()
    ),
    min_size=1,
    max_size=9,
).map(" ".join)


def proof_of(words: str, language: Language = LANGUAGES["en"]) -> tuple[Galley, tuple[Joint, ...]]:
    made = card(words)
    (passage,) = made.passages
    proof = galley(made.case, passage.style, passage.text, Rung("size", 80, 100, 0))
    return proof, joints(passage.text, language, ("sex trafficking",))


def cost_of(proof: Galley, ends: tuple[Joint, ...], chosen: tuple[int, ...]) -> Breaks:
    """The cost as docs/typesetting.md writes it, term by term."""
    stops = [*chosen, len(ends) - 1]
    mean = proof.width(0, ends[-1].end) / len(stops)
    cost, lines, first = 0.0, [], 0
    for number, stop in enumerate(stops, 1):
        start = ends[first - 1].next if first else 0
        width = proof.width(start, ends[stop].end)
        cost += ends[stop].price + castoff.RAGGED * ends[stop].even * ((width - mean) / mean) ** 2
        cost += sum(ends[inside].runs_on for inside in range(first, stop))
        if number == 1 < len(stops) and width < mean / 2 and ends[stop].price > pricing.CLAUSE_END:
            cost += castoff.SHORT_FIRST
        if number == len(stops) > 1:
            if width < mean / 3:
                cost += castoff.RUNT
            elif stop == first:
                cost += castoff.SINGLE * ends[stop].even
        lines.append((start, ends[stop].end))
        first = stop + 1
    return Breaks(tuple(lines), cost)


def brute_force(
    proof: Galley, ends: tuple[Joint, ...], measure: Measure, size: float
) -> float | None:
    """The cheapest of all sets of breaks that fit."""
    most = int((measure.height / size - proof.ascent_em) / measure.leading_em + 1e-9) + 1
    if measure.height < proof.ascent_em * size:
        return None
    inner = range(len(ends) - 1)
    forced = {index for index in inner if ends[index].forced}
    costs = [
        found.cost
        for count in range(min(most, len(ends)))
        for chosen in combinations(inner, count)
        if forced <= set(chosen)
        for found in [cost_of(proof, ends, chosen)]
        if all(proof.width(*line) * size <= measure.width for line in found.lines)
    ]
    return min(costs, default=None)


@given(WORDS, st.floats(150, 1500), st.floats(40, 900))
@settings(max_examples=150)
def test_no_other_breaks_cost_less(words: str, width: float, height: float) -> None:
    proof, ends = proof_of(words)
    measure = Measure(width, height, 1.08)
    found = best_breaks(Castoff(proof, ends), measure, 80)
    expected = brute_force(proof, ends, measure, 80)
    assert (found is None) == (expected is None)
    if found is not None:
        assert found.cost == pytest.approx(expected)


@given(WORDS, st.floats(150, 1500), st.floats(40, 900))
@settings(max_examples=40)
def test_no_other_breaks_cost_less_where_nobody_balances(
    words: str, width: float, height: float
) -> None:
    """The joints of a script without spaces, on words the face has."""
    script = replace(LANGUAGES["en"].script, spaceless=True)
    proof, ends = proof_of(words, replace(LANGUAGES["en"], script=script))
    found = best_breaks(Castoff(proof, ends), Measure(width, height, 1.08), 80)
    expected = brute_force(proof, ends, Measure(width, height, 1.08), 80)
    assert (found and found.cost) == (pytest.approx(expected) if expected is not None else None)


@given(WORDS, st.lists(st.tuples(st.floats(1, 20), st.integers(1, 6)), min_size=2, max_size=12))
def test_what_is_known_changes_no_answer(words: str, asked: list[tuple[float, int]]) -> None:
    """A cast-off that was asked before answers as a new one does, to the last bit."""
    proof, ends = proof_of(words)
    kept = Castoff(proof, ends)
    for limit, most in asked:
        found, alone = kept.cheapest(limit, most), Castoff(proof, ends).cheapest(limit, most)
        assert found == alone
        if alone is not None:
            assert kept.cheapest(limit, most, alone.cost) is None
            assert kept.cheapest(limit, most, alone.cost + 1e-6) == alone


@given(WORDS, st.floats(150, 1500), st.floats(40, 900), st.floats(0, 300), st.floats(0, 300))
def test_a_larger_box_never_costs_more(
    words: str, width: float, height: float, wider: float, taller: float
) -> None:
    proof, ends = proof_of(words)
    tight = best_breaks(Castoff(proof, ends), Measure(width, height, 1.08), 80)
    loose = best_breaks(Castoff(proof, ends), Measure(width + wider, height + taller, 1.08), 80)
    if tight is not None:
        assert loose is not None
        assert loose.cost <= tight.cost + 1e-9


@given(WORDS, st.integers(150, 1500), st.floats(40, 900))
def test_one_pixel_changes_the_breaks_only_for_better_ones(
    words: str, width: int, height: float
) -> None:
    """One px more costs no more; breaks that still fit with one px less are still the best there:
    what was taken instead of them costs as much."""
    proof, ends = proof_of(words)
    found = [
        best_breaks(Castoff(proof, ends), Measure(width + more, height, 1.08), 80)
        for more in (-1, 0, 1)
    ]
    costs = [math.inf if breaks is None else breaks.cost for breaks in found]
    assert costs[2] <= costs[1] + 1e-9
    assert costs[1] <= costs[0] + 1e-9
    if found[1] is not None:
        widest = max(proof.width(*line) for line in found[1].lines)
        if widest * 80 <= width - 1:
            assert costs[0] == pytest.approx(costs[1])


@given(WORDS, st.integers(300, 1200), st.integers(200, 900))
@settings(max_examples=25)
def test_no_other_candidate_costs_less(words: str, width: int, height: int) -> None:
    made = card(words, placement(1080, 1080))
    (passage,) = made.passages
    regions = (
        Region("below", Rect(0, 0, width, height), 0.0),
        Region("left", Rect(0, 0, width * 0.6, height * 1.4), 0.5),
    )
    found = choose(made, passage, passage.text, regions)
    ends = joints(passage.text, made.case.language, made.phrases)
    costs = []
    for rung in rungs(passage.style, 10.8):
        proof = galley(made.case, passage.style, passage.text, rung)
        for region in regions:
            measure = Measure(region.area.width, region.area.height, passage.style.leading_em)
            cost = brute_force(proof, ends, measure, rung.size_px)
            if cost is not None:
                costs.append(rung.price + region.price + cost)
    assert (found is None) == (not costs)
    if found is not None:
        assert found.cost == pytest.approx(min(costs))


def test_the_ladder_gets_dearer() -> None:
    (passage,) = card("words").passages
    ladder = rungs(passage.style, 10.8)
    assert [rung.price for rung in ladder] == sorted(rung.price for rung in ladder)
    assert ladder[0].size_px == pytest.approx(passage.style.sizes_u[0] * 10.8)
    assert min(rung.size_px for rung in ladder) >= passage.style.floor_u * 10.8 - 0.01
    assert {rung.name for rung in ladder} == {"size", "narrower", "smaller"}


def test_a_hard_break_is_cheaper_than_going_below_the_comfortable_size() -> None:
    """… and dearer than the whole way down to it: TYPESETTING's order of preference."""

    for shape_style in (
        card("x", where).passages[0].style for where in ("x-post", "instagram-story")
    ):
        above = [rung.price for rung in rungs(shape_style, 10) if rung.name != "smaller"]
        assert max(above) < pricing.HARD < ladder.BELOW_COMFORT


def test_equal_texts_at_any_place_are_set_alike() -> None:
    assert text("Not like this.") == text(" Not  like this. ")
