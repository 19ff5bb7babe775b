"""Small words by language: what a line should not end in, and what it may well begin with.

Articles, prepositions, conjunctions and auxiliaries belong to what follows them. Sources by
language:

- fr: Lexique des règles typographiques en usage à l'Imprimerie nationale (2002);
  Guide du typographe (7th ed., 2015) on titles broken by sense.
- pt: Bringhurst, The Elements of Typographic Style (4th ed., 2012), as for Spanish.
- ht: Bernard Valdman, Haitian Creole (2015): markers of tense stand before the verb, articles
  (la, a, yo) after the noun, so that the latter begin no line and end it well.
- vi: Nguyễn Đình-Hoà, Vietnamese (1997): classifiers and markers of number before the noun,
  markers of tense before the verb. A space stands in words too: not everything is seen here.
- tl: Schachter and Otanes, Tagalog Reference Grammar (1972): ang, ng, sa, si, and linkers.
- pl: Wolański, Edycja tekstów (2008), and the school rule: no one-letter words ("sierotki") at
  the end of a line; display lines extend it to all prepositions and conjunctions.
- ru: Milchin and Cheltsova, Справочник издателя и автора (2014): one-letter prepositions and
  conjunctions and those that begin a sentence do not end a line; in titles, none and no "не".
- uk: the practice of Russian titles, and of the one-letter words з, і, й, о, у, в, а.
- el: Holton, Mackridge and Philippaki-Warburton, Greek: A Comprehensive Grammar (1997): articles,
  θα, να, δεν stand before what they belong to.
- ar: Ryding, A Reference Grammar of Modern Standard Arabic (2005): one-letter prepositions and
  conjunctions are written as one with the next word; only free ones stand here.
- fa: Lazard, A Grammar of Contemporary Persian (1992): prepositions stand before; را stands after
  the noun, and ends a line well.
- ur, hi, bn: Schmidt, Urdu (1999); Kachru, Hindi (2006); Thompson, Bengali (2012): postpositions
  stand after the noun; conjunctions, relatives and determiners are what ends no line.
- he: Glinert, The Grammar of Modern Hebrew (1989): one-letter prefixes are written as one with
  the next word, as in Arabic.
- ko: 한글 맞춤법 (National Institute of Korean Language, 2017), 42: particles are written as one
  with the word before, bound nouns (수) apart from the word they complete.

Thai, Japanese and Chinese have no spaces: ICU's words and phrases see to it. The lists are a first
draft, made with what these works are known to say and not with them at hand: somebody who reads
the language looks at the breaks.
"""

from __future__ import annotations

from typing import NamedTuple


class SmallWords(NamedTuple):
    """Words by what they do to a line, as `Language` explains them."""

    weak_ends: frozenset[str] = frozenset()
    phrase_starts: frozenset[str] = frozenset()
    clause_starts: frozenset[str] = frozenset()
    bound_starts: frozenset[str] = frozenset()
    leaning_ends: frozenset[str] = frozenset()


def small_words(starts: str, others: str = "") -> SmallWords:
    """Prepositions and conjunctions, which start a phrase and end no line, and `others`, which
    only end none."""
    return SmallWords(frozenset(f"{starts} {others}".split()), frozenset(starts.split()))


FRENCH = small_words(
    "à après avant avec chez contre dans de depuis derrière dès devant durant en entre envers "
    "hors jusque malgré par parmi pendant pour sans sauf selon sous sur vers via et ou mais ni or "
    "donc car que quand lorsque si comme parce puisque quoique où qui dont",
    "le la les un une des du au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre nos "
    "votre vos leur leurs chaque quelque quelques plusieurs tout toute tous toutes aucun aucune "
    "je tu il elle on nous vous ils elles se me te ne pas plus très trop aussi y est sont était "
    "étaient sera seront être a ont avait avaient aura auront avoir été peut peuvent doit doivent "
    "va vont fait font",
)
PORTUGUESE = small_words(
    "a ante após até com contra de desde durante em entre para perante por sem sob sobre trás e "
    "ou mas nem porém pois porque que quando se como embora enquanto onde quem cujo cuja não",
    "o os as um uma uns umas ao aos à às do da dos das no na nos nas pelo pela pelos pelas num "
    "numa dum duma este esta estes estas esse essa esses essas aquele aquela aqueles aquelas meu "
    "minha meus minhas teu tua seu sua seus suas nosso nossa nossos nossas cada todo toda todos "
    "todas algum alguma alguns algumas nenhum nenhuma eu ele ela eles elas me lhe lhes é são era "
    "eram foi foram será serão ser está estão estava estavam estar tem têm tinha tinham ter há "
    "havia pode podem deve devem vai vão já mais muito tão também só",
)
# yo ("they" before a verb, the plural after a noun) and pa ("not", "his") go both ways.
HAITIAN = small_words(
    "ak ansanm anba anvan apre avèk bò dapre depi devan dèyè jis kont nan pandan pou san sou ant "
    "epi e oswa men ni paske ke ki lè si kòm kote tankou",
    "yon chak kèk tout okenn plizyè de mwen m ou w li l nou n se te ap pral ta va dwe ka kapab "
    "vle fè pi trè twò",
)
VIETNAMESE = small_words(
    "bởi cho cùng của để đến do dưới giữa khỏi ngoài ở qua sau tại theo trên trong trước từ vào "
    "vì với về và hoặc hay nhưng mà nếu khi thì rằng tuy dù chứ không",
    "những các một mỗi mọi vài nhiều cái con chiếc là bị được đã đang sẽ sắp chưa chẳng đừng hãy "
    "có thể phải nên cần rất quá hơn cũng chỉ vẫn còn đều",
)
TAGALOG = small_words(
    "sa kay kina para mula tungkol ayon laban hanggang dahil nang na at o ngunit pero subalit "
    "kung kapag habang bago upang kaya samantalang hindi",
    "ang ng si sina ni nina mga isang bawat lahat ilang ito iyon ay may mayroon wala huwag dapat "
    "maaari maaaring puwede puwedeng gusto mas pinaka napaka",
)
# się leans on the verb before it as often as on the one after it.
POLISH = small_words(
    "bez dla do ku między mimo na nad nade o od ode oprócz po pod pode podczas ponad poza przeciw "
    "przed przede przez przy spod spoza spośród u w wbrew we według wobec wśród z za ze zamiast a "
    "albo ale aby ani bo czy gdy gdyż i jak jako jeśli jeżeli lecz lub niż oraz że żeby choć "
    "który która które którzy której którym których gdzie kiedy",
    "nie by niech ten ta to te ci tego tej tych tym mój moja moje twój twoja swój swoja ich jej "
    "jego nasz wasz każdy każda każde jest są był była było byli były będzie będą może mogą mają "
    "ma co już też tylko bardzo bardziej",
)
# же and бы lean on the word before them and end a line well.
RUSSIAN = small_words(
    "без безо в вместо во вне для до за из из-за изо из-под к ко кроме между на над надо о об обо "
    "около от ото перед передо по под подо после при про против ради с со среди сквозь у через а "
    "и или но да либо ни что чтобы как когда если хотя чем пока потому поэтому где куда который "
    "которая которое которые которым которых кто",
    "не это этот эта эти тот та те мой моя мои твой твоя свой своя свои его её ее их наш наша "
    "наши ваш ваша каждый каждая все весь вся был была было были будет будут может могут я ты он "
    "она оно мы вы они уже ещё еще только даже очень более самый",
)
UKRAINIAN = small_words(
    "без в від для до з за заради зі із замість крім між на над о об перед під після по понад при "
    "про проти серед у через щодо а але або бо і й та чи що щоб як якщо коли хоча ніж поки тому "
    "де куди ні який яка яке які яким яких хто",
    "не це цей ця ці той ті мій моя мої твій твоя свій своя свої його її їх їхній їхня їхні наш "
    "наша наші ваш ваша кожен кожна усі всі весь вся був була було були буде будуть може можуть я "
    "ти він вона воно ми ви вони вже ще лише тільки навіть дуже більш",
)
# μου, σου, μας, σας mostly follow their noun.
GREEK = small_words(
    "από για δίχως εναντίον κατά μετά μέχρι με μεταξύ παρά προς πριν σαν σε στον στη στην στο "
    "στους στις στα χωρίς ως αντί και κι ή αλλά ούτε μήτε όμως γιατί διότι ότι πως που όταν αν "
    "εάν ενώ αφού όπως καθώς όχι",
    "ο η το οι τα του της των τον την τη τους τις ένας μια μία ένα ενός μιας κάθε κάποιος κάποια "
    "κάποιο αυτός αυτή αυτό αυτοί αυτές αυτά θα να ας δεν δε μην μη είναι ήταν έχει έχουν είχε "
    "είχαν μπορεί μπορούν πρέπει πιο πολύ μόνο",
)
ARABIC = small_words(
    "في من على إلى عن مع بين عند عبر منذ حتى خلال دون ضد نحو حول قبل بعد تحت فوق أمام وراء أو أم "
    "ثم بل لكن ولكن إذا لو لأن كي حيث بينما ولا وليس وفي ومن وعلى وإلى لا التي الذي الذين اللواتي",
    "أن أنّ إن إنّ ألا لم لن ما ليس قد لقد سوف كل كلّ بعض أي أيّ غير هذا هذه ذلك تلك هؤلاء هو هي "
    "هم كان كانت يا يد قِبل قبل",
)
PERSIAN = small_words(
    "از به با در بر برای تا بدون بی درباره علیه بین میان روی زیر پیش پس طی توسط و یا اما ولی بلکه "
    "که اگر چون زیرا هرچند وقتی نه",
    "این آن هر یک هیچ چند همه همین همان خیلی بسیار می نمی باید شاید هم فقط حتی",
)
URDU = small_words(
    "اور یا لیکن مگر بلکہ کہ اگر جب جو جس جن جنہیں کیونکہ تاکہ تو نہ",
    "یہ وہ اس ان ہر ایک کوئی کچھ کسی تمام بہت سب صرف",
)
HEBREW = small_words(
    "של את על אל עם בין לפני אחרי בלי ללא עד נגד למען בשביל בגלל אצל מן תחת מעל דרך לפי כמו או "
    "אבל אלא כי אם כאשר כדי למרות אשר ולא לא",
    "ידי אין יש כל גם רק אף מי זה זו אלה הוא היא הם הן אני היה הייתה היו יהיה יותר הכי מאוד",
)
HINDI = small_words(
    "और या लेकिन मगर बल्कि परंतु किंतु कि यदि अगर जब जो जिस जिन जिन्हें क्योंकि ताकि तो न",
    "यह वह ये वे इस उस इन उन हर एक कोई कुछ किसी सभी बहुत सबसे सिर्फ़ केवल",
)
BENGALI = small_words(
    "এবং আর বা অথবা কিন্তু তবে বরং যে যদি যখন যা যারা যাদের কারণ যেন",
    "এই সেই ওই এ সে এক একটি একজন কোনো কোন প্রতিটি প্রত্যেক সব সকল খুব শুধু",
)
KOREAN = small_words(
    "및 또는 혹은 그리고 그러나 하지만",
    "이 그 저 이런 그런 저런 어떤 모든 각 한 두 세 안 못 더 가장 매우 아주 수",
)
