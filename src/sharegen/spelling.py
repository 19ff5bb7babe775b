"""Values written out, field by field: what is equal is the same text, on every machine."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import lru_cache

from sharegen.model.diagnostic import Location
from sharegen.model.spec import Language

_by_kind: dict[type, tuple[str, ...] | None] = {}


def spelled(value: object) -> str:
    """A value as text: all that it is compared by. Places in files do not count."""
    if isinstance(value, Language):
        return _language(value)
    return _spelled(value)


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


@lru_cache(maxsize=32)
def _language(language: Language) -> str:
    """What a language weighs is most of a card, and the same in the next."""
    return _spelled(language)


def _compared(kind: type) -> tuple[str, ...] | None:
    """The fields that values of a kind are compared by; None for what has no fields."""
    if kind not in _by_kind:
        named = [row.name for row in fields(kind) if row.compare] if is_dataclass(kind) else None
        _by_kind[kind] = None if named is None else tuple(named)
    return _by_kind[kind]
