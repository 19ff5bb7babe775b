"""Scripts: which way they run, and how much more room their lines and sizes want than Latin's.

`leading_ratio` is the least, rounded up to a hundredth, at which the deepest letter of the line
above does not touch the highest of the line below: height and depth of a script's tallest
everyday letters, in the face named at the weights of headlines and of their emphasis (600 and
800), measured on 2026-11-27, over the 1.08 em that headlines have in Latin. Where the measure asks
for less, W3C's layout requirements say more. `floor_ratio` is ours: small sizes suffer first where
marks lie close. The floors of headlines are large (22 CSS px on a phone), so that it is small, and
none for squares of an em, which look larger than Latin of the same size.
"""

from __future__ import annotations

from sharegen.model.spec import Script

# Archivo: 0.88 em up (Ń), 0.20 down (g, ę): 1.08 em.
LATIN = Script("Latn", "Latin")
# Archivo: 1.05 up (Ẫ), 0.20 down (ợ): 1.25 em. The second mark is half as high as the first.
STACKED_LATIN = Script("Latn", "Latin with stacked marks", leading_ratio=1.16, floor_ratio=1.05)
# Inter, whose capitals are higher than Archivo's: 0.95 up (Й), 0.21 down (щ): 1.16 em.
CYRILLIC = Script("Cyrl", "Cyrillic", leading_ratio=1.08)
# Inter: 0.92 up (ΐ), 0.20 down (ξ): 1.13 em. Capitals have their accents before them.
GREEK = Script("Grek", "Greek", leading_ratio=1.05)
# Noto Sans Arabic: 1.00 up (أ), 0.46 down (ج, ي): 1.46 em; a line with all vowel marks (1.66 em)
# would touch one just like it, and headlines have none. Dots and marks tell letters apart, so it
# is not set as small; letters join, and nothing comes between them (W3C, Arabic & Persian Layout
# Requirements).
ARABIC = Script(
    "Arab", "Arabic", direction="rtl", leading_ratio=1.36, floor_ratio=1.05, joined=True
)
# Noto Sans Hebrew: 0.76 up (ל), 0.24 down (ך with a point): 1.00 em. No capitals, no ascenders
# but one: it looks larger than it is.
HEBREW = Script("Hebr", "Hebrew", direction="rtl")
# Noto Sans Devanagari: 0.90 up (र्कीं), 0.41 down (ट्ठु): 1.30 em. The headline joins the letters of
# a word (W3C, Indic Layout Requirements).
DEVANAGARI = Script("Deva", "Devanagari", leading_ratio=1.21, floor_ratio=1.05, joined=True)
# Noto Sans Bengali: 0.93 up (ঐ), 0.58 down (ষ্ট্রু): 1.51 em; most words need 1.18 em.
BENGALI = Script("Beng", "Bengali", leading_ratio=1.4, floor_ratio=1.05, joined=True)
# Noto Sans Thai: 1.05 up (ป๊), 0.45 down (ฏุ): 1.49 em, a tone mark above a vowel meeting a vowel
# below a letter with a foot (W3C, Thai Layout Requirements). No spaces in phrases.
THAI = Script("Thai", "Thai", leading_ratio=1.39, floor_ratio=1.05, spaceless=True)
# Letters stand below letters (coeng), and may do so twice: as deep as Thai's deepest, or deeper.
# W3C, Khmer Layout Requirements; no face of the house to measure yet.
KHMER = Script("Khmr", "Khmer", leading_ratio=1.45, floor_ratio=1.05, spaceless=True)
# Characters fill the em square, so that lines need white between them to be lines: JLREQ and
# CLREQ want half an em and more for reading, headlines take less. 1.25 × 1.08 = 1.35 em. Up to
# twenty strokes in one em, which headlines are large enough for.
JAPANESE = Script("Jpan", "Japanese", leading_ratio=1.25, spaceless=True)
HAN = Script("Hans", "Han, simplified", leading_ratio=1.25, spaceless=True)
# Full squares too (KLREQ), but spaces between words and fewer strokes open them.
KOREAN = Script("Kore", "Korean", leading_ratio=1.2)

SCRIPTS = (
    *(LATIN, STACKED_LATIN, CYRILLIC, GREEK, ARABIC, HEBREW, DEVANAGARI, BENGALI),
    *(THAI, KHMER, JAPANESE, HAN, KOREAN),
)
