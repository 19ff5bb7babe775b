"""Where X finds links in a text; what they count is in counting/__init__.py.

Source: twitter-text 3.1.0, the library that X publishes (Apache-2.0); its own tests are in
tests/counting. A link without https:// is found when it ends in a top-level domain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from sharegen.counting.domains import TOP_LEVEL_DOMAINS

_MOST = 4096  # characters of a link
_MOST_OF_LABEL = 63  # octets of a part of a host, RFC 1035
_MOST_OF_SLUG = 40  # of a short link of X's own
_DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_SPACES = "\t-\r \x85\xa0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_NO_LETTERS = "\ufffe\ufeff\uffff"
_PUNCTUATION = r"!'#%&()*+,\\./:;<=>?@\[\]^{|}~$"  # but for - and _
_LATIN = (
    "\xc0-\xd6\xd8-\xf6\xf8-\xff\u0100-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268"
    "\u026f\u0272\u0289\u028b\u02bb\u0300-\u036f\u1e00-\u1eff"
)
_CYRILLIC = "\u0400-\u04ff"

# A part of a host ends where its dot is: what is taken of it is never given back ("*+").
_OTHERS = f"{_SPACES}{_NO_LETTERS}{_DIRECTIONS}"
_LETTER = rf"[^{_PUNCTUATION}\-_{_OTHERS}]"
_SUBDOMAIN = rf"(?:{_LETTER}[^{_PUNCTUATION}{_OTHERS}]*+(?<![_-])\.)"
_NAME = rf"(?:{_LETTER}[^{_PUNCTUATION}_{_OTHERS}]*+(?<!-)\.)"
_PATH_CHAR = rf"[a-z{_CYRILLIC}0-9!*';:=+,.$/%#\[\]\-\u2013_~@|&{_LATIN}]"
_PARENTHESES = rf"\((?:{_PATH_CHAR}+|{_PATH_CHAR}*\({_PATH_CHAR}+\){_PATH_CHAR}*)\)"
_PATH_END = rf"(?:[+\-a-z{_CYRILLIC}0-9=_#/{_LATIN}]|{_PARENTHESES})"
_PATH = rf"(?:{_PATH_CHAR}*(?:{_PARENTHESES}{_PATH_CHAR}*)*{_PATH_END}|@{_PATH_CHAR}+/)"
_QUERY = r"\?[a-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*[a-z0-9\-_&=#/]"


_FLAGS = re.IGNORECASE | re.ASCII  # no letter but those of ASCII has a capital


@cache
def _top() -> str:
    """The end of a host."""
    return rf"(?:{_one_of(TOP_LEVEL_DOMAINS)}(?=[^0-9a-zA-Z@+-]|\Z)|xn--[\-0-9a-z]+)"


@cache
def _link() -> re.Pattern[str]:
    """A link with what stands before it; it takes a twelfth of a second to compile."""
    before = rf"(?P<before>[^A-Za-z0-9@\uff20$#\uff03{_NO_LETTERS}]|[{_DIRECTIONS}]|\A)"
    host = rf"(?P<scheme>https?://)?(?P<host>{_SUBDOMAIN}*{_NAME}{_top()})(?::[0-9]+)?"
    return re.compile(rf"{before}(?P<url>{host}(?P<path>/{_PATH}*)?(?:{_QUERY})?)", _FLAGS)


@cache
def _latin() -> re.Pattern[str]:
    """A host of Latin letters, in one that has others, too."""
    return re.compile(rf"(?:[\-a-z0-9{_LATIN}]+\.)+{_top()}", _FLAGS)


def _one_of(words: Iterable[str]) -> str:
    """A pattern for any of these words, the longest where one begins another. Those that begin
    alike share their beginning, so that few are tried at each place."""
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[:1], []).append(word[1:])
    if list(rests) == [""]:
        return ""
    ways = [re.escape(first) + _one_of(rest) for first, rest in rests.items() if first]
    return f"(?:{'|'.join(ways)}){'?' if '' in rests else ''}"


_WIDE = ("xn--", *(name for name in TOP_LEVEL_DOMAINS if not name.isascii()))
_NARROW = frozenset(name for name in TOP_LEVEL_DOMAINS if name.isascii())
_LONGEST = max(map(len, _WIDE))
_WORD = re.compile("[a-z]+", _FLAGS)
_PLAIN_HOST = re.compile(r"[a-z0-9.-]+", _FLAGS)
_SHORTENED = re.compile(rf"https?://t\.co/([a-z0-9]+)(?:{_QUERY})?", _FLAGS)


def urls(text: str, bare: bool = True) -> Iterator[tuple[int, int]]:
    """The ranges [start, end) of a text's links, in order; `bare`: also those without https://."""
    if not _may_have_links(text):
        return
    for match in _link().finditer(text):
        if not _sound(match):
            continue
        if match["scheme"]:
            yield from _with_scheme(match)
        elif bare and match["before"] not in tuple("-_./"):
            yield from _without(match)


def _may_have_links(text: str) -> bool:
    """Whether a dot has what may be the end of a host behind it: most texts need no more."""
    for dot in re.finditer(r"\.(?=[^\s.])", text):
        word = _WORD.match(text, dot.end())
        if word and word[0].lower() in _NARROW:
            return True
        if text[dot.end() : dot.end() + _LONGEST].lower().startswith(_WIDE):
            return True
    return False


def _with_scheme(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    start, end = match.span("url")
    short = _SHORTENED.match(match["url"])
    if short and len(short[1]) > _MOST_OF_SLUG:
        return
    yield start, start + short.end() if short else end


def _without(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The hosts of Latin letters in one that may have others around them; the path goes with the
    last one."""
    start, end = match.span("url")
    host = match["host"]
    whole = [(0, len(host))] if _PLAIN_HOST.fullmatch(host) else None
    found = whole or [part.span() for part in _latin().finditer(host)]
    for first, last in found[:-1]:
        yield start + first, start + last
    for first, last in found[-1:]:
        behind = end - match.end("host") if match["path"] else 0
        yield start + first, start + last + behind


def _sound(match: re.Match[str]) -> bool:
    """Whether the link is no longer than one may be, and none of the parts of its host."""
    host = match["host"]
    if host.startswith("xn--") and not _latin().search(host):
        return False
    labels = (label if label.isascii() else f"xn--{_punycode(label)}" for label in host.split("."))
    scheme = match["scheme"] or "https://"
    fits = len(scheme) + len(match["url"]) <= _MOST
    return fits and all(0 < len(label) <= _MOST_OF_LABEL for label in labels)


def _punycode(label: str) -> str:
    return label.encode("punycode").decode("ascii")
