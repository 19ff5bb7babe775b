"""Turn text into text without characters that could mislead a reader or spoil a picture."""

from __future__ import annotations

import re
import unicodedata

from sharegen.model.diagnostic import Diagnostic, Location, Severity

MOST_MARKS = 8
_PLANE_ENDS = "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(17))
# (code, pattern, what it is, what to do); U+xxxx stands before the words of the message
_KINDS = (
    (
        "control-character",
        re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]"),
        "is a control character and cannot be printed",
        "remove it",
    ),
    (
        "bidi-control",
        re.compile("[\u202a-\u202e\u2066-\u2069]"),
        "turns the reading order of words around",
        "remove it; words in Arabic or Hebrew need no control characters",
    ),
    (
        "noncharacter",
        re.compile(f"[\ud800-\udfff\ufdd0-\ufdef{_PLANE_ENDS}]"),
        "is not a character",
        "remove it, or write the character that was meant",
    ),
    (
        "lost-character",
        re.compile("\ufffd"),
        "stands for a letter that was lost in a conversion",
        "write the letter that was meant",
    ),
)
_UNSEEN = frozenset(("Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Mn", "Me", "Mc"))
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")


def suspects(text: str, at: Location) -> tuple[str, tuple[Diagnostic, ...]]:
    """Turn text into text without the characters that may not stand, and say which they were.

    One problem for each kind, naming the first character of it.
    """
    problems: list[Diagnostic] = []
    for code, pattern, what, hint in _KINDS:
        match = pattern.search(text)
        if match:
            problems.append(Diagnostic(code, f"U+{ord(match[0]):04X} {what}", at, hint))
            text = pattern.sub("", text)
    match = _PRIVATE.search(text)
    if match:
        message = f"U+{ord(match[0]):04X} is a private character; few fonts have it"
        hint = "write an ordinary character"
        problems.append(Diagnostic("private-use", message, at, hint, Severity.WARNING))
    text, marks = _pruned(text)
    if marks > MOST_MARKS:
        message = f"{marks:,} combining marks on one letter; at most {MOST_MARKS}"
        problems.append(Diagnostic("combining-marks", message, at, "remove the marks"))
    return text, tuple(problems)


def visible(text: str) -> bool:
    """Whether anything of the text would be seen."""
    return any(unicodedata.category(char) not in _UNSEEN for char in text)


def _pruned(text: str) -> tuple[str, int]:
    """The text with at most `MOST_MARKS` marks on a letter, and the most that stood on one."""
    if text.isascii():
        return text, 0
    kept: list[str] = []
    run = most = 0
    for char in unicodedata.normalize("NFC", text):
        run = run + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        most = max(most, run)
        if run <= MOST_MARKS:
            kept.append(char)
    return "".join(kept), most
