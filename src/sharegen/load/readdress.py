"""Alt texts somebody wrote for the project's own footer, under a brand with another address."""

from __future__ import annotations

import re
from dataclasses import replace

from sharegen.load.excerpt import excerpt
from sharegen.model.diagnostic import Diagnostic, Severity
from sharegen.model.manuscript import Caption, Text
from sharegen.model.project import Brand

END = r"(?![\w/-]|\.\w)"  # the address goes no further


def readdressed(
    captions: tuple[Caption, ...], brand: Brand
) -> tuple[tuple[Caption, ...], tuple[Diagnostic, ...]]:
    """Captions whose alt texts say the brand's footer where they said the project's, word for
    word; and a warning for each that names the project's address in another way."""
    if not brand.instead:
        return captions, ()
    changed, problems = [], []
    for caption in captions:
        alt = {tag: _said(text, tag, brand) for tag, text in caption.alt.items()}
        changed.append(replace(caption, alt=alt))
        problems += [
            problem
            for tag, text in alt.items()
            if (problem := _remainder(caption, tag, text, brand)) is not None
        ]
    return tuple(changed), tuple(problems)


def _said(text: Text, tag: str, brand: Brand) -> Text:
    """The alt text with the brand's footer instead of the project's."""
    before, now = brand.instead.get(tag), brand.footer.get(tag)
    if before is None or now is None:
        return text
    old = re.compile(re.escape(f"{before.words} {before.address}") + END)
    words, count = old.subn(lambda _: f"{now.words} {now.address}", text.words)
    return replace(text, value=words) if count else text


def _remainder(caption: Caption, tag: str, text: Text, brand: Brand) -> Diagnostic | None:
    """A warning where the project's address is still named, and not by the picture's own words."""
    before, now = brand.instead.get(tag), brand.footer.get(tag)
    if before is None or now is None or text.at is None:
        return None
    host = before.address.partition("/")[0].casefold()
    picture = caption.text[tag].text.words if tag in caption.text else ""
    elsewhere = (now.address.casefold(), picture.casefold())
    if any(host in words for words in elsewhere) or host not in text.words.casefold():
        return None
    message = (
        f"alt in {tag} names {excerpt(before.address)}, and the pictures of {excerpt(brand.name)} "
        f"have {excerpt(now.address)}"
    )
    hint = f'write the footer as brand.yaml has it: "{before.words} {before.address}"'
    return Diagnostic("alt-address", message, text.at, hint, Severity.WARNING, caption=caption.id)
