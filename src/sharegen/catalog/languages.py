"""Languages: how they are written, broken and quoted, and small words a line should not end in.

Sources: Butcher's Copy-editing (4th ed., 2006) and The Chicago Manual of Style (17th ed.) on bad
breaks in display lines: articles, prepositions, conjunctions and auxiliaries belong to what
follows them; those of other languages stand in small_words. Quotes: CLDR (delimiters, as cldr-json
has them, read 2026-11-27); where a row differs, it says why. Each sample says what a caption of the
starter kit says; none has been reviewed by a native reader, and none is published.
"""

from __future__ import annotations

from sharegen.catalog import own_words, small_words
from sharegen.catalog.scripts import (
    ARABIC,
    BENGALI,
    CYRILLIC,
    DEVANAGARI,
    GREEK,
    HAN,
    HEBREW,
    JAPANESE,
    KOREAN,
    LATIN,
    STACKED_LATIN,
    THAI,
)
from sharegen.model.spec import Language

_ROWS = (
    Language(
        tag="en",
        name="English",
        script=LATIN,
        weak_ends=own_words.ENGLISH.weak_ends,
        phrase_starts=own_words.ENGLISH.phrase_starts,
        clause_starts=own_words.ENGLISH.clause_starts,
        bound_starts=own_words.ENGLISH.bound_starts,
        leaning_ends=own_words.ENGLISH.leaning_ends,
        sample="Most often, children are lured **by people they trust,** not by strangers.",
    ),
    # CLDR has « » first. Readers are in the United States, where the press in Spanish has “ ” (AP,
    # Manual de estilo).
    Language(
        tag="es",
        name="Spanish",
        script=LATIN,
        weak_ends=own_words.SPANISH.weak_ends,
        phrase_starts=own_words.SPANISH.phrase_starts,
        clause_starts=own_words.SPANISH.clause_starts,
        bound_starts=own_words.SPANISH.bound_starts,
        leaning_ends=own_words.SPANISH.leaning_ends,
        sample=(
            "En la mayoría de los casos, los niños son captados **por "
            "personas en quienes confían,** no por extraños."
        ),
    ),
    # CLDR repeats « » inside « »; the Lexique of the Imprimerie nationale allows “ ” there,
    # which a reader takes in faster. The narrow space is the Lexique's before ? ! ;, and serves
    # before : and » too, where it has a wider one.
    Language(
        tag="fr",
        name="French",
        script=LATIN,
        weak_ends=small_words.FRENCH.weak_ends,
        phrase_starts=small_words.FRENCH.phrase_starts,
        quotes=("«", "»", "“", "”"),
        spaced_marks="?!:;»",
        sample=(
            "Le plus souvent, les enfants sont leurrés **par ceux "
            "en qui ils ont confiance,** non par des inconnus."
        ),
    ),
    Language(
        tag="pt",
        name="Portuguese",
        script=LATIN,
        weak_ends=small_words.PORTUGUESE.weak_ends,
        phrase_starts=small_words.PORTUGUESE.phrase_starts,
        sample=(
            "Na maioria das vezes, as crianças são aliciadas **por "
            "pessoas em quem confiam,** não por estranhos."
        ),
    ),
    Language(
        tag="vi",
        name="Vietnamese",
        script=STACKED_LATIN,
        weak_ends=small_words.VIETNAMESE.weak_ends,
        phrase_starts=small_words.VIETNAMESE.phrase_starts,
        sample=(
            "Trẻ em thường bị dụ dỗ **bởi chính những người các "
            "em tin tưởng,** chứ không phải bởi người lạ."
        ),
    ),
    # Not in CLDR: “ ”, as in health information in Creole made in the United States.
    Language(
        tag="ht",
        name="Haitian Creole",
        script=LATIN,
        weak_ends=small_words.HAITIAN.weak_ends,
        phrase_starts=small_words.HAITIAN.phrase_starts,
        sample=(
            "Pi souvan, se **moun timoun yo fè konfyans** ki "
            "pran yo nan pèlen, se pa moun yo pa konnen."
        ),
    ),
    # CLDR's fil.
    Language(
        tag="tl",
        name="Tagalog",
        script=LATIN,
        weak_ends=small_words.TAGALOG.weak_ends,
        phrase_starts=small_words.TAGALOG.phrase_starts,
        sample=(
            "Kadalasan, nalilinlang ang mga bata **ng mga taong pinagkakatiwalaan "
            "nila,** hindi ng mga estranghero."
        ),
    ),
    Language(
        tag="pl",
        name="Polish",
        script=LATIN,
        weak_ends=small_words.POLISH.weak_ends,
        phrase_starts=small_words.POLISH.phrase_starts,
        quotes=("„", "”", "«", "»"),
        sample=(
            "Najczęściej dzieci są zwabiane **przez osoby, "
            "którym ufają,** a nie przez nieznajomych."
        ),
    ),
    Language(
        tag="ru",
        name="Russian",
        script=CYRILLIC,
        weak_ends=small_words.RUSSIAN.weak_ends,
        phrase_starts=small_words.RUSSIAN.phrase_starts,
        quotes=("«", "»", "„", "“"),
        sample="Чаще всего детей заманивают **те, кому они доверяют,** а не незнакомые люди.",
    ),
    Language(
        tag="uk",
        name="Ukrainian",
        script=CYRILLIC,
        weak_ends=small_words.UKRAINIAN.weak_ends,
        phrase_starts=small_words.UKRAINIAN.phrase_starts,
        quotes=("«", "»", "„", "“"),
        sample="Найчастіше дітей заманюють **ті, кому вони довіряють,** а не чужі їм люди.",
    ),
    Language(
        tag="el",
        name="Greek",
        script=GREEK,
        weak_ends=small_words.GREEK.weak_ends,
        phrase_starts=small_words.GREEK.phrase_starts,
        quotes=("«", "»", "“", "”"),
        sample=(
            "Τις περισσότερες φορές τα παιδιά παρασύρονται **από "
            "ανθρώπους που εμπιστεύονται,** όχι από αγνώστους."
        ),
    ),
    # In reading order: these marks are not mirrored by the bidirectional algorithm, « » are.
    Language(
        tag="ar",
        name="Arabic",
        script=ARABIC,
        weak_ends=small_words.ARABIC.weak_ends,
        phrase_starts=small_words.ARABIC.phrase_starts,
        quotes=("”", "“", "’", "‘"),
        sample="غالبًا ما يُستدرج الأطفال **على يد أشخاص يثقون بهم،** لا على يد غرباء.",
    ),
    Language(
        tag="fa",
        name="Persian",
        script=ARABIC,
        weak_ends=small_words.PERSIAN.weak_ends,
        phrase_starts=small_words.PERSIAN.phrase_starts,
        quotes=("«", "»", "‹", "›"),
        sample=(
            "کودکان اغلب فریب **کسانی را می‌خورند که به آن‌ها اعتماد دارند،** نه فریب غریبه‌ها را."
        ),
    ),
    # Set in Naskh, as on screens; its own hand, Nastaliq, needs faces and leading of another kind.
    Language(
        tag="ur",
        name="Urdu",
        script=ARABIC,
        weak_ends=small_words.URDU.weak_ends,
        phrase_starts=small_words.URDU.phrase_starts,
        quotes=("”", "“", "’", "‘"),
        sample="عام طور پر بچوں کو **وہی لوگ ورغلاتے ہیں جن پر وہ بھروسا کرتے ہیں،** اجنبی نہیں۔",
    ),
    Language(
        tag="he",
        name="Hebrew",
        script=HEBREW,
        weak_ends=small_words.HEBREW.weak_ends,
        phrase_starts=small_words.HEBREW.phrase_starts,
        quotes=("”", "”", "’", "’"),
        sample="ברוב המקרים ילדים מפותים **על ידי אנשים שהם סומכים עליהם,** ולא על ידי זרים.",
    ),
    Language(
        tag="hi",
        name="Hindi",
        script=DEVANAGARI,
        weak_ends=small_words.HINDI.weak_ends,
        phrase_starts=small_words.HINDI.phrase_starts,
        sample=(
            "ज़्यादातर मामलों में बच्चों को अजनबी नहीं, बल्कि **वे लोग फुसलाते हैं जिन पर उन्हें भरोसा होता है।**"
        ),
    ),
    Language(
        tag="bn",
        name="Bengali",
        script=BENGALI,
        weak_ends=small_words.BENGALI.weak_ends,
        phrase_starts=small_words.BENGALI.phrase_starts,
        sample="বেশির ভাগ ক্ষেত্রে শিশুদের ফাঁদে ফেলে **তাদের বিশ্বাসের মানুষেরাই,** অপরিচিত কেউ নয়।",
    ),
    Language(
        tag="th",
        name="Thai",
        script=THAI,
        sample="ส่วนใหญ่แล้ว เด็กถูกล่อลวงโดย**คนที่เด็กไว้วางใจ** ไม่ใช่คนแปลกหน้า",
    ),
    Language(
        tag="ja",
        name="Japanese",
        script=JAPANESE,
        breaks="ja-u-lw-phrase",
        quotes=("「", "」", "『", "』"),
        sample=(
            "子どもを誘い込むのは、多くの場合、知らない人ではなく、**その子が信頼している人**です。"
        ),
    ),
    Language(
        tag="ko",
        name="Korean",
        script=KOREAN,
        weak_ends=small_words.KOREAN.weak_ends,
        phrase_starts=small_words.KOREAN.phrase_starts,
        breaks="ko-u-lw-phrase",
        sample=(
            "아이들을 꾀어내는 사람은 대부분 낯선 사람이 아니라 **아이가 믿고 따르는 사람입니다.**"
        ),
    ),
    Language(
        tag="zh-Hans",
        name="Chinese, simplified",
        script=HAN,
        sample="在大多数情况下，诱骗儿童的不是陌生人，而是**他们信任的人。**",
    ),
)

LANGUAGES = {row.tag: row for row in _ROWS}
