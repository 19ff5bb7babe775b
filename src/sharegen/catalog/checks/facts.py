"""Checks on what is said to be so: facts that grow stale, claims, what is never said alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sharegen.catalog.claims import claim_in
from sharegen.catalog.entries import DESCRIBED, entries
from sharegen.catalog.proofs import Copy, Found, on_copy
from sharegen.model.diagnostic import Location, Severity
from sharegen.model.manuscript import APPROVED, HOLD, STATUSES, Caption

_OURS = "a rule of this house"


class Limit(NamedTuple):
    """How many days a fact of one kind counts as fresh, and why so many."""

    days: int
    why: str


HELP_DAYS = Limit(180, "who is in danger has one try, and who answers a number changes unannounced")
LINK_DAYS = Limit(365, "sites are rebuilt now and then; a reader who meets a dead link can search")


@on_copy(why=HELP_DAYS.why, source=_OURS)
def stale_help(copy: Copy) -> Iterator[Found]:
    """Every line of help was reviewed within 180 days."""
    for tag, line in sorted(copy.project.brand.help.items()):
        age = copy.age(line.reviewed)
        if age > HELP_DAYS.days:
            yield Found(
                f"help in {tag} was reviewed {line.reviewed}, {age:,} days ago; "
                f"at most {HELP_DAYS.days}",
                "ask at each number and address, then write the day as reviewed:",
                line.at,
                warns=not copy.release,
            )


@on_copy(why=LINK_DAYS.why, source=_OURS)
def stale_link(copy: Copy) -> Iterator[Found]:
    """Every link was followed within 365 days."""
    for link in copy.project.links:
        age = copy.age(link.checked) if link.checked else 0
        if age > LINK_DAYS.days:
            yield Found(
                f"link {link.id} was checked {link.checked}, {age:,} days ago; "
                f"at most {LINK_DAYS.days}",
                "follow it again, then write the day as checked:",
                link.at,
                warns=not copy.release,
            )


@on_copy(why="nobody knows where the link leads now", source=_OURS, severity=Severity.WARNING)
def unchecked_link(copy: Copy) -> Iterator[Found]:
    """Every link says on what day somebody followed it.

    A warning in a release, too: nobody can date a visit that nobody made, and the address may be
    part of words that are kept as they were written.
    """
    links = [link for link in copy.project.links if not link.checked]
    if links:
        which = ", ".join(link.id for link in links)
        yield Found(
            f"no checked: day, so nobody knows where it leads now: {which}",
            "follow each, then write the day as checked: and where it leads now as moved:",
            links[0].at,
            also=tuple(link.at for link in links[1:] if link.at),
        )


@on_copy(
    why="who reads about harm and is in it finds no help", source=_OURS, severity=Severity.WARNING
)
def missing_help(copy: Copy) -> Iterator[Found]:
    """Where there are posts, every language that pictures are approved in has a line of help."""
    project, brand = copy.project, copy.project.brand
    posts = (*(c.posts for c in project.captions), *(point.posts for point in project.points))
    if not project.threads and not any(posts):
        return  # nobody is left without it
    said = {
        tag
        for caption in copy.captions
        for tag in caption.text
        if tag in brand.footer and brand.above_footer(caption.standing(tag), tag) == APPROVED
    }
    for tag in sorted(said - set(brand.help)):
        yield Found(
            f"brand.yaml has no line of help in {tag}, and captions in {tag} are approved",
            f'add help: {{{tag}: {{words: "…", source: "…", reviewed: {copy.day}}}}}',
            brand.footer[tag].at,
        )


@on_copy(why="words outlive what they say", source=_OURS, severity=Severity.WARNING)
def stale_review(copy: Copy) -> Iterator[Found]:
    """Approved words were reviewed within the project's review_days, where it has them.

    There is no limit by default: words that are kept as somebody published them are as old as they
    are, and only the project knows how fast its matter changes.
    """
    limit = copy.project.review_days
    for entry in entries(copy) if limit else ():
        if entry.status != APPROVED:
            continue
        age = copy.age(entry.reviewed) if entry.reviewed else limit + 1
        if age > limit:
            when = f"reviewed {entry.reviewed}, {age:,} days ago" if entry.reviewed else ""
            yield Found(
                f"{entry.id} was {when or 'never reviewed'}; at most {limit:,} days are allowed",
                "check what it says, then write the day as reviewed:",
                entry.at,
                entry.id,
            )


@on_copy(
    why="a day that has not come yet vouches for nothing",
    source=_OURS,
    severity=Severity.WARNING,  # a clock may be set to 1980 to make archives reproducible
)
def review_in_future(copy: Copy) -> Iterator[Found]:
    """Nothing was reviewed or followed on a day that has not come yet."""
    project = copy.project
    rows: list[tuple[str, str, str, Location | None]] = [
        *((entry.id, entry.id, entry.reviewed, entry.at) for entry in entries(copy)),
        *(("", f"help in {tag}", row.reviewed, row.at) for tag, row in project.brand.help.items()),
        *(("", f"link {link.id}", link.checked, link.at) for link in project.links),
    ]
    for caption, what, written, at in rows:
        if written and copy.is_to_come(written):
            yield Found(
                f"{what} is dated {written}, and today is {copy.day}",
                "write the day on which somebody looked at it; or correct SOURCE_DATE_EPOCH",
                at,
                caption,
            )


@on_copy(
    why="a figure without a source cannot be checked, and is passed on as a fact", source=_OURS
)
def unsourced_claim(copy: Copy) -> Iterator[Found]:
    """Figures and words of frequency have a source; in drafts that is only said."""
    for entry in entries(copy):
        if entry.sourced:
            continue
        texts = (row for row in entry.written if row.place != DESCRIBED)
        claims = ((claim_in(row.text.words, row.tag), row.at) for row in texts)
        claim, at = next((found for found in claims if found[0]), ("", entry.at))
        if claim:
            yield Found(
                f'{entry.id} says "{claim}" and names no source',
                "name one of sources as source:, with what the figure counts in says:",
                at,
                entry.id,
                warns=entry.status != APPROVED,
            )


@on_copy(why="half of what belongs together says something else", source=_OURS)
def requires(copy: Copy) -> Iterator[Found]:
    """A caption is no further than the one it is never published without, in every language."""
    by_id = {caption.id: caption for caption in copy.captions}
    for caption in copy.captions:
        if not caption.requires or caption.id not in by_id:
            continue
        other = by_id.get(caption.requires)
        tag = next((tag for tag in caption.text if _further(caption, other, tag)), None)
        if tag is not None:
            found = f"is {other.standing(tag)}" if other and tag in other.text else "is missing"
            yield Found(
                f"{caption.id} is {caption.standing(tag)} in {tag}, and {caption.requires}, "
                f"which it is never published without, {found}",
                f"approve {caption.requires} first, or hold {caption.id}",
                caption.at,
                caption.id,
            )


def _further(caption: Caption, other: Caption | None, tag: str) -> bool:
    """Whether a caption is further in a language than the one it requires."""
    standing = caption.standing(tag)
    if standing == HOLD:
        return False
    if other is None or tag not in other.text:
        return True
    return STATUSES.index(other.standing(tag)) > STATUSES.index(standing)
