"""The gallery: a folder with a page on which people who post find picture, post and description.

It works from a disk and from any web host, without a network and, but for choosing and copying,
without JavaScript. `publish` builds the pictures into it and writes what differs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from sharegen.build import Options as BuildOptions
from sharegen.build import Outcome, build
from sharegen.gallery.bundles import bundles
from sharegen.gallery.exhibits import Set, exhibits
from sharegen.gallery.page import INDEX, PICTURES, TEMPLATES, Show, pages
from sharegen.gallery.palette import palette
from sharegen.gallery.premises import Hung, Premises
from sharegen.gallery.rights import rights_of
from sharegen.gallery.thumbs import pressed, thumbs_of
from sharegen.gallery.wording import LANGUAGES, slugs
from sharegen.model.diagnostic import Diagnostic, ProjectError
from sharegen.model.project import Project
from sharegen.release import RELEASED
from sharegen.resolve import Selection, resolve
from sharegen.resolve.pictured import pictured
from sharegen.templating import page_bytes
from sharegen.write import open_output

__all__ = ["Options", "Published", "publish"]

STYLE, SCRIPT, ICON = "style.css", "gallery.js", "icon.svg"
_PAGES = (INDEX, *(f"{tag}.html" for tag in LANGUAGES))


@dataclass(frozen=True, slots=True)
class Options:
    """How to publish. `base_url`: where the folder will stand, for what must be an address in
    full; nothing else needs it. `archives`: whether all of a topic can be downloaded at once.
    `release`: as in a build. `jobs` None: as many processes as pay."""

    jobs: int | None = None
    base_url: str = ""
    archives: bool = True
    release: bool = False
    progress: Callable[[int, int], None] | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """What was done: the build of the pictures, the sets that are shown, the other files."""

    outcome: Outcome
    sets: tuple[Set, ...] = ()
    hung: Hung = field(default_factory=Hung)

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        return (*self.outcome.problems, *self.hung.problems)

    @property
    def machine(self) -> Diagnostic | None:
        return self.outcome.machine

    @property
    def written(self) -> bool:
        return self.outcome.written


def publish(
    project: Project, selection: Selection, place: Path, options: Options = Options()
) -> Published:
    """Put a gallery of a selection's approved pictures into a folder: what differs, no more.

    Without languages, all in which something is approved. Where the machine gives out, or a release
    is refused, no page is written. Raises ProjectError (usage, `gallery-empty`, `base-url`,
    `not-ours`) and MachineError.
    """
    base = _base(options.base_url)
    tags = selection.languages or _tags(project)
    selection = replace(selection, languages=tags, statuses=RELEASED, formats=())
    found = resolve(project, selection)
    if not found.cards:  # said before anything is touched
        raise ProjectError([*found.problems, _empty(found.left_out)], project.root)
    with open_output(place, (project.root, project.root / "captions.yaml")) as output:
        premises = Premises.of(output)
        premises.refuse_foreign((*_PAGES, STYLE, SCRIPT, ICON))
        folder = output.root / PICTURES
        outcome = build(project, selection, _building(folder, options))
        if outcome.machine is not None or not outcome.written:
            return Published(outcome)
        sets = exhibits(project, outcome)
        if not sets:
            raise ProjectError([*outcome.problems, _empty(outcome.left_out)], project.root)
        files = _files(project, sets, (premises, folder), replace(options, base_url=base))
        return Published(outcome, sets, premises.hang(files))


def _building(folder: Path, options: Options) -> BuildOptions:
    """How the pictures are built: what the page does not show is not left in the folder."""
    return BuildOptions(
        folder,
        jobs=options.jobs,
        release=options.release,
        prune=True,
        alone=True,
        progress=options.progress,
    )


def _tags(project: Project) -> tuple[str, ...]:
    """The languages that some words of pictures are approved in, the project's own first."""
    found = {
        tag: None
        for caption in pictured(project)
        for tag in caption.text
        if project.brand.above_footer(caption.standing(tag), tag) in RELEASED
    }
    return tuple(sorted(found, key=lambda tag: tag != project.language)) or (project.language,)


def _base(url: str) -> str:
    """The address of the folder with the slash at its end; "" for none. ProjectError `base-url`."""
    if not url:
        return ""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        message = f"{url} is not the address of a folder on the web"
        hint = "write it with https://, as in https://example.org/share/"
        raise ProjectError([Diagnostic("base-url", message, hint=hint)])
    return url.rstrip("/") + "/"


def _empty(left_out: Iterable[str]) -> Diagnostic:
    why = ", ".join(left_out) or "nothing was chosen"
    message = f"there is no picture to show: {why}"
    hint = "approve captions, or choose others with --only, --lang and --to"
    return Diagnostic("gallery-empty", message, hint=hint)


def _files(
    project: Project, sets: tuple[Set, ...], where: tuple[Premises, Path], options: Options
) -> dict[str, bytes]:
    """Every file but the pictures, by its path."""
    premises, folder = where
    records = [p.shown for one in sets for piece in one.pieces for p in piece.pictures]
    thumbs = thumbs_of(records)
    topics = slugs(topic for one in sets for topic in one.topics or ("",))
    made = bundles(folder, sets, topics) if options.archives else ()
    show = Show(project, sets, thumbs, rights_of(project, sets), topics, made, options.base_url)
    colors = {"colors": palette(project.brand)}
    return {
        **pages(show),
        STYLE: page_bytes(TEMPLATES, "colors.css", colors) + (TEMPLATES / STYLE).read_bytes(),
        ICON: page_bytes(TEMPLATES, ICON, colors),
        SCRIPT: (TEMPLATES / SCRIPT).read_bytes(),
        **pressed(folder, thumbs, premises.known),
        **dict(show.rights.files),
        **{bundle.path: bundle.data for bundle in made},
    }
