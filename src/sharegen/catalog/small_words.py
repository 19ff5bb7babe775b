"""Small words by language: those a line should not end in, and those it may well begin with.

Articles, prepositions, conjunctions and auxiliaries belong to what follows them. Sources: for
Russian and Ukrainian A. E. Milchin and L. K. Cheltsova, Spravochnik izdatelya i avtora (one-letter
words do not end lines); for Polish PN-83/P-55366 and the practice of editors ("sierotki"); for
French the Lexique des règles typographiques en usage à l'Imprimerie nationale (2002); for
Portuguese, Vietnamese, Haitian Creole, Tagalog, Greek, Arabic, Persian, Urdu, Hebrew, Hindi and
Bengali the word classes of standard grammars, since no house style names them.
"""

from __future__ import annotations

from typing import NamedTuple


class SmallWords(NamedTuple):
    """Words a line should not end in, and words it may well begin with."""

    weak_ends: frozenset[str] = frozenset()
    phrase_starts: frozenset[str] = frozenset()


def _words(starts: str, others: str = "") -> SmallWords:
    """`starts` begin a phrase and end no line; `others` end no line."""
    return SmallWords(frozenset(f"{starts} {others}".split()), frozenset(starts.split()))


SMALL_WORDS = {
    "fr": _words(
        "et ou mais ni car donc que qui quand si comme à au aux de du des dans en par pour sur "
        "sous avec sans chez entre vers depuis pendant contre avant après",
        "le la les l un une ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos "
        "leur leurs ne pas plus très est sont était ont a être avoir peut doit on il elle ils "
        "elles je tu nous vous se s d",
    ),
    "pt": _words(
        "e ou mas nem que quem quando se como a ao aos à às de do da dos das em no na nos nas por "
        "pelo pela pelos pelas para com sem sobre sob entre até desde contra",
        "o os as um uma uns umas este esta esse essa seu sua seus suas não muito mais é são foi "
        "está estão ser ter tem pode",
    ),
    "vi": _words(
        "và hoặc hay nhưng mà vì nên nếu khi ở tại trong ngoài trên dưới với cho của từ đến bởi do",
        "là các những một mỗi không chưa đã đang sẽ được bị rất",
    ),
    "ht": _words(
        "ak epi oswa men pou nan sou anba san ak si lè paske ke ki pa kont",
        "yon se te ap pral pa li yo mwen ou nou",
    ),
    "tl": _words(
        "at o pero ngunit kundi dahil kung kapag para sa ng mula hanggang tungkol",
        "ang si sina ni nina kay mga hindi ay na isang",
    ),
    "pl": _words(
        "i a o u w z oraz lub albo ale że bo gdy jeśli kiedy na do od po za przez przy dla bez nad "
        "pod przed między ze we ku",
        "nie się jest są być to ten ta te ich jego jej",
    ),
    "ru": _words(
        "и а но или что чтобы если когда в во на с со к ко о об от до по за из у без для при под "
        "над перед между через про",
        "не ни же бы ли это тот их его её",
    ),
    "uk": _words(
        "і й та а але або що щоб якщо коли в у на з із зі до від по за о об без для при під над "
        "перед між через про",
        "не ні ж би чи це той їх його її",
    ),
    "el": _words(
        "και κι ή αλλά ότι πως αν όταν γιατί σε στο στη στην στον στα στις στους από με για χωρίς "
        "κατά μετά πριν προς",
        "ο η το οι τα τον την της του των τους τις ένας μια ένα δεν μην να θα είναι",
    ),
    "ar": _words(
        "في من إلى على عن مع حتى منذ بين تحت فوق أو ثم بل لكن أن إن إذا لأن كي",
        "لا لم لن ما قد هذا هذه ذلك تلك كل هو هي كان",
    ),
    "fa": _words(
        "و یا اما که اگر وقتی در از به با برای بر تا بدون درباره توسط",
        "این آن هر یک نه نمی می",
    ),
    "ur": _words(
        "اور یا لیکن کہ اگر جب بلکہ کیونکہ",
        "یہ وہ ایک نہ نہیں ہر",
    ),
    "he": _words(
        "של על אל עם מן בין לפני אחרי תחת ידי או אבל אלא כי אם כאשר",
        "לא הוא היא הם זה זו כל את",
    ),
    "hi": _words(
        "और या लेकिन बल्कि कि अगर जब जो जिन जिस",
        "एक यह वह ये वे न नहीं हर",
    ),
    "bn": _words(
        "এবং ও বা কিন্তু বরং যে যদি যখন যারা যাদের",
        "একটি এক এই সেই না",
    ),
}
NONE = SmallWords()
