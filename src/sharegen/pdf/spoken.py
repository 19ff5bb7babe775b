"""Words that a PDF says and does not show: what is searched, copied and read out.

The letters that are seen are outlines. Over them lies the same text in a font without ink, each
run as wide as its outlines, so that a selection falls where the words are.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

import pydyf

from sharegen.model.frame import Line
from sharegen.pdf.sheet import Sheet, deflated

_MOST_CODES = 255  # of a simple font; code 0 stays free
_ADVANCE = 500  # of every glyph, in thousandths of the size
_NARROW = 0.1
_INVISIBLE = 3  # the text rendering mode that neither fills nor strokes


@dataclass(slots=True)
class Voice:
    """The fonts without ink of a page, filled as characters come up."""

    sheet: Sheet
    _codes: dict[str, tuple[str, int]] = field(default_factory=dict)
    _fonts: list[tuple[str, pydyf.Dictionary, list[str]]] = field(default_factory=list)

    def say(self, line: Line, size_px: float, ends: bool) -> None:
        """Lay the text of a line over its outlines; canvas px, y down.

        A space follows unless it `ends` the passage, so that two lines are not one word. Words
        from right to left stand as readers expect to find them, the first one rightmost.
        """
        for run in line.runs:
            text = run.text[::-1] if leftwards(run.text) else run.text
            if text and run.width > 0:
                stretch = run.width / (len(text) * size_px * _ADVANCE / 1000)
                self._lay(text, (run.x, run.y), (size_px, stretch))
        if not ends:
            x = line.x if leftwards(line.text) else line.x + line.width
            self._lay(" ", (x, line.baseline), (size_px, _NARROW))

    def _lay(self, text: str, place: tuple[float, float], look: tuple[float, float]) -> None:
        """Text at a place, in a size and so many times as wide as it is by itself."""
        (x, y), (size_px, stretch) = place, look
        page = self.sheet.content
        page.begin_text()
        page.set_text_rendering(_INVISIBLE)
        page.set_text_matrix(round(stretch, 4), 0, 0, -1, round(x, 2), round(y, 2))
        for name, codes in self._spelled(text):
            page.set_font_size(name, round(size_px, 2))
            page.stream.append(f"<{codes.hex()}> Tj".encode())
        page.end_text()

    def _spelled(self, text: str) -> list[tuple[str, bytes]]:
        """A text in codes of fonts, a piece for each font."""
        pieces: list[tuple[str, bytes]] = []
        for character in text:
            name, code = self._code(character)
            if pieces and pieces[-1][0] == name:
                pieces[-1] = (name, pieces[-1][1] + bytes([code]))
            else:
                pieces.append((name, bytes([code])))
        return pieces

    def _code(self, character: str) -> tuple[str, int]:
        if character not in self._codes:
            if not self._fonts or len(self._fonts[-1][2]) == _MOST_CODES:
                font = pydyf.Dictionary({})
                self._fonts.append((self.sheet.named("Font", font), font, []))
            name, _, letters = self._fonts[-1]
            letters.append(character)
            self._codes[character] = name, len(letters)
        return self._codes[character]

    def close(self) -> None:
        """Write the fonts out, when every character has come up."""
        for _, font, letters in self._fonts:
            nothing = self.sheet.add(pydyf.Stream([f"{_ADVANCE} 0 d0".encode()]))
            glyphs = pydyf.Array([1, *["/nothing"] * len(letters)])
            encoding = pydyf.Dictionary({"Type": "/Encoding", "Differences": glyphs})
            font.update(
                {
                    "Type": "/Font",
                    "Subtype": "/Type3",
                    "FontBBox": pydyf.Array([0, -200, _ADVANCE, 800]),
                    "FontMatrix": pydyf.Array([0.001, 0, 0, 0.001, 0, 0]),
                    "CharProcs": pydyf.Dictionary({"nothing": nothing}),
                    "Encoding": encoding,
                    "FirstChar": 1,
                    "LastChar": len(letters),
                    "Widths": pydyf.Array([_ADVANCE] * len(letters)),
                    "Resources": pydyf.Dictionary({}),
                    "ToUnicode": self.sheet.add(deflated(_meanings(letters))),
                }
            )


def leftwards(text: str) -> bool:
    """Whether a run is read from right to left: its letters stand in order from the right."""
    kinds = (unicodedata.bidirectional(character) for character in text)
    strong = next((kind for kind in kinds if kind in ("L", "R", "AL")), "L")
    return strong != "L"


def _meanings(letters: list[str]) -> bytes:
    """A ToUnicode CMap: which character each code means (9.10.3), a hundred at a time."""
    rows = [
        f"<{code:02x}> <{letter.encode('utf-16-be').hex()}>"
        for code, letter in enumerate(letters, 1)
    ]
    blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    body = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<00> <ff>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()
