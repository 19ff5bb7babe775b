"""Languages that nobody speaks: made of the project's own words, to see what translations break.

Tags, and what each shows, are those of Android and ICU: en-XA has accents and more letters, ar-XB
runs from right to left (Android Developers, "Test your app with pseudolocales", read 2026-11-27).
XA and XB are regions of private use (ISO 3166-1, XA to XZ; BCP 47), so that no real language will
ever be called so, and no file of words may name one.
"""

from __future__ import annotations

from dataclasses import replace

from sharegen.catalog.languages import LANGUAGES

ACCENTS, RTL = "accents", "rtl"
_LONGER = replace(LANGUAGES["en"], tag="en-XA", name="Pseudo-English with accents", breaks="en")
_MIRRORED = replace(LANGUAGES["ar"], tag="ar-XB", name="Pseudo-Arabic", breaks="ar")
PSEUDO = {ACCENTS: _LONGER, RTL: _MIRRORED}
MARK = " (pseudo)"  # ends the name of a project of such words, in its manifest
# All that cards are set in: the languages of words, and those of trials.
SETTABLE = {**LANGUAGES, **{row.tag: row for row in PSEUDO.values()}}
EXPANSION = 0.35  # letters more; real translations of short English texts are longer by 20 to 40 %

# Of Latin Extended-A and Latin-1, which faces for Europe have; b, m, v and x have no accent there.
ACCENTED = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "åbçđéƒĝĥîĵķļmñöþqŕšţûvŵxýžÅBÇĐÉFĜĤÎĴĶĻMÑÖÞQŔŠŢÛVŴXÝŽ",
        strict=True,
    )
)
ARABIC = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        "ابكديفغهيجكلمنوبقرستوفوخيز",
        strict=True,
    )
) | {"?": "؟", ",": "،", ";": "؛"}
