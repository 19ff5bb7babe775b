"""Cells of a CSV file that no spreadsheet takes for a formula, and back.

A spreadsheet runs a cell that begins like a formula, quoted or not; an apostrophe before it makes
it text. What begins a formula: OWASP, "CSV Injection", and ASVS 5.0, 1.2.10 (2026-11-27): = + - @,
tab, carriage return, line feed, NUL, and the full-width signs, which are read as the narrow ones.
"""

from __future__ import annotations

MARK = "'"
_SIGNS = tuple("=+-@＝＋－＠")
_CONTROLS = tuple("\t\r\n\0")


def defused(cell: str) -> str:
    """A cell that is text to every spreadsheet. `restored` gives back every cell as it was."""
    return MARK + cell if _starts_formula(cell) else cell


def restored(cell: str) -> str:
    """A cell as it was before `defused`; one that was never defused stays as it is, but for an
    apostrophe straight before the beginning of a formula."""
    if cell.startswith(MARK) and _starts_formula(cell):
        return cell.removeprefix(MARK)
    return cell


def _starts_formula(cell: str) -> bool:
    """Whether a cell begins a formula behind any apostrophes: those that a cell has of its own get
    one more, or it would lose them. White space before a sign is taken off by some programs."""
    bare = cell.lstrip(MARK)
    return bare.startswith(_CONTROLS) or bare.lstrip().startswith(_SIGNS)
