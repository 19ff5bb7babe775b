"""Make the tables of README and docs from the catalog: `make docs`."""

from __future__ import annotations

from pathlib import Path

from sharegen.catalog.languages import LANGUAGES
from sharegen.catalog.platforms import PLACEMENTS
from sharegen.model.spec import Placement

ROOT = Path(__file__).resolve().parents[1]
PAGES = {
    "README.md": "default placements",
    "docs/placements.md": "placements",
    "docs/languages.md": "languages",
}
# The faces that the rows of the catalog were measured with, by script.
FACES = {
    "Latn": "Archivo",
    "Cyrl": "Inter",
    "Grek": "Inter",
    "Arab": "Noto Sans Arabic",
    "Hebr": "Noto Sans Hebrew",
    "Deva": "Noto Sans Devanagari",
    "Beng": "Noto Sans Bengali",
    "Thai": "Noto Sans Thai",
    "Jpan": "Noto Sans JP",
    "Kore": "Noto Sans KR",
    "Hans": "Noto Sans SC",
}
DIRECTIONS = {"ltr": "left to right", "rtl": "right to left"}


def start_of(name: str) -> str:
    return f"<!-- {name}: made by `make docs` -->"


END = "<!-- end -->"


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def _clear(row: Placement) -> str:
    """What covers a placement, in words."""
    sides = zip(("top", "right", "bottom", "left"), row.clear, strict=True)
    parts = [f"{side} {value:.0f}" for side, value in sides if value]
    parts += [
        f"{o.name} at {o.area.x:.0f}, {o.area.y:.0f} ({o.area.width:.0f}×{o.area.height:.0f})"
        for o in row.obstacles
    ]
    if row.keep_inside:
        parts.append(f"inside a {row.keep_inside}")
    return ", ".join(parts) or "–"


def _bytes(number: int) -> str:
    return f"{number:,}" if number else "–"


def _alt(row: Placement) -> str:
    if row.alt_limit is None:
        return "–"
    return f"{row.alt_limit:,}" if row.alt_limit else "no field"


def placements() -> str:
    """Every placement with its limits, where they are from, and how sure they are."""
    rows = [
        (
            f"`{row.id}`{' ●' if row.default else ''}",
            str(row.size),
            _clear(row),
            f"{row.display_width}",
            ", ".join(row.templates) or "all",
            _bytes(row.max_bytes),
            _alt(row),
            f"{row.source} ({row.checked})",
            row.confidence,
        )
        for row in PLACEMENTS.values()
    ]
    heads = ("placement", "px", "kept clear, px", "shown, CSS px", "templates")
    return _table((*heads, "most bytes", "alt text", "source (read)", "sure"), rows)


def default_placements() -> str:
    """What a build makes when nothing else is said."""
    rows = [(f"`{row.id}`", row.title, str(row.size)) for row in PLACEMENTS.values() if row.default]
    return _table(("placement", "is", "px"), rows)


def languages() -> str:
    """Every language with its script, the face for it, and what the script asks for."""
    rows = [
        (
            f"`{row.tag}`",
            row.name,
            row.script.name,
            DIRECTIONS[row.script.direction],
            FACES[row.script.id],
            f"{row.script.leading_ratio:g}",
            f"{row.script.floor_ratio:g}",
            " ".join(row.quotes),
            row.sample.replace("**", ""),
        )
        for row in LANGUAGES.values()
    ]
    heads = ("id", "language", "script", "runs", "face", "leading", "floor", "quotes")
    return _table((*heads, "sample"), rows)


TABLES = {
    "placements": placements,
    "default placements": default_placements,
    "languages": languages,
}


def renewed(page: str, text: str) -> str:
    """The text of a page with its table as it is now. Raises ValueError without its marks."""
    name = PAGES[page]
    before, mark, rest = text.partition(start_of(name))
    _, end, after = rest.partition(END)
    if not mark or not end:
        raise ValueError(f"{page} has no {start_of(name)} … {END}")
    return f"{before}{mark}\n\n{TABLES[name]()}\n{end}{after}"


def main() -> None:
    for page in PAGES:
        path = ROOT / page
        path.write_text(renewed(page, path.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
