"""Turn what stands below pictures (the footer) and below posts (where help is) into values."""

from __future__ import annotations

from sharegen.load.address import ADDRESS, read_address
from sharegen.load.keys import DATE, WORDS, Choice, Key, Keys
from sharegen.load.reader import Reader
from sharegen.load.yaml_tree import Mapping as MappingNode
from sharegen.load.yaml_tree import Node
from sharegen.model.project import FOOTER_STATUSES, FooterText, Help

_HELP_EXAMPLE = '{words: "…", source: "…", reviewed: 2020-08-01}'
FOOTER = Keys(
    "a footer",
    (
        Key("words", WORDS, "What stands before the address.", needed=True),
        Key("address", ADDRESS, "What readers type, without https://; else the first footer's."),
        Key("status", Choice(FOOTER_STATUSES), "approved (the default) or draft."),
    ),
    '{words: "…", address: "example.org/facts"}',
)
HELP = Keys(
    "a line of help",
    (
        Key("words", WORDS, "Where help is, as the post says it.", needed=True),
        Key("source", WORDS, "Who says so.", needed=True),
        Key("reviewed", DATE, "The day somebody last checked it.", needed=True),
    ),
    _HELP_EXAMPLE,
)


def read_footers(reader: Reader, node: Node | None) -> dict[str, FooterText]:
    """The footers by language; one without an address has that of the first."""
    footers: dict[str, FooterText] = {}
    example = f"en: {FOOTER.example}"
    shared = ""
    for entry in reader.entries(node, "footer", example):
        reader.language(entry.key, entry.at)
        fields = reader.fields(entry.value, FOOTER) or {}
        words = reader.prose(fields.get("words"), "words").words
        address = read_address(reader, fields.get("address"))
        status = reader.choice(fields.get("status"), "status", FOOTER_STATUSES)
        if not footers:
            shared = address
            if fields and "address" not in fields:
                message = "the first footer has no address, and the others may take it from there"
                reader.report("no-address", message, entry.value.at, f"write {example}")
        footers[entry.key] = FooterText(
            words, address or shared, entry.value.at, status or FOOTER_STATUSES[0]
        )
    if isinstance(node, MappingNode) and not node.entries:
        reader.report("missing-key", "footer has no language", node.at, f"write {example}")
    return footers


def read_help(reader: Reader, node: Node | None) -> dict[str, Help]:
    """The line that says where help is, by language."""
    lines = {}
    example = f"en: {_HELP_EXAMPLE}"
    for entry in reader.entries(node, "help", example):
        reader.language(entry.key, entry.at)
        fields = reader.fields(entry.value, HELP) or {}
        lines[entry.key] = Help(
            words=reader.prose(fields.get("words"), "words").words,
            source=reader.prose(fields.get("source"), "source").words,
            reviewed=reader.date(fields.get("reviewed"), "reviewed"),
            at=fields.get("reviewed", entry.value).at,
        )
    if isinstance(node, MappingNode) and not node.entries:
        reader.report("missing-key", "help has no language", node.at, f"write {example}")
    return lines
