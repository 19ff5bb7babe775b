"""Turn an address into one that readers may trust: what it shows is where it leads."""

from __future__ import annotations

import re

from sharegen.load.excerpt import excerpt
from sharegen.load.keys import Grammar
from sharegen.load.reader import Reader
from sharegen.load.yaml_tree import Node

_MOST = 100  # characters, on a picture
_MOST_URL = 1000
# What an editor may know of them; whether they are good ones is looked at below.
ADDRESS = Grammar("[!-?A-~]+", "example.org/facts", _MOST)
URL = Grammar("https?://[!-?A-~]+", "https://example.org/facts", _MOST_URL)
_ADDRESS = re.compile(
    r"(https?://)?(?P<host>([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24})(?P<rest>[/?#]\S*)?\Z",
    re.ASCII | re.IGNORECASE,
)


def read_address(reader: Reader, node: Node | None) -> str:
    """An address that is typed off a picture: a host and perhaps a path."""
    return _checked(reader, node, ("address", ADDRESS))


def read_url(reader: Reader, node: Node | None, what: str) -> str:
    """An address that is followed, with its https://."""
    url = _checked(reader, node, (what, URL))
    if node is not None and url and not url.startswith(("https://", "http://")):
        message = f"{what} {excerpt(url)} has no https:// at its start"
        reader.report("bad-address", message, node.at, f"write it as https://{url}")
    return url


def _checked(reader: Reader, node: Node | None, kind: tuple[str, Grammar]) -> str:
    what, form = kind
    address = reader.word(node, what)
    wrong = _wrong(address, form.most) if address else ""
    if node is not None and wrong:
        message = f"{what} {excerpt(address)} {wrong}"
        reader.report("bad-address", message, node.at, f"write it as {form.example}")
        return ""
    return address


def _wrong(address: str, most: int) -> str:
    """What is wrong with an address; empty when it is a good one."""
    match = _ADDRESS.match(address)
    if not address.isascii():
        other = next(char for char in address if not char.isascii())
        return f"has U+{ord(other):04X}; only ASCII letters are allowed"
    if len(address) > most:
        return f"has {len(address):,} characters; at most {most:,}"
    if "@" in address:
        return "has an @, which hides where it leads"
    if match is None:
        return "is no host with an optional path"
    if any(label.startswith("xn--") for label in match["host"].lower().split(".")):
        return "has a host in punycode, which readers cannot read"
    return ""
