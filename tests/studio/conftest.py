"""A project and a studio on it, for all tests of the studio."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from house import House, opened

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("studio") / "project"
    folder.mkdir()
    shutil.copy(ROOT / "captions.yaml", folder)
    shutil.copytree(ROOT / "assets", folder / "assets")
    return folder


@pytest.fixture(scope="module")
def stranger(home: Path) -> Iterator[House]:
    """A studio that nobody has come into yet."""
    house, thread = opened(home)
    yield house
    house.visitor.close()
    house.studio.stop()
    thread.join(5)
    assert not thread.is_alive()
    assert not house.bugs, house.bugs


@pytest.fixture(scope="module")
def house(stranger: House) -> House:
    """A studio whose visitor holds the cookie."""
    answer = stranger.visitor.get(stranger.studio.key.address)
    assert answer.status_code == 303 and answer.headers["location"] == "/"
    return stranger
