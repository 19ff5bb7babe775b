"""What words say about the line end between them: sentences and clauses, names, numbers.

Offsets are in code points; a range is [start, end).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sharegen.model.spec import Language

# Marks of the scripts of the catalog (Unicode 17, Sentence_Terminal; the Greek question mark is
# the Latin semicolon). A closing quote or bracket may follow.
_CLOSERS = r"[\"'”’»›)\]}」』）】]*\Z"
_SENTENCE = re.compile(r"[.!?…‽؟۔।॥။។៕。．！？｡]" + _CLOSERS)
_CLAUSE = re.compile(r"(?:[,;:–—،؛·、，；：]|\A-)" + _CLOSERS)
_FIRM_CLAUSE = re.compile(r"(?:[;:–—؛·；：]|\A-)" + _CLOSERS)
_GREEK_QUESTION = re.compile(r";" + _CLOSERS)

# A full stop after these ends no sentence, whatever follows: titles, places and cross-references
# that stand before a name or a number. Any single letter is an initial, and any word with a full
# stop inside (U.S., EE.UU., т.е., π.χ.) is an abbreviation, without being listed.
_ABBREVIATIONS = frozenset(
    # English, Spanish, French, Portuguese
    "dr drs mr mrs ms messrs prof rev gen gov sen rep sgt lt col capt hon st mt jr vs nos vol fig "
    "sr sra sres srta sto sta dra dres prof profa ud uds vd ee uu pág págs núm núms n.º n.ª art av "
    "avda dpto ej ex mme mlle mgr me "
    # Haitian, Tagalog, Vietnamese, Polish
    "gng bb gg tp ths ts gs ul św np tzw inż mgr woj "
    # Russian, Ukrainian, Greek, Hindi
    "ул им гг тыс млн руб вул ім рр тис αγ αρ τηλ κα डॉ श्री प्रो".split()
)
_SHORT_WORD = (
    3  # letters: "etc. and" is one sentence, "stopped. and" two in a brand of small letters
)
_TRIM = "\"'“”‘’„«»‹›()[]{}.,;:!?…¿¡–—،؛؟۔।॥、。，；：？！「」『』"

_TOKEN = re.compile(r"\S+")
_GROUPED = re.compile(r"(?<![\w.,])\d{1,3}(?:[ ]\d{3})+(?![\w-])")
# Looked for at every number, since what begins at one ("2018 an estimated 1") may hide the next.
_RATIO = re.compile(r"(?<![\w.,])(?=(\d+(?:[ ]+[^\W\d_]+){1,3}[ ]+\d+(?![\w-])))")
_QUANTITY = re.compile(r"(?<![\w.,-])(\d[\d.,\u00a0\u202f]*)[ ]+([%‰°€$£¥]|[^\W\d_]+)")
_YEAR = re.compile(r"(?:1[89]|20)\d\d\Z")
_PLAIN_NUMBER = re.compile(r"\d{3,}\Z")
_MOST_SMALL_WORDS_IN_A_NAME = 2
_TITLE_CASE = 0.75  # of the words that could have a capital: where all have one, it says nothing


def core(word: str) -> str:
    """A word without the marks around it, in small letters, its apostrophe straight."""
    return word.strip(_TRIM).lower().replace("’", "'")


def is_marked(word: str) -> bool:
    """Whether a mark follows the word: it does not lean on the next one then."""
    return word.rstrip(_TRIM) != word


def ends_sentence(before: str, after: str, language: Language) -> bool:
    """Whether a sentence ends with the word before, given the one after ("": the text ends)."""
    if language.script.id == "Grek" and _GREEK_QUESTION.search(before):
        return True
    if not _SENTENCE.search(before):
        return False
    if not after:
        return True
    if "." in before and is_abbreviation(before):
        return False
    small = after.lstrip("\"'“‘«(¿¡")[:1].islower()
    return not (small and ("." not in before or len(core(before)) <= _SHORT_WORD))


def is_abbreviation(word: str) -> bool:
    """Whether a word that ends in a full stop is one for what is written shorter."""
    bare = word.rstrip("\"'”’»)]").lstrip("\"'“‘«([")
    if not bare.endswith("."):
        return False
    letters = bare[:-1].lower()
    return letters in _ABBREVIATIONS or (len(letters) == 1 and letters.isalpha()) or "." in letters


def ends_clause(before: str) -> bool:
    return _CLAUSE.search(before) is not None


def ends_clause_firmly(before: str) -> bool:
    """A colon, semicolon or dash: a comma may stand in a list."""
    return _FIRM_CLAUSE.search(before) is not None


def is_in_list(before: str, after: tuple[str, ...], language: Language) -> bool:
    """Whether a comma stands between items of one word: one more comma or an "and" follows."""
    if not before.endswith(",") or len(after) < 2 or core(after[0]) in language.weak_ends:
        return False
    return after[0].endswith(",") or core(after[1]) in language.clause_starts


def quantities(value: str, language: Language) -> Iterator[tuple[int, int]]:
    """Ratios ("1 out of 7"), and numbers with the unit or the thing they count ("24 hours")."""
    small = language.weak_ends | language.phrase_starts | language.leaning_ends
    ratios = [
        found.span(1)
        for found in _RATIO.finditer(value)
        if all(word.lower() in small or _counts(word) for word in found[1].split())
    ]
    yield from ratios
    yield from (found.span() for found in _GROUPED.finditer(value))
    for found in _QUANTITY.finditer(value):
        number, unit = found[1], found[2].lower()
        plain = _PLAIN_NUMBER.match(number) or not _counts(number)
        if unit not in small and not plain and all(found.start() >= end for _, end in ratios):
            yield found.span()


def _counts(number: str) -> bool:
    return number[:1].isdigit() and not _YEAR.match(number)


def names(value: str, language: Language) -> Iterator[tuple[int, int]]:
    """Runs of words with a capital inside a sentence, a number after them included ("July 2020"),
    and across one or two small words ("Office on Trafficking in Persons").

    Nothing where all words have a capital.
    """
    tokens = [(found[0], *found.span()) for found in _TOKEN.finditer(value)]
    if _is_in_title_case([word for word, _, _ in tokens], language):
        return
    run: list[tuple[int, int]] = []
    small = 0
    for index, (word, start, end) in enumerate(tokens):
        first = not index or _opens_sentence(tokens, index, language)
        capital = _has_capital(word, language) and not (first and not is_abbreviation(word))
        if capital or (run and not small and word.strip(_TRIM).isdigit()):
            run.append((start, end))
            small = 0
        elif run and core(word) in language.weak_ends - language.clause_starts:
            small += 1
        else:
            small = _MOST_SMALL_WORDS_IN_A_NAME + 1
        closed = word[-1] in ",;:" or ends_sentence(word, _after(tokens, index), language)
        if small > _MOST_SMALL_WORDS_IN_A_NAME or closed:
            if len(run) > 1:
                yield run[0][0], run[-1][1]
            run, small = [], 0
    if len(run) > 1:
        yield run[0][0], run[-1][1]


def _after(tokens: list[tuple[str, int, int]], index: int) -> str:
    return tokens[index + 1][0] if index + 1 < len(tokens) else ""


def _opens_sentence(tokens: list[tuple[str, int, int]], index: int, language: Language) -> bool:
    return ends_sentence(tokens[index - 1][0], tokens[index][0], language)


def _is_in_title_case(words: list[str], language: Language) -> bool:
    able = [word.strip(_TRIM) for word in words if core(word) not in language.weak_ends]
    able = [word for word in able if word[:1].isalpha()]
    capitals = sum(word[:1].isupper() for word in able)
    return len(able) > 3 and capitals >= _TITLE_CASE * len(able)


def _has_capital(word: str, language: Language) -> bool:
    bare = word.strip(_TRIM)
    return bare[:1] != bare[:1].lower() and bare.lower() not in language.weak_ends
