"""The page in a folder: index.html with all parts, and scripts that an open page asks for again and
again, as it cannot fetch anything from a disk."""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sharegen.anatomy import (
    BASELINE,
    FOOT,
    HAIRLINE,
    LINE,
    QUIET,
    REGION,
    SAFE,
    SUBJECT,
    TAKEN,
)
from sharegen.guides import COVERED, CUT
from sharegen.templating import page_bytes
from sharegen.watching.board import PAGES, Board
from sharegen.watching.tracing import Tracing
from sharegen.write import Output

INDEX = "index.html"
FOLDER = "page"  # what the page is made of, beside the pictures
TICK, STATE, TRACINGS = "tick.js", "state.js", "tracings.js"
SCRIPTS = (TICK, STATE, TRACINGS)
STATIC = ("wall.css", "wall.js")
BEAT = 150  # ms between two looks of an open page
_HERE = Path(__file__).parent
_ZOOMS = (
    ("sheet", "Sheet"),
    ("thumb", "120 px"),
    ("phone", "Phone, 360 px"),
    ("full", "100 %"),
)
_KINDS = (
    ("safe", "Safe area", (SAFE, COVERED)),
    ("crops", "Crops", (CUT,)),
    ("subject", "Subject", (SUBJECT, QUIET)),
    ("baselines", "Baselines", (BASELINE, LINE, HAIRLINE, FOOT)),
    ("explain", "Explain", (TAKEN, REGION)),
)


@dataclass(frozen=True, slots=True)
class Told:
    """What the page says of the last save, and of which brands its pictures are."""

    words: str
    brands: tuple[str, ...]


class Wall:
    """Writes the page. What an open page asks for comes first; whoever opens it later, or without
    scripts, gets `index`. `home`: the address of the page for one picture, where there is one."""

    def __init__(self, output: Output, home: str = "") -> None:
        self._output = output
        self._home = home
        self._started = f"{time.time_ns():x}"
        self._number = 0
        self._noted = 0
        for name in STATIC:
            self._write(f"{FOLDER}/{name}", (_HERE / "static" / name).read_bytes())

    @property
    def version(self) -> str:
        """What changes with the page, also from one run to the next."""
        return f"{self._started}-{self._number}"

    @property
    def index(self) -> Path:
        """Where the page is."""
        return self._output.root / INDEX

    def show(self, board: Board, told: Told) -> None:
        """Let open pages see a board."""
        self._number += 1
        state = {
            "version": self.version,
            "told": told.words,
            "problems": board.problems,
            "placements": board.placements,
            "sections": [
                {
                    "key": section.head.key,
                    "html": section.head.html,
                    "figures": [asdict(figure) for figure in section.figures],
                }
                for section in board.sections
            ],
        }
        self._call(STATE, "sharegenState", state)
        self._tick()
        if self._number == 1:
            self.write_index(board, told)

    def note(self, tracings: dict[str, tuple[str, Tracing]]) -> None:
        """Let open pages have what is drawn over pictures: by shot, the mark of the picture that
        it is of, and the tracing."""
        self._noted += 1
        rows = {id: [mark, row.svg, row.why] for id, (mark, row) in tracings.items()}
        self._call(TRACINGS, "sharegenTracings", rows)
        self._tick()

    def write_index(self, board: Board, told: Told) -> None:
        """Write the page with all its parts. Raises MachineError."""
        values = {
            "title": f"{told.brands[0]}: all pictures" if told.brands else "All pictures",
            "version": self.version,
            "home": self._home,
            "page": f"{FOLDER}/",
            "beat": BEAT,
            "told": told.words,
            "brands": told.brands,
            "zooms": _ZOOMS,
            "kinds": [(id, name, [color.hex for color in colors]) for id, name, colors in _KINDS],
            "problems": board.problems,
            "sections": board.sections,
        }
        self._write(INDEX, page_bytes(PAGES, "wall.html", values))

    def close(self, words: str) -> None:
        """Tell open pages that nobody looks at files any more."""
        self._call(TICK, "sharegenTick", [self.version, self._noted, words])

    def _tick(self) -> None:
        self._call(TICK, "sharegenTick", [self.version, self._noted, ""])

    def _call(self, name: str, function: str, value: Any) -> None:
        """A script that hands a value over; ASCII, so that no reader takes it for anything else."""
        text = json.dumps(value, separators=(",", ":"))
        self._write(f"{FOLDER}/{name}", f"{function}({text})\n".encode())

    def _write(self, file: str, data: bytes) -> None:
        self._output.write(file, [data])
