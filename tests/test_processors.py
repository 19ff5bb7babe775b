"""The portable encoder gives the same bytes on every processor: shown on emulated ones.

zlib-ng, HarfBuzz, Pillow and resvg choose what they run by what the processor says it can. QEMU's
user mode says what a model can, and refuses the rest.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from portable import a_digest
from small import small_project

# SSSE3 and no more (2006); SSE4.2 and POPCNT (2008); AVX2, BMI2 and all else that QEMU has.
MODELS = ("core2duo", "Nehalem", "max")
SCRIPT = Path(__file__).with_name("portable.py")
LINE_OF_MAIN = "import sys; sys.executable = sys.argv.pop(1); from sharegen.cli import main; main()"


@pytest.fixture
def emulated(tool: Callable[[str], str], tmp_path: Path) -> Callable[[str], Path]:
    """This Python on another processor, as a program of its own."""
    qemu = tool("qemu-x86_64")

    def python(model: str) -> Path:
        path = tmp_path / model
        path.write_text(f"#!/bin/sh\nexec '{qemu}' -cpu {model} '{sys.executable}' \"$@\"\n")
        path.chmod(0o755)
        return path

    return python


@pytest.mark.parametrize("model", MODELS)
def test_the_portable_encoder_gives_the_same_bytes(
    emulated: Callable[[str], Path], model: str
) -> None:
    done = subprocess.run(
        [emulated(model), SCRIPT], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.stdout.split() == [a_digest()], done.stderr


@pytest.mark.long
@pytest.mark.parametrize("model", MODELS)
def test_a_release_is_the_same_files(
    emulated: Callable[[str], Path], model: str, tmp_path: Path
) -> None:
    """All of it: reading, setting, drawing (a process of its own), painting, checking, writing."""
    (tmp_path / "small").mkdir()
    project = small_project(tmp_path / "small")
    chosen = ("--to", "open-graph,instagram-story", "--jobs", "1", "--release")
    made = {}
    for name, python in (("here", Path(sys.executable)), ("there", emulated(model))):
        command = [python, "-c", LINE_OF_MAIN, python, "build", *chosen, "--out", tmp_path / name]
        done = subprocess.run(
            command, cwd=project, env={**os.environ}, capture_output=True, text=True, timeout=900
        )
        assert done.returncode == 0, done.stderr
        files = (path for path in (tmp_path / name).rglob("*") if path.is_file())
        made[name] = {path.name: path.read_bytes() for path in files}
    assert len(made["here"]) == 10
    assert made["here"] == made["there"]
