"""Whether a platform has room for a post: an example that passes, and some that do not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import cards

from sharegen.catalog.checks import CHECKS
from sharegen.catalog.proofs import FRAME, Proof
from sharegen.check import check
from sharegen.layout import layout
from sharegen.model.diagnostic import Severity
from sharegen.model.posting import Length


def proof(*unposted: Length) -> Proof:
    made = replace(cards.card("Ask first.", "x-post"), post=None, unposted=unposted)
    return Proof(made, layout(made))


BAD: dict[str, Callable[[], Proof]] = {
    "post-no-room": lambda: proof(Length(312, 280, "characters as X counts them")),
}
FINE = Length(30, 280, "characters as X counts them")


def test_a_picture_with_a_post_passes() -> None:
    assert list(CHECKS["post-no-room"].run(proof())) == []


def test_a_platform_without_room_is_told_and_stops_nothing() -> None:
    (found,) = (p for p in check(FRAME, BAD["post-no-room"]()).problems if p.code == "post-no-room")
    assert found.severity is Severity.WARNING
    assert found.message == (
        "no post for X: the words and the address have 312 characters as X counts them; at most 280"
    )
    assert found.hint == "write posts: {x: …} for it, or use fewer words"


def test_too_many_hashtags_are_told_as_such() -> None:
    (found,) = CHECKS["post-no-room"].run(proof(FINE))
    assert found.message == "no post for X: the words have too many hashtags for it"
