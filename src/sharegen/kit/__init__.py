"""The kit: one archive with all that a partner posts: pictures, posts, descriptions, a page to take
them from, licences, and a letter to whoever receives it.

It is a release: approved pictures only, nothing that a check warns of, the portable encoder. The
same project gives the same bytes, however many processes made it, wherever and under which rights.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sharegen.archive import write_zip
from sharegen.catalog.languages import LANGUAGES
from sharegen.catalog.posting import PLATFORMS
from sharegen.gallery import Options as GalleryOptions
from sharegen.gallery import publish
from sharegen.kit.contents import Contents, contents
from sharegen.model.diagnostic import Diagnostic, ProjectError
from sharegen.model.project import Project
from sharegen.model.spec import Placement
from sharegen.release import RELEASED
from sharegen.resolve import Selection, resolve
from sharegen.resolve.pictured import pictured

__all__ = ["PER", "Kit", "Options", "Packed", "pack"]

ENDING = ".zip"
SHAPE, PLATFORM = PER = ("shape", "platform")
_NO_PLATFORM = "other"  # of placements that belong to none


@dataclass(frozen=True, slots=True)
class Options:
    """How to pack. `per`: one archive for each of what PER says, "" for one of all. `jobs` None: as
    many processes as pay."""

    per: str = ""
    jobs: int | None = None
    progress: Callable[[int, int], None] | None = None


@dataclass(frozen=True, slots=True)
class Kit:
    """An archive that was written: where, what it is of ("" for all), its size and hash, and how
    much is in it."""

    path: Path
    group: str
    bytes: int
    sha256: str
    files: int
    pictures: int
    sets: int
    placements: tuple[str, ...]
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Packed:
    """What was done. `written`: whether everything was as a release asks for; else no archive was
    touched."""

    kits: tuple[Kit, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    left_out: tuple[str, ...] = ()
    machine: Diagnostic | None = None
    written: bool = True


@dataclass(frozen=True, slots=True)
class _Group:
    """Placements that have an archive of their own, where it goes, and the platforms whose posts
    are listed in it: () for all, None for no list."""

    id: str
    path: Path
    placements: tuple[str, ...]
    platforms: tuple[str, ...] | None = ()


def pack(project: Project, selection: Selection, out: Path, options: Options) -> Packed:
    """Pack a selection's approved pictures as `out`, or as an archive for each group beside it.

    Nothing is written before all of it is made. Raises ProjectError (usage, `kit-format`,
    `kit-place`, `gallery-empty`) and MachineError.
    """
    groups = _groups(project, selection, out, options.per)
    _refuse_places(groups)
    problems: list[Diagnostic] = []
    left_out: list[str] = []
    with tempfile.TemporaryDirectory(prefix="sharegen-kit-") as name:
        packed: list[tuple[_Group, Contents]] = []
        for number, group in enumerate(groups):
            place = Path(name) / str(number)
            chosen = replace(selection, placements=group.placements)
            try:
                done = publish(project, chosen, place, _as_gallery(options))
            except ProjectError as error:
                if not _is_empty(error) or (group is groups[-1] and not packed):
                    raise
                left_out.append(f"no archive for {group.id}: nothing there stands alone")
                continue
            problems += done.problems
            left_out += done.outcome.left_out
            if done.machine is not None or not done.written:
                return Packed((), _said(problems), _once(left_out), done.machine, written=False)
            found = contents(project, done, place, group.platforms)
            problems += found.problems
            packed.append((group, found))
        kits = tuple(_archived(*one) for one in packed)
    return Packed(kits, _said(problems), _once(left_out))


def _is_empty(error: ProjectError) -> bool:
    return any(problem.code == "gallery-empty" for problem in error.problems)


def _as_gallery(options: Options) -> GalleryOptions:
    """A page without archives of its own: what is in one is there once."""
    return GalleryOptions(options.jobs, archives=False, release=True, progress=options.progress)


def _once(rows: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(rows))


def _said(problems: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each problem once: of those that archives share, the one that names most places."""
    found: dict[tuple[object, ...], Diagnostic] = {}
    for problem in problems:
        key = (problem.code, problem.at, problem.caption, problem.where)
        found[key] = max(found.get(key, problem), problem, key=lambda one: len(one.also))
    return tuple(found.values())


def _groups(project: Project, selection: Selection, out: Path, per: str) -> tuple[_Group, ...]:
    """What has an archive of its own: all that was chosen, or what is made of it on placements of
    one shape or platform. Raises ProjectError."""
    if out.suffix.lower() != ENDING:
        message = f"{out.name or out} does not end in {ENDING}"
        hint = f"name an archive, as in --out {out.stem or 'kit'}{ENDING}"
        raise ProjectError([Diagnostic("kit-format", message, hint=hint)])
    if not per:
        return (_Group("", out, selection.placements),)
    groups: dict[str, dict[str, None]] = {}
    for placement in _made_on(project, selection):
        group = placement.size.shape if per == SHAPE else placement.platform or _NO_PLATFORM
        groups.setdefault(group, {})[placement.id] = None
    return tuple(
        _Group(id, out.with_name(f"{out.stem}-{id}{out.suffix}"), tuple(found), _listed(per, id))
        for id, found in groups.items()
    ) or (_Group("", out, selection.placements),)  # there is nothing, which is said further on


def _listed(per: str, group: str) -> tuple[str, ...] | None:
    """The platforms whose posts a group lists: its own, where it is one that takes posts."""
    if per != PLATFORM:
        return ()
    return (group,) if group in PLATFORMS else None


def _made_on(project: Project, selection: Selection) -> Iterator[Placement]:
    """The placements that anything of a selection is made on, as often as that is."""
    tags = {tag: None for row in pictured(project) for tag in row.text if tag in LANGUAGES}
    languages = selection.languages or tuple(tags)
    chosen = replace(selection, languages=languages, statuses=RELEASED)
    return (card.placement for card in resolve(project, chosen).cards)


def _refuse_places(groups: tuple[_Group, ...]) -> None:
    """Raise ProjectError `kit-place` before anything is made where a folder stands in the way."""
    taken = [group.path for group in groups if group.path.is_dir()]
    if taken:
        message = f"{taken[0]} is a folder"
        hint = "name a file that is not there yet, or an archive to replace"
        raise ProjectError([Diagnostic("kit-place", message, hint=hint)])


def _archived(group: _Group, found: Contents) -> Kit:
    size = write_zip(group.path, found.files)
    with open(group.path, "rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    return Kit(
        group.path,
        group.id,
        size,
        sha256,
        len(found.files),
        found.pictures,
        found.sets,
        found.placements,
        found.languages,
    )
