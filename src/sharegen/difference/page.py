"""Changes as one page: no network, no script, pictures inside. What users wrote is text only."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from PIL import Image

from sharegen.difference.compare import CHANGED, KINDS, METADATA, Comparison, Entry, Pair
from sharegen.difference.folders import picture_of
from sharegen.difference.lines import facts, has_new_words, named, summary, where_of
from sharegen.difference.pixels import around, differing, reduced
from sharegen.difference.sheet import has_pixels, is_alone
from sharegen.difference.style import STYLE
from sharegen.difference.words import DELETED, INSERTED, Piece

_MOST_BYTES = 9_000_000  # of all pictures, as base64: the page stays below 10 MB
_MOST_EACH = 600_000  # of one row
# From the finest to the coarsest: the side of a whole picture, that of a crop, WebP's quality; and
# the bytes that a row mostly takes (142 rows of the starter kit, 2026-11-27).
_LEVELS = (
    (720, 900, 82, 140_000),
    (540, 760, 76, 95_000),
    (420, 600, 70, 70_000),
    (320, 480, 62, 50_000),
    (220, 320, 50, 28_000),
)
_METHOD = 2  # of WebP: 4 takes half as long again for a twentieth less
_MARGIN = 72  # px around what changed
_MOST_CROPPED = 0.6  # of the picture: beyond that a crop shows no more than the whole
_TITLES = {
    "changed": "Changed",
    "metadata": "The same picture, other words or facts beside it",
    "added": "Added",
    "removed": "Removed",
}
# What steers a line or is no character of a page: shown as \u{…}
_STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Shown(NamedTuple):
    """A picture on the page: what it is called, its alt text, its data URI and size."""

    title: str
    alt: str
    uri: str
    size: tuple[int, int]


def report_page(found: Comparison) -> bytes:
    """Turn a comparison into a page below 10 MB."""
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'"
    pairs = sum(has_pixels(entry, pair) for entry in found.entries for pair in entry.pairs)
    share = min(_MOST_EACH, _MOST_BYTES // max(1, pairs))
    parts = [
        "<!doctype html>",
        '<html lang="en">',
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        '<meta name="referrer" content="no-referrer">',
        "<title>What changed</title>",
        f"<style>{STYLE}</style>",
        "<main>",
        "<h1>What changed</h1>",
        f"<p>{_text(summary(found))}</p>",
        *(f'<p class="note">{_text(warning.message)}</p>' for warning in found.warnings),
        *(line for kind in KINDS for line in _section(found, kind, share)),
        "</main>",
        "</html>",
    ]
    return ("\n".join(parts) + "\n").encode()


def _section(found: Comparison, kind: str, share: int) -> Iterator[str]:
    entries = [entry for entry in found.entries if entry.kind == kind]
    if entries:
        yield f'<section aria-labelledby="{kind}">'
        yield f'<h2 id="{kind}">{_TITLES[kind]} <small>{found.count(kind)}</small></h2>'
        for entry in entries:
            yield from _article(found, entry, share)
        yield "</section>"


def _article(found: Comparison, entry: Entry, share: int) -> Iterator[str]:
    yield "<article>"
    yield f"<h3>{_text(named(entry))}</h3>"
    where = " ".join(f"<span>{_text(placement)}</span>" for placement in entry.placements)
    yield f'<p class="where">{where}</p>'
    lang = escape(entry.lang)
    if entry.words:
        words = "".join(map(_piece, entry.words))
        yield f'<p class="words" lang="{lang}" dir="auto">{words}</p>'
        if not has_new_words(entry):
            yield '<p class="note">Only white space of the alt text changed.</p>'
    elif entry.alt:
        if entry.kind in (CHANGED, METADATA):
            yield '<p class="note">The alt text is the same:</p>'
        yield f'<p class="words" lang="{lang}" dir="auto">{_text(entry.alt)}</p>'
    if entry.post:
        yield '<p class="note">The post changed:</p>'
        post = "".join(map(_piece, entry.post))
        yield f'<p class="words" lang="{lang}" dir="auto">{post}</p>'
    if entry.fields:
        yield "<ul>" + "".join(f"<li>{_text(fact)}</li>" for fact in facts(entry)) + "</ul>"
    pairs = [pair for pair in entry.pairs if has_pixels(entry, pair)]
    if is_alone(entry) and pairs:
        yield '<div class="row alone">'
    for pair in pairs:
        yield from _figure(found, pair, share)
    if is_alone(entry) and pairs:
        yield "</div>"
    yield "</article>"


def _piece(piece: Piece) -> str:
    """A run of words; what was done to it is said to those who do not see it, too."""
    words = _text(piece.text.rstrip())
    if piece.kind == DELETED:
        words = f'<del><span class="said">deleted: </span>{words}</del>'
    elif piece.kind == INSERTED:
        words = f'<ins><span class="said">inserted: </span>{words}</ins>'
    # the last word of a text has no space after it, and a deleted one may stand before more
    return words + (piece.text[len(piece.text.rstrip()) :] or " ")


def _figure(found: Comparison, pair: Pair, share: int) -> Iterator[str]:
    caption = "; ".join(filter(None, (", ".join(pair.placements), where_of(pair))))
    yield "<figure>"
    yield f"<figcaption>{_text(caption)}</figcaption>"
    shown = _shown(found, pair, share)
    if shown is None:
        yield '<p class="note">Not shown: the page would be larger than 10 MB.</p>'
    for row in shown or ():
        yield '<div class="row">' + "".join(map(_picture, row)) + "</div>"
    yield "</figure>"


def _picture(shown: Shown) -> str:
    width, height = shown.size
    return (
        f'<div><b>{shown.title}</b><img src="{shown.uri}" alt="{_text(shown.alt)}" '
        f'width="{width}" height="{height}" loading="lazy"></div>'
    )


def _shown(found: Comparison, pair: Pair, share: int) -> list[list[Shown]] | None:
    """The pictures of a pair, as fine as its share of the page allows; None: not even coarse."""
    old = picture_of(found.old, pair.old) if pair.old is not None else None
    new = picture_of(found.new, pair.new) if pair.new is not None else None
    for whole, close, quality, mostly in _LEVELS:
        if mostly > share * 1.3 and whole > _LEVELS[-1][0]:
            continue  # hardly any picture would be as small
        rows = [
            _whole(pair, (old, new), (whole, quality)),
            _close(pair, (old, new), (close, quality)),
        ]
        if sum(len(shown.uri) for row in rows for shown in row) <= share:
            return [row for row in rows if row]
    return None


_Images = tuple[Image.Image | None, Image.Image | None]


def _whole(pair: Pair, images: _Images, level: tuple[int, int]) -> list[Shown]:
    """Before, after and, of one size, what differs."""
    side, quality = level
    records = (pair.old, pair.new)
    row = [
        _encoded(title, f"{title}: {record.alt}", (reduced(image, side), quality))
        for title, record, image in zip(("before", "after"), records, images, strict=True)
        if record is not None and image is not None
    ]
    old, new = images
    if pair.spread is not None and old is not None and new is not None:
        what = f"the difference: {where_of(pair)}"
        row.append(_encoded("difference", what, (differing(old, new, side), quality)))
    return row


def _close(pair: Pair, images: _Images, level: tuple[int, int]) -> list[Shown]:
    """What changed, pixel for pixel where there is room; nothing where it is nearly all."""
    side, quality = level
    old, new = images
    if pair.spread is None or old is None or new is None:
        return []
    box = around(pair.spread, new.size, _MARGIN)
    if (box[2] - box[0]) * (box[3] - box[1]) > _MOST_CROPPED * new.width * new.height:
        return []
    return [
        _encoded(title, f"{title}, close", (reduced(image.crop(box), side), quality))
        for title, image in (("before, close", old), ("after, close", new))
    ]


def _encoded(title: str, alt: str, picture: tuple[Image.Image, int]) -> Shown:
    image, quality = picture
    file = io.BytesIO()
    image.save(file, "WEBP", quality=quality, method=_METHOD)
    uri = f"data:image/webp;base64,{base64.b64encode(file.getvalue()).decode()}"
    return Shown(title, alt, uri, image.size)


def _text(words: str) -> str:
    """Words as text of a page, and nothing but text."""
    return escape(_STEERING.sub(lambda found: f"\\u{{{ord(found[0]):04x}}}", words))
