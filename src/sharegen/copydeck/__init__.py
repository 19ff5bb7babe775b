"""All posts of a selection, as one page to read and copy from, or as a table for schedulers.

What stands here are the posts of the pictures (posts/); nothing is put together anew, but for
platforms that the selection makes no picture on.
"""

from sharegen.copydeck.dialects import DIALECTS, GENERIC, Dialect
from sharegen.copydeck.gathering import Deck, Entry, Posting, gather
from sharegen.copydeck.page import as_page
from sharegen.copydeck.table import as_table

__all__ = [
    "DIALECTS",
    "GENERIC",
    "Deck",
    "Dialect",
    "Entry",
    "Posting",
    "as_page",
    "as_table",
    "gather",
]
