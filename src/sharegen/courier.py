"""Fetch a face from its pinned package with pip: the one place where sharegen asks for a network.

pip fetches the wheel whose hash is known, and nothing of it is installed or run: the face and its
licence are taken out of the archive. Where pip gets it from is the user's own setting.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from sharegen.catalog.font_packages import FontPackage
from sharegen.model.diagnostic import MachineError

_PATIENCE = 600  # seconds: the wheels are tens of megabytes
# -P: a pip.py in the folder somebody stands in is not run
_PIP = ("-P", "-m", "pip", "download", "--quiet", "--no-input", "--no-deps")
_OPTIONS = ("--only-binary", ":all:", "--require-hashes", "--disable-pip-version-check")
_NO_PIP = "this Python has no pip"
# What pip says, and what it means; the first that fits.
_SAID = (
    (re.compile("No module named pip"), _NO_PIP),
    (re.compile("DO NOT MATCH THE HASHES"), "what came is another file than sharegen knows"),
    (
        re.compile(
            "new connection|NameResolution|Max retries|Read timed out|ProxyError|SSLError"
            "|Connection (refused|reset|aborted|broken)|unreachable",
            re.IGNORECASE,
        ),
        "there is no network, or the package index does not answer",
    ),
    (re.compile("No matching distribution"), "the package index does not have it"),
)


@contextmanager
def fetched(package: FontPackage) -> Iterator[Path]:
    """A package's face in a folder of its own, with its licence beside it. Raises MachineError
    `font-package`."""
    with tempfile.TemporaryDirectory(prefix="sharegen-fonts-") as name:
        folder = Path(name)
        wanted = folder / "requirements.txt"
        pin = f"{package.package}=={package.version} --hash=sha256:{package.sha256}\n"
        wanted.write_text(pin, "utf-8")
        _download(package, folder, wanted)
        wheels = list(folder.glob("*.whl"))
        if len(wheels) != 1:
            _stop(package, "pip brought no wheel")
        face = folder / Path(package.face).name
        try:
            with zipfile.ZipFile(wheels[0]) as wheel:
                face.write_bytes(wheel.read(package.face))
                (folder / "OFL.txt").write_bytes(wheel.read(package.licence))
        except (KeyError, zipfile.BadZipFile, OSError) as error:
            _stop(package, f"its wheel cannot be read ({error})")
        yield face


def _download(package: FontPackage, folder: Path, wanted: Path) -> None:
    command = [sys.executable, *_PIP, *_OPTIONS, "--dest", str(folder), "--requirement"]
    try:
        done = subprocess.run(
            [*command, str(wanted)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        _stop(package, f"pip was not done in {_PATIENCE} s")
    except OSError:
        _stop(package, _NO_PIP)
    if done.returncode:
        _stop(package, _reason(f"{done.stdout}\n{done.stderr}"))


def _reason(said: str) -> str:
    """What went wrong, in our words where pip's are known, else in its last ones."""
    for pattern, meaning in _SAID:
        if pattern.search(said):
            return meaning
    last = (said.strip().splitlines() or ["pip failed"])[-1]
    return last.removeprefix("ERROR:").strip()


def _stop(package: FontPackage, why: str) -> NoReturn:
    message = f"{package.package} {package.version} could not be fetched: {why}"
    name = Path(package.face).name
    hint = f"download {name} from Google Fonts or the Noto project, and name it with --from"
    raise MachineError("font-package", message, hint)
