"""Checks on who approved what: a person looked at each picture, and it is still that picture."""

from __future__ import annotations

from collections.abc import Iterator

from sharegen.catalog.approval import changed, seal
from sharegen.catalog.entries import entries
from sharegen.catalog.proofs import Copy, Found, on_copy
from sharegen.model.diagnostic import Severity
from sharegen.model.manuscript import APPROVED

_AWAITING = "awaiting"
_OURS = "a rule of this house: nobody but a person approves"


@on_copy(why="nobody has looked at the picture", source=_OURS, severity=Severity.WARNING)
def picture_awaiting(copy: Copy) -> Iterator[Found]:
    """A release has pictures that a person approved; what it still waits for stops nothing."""
    chosen = [one for one in copy.captions if one.id in copy.release and one.picture == _AWAITING]
    if chosen:
        which = ", ".join(caption.id for caption in chosen)
        yield Found(
            f"pictures await a person's approval: {which}",
            "look at them, then sign for them: sharegen approve CAPTION --by NAME",
            chosen[0].at,
            also=tuple(caption.at for caption in chosen[1:]),
        )


@on_copy(
    why="nobody stands for it, and nobody knows what was approved",
    source=_OURS,
    severity=Severity.WARNING,
)
def approval_unsigned(copy: Copy) -> Iterator[Found]:
    """Who approved a picture is named, with the day and with what was approved."""
    for entry in entries(copy):
        if entry.picture == APPROVED and entry.approval is None:
            hash = seal(copy.project, entry.pictures)
            yield Found(
                f"the picture of {entry.id} is approved, and nobody signed for it",
                f"sharegen approve {entry.id} --by NAME, or by hand: "
                f"approval: {{by: your name, on: {copy.day}, hash: {hash}}}",
                entry.at,
                entry.id,
            )


@on_copy(why="what is published is not what was approved", source=_OURS, severity=Severity.WARNING)
def approval_lapsed(copy: Copy) -> Iterator[Found]:
    """An approved picture is as it was when it was approved: words, emphasis, art and template."""
    for entry in entries(copy):
        if entry.approval is None or entry.picture != APPROVED:
            continue
        parts = changed(copy.project, entry.pictures, entry.approval.hash)
        if parts:
            yield Found(
                f"{entry.approval.by} approved {entry.id} on {entry.approval.on}; "
                f"since then changed: {', '.join(parts)}",
                f"look at it again, then sharegen approve {entry.id} --by NAME, or by hand: "
                f"hash: {seal(copy.project, entry.pictures)}",
                entry.approval.at,
                entry.id,
            )


@on_copy(
    why="a day that has not come yet vouches for nothing",
    source=_OURS,
    severity=Severity.WARNING,  # a clock may be set to 1980 to make archives reproducible
)
def approval_in_future(copy: Copy) -> Iterator[Found]:
    """Nothing was approved on a day that has not come yet."""
    for entry in entries(copy):
        on = entry.approval.on if entry.approval else ""
        if on and copy.is_to_come(on):
            yield Found(
                f"{entry.id} was approved on {on}, and today is {copy.day}",
                "write the day on which somebody approved it; or correct SOURCE_DATE_EPOCH",
                entry.approval.at if entry.approval else None,
                entry.id,
            )
