"""The starter kit: the captions, brand and art that sharegen brings along."""

from __future__ import annotations

from pathlib import Path


def starter_kit() -> Path:
    """The folder with the kit's captions.yaml and assets/: in the package when it is installed,
    above src/ in a checkout."""
    here = Path(__file__).resolve().parent
    installed = here / "starter"
    return installed if installed.is_dir() else here.parents[1]
