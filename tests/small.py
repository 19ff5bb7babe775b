"""A small project: three captions of ours, one of them held, and only the art that they need."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_ART = ("house-key", "kitchen-table", "present", "night", "paper")  # looking at all takes longer


def small_project(folder: Path) -> Path:
    """Make it in a folder that is there: know-their-traffickers, people-they-trust, and
    groom-or-seduce, which is held."""
    shutil.copytree(ROOT / "assets", folder / "assets")
    text = (ROOT / "captions.yaml").read_text("utf-8")
    fourth = [match.start() for match in re.finditer(r"^  - id: ", text, re.MULTILINE)][3]
    three, held = text[:fourth], "hold\n    hold: operator changed"
    three = held.join(three.rsplit("approved", 1)) + text[text.index("\nsources:\n") :]
    (folder / "captions.yaml").write_text(three, "utf-8")
    listed = folder / "assets/backgrounds/backgrounds.yaml"
    blocks = re.findall(r"^([a-z-]+):\n((?: .*\n)+)", listed.read_text("utf-8"), re.MULTILINE)
    listed.write_text("".join(f"{name}:\n{body}" for name, body in blocks if name in _ART))
    return folder
