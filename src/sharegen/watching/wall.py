"""The page in a folder: index.html with all parts, and scripts that an open page asks for again and
again, as it cannot fetch anything from a disk."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import asdict
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
from sharegen.watching.board import PAGES, Board, Composer, brand_of
from sharegen.watching.edition import Edition
from sharegen.watching.round import Round
from sharegen.watching.tracing import Tracing
from sharegen.wording import FIRST, SPOKEN
from sharegen.write import Output

FOLDER = "page"  # what the page is made of, beside the pictures
TRACINGS = "tracings.js"
STATIC = ("wall.css", "wall.js")
BEAT = 150  # ms between two looks of an open page
_HERE = Path(__file__).parent
_ZOOMS = ("sheet", "thumb", "phone", "full")
_KINDS = {
    "safe": (SAFE, COVERED),
    "crops": (CUT,),
    "subject": (SUBJECT, QUIET),
    "baselines": (BASELINE, LINE, HAIRLINE, FOOT),
    "explain": (TAKEN, REGION),
}


def index_in(tag: str) -> str:
    """The file of the page in a language."""
    return "index.html" if tag == FIRST else f"index.{tag}.html"


def tick_in(tag: str) -> str:
    """The script that an open page asks for again and again."""
    return f"tick.{tag}.js"


def state_in(tag: str) -> str:
    """The script with all that an open page shows."""
    return f"state.{tag}.js"


class Wall:
    """Writes the page, in the language of each composer. What an open page asks for comes first;
    whoever opens it later, or without scripts, gets an index. `home`: the address of the page for
    one picture, where there is one."""

    def __init__(self, output: Output, composers: Sequence[Composer], home: str = "") -> None:
        self._output = output
        self._composers = tuple(composers)
        self._home = home
        self._started = f"{time.time_ns():x}"
        self._number = 0
        self._noted = 0
        self._shown: list[tuple[Composer, Board, str, tuple[str, ...]]] = []
        for name in STATIC:
            self._write(f"{FOLDER}/{name}", (_HERE / "static" / name).read_bytes())

    @property
    def version(self) -> str:
        """What changes with the page, also from one run to the next."""
        return f"{self._started}-{self._number}"

    @property
    def index(self) -> Path:
        """Where the page is."""
        return self._output.root / index_in(FIRST)

    def show(self, editions: Sequence[Edition], done: Round) -> None:
        """Let open pages see editions as they are, and what came of the last save."""
        self._number += 1
        self._shown.clear()
        now = time.strftime("%H:%M:%S")
        brands = tuple(brand_of(edition) for edition in editions if edition.project)
        for composer in self._composers:
            board, told = composer.board(editions), f"{now}: {done.told(composer.say)}"
            self._call(
                state_in(composer.say.tag), "sharegenState", self._state(board, told, brands)
            )
            self._tick(composer)
            self._shown.append((composer, board, told, brands))
        if self._number == 1:
            self.write_indexes()

    def note(self, tracings: dict[str, tuple[str, Tracing]]) -> None:
        """Let open pages have what is drawn over pictures: by shot, the mark of the picture that
        it is of, and the tracing."""
        self._noted += 1
        rows = {id: [mark, row.svg, row.why] for id, (mark, row) in tracings.items()}
        self._call(TRACINGS, "sharegenTracings", rows)
        for composer in self._composers:
            self._tick(composer)

    def write_indexes(self) -> None:
        """Write the pages with all that was shown last. Raises MachineError."""
        for composer, board, told, brands in self._shown:
            say = composer.say
            values = {
                "say": say,
                "title": say("title", brand=brands[0]) if brands else say("title-none"),
                "version": self.version,
                "home": self._home,
                "spoken": [(tag, name, self._address(tag)) for tag, name in SPOKEN.items()],
                "page": f"{FOLDER}/",
                "tracings": TRACINGS,
                "beat": BEAT,
                "told": told,
                "zooms": _ZOOMS,
                "kinds": {id: [color.hex for color in colors] for id, colors in _KINDS.items()},
                "problems": board.problems,
                "sections": board.sections,
            }
            self._write(index_in(say.tag), page_bytes(PAGES, "wall.html", values))

    def close(self) -> None:
        """Tell open pages that nobody looks at files any more."""
        for composer in self._composers:
            self._tick(composer, composer.say("ended"))

    def _address(self, tag: str) -> str:
        """How the page leads to itself in another language: a server knows what was chosen."""
        return f"?ui={tag}" if self._home else index_in(tag)

    def _state(self, board: Board, told: str, brands: tuple[str, ...]) -> dict[str, Any]:
        return {
            "version": self.version,
            "told": told,
            "brands": brands,
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

    def _tick(self, composer: Composer, words: str = "") -> None:
        state = [self.version, self._noted, words]
        self._call(tick_in(composer.say.tag), "sharegenTick", state)

    def _call(self, name: str, function: str, value: Any) -> None:
        """A script that hands a value over; ASCII, so that no reader takes it for anything else."""
        text = json.dumps(value, separators=(",", ":"))
        self._write(f"{FOLDER}/{name}", f"{function}({text})\n".encode())

    def _write(self, file: str, data: bytes) -> None:
        self._output.write(file, [data])
