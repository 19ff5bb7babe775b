"""One escaper for each place that words go to.

What users wrote stands in messages, summaries and posts, and logs obey what stands in them:
GitHub's runner takes a line that begins with `::`, after any white space, and `##[` anywhere for
its own commands (actions/runner, ActionCommand.cs; from memory), Azure takes `##vso[`.
"""

from __future__ import annotations

import html
import json
import re

_SECOND_HASH = "\\u{0023}"
_COLON = "\\u{003a}"
# ASCII punctuation: what Markdown gives a meaning within a line or a cell of a table. A character
# reference is never one (GFM 0.29, 6.2; github.github.com/gfm; from memory). GitHub may still make
# links of whole addresses and names.
_MARKDOWN = re.compile(r"[\\`*_{}\[\]()#+\-.!|~<>&@:$/^=\"']")


def for_terminal(text: str) -> str:
    """Text on one line that steers neither a terminal nor a log: control and bidi characters
    become \\u{…}."""
    shown = _visible(text)
    shown = shown.replace("##", f"#{_SECOND_HASH}")
    return shown.replace("::", f"{_COLON}:", 1) if shown.lstrip().startswith("::") else shown


def _visible(text: str) -> str:
    """Text whose control and bidi characters, and lone surrogates, are written as \\u{…}."""
    return "".join(c if c.isprintable() or c == " " else f"\\u{{{ord(c):04x}}}" for c in text)


def lines_for_terminal(text: str) -> str:
    """Text on several lines, none of which is a command to a log."""
    return "\n".join(map(for_terminal, text.split("\n")))


def for_json(value: object) -> str:
    """JSON in ASCII: no control or bidi character reaches a terminal as itself."""
    # only strings hold a hash, so the escape is JSON, too
    return json.dumps(value, indent=1).replace("##", "#\\u0023")


def for_annotation(text: str) -> str:
    """The message of a workflow command (docs.github.com, "Workflow commands for GitHub
    Actions"; actions/toolkit, command.ts; from memory); line ends stay line ends."""
    return lines_for_terminal(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def for_property(text: str) -> str:
    """A property of a workflow command: a file or a title."""
    return for_annotation(text).replace(":", "%3A").replace(",", "%2C")


def for_html(text: str) -> str:
    """Text in an element or in an attribute between quotes: words only, whatever stands in it."""
    return html.escape(_visible(text))


def for_markdown(text: str) -> str:
    """Text on one line, or in a cell of a table: every mark becomes a character reference, which
    Markdown turns into words and never into marks again."""
    return _MARKDOWN.sub(lambda mark: f"&#{ord(mark[0])};", _visible(text))
