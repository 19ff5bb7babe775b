"""Turn a Card and its Frame into Diagnostics: what the layout promises, proven for each frame."""

from __future__ import annotations

from sharegen.catalog.checks import CHECKS
from sharegen.catalog.proofs import FRAME, Proof
from sharegen.model.card import Card
from sharegen.model.diagnostic import Diagnostic
from sharegen.model.frame import Frame


def check(card: Card, frame: Frame) -> tuple[Diagnostic, ...]:
    """Every problem of a frame; none for what may be painted."""
    proof, where = Proof(card, frame), (card.placement.id,)
    return tuple(
        Diagnostic(row.id, message, card.at, hint, row.severity, card.caption, where)
        for row in CHECKS.values()
        if row.stage == FRAME
        for message, hint in row.run(proof)
    )
