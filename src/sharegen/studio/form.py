"""Read what was typed into the form: a wish, and what else the page has to give back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from sharegen.catalog.languages import LANGUAGES
from sharegen.catalog.platforms import ONE_OFF, placements_under
from sharegen.catalog.templates import DEFAULT
from sharegen.load.markup import MOST
from sharegen.model.project import Project
from sharegen.model.spec import Placement
from sharegen.oneoff import Wish

_MOST = 2 * MOST  # characters of a field; no picture says more than MOST
_MOST_OF_POST = 100_000  # no platform takes more
_POST, _WAS = "post-", "was-"  # a post by platform, and what was proposed for it


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of the page. `alt` and `posts` are what somebody wrote instead of what was
    proposed; `seen` names the captions.yaml that the page was made of, `id` the draft's."""

    words: str = ""
    placements: tuple[str, ...] = (ONE_OFF,)
    background: str = ""
    language: str = ""
    alt: str = ""
    posts: Mapping[str, str] = field(default_factory=dict)
    seen: str = ""
    id: str = ""
    pick: str = ""

    @property
    def wish(self) -> Wish:
        return Wish(
            self.words.strip(),
            self.placements,
            self.background,
            language=self.language,
            alt=self.alt,
        )


def form_of(project: Project, fields: Iterable[tuple[str, str]]) -> Form:
    """Turn fields into a form: what there is not in the project is left out."""
    pairs = list(fields)
    said = dict(pairs)
    language = said.get("language", "")
    background = said.get("background", "")
    asked = [value for name, value in pairs if name == "placement"]
    return Form(
        words=_lines(said.get("words", "")),
        placements=tuple(row.id for row in offered(project) if row.id in asked),
        background=background if background in project.backgrounds else "",
        language=language if language in languages(project) else project.language,
        alt=_own(said, "alt", f"{_WAS}alt")[:_MOST],
        posts=dict(_posts(said)),
        seen=said.get("seen", ""),
        id=said.get("id", "").strip()[:_MOST],
        pick=said.get("pick", ""),
    )


def _lines(words: str, most: int = _MOST) -> str:
    """Words as they were typed: a form sends every line end as two signs. What is longer than
    anything may be is cut, and is then still too long."""
    return words[: 2 * most].replace("\r\n", "\n")[:most]


def _own(said: Mapping[str, str], name: str, was: str) -> str:
    """What somebody wrote in a field that was filled already; "" where it is as proposed."""
    given, proposed = (_lines(said.get(key, ""), _MOST_OF_POST).strip() for key in (name, was))
    return "" if given == proposed else given


def _posts(said: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    for name in said:
        if name.startswith(_POST):
            platform = name.removeprefix(_POST)
            if own := _own(said, name, f"{_WAS}{platform}"):
                yield platform, own


def offered(project: Project) -> tuple[Placement, ...]:
    """Where a picture made now may be posted: what takes words as they come and is no paper. What
    is made by default comes first."""
    known = placements_under(project.brand)
    template = project.brand.templates[DEFAULT]
    rows = (row for row in known.values() if row.paper is None and template.suits(row))
    return tuple(sorted(rows, key=lambda row: not row.default))


def languages(project: Project) -> tuple[str, ...]:
    """The languages that pictures can be made in: those with a footer, the project's own first."""
    tags = [tag for tag in project.brand.footer if tag in LANGUAGES]
    return tuple(sorted(tags, key=lambda tag: tag != project.language))


def picked(project: Project, form: Form) -> Form:
    """The form with the words of the caption that was picked, and its background."""
    for caption in project.captions:
        said = caption.text.get(form.language)
        if caption.id == form.pick and said is not None:
            return replace(
                form, words=marked(said.text.value, said.text.spans), background="", alt=""
            )
    return form


def marked(value: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text with its marks, as somebody types it: what load.markup reads."""
    parts, at = [], 0
    for start, end in spans:
        parts += [_literal(value[at:start]), "**", _literal(value[start:end]), "**"]
        at = end
    return "".join((*parts, _literal(value[at:])))


def _literal(text: str) -> str:
    return text.replace("**", "\\**").replace("~", "\\~")
