"""ICU against LineBreakTest.txt and GraphemeBreakTest.txt.

ICU 78 has the rules of Unicode 17, the files those of 15.0: every row that differs is below, with
the rule that is new or has changed since (UAX #14 and UAX #29). A row more or less fails, so that
a new ICU is looked at.
"""

from __future__ import annotations

from icu4py.breakers import CharacterBreaker, LineBreaker
from vectors import rows

LINES_THAT_DIFFER = {
    "LB20a: no break after a hyphen that begins a word": (
        "002D 0023",
        "002D 0308 0023",
        "002D 05D0",
        "002D 0308 05D0",
        "002D 00A7",
        "002D 0308 00A7",
        "002D 50005",
        "002D 0308 50005",
        "002D 0E01",
        "002D 0308 0E01",
    ),
    "LB25: no break between a full stop or comma and a digit": (
        "002C 0030",
        "002C 0308 0030",
        "0061 002E 0032 0020",
        "0061 002E 0032 0020 0915",
        "0061 002E 0032 0020 672C",
        "0061 002E 0032 3000 672C",
        "0061 002E 0032 3000 307E",
        "0061 002E 0032 3000 0033",
        "0041 002E 0031 0020 BABB",
        "BD24 C5B4 002E 0020 0041 002E 0032 0020 BCFC",
        "BD10 C694 002E 0020 0041 002E 0033 0020 BABB",
        "C694 002E 0020 0041 002E 0034 0020 BABB",
        "0061 002E 0032 3000 300C",
    ),
    "LB15c: a break before a decimal mark that begins a number": (
        "0065 0071 0075 0061 006C 0073 0020 002E 0033 0035 0020 0063 0065 006E 0074 0073",
    ),
    "LB15 is gone: a break after quotes and a space, before a bracket": (
        "0022 0020 2329",
        "0022 0308 0020 2329",
        "0022 0020 0028",
        "0022 0308 0020 0028",
        "0061 006D 0062 0069 0067 0075 00AB 0020 0028 0020 0308 0020 "
        "0029 0020 00BB 0028 0065 0308 0029",
        "0061 006D 0062 0069 0067 0075 00AB 0020 007B 0020 0308 0020 "
        "007D 0020 00BB 0028 0065 0308 0029",
    ),
    "LB15a and LB15b: quotes that open or close hold over spaces, too": (
        "0061 006D 0062 0069 0067 0075 0028 00AB 0020 0308 0020 00BB 0029 0028 0065 0308 0029",
        "0061 006D 0062 0069 0067 0075 007B 00AB 0020 0308 0020 00BB 007D 0028 0065 0308 0029",
    ),
    "LB21a: a break between a hyphen and a Hebrew letter": ("05D0 002D 05D0",),
}

CLUSTERS_THAT_DIFFER = {
    "GB11: signs that are no emoji, as U+2701, are not Extended_Pictographic any more": (
        "2701 200D 2701",
    ),
}


def differing(
    name: str, breaker: type[CharacterBreaker] | type[LineBreaker]
) -> tuple[int, set[str]]:
    """How many rows a file has, and the code points of those that ICU breaks elsewhere."""
    count, found = 0, set()
    for row in rows(name):
        marks = row.split("#")[0].split()  # × and ÷ in turn with code points
        parts = " ".join(marks[1:-1]).replace(" × ", " ").split(" ÷ ")
        wanted = ["".join(chr(int(code, 16)) for code in part.split()) for part in parts]
        if list(breaker("".join(wanted), "en")) != wanted:
            found.add(" ".join(marks[1::2]))
        count += 1
    return count, found


def test_lines_break_where_unicode_says() -> None:
    known = [row for listed in LINES_THAT_DIFFER.values() for row in listed]
    assert differing("LineBreakTest.txt", LineBreaker) == (7_654, set(known))
    assert len(known) == 33


def test_clusters_are_what_unicode_says() -> None:
    known = [row for listed in CLUSTERS_THAT_DIFFER.values() for row in listed]
    assert differing("GraphemeBreakTest.txt", CharacterBreaker) == (602, set(known))
