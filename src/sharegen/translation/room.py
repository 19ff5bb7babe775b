"""How long a translation may be: measured by setting test texts until one no longer fits.

The engine is asked, nothing is estimated: test texts of the language's own words, shaped like the
source, are set on the placements of a shape at every size down to the smallest, and the longest
length is looked for at which every one of them fits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from typing import TypeAlias

from sharegen.catalog.checks.lettering import least_px
from sharegen.catalog.languages import LANGUAGES
from sharegen.catalog.platforms import placements_under
from sharegen.catalog.proofs import FRAME, Proof
from sharegen.check import check
from sharegen.layout import layout
from sharegen.load import markup
from sharegen.model.card import Card, Passage
from sharegen.model.diagnostic import CardError, Location, ProjectError
from sharegen.model.manuscript import DRAFT, STATUSES, Caption, Text, Translation
from sharegen.model.project import FooterText, Project
from sharegen.model.spec import Placement
from sharegen.pipeline import render_key
from sharegen.resolve import Selection, resolve
from sharegen.resolve.pictured import pictured
from sharegen.translation.filling import Vocabulary, filled, vocabulary

SHAPES = ("square", "portrait", "story", "wide", "strip")
_STARTS = (0, 11)  # words of the vocabulary that test texts begin with: as many texts
_LONGEST = 2000  # characters of a text on a picture (load.markup.MOST)
_BESIDE = ("heading", "text")  # what stands on a picture together
_UNSETTABLE = "missing-glyph"
_ENOUGH = 5  # translations that tell how long they are
_SAMPLE = Location("sample")
_TOO_SMALL = ("small-type",)  # what a style's floor allows and a check of the frame does not


Test: TypeAlias = Callable[[int], Caption]  # makes a caption with a text of a length
Tests: TypeAlias = tuple[Test, ...]


class NoFaceError(Exception):
    """No face of the project has the letters of a language."""


@dataclass(frozen=True)
class Room:
    """Measures one language of a project; `spoken` are the texts its words are taken from, all
    translations into it that there are."""

    project: Project
    tag: str

    @cached_property
    def spoken(self) -> tuple[Text, ...]:
        """The translations there are, as they stand on pictures."""
        every = pictured(self.project)
        return tuple(
            rows[self.tag].text
            for caption in every
            for rows in (caption.heading, caption.text, caption.short)
            if self.tag in rows
        )

    @cached_property
    def words(self) -> Vocabulary:
        return vocabulary(self.tag, self.spoken)

    @cached_property
    def stretch(self) -> float:
        """How much longer words are in this language than in the project's: by the translations
        there are, else by the samples of the catalog."""
        pairs = [
            (
                len(caption.text[self.project.language].text.value),
                len(caption.text[self.tag].text.value),
            )
            for caption in pictured(self.project)
            if {self.project.language, self.tag} <= set(caption.text)
        ]
        if len(pairs) < _ENOUGH:
            tags = (self.project.language, self.tag)
            samples = [markup.parse(LANGUAGES[tag].sample, _SAMPLE)[0] for tag in tags]
            pairs = [(len(samples[0].value), len(samples[1].value))]
        return sum(other for _, other in pairs) / sum(own for own, _ in pairs)

    @cached_property
    def _placements(self) -> Mapping[str, tuple[str, ...]]:
        """The placements that a build makes by default, by shape."""
        rows = placements_under(self.project.brand).values()
        return {
            shape: tuple(row.id for row in rows if row.default and row.size.shape == shape)
            for shape in SHAPES
        }

    def of(self, caption: Caption, part: str) -> dict[str, int]:
        """How many characters of a part (`heading`, else the text) fit on each shape; a shape that
        shows nothing of it is left out. Raises NoFaceError."""
        source = _source(caption, part, self.project.language)
        texts = tuple(self._test(caption, part, source, start) for start in _STARTS)
        found = {}
        for shape, placements in self._placements.items():
            most: int | None = None
            shown = []
            for placement in self._unlike(texts[0](len(source.value)), placements):
                if self._shows(texts[0], placement, len(source.value)):
                    most = self._most(placement, texts, len(source.value), most)
                    shown.append(placement)
            if most is not None:
                found[shape] = self._proven(shown, texts, most)
        return found

    def _unlike(self, caption: Caption, placements: Iterable[str]) -> tuple[str, ...]:
        """Placements on which a caption comes out as different pictures."""
        cards = ((id, self._card(caption, id)) for id in placements)
        seen = {render_key(card): id for id, card in reversed([*cards]) if card is not None}
        return tuple(reversed(seen.values()))

    def _most(self, placement: str, texts: Tests, near: int, most: int | None) -> int:
        """The longest length at which all test texts fit on a placement, no longer than `most`.
        Looked for at the smallest size alone, which is where long texts end."""
        for text in texts:

            def fits(length: int, made: Test = text) -> bool:
                return self.fits(made(length), placement, squeezed=True)

            if most is None:
                most = longest(fits, near)
            elif not fits(most):
                most = longest_below(fits, most)
        assert most is not None
        return most

    def _proven(self, placements: Iterable[str], texts: Tests, most: int) -> int:
        """The same length, or the next shorter one, at which the engine sets all test texts with
        all sizes to choose from, none of them too small."""
        for text, placement in product(texts, placements):

            def fits(length: int, made: Test = text, spot: str = placement) -> bool:
                return self.fits(made(length), spot)

            if most and not fits(most):
                most = longest_below(fits, most)
        return most

    def _shows(self, text: Test, placement: str, near: int) -> bool:
        """Whether a placement shows anything of a part: longer words make another picture."""
        cards = [self._card(text(length), placement) for length in (near, near * 2)]
        said = [[p.text for p in card.passages] for card in cards if card is not None]
        return len(said) == 2 and said[0] != said[1]

    def _test(self, caption: Caption, part: str, source: Text, start: int) -> Test:
        """Makes captions with test texts of any length; what stands beside them is as it is in
        this language, or as long as it will be."""

        def made(length: int) -> Caption:
            text = filled(source, length, self.words, start)
            return self.saying(caption, {part: text})

        return made

    def saying(self, caption: Caption, said: Mapping[str, Text]) -> Caption:
        """A caption with these words in this language, and test words where it has none yet."""
        rows: dict[str, dict[str, Translation]] = {}
        for part in _BESIDE:
            own: Mapping[str, Translation] = getattr(caption, part)
            if part in said:
                rows[part] = {self.tag: Translation(said[part])}
            elif self.tag in own:
                rows[part] = {self.tag: own[self.tag]}
            elif self.project.language in own:
                source = own[self.project.language].text
                length = round(len(source.value) * self.stretch)
                rows[part] = {self.tag: Translation(filled(source, length, self.words))}
            else:
                rows[part] = {}
        heading, text = (rows[part] for part in _BESIDE)
        nothing: dict[str, Translation] = {}
        caption = replace(caption, heading=heading, text=text, body=nothing, short=nothing)
        return replace(caption, alt={}, overrides={}, status=DRAFT)

    def fits(self, caption: Caption, placement: str, squeezed: bool = False) -> bool:
        """Whether a caption can be set on a placement that it is made on; `squeezed`: at the
        smallest size and in the narrowest letters of each style. Raises NoFaceError."""
        card = self._card(caption, placement)
        assert card is not None
        try:
            frame = layout(_squeezed(card) if squeezed else card)
        except CardError as error:
            if error.problem.code == _UNSETTABLE:
                raise NoFaceError(error.problem.message) from None
            return False
        if squeezed:
            return True
        found = check(FRAME, Proof(card, frame)).errors
        return not any(problem.code in _TOO_SMALL for problem in found)

    def _card(self, caption: Caption, placement: str) -> Card | None:
        """A caption on a placement; None where it is not made there."""
        project = replace(self._stage, captions=(caption,))
        selection = Selection((placement,), (), (self.tag,), STATUSES)
        try:
            cards = resolve(project, selection).cards
        except ProjectError:
            return None
        return cards[0] if cards else None

    @cached_property
    def _stage(self) -> Project:
        """The project without its words."""
        brand = replace(self.project.brand, footer=self._footers)
        return replace(self.project, brand=brand, points=(), threads=(), problems=())

    @cached_property
    def _footers(self) -> Mapping[str, FooterText]:
        """The footers, with the project's own for a language that has none yet."""
        footers = self.project.brand.footer
        return {self.tag: footers[self.project.language], **footers}


def _source(caption: Caption, part: str, language: str) -> Text:
    rows: Mapping[str, Translation] = getattr(caption, part)
    return rows[language].text


def _squeezed(card: Card) -> Card:
    """The card with each style at its floor, or at the smallest size that is not too small."""
    return replace(card, passages=tuple(_smallest(p, card.placement) for p in card.passages))


def _smallest(passage: Passage, spot: Placement) -> Passage:
    style = passage.style
    least = max(style.floor_u, least_px(passage, spot) / spot.size.unit)
    squeezed = replace(style, sizes_u=(least,), floor_u=least, widths=(style.widths[1],) * 2)
    return replace(passage, style=squeezed)


def longest(fits: Callable[[int], bool], near: int) -> int:
    """The longest length that fits, by growing and halving from one near it; 0 when none does."""
    low, high = 0, max(near, 8)
    while high < _LONGEST and fits(high):
        low, high = high, high * 3 // 2
    return _between(fits, low, min(high, _LONGEST + 1))


def longest_below(fits: Callable[[int], bool], most: int) -> int:
    """The longest length that fits below one that does not, by longer and longer steps down."""
    step, high = 1, most
    while (low := high - step) > 0 and not fits(low):
        high, step = low, step * 2
    return _between(fits, max(low, 0), high)


def _between(fits: Callable[[int], bool], low: int, high: int) -> int:
    """The longest that fits between one that does and one that does not, to one per cent."""
    while high - low > 1 + low // 100:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low
