"""Turn `terms` of brand.yaml into words to avoid, or to keep, by language."""

from __future__ import annotations

from sharegen.load.excerpt import excerpt
from sharegen.load.keys import WORDS, Key, Keys
from sharegen.load.reader import Reader
from sharegen.load.yaml_tree import Node
from sharegen.model.reference import Term

_AVOID = '{avoid: "…", instead: "…", why: "…", source: "…"}'
TERM = Keys(
    "a term",
    (
        Key("avoid", WORDS, "What not to say; * at the end of a word is any ending."),
        Key("keep", WORDS, "What this brand does say, of sharegen's own list."),
        Key("instead", WORDS, "What to say instead."),
        Key("why", WORDS, "Why.", needed=True),
        Key("source", WORDS, "Who says so."),
    ),
    _AVOID,
)


def read_terms(reader: Reader, node: Node | None) -> dict[str, tuple[Term, ...]]:
    """Words to avoid, and words to keep, by language."""
    found = {}
    for entry in reader.entries(node, "terms", f"en: [{_AVOID}]"):
        reader.language(entry.key, entry.at)
        what = f"terms in {excerpt(entry.key, 20)}"
        rows = (_term(reader, item) for item in reader.items(entry.value, what, f"[{_AVOID}]"))
        found[entry.key] = tuple(row for row in rows if row is not None)
    return found


def _term(reader: Reader, node: Node) -> Term | None:
    fields = reader.fields(node, TERM)
    if fields is None:
        return None
    kept = "keep" in fields
    if kept == ("avoid" in fields) or kept == ("instead" in fields):
        message = "a term says what to avoid and what to say instead, or what to keep"
        hint = f'write it as {_AVOID}, or {{keep: "…", why: "…"}}'
        reader.report("bad-term", message, node.at, hint)
        return None
    words = {key: reader.prose(fields.get(key), key).words for key in TERM.optional}
    why = reader.prose(fields.get("why"), "why").words
    said = words["keep"] if kept else words["avoid"]
    return Term(said, words["instead"], why, words["source"], kept) if said else None
