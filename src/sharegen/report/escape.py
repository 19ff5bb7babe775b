"""One escaper for each place that words go to.

What users wrote stands in messages, summaries and posts, and logs obey what stands in them:
GitHub's runner takes a line that begins with `::`, after any white space, and `##[` anywhere for
its own commands (actions/runner, ActionCommand.cs; from memory), Azure takes `##vso[`.
"""

from __future__ import annotations

import json

_SECOND_HASH = "\\u{0023}"
_COLON = "\\u{003a}"


def for_terminal(text: str) -> str:
    """Text on one line that steers neither a terminal nor a log: control and bidi characters
    become \\u{…}."""
    shown = "".join(c if c.isprintable() or c == " " else f"\\u{{{ord(c):04x}}}" for c in text)
    shown = shown.replace("##", f"#{_SECOND_HASH}")
    return shown.replace("::", f"{_COLON}:", 1) if shown.lstrip().startswith("::") else shown


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
