"""Turn a Project and a Selection into Cards: after this, nothing is left to look up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from difflib import get_close_matches
from fnmatch import fnmatchcase
from math import log

from sharegen.catalog.languages import LANGUAGES
from sharegen.catalog.parts import part_of
from sharegen.catalog.platforms import EVERY, PLACEMENTS
from sharegen.catalog.templates import DEFAULT, FOOTER, TEMPLATES
from sharegen.model.card import Card, Footer, Passage, Typecase
from sharegen.model.diagnostic import Diagnostic, Location, ProjectError
from sharegen.model.project import Background, Brand, Caption, Project, Text
from sharegen.model.spec import Block, Placement, Template

_FURTHEST_SHAPE = log(1.35)  # a composition serves canvases up to a third wider or narrower


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
    """The cards to make, the problems that stopped others, and what was left out and why."""

    cards: tuple[Card, ...]
    problems: tuple[Diagnostic, ...] = ()
    left_out: tuple[str, ...] = ()


def resolve(project: Project, selection: Selection) -> Resolution:
    """Turn a selection into cards, in the order of captions.yaml, then of the placements.

    Raises ProjectError when the selection names what does not exist.
    """
    placements = _placements(project, selection.placements)
    explicit = bool(selection.placements) and EVERY not in selection.placements
    unsuited: dict[str, None] = {}
    languages = _languages(project, selection.languages)
    cards: list[Card] = []
    problems: list[Diagnostic] = list(project.problems)
    left_out: Counter[str] = Counter()
    for caption in _captions(project, selection.captions):
        for language in languages:
            reason = _why_left_out(project.brand, caption, language, selection)
            if reason:
                left_out[reason] += 1
                continue
            for placement in placements:
                if not explicit and not placement.suits(caption.template or DEFAULT):
                    unsuited[placement.id] = None
                    continue
                try:
                    cards.append(_card(project, caption, language, placement))
                except ProjectError as error:
                    problems += error.problems
    counts = [f"{count} {reason}" for reason, count in left_out.items()]
    if unsuited:
        counts.append(_need_others(unsuited))
    return Resolution(tuple(cards), tuple(problems), tuple(counts))


def _need_others(placements: Collection[str]) -> str:
    """How the summary says that placements were left out for their template."""
    one = len(placements) == 1
    need = "placement needs" if one else "placements need"
    return f"{len(placements)} {need} another template: {', '.join(placements)}"


def _why_left_out(brand: Brand, caption: Caption, language: str, selection: Selection) -> str:
    """Why a caption is not made in a language; empty when it is."""
    if language not in caption.text:
        return f"without a text in {language}"
    status = brand.standing(caption, language)
    if status in selection.statuses:
        return ""
    if status != caption.standing(language):
        return f"with a footer that is a {status}"
    return f"held ({caption.hold})" if status == "hold" else status


def _card(project: Project, caption: Caption, tag: str, placement: Placement) -> Card:
    brand, shape = project.brand, placement.size.shape
    template = _template(caption, placement)
    override = caption.overrides.get(placement.id)
    text = caption.text[tag].text
    if override is not None and tag in override.text:
        text = override.text[tag].text
    named = (override.background if override else "") or caption.background
    background = _background(project, named or template.background, caption, placement)
    short = caption.short.get(tag)
    texts = (text, short.text if short else None)
    cap = override.size if override else None
    passages = tuple(_passage(block, texts, shape, cap) for block in template.blocks)
    footer = _footer(brand, tag, caption)
    alt = caption.alt.get(tag)
    return Card(
        caption=caption.id,
        placement=placement,
        template=template.id,
        shape=shape,
        case=_typecase(brand, background.tone, tag),
        passages=tuple(passage for passage in passages if passage.text.value),
        footer=footer,
        grid=template.grid(shape),
        background=background,
        phrases=brand.phrases.get(tag, ()),
        contrast=brand.contrast,
        title=text.words,
        alt=alt.words if alt else composed_alt(text, background),
        status=brand.standing(caption, tag),
        brand=brand.name,
        at=text.at or caption.at,
    )


def _footer(brand: Brand, tag: str, caption: Caption) -> Footer:
    found = brand.footer.get(tag)
    if found is None:
        known = ", ".join(brand.footer)
        problem = Diagnostic(
            "no-footer",
            f"brand.yaml has no footer in {tag}; it has {known}",
            caption.at,
            hint=f"add {tag} to footer: in brand.yaml",
            caption=caption.id,
        )
        raise ProjectError([problem])
    return Footer(found.words, found.address, FOOTER)


def composed_alt(text: Text, background: Background) -> str:
    """An alt text where nobody wrote one: all the words, then what the art shows."""
    return " ".join(part for part in (text.words, background.about) if part)


def _typecase(brand: Brand, tone: str, tag: str) -> Typecase:
    return Typecase(
        tuple(sorted(brand.colors[tone].items())),
        tuple(sorted(brand.faces.items())),
        LANGUAGES[tag],
    )


def _template(caption: Caption, placement: Placement) -> Template:
    name, shape = caption.template or DEFAULT, placement.size.shape
    template = TEMPLATES.get(name)
    if template is None:
        raise _unknown("template", name, TEMPLATES, caption)
    if not placement.suits(name):
        wanted = ", ".join(placement.templates)
        problem = Diagnostic(
            "template-placement",
            f"template {name} does not suit {placement.id}; it takes {wanted}",
            caption.at,
            hint=f"give the caption the template {wanted}, or choose another placement",
            caption=caption.id,
            where=(placement.id,),
        )
        raise ProjectError([problem])
    if shape not in dict(template.grids):
        shapes = ", ".join(dict(template.grids))
        problem = Diagnostic(
            "template-shape",
            f"template {name} has no {shape} form; it has {shapes}",
            caption.at,
            hint="choose another template or placement",
            caption=caption.id,
        )
        raise ProjectError([problem])
    return template


def _background(project: Project, name: str, caption: Caption, placement: Placement) -> Background:
    name = name or project.brand.background
    if not name:
        return Background("plain", "dark", at=caption.at)
    background = project.backgrounds.get(name)
    if background is None:
        raise _unknown("background", name, project.backgrounds, caption)
    if not background.variants:
        return background
    wanted = placement.size.width / placement.size.height
    apart = {
        variant: abs(log(variant.width / variant.height / wanted))
        for variant in background.variants
    }
    shape = placement.art or placement.size.shape
    near = [
        variant
        for variant, distance in apart.items()
        if distance <= _FURTHEST_SHAPE or variant.shape == placement.art
    ]
    own = [variant for variant in near if variant.shape == shape]
    nearest = min(own or near or apart, key=apart.__getitem__)
    if nearest.kind == "svg" and nearest not in near:
        problem = Diagnostic(
            "no-variant",
            f"background {name} has no composition for {placement.id} "
            f"({placement.size}, {placement.size.shape})",
            background.at,
            hint=f"add a {placement.size.shape} variant to backgrounds.yaml",
            caption=caption.id,
            where=(placement.id,),
        )
        raise ProjectError([problem])
    return replace(background, variants=(nearest,))


def _passage(
    block: Block, texts: tuple[Text, Text | None], shape: str, cap: float | None
) -> Passage:
    """A block's part of the text and of its short form, in the block's style for a shape."""
    text, short = texts
    return Passage(
        role=block.role,
        text=part_of(text, block.part),
        style=block.style(shape),
        anchor=block.anchor,
        short=part_of(short, block.part) if short else None,
        size_cap=cap,
        space_u=block.space_u,
    )


def _placements(project: Project, names: tuple[str, ...]) -> tuple[Placement, ...]:
    known = {**PLACEMENTS, **project.brand.placements}
    wanted = [name for name in dict.fromkeys(names) if name != EVERY]
    missing = [_not_found("placement", name, known) for name in wanted if name not in known]
    if missing:
        raise ProjectError(missing)
    if EVERY in names:
        return tuple(known.values())
    if not names:
        return tuple(row for row in known.values() if row.default)
    return tuple(known[name] for name in wanted)


def _languages(project: Project, tags: tuple[str, ...]) -> tuple[str, ...]:
    wanted = tuple(dict.fromkeys(tags or (project.language,)))
    missing = [_not_found("language", tag, LANGUAGES) for tag in wanted if tag not in LANGUAGES]
    if missing:
        raise ProjectError(missing)
    return wanted


def _captions(project: Project, globs: tuple[str, ...]) -> tuple[Caption, ...]:
    if not globs:
        return project.captions
    ids = [caption.id for caption in project.captions]
    missing = [
        _not_found("caption", glob, ids)
        for glob in globs
        if not any(fnmatchcase(name, glob) for name in ids)
    ]
    if missing:
        raise ProjectError(missing)
    return tuple(
        caption
        for caption in project.captions
        if any(fnmatchcase(caption.id, glob) for glob in globs)
    )


def _not_found(
    kind: str, name: str, known: Collection[str], at: Location | None = None
) -> Diagnostic:
    close = get_close_matches(name, known, n=1)
    shown = name if len(name) <= 60 else name[:59] + "…"
    hint = f"did you mean {close[0]}" if close else f"known: {', '.join(known)}"
    return Diagnostic(f"unknown-{kind}", f"no {kind} {shown!r}", at, hint=hint)


def _unknown(kind: str, name: str, known: Collection[str], caption: Caption) -> ProjectError:
    return ProjectError([replace(_not_found(kind, name, known, caption.at), caption=caption.id)])
