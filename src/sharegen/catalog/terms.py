"""Words on child sex trafficking that harm, what to say instead, and who says so.

Add a term: a row, with its reason and its source; brand.yaml can add its own and keep some of
these. `*` at the end of a word is any ending. Of the sources excerpts were seen on 2026-11-27, not
the whole pages; where "from memory" is said, not even these.
"""

from __future__ import annotations

from sharegen.model.reference import Term

_LUXEMBOURG = (
    "Terminology Guidelines for the Protection of Children from Sexual Exploitation and Sexual "
    "Abuse (Luxembourg Guidelines, 2016)"
)
_LUXEMBOURG_ROW = f"{_LUXEMBOURG}, the row from memory"
_IRINA = "The Irina Project, Language Matters (theirinaproject.org/resources/language-matters)"
_ADL = "ADL, Glossary of Extremism, Save the/our Children (extremismterms.adl.org)"
_RESCUE = (
    "survivors whom Polaris asked, at i5freedomnetwork.org, When It Comes To Human Trafficking, "
    "Language Matters"
)
_MEMORY = "guides of Love146 and of the Freedom Network USA on images and language, from memory"
_NO_CONSENT = "a child cannot consent: it is abuse, and no trade or work of the child's"
_EVIDENCE = "pornography is made of adults who consent; these are records of abuse"
_NO_BORDER = "tráfico crosses a border; trata is exploitation, and needs none"
_PALERMO = "UN protocols on trafficking and on smuggling (Palermo, 2000), from memory"
_QANON = "it was taken over to spread stories that are not so, and leads readers to them"
_NO_RESCUE = "it is so dramatic that people do not see themselves in it, and do not ask for help"
_HERO = "it is about the saver, and makes who survived it helpless"
_BLAME = "it makes some victims worse than others, who then do not come forward"

TERMS: dict[str, tuple[Term, ...]] = {
    "en": (
        Term("child prostitute*", "child victim of sex trafficking", _NO_CONSENT, _IRINA),
        Term("teen* prostitute*", "child victim of sex trafficking", _NO_CONSENT, _IRINA),
        Term("minor prostitute*", "child victim of sex trafficking", _NO_CONSENT, _IRINA),
        Term("underage prostitut*", "child victim of sex trafficking", _NO_CONSENT, _IRINA),
        Term("child prostitution", "sexual exploitation of children", _NO_CONSENT, _LUXEMBOURG),
        Term("child sex work*", "sexual exploitation of children", _NO_CONSENT, _LUXEMBOURG_ROW),
        Term("child porn*", "child sexual abuse material", _EVIDENCE, _LUXEMBOURG),
        Term("kiddie porn*", "child sexual abuse material", _EVIDENCE, _LUXEMBOURG),
        Term("child sex tourism", "sexual exploitation in travel", _NO_CONSENT, _LUXEMBOURG_ROW),
        Term("underage wom*n", "girls", "a girl under 18 is a child", _LUXEMBOURG_ROW),
        Term("rescu*", "find help, leave, be identified", _NO_RESCUE, _RESCUE),
        Term("sav* the children", "keep children safe", _HERO, _MEMORY),
        Term("sex slav*", "victim of sex trafficking", "it shocks, and hides the person", _MEMORY),
        Term(
            "modern day slavery",
            "human trafficking",
            "it calls up chains and hides how people are really held",
            _MEMORY,
        ),
        Term("innocent child*", "children", _BLAME, _MEMORY),
        Term("innocent victim*", "victims", _BLAME, _MEMORY),
        Term("voiceless", "survivors", "they have voices, and are not heard", _MEMORY),
        Term("damaged goods", "", "a person is no goods", _MEMORY),
        Term("stranger danger", "people the child knows", "it looks away from them", _MEMORY),
    ),
    "es": (
        Term("prostitut* infantil*", "víctima de trata sexual", _NO_CONSENT, _LUXEMBOURG_ROW),
        Term("prostitución infantil", "explotación sexual de menores", _NO_CONSENT, _LUXEMBOURG),
        Term("pornografía infantil", "material de abuso sexual infantil", _EVIDENCE, _LUXEMBOURG),
        Term("turismo sexual infantil", "explotación en viajes", _NO_CONSENT, _LUXEMBOURG_ROW),
        Term("esclav* sexual*", "víctima de trata sexual", "it hides the person", _MEMORY),
        Term("rescat*", "encontrar ayuda, salir", _NO_RESCUE, _RESCUE),
        Term("tráfico sexual", "trata sexual", _NO_BORDER, _PALERMO),
        Term("tráfico de personas", "trata de personas", _NO_BORDER, _PALERMO),
        Term("tráfico de menores", "trata de menores", _NO_BORDER, _PALERMO),
    ),
}
# In every language.
HASHTAGS = (
    Term("#savethechildren", "#childtrafficking", _QANON, _ADL),
    Term("#saveourchildren", "#childtrafficking", _QANON, _ADL),
    Term("#saveourkids", "#childtrafficking", _QANON, "the same, from memory"),
    Term("#pizzagate", "", _QANON, "reports on QAnon of August 2020, from memory"),
    Term("#pedogate", "", _QANON, "reports on QAnon of August 2020, from memory"),
    Term("#qanon", "", _QANON, "reports on QAnon of August 2020, from memory"),
    Term("#wwg1wga", "", _QANON, "reports on QAnon of August 2020, from memory"),
    Term("#thestorm", "", _QANON, "reports on QAnon of August 2020, from memory"),
    Term("#adrenochrome", "", _QANON, "reports on QAnon of August 2020, from memory"),
)
