"""What every test relies on: this tree's sharegen, a cache and a day of its own, no network."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from forks import Forks
from golden import Golden
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

import sharegen

ROOT = Path(__file__).resolve().parents[1]
TODAY = "1796083200"  # 2026-12-01: what is fresh today is fresh to the tests for good
IN_CI = os.environ.get("CI") == "true"
LONG = bool(os.environ.get("SHAREGEN_LONG"))

# Timing is the machine's affair, not a property of the code. On CI the examples are always the
# same, so that a red run is red again for whoever looks into it.
settings.register_profile("short", deadline=None, max_examples=100, derandomize=IN_CI)
settings.register_profile(
    "long", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("long" if LONG else "short")


def pytest_sessionstart(session: pytest.Session) -> None:
    """Refuse to test an installed sharegen that is not the one of this tree."""
    installed = Path(sharegen.__file__).resolve().parent
    source = ROOT / "src" / "sharegen"
    if installed == source:
        return
    pairs = [(source, installed, "*.py")]
    for name in ("captions.yaml", "assets"):
        pairs.append((ROOT / name, installed / "starter" / name, "*"))
    stale = [name for pair in pairs for name in _differing(*pair)]
    if stale:
        pytest.exit(
            f"the installed sharegen is not this tree's ({', '.join(stale[:5])}): "
            "run `make test`, or set PYTHONPATH=src",
            returncode=4,
        )


def _differing(ours: Path, theirs: Path, pattern: str) -> list[str]:
    """The files below either folder (or the one file) that the other has not, or not the same."""
    if ours.is_file():
        same = theirs.is_file() and ours.read_bytes() == theirs.read_bytes()
        return [] if same else [ours.name]
    one, other = (
        {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob(pattern)
            if path.is_file() and "starter" not in path.relative_to(folder).parts
        }
        for folder in (ours, theirs)
    )
    return sorted(name for name in one | other if one.get(name) != other.get(name))


def pytest_report_header() -> str:
    kind = "long" if LONG else "short"
    return f"sharegen: {Path(sharegen.__file__).parent} ({kind} run, CI={IN_CI})"


@pytest.fixture(scope="session", autouse=True)
def _sealed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or fills the user's cache, looks at the clock, or reaches another machine."""
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: Any) -> None:
        local = self.family == getattr(socket, "AF_UNIX", None)
        if not local and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test reached for the network: {address}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHAREGEN_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("SOURCE_DATE_EPOCH", TODAY)
        patch.setattr(socket.socket, "connect", refuse)
        yield


@pytest.fixture(scope="session")
def tool() -> Callable[[str], str]:
    """The path of an independent program; without it a test is skipped, and fails on CI."""

    def find(name: str) -> str:
        path = shutil.which(name)
        if path is None:
            if IN_CI:
                pytest.fail(f"{name} is not installed")
            pytest.skip(f"{name} is not installed")
        return path

    return find


# Chromium asks nobody for anything, and starts as root as CI is.
_CHROMIUM = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def chromium(tool: Callable[[str], str]) -> Iterator[Browser]:
    """A headless Chromium, the system's own; `chromium.new_context()` is a visitor of its own."""
    path = tool("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*_CHROMIUM])
        yield browser
        browser.close()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project that a test may break."""
    folder = tmp_path / "project"
    folder.mkdir()
    shutil.copy(ROOT / "captions.yaml", folder)
    shutil.copytree(ROOT / "assets", folder / "assets")
    return folder


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def forks() -> Iterator[Forks]:
    """Where processes of sharegen come from that start in no time."""
    with Forks() as forks:
        yield forks


@pytest.fixture
def run(tmp_path: Path, forks: Forks) -> Run:
    """Run sharegen as a user does: a process of its own, in a folder (default: an empty one).

    In a long run each is started as a user starts it; else it is a fork where that is the same.
    """

    def sharegen_process(
        *arguments: str | Path, cwd: Path = tmp_path, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        words, own = [*map(str, arguments)], {**os.environ, **environment}
        if not LONG and forks.serves(own):
            return forks.run(words, cwd, own)
        return subprocess.run(
            [sys.executable, "-m", "sharegen", *words],
            cwd=cwd,
            env=own,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
        )

    return sharegen_process


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite reference files, and fail"
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest, tmp_path: Path) -> Golden:
    """Compares with the files in tests/golden."""
    return Golden(request.config.getoption("--update-golden"), tmp_path)
