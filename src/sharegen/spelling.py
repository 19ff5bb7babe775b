"""Values written out, field by field: what is equal is the same text, on every machine."""

from __future__ import annotations

from dataclasses import fields, is_dataclass

from sharegen.model.diagnostic import Location
from sharegen.model.project import Face
from sharegen.model.spec import Language, Placement

# What most of a card is, and the same object in the next card.
_SHARED = (Face, Language, Placement)
_MOST = 256
_kept: dict[int, tuple[object, str]] = {}  # by identity; what is kept cannot become another
_by_kind: dict[type, tuple[str, ...] | None] = {}


def spelled(value: object) -> str:
    """A value as text: all that it is compared by. Places in files do not count."""
    if not isinstance(value, _SHARED):
        return _spelled(value)
    known = _kept.get(id(value))
    if known is None or known[0] is not value:
        if len(_kept) >= _MOST:
            _kept.clear()
        known = _kept[id(value)] = value, _spelled(value)
    return known[1]


def _spelled(value: object) -> str:
    named = _compared(type(value))
    if named is not None:
        parts = [f"{name}={spelled(getattr(value, name))}" for name in named]
        return f"{type(value).__name__}({','.join(parts)})"
    if isinstance(value, frozenset):
        return f"{{{','.join(sorted(map(spelled, value)))}}}"
    if isinstance(value, tuple):
        return f"[{','.join(map(spelled, value))}]"
    if value is None or isinstance(value, Location):
        return "-"
    return repr(value)


def _compared(kind: type) -> tuple[str, ...] | None:
    """The fields that values of a kind are compared by; None for what has no fields."""
    if kind not in _by_kind:
        named = [row.name for row in fields(kind) if row.compare] if is_dataclass(kind) else None
        _by_kind[kind] = None if named is None else tuple(named)
    return _by_kind[kind]
