"""Turn `approval` of an entry into who approved its pictures, when, and what of them."""

from __future__ import annotations

from sharegen.load.keys import DATE, WORDS, Grammar, Key, Keys
from sharegen.load.reader import Reader
from sharegen.load.yaml_tree import Node
from sharegen.model.manuscript import Approval

_HASH = Grammar("[0-9a-f]{8}(-[0-9a-f]{8}){4}", "0a1b2c3d-0a1b2c3d-0a1b2c3d-0a1b2c3d-0a1b2c3d")
APPROVAL = Keys(
    "an approval",
    (
        Key("by", WORDS, "The person who looked at the pictures and approved them.", needed=True),
        Key("on", DATE, "The day, year-month-day.", needed=True),
        Key("hash", _HASH, "Of what was approved, as sharegen check says it.", needed=True),
    ),
    '{by: "…", on: 2026-12-01, hash: …}',
)


def read_approval(file: Reader, node: Node | None) -> Approval | None:
    """The approval of an entry; None where nobody signed."""
    fields = file.fields(node, APPROVAL) if node is not None else None
    if node is None or fields is None:
        return None
    return Approval(
        by=file.prose(fields.get("by"), "by").words,
        on=file.date(fields.get("on"), "on"),
        hash=file.word(fields.get("hash"), "hash"),
        at=node.at,
    )
