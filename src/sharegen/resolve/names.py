"""What a selection names: placements, languages, captions, and close matches for what it misses."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from difflib import get_close_matches
from fnmatch import fnmatchcase

from sharegen.catalog.formats import FORMATS
from sharegen.catalog.languages import LANGUAGES
from sharegen.catalog.platforms import EVERY, placements_under
from sharegen.catalog.pseudo import SETTABLE
from sharegen.model.diagnostic import Diagnostic, Location, ProjectError
from sharegen.model.manuscript import Caption
from sharegen.model.project import Project
from sharegen.model.spec import Format, Placement
from sharegen.resolve.pictured import pictured


def placements_of(project: Project, names: tuple[str, ...]) -> tuple[Placement, ...]:
    """The placements of these ids; none: the default set. Raises ProjectError."""
    known = placements_under(project.brand)
    wanted = [name for name in dict.fromkeys(names) if name != EVERY]
    missing = [_not_found("placement", name, known) for name in wanted if name not in known]
    if missing:
        raise ProjectError(missing)
    if EVERY in names:
        return tuple(known.values())
    if not names:
        return tuple(row for row in known.values() if row.default)
    return tuple(known[name] for name in wanted)


def formats_of(names: tuple[str, ...]) -> tuple[Format, ...]:
    """The formats of these ids, in the catalog's order. Raises ProjectError."""
    missing = [_not_found("format", name, FORMATS) for name in names if name not in FORMATS]
    if missing:
        raise ProjectError(missing)
    return tuple(row for row in FORMATS.values() if row.id in names)


def languages_of(project: Project, tags: tuple[str, ...]) -> tuple[str, ...]:
    """The languages of these tags; none: the project's own. Raises ProjectError."""
    wanted = tuple(dict.fromkeys(tags or (project.language,)))
    missing = [_not_found("language", tag, LANGUAGES) for tag in wanted if tag not in SETTABLE]
    if missing:
        raise ProjectError(missing)
    return wanted


def captions_of(project: Project, globs: tuple[str, ...]) -> tuple[Caption, ...]:
    """The captions, points and posts of threads whose ids match; none: all. Raises ProjectError."""
    every = pictured(project)
    if not globs:
        return every
    ids = [caption.id for caption in every]
    missing = [
        _not_found("caption", glob, ids)
        for glob in globs
        if not any(fnmatchcase(name, glob) for name in ids)
    ]
    if missing:
        raise ProjectError(missing)
    return tuple(
        caption for caption in every if any(fnmatchcase(caption.id, glob) for glob in globs)
    )


def _not_found(
    kind: str, name: str, known: Collection[str], at: Location | None = None
) -> Diagnostic:
    close = get_close_matches(name, known, n=1)
    shown = name if len(name) <= 60 else name[:59] + "…"
    hint = f"did you mean {close[0]}" if close else f"known: {', '.join(known)}"
    begun = [other for other in known if other.startswith(f"{name}-")]
    if len(begun) > 1:
        hint = f"take one of {', '.join(begun)}"
    return Diagnostic(f"unknown-{kind}", f"no {kind} {shown!r}", at, hint=hint)


def unknown(kind: str, name: str, known: Collection[str], caption: Caption) -> ProjectError:
    """What to raise where a caption names what does not exist."""
    return ProjectError([replace(_not_found(kind, name, known, caption.at), caption=caption.id)])
