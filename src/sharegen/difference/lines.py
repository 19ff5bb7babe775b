"""A comparison in words: a line for each entry, objects for JSON, a summary."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sharegen.catalog.formats import PUBLISHED
from sharegen.difference.compare import ADDED, CHANGED, METADATA, REMOVED, Comparison, Entry, Pair
from sharegen.difference.words import in_brief, marked


def as_line(entry: Entry) -> str:
    """An entry on one line."""
    return f"{entry.kind:<8}  {named(entry)} on {', '.join(entry.placements)}: {told(entry)}"


def named(entry: Entry) -> str:
    """Which caption an entry is about, in which language, and as what where it is no PNG."""
    other = f", {entry.format}" if entry.format != PUBLISHED.id else ""
    return f"{entry.caption} ({entry.lang}{other})"


def told(entry: Entry) -> str:
    """What changed: the words, then the facts; where neither did, where the pixels did."""
    if entry.kind in (ADDED, REMOVED):
        return " ".join(entry.alt.split())
    parts = [marked(in_brief(entry.words))] if has_new_words(entry) else []
    if entry.words and not parts:
        parts.append("only white space of the alt text")
    if entry.post:
        parts.append(f"post: {marked(in_brief(entry.post))}")
    parts += facts(entry)
    if entry.kind == CHANGED and not entry.words:
        most = max((pair.spread.share for pair in entry.pairs if pair.spread), default=0.0)
        parts.append("the same alt text")
        parts += [f"up to {percent(most)} of the pixels"] if most else []
    return "; ".join(parts) or "only white space of the post"


def has_new_words(entry: Entry) -> bool:
    """Whether any word of the alt text changed."""
    return any(piece.kind != "equal" for piece in entry.words)


def facts(entry: Entry) -> list[str]:
    """The facts that changed, each as `name old → new`."""
    return [f"{name} {old or 'none'} → {new or 'none'}" for name, old, new in entry.fields]


def where_of(pair: Pair) -> str:
    """Where the pixels of a pair differ; "" where nothing says so."""
    if pair.spread is None:
        return ""
    left, top, right, bottom = pair.spread.box
    box = f"{right - left} x {bottom - top} px at {left}, {top}"
    return f"{percent(pair.spread.share)} of the pixels, within {box}"


def percent(share: float) -> str:
    """A share as a person reads it; never 0 % of what is there."""
    return f"{share * 100:.1f} %" if share >= 0.0005 else f"{share * 100:.2g} %"


def summary(found: Comparison) -> str:
    """How many pictures changed in which way, and how many did not."""
    captions = len({entry.caption for entry in found.entries if entry.kind == CHANGED})
    plural = "s" * (captions != 1)
    counts = {
        f"changed ({captions} caption{plural})": found.count(CHANGED),
        "changed in alt text, post, status or metadata only": found.count(METADATA),
        "added": found.count(ADDED),
        "removed": found.count(REMOVED),
    }
    parts = [f"{number} {what}" for what, number in counts.items() if number]
    others = f" ({found.other_bytes} in other bytes)" if found.other_bytes else ""
    return ", ".join([*(parts or ["nothing changed"]), f"{found.same} the same{others}"])


def as_objects(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Entries as JSON has them; docs/diff.md has the fields."""
    return [
        {
            "kind": entry.kind,
            "caption": entry.caption,
            "lang": entry.lang,
            "format": entry.format,
            "placements": list(entry.placements),
            "fields": [field._asdict() for field in entry.fields],
            "words": [piece._asdict() for piece in entry.words],
            "alt": entry.alt,
            "post": [piece._asdict() for piece in entry.post],
            "pictures": [_object(pair) for pair in entry.pairs],
        }
        for entry in entries
    ]


def _object(pair: Pair) -> dict[str, Any]:
    found, box = pair.spread, None
    if found is not None:
        left, top, right, bottom = found.box
        box = [left, top, right - left, bottom - top]
    return {
        "placements": list(pair.placements),
        "old": pair.old.path if pair.old else None,
        "new": pair.new.path if pair.new else None,
        "box": box,
        "share": round(found.share, 6) if found else None,
    }
