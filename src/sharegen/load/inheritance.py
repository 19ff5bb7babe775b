"""What a brand folder beside the project's own leaves out, and takes from there."""

from __future__ import annotations

from sharegen.load.yaml_tree import Entry, Mapping, Node

# Of brand.yaml: what captions.yaml may rely on, and what is no matter of one brand's look. Not
# inherited: name, colors, faces and footer, which make a brand, and contrast, which has a reason.
# The files of fallback are named from the project's folder: they are read apart.
INHERITED = (
    "help",
    "phrases",
    "background",
    "sizes",
    "placements",
    "checks",
    "terms",
    "reading_grade",
)
_BY_ROW = (
    "help",
    "phrases",
    "placements",
    "checks",
    "terms",
)  # rows of the brand's own go over the project's


def inheriting(own: Node | None, project: Node | None) -> Node | None:
    """The node of a brand.yaml with what it leaves out, from that of the project."""
    if not isinstance(own, Mapping) or not isinstance(project, Mapping):
        return own
    keys = {entry.key: entry for entry in own.entries}
    for entry in project.entries:
        if entry.key not in keys and entry.key in INHERITED:
            keys[entry.key] = entry
        elif entry.key in _BY_ROW:
            keys[entry.key] = _over(keys[entry.key], entry)
    return Mapping(tuple(keys.values()), own.at)


def _over(own: Entry, project: Entry) -> Entry:
    """An entry whose rows go over those of the project's; as it is where it has no rows."""
    if not isinstance(own.value, Mapping) or not isinstance(project.value, Mapping):
        return own
    return Entry(own.key, own.at, rows_over(own.value, project.value))


def rows_over(own: Mapping, project: Mapping) -> Mapping:
    """The rows of both, the brand's own where both have one of a name."""
    rows = {entry.key: entry for entry in (*project.entries, *own.entries)}
    return Mapping(tuple(rows.values()), own.at)


def value_of(node: Node | None, key: str) -> Node | None:
    """What stands behind a key; None where there is no such key."""
    entries = node.entries if isinstance(node, Mapping) else ()
    return next((entry.value for entry in entries if entry.key == key), None)
