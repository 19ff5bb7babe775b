"""Try translations before they are written: what the engine and the checks say of a project that
has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from sharegen.family import plan
from sharegen.model.diagnostic import CardError, Diagnostic, Severity
from sharegen.model.manuscript import (
    DRAFT,
    STATUSES,
    Caption,
    Point,
    Text,
    Thread,
    Translation,
)
from sharegen.model.project import FooterText, Project
from sharegen.pipeline import examine
from sharegen.reading import read
from sharegen.resolve import Selection
from sharegen.resolve.pictured import pictured
from sharegen.translation.judging import Accepted
from sharegen.translation.units import ALT, FOOTER

_Row = TypeVar("_Row", Translation, Text)
_By = Mapping[str, tuple[Accepted, ...]]


def tried(project: Project, accepted: tuple[Accepted, ...], file: str) -> tuple[Diagnostic, ...]:
    """Every problem of translations, at their cells in the file: those that do not fit on a
    default placement, characters that no face has, posts that are too long."""
    tags = tuple(dict.fromkeys(row.tag for row in accepted))
    merged = _with_footers(with_translations(project, accepted), tags)
    problems = [*_bare(project, accepted, tags), *_here(read(merged), file)]
    ids = {row.unit.id for row in accepted}
    captions = tuple(caption.id for caption in pictured(merged) if caption.id in ids)
    for tag in tags if captions else ():
        for card in plan(merged, Selection((), captions, (tag,), STATUSES)).cards:
            try:
                problems += _here(examine(card).problems, file)
            except CardError as error:
                problems += _here(error.problems, file)
    return tuple(problems)


def _here(problems: Iterable[Diagnostic], file: str) -> Iterator[Diagnostic]:
    return (problem for problem in problems if problem.at and problem.at.file == file)


def _bare(
    project: Project, accepted: Iterable[Accepted], tags: Iterable[str]
) -> Iterator[Diagnostic]:
    """Languages whose pictures have no footer yet: they are tried with that of the project."""
    brought = {row.tag for row in accepted if row.unit.part == FOOTER}
    for tag in tags:
        if tag not in project.brand.footer and tag not in brought:
            message = f"brand.yaml has no footer in {tag}, and no picture is made without one"
            hint = "translate the row brand, footer"
            yield Diagnostic("no-footer", message, None, hint, Severity.WARNING)


def _with_footers(project: Project, tags: Iterable[str]) -> Project:
    """The project with its own footer for languages that have none."""
    footers = dict(project.brand.footer)
    for tag in tags:
        footers.setdefault(tag, footers[project.language])
    return replace(project, brand=replace(project.brand, footer=footers))


def with_translations(project: Project, accepted: Iterable[Accepted]) -> Project:
    """A project as it reads with translations in it, as drafts."""
    by_id: dict[str, tuple[Accepted, ...]] = {}
    for row in accepted:
        by_id[row.unit.id] = (*by_id.get(row.unit.id, ()), row)
    footers = dict(project.brand.footer)
    for row in by_id.get("brand", ()):
        if row.unit.part == FOOTER:
            own = footers.get(row.tag) or footers[project.language]
            footers[row.tag] = FooterText(row.text.words, own.address, row.at, DRAFT)
    return replace(
        project,
        captions=tuple(_caption(caption, by_id) for caption in project.captions),
        points=tuple(_point(point, by_id) for point in project.points),
        threads=tuple(_thread(thread, by_id) for thread in project.threads),
        brand=replace(project.brand, footer=footers),
    )


def _caption(caption: Caption, rows: _By) -> Caption:
    own = rows.get(caption.id, ())
    if not own:
        return caption
    return replace(
        caption,
        text=_words(caption.text, own, "text"),
        short=_words(caption.short, own, "short"),
        alt=_alts(caption.alt, own),
        posts_in=_posts(caption.posts_in, own),
    )


def _point(point: Point, rows: _By) -> Point:
    own = rows.get(point.id, ())
    if not own:
        return point
    return replace(
        point,
        heading=_words(point.heading, own, "heading"),
        body=_words(point.body, own, "body"),
        excerpt=_words(point.excerpt, own, "excerpt"),
        alt=_alts(point.alt, own),
        posts_in=_posts(point.posts_in, own),
    )


def _thread(thread: Thread, rows: _By) -> Thread:
    posts = tuple(
        replace(
            post,
            text=_words(post.text, own, "text"),
            excerpt=_words(post.excerpt, own, "excerpt"),
            alt=_alts(post.alt, own),
        )
        for post in thread.posts
        for own in (rows.get(post.id, ()),)
    )
    return replace(thread, posts=posts)


def _words(
    there: Mapping[str, Translation], rows: Iterable[Accepted], part: str
) -> dict[str, Translation]:
    new = {row.tag: Translation(row.text, DRAFT) for row in rows if row.unit.part == part}
    return {**there, **new}


def _alts(there: Mapping[str, Text], rows: Iterable[Accepted]) -> dict[str, Text]:
    return {**there, **{row.tag: row.text for row in rows if row.unit.part == ALT}}


def _posts(
    there: Mapping[str, Mapping[str, Translation]], rows: Iterable[Accepted]
) -> dict[str, Mapping[str, Translation]]:
    posts = {tag: dict(own) for tag, own in there.items()}
    for row in rows:
        if row.unit.leaf:
            posts.setdefault(row.tag, {})[row.unit.leaf] = Translation(row.text, DRAFT)
    return dict(posts)
