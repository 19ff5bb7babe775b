"""What the proofs of one picture cost: of its frame, its pixels and its file, in ms of processor
time, and as a part of all that the picture takes.

    python proofs.py [--json FILE]

The pictures are the captions on square, story and wide canvases; medians. Layouts and art are
warm, as in a build; each check is run anew. Where others work on the machine, too, read the ratios.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from PIL import Image

from sharegen.catalog.checks import CHECKS
from sharegen.catalog.proofs import FILE, FRAME, PIXELS, Finished, Proof
from sharegen.check import check
from sharegen.load import load_project
from sharegen.model.geometry import Size
from sharegen.pipeline import Drawing, draw, finish, seen
from sharegen.resolve import Selection, resolve

ROOT = Path(__file__).parent.parent
SHAPES = ("instagram-square", "instagram-story", "x-post")
RUNS = 9
_CANVAS = Size(1080, 1080)


def timed(task: Callable[[], Any]) -> float:
    """Ms of processor time, the median of some runs after one that warms up."""
    task()
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        task()
        times.append((time.process_time() - start) * 1000)
    return median(times)


def subjects(drawing: Drawing) -> dict[str, Any]:
    picture = finish(drawing)
    proof = Proof(drawing.card, drawing.frame)
    finished = Finished(drawing.card, picture.record, picture.data)
    return {FRAME: proof, PIXELS: seen(drawing), FILE: finished}


def of_one(drawing: Drawing) -> dict[str, float]:
    found = {"whole picture": timed(lambda: finish(draw(drawing.card)))}
    given = subjects(drawing)

    def anew(stage: str) -> Any:
        """What is proven, as a batch has it: of its base layer nothing is known yet."""
        drawing.layer.forget()
        return given[stage]

    for row in CHECKS.values():
        if row.stage in given:
            found[f"{row.stage}: {row.id}"] = timed(lambda row=row: list(row.run(anew(row.stage))))
    found["pixels: footer set again"] = timed(lambda: seen(drawing))
    for stage in given:
        found[f"{stage}, all"] = timed(lambda stage=stage: check(stage, anew(stage)))
    found["all proofs"] = sum(found[f"{stage}, all"] for stage in given)
    found["all proofs"] += found["pixels: footer set again"]
    return found


def figures() -> dict[str, float]:
    cards = resolve(load_project(ROOT), Selection(SHAPES)).cards
    rows = [of_one(draw(card)) for card in cards]
    found = {name: median(row[name] for row in rows) for name in rows[0]}
    found["most of one picture"] = max(row["all proofs"] for row in rows)
    image = Image.new("RGB", _CANVAS)
    # what this machine takes now for 0.37 ms of an idle one (2 cores, Xeon, 2026-11)
    found["copy of a canvas"] = timed(image.copy)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", type=Path)
    file = parser.parse_args().json
    found = figures()
    whole = found["whole picture"]
    for name, ms in found.items():
        print(f"{name:<30} {ms:7.3f} ms  {100 * ms / whole:5.1f} %")
    if file:
        file.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
