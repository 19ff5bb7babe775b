"""A project that is watched while the tests of a module run, and is as it was for each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from watching.looking import WORDS, Watched, small_project, watched


@pytest.fixture(scope="module")
def _running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    folder = tmp_path_factory.mktemp("watched")
    root = small_project(folder / "project")
    with watched(root, folder / "out") as running:
        yield running


@pytest.fixture
def running(_running: Watched) -> Iterator[Watched]:
    """What is watched; captions.yaml is put back after each test."""
    yield _running
    if not _running.captions.is_file() or _running.captions.read_text("utf-8") != WORDS:
        _running.captions.write_text(WORDS, "utf-8")
        _running.next()
    while not _running.quiet(0.1):
        pass
