"""Turn a Project and a Selection into Cards: after this, nothing is left to look up."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import ceil

from sharegen.catalog.formats import PUBLISHED
from sharegen.catalog.languages import LANGUAGES
from sharegen.catalog.platforms import EVERY
from sharegen.model.card import Card, Typecase
from sharegen.model.diagnostic import Diagnostic, ProjectError
from sharegen.model.project import Background, Brand, Caption, Override, Project, Text
from sharegen.model.spec import RTL, Language, Placement
from sharegen.resolve.names import captions_of, languages_of, placements_of
from sharegen.resolve.passages import (
    credit,
    footer,
    gap_on_photograph,
    on_photograph,
    passages,
)
from sharegen.resolve.stage import background_of, suit, template_of
from sharegen.resolve.wording import standing, wording

_LEFT = {"approved": "approved", "draft": "draft", "hold": "held"}  # as the summary has it
_MOST_NAMED = 3  # captions that the summary names for each reason to leave them out


@dataclass(frozen=True, slots=True)
class Selection:
    """What to make: placements by id (none: the default set), captions by glob, languages and
    statuses. A one-off card has `draft` in its name until its words are an approved caption."""

    placements: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ("approved",)


@dataclass(frozen=True, slots=True)
class Resolution:
    """The cards to make, the problems that stopped others, what was left out and why, and what
    else there is to know: warnings that stop nothing, not even under --strict."""

    cards: tuple[Card, ...]
    problems: tuple[Diagnostic, ...] = ()
    left_out: tuple[str, ...] = ()
    notes: tuple[Diagnostic, ...] = ()


def resolve(project: Project, selection: Selection) -> Resolution:
    """Turn a selection into cards, in the order of captions.yaml, then of the placements.

    Raises ProjectError when the selection names what does not exist.
    """
    placements = placements_of(project, selection.placements)
    explicit = bool(selection.placements) and EVERY not in selection.placements
    unsuited: dict[str, None] = {}
    languages = languages_of(project, selection.languages)
    cards: list[Card] = []
    problems: list[Diagnostic] = list(project.problems)
    left_out: dict[str, list[str]] = {}
    for caption in captions_of(project, selection.captions):
        for language in languages:
            spots = (placements, selection.statuses)
            wanted, reasons = _wanted(project.brand, caption, language, spots)
            for reason in reasons:
                left_out.setdefault(reason, []).append(caption.id)
            for placement in wanted:
                if not explicit and not suit(project.brand, caption, placement):
                    unsuited[placement.id] = None
                    continue
                try:
                    cards.append(_card(project, caption, language, placement))
                except ProjectError as error:
                    problems += error.problems
    counts = [f"{len(ids)} {reason}: {_some(ids)}" for reason, ids in left_out.items()]
    if unsuited:
        counts.append(_need_others(unsuited))
    return Resolution(tuple(cards), tuple(problems), tuple(counts))


def _some(ids: list[str]) -> str:
    """The first ids of a list that the summary has room for."""
    more = len(ids) - _MOST_NAMED
    return ", ".join(ids[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _need_others(placements: Collection[str]) -> str:
    """How the summary says that placements were left out for their template."""
    one = len(placements) == 1
    need = "placement needs" if one else "placements need"
    return f"{len(placements)} {need} another template: {', '.join(placements)}"


def _wanted(
    brand: Brand,
    caption: Caption,
    tag: str,
    spots: tuple[Iterable[Placement], Collection[str]],
) -> tuple[list[Placement], tuple[str, ...]]:
    """The placements a caption is made on in a language, and why it is not on others; `spots` are
    those asked for, and the statuses."""
    placements, statuses = spots
    if tag not in caption.text:
        return [], (f"without a text in {tag}",)
    wanted: list[Placement] = []
    reasons: dict[str, None] = {}
    for placement in placements:
        words = wording(caption, tag, placement.id).status
        status = brand.above_footer(words, tag)
        if status in statuses:
            wanted.append(placement)
        elif status != words:
            reasons[f"with a footer that is a {status}"] = None
        elif status != standing(caption, tag):
            reasons[f"{_LEFT[status]} on {placement.id}"] = None
        elif status == "hold":
            reasons[f"held ({caption.hold})"] = None
        else:
            reasons[status] = None
    return wanted, tuple(reasons)


def _card(project: Project, caption: Caption, tag: str, placement: Placement) -> Card:
    brand, shape = project.brand, placement.size.shape
    template = template_of(brand, caption, placement)
    override, language = caption.overrides.get(placement.id, Override()), LANGUAGES[tag]
    if placement.mirrors and language.script.direction == RTL:
        placement = placement.mirrored
    words = wording(caption, tag, placement.id)
    named = override.background or caption.background
    background = background_of(project, named or template.background, caption, placement)
    alt = caption.alt.get(tag)
    card = Card(
        caption=caption.id,
        placement=placement,
        template=template.id,
        shape=shape,
        case=_typecase(brand, background.tone, language),
        passages=on_photograph(passages(template, words, override, (shape, language)), background),
        footer=footer(brand, tag, caption),
        grid=gap_on_photograph(template.grid(shape), background),
        background=background,
        format=PUBLISHED,
        phrases=brand.phrases.get(tag, ()),
        contrast=brand.contrast,
        credit=credit(background, language),
        title=words.text.words,
        alt=alt.words if alt else composed_alt(words.text, background),
        status=brand.above_footer(words.status, tag),
        brand=brand.name,
        by_hand=words.by_hand,
        at=words.text.at or caption.at,
    )
    _legible(card, override)
    return card


def _legible(card: Card, override: Override) -> None:
    """A size by hand is a largest one: it does not make words smaller than they may become."""
    unit = card.placement.size.unit
    least = max(passage.style.floor_u * unit for passage in card.passages)
    if override.size is not None and override.size < least:
        problem = Diagnostic(
            "override-size",
            f"size {override.size:g} px is below the smallest size on {card.placement.id}, "
            f"{least:.0f} px",
            override.at,
            hint=f"give {ceil(least)} or more",
            caption=card.caption,
            where=(card.placement.id,),
        )
        raise ProjectError([problem])


def composed_alt(text: Text, background: Background) -> str:
    """An alt text where nobody wrote one: all the words, then what the art shows."""
    last = text.words[-1:]  # a full stop, so that the two are not heard as one sentence
    unended = background.about and (last.islower() or last.isupper() or last.isdecimal())
    return f"{text.words}{'.' if unended else ''} {background.about}".strip()


def _typecase(brand: Brand, tone: str, language: Language) -> Typecase:
    return Typecase(
        tuple(sorted(brand.colors[tone].items())),
        tuple(sorted(brand.faces.items())),
        language,
        brand.fallback,
    )
