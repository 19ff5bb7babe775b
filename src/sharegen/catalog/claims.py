"""What in a sentence asks for a source: figures, and words that say how often something happens.

Add a language: a row of WORDS. The first of each are those of the guide that the starter kit is
made from, and of its translation.
"""

from __future__ import annotations

import re

# A space is any white space; | parts words of one place.
WORDS: dict[str, tuple[str, ...]] = {
    "en": (
        "(virtually|almost|nearly|practically) (always|never|all|every|none)",
        "(most|more|less) (often|commonly|frequently)",
        "((far|much) )?(more|most|less|least|twice as|as) likely",
        "(usually|rarely|seldom|frequently|commonly|typically|mostly|predominantly)",
        "(extremely|very|fairly|quite) (rare|common|often)",
        "(a|the|vast|overwhelming|great) (majority|minority)( of)?",
        "(one|two|three|four|five|six|seven|eight|nine) (in|out of)( every)? "
        "(two|three|four|five|six|seven|eight|nine|ten|twenty|a hundred)",
        "(half|a third|two thirds|a quarter|three quarters|a fifth|most) of( all| the)?",
        "most (children|victims|survivors|people|traffickers|cases|parents|young people|of them)",
        "(tens|dozens|hundreds|thousands|millions|billions) of",
        "per ?cent",
        "(doubled|tripled|quadrupled)",
    ),
    "es": (
        "casi (siempre|nunca|todos|todas|ninguno|ninguna)",
        "(la|una|gran|inmensa|vasta) (mayoría|minoría)( de)?( las veces)?",
        "rara(s)? vez|raras veces",
        "suele(n)?|solía(n)?",
        "(mucho )?(más|menos) (probable(s)?|frecuente(s)?|común|comunes|habitual(es)?)",
        "(con frecuencia|frecuentemente|a menudo|habitualmente|por lo general|normalmente)",
        "(un|una|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve) de cada "
        "(dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|veinte|cien)",
        "(la mitad|un tercio|dos tercios|un cuarto|tres cuartos) de",
        "(decenas|docenas|cientos|miles|millones) de",
        "por ciento",
    ),
}
_NO_FIGURES = (
    r"https?://\S+",
    r"\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?",  # an address
    r"[#@]\w+",
    r"(?<!\d)\d{1,3}/\d{1,3}\s*\Z",  # the number of a post of a thread
    r"(?m:^\s*\d{1,2}[.)]\s)",  # of a list
    r"\b24/7\b",
    # telephone numbers: North American ones, others with their +, short codes where a verb is
    r"(?:\+?1[ .-]?)?\(?\b\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b",
    r"\+\d[\d ().-]{6,}\d",
    r"\b(?:text|sms|call|dial|llame|marque|envíe)\s+(?:(?:\w+\s+)?(?:to|al|a)\s+)?\d{3,6}\b",
    r"\b(?:911|988|112)\b(?!\s*%)",
    # days, years and hours
    r"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b|\b\d{1,2}:\d{2}\b|\b\d{1,2} ?[ap]\.?m\b",
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}\b",
    r"\b\d{1,2} (?:de )?(?:ene|feb|mar|abr|may|jun|jul|ago|sep|oct|nov|dic|jan|apr|aug|dec)[a-z]*",
    r"(?:\b(?:in|since|of|by|until|from|to|en|desde|de|del|hasta|[a-z]{3,9}ber|january|february|"
    r"march|april|may|june|july|august|enero|febrero|marzo|abril|mayo|junio|julio|agosto|"
    r"[a-z]{2,6}bre),?\s|[(\[–-]|,\s)(?:19|20)\d{2}\b(?!\s*%)",
)
_ASIDE = re.compile("|".join(_NO_FIGURES), re.IGNORECASE)
# from where a word begins, so that one without end is looked through once
_FIGURE = re.compile(r"(?<!\S)[^\s\d]*\d\S*(?:\s*%|\s+(?:out of|in|of|de cada)\s+\d+)?")
_SAID = {
    language: re.compile(rf"(?<!\w)(?:{'|'.join(rows)})(?!\w)".replace(" ", r"\s+"), re.IGNORECASE)
    for language, rows in WORDS.items()
}


def claim_in(text: str, tag: str) -> str:
    """The first figure or word of frequency of a text; "" where there is none.

    Numbers of telephones, days, years, posts and emergency calls are no figures. Words of
    frequency are known in the languages of WORDS, figures in all.
    """
    left = _ASIDE.sub(" ", text)
    said = _SAID.get(tag.partition("-")[0])
    found = [match for match in (_FIGURE.search(left), said and said.search(left)) if match]
    first = min(found, key=lambda match: match.start(), default=None)
    return " ".join(first[0].split()).strip(".,;:!?()") if first else ""
