"""What placements share: sizes, what covers them, crops to survive, budgets.

Facts compiled from public documents on the day READ. Confidence: A official text read, B several
agreeing pages or one careful tester, C one weak page, D arithmetic from A or B, M memory.
"""

from __future__ import annotations

from sharegen.model.geometry import Insets, Size
from sharegen.model.spec import Crop

READ = "2026-11-23"

SQUARE = Size(1080, 1080)
PORTRAIT = Size(1080, 1350)
TALL = Size(1080, 1440)
STORY = Size(1080, 1920)
WIDE = Size(1200, 675)
LINK = Size(1200, 630)

# What interfaces cover of a full-screen picture of 1080×1920: top, right, bottom, left.
ORGANIC_STORY = Insets(269, 65, 384, 65)  # 14 % top, 20 % bottom, 6 % sides
PHOTO_MODE = Insets(288, 192, 672, 120)  # the union of Stories, Reels, Shorts and TikTok

GRID_OF_SQUARE = Crop(
    id="instagram-grid",
    keep_clear=Insets(0, 135, 0, 135),
    confidence="D",
    source="profile grid of 3:4 since January 2025: 1080×1080 is cut to 810×1080",
)
GRID_OF_PORTRAIT = Crop(
    id="instagram-grid",
    keep_clear=Insets(0, 34, 0, 34),
    confidence="D",
    source="profile grid of 3:4 since January 2025: 1080×1350 is cut to 1012×1350",
)
FEED_OF_TALL = Crop(
    id="feed-4-5",
    keep_clear=Insets(45, 0, 45, 0),
    confidence="D",
    source="feeds that take 4:5 at most cut 1080×1440 to 1080×1350",
)
CARD_OF_LINK = Crop(
    id="x-card",
    keep_clear=Insets(15, 0, 15, 0),
    confidence="D",
    source="X shows link cards at 2:1: 1200×630 is cut to 1200×600",
)

# Flat PNGs of 256 colours keep to this: it fits link previews of WhatsApp (about 300 kB), the
# advice of Facebook (1 MB) and GitHub (1 MB), and X leaves such a PNG as it is.
FLAT = 300_000

# Templates that a placement is made for when words alone do not suit it.
COVER = ("cover",)
POSTER = ("poster",)
