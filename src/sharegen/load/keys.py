"""What the files may hold: their keys, what each means, and of what kind its value is.

One declaration, two readers: `Reader` takes names, choices and ranges from it, and
docs/make_schema.py makes the JSON Schema with which editors complete and explain keys.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Kind: TypeAlias = "Words | Grammar | Choice | Range | ListOf | MapOf | OneOf | Keys"


@dataclass(frozen=True, slots=True)
class Words:
    """Any words; a number is one too, since every value is the text the user wrote."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """Words of a form: a regular expression that matches all of them, in the part of the language
    that Python and ECMA-262 share, and how a good one looks; `most` characters, 0 for any;
    `format` is what JSON Schema calls it (2020-12, Validation, 7.3, read 2026-11-24)."""

    pattern: str
    example: str
    most: int = 0
    format: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Range:
    """The numbers allowed, both ends included; `whole` ones only, where it is set."""

    least: float
    most: float
    unit: str = ""
    example: str = "0.5"
    whole: bool = False

    def __str__(self) -> str:
        return f"{self.least:g} to {self.most:g}{self.unit}"


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of `least` to `most` items, 0 for any number of them."""

    kind: Kind
    least: int = 0
    most: int = 0


@dataclass(frozen=True, slots=True)
class MapOf:
    """Values under keys of the user's own; `known` are keys to offer, and what each means."""

    kind: Kind
    names: Grammar | None = None
    known: tuple[tuple[str, str], ...] = ()
    least: int = 0


@dataclass(frozen=True, slots=True)
class OneOf:
    """A value of any of these kinds."""

    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """A key, the kind of its value, and what it is for, as an editor shows it."""

    name: str
    kind: Kind
    about: str
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys a mapping may have: what it is called, and how it looks."""

    what: str
    keys: tuple[Key, ...]
    example: str = ""

    @property
    def required(self) -> tuple[str, ...]:
        return tuple(key.name for key in self.keys if key.needed)

    @property
    def optional(self) -> tuple[str, ...]:
        return tuple(key.name for key in self.keys if not key.needed)


WORDS = Words()
DATE = Grammar("[0-9]{4}-[0-9]{2}-[0-9]{2}", "2020-08-01", format="date")
LANGUAGE = Grammar("[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?", "en")
