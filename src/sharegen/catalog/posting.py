"""Where posts appear, and how long they may be there: one row for each platform.

Facts compiled from public documents on 2026-11-23, with the confidence of canvases.py. Whether
links can be followed is from memory for all of them; that X follows them without https:// is in
twitter-text. Whose posts a platform takes where nobody wrote one for it is our choice: those of the
one that has about as much room.
"""

from __future__ import annotations

from functools import lru_cache

from sharegen import counting
from sharegen.catalog.platforms import PLACEMENTS
from sharegen.model.posting import Length, Platform

# What each counter counts, as messages say it.
UNITS = {
    counting.X: "characters as X counts them",
    counting.BLUESKY: "graphemes",
    counting.MASTODON: "characters as Mastodon counts them",
    counting.THREADS: "characters as Threads counts them",
    counting.CHARACTERS: "characters",
    counting.UTF16: "UTF-16 units",
}
_BYTES = "bytes of UTF-8"
_ROWS = (
    Platform(
        id="x",
        name="X",
        limit=280,
        counter=counting.X,
        bare=True,
        takes=("facebook",),
        threads=True,
        source="X API documentation, Counting characters; twitter-text config v3",
        confidence="A",
    ),
    Platform(
        id="facebook",
        name="Facebook",
        limit=63_206,
        counter=counting.UTF16,
        takes=("x",),
        source="publishing services; Publer stops at 10,000",
    ),
    Platform(
        id="instagram",
        name="Instagram",
        limit=2_200,
        counter=counting.CHARACTERS,
        hashtags=5,
        links=False,
        source="publishing services; hashtags: Social Media Today, 2025-12-18, quoting Instagram",
    ),
    Platform(
        id="threads",
        name="Threads",
        limit=500,
        counter=counting.THREADS,
        takes=("x", "facebook"),
        threads=True,
        source="media guidelines of publishing services; emoji by their bytes: Meta's wording",
    ),
    Platform(
        id="linkedin",
        name="LinkedIn",
        limit=3_000,
        counter=counting.UTF16,
        source="media guidelines of publishing services",
    ),
    Platform(
        id="bluesky",
        name="Bluesky",
        limit=300,
        counter=counting.BLUESKY,
        most_bytes=3_000,
        takes=("x", "facebook"),
        threads=True,
        source="AT Protocol lexicon app.bsky.feed.post, 2026-08-20",
        confidence="A",
    ),
    Platform(
        id="mastodon",
        name="Mastodon",
        limit=500,
        counter=counting.MASTODON,
        takes=("x", "facebook"),
        threads=True,
        source="Mastodon documentation, Posting, 2026-07-02; servers may allow more",
        confidence="A",
    ),
    Platform(
        id="pinterest",
        name="Pinterest",
        limit=500,
        counter=counting.CHARACTERS,
        links=False,
        source="Pinterest Business help: product specifications, description",
        confidence="A",
    ),
    Platform(
        id="tiktok",
        name="TikTok, photos",
        limit=4_000,
        counter=counting.CHARACTERS,
        links=False,
        source="media guidelines of publishing services",
    ),
    Platform(
        id="youtube",
        name="YouTube, description",
        limit=5_000,
        counter=counting.CHARACTERS,
        source="Publer: character limits",
    ),
    Platform(
        id="whatsapp",
        name="WhatsApp, words of a picture",
        limit=1_024,
        counter=counting.CHARACTERS,
        source="from memory",
        confidence="M",
    ),
    Platform(
        id="telegram",
        name="Telegram, words of a picture",
        limit=1_024,
        counter=counting.UTF16,
        source="TDLib reference: captions; 4,096 without a picture",
        confidence="A",
    ),
    Platform(
        id="reddit",
        name="Reddit, body",
        limit=40_000,
        counter=counting.CHARACTERS,
        source="media guidelines of publishing services",
    ),
    Platform(
        id="nextdoor",
        name="Nextdoor",
        limit=1_500,
        counter=counting.CHARACTERS,
        source="Nextdoor: specifications of sponsored posts; none for others is known",
        confidence="C",
    ),
    Platform(
        id="discord",
        name="Discord",
        limit=2_000,
        counter=counting.CHARACTERS,
        source="Discord API documentation, 2026-08-06",
        confidence="A",
    ),
)
PLATFORMS = {row.id: row for row in _ROWS}
THREADED = "x"  # where threads are posted
BELOW, GAP = "\n", "\n\n"  # before the way to the address; before the other parts of a post
_KEPT = 4096  # measures of texts: those of a large build
# Where no placement has a field for alt text: what the picture shows is said in the post.
DESCRIBED = frozenset(
    id
    for id in PLATFORMS
    if not any(row.alt_limit != 0 for row in PLACEMENTS.values() if row.platform == id)
)


def limit_of(platform: str) -> int:
    """How long a post may be, in what `count` counts. Raises KeyError for no platform."""
    return PLATFORMS[platform].limit


def count(platform: str, text: str) -> int:
    """How long a text is as a post, as that platform counts it. Raises KeyError for none."""
    return counting.COUNTERS[PLATFORMS[platform].counter](text)


@lru_cache(_KEPT)
def lengths(platform: str, text: str) -> tuple[Length, ...]:
    """What a platform measures a text by: one figure, on Bluesky two."""
    row = PLATFORMS[platform]
    found = Length(count(platform, text), row.limit, UNITS[row.counter])
    if not row.most_bytes:
        return (found,)
    return (found, Length(counting.utf8_bytes(text), row.most_bytes, _BYTES))


def fits(platform: str, text: str) -> bool:
    """Whether a text is no longer than a post may be."""
    return not any(length.over for length in lengths(platform, text))
