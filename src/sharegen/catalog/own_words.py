"""Small words of the two languages that captions.yaml speaks, by what they do to a line.

Sources: Butcher's Copy-editing (4th ed., 2006) and The Chicago Manual of Style (17th ed.) on bad
breaks in display lines: articles, prepositions, conjunctions and auxiliaries belong to what
follows them.
"""

from __future__ import annotations

from sharegen.catalog.small_words import SmallWords

_EN_CONJUNCTIONS = (
    "and or but nor yet so than that because although though while when if whether as unless"
)
_EN_RELATIVES = "who whom whose which what where why how"
_EN_AUXILIARIES = (
    "am is are was were do does did has have had can could will would shall should may might must "
    "isn't aren't wasn't weren't don't doesn't didn't can't won't cannot"
)
_EN_PREPOSITIONS = (
    "about above across after against along among around at before behind below beneath beside "
    "between beyond by despite down during except for from in inside into like near of off on "
    "onto out outside over past since through throughout to toward towards under until up upon "
    "via with within without"
)
_EN_OTHERS = (
    "a an the my your his her its our their this these those every each no not be been being i "
    "already also even just only still"
)
_EN_LEANING = (
    "more most less least very too far much many few quite really almost nearly virtually always "
    "never often rarely usually greater better higher lower longer all both any some such "
    "another they we he she you"
)

# Ortografía de la lengua española (RAE, 2010), and the same rule of sense. Unstressed pronouns
# (me, se, lo, …) are one stress group with the verb that follows.
_ES_CONJUNCTIONS = "y e o u ni pero sino mas que porque aunque si como cuando mientras pues donde"
_ES_RELATIVES = "quien quienes cuyo cuya cual cuales qué quién quiénes cómo cuándo dónde"
_ES_AUXILIARIES = (
    "es son era eran fue fueron hubo está están estaba estaban ha han había habían hay puede "
    "pueden podría podrían debe deben debería deberían va van suele suelen"
)
_ES_PREPOSITIONS = (
    "a al ante bajo con contra de del desde durante en entre excepto hacia hasta mediante para por "
    "salvo según sin sobre tras"
)
_ES_OTHERS = (
    "el la lo los las un una unos unas mi mis tu tus su sus nuestro nuestra nuestros nuestras este "
    "esta estos estas ese esa esos esas aquel aquella aquellos aquellas cada todo toda todos todas "
    "algún alguna algunos algunas ningún ninguna no tan muy más menos me te se le les nos os yo "
    "ser sido haber ya solo también"
)
_ES_LEANING = (
    "mucho mucha muchos muchas poco pocos bastante casi siempre nunca jamás rara mayor menor mejor "
    "peor gran él ella ellos ellas usted ustedes nosotros"
)

ENGLISH = SmallWords(
    weak_ends=frozenset(
        f"{_EN_CONJUNCTIONS} {_EN_RELATIVES} {_EN_PREPOSITIONS} {_EN_AUXILIARIES} "
        f"{_EN_OTHERS}".split()
    ),
    phrase_starts=frozenset(f"{_EN_CONJUNCTIONS} {_EN_RELATIVES} {_EN_PREPOSITIONS} not".split()),
    clause_starts=frozenset(f"{_EN_CONJUNCTIONS} {_EN_RELATIVES}".split()),
    bound_starts=frozenset({"of"}),
    leaning_ends=frozenset(_EN_LEANING.split()),
)
SPANISH = SmallWords(
    weak_ends=frozenset(
        f"{_ES_CONJUNCTIONS} {_ES_RELATIVES} {_ES_PREPOSITIONS} {_ES_AUXILIARIES} "
        f"{_ES_OTHERS}".split()
    ),
    phrase_starts=frozenset(f"{_ES_CONJUNCTIONS} {_ES_RELATIVES} {_ES_PREPOSITIONS} no sí".split()),
    clause_starts=frozenset(f"{_ES_CONJUNCTIONS} {_ES_RELATIVES}".split()),
    bound_starts=frozenset({"de", "del"}),
    leaning_ends=frozenset(_ES_LEANING.split()),
)
