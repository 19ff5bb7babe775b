"""Turn a Project and a Selection into Cards: after this, nothing is left to look up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import ceil

from sharegen.catalog.formats import PUBLISHED
from sharegen.catalog.platforms import EVERY
from sharegen.catalog.pseudo import SETTABLE
from sharegen.model.card import Card, Typecase
from sharegen.model.diagnostic import Diagnostic, ProjectError
from sharegen.model.manuscript import Caption, Override
from sharegen.model.project import Brand, Project
from sharegen.model.spec import RTL, Language, Placement
from sharegen.posts import posted
from sharegen.resolve.alt import Seen, alt_of, title_of
from sharegen.resolve.names import captions_of, formats_of, languages_of, placements_of
from sharegen.resolve.passages import (
    credit,
    footer,
    gap_on_photograph,
    on_photograph,
    passages,
)
from sharegen.resolve.stage import background_of, suit, template_of
from sharegen.resolve.wording import wording

_LEFT = {"approved": "approved", "draft": "draft", "hold": "held"}  # as the summary has it
_MOST_NAMED = 3  # captions that the summary names for each reason to leave them out


@dataclass(frozen=True, slots=True)
class Selection:
    """What to make: placements by id (none: the default set), captions by glob, languages and
    statuses, formats by id (none: each placement's own). A one-off card has `draft` in its name
    until its words are an approved caption."""

    placements: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ("approved",)
    formats: tuple[str, ...] = ()


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
    unsuited: dict[str, list[ProjectError]] = {}
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
                try:
                    cards.append(_card(project, caption, language, placement))
                except ProjectError as error:
                    if suit(project, caption, placement):
                        problems += error.problems
                    else:
                        unsuited.setdefault(placement.id, []).append(error)
    counts = [f"{len(ids)} {reason}: {_some(ids)}" for reason, ids in left_out.items()]
    made = {card.placement.id for card in cards}
    if explicit:  # who asks for a placement and gets nothing on it is told why
        for id in [id for id in unsuited if id not in made]:
            problems += [problem for error in unsuited.pop(id) for problem in error.problems]
    counts += _need_others({id: len(errors) for id, errors in unsuited.items()}, made)
    return Resolution(tuple(cards), tuple(problems), tuple(counts))


def in_formats(cards: Iterable[Card], asked: tuple[str, ...]) -> tuple[Card, ...]:
    """Each card once in every format that was asked for, else in those of its placement. Raises
    ProjectError for one there is none of."""
    chosen = formats_of(asked)
    return tuple(
        replace(card, format=row)
        for card in cards
        for row in chosen or formats_of(card.placement.formats)
    )


def _some(ids: list[str]) -> str:
    """The first ids of a list that the summary has room for."""
    more = len(ids) - _MOST_NAMED
    return ", ".join(ids[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _need_others(unsuited: Mapping[str, int], made: Collection[str]) -> Iterator[str]:
    """How the summary says what was left out for its template: placements that nothing was made
    on, and those that some pictures are missing on."""
    none = [id for id in unsuited if id not in made]
    some = {id: count for id, count in unsuited.items() if id in made}
    if none:
        need = "placement needs" if len(none) == 1 else "placements need"
        yield f"{len(none)} {need} another template: {', '.join(none)}"
    if some:
        count = sum(some.values())
        need = "picture needs" if count == 1 else "pictures need"
        where = ", ".join(f"{id} ({number})" for id, number in some.items())
        yield f"{count} {need} another template: {where}"


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
        elif status != caption.standing(tag):
            reasons[f"{_LEFT[status]} on {placement.id}"] = None
        elif status == "hold":
            reasons[f"held ({caption.hold})"] = None
        else:
            reasons[status] = None
    return wanted, tuple(reasons)


def _card(project: Project, caption: Caption, tag: str, placement: Placement) -> Card:
    brand, shape = project.brand, placement.size.shape
    template = template_of(project, caption, placement)
    grid = template.grid(shape)
    override, language = caption.overrides.get(placement.id, Override()), SETTABLE[tag]
    if placement.mirrors and language.script.direction == RTL:
        placement = placement.mirrored
    words = wording(caption, tag, placement.id)
    named = override.background or caption.background
    background = background_of(project, named or template.background, caption, (placement, grid))
    shown = on_photograph(passages(template, words, override, (shape, language)), background)
    foot = footer(brand, tag, caption, background.tone)
    about = background.about if tag == project.language else ""
    seen = Seen(shown, foot, about, words.by_hand, placement.alt_limit)
    alt, written = alt_of(caption, tag, seen)
    card = Card(
        caption=caption.id,
        placement=placement,
        template=template.id,
        shape=shape,
        case=_typecase(brand, background.tone, language),
        passages=shown,
        footer=foot,
        grid=gap_on_photograph(grid, background),
        background=background,
        format=PUBLISHED,
        phrases=brand.phrases.get(tag, ()),
        contrast=brand.contrast,
        checks=tuple(sorted(brand.checks.items())),
        credit=credit(background, language),
        title=title_of(words),
        alt=alt,
        alt_written=written,
        status=brand.above_footer(words.status, tag),
        brand=brand.name,
        by_hand=words.by_hand,
        at=words.text.at or caption.at,
    )
    _legible(card, override)
    return _with_post(project, caption, card)


def _with_post(project: Project, caption: Caption, card: Card) -> Card:
    """The card with what is posted with it, where its placement is one of posts."""
    platform = card.placement.platform if card.placement.posted else ""
    found = posted(project, caption, card.case.language.tag, (platform, card.alt))
    return replace(card, post=found.post, unposted=found.unposted)


def _legible(card: Card, override: Override) -> None:
    """A size by hand is a largest one: it does not make words smaller than they may become."""
    unit = card.placement.size.unit
    least = max((passage.style.floor_u * unit for passage in card.passages), default=0.0)
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


def _typecase(brand: Brand, tone: str, language: Language) -> Typecase:
    return Typecase(
        tuple(sorted(brand.colors[tone].items())),
        tuple(sorted(brand.faces.items())),
        language,
        brand.fallback,
    )
