"""What counts as a hashtag in a post."""

from __future__ import annotations

import re

from sharegen.counting.urls import urls

_HASHTAG = re.compile(r"(?<![\w&/#＃])[#＃](?=\w*[^\W\d_])\w+")


def hashtags(text: str) -> list[str]:
    """The hashtags of a text; what stands behind the # of a link is none."""
    for start, end in urls(text):
        text = text[:start] + " " * (end - start) + text[end:]
    return _HASHTAG.findall(text)
