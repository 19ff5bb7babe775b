"""Packages that `sharegen fonts add` takes a face from: pinned, with the hash of what it expects.

CJK faces are large, so they are no part of sharegen. Add a face: add a row.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FontPackage:
    """A face inside a Python package: the package's name, version and the SHA-256 of its wheel,
    the face and its licence inside it; `about` says whose it is, and when it was read."""

    package: str
    version: str
    sha256: str
    face: str
    licence: str
    about: str


def _noto(folder: str, face: str) -> FontPackage:
    """Noto Sans for a region, variable, SIL Open Font License 1.1 (Google Fonts' release)."""
    home = f"justmytype_intl_cjk/fonts/ofl/{folder}"
    return FontPackage(
        package="justmytype-intl-cjk",
        version="0.1.0",
        sha256="06d9665542bfcad373716bb80583aa2d9bb2086a054fe11f706b9bd41e03f256",
        face=f"{home}/{face}",
        licence=f"{home}/OFL.txt",
        about="Noto Sans CJK of Google Fonts, SIL OFL 1.1, read 2026-11-27",
    )


FONT_PACKAGES = {
    "ja": _noto("notosansjp", "NotoSansJP[wght].ttf"),
    "ko": _noto("notosanskr", "NotoSansKR[wght].ttf"),
    "zh-Hans": _noto("notosanssc", "NotoSansSC[wght].ttf"),
}
