"""Languages: their script, their quotes, where their lines break, and small words.

Small words: Butcher's Copy-editing (4th ed., 2006) and The Chicago Manual of Style (17th ed.) on
bad breaks in display lines: articles, prepositions, conjunctions and auxiliaries belong to what
follows them (small_words.py has the other languages). Quotes: Unicode CLDR 48, delimiters, read
2026-11-24, but for Spanish, where publishers in the United States use “ ”. The samples are our own
sentences, drafts until a person of the language has read them; each says about the same:
"Most often, children are lured by people they trust, not by strangers."
"""

from __future__ import annotations

from sharegen.catalog import scripts
from sharegen.catalog.small_words import NONE, SMALL_WORDS
from sharegen.model.spec import Language, Script

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


_GUILLEMETS = ("«", "»", "“", "”")
_CORNERS = ("「", "」", "『", "』")


def _row(tag: str, name: str, script: Script, sample: str, **more: object) -> Language:
    """A language with its small words."""
    small = SMALL_WORDS.get(tag, NONE)
    return Language(tag, name, script, small.weak_ends, small.phrase_starts, sample=sample, **more)  # type: ignore[arg-type]


_ROWS = (
    Language(
        tag="en",
        name="English",
        script=scripts.LATIN,
        weak_ends=frozenset(f"{_EN_CONJUNCTIONS} {_EN_PREPOSITIONS} {_EN_OTHERS}".split()),
        phrase_starts=frozenset(f"{_EN_CONJUNCTIONS} {_EN_PREPOSITIONS} not who which".split()),
        sample="Most often, children are lured **by people they trust,** not by strangers.",
    ),
    _row(
        "es",
        "Spanish",
        scripts.LATIN,
        "Lo más frecuente es que a los niños los capten **personas en quienes confían,** "
        "no desconocidos.",
    ),
    _row(
        "fr",
        "French",
        scripts.LATIN,
        "Le plus souvent, les enfants sont piégés **par des personnes de confiance,** "
        "et non par des inconnus !",
        quotes=_GUILLEMETS,
        spaced_marks="?!:;»",
    ),
    _row(
        "pt",
        "Portuguese",
        scripts.LATIN,
        "Na maioria das vezes, as crianças são aliciadas **por pessoas em quem confiam,** "
        "não por estranhos.",
    ),
    _row(
        "vi",
        "Vietnamese",
        scripts.LATIN_STACKED,
        "Thường thì trẻ em bị dụ dỗ **bởi những người mà các em tin tưởng,** không phải người lạ.",
    ),
    _row(
        "ht",
        "Haitian Creole",
        scripts.LATIN,
        "Pi souvan, se **moun timoun yo fè konfyans** ki pran yo nan pèlen, se pa etranje.",
    ),
    _row(
        "tl",
        "Tagalog",
        scripts.LATIN,
        "Kadalasan, ang mga bata ay naaakit **ng mga taong pinagkakatiwalaan nila,** "
        "hindi ng mga estranghero.",
    ),
    _row(
        "pl",
        "Polish",
        scripts.LATIN,
        "Najczęściej dzieci są wciągane **przez osoby, którym ufają,** a nie przez obcych.",
        quotes=("„", "”", "«", "»"),
    ),
    _row(
        "ru",
        "Russian",
        scripts.CYRILLIC,
        "Чаще всего детей вовлекают **люди, которым они доверяют,** а не незнакомцы.",
        quotes=("«", "»", "„", "“"),
    ),
    _row(
        "uk",
        "Ukrainian",
        scripts.CYRILLIC,
        "Найчастіше дітей втягують **люди, яким вони довіряють,** а не незнайомці.",
        quotes=("«", "»", "„", "“"),
    ),
    _row(
        "el",
        "Greek",
        scripts.GREEK,
        "Συνήθως τα παιδιά παρασύρονται **από ανθρώπους που εμπιστεύονται,** όχι από αγνώστους.",
        quotes=("«", "»", "“", "”"),
    ),
    _row(
        "ar",
        "Arabic",
        scripts.ARABIC,
        "في معظم الأحيان، يُستدرج الأطفال **من قِبل أشخاص يثقون بهم،** لا من قِبل غرباء.",
        quotes=("”", "“", "’", "‘"),
    ),
    _row(
        "fa",
        "Persian",
        scripts.ARABIC,
        "بیشتر وقت‌ها کودکان **به دست کسانی که به آن‌ها اعتماد دارند** فریب می‌خورند، نه غریبه‌ها.",
        quotes=("«", "»", "‹", "›"),
    ),
    _row(
        "ur",
        "Urdu",
        scripts.ARABIC,
        "اکثر بچوں کو **وہ لوگ بہکاتے ہیں جن پر وہ بھروسا کرتے ہیں،** اجنبی نہیں۔",
        quotes=("”", "“", "’", "‘"),
    ),
    _row(
        "he",
        "Hebrew",
        scripts.HEBREW,
        "לרוב, ילדים מתפתים **בידי אנשים שהם סומכים עליהם,** ולא בידי זרים.",
        quotes=("”", "”", "’", "’"),
    ),
    _row(
        "hi",
        "Hindi",
        scripts.DEVANAGARI,
        "अधिकतर बच्चों को **वे लोग फुसलाते हैं जिन पर वे भरोसा करते हैं,** अजनबी नहीं।",
    ),
    _row(
        "bn",
        "Bengali",
        scripts.BENGALI,
        "বেশির ভাগ সময় শিশুদের **বিশ্বাসের মানুষেরাই ফুসলিয়ে নেয়,** অচেনা কেউ নয়।",
    ),
    _row(
        "th",
        "Thai",
        scripts.THAI,
        "ส่วนใหญ่แล้วเด็กมักถูกล่อลวง**โดยคนที่เด็กไว้ใจ** ไม่ใช่คนแปลกหน้า",
    ),
    _row(
        "ja",
        "Japanese",
        scripts.JAPANESE,
        "子どもの多くは、知らない人ではなく、**信頼している人に**誘い込まれます。",
        breaks="ja-u-lw-phrase",
        quotes=_CORNERS,
    ),
    _row(
        "ko",
        "Korean",
        scripts.KOREAN,
        "아이들은 대부분 낯선 사람이 아니라 **믿는 사람에게** 유인됩니다.",
        breaks="ko-u-lw-phrase",
    ),
    _row(
        "zh-Hans",
        "Chinese, simplified",
        scripts.CHINESE,
        "多数孩子是**被他们信任的人引诱，**而不是被陌生人。",
        breaks="zh-Hans",
    ),
)

LANGUAGES = {row.tag: row for row in _ROWS}
