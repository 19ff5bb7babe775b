"""Turn the names of layers, as drawing programs write them into SVG, into what they mark.

Figma writes the name of a layer as its id and numbers the second of one name (`subject_2`).
Illustrator writes ids, other signs as `_x5F_`, and numbers as `subject_1_` or, exported for
screens, `subject-2` with the name itself in `data-name`. Inkscape has ids of its own and the name
in `inkscape:label`, Affinity in `serif:id`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

SUBJECT, QUIET = "subject", "quiet"

# What may hold a name, the surest first; expat puts the namespace before the name.
_PLACES = (
    "http://www.inkscape.org/namespaces/inkscape label",
    "http://www.serif.com/ id",
    "data-name",
    "id",
)
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{1,5})_")
_NAME = re.compile(rf"[\s_-]*({SUBJECT}|{QUIET})[\s_-]*[0-9]*[\s_-]*", re.IGNORECASE)


def mark_of(attributes: Mapping[str, str]) -> str:
    """What an element marks by its name: SUBJECT, QUIET or "" for nothing."""
    for place in _PLACES:
        plain = _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), attributes.get(place, ""))
        match = _NAME.fullmatch(plain)
        if match:
            return match[1].lower()
    return ""
