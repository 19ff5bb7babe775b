"""Languages: small words a line should not end in, and words it may well begin with.

Sources: Butcher's Copy-editing (4th ed., 2006) and The Chicago Manual of Style (17th ed.) on bad
breaks in display lines: articles, prepositions, conjunctions and auxiliaries belong to what
follows them.
"""

from __future__ import annotations

from sharegen.model.spec import Language, Script

LATIN = Script("Latn", "Latin")

_EN_CONJUNCTIONS = "and or but nor yet so than that because although while when if whether as"
_EN_PREPOSITIONS = (
    "about above across after against along among around at before behind below beneath beside "
    "between beyond by despite down during except for from in inside into like near of off on "
    "onto out outside over past since through throughout to toward towards under until up upon "
    "via with within without"
)
_EN_OTHERS = (
    "a an the my your his her its our their this these those every each no not "
    "am is are was were be been being do does did has have had can could will would shall should "
    "may might must i who which whose already also even just only still"
)

_ROWS = (
    Language(
        tag="en",
        name="English",
        script=LATIN,
        weak_ends=frozenset(f"{_EN_CONJUNCTIONS} {_EN_PREPOSITIONS} {_EN_OTHERS}".split()),
        phrase_starts=frozenset(f"{_EN_CONJUNCTIONS} {_EN_PREPOSITIONS} not who which".split()),
    ),
)

LANGUAGES = {row.tag: row for row in _ROWS}
