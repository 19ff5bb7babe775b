"""A cache that was poisoned, is foreign or forged gives the right files, never wrong ones."""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from small import small_project

from sharegen.load import art_cache, findings
from sharegen.load.findings import Findings

Run = Callable[..., CompletedProcess[str]]
KEY, OTHER = "a" * 64, "b" * 64
PICTURE = ((2, 3), bytes(range(24)))
LIST = Findings("faces", b"sharegen-face-1\n", 1 << 20)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SHAREGEN_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


# One entry


def test_an_entry_under_another_key_is_none(home: Path) -> None:
    art_cache.keep(KEY, PICTURE)
    art_cache.keep(OTHER, ((2, 3), bytes(24)))
    assert art_cache.fetch(KEY) == PICTURE
    os.replace(home / "art" / OTHER, home / "art" / KEY)
    assert art_cache.fetch(KEY) is None


def test_an_entry_of_another_version_is_none(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    art_cache.keep(KEY, PICTURE)
    entry = home / "art" / KEY
    entry.write_bytes(entry.read_bytes().replace(b"art-2", b"art-1"))
    assert art_cache.fetch(KEY) is None
    LIST.remember(KEY, [1])
    assert LIST.recall(KEY) == [1]
    monkeypatch.setattr(findings, "__version__", "0.0.9")
    assert LIST.recall(KEY) is None


def _link(entry: Path) -> None:
    whole = entry.with_name("whole")
    os.replace(entry, whole)
    entry.symlink_to(whole)


def _endless(entry: Path) -> None:
    entry.unlink()
    entry.symlink_to("/dev/zero")


def _pipe(entry: Path) -> None:
    entry.unlink()
    os.mkfifo(entry)


def _folder(entry: Path) -> None:
    entry.unlink()
    entry.mkdir()


def _huge(entry: Path) -> None:
    os.truncate(entry, 1 << 40)


STRANGE = [_link, _endless, _pipe, _folder, _huge]


@pytest.mark.skipif(os.name != "posix", reason="links, pipes and sparse files")
@pytest.mark.parametrize("poison", STRANGE)
def test_what_is_no_plain_file_is_none(home: Path, poison: Callable[[Path], None]) -> None:
    art_cache.keep(KEY, PICTURE)
    LIST.remember(KEY, [1])
    for kind in ("art", "faces"):
        poison(home / kind / KEY)
    assert art_cache.fetch(KEY) is None
    assert LIST.recall(KEY) is None


def test_a_picture_that_unpacks_without_end_is_none(home: Path) -> None:
    art_cache.keep(KEY, ((1000, 1000), bytes(4_000_000)))
    entry = home / "art" / KEY
    whole = entry.read_bytes()
    head, body = whole[: art_cache._HEAD.size], whole[art_cache._HEAD.size :]
    small = struct.pack(">II", 1, 1)
    digest = art_cache._digest(KEY, (1, 1), memoryview(body))
    entry.write_bytes(head[: len(art_cache._MAGIC)] + small + digest + body)
    assert art_cache.fetch(KEY) is None


# Whole builds

BUILD = ("build", "--to", "open-graph", "--jobs", "1")
ENDS = (".png", ".txt")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_project(tmp_path_factory.mktemp("small"))


def _files(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.rglob("*") if p.suffix in ENDS}


def _flip(entry: Path) -> None:
    data = bytearray(entry.read_bytes())
    data[len(data) // 2] ^= 1
    entry.write_bytes(data)


def _cut(entry: Path) -> None:
    os.truncate(entry, entry.stat().st_size // 2)


def _swap(entry: Path) -> None:
    """The oldest neighbour's bytes, so that the same ones never come back."""
    entry.write_bytes(min(entry.parent.iterdir()).read_bytes() if entry.is_file() else b"")


def test_a_build_with_a_poisoned_cache_is_the_build_without_one(
    project: Path, tmp_path: Path, run: Run
) -> None:
    home = tmp_path / "cache"
    first = run(*BUILD, "--out", tmp_path / "first", cwd=project, SHAREGEN_CACHE=str(home))
    assert first.returncode == 0, first.stderr
    entries = sorted(path for path in home.rglob("*") if path.is_file())
    assert {path.parent.name for path in entries} == {"art", "drawings", "faces", "marks"}
    ways = [_flip, _cut, _swap, *(STRANGE if os.name == "posix" else [])]
    for entry, way in zip(entries[1:], cycle(ways)):
        way(entry)
    second = run(*BUILD, "--out", tmp_path / "second", cwd=project, SHAREGEN_CACHE=str(home))
    assert second.returncode == 0 and second.stderr.count("\n") == first.stderr.count("\n")
    assert _files(tmp_path / "second") == _files(tmp_path / "first")


def test_a_release_takes_nothing_from_a_forged_cache(
    project: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "cache"
    here = {"cwd": project, "SHAREGEN_CACHE": str(home)}
    run(*BUILD, "--out", tmp_path / "plain", **here)
    monkeypatch.setenv("SHAREGEN_CACHE", str(home))
    entries = list((home / "art").iterdir())
    for entry in entries:
        kept = art_cache.fetch(entry.name)
        assert kept is not None
        art_cache.keep(entry.name, (kept[0], bytes(len(kept[1]))))  # whole, and all wrong
    before = {entry: entry.stat().st_mtime_ns for entry in entries}
    done = run(*BUILD, "--release", "--out", tmp_path / "release", **here)
    assert done.returncode == 0, done.stderr
    assert _pixels(tmp_path / "release") == _pixels(tmp_path / "plain")
    assert before == {entry: entry.stat().st_mtime_ns for entry in (home / "art").iterdir()}


def _pixels(out: Path) -> dict[str, str]:
    manifest = json.loads((out / "manifest.json").read_bytes())
    return {image["id"]: image["pixel_sha256"] for image in manifest["images"]}
