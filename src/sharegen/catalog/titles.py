"""What pages for readers of other languages than English call placements and languages.

Add a placement, or a language: without a row here its title in English stands, marked as such, and
its name in English. None of the Spanish has been reviewed by a native reader.
"""

from __future__ import annotations

from sharegen.catalog.languages import LANGUAGES
from sharegen.model.spec import Placement

_TITLES = {
    "es": {
        "x-post": "Publicación en X",
        "x-post-square": "Publicación en X, cuadrada",
        "x-header": "Encabezado de perfil de X",
        "linkedin-post": "Publicación en LinkedIn",
        "linkedin-link": "Vista previa de enlace en LinkedIn",
        "bluesky-post": "Publicación en Bluesky",
        "mastodon-post": "Publicación en Mastodon",
        "pinterest-pin": "Pin de Pinterest",
        "tiktok-photo": "Foto de TikTok",
        "youtube-thumbnail": "Miniatura de YouTube",
        "youtube-community": "Publicación de comunidad en YouTube",
        "telegram-post": "Publicación en Telegram",
        "reddit-post": "Publicación en Reddit",
        "nextdoor-post": "Publicación en Nextdoor",
        "discord-post": "Publicación en Discord",
        "facebook-post": "Publicación en Facebook, vertical",
        "facebook-square": "Publicación en Facebook, cuadrada",
        "facebook-link": "Vista previa de enlace en Facebook",
        "facebook-cover": "Portada de Facebook",
        "instagram-square": "Publicación en Instagram, cuadrada",
        "instagram-portrait": "Publicación en Instagram, vertical",
        "instagram-tall": "Publicación en Instagram, alta",
        "instagram-story": "Historia de Instagram",
        "instagram-highlight": "Portada de historia destacada de Instagram",
        "threads-post": "Publicación en Threads",
        "whatsapp-status": "Estado de WhatsApp",
        "open-graph": "Vista previa de enlace (Open Graph)",
        "github-social": "Vista previa en GitHub",
        "email-header": "Encabezado de correo electrónico",
        "poster-letter": "Cartel, carta de EE. UU.",
        "poster-a4": "Cartel, A4",
    }
}
# As readers of a language call it: CLDR, localeDisplayNames; from memory.
_ENDONYMS = {
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "pt": "Português",
    "vi": "Tiếng Việt",
    "ht": "Kreyòl ayisyen",
    "tl": "Tagalog",
    "pl": "Polski",
    "ru": "Русский",
    "uk": "Українська",
    "el": "Ελληνικά",
    "ar": "العربية",
    "fa": "فارسی",
    "ur": "اردو",
    "he": "עברית",
    "hi": "हिन्दी",
    "bn": "বাংলা",
    "th": "ไทย",
    "ja": "日本語",
    "ko": "한국어",
    "zh-Hans": "简体中文",
}


def title_in(language: str, placement: Placement) -> tuple[str, str]:
    """What readers of a language call a placement, and the language that this is in."""
    own = _TITLES.get(language, {}).get(placement.id)
    return (own, language) if own else (placement.title, "en")


def endonym(tag: str) -> str:
    """What readers of a language call it."""
    return _ENDONYMS.get(tag) or (LANGUAGES[tag].name if tag in LANGUAGES else tag)
