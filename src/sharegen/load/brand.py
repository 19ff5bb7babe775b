"""Turn brand.yaml into colours, faces, the footer and what holds together."""

from __future__ import annotations

from dataclasses import replace

from sharegen.catalog.languages import LANGUAGES
from sharegen.load.chain import FACES, FALLBACK, Chain
from sharegen.load.contrast import Tone, legible, lit_stands_out
from sharegen.load.excerpt import excerpt
from sharegen.load.feet import FOOTER, HELP, read_footers, read_help
from sharegen.load.folder import Folder
from sharegen.load.identifiers import ID
from sharegen.load.keys import (
    LANGUAGE,
    WORDS,
    Choice,
    Grammar,
    Key,
    Keys,
    ListOf,
    MapOf,
    OneOf,
    Range,
)
from sharegen.load.logo import LOGO, read_logo
from sharegen.load.placements import PLACEMENT, read_placements
from sharegen.load.reader import Reader
from sharegen.load.severities import CHECK_SEVERITIES, read_severities
from sharegen.load.terms import TERM, read_terms
from sharegen.load.yaml_tree import Mapping as MappingNode
from sharegen.load.yaml_tree import Node
from sharegen.model.color import HEX, Color
from sharegen.model.project import ART_ROLES, COLOR_ROLES, READING_GRADE, SIZES, TONES, Brand

CONTRAST = 7.0
LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3, for text below 24 px
_IN_LANGUAGES = tuple((tag, f"In {row.name}.") for tag, row in LANGUAGES.items())
COLOR = Grammar(HEX, "#0B1D3F")
_ROLE_IS = {
    "surface": "The ground words stand on.",
    "ink": "Words, those of the footer among them.",
    "ink-secondary": "Words that matter less: a statement's before and behind its turn.",
    "accent": "The emphasised words.",
    "rule": "The hairline above the footer.",
    "strike": "What crosses out.",
    "shade": "The art's darkest plane.",
    "mid": "The art's middle plane.",
    "light": "The art's light plane.",
    "lit": "The art's lit side.",
}
_ROLES = Keys(
    "a tone",
    tuple(
        Key(role, COLOR, _ROLE_IS[role], needed=role in COLOR_ROLES)
        for role in (*COLOR_ROLES, *ART_ROLES)
    ),
    'surface: "#0B1D3F"',
)
_TONES = Keys(
    "colors",
    tuple(Key(tone, _ROLES, f"The colours on a {tone} ground.", needed=True) for tone in TONES),
    'dark: {surface: "#0B1D3F", …}',
)
_LOWERED = Keys(
    "contrast",
    (
        Key("least", Range(LEAST_CONTRAST, 21, ":1", "7"), "The least contrast.", needed=True),
        Key("why", WORDS, "Why less than 7 has to do.", needed=True),
    ),
    '{least: 4.5, why: "…"}',
)
_GRADE = Range(1, 30, " years", "12")
_CONTRAST = OneOf((Range(CONTRAST, 21, ":1", "7"), _LOWERED))
FILE = Keys(
    "brand.yaml",
    (
        Key("name", WORDS, "The brand's name; it stands in the manifest.", needed=True),
        Key("colors", _TONES, "The colours by tone and role.", needed=True),
        Key("faces", FACES, "Font files by role, relative to this file.", needed=True),
        Key("fallback", FALLBACK, "Font files for characters that those lack, in this order."),
        Key("footer", MapOf(FOOTER, LANGUAGE, _IN_LANGUAGES, 1), "On every picture.", needed=True),
        Key("contact", WORDS, "Whom to ask about the pictures: an address or a telephone number."),
        Key("help", MapOf(HELP, LANGUAGE, _IN_LANGUAGES, 1), "The line of posts on help."),
        Key("logo", LOGO, "The brand's logo, an SVG, PNG, JPEG or WebP for each tone."),
        Key("phrases", MapOf(ListOf(WORDS), LANGUAGE, _IN_LANGUAGES), "Words kept on one line."),
        Key("contrast", _CONTRAST, "The least contrast of words; 7, or lower with a reason."),
        Key("background", WORDS, "The background of captions that name none."),
        Key("sizes", Choice(SIZES), "shared: the captions of a set have one size; else style."),
        Key("placements", MapOf(PLACEMENT, ID), "Image slots of your own, by id."),
        Key("checks", CHECK_SEVERITIES, "How much a check matters here, by its id, and why."),
        Key("terms", MapOf(ListOf(TERM), LANGUAGE, _IN_LANGUAGES), "Words to avoid, and why."),
        Key("reading_grade", _GRADE, "The years of school that a picture may ask for; else 20."),
    ),
)


def read_brand(reader: Reader, node: Node, folder: Folder) -> Brand | None:
    """Turn the file's node into a brand; None when a part is missing (the reader knows why)."""
    if not isinstance(node, MappingNode):
        message = "brand.yaml has no keys at its top; name, colors, faces, footer are needed"
        reader.report("not-a-mapping", message, node.at, 'start with name: "…"')
        return None
    fields = reader.fields(node, FILE) or {}
    name = reader.prose(fields.get("name"), "name").words
    contrast = _contrast(reader, fields.get("contrast"))
    chain = Chain(reader, folder)
    brand = Brand(
        name=name,
        colors=_colors(reader, fields.get("colors"), contrast),
        faces=chain.by_role(fields.get("faces")),
        footer=read_footers(reader, fields.get("footer")),
        contact=reader.prose(fields.get("contact"), "contact").words,
        help=read_help(reader, fields.get("help")),
        phrases=_phrases(reader, fields.get("phrases")),
        contrast=contrast,
        background=reader.word(fields.get("background"), "background"),
        sizes=reader.choice(fields.get("sizes"), "sizes", SIZES) or SIZES[0],
        placements=read_placements(reader, fields.get("placements")),
        fallback=chain.fallback(fields.get("fallback")),
        logo=read_logo(reader, fields.get("logo"), folder),
        checks=read_severities(reader, fields.get("checks")),
        terms=read_terms(reader, fields.get("terms")),
        reading_grade=reader.number(fields.get("reading_grade"), "reading_grade", _GRADE)
        or READING_GRADE,
    )
    return None if reader.failed else brand


def _contrast(reader: Reader, node: Node | None) -> float:
    """The least contrast of words; only a reason brings it below 7."""
    if node is None:
        return CONTRAST
    least, wanted = CONTRAST, node
    if isinstance(node, MappingNode):
        fields = reader.fields(node, _LOWERED) or {}
        reader.prose(fields.get("why"), "why")
        if "least" not in fields:
            return CONTRAST
        least, wanted = LEAST_CONTRAST, fields["least"]
    value = reader.number(wanted, "contrast", Range(LEAST_CONTRAST, 21, ":1", "7"))
    if value is not None and value < least:
        message = f"contrast {value:g} is below {least:g} and has no reason"
        reader.report("bad-number", message, wanted.at, f"write it as {_LOWERED.example}")
    return value or CONTRAST


def _colors(reader: Reader, node: Node | None, least: float) -> dict[str, dict[str, Color]]:
    colors: dict[str, dict[str, Color]] = {}
    fields = reader.fields(node, _TONES) if node is not None else None
    for tone, tone_node in (fields or {}).items():
        roles = reader.fields(tone_node, replace(_ROLES, what=f"tone {tone}")) or {}
        found = {role: reader.color(value, role) for role, value in roles.items()}
        colors[tone] = {role: color for role, color in found.items() if color is not None}
        places = {role: value.at for role, value in roles.items()}
        legible(reader, Tone(colors[tone], places), least)
        lit_stands_out(reader, Tone(colors[tone], places))
    return colors


def _phrases(reader: Reader, node: Node | None) -> dict[str, tuple[str, ...]]:
    """Words that stay on one line, by language."""
    phrases = {}
    for entry in reader.entries(node, "phrases", "en: [sex trafficking]"):
        reader.language(entry.key, entry.at)
        items = reader.items(
            entry.value, f"phrases in {excerpt(entry.key, 20)}", "[sex trafficking]"
        )
        words = tuple(reader.prose(item, "a phrase").words for item in items)
        for item, phrase in zip(items, words, strict=True):
            if phrase and " " not in phrase:
                message = f"phrase {excerpt(phrase)} is a single word; two or more are needed"
                reader.report("bad-phrase", message, item.at, "add its neighbour, or remove it")
        phrases[entry.key] = tuple(phrase for phrase in words if phrase)
    return phrases
