"""Which parts of a text are addresses: for line ends, for marks and for the direction of words."""

from __future__ import annotations

import pytest

from sharegen.layout.addresses import addresses


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("see example.org.", ["example.org"]),
        ("see (example.org/a-b?c=d), now", ["example.org/a-b?c=d"]),
        ("at https://example.org:8080/é/b…", ["https://example.org:8080/é/b"]),
        ("www.example.org/it's...", ["www.example.org/it's"]),
        ('"example.org/x".', ["example.org/x"]),
        ("o'neil@example.org, @who and #save-it.", ["o'neil@example.org", "@who", "#save-it"]),
        ("קראו ב-example.org/facts.", ["example.org/facts"]),
        ("כתבו ל-help-line@example.org", ["help-line@example.org"]),
        ("詳しくはhttps://example.org/aをご覧", ["https://example.org/a"]),
        ("#עברית", []),
        ("U.S./Mexico and/or e.g. 3.5", []),
    ],
)
def test_where_addresses_stand(words: str, wanted: list[str]) -> None:
    assert [words[start:end] for start, end in addresses(words)] == wanted
