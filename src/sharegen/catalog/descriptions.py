"""How a post says what its picture shows, where the platform has no field for it, by language.

Those of other languages than English are as common in posts of theirs, from memory; like the
footers of these languages they are drafts until somebody who speaks the language has read them.
"""

from __future__ import annotations

LABELS = {
    "en": "Image description:",
    "es": "Descripción de la imagen:",
    "fr": "Description de l’image :",
    "pt": "Descrição da imagem:",
    "vi": "Mô tả hình ảnh:",
    "ht": "Deskripsyon imaj la:",
    "tl": "Paglalarawan ng larawan:",
    "pl": "Opis obrazu:",
    "ru": "Описание изображения:",
    "uk": "Опис зображення:",
    "el": "Περιγραφή εικόνας:",
    "ar": "وصف الصورة:",
    "fa": "توضیح تصویر:",
    "ur": "تصویر کی تفصیل:",
    "he": "תיאור התמונה:",
    "hi": "चित्र का विवरण:",
    "bn": "ছবির বিবরণ:",
    "th": "คำอธิบายภาพ:",
    "ja": "画像の説明：",
    "ko": "이미지 설명:",
    "zh-Hans": "图片说明：",
}


def description(alt: str, language: str) -> str:
    """What a picture shows as a part of its post; empty where there is no alt text."""
    label = LABELS.get(language, LABELS["en"])  # of trials (pseudo): words that are not theirs
    return alt and f"{label}{'' if label.endswith('：') else ' '}{alt}"
