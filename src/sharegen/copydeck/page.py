"""All posts as one page of Markdown: a person reads it, and copies from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from sharegen.catalog.posting import PLATFORMS
from sharegen.copydeck.gathering import Deck, Entry, Posting

_INTRODUCTION = (
    "Each post is complete: copy what stands in its frame. Behind the platform stands how long it "
    "is there, and how long it may be; (as written) are those that somebody wrote for it."
)
_RUN_OF_TICKS = re.compile("`{3,}")
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|])")


def as_page(deck: Deck, base_url: str = "", on_terminal: bool = False) -> str:
    """Turn posts into a page; `base_url` is where the output folder lies on the web, if it does:
    then pictures are links. `on_terminal`: headings have no ##, which logs take for commands."""
    heading = _underlined if on_terminal else _hashed
    parts = [heading(1, f"Posts: {_plain(deck.brand)}"), _INTRODUCTION]
    for entry in deck.entries:
        parts += _entry(entry, base_url, heading)
    return "\n\n".join(parts) + "\n"


_Heading = Callable[[int, str], str]


def _hashed(level: int, words: str) -> str:
    return f"{'#' * level} {words}"


def _underlined(level: int, words: str) -> str:
    """A heading as Markdown has it, too, but for those of the third level, which are bold."""
    return f"{words}\n{'=-'[level - 1] * len(words)}" if level < 3 else f"**{words}**"


def _entry(entry: Entry, base_url: str, heading: _Heading) -> Iterator[str]:
    yield heading(2, f"{entry.id} ({entry.lang}, {entry.status})")
    yield _plain(entry.title)
    if entry.requires:
        yield f"Never post this without {entry.requires}."
    alike: dict[str, list[Posting]] = {}
    for posting in entry.postings:
        alike.setdefault(posting.post.text, []).append(posting)
    for text, postings in alike.items():
        yield heading(3, "; ".join(map(_counted, postings)))
        pictures = [card.path for posting in postings for card in posting.cards]
        if pictures:
            yield f"With {', '.join(_picture(path, base_url) for path in pictures)}"
        yield _framed(text)
    said: dict[str, list[str]] = {}
    for card in entry.cards:
        said.setdefault(card.alt, []).append(card.placement.id)
    for alt, places in said.items():
        where = f" on {', '.join(places)}" if len(said) > 1 else ""
        yield heading(3, f"Alt text{where}, {len(alt):,} characters")
        yield _framed(alt)


def _counted(posting: Posting) -> str:
    """A platform, how long a post is there, and whether somebody wrote it for that platform."""
    name = PLATFORMS[posting.post.platform].name
    length = posting.post.lengths[0]  # that of Bluesky's bytes is never the nearer one
    written = " (as written)" if posting.post.written else ""
    return f"{name} {length.measured:,}/{length.most:,}{written}"


def _picture(path: str, base_url: str) -> str:
    name = path.rpartition("/")[2]
    return f"[{name}]({base_url}{path})" if base_url else f"`{name}`"


def _framed(text: str) -> str:
    """A text as it is, in a frame that none of its own lines ends."""
    ticks = "`" * (max((len(run) for run in _RUN_OF_TICKS.findall(text)), default=2) + 1)
    return f"{ticks}text\n{text}\n{ticks}"


def _plain(words: str) -> str:
    """Words that Markdown shows as they are."""
    return _SPECIAL.sub(r"\\\1", " ".join(words.split()))
