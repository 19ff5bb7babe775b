"""What is set on a card: the passages of its template, and the footer."""

from __future__ import annotations

from dataclasses import replace

from sharegen.catalog.licences import CREDIT, asks_for_credit, credit_line
from sharegen.catalog.parts import BESIDE, part_of
from sharegen.catalog.pseudo import SETTABLE
from sharegen.catalog.templates import FOOTER
from sharegen.model.card import Footer, Passage
from sharegen.model.diagnostic import Diagnostic, ProjectError
from sharegen.model.manuscript import Caption, Override, Text
from sharegen.model.project import Background, Brand
from sharegen.model.spec import Block, Grid, Language, Template, TextStyle
from sharegen.resolve.wording import Wording

FADING_U = 6.0  # between words and the subject of a photograph


def passages(
    template: Template, words: Wording, override: Override, at: tuple[str, Language]
) -> tuple[Passage, ...]:
    """Turn words into the passages of a template that have any, as a shape and a language want
    them, with what is fixed by hand."""
    shape, language = at
    found = (
        Passage(
            role=block.role,
            text=part_of(words.matter, block.part),
            style=_voice(block, words, shape).in_script(language.script),
            anchor=block.anchor,
            short=_short(block, words),
            size_cap=override.size,
            region=override.region,
            space_u=block.space_u,
            columns=block.columns,
        )
        for block in template.blocks
        if block.shown_on(shape)
    )
    return tuple(passage for passage in found if passage.text.value)


def _short(block: Block, words: Wording) -> Text | None:
    """What a block shows where the text does not fit; None for what the fewer words are not of."""
    if words.short is None:
        return None
    fewer = part_of(replace(words.matter, text=words.short), block.part)
    return fewer if fewer != part_of(words.matter, block.part) else None


def _voice(block: Block, words: Wording, shape: str) -> TextStyle:
    """The style of a block's words: those of a text or a heading without a turn are not set up for
    one, and speak in full ink."""
    style, matter = block.style(shape), words.matter
    turned = any(text.spans for text in (matter.text, matter.heading))
    if turned or block.part in BESIDE or style.color != "ink-secondary":
        return style
    return replace(style, color="ink")


def on_photograph(found: tuple[Passage, ...], background: Background) -> tuple[Passage, ...]:
    """Passages on their background: on a photograph words speak in full ink, so that it needs the
    least of a scrim; their turn keeps its colour and its weight."""
    if all(variant.kind == "svg" for variant in background.variants):
        return found
    return tuple(
        replace(passage, style=replace(passage.style, color="ink"))
        if passage.style.color == "ink-secondary"
        else passage
        for passage in found
    )


def gap_on_photograph(grid: Grid, background: Background) -> Grid:
    """A grid on its background: on a photograph, words leave the subject so much room that their
    scrim can fade away before it."""
    if all(variant.kind == "svg" for variant in background.variants):
        return grid
    return replace(grid, gap_u=max(grid.gap_u, FADING_U))


def footer(brand: Brand, tag: str, caption: Caption, tone: str) -> Footer:
    """The footer in a language, on a ground of a tone. Raises ProjectError `no-footer`."""
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
    style = FOOTER.in_script(SETTABLE[tag].script)
    return Footer(found.words, found.address, style, brand.logo.get(tone))


def credit(background: Background, language: Language) -> Passage | None:
    """What names whose the art is, where its licence asks for that."""
    if not background.variants or not asks_for_credit(background.licence):
        return None
    photograph = any(variant.kind != "svg" for variant in background.variants)
    tag = language.tag if photograph else ""
    words = credit_line(background.credit, background.licence, tag)
    return Passage("credit", Text(words), CREDIT.in_script(language.script), "foot")
