"""Say problems as a person would, beside the field that they concern, with what to do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sharegen.catalog.languages import LANGUAGES
from sharegen.layout.scripts import script_runs
from sharegen.model.card import Card
from sharegen.model.diagnostic import Diagnostic, Severity
from sharegen.studio.shorter import OVERFLOW
from sharegen.wording import Sentences

WORDS, LANGUAGE, ALT, BACKGROUND, PLACE = FIELDS = (
    "words",
    "language",
    "alt",
    "background",
    "placement",
)
MISSING = "missing-glyph"
# Which field a problem is beside, by how its code begins; the words for all others.
_BESIDE = {
    "alt-": ALT,
    "art-": BACKGROUND,
    "asset-": BACKGROUND,
    "contrast": BACKGROUND,
    "gap": BACKGROUND,
    "no-variant": BACKGROUND,
    "no-subject": BACKGROUND,
    "over-subject": BACKGROUND,
    "subject-": BACKGROUND,
    "svg-": BACKGROUND,
    "unknown-background": BACKGROUND,
    "template-": PLACE,
    "unknown-placement": PLACE,
}
# What ISO 15924 counts as one script, by the scripts of its letters.
_TOGETHER = {"Jpan": ("Hira", "Kana", "Hani"), "Kore": ("Hang", "Hani"), "Hans": ("Hani",)}
_SIGN = re.compile(r"'([^']+)' \((U\+[0-9A-F+U ]+)\)")
_UNSAID = ("empty-text",)  # an empty page is no mistake


@dataclass(frozen=True, slots=True)
class Said:
    """A problem as the page says it: `do` is what helps. `foreign`: it is in English where the
    page is not."""

    text: str
    do: str
    error: bool
    foreign: bool = False


def beside(code: str) -> str:
    """The field that problems of a code are shown beside."""
    return next((field for start, field in _BESIDE.items() if code.startswith(start)), WORDS)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says problems in a language; `titles` is how placements are called, `over` by how many
    characters words are too long on each."""

    sentences: Sentences
    titles: Mapping[str, str]
    over: Mapping[str, int]

    def by_field(self, problems: Iterable[Diagnostic]) -> dict[str, list[Said]]:
        """All problems, errors first, each kind once with all its places."""
        found: dict[str, list[Said]] = {field: [] for field in FIELDS}
        ordered = sorted(problems, key=lambda problem: problem.severity is not Severity.ERROR)
        groups: dict[tuple[str, str], list[Diagnostic]] = {}
        for problem in ordered:
            if problem.code not in _UNSAID:
                key = problem.code, self._same(problem)
                groups.setdefault(key, []).append(problem)
        for (code, _), group in groups.items():
            found[beside(code)].append(self.say(group))
        return found

    def one_by_one(self, problems: Iterable[Diagnostic]) -> list[Said]:
        """Each problem by itself, in order."""
        return [self.say([problem]) for problem in problems]

    def say(self, group: list[Diagnostic]) -> Said:
        """Problems of one kind as one sentence."""
        first = group[0]
        error = first.severity is Severity.ERROR
        if first.code == OVERFLOW:
            return self._too_long(group)
        where = list(dict.fromkeys(spot for problem in group for spot in problem.where))
        places = self._places(where)
        values = {"places": places, "signs": self._signs(first)}
        text, do = (self.sentences.get(f"{kind}-{first.code}") for kind in ("problem", "do"))
        if text:
            return Said(text.format(**values), do.format(**values), error)
        foreign = self.sentences.tag != "en"
        message = self._titled(first.message)
        shown = f"{message[:1].upper()}{message[1:]}"
        if where and len(where) > 1:
            shown = f"{shown} ({places})"
        hint = f"{first.hint[:1].upper()}{first.hint[1:]}"
        return Said(_ended(shown), _ended(hint), error, foreign)

    def _same(self, problem: Diagnostic) -> str:
        """What problems of a code must share to be said once."""
        if self.sentences.get(f"problem-{problem.code}") or problem.code == OVERFLOW:
            return problem.severity.value
        return f"{problem.severity.value} {problem.message}"

    def _too_long(self, group: list[Diagnostic]) -> Said:
        say, parts, wide = self.sentences, [], []
        for problem in group:
            for spot in problem.where:
                if count := self.over.get(spot):
                    parts.append(say("too-long-there", place=self._title(spot), count=count))
                else:
                    wide.append(spot)
        if not parts:
            places = self._places(wide)
            return Said(say("too-wide", places=places), say("do-too-wide"), error=True)
        parts += [self._title(spot) for spot in wide]
        return Said(say("too-long", places=say.several(parts)), say("do-too-long"), error=True)

    def _places(self, ids: Iterable[str]) -> str:
        return self.sentences.several([self._title(id) for id in ids])

    def _title(self, id: str) -> str:
        return self.titles.get(id, id)

    def _titled(self, message: str) -> str:
        """A message with placements called as the page calls them."""
        return re.sub(r"\b[a-z]+(?:-[a-z0-9]+)+\b", lambda m: self._title(m[0]), message)

    def _signs(self, problem: Diagnostic) -> str:
        """The signs that a message names, for `missing-glyph`."""
        if problem.code != MISSING:
            return ""
        found = _SIGN.findall(problem.message)
        return " ".join(code if sign.startswith("\\") else sign for sign, code in found)


def other_language(say: Sentences, names: str) -> Said:
    """What helps where words are in other letters than their language is."""
    return Said(say("problem-other-letters"), say("do-other-letters", names=names), error=False)


def other_letters(text: str, tag: str, known: Iterable[str]) -> tuple[str, ...]:
    """The languages among those known that words may be in, where they are written in other
    letters than their language is; none where they are not, or nobody knows those letters."""
    letters: Counter[str] = Counter()
    for start, end, script in script_runs(text):
        letters[script] += end - start
    used = letters.most_common(1)[0][0] if letters else ""
    if not used or used in _scripts(tag):
        return ()
    return tuple(other for other in known if used in _scripts(other))


def _scripts(tag: str) -> tuple[str, ...]:
    """The scripts that a language is written in, by the letters of each."""
    script = LANGUAGES[tag].script.id
    return _TOGETHER.get(script, (script,))


def _ended(words: str) -> str:
    return f"{words}." if words and words[-1].isalnum() else words


def too_long(cards: Mapping[str, Card], problems: Iterable[Diagnostic]) -> Iterator[Card]:
    """The cards whose words are too long."""
    for problem in problems:
        if problem.code == OVERFLOW:
            yield from (cards[spot] for spot in problem.where if spot in cards)
