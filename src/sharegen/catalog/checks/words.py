"""Checks on how it is said: terms that harm, typing, capitals, and how hard it is to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from sharegen.catalog.entries import SHOWN, Written, entries
from sharegen.catalog.proofs import Copy, Found, on_copy
from sharegen.catalog.readability import grade
from sharegen.catalog.terms import HASHTAGS, TERMS
from sharegen.model.diagnostic import Severity
from sharegen.model.project import Brand
from sharegen.model.reference import Term

_OURS = "a rule of this house"
# Marks that open and close; not an apostrophe, nor feet and inches behind a digit.
_STRAIGHT = re.compile(r"(?<!\d)\"|(?<!\w)'[^\s'](?:[^'\n]*[^\s'])?'(?!\w)")
_SHOUTED = 3  # words in capitals one behind the other; two may be a name
_CAPITALS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ACRONYMS = frozenset(
    "ACF AMBER BIPOC CIA CSAM CSEC DHS DOJ ECPAT EU FBI HHS ICAC ICE INHOPE LGBT LGBTQ LGBTQIA "
    "NCMEC NGO NHTH OTIP PO PTSD SMS TIP TV TVPA UK UN UNICEF UNODC URL US USA".split()
)


@on_copy(
    why="some words harm the people they are about, or carry rumours",
    source="each term's row: its reason and its source",
    severity=Severity.WARNING,
)
def term(copy: Copy) -> Iterator[Found]:
    """No word stands that the list of terms, or the brand's own, asks to avoid."""
    brand = copy.project.brand
    for entry in entries(copy):
        said: dict[str, tuple[str, Term, Written]] = {}
        for row in entry.written:
            for words, one in _avoided(brand, row):
                said.setdefault(words.casefold(), (words, one, row))
        for words, one, row in said.values():
            source = f" ({one.source})" if one.source else ""
            yield Found(
                f'"{words}" {row.place} of {entry.id}: {one.why}{source}',
                f"say: {one.instead}" if one.instead else "leave it out",
                row.at,
                entry.id,
            )


def _avoided(brand: Brand, row: Written) -> Iterator[tuple[str, Term]]:
    """The words of a text that its language's list or the brand's own asks to avoid, less those
    that the brand keeps."""
    language = row.tag.partition("-")[0]
    own = brand.terms.get(row.tag, brand.terms.get(language, ()))
    terms = tuple(one for one in (*own, *TERMS.get(language, ()), *HASHTAGS) if not one.kept)
    kept = [_pattern(one.avoid) for one in own if one.kept]
    if not _pattern(*(one.avoid for one in terms)).search(row.text.words):
        return  # one search for all of them: most texts have none
    for one in terms:
        for match in _pattern(one.avoid).finditer(row.text.words):
            if not any(pattern.fullmatch(match[0]) for pattern in kept):
                yield match[0], one


@lru_cache(maxsize=1024)
def _pattern(*terms: str) -> re.Pattern[str]:
    """What finds terms as whole words, in any case, with hyphens or spaces between their words."""
    words = "|".join(map(re.escape, terms)).replace(r"\*", r"\w*")
    words = re.sub(r"(?:\\[ -]| )+", r"[\\s-]+", words)
    return re.compile(rf"(?<![\w#])(?:{words})(?!\w)", re.IGNORECASE)


@on_copy(
    why="posts and alt texts are copied as they are: nothing sets their quotes",
    source="Chicago Manual of Style, 17th ed., 6.115, smart quotes; from memory, 2026-11-27",
    severity=Severity.WARNING,
)
def straight_quotes(copy: Copy) -> Iterator[Found]:
    """Posts and alt texts have the quotes of their language, not straight ones; apostrophes may be
    straight, as telephones type them."""
    for entry in entries(copy):
        row = next(
            (
                row
                for row in entry.written
                if row.place != SHOWN and _STRAIGHT.search(row.text.value)
            ),
            None,
        )
        if row is not None:
            match = _STRAIGHT.search(row.text.value)
            near = row.text.value[match.start() :][:20] if match else ""
            yield Found(
                f"straight quotes {row.place} of {entry.id}: {' '.join(near.split()).rstrip('.')}",
                "write the quotes of the language: “…” in English, «…» in Spanish",
                row.at,
                entry.id,
            )


@on_copy(
    why="it reads as shouting, and readers without sight may hear single letters",
    source="WebAIM, Fonts, on capitals; from memory, 2026-11-27",
    severity=Severity.WARNING,
)
def all_caps(copy: Copy) -> Iterator[Found]:
    """No three words one behind the other are in capitals, acronyms apart."""
    for entry in entries(copy):
        for row in entry.written:
            shouted = _shouted(row.text.words)
            if shouted:
                yield Found(
                    f'"{shouted}" {row.place} of {entry.id} is in capitals',
                    "write it in small letters; **stars** emphasise",
                    row.at,
                    entry.id,
                )
                break


def _shouted(text: str) -> str:
    """The first run of words in capitals that is more than acronyms; "" where there is none."""
    run: list[str] = []
    for word in [*_CAPITALS.findall(text), ""]:
        if word.isupper():
            run.append(word)
            continue
        plain = [one for one in run if one not in _ACRONYMS and len(one) > 1]
        if len(run) >= _SHOUTED and plain:
            return " ".join(run)
        run = []
    return ""


@on_copy(
    why="who scrolls past a picture reads it once",
    source=(
        "Flesch-Kincaid grade (Kincaid and others, 1975); in Spanish Fernández Huerta's ease "
        "(1959) in years of school"
    ),
    severity=Severity.WARNING,
)
def reading_grade(copy: Copy) -> Iterator[Found]:
    """The words of a picture ask for no more years of school than reading_grade of brand.yaml."""
    most = copy.project.brand.reading_grade
    for caption in copy.captions:
        graded = {tag: grade(words.text.words, tag) or 0.0 for tag, words in caption.text.items()}
        tag = max(graded, key=graded.__getitem__, default="")
        if tag and graded[tag] > most:
            yield Found(
                f"{caption.id} in {tag} asks for {graded[tag]:.1f} years of school; "
                f"at most {most:g} are wanted",
                "make two sentences of one, or take shorter words",
                caption.text[tag].text.at or caption.at,
                caption.id,
            )
