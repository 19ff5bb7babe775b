"""sharegen at the work of the peers: 7 captions × 6 sizes, on a flat colour, a gradient, a photo.

    python peer_sharegen.py batch VARIANT OUTDIR JOBS         all pictures, then exit
    python peer_sharegen.py one VARIANT OUTDIR 1              one picture, then exit
    python peer_sharegen.py steady VARIANT OUTDIR JOBS REPS   passes timed in one process, JSON

PEERS_SPEC names the folder of work.json (else PEERS_WORK), PEERS_WORK the one of font.ttf and
photo.jpg. Every picture takes the whole road that a user's takes: layout with its search for size
and breaks, the checks, paint, metadata, hashes, the file and its alt text on disk. Nothing of a
pass is kept for the next but base layers (ground, footer), as a batch keeps them.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from sharegen.catalog.formats import PUBLISHED
from sharegen.catalog.languages import LANGUAGES
from sharegen.load.assets import Entry, read_variant
from sharegen.model.card import Card, Footer, Passage, Typecase
from sharegen.model.color import Color
from sharegen.model.geometry import Insets, Size
from sharegen.model.manuscript import Text
from sharegen.model.project import Background, Face, Gradient
from sharegen.model.spec import Grid, Placement, TextStyle
from sharegen.pipeline import Drawing, draw, finish
from sharegen.workers import overlapped
from sharegen.write import write_file

WORK = Path(os.environ["PEERS_WORK"])
SPEC_DIR = Path(os.environ.get("PEERS_SPEC", WORK))
SPEC = json.loads((SPEC_DIR / "work.json").read_text())
LEAST_PX = 12.0


def background(variant: str) -> Background:
    """The ground of a variant of the work."""
    if variant == "flat":
        return Background("flat", "dark", fill=Color.parse(SPEC["flat"]))
    if variant == "gradient":
        stops = tuple(Color.parse(stop) for stop in SPEC["grad"])
        return Background("gradient", "dark", fill=Gradient(180, stops))
    art, problems = read_variant(WORK, Entry("square", "photo.jpg"), None)
    if art is None:
        sys.exit("\n".join(problem.message for problem in problems))
    return Background("photo", "dark", scrim_ratio=SPEC["scrim"], variants=(art,))


def card(task: dict, ground: Background, face: Face) -> Card:
    """One picture of the work as a card."""
    width, height = task["w"], task["h"]
    x, y, box_width, box_height = task["box"]
    size = Size(width, height)
    foot = height - task["foot_bottom"]
    insets = Insets(y, width - x - box_width, height - foot, x)
    headline = TextStyle(
        face="headline",
        sizes_u=(task["max_px"] / size.unit,),
        floor_u=LEAST_PX / size.unit,
        leading_em=SPEC["line_height"],
        weight=700,
        color="ink",
        align="center",
    )
    small = TextStyle("headline", (1.0,), 1.0, weight=700, color="ink", align="center")
    grid = Grid(
        margin_u=0,
        footer_u=task["foot_px"] / size.unit,
        footer_widths=1e9,
        foot_u=(foot - y - box_height - task["foot_px"]) / size.unit,
        words_ratio=1.0,
        rule=False,
    )
    white = Color(255, 255, 255)
    colors = tuple((role, white) for role in ("accent", "ink", "rule", "surface"))
    words, address = SPEC["footer"].rsplit(" ", 1)
    return Card(
        caption=task["id"],
        placement=Placement(f"{width}x{height}", "", "", size, insets),
        template="statement",
        shape=size.shape,
        case=Typecase(colors, (("headline", face),), LANGUAGES["en"]),
        passages=(Passage("headline", Text(task["caption"]), headline, "middle"),),
        footer=Footer(words, address, small),
        grid=grid,
        background=ground,
        format=PUBLISHED,
        contrast=4.5,
        title=task["caption"],
        alt=task["caption"],
    )


def setup(variant: str) -> list[Card]:
    data = (WORK / "font.ttf").read_bytes()
    face = Face("font.ttf", hashlib.sha256(data).hexdigest(), (), WORK)
    ground = background(variant)
    return [card(task, ground, face) for task in SPEC["tasks"]]


def write(made: Card, drawing: Drawing, folder: str) -> None:
    """Everything a user gets of one picture: the file and the alt text beside it."""
    picture = finish(drawing)
    path = Path(folder) / f"{made.caption}.png"
    write_file(path, picture.encoded.parts)
    write_file(path.with_suffix(".alt.txt"), [made.alt.encode()])


def make(job: tuple[Card, str]) -> None:
    """One picture in a process of its own."""
    write(job[0], draw(job[0]), job[1])


def main() -> None:
    mode, variant, out, jobs = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
    Path(out).mkdir(parents=True, exist_ok=True)
    work = [(made, out) for made in setup(variant)]
    if mode == "one":
        make(next(job for job in work if job[0].caption == SPEC["one"]))
        return
    pool = ProcessPoolExecutor(jobs, get_context("forkserver")) if jobs > 1 else None

    def run() -> None:
        if pool is not None:
            list(pool.map(make, work, chunksize=max(1, len(work) // (jobs * 3))))
        else:
            for _ in overlapped(
                work, lambda job: draw(job[0]), lambda job, drawn: write(job[0], drawn, job[1])
            ):
                pass

    if mode == "batch":
        run()
    else:
        run()
        passes = []
        for _ in range(int(sys.argv[5])):
            start = time.perf_counter()
            run()
            passes.append((time.perf_counter() - start) * 1000 / len(work))
        print(json.dumps({"ms": passes, "phases": {}}))
    if pool is not None:
        pool.shutdown()


if __name__ == "__main__":
    main()
