"""Hold rows that came back against the texts they translate: what may go into the files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from sharegen.catalog.languages import LANGUAGES
from sharegen.load.excerpt import excerpt
from sharegen.model.diagnostic import Diagnostic, Location, Severity
from sharegen.model.manuscript import APPROVED, Text
from sharegen.translation.fixed import figures_lost, lost
from sharegen.translation.returned import Returned
from sharegen.translation.units import Unit, read_words, shown

# What a spreadsheet shows where it took words for a formula.
_FAILED = ("#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#N/A", "#NUM!", "#NULL!", "#ERROR!")


@dataclass(frozen=True, slots=True)
class Accepted:
    """A translation that may go into its file: the text, the language, the words as the cell has
    them, and as they read; `at` is the cell."""

    unit: Unit
    tag: str
    raw: str
    text: Text
    at: Location


@dataclass(frozen=True, slots=True)
class Judgement:
    """What came of the rows: what is new, how many have no translation and how many are in the
    files already, and every problem."""

    accepted: tuple[Accepted, ...] = ()
    empty: int = 0
    unchanged: int = 0
    problems: tuple[Diagnostic, ...] = ()


def judged(
    units: Iterable[Unit], rows: Iterable[Returned], language: str, replacing: bool
) -> Judgement:
    """Turn rows into what is to be written; `replacing`: approved translations, too. `language` is
    the one that is translated from."""
    known = {(unit.id, unit.part): unit for unit in units}
    seen: dict[tuple[str, str, str], Returned] = {}
    accepted, problems = [], []
    empty = unchanged = unproven = 0
    for row in rows:
        if not row.target.value:
            empty += 1
            continue
        unit = known.get((row.id, row.part))
        wrong = list(_misplaced(row, unit, known, language))
        twin = seen.setdefault((row.id, row.part, row.tag), row)
        if twin is not row:
            wrong += _twice(row, twin)
        if unit is None or wrong:
            problems += wrong
            continue
        text, found = read_words(unit, row.target.value, row.target.at)
        there = unit.translation(row.tag)
        if there is not None and read_words(unit, there.raw, None)[0] == text:
            unchanged += 1
            continue
        unproven += not (row.hash or row.source)
        found = (*found, *_faults(unit, row, text), *_guarded(unit, row, replacing))
        problems += found
        if not any(problem.severity is Severity.ERROR for problem in found):
            accepted.append(Accepted(unit, row.tag, row.target.value, text, row.target.at))
    problems += _unproven(unproven)
    return Judgement(tuple(accepted), empty, unchanged, tuple(problems))


def _misplaced(
    row: Returned, unit: Unit | None, known: Mapping[tuple[str, str], Unit], language: str
) -> Iterator[Diagnostic]:
    """A row of a text or a language that there is not."""
    if unit is None:
        own = [part for id, part in known if id == row.id]
        what = (
            f"part {excerpt(row.part)} of {row.id}" if own else f"text of the id {excerpt(row.id)}"
        )
        close = get_close_matches(row.part if own else row.id, own or {id for id, _ in known}, 1)
        hint = f"did you mean {close[0]}" if close else "leave the columns id and part as exported"
        yield Diagnostic("unknown-row", f"there is no {what}", row.at, hint)
    if row.tag == language:
        message = f"{row.tag} is the language that is translated from"
        yield Diagnostic("own-language", message, row.at, "name the language translated into")
    elif row.tag not in LANGUAGES:
        close = get_close_matches(row.tag, LANGUAGES, 1)
        hint = f"did you mean {close[0]}" if close else f"known: {', '.join(LANGUAGES)}"
        yield Diagnostic("unknown-language", f"no language {excerpt(row.tag)}", row.at, hint)


def _twice(row: Returned, first: Returned) -> Iterator[Diagnostic]:
    """A second row of the same text that says something else."""
    if row.target.value != first.target.value:
        message = (
            f"{row.id} {row.part} in {row.tag} is translated in line {first.target.at.line}, too"
        )
        also = (first.target.at,)
        yield Diagnostic("duplicate-row", message, row.target.at, "keep one of the two", also=also)


def _faults(unit: Unit, row: Returned, text: Text) -> Iterator[Diagnostic]:
    """What a translation has lost, or was made from other words."""
    at, source = row.target.at, unit.text
    if text.value in _FAILED:
        message = f"{text.value} is left of words that a spreadsheet took for a formula"
        hint = "format the column as text, and write the translation again"
        yield Diagnostic("formula-result", message, at, hint)
        return
    if _is_stale(unit, row):
        message = f"the words of {unit.id} {unit.part} were changed since the export"
        hint = f"they are now: {excerpt(shown(unit.raw), 200)}; export again, and translate these"
        yield Diagnostic("source-changed", message, at, hint)
    yield from _emphasis(source, text, at)
    if gone := lost(source, text):
        message = f"{', '.join(gone)} is not in the translation"
        yield Diagnostic("lost-address", message, at, "write it as the source has it")
    if missing := figures_lost(source, text):
        message = f"{', '.join(missing)} is not in the translation"
        hint = "see whether the number is right in words"
        yield Diagnostic("lost-figure", message, at, hint, Severity.WARNING)
    if replace(text, spans=()) == replace(source, spans=()):
        message = "the translation is the source, word for word"
        hint = "leave the cell empty where there is none yet"
        yield Diagnostic("same-as-source", message, at, hint, Severity.WARNING)


def _emphasis(source: Text, text: Text, at: Location) -> Iterator[Diagnostic]:
    """Turns that got lost: a picture without one says nothing louder than the rest."""
    turns, left = len(source.spans), len(text.spans)
    if turns == left:
        return
    said = ", ".join(f"“{source.value[start:end]}”" for start, end in source.spans)
    if turns and not left:
        hint = f"put ** before and behind what says: {said}"
        yield Diagnostic("lost-emphasis", "the translation has no **turn**", at, hint)
    else:
        message = f"the translation has {left} turns between **, the source {turns}"
        hint = f"mark what says: {said}" if said else "take the ** out"
        yield Diagnostic("lost-emphasis", message, at, hint, Severity.WARNING)


def _is_stale(unit: Unit, row: Returned) -> bool:
    """Whether a row was made from other words than there are now; by the words where the column
    with their hash got lost."""
    if row.hash:
        return row.hash.casefold() != unit.hash
    return bool(row.source) and read_words(unit, row.source, None)[0] != unit.text


def _unproven(count: int) -> Iterator[Diagnostic]:
    if count:
        message = f"{count} rows do not say what they were translated from"
        hint = "keep the columns hash and source, so that changes since the export are seen"
        yield Diagnostic("unproven-source", message, None, hint, Severity.WARNING)


def _guarded(unit: Unit, row: Returned, replacing: bool) -> Iterator[Diagnostic]:
    """An approved translation that would be written over."""
    there = unit.translation(row.tag)
    if there is not None and there.status == APPROVED and not replacing:
        message = f"{unit.id} {unit.part} in {row.tag} is approved, and says something else"
        hint = "add --replace to put this in its place, as a draft"
        yield Diagnostic("approved-translation", message, row.target.at, hint)
