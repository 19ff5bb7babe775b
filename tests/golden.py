"""Reference files: compared exactly; `--update-golden` rewrites them and then fails the run, so
that a run which blesses never passes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops

FOLDER = Path(__file__).parent / "golden"


class Golden:
    """The reference files of one test run."""

    def __init__(self, update: bool, scratch: Path) -> None:
        self.update = update
        self.scratch = scratch

    def json(self, name: str, actual: Any) -> None:
        """Compare plain values with golden/NAME.json."""
        path = FOLDER / f"{name}.json"
        if self.update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(actual, ensure_ascii=False, indent=1) + "\n", "utf-8")
            pytest.fail(f"{path.name} was rewritten: look at the change, then run again")
        assert path.is_file(), f"{path.name} is not there: look at it, then run --update-golden"
        assert json.loads(json.dumps(actual)) == json.loads(path.read_text("utf-8"))

    def picture(self, name: str, actual: Image.Image) -> None:
        """Compare pixels with golden/NAME.png: no channel of any pixel is off by more than 1."""
        path = FOLDER / f"{name}.png"
        if self.update:
            path.parent.mkdir(parents=True, exist_ok=True)
            actual.convert("RGB").save(path, optimize=True)
            pytest.fail(f"{path.name} was rewritten: look at it, then run again")
        expected = Image.open(path).convert("RGB")
        assert actual.size == expected.size
        difference = ImageChops.difference(actual.convert("RGB"), expected)
        worst = max(difference.tobytes())
        if worst > 1:
            strip = Image.new("RGB", (actual.width * 3, actual.height))
            shown = difference.point([min(255, value * 32) for value in range(256)] * 3)
            for number, part in enumerate((expected, shown, actual)):
                strip.paste(part, (number * actual.width, 0))
            saved = self.scratch / f"{path.stem}.png"
            strip.save(saved)
            pytest.fail(
                f"{name}: a channel is off by {worst}; expected | difference | actual: {saved}"
            )
