"""Turn the node of `checks` into how much each check matters to a brand."""

from __future__ import annotations

from sharegen.catalog.checks import CHECKS
from sharegen.catalog.proofs import SEVERITIES
from sharegen.load.excerpt import excerpt
from sharegen.load.keys import WORDS, Choice, Key, Keys, MapOf
from sharegen.load.reader import Reader, nearest
from sharegen.load.yaml_tree import Node

_ROW = Keys(
    "a check",
    (
        Key("severity", Choice(tuple(SEVERITIES)), "How much it matters.", needed=True),
        Key("why", WORDS, "Why it matters more or less here than elsewhere.", needed=True),
    ),
    '{severity: warn, why: "…"}',
)
CHECK_SEVERITIES = MapOf(_ROW, None, tuple((row.id, f"{row.about}.") for row in CHECKS.values()))


def read_severities(reader: Reader, node: Node | None) -> dict[str, str]:
    """The severities a brand sets itself, by check."""
    found = {}
    for entry in reader.entries(node, "checks", 'all-caps: {severity: off, why: "…"}'):
        if entry.key not in CHECKS:
            message = f"check {excerpt(entry.key)} is not among the checks"
            reader.report("unknown-check", message, entry.at, nearest(entry.key, CHECKS))
            continue
        fields = reader.fields(entry.value, _ROW) or {}
        reader.prose(fields.get("why"), "why")
        chosen = reader.choice(fields.get("severity"), "severity", tuple(SEVERITIES))
        if chosen:
            found[entry.key] = SEVERITIES[chosen]
    return found
