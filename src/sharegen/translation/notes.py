"""What a translator needs to know beside the words: where they stand, what the picture shows, what
stays as it is, and how long they may be elsewhere than on pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sharegen.catalog.platforms import PLACEMENTS
from sharegen.catalog.posting import PLATFORMS, THREADED, UNITS
from sharegen.model.manuscript import NO_BREAK_SPACE, Caption
from sharegen.model.project import Project
from sharegen.resolve.pictured import pictured
from sharegen.translation.fixed import fixed
from sharegen.translation.units import ALT, FOOTER, Unit

_WHAT = {
    "text": "Words on the picture",
    "short": "Fewer words for the picture, for where the text does not fit",
    "heading": "Heading on the picture",
    "excerpt": "Whole sentences on the picture, taken from the body or the post",
    "body": "All there is to say, for posts and people; on no picture but posters",
    ALT: "Image description, for people who cannot see the picture: all its words, then what it "
    "shows",
    FOOTER: "Stands at the foot of every picture, before the address: word it so that the address "
    "comes last",
}


@dataclass(frozen=True, slots=True)
class Notes:
    """Says what there is to know of the texts of a project. `captions` are all pictures by id,
    `excerpted` the ids of those that show an excerpt."""

    project: Project
    captions: Mapping[str, Caption]
    excerpted: frozenset[str]

    @classmethod
    def on(cls, project: Project, units: tuple[Unit, ...]) -> Notes:
        captions = {caption.id: caption for caption in pictured(project)}
        return cls(project, captions, frozenset(u.id for u in units if u.part == "excerpt"))

    def on_picture(self, unit: Unit) -> str:
        """The part of its picture that a text is (`heading`, `text`); "" where it is on none."""
        caption = self.captions.get(unit.id)
        if caption is None or not unit.is_pictured:
            return ""
        if unit.part == "heading" and caption.heading:
            return "heading"
        return "" if unit.part == "text" and unit.id in self.excerpted else "text"

    def what(self, unit: Unit) -> str:
        """What a text is, and where it is shown."""
        caption = self.captions.get(unit.id)
        said = _WHAT.get(unit.part, "")
        if unit.leaf:
            row = PLATFORMS.get(unit.leaf)
            said = f"Post on {row.name if row else unit.leaf}, beside the picture"
        elif caption is not None and caption.number and unit.part == "text":
            shown = ", and on its picture" if self.on_picture(unit) else ""
            said = f"Post {caption.number} of a thread{shown}"
        if unit.standing == "hold":
            reason = f" ({caption.hold})" if caption is not None and caption.hold else ""
            said += f". On hold{reason}: not published now"
        return said

    def shows(self, unit: Unit) -> str:
        """What the picture of a text shows."""
        caption, brand = self.captions.get(unit.id), self.project.brand
        if caption is None:
            return ""
        template = brand.templates.get(caption.template)
        own = caption.background or (template.background if template else "")
        background = self.project.backgrounds.get(own or brand.background)
        return background.about if background is not None else ""


def keep(unit: Unit) -> str:
    """What a translation keeps: marks and what they mean, and what is not translated."""
    return " ".join(_kept(unit))


def _kept(unit: Unit) -> Iterator[str]:
    text = unit.text
    if text.spans:
        turns = "turn" if len(text.spans) == 1 else f"{len(text.spans)} turns"
        said = ", ".join(f"“{text.value[start:end]}”" for start, end in text.spans)
        yield f"**…** marks the {turns}, set heavier and in colour: mark the same thought ({said})."
    if unit.is_pictured and NO_BREAK_SPACE in text.value:
        yield "~ holds two words together on one line."
    if "\n" in text.value:
        yield "A line break is meant as one." if unit.is_pictured else "Keep the paragraphs."
    if same := fixed(text):
        yield f"Do not translate: {' '.join(same)}"


def limit(unit: Unit) -> str:
    """How long words may be that stand elsewhere than on pictures."""
    platform = unit.leaf or (THREADED if _is_thread_post(unit) else "")
    row = PLATFORMS.get(platform)
    if row is not None:
        return f"{row.limit} {UNITS[row.counter]}"
    if unit.part == ALT:
        # what the strictest of the default placements takes
        least = min(row.alt_limit for row in PLACEMENTS.values() if row.default and row.alt_limit)
        return f"{least} characters"
    return ""


def _is_thread_post(unit: Unit) -> bool:
    return unit.path[0] == "threads" and unit.part == "text"
