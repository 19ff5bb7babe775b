"""How long the layout of one card takes: all regions and rungs, in ms.

    python setting.py [--json FILE]

The English set is every caption on the default placements. `cold` is the first time each card is
laid out, as in a build: what a text takes in lines is found once for all its placements. All other
figures are warm: of cards that were laid out before.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from speaking import SHAPES, TAGS, spoken  # noqa: E402

from sharegen.layout import layout  # noqa: E402
from sharegen.load import load_project  # noqa: E402
from sharegen.model.card import Card  # noqa: E402
from sharegen.resolve import Selection, resolve  # noqa: E402

RUNS = 7


def timed(card: Card) -> float:
    start = time.perf_counter()
    layout(card)
    return (time.perf_counter() - start) * 1000


def figures() -> dict[str, float]:
    cards = resolve(load_project(ROOT), Selection()).cards
    found = {"English set, cold": median(timed(card) for card in cards)}
    found["English set"] = median(timed(card) for _ in range(RUNS) for card in cards)
    for tag in TAGS:
        samples = [spoken(tag, shape) for shape in SHAPES]
        for card in samples:
            layout(card)
        found[tag] = median(timed(card) for _ in range(RUNS) for card in samples)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", type=Path)
    found = figures()
    for name, ms in found.items():
        print(f"{name:<20} {ms:6.2f} ms a card")
    file = parser.parse_args().json
    if file:
        file.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
