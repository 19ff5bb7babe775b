"""A small project on disk, with art and faces that are not looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from sharegen.load import assets
from sharegen.model.diagnostic import Diagnostic, Location
from sharegen.model.project import Face, Variant

CAPTIONS = """\
language: en
captions:
  - id: good
    text: {en: "Fine words"}
"""
BRAND = """\
name: "Test"
colors:
  dark: {surface: "#0B1D3F", ink: "#FFFFFF", ink-secondary: "#A9B8D4", accent: "#FFC857",
         rule: "#FFC857", strike: "#FF6B57"}
  light: {surface: "#F7F2E8", ink: "#0B1D3F", ink-secondary: "#3A4868", accent: "#7F3D06",
          rule: "#7F3D06", strike: "#B3261E"}
faces: {headline: fonts/a.ttf, body: fonts/a.ttf, footer: fonts/a.ttf}
footer:
  en: {words: "Learn the facts at", address: "example.org/facts"}
"""
BACKGROUNDS = """\
house-key:
  tone: dark
  variants:
    square: {file: house-key.svg, subject: [0.5, 0, 0.5, 0.5], stands: 0.5}
broken:
  tone: dark
  variants:
    square: {file: broken.svg}
paper: {tone: light}
"""


def _face(root: Path, file: str, at: Location, fresh: bool) -> tuple[Face, tuple[Diagnostic, ...]]:
    return Face(file, "0" * 64, (), root), ()


def _variant(
    root: Path, entry: assets.Entry, at: Location, fresh: bool
) -> tuple[Variant | None, tuple[Diagnostic, ...]]:
    shape, file, subject, stands = entry.shape, entry.file, entry.subject, entry.stands
    if file.endswith("broken.svg"):
        return None, (Diagnostic("asset-damaged", "broken.svg is damaged", at, "export it again"),)
    return Variant(shape, file, "svg", "0" * 64, 100, 100, subject, stands, root), ()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project without fault, but for the art of one background."""
    monkeypatch.setattr(assets, "read_face", _face)
    monkeypatch.setattr(assets, "read_variant", _variant)
    (tmp_path / "assets/backgrounds").mkdir(parents=True)
    (tmp_path / "captions.yaml").write_text(CAPTIONS, "utf-8")
    (tmp_path / "assets/brand.yaml").write_text(BRAND, "utf-8")
    (tmp_path / "assets/backgrounds/backgrounds.yaml").write_text(BACKGROUNDS, "utf-8")
    return tmp_path
