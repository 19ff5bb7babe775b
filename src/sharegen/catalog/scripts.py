"""Scripts: the direction they are read in, the leading and the smallest size they want.

`leading_ratio` is what stacked marks and deep letters ask for beyond Latin: measured on the faces
of the starter kit (the tallest stack of the samples clears the deepest letter of the line above),
and in line with the layout requirements of W3C's Internationalization Working Group (ALREQ, ILREQ,
JLREQ, KLREQ, CLREQ, Thai Layout Requirements; read 2026-11-24), which ask for more leading than
Latin wherever marks stand above and below. `floor_ratio`: letters with more strokes to an em, or
whose body fills less of it, are read at larger sizes only.
"""

from __future__ import annotations

from sharegen.model.spec import RTL, Script

LATIN = Script("Latn", "Latin")
LATIN_STACKED = Script("Latn", "Latin, stacked marks", leading_ratio=1.12)
CYRILLIC = Script("Cyrl", "Cyrillic")
GREEK = Script("Grek", "Greek", leading_ratio=1.04)
ARABIC = Script("Arab", "Arabic", RTL, leading_ratio=1.25, floor_ratio=1.05, joined=True)
HEBREW = Script("Hebr", "Hebrew", RTL, leading_ratio=1.06)
DEVANAGARI = Script("Deva", "Devanagari", leading_ratio=1.24, floor_ratio=1.05, joined=True)
BENGALI = Script("Beng", "Bengali", leading_ratio=1.24, floor_ratio=1.05, joined=True)
THAI = Script("Thai", "Thai", leading_ratio=1.3, floor_ratio=1.05, spaceless=True)
JAPANESE = Script("Jpan", "Japanese", leading_ratio=1.2, floor_ratio=1.05, spaceless=True)
KOREAN = Script("Kore", "Korean", leading_ratio=1.18, floor_ratio=1.05)
CHINESE = Script("Hans", "Chinese, simplified", leading_ratio=1.2, floor_ratio=1.05, spaceless=True)
