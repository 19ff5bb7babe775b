"""What is set on a card: the passages of its template, and the footer."""

from __future__ import annotations

from dataclasses import replace

from sharegen.catalog.languages import LANGUAGES
from sharegen.catalog.parts import part_of
from sharegen.catalog.templates import FOOTER
from sharegen.model.card import Footer, Passage
from sharegen.model.diagnostic import Diagnostic, ProjectError
from sharegen.model.project import Brand, Caption, Override
from sharegen.model.spec import Language, Template, TextStyle
from sharegen.resolve.wording import Wording


def passages(
    template: Template, words: Wording, override: Override, at: tuple[str, Language]
) -> tuple[Passage, ...]:
    """Turn words into the passages of a template that have any, as a shape and a language want
    them, with what is fixed by hand."""
    shape, language = at
    found = (
        Passage(
            role=block.role,
            text=part_of(words.text, block.part),
            style=_voice(block.style(shape), words).in_script(language.script),
            anchor=block.anchor,
            short=part_of(words.short, block.part) if words.short else None,
            size_cap=override.size,
            region=override.region,
            space_u=block.space_u,
        )
        for block in template.blocks
    )
    return tuple(passage for passage in found if passage.text.value)


def _voice(style: TextStyle, words: Wording) -> TextStyle:
    """The style of words: those without a turn are not set up for one, and speak in full ink."""
    if words.text.spans or style.color != "ink-secondary":
        return style
    return replace(style, color="ink")


def footer(brand: Brand, tag: str, caption: Caption) -> Footer:
    """The footer in a language. Raises ProjectError `no-footer`."""
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
    return Footer(found.words, found.address, FOOTER.in_script(LANGUAGES[tag].script))
