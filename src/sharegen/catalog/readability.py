"""How much schooling a text asks for: by its sentences' length and its words' syllables.

Both formulas are rough (a short text most of all) and say nothing of whether a text is good; they
show the one that is far harder to read than its neighbours.
"""

from __future__ import annotations

import re
import unicodedata

_SENTENCE_END = re.compile(r"[.!?…]+(?=\s|[\"'”’»)]|\Z)")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# What is no word: addresses, hashtags, handles, and the number that a post of a thread ends in.
_NO_WORDS = re.compile(r"https?://\S+|\b[\w-]+(?:\.[\w-]+)+(?:/\S*)?|[#@]\w+|\d+/\d+\Z")
_VOWELS = re.compile("[aeiouy]+")
# Endings that are written with a vowel and spoken without one: made, names, jumped; not trusted,
# needed, houses, table.
_SILENT = re.compile(r"(?:[^aeiouylr]|[aeiouy][lr])e\Z|[^aeiouytdl]ed\Z|[^aeiouyscxz]es\Z")
_SPANISH_NUCLEUS = re.compile("[iuü]?[aeoáéó][iuüy]?|[íú]|[iuü]+|y(?![aeiouáéíóú])")
# Fernández Huerta's ease, and the years of school that read it without effort: his own bands,
# which are Flesch's. Cited from memory, 2026-11-27; above 12 they are years of study.
_YEARS_BY_EASE = ((90, 4.0), (80, 5.0), (70, 6.0), (60, 8.0), (50, 11.0), (30, 14.0))
_MOST_YEARS = 17.0


def grade(text: str, tag: str) -> float | None:
    """The years of school that a text asks for; None for what has no words, and in languages that
    there is no formula for here."""
    language = tag.partition("-")[0]
    if language not in ("en", "es"):
        return None
    text = unicodedata.normalize("NFC", _NO_WORDS.sub(" ", text).strip()).casefold()
    words = _WORD.findall(text)
    if not words:
        return None
    sentences = max(1, len([part for part in _SENTENCE_END.split(text) if _WORD.search(part)]))
    return (_english if language == "en" else _spanish)(words, len(words) / sentences)


def _english(words: list[str], length: float) -> float:
    """Kincaid, Fishburne, Rogers and Chissom, "Derivation of New Readability Formulas for Navy
    Enlisted Personnel" (Research Branch Report 8-75, 1975): the Flesch-Kincaid grade."""
    syllables = sum(map(english_syllables, words)) / len(words)
    return 0.39 * length + 11.8 * syllables - 15.59


def _spanish(words: list[str], length: float) -> float:
    """José Fernández Huerta, "Medidas sencillas de lecturabilidad" (Consigna 214, 1959), with F as
    words in a sentence: ease from 100 (easy) to 0, and from there to years of school."""
    syllables = sum(map(spanish_syllables, words)) / len(words)
    ease = 206.84 - 60 * syllables - 1.02 * length
    return next((years for least, years in _YEARS_BY_EASE if ease >= least), _MOST_YEARS)


def english_syllables(word: str) -> int:
    """About how many syllables an English word has: its groups of vowels, but silent endings."""
    return sum(
        max(1, len(_VOWELS.findall(part)) - bool(_SILENT.search(part)))
        for part in re.split("['’-]", word)
        if len(part) > 1 or not word[1:]
    )


def spanish_syllables(word: str) -> int:
    """How many syllables a Spanish word has: its nuclei; the u of que, qui, gue, gui is silent."""
    spoken = re.sub("(?<=[qg])u(?=[eéií])", "", word)
    return max(1, len(_SPANISH_NUCLEUS.findall(spoken)))
