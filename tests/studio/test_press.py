"""Pictures for a page: each made once, a few at a time, the latest kept; who comes late waits."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from house import WORDS

from sharegen.load import load_project
from sharegen.model.card import Card
from sharegen.oneoff import Wish, cards_of
from sharegen.studio import press as press_module
from sharegen.studio.press import Busy, Press

PLACES = ("instagram-square", "email-header", "x-header")


@pytest.fixture(scope="module")
def cards(home: Path) -> tuple[Card, ...]:
    project = load_project(home)
    found = (cards_of(project, Wish(f"{WORDS} {n}", PLACES)) for n in range(4))
    return tuple(card for row in found for card in row)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Drawing waits until it is let go; how many draw at once, and what was drawn."""

    class Gate:
        def __init__(self) -> None:
            self.open = threading.Event()
            self.drawn: list[Card] = []

    gate, ready = Gate(), press_module.ready

    def waiting(card: Card) -> object:
        gate.drawn.append(card)
        assert gate.open.wait(10)
        return ready(card)

    monkeypatch.setattr(press_module, "ready", waiting)
    return gate


async def begun(gate: Any) -> None:
    """Wait until something is being drawn."""
    while not gate.drawn:
        await asyncio.sleep(0.01)


def run(work: Callable[[Press], Awaitable[None]], **given: int) -> None:
    async def inside() -> None:
        press = Press(**given)
        try:
            await work(press)
        finally:
            press.close()

    # a loop of its own, whatever runs in this thread: Playwright has one in it
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(inside())).result()


def test_the_same_picture_is_made_once(cards: tuple[Card, ...], slow: Any) -> None:
    async def work(press: Press) -> None:
        tasks = [asyncio.create_task(press.picture(cards[0])) for _ in range(5)]
        await asyncio.sleep(0)
        slow.open.set()
        made = await asyncio.gather(*tasks)
        assert len({id(one) for one in made}) == 1 and slow.drawn == [cards[0]]
        assert await press.picture(cards[0]) is made[0] and len(slow.drawn) == 1

    run(work)


def test_whoever_comes_when_too_many_wait_is_sent_away(cards: tuple[Card, ...], slow: Any) -> None:
    async def work(press: Press) -> None:
        tasks = [asyncio.create_task(press.picture(card)) for card in cards[:4]]
        await begun(slow)  # two are being made, two wait
        assert len(slow.drawn) == 1  # one thread draws
        with pytest.raises(Busy):
            await press.picture(cards[4])
        with pytest.raises(Busy):
            await press.think(lambda: None)
        same = asyncio.create_task(press.picture(cards[3]))  # waits already: joins
        slow.open.set()
        assert len({one.card for one in await asyncio.gather(*tasks, same)}) == 4
        assert (await press.picture(cards[4])).data

    run(work, cores=2, queue=2)


def test_who_goes_away_stops_nobody_else(cards: tuple[Card, ...], slow: Any) -> None:
    async def work(press: Press) -> None:
        gone = asyncio.create_task(press.picture(cards[0]))
        stays = asyncio.create_task(press.picture(cards[0]))
        await begun(slow)
        gone.cancel()
        slow.open.set()
        assert (await stays).data

    run(work)


def test_the_oldest_pictures_are_let_go_by_their_bytes(cards: tuple[Card, ...]) -> None:
    async def work(press: Press) -> None:
        sizes = [len((await press.picture(card)).data) for card in cards[:6]]
        assert press.filled <= 200_000 < sum(sizes)
        first, last = await press.picture(cards[0]), await press.picture(cards[5])
        assert first.data and last.data and press.filled <= 200_000

    run(work, kept=200_000)


def test_a_card_that_cannot_be_made_is_kept_with_its_problem(home: Path) -> None:
    project = load_project(home)
    (card,) = cards_of(project, Wish("Wide" * 60, ("instagram-square",)))

    async def work(press: Press) -> None:
        made = await press.picture(card)
        assert made.data == b"" and made.problems[0].code == "overflow"
        assert await press.picture(card) is made

    run(work)


def test_the_first_few_are_begun_before_they_are_asked_for(
    cards: tuple[Card, ...], slow: Any
) -> None:
    async def work(press: Press) -> None:
        press.begin(cards)
        press.begin(cards)  # those that are being made are not begun again
        await begun(slow)
        asked = asyncio.create_task(press.picture(cards[0]))
        slow.open.set()
        assert (await asked).card is cards[0]
        while len(slow.drawn) < 6:
            await asyncio.sleep(0.01)
        assert slow.drawn == list(cards[:6])
        assert (await press.picture(cards[5])).data and len(slow.drawn) == 6

    run(work)


def test_nothing_is_begun_when_too_many_wait(cards: tuple[Card, ...], slow: Any) -> None:
    async def work(press: Press) -> None:
        tasks = [asyncio.create_task(press.picture(card)) for card in cards[:3]]
        await begun(slow)  # one is being made, two wait
        press.begin(cards[3:])
        slow.open.set()
        await asyncio.gather(*tasks)
        assert slow.drawn == list(cards[:3])

    run(work, cores=1, queue=2)
