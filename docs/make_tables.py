"""Make the tables and rows of README and docs from the catalog: `make docs`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sharegen import counting
from sharegen.catalog.canvases import READ
from sharegen.catalog.checks import CHECKS
from sharegen.catalog.languages import LANGUAGES
from sharegen.catalog.platforms import PLACEMENTS
from sharegen.catalog.posting import DESCRIBED, PLATFORMS
from sharegen.catalog.proofs import STAGES, Check
from sharegen.catalog.templates import TEMPLATES, VOICE
from sharegen.model.posting import Platform
from sharegen.model.spec import WHOLE, Block, Grid, Placement, Template, TextStyle

ROOT = Path(__file__).resolve().parents[1]
PAGES = {
    "README.md": ("default placements", "kinds of checks"),
    "docs/placements.md": ("placements",),
    "docs/checks.md": ("checks",),
    "docs/posts.md": ("posts", "posts by rule"),
    "docs/templates.md": ("templates",),
    "docs/languages.md": ("languages",),
}
_NOT_IN_ROWS = ("footer_u", "footer_widths", "sizes_u", "floor_u")  # sizes stand by shape
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
COUNTED = {
    counting.X: "weighted characters",
    counting.BLUESKY: "graphemes",
    counting.MASTODON: "graphemes, short links",
    counting.THREADS: "characters, emoji in bytes",
    counting.CHARACTERS: "characters",
    counting.UTF16: "UTF-16 units",
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
    sure = f" ({row.alt_confidence})" if row.alt_confidence else ""
    return f"{row.alt_limit:,}{sure}" if row.alt_limit else "no field"


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


def checks() -> str:
    """Every check with its reason and where the rule is from."""
    rows = [
        (f"`{row.id}`", row.stage, _severity(row), row.about, row.why, row.source)
        for row in CHECKS.values()
    ]
    return _table(("check", "on", "severity", "rule", "else", "source"), rows)


def posts() -> str:
    """Every platform with the limit of its posts, how it counts, and how sure that is."""
    rows = [
        (
            f"`{row.id}`",
            row.name,
            _limits(row),
            COUNTED[row.counter],
            "any" if row.hashtags is None else str(row.hashtags),
            "followed" if row.links else "read",
            f"{row.source} ({READ})",
            row.confidence,
        )
        for row in PLATFORMS.values()
    ]
    heads = ("`posts:`", "platform", "at most", "counted in", "hashtags", "links are")
    return _table((*heads, "source (read)", "sure"), rows)


def posts_by_rule() -> str:
    """Whose words each platform takes, and what stands in its posts."""
    rows = [
        (
            row.name,
            ", ".join(f"`{id}`" for id in (row.id, *row.takes)),
            _written(row),
            "as it stands" if row.threads else "address and help below",
            "in the post" if row.id in DESCRIBED else "a field of its own",
            ", ".join(
                f"`{spot.id}`"
                for spot in PLACEMENTS.values()
                if spot.platform == row.id and spot.posted
            ),
        )
        for row in PLATFORMS.values()
    ]
    heads = ("platform", "words of `posts:`, in this order", "addresses", "post of a thread")
    return _table((*heads, "what the picture shows", "placements"), rows)


def _written(row: Platform) -> str:
    if not row.links:
        return "as written, to be read"
    return "as written" if row.bare else "with `https://`"


def _limits(row: Platform) -> str:
    beside = f", and {row.most_bytes:,} bytes" if row.most_bytes else ""
    return f"{row.limit:,}{beside}"


def kinds_of_checks() -> str:
    """What is looked at, and the checks that do."""
    rows = [
        (kind, about, ", ".join(f"`{row.id}`" for row in CHECKS.values() if row.stage == kind))
        for kind, about in STAGES.items()
    ]
    return _table(("checks on", "look at", "are"), rows)


def _severity(row: Check) -> str:
    return f"{row.severity.value}, placed" if row.placed else row.severity.value


def templates() -> str:
    """Every template of the catalog as a row of templates.yaml."""
    rows = ("\n".join(_template(row)) + "\n" for row in TEMPLATES.values())
    return "```yaml\n# sharegen's own\n" + "\n".join(rows) + "```\n"


def _template(row: Template) -> Iterator[str]:
    yield f"{row.id}:"
    for key in ("about", "background"):
        if getattr(row, key):
            yield f"  {key}: {json.dumps(getattr(row, key), ensure_ascii=False)}"
    if row.placements:
        yield f"  placements: {_value(row.placements)}"
    yield "  blocks:" if row.blocks else "  wordless: yes"
    for block in row.blocks:
        yield from _block(block, whole=row is next(iter(TEMPLATES.values())))
    yield "  grid:"
    for shape, grid in row.grids:
        yield f"    {shape}: {_value(_keys(grid))}"


def _block(block: Block, whole: bool) -> Iterator[str]:
    """A block; of its style what differs from the usual one, or the whole."""
    styles = {shape: _keys(style) for shape, style in block.styles}
    style, usual = next(iter(styles.values())), {} if whole else _keys(VOICE)
    if any(other != style for other in styles.values()):
        raise ValueError(f"{block.role} has a style that differs by shape: no row can say so")
    yield f"    {block.role}:"
    yield f"      part: {block.part}"
    yield f"      anchor: {block.anchor}"
    if block.space_u:
        yield f"      space: {_value(block.space_u)}"
    if block.columns != WHOLE:
        yield f"      columns: {_value(block.columns)}"
    if block.shapes:
        yield f"      shapes: {_value(block.shapes)}"
    said = {key: value for key, value in style.items() if usual.get(key) != value}
    if said:
        yield "      style:"
        yield from (f"        {key}: {_value(value)}" for key, value in said.items())
    yield "      sizes:"
    yield from (f"        {shape}: {_value(style.sizes_u)}" for shape, style in block.styles)
    yield f"      floor: {_value({shape: style.floor_u for shape, style in block.styles})}"


def _keys(value: Grid | TextStyle) -> dict[str, Any]:
    """The fields of a value by the keys a file has them under."""
    return {
        name.removesuffix("_u").removesuffix("_em").removesuffix("_ratio"): field
        for name, field in asdict(value).items()
        if name not in _NOT_IN_ROWS
    }


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_value(one)}" for key, one in value.items()) + "}"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float | int) else str(value)


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
    "kinds of checks": kinds_of_checks,
    "templates": templates,
    "checks": checks,
    "posts": posts,
    "posts by rule": posts_by_rule,
    "languages": languages,
}


def renewed(page: str, text: str) -> str:
    """The text of a page with its tables as they are now. Raises ValueError without their marks."""
    for name in PAGES[page]:
        before, mark, rest = text.partition(start_of(name))
        _, end, after = rest.partition(END)
        if not mark or not end:
            raise ValueError(f"{page} has no {start_of(name)} … {END}")
        text = f"{before}{mark}\n\n{TABLES[name]()}\n{end}{after}"
    return text


def main() -> None:
    for page in PAGES:
        path = ROOT / page
        path.write_text(renewed(page, path.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
