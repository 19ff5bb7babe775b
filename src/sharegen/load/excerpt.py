"""Turn a value somebody else wrote into something that is safe to print."""

from __future__ import annotations


def shown(value: str, longest: int = 120) -> str:
    """At most `longest` characters of the value, on one line.

    Control, format, private and separating characters become `\\u{202e}`.
    """
    parts: list[str] = []
    left = longest
    for character in value:
        part = character if character.isprintable() else f"\\u{{{ord(character):x}}}"
        left -= len(part)
        if left < 0:
            return "".join(parts)[: longest - 1] + "…"
        parts.append(part)
    return "".join(parts)


def excerpt(value: str, longest: int = 120) -> str:
    """The same in quotation marks."""
    return f'"{shown(value, longest)}"'
