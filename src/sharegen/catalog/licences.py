"""Which licences of art ask for a credit on the picture, and how it is written.

Add a licence that asks for none: add a row with its source. Every other one counts as asking,
since to name somebody who need not be named does no harm.
"""

from __future__ import annotations

import re

from sharegen.model.spec import TextStyle

# How a licence begins, in small letters, and why it asks for no credit.
CREDITLESS = {
    "own": "what one made oneself",
    "cc0": "CC0 1.0 Universal, 2: waives all rights (creativecommons.org/publicdomain/zero/1.0)",
    "public domain": "no rights are left (creativecommons.org/publicdomain/mark/1.0)",
    "pdm": "the Public Domain Mark: the same",
    "unsplash": '"The Unsplash License", medium.com/unsplash: credit is welcome, not required; '
    "read 2026-11-24",
}
# CC licences ask to be named themselves, too (CC BY 4.0, section 3(a)(1)(C)).
_NAMED = re.compile(r"cc\b", re.IGNORECASE)

# Smaller than the footer (catalog/templates.py); on a phone 360 px wide it is 8 px tall, the
# smallest at which names are still read.
CREDIT = TextStyle("footer", (2.3,), 2.3, leading_em=1.3, weight=400, emphasis_weight=400)

# How a photograph's credit begins, as newspapers of the language have it.
_PHOTO = {
    "en": "Photo: ",
    "es": "Foto: ",
    "fr": "Photo : ",
    "pt": "Foto: ",
    "vi": "Ảnh: ",
    "ht": "Foto: ",
    "tl": "Larawan: ",
    "pl": "Fot. ",
    "ru": "Фото: ",
    "uk": "Фото: ",
    "el": "Φωτογραφία: ",
    "ar": "الصورة: ",
    "fa": "عکس: ",
    "ur": "تصویر: ",
    "he": "צילום: ",
    "hi": "फ़ोटो: ",
    "bn": "ছবি: ",
    "th": "ภาพ: ",
    "ja": "写真：",
    "ko": "사진: ",
    "zh-Hans": "摄影：",
}


def asks_for_credit(licence: str) -> bool:
    """Whether art under a licence must name whose it is; art that says nothing does not."""
    name = " ".join(licence.casefold().split())
    return bool(name) and not any(re.match(rf"{re.escape(free)}\b", name) for free in CREDITLESS)


def credit_line(credit: str, licence: str, language: str) -> str:
    """What the credit says; `language` is that of the picture, "" for art that is no photograph:
    then the name stands alone."""
    named = f" / {licence}" if _NAMED.match(licence) else ""
    start = _PHOTO.get(language, _PHOTO["en"]) if language else ""
    return f"{start}{credit}{named}"
