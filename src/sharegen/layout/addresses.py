"""Where web addresses, mail addresses, #hashtags and @handles stand in a text.

They are typed off letter by letter: no line divides them, no mark of theirs is replaced, and among
words from right to left they read from left to right.
"""

from __future__ import annotations

import re
from functools import lru_cache

# The letters of scripts without spaces follow an address at once and are none of it.
_SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u9fff"
# None of these has a capital: to say so spares the compiler the search for them.
_REST = rf'(?-i:[^\s<>«»“”"{_SPACELESS}])'
_ADDRESS = re.compile(
    rf"""(?<![a-z0-9])(?:[a-z][a-z0-9+.-]*://|www\.){_REST}+                    # https://…
      | [a-z0-9][a-z0-9._%+'-]*@[a-z0-9-]+(?:\.[a-z0-9-]+)+                    # mail
      | [@\#][a-z0-9_]+(?:[.-][a-z0-9_]+)*                                     # @handle, #hashtag
      # example.org/page: a hyphen before it may join it to a prefix, as in Hebrew
      | (?<![a-z0-9_.@])(?<![a-z0-9_.]-)[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.[a-z]{{2,}}
        (?![a-z0-9-])(?::\d+)?(?:/(?:(?![<>"])[!-~])*)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BEHIND = ".,;:!?…'’)]}"  # marks at the end are those of the sentence


@lru_cache(maxsize=1024)
def addresses(value: str) -> tuple[tuple[int, int], ...]:
    """The ranges [start, end) of a text's addresses, in order."""
    found = ((match.start(), match[0].rstrip(_BEHIND)) for match in _ADDRESS.finditer(value))
    return tuple((start, start + len(address)) for start, address in found)
