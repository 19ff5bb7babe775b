"""Archives: the same bytes for the same files, and names that come out as they went in."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from sharegen import archive
from sharegen.archive import write_zip, zip_bytes
from sharegen.model.diagnostic import MachineError, ProjectError

FILES = [("b/ü.txt", "vögel".encode()), ("a.txt", b""), ("b/a.png", bytes(range(256)) * 40)]


@pytest.fixture(autouse=True)
def _no_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH")


def test_the_bytes_follow_from_names_and_contents_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = zip_bytes(FILES)
    # known by heart: another Python, another machine must come to the same
    assert hashlib.sha256(first).hexdigest() == (
        "44b19eaf3bf6159a9df73962d355f2deedd0f29969fd0d0fcdf63c3774596688"
    )
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    umask = os.umask(0o077)
    try:
        assert zip_bytes(reversed(FILES)) == first
        (tmp_path / "picture").write_bytes(FILES[2][1])
        files = [*FILES[:2], (FILES[2][0], tmp_path / "picture")]
        assert write_zip(tmp_path / "out.zip", files) == len(first)
    finally:
        os.umask(umask)
    assert (tmp_path / "out.zip").read_bytes() == first


def test_every_entry_is_stored_and_dated_alike() -> None:
    with zipfile.ZipFile(io.BytesIO(zip_bytes(FILES))) as unpacked:
        assert unpacked.testzip() is None
        assert unpacked.namelist() == ["a.txt", "b/a.png", "b/ü.txt"]
        for entry in unpacked.infolist():
            assert entry.create_system == 3
            assert entry.external_attr == 0o100644 << 16
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert entry.compress_type == zipfile.ZIP_STORED
            assert bool(entry.flag_bits & 0x800) == (not entry.filename.isascii())
        assert unpacked.read("b/ü.txt").decode() == "vögel"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        ("1796083201", (2026, 12, 1, 0, 0, 0)),
        ("0", (1980, 1, 1, 0, 0, 0)),
        ("-99999999999999999", (1980, 1, 1, 0, 0, 0)),
        ("5000000000", (2107, 12, 31, 23, 59, 58)),
        ("99999999999999999", (2107, 12, 31, 23, 59, 58)),
    ],
)
def test_the_time_is_that_of_the_epoch_as_far_as_zip_can_say_it(
    seconds: str, said: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
    with zipfile.ZipFile(io.BytesIO(zip_bytes(FILES[:1]))) as unpacked:
        assert unpacked.infolist()[0].date_time == said


def test_an_epoch_that_is_none_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(ProjectError, match="bad-epoch"):
        zip_bytes(FILES)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "/etc/passwd",
        "../up",
        "a/../../up",
        "./a",
        "a//b",
        "folder/",
        "c:/a",
        "a\\b",
        "a\0b",
        "line\nbreak",
        "what?",
        "dot.",
        "space ",
        "aux",
        "a/NUL.txt",
        "com1.tar.gz",
        "u\u0308.txt",
        "n" * 256,
    ],
)
def test_no_name_leaves_the_folder_or_is_another_on_windows(name: str) -> None:
    with pytest.raises(ValueError, match="cannot be in an archive"):
        zip_bytes([(name, b"")])


def test_two_names_are_two_files_on_every_disk() -> None:
    with pytest.raises(ValueError, match="would be one file"):
        zip_bytes([("a.txt", b""), ("A.TXT", b"")])


def test_a_file_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.zip"
    out.write_bytes(b"before")
    with pytest.raises(MachineError) as caught:
        write_zip(out, [("a", tmp_path / "missing")])
    assert caught.value.problem.code == "output-failed"

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(archive, "_fill", full)
    with pytest.raises(MachineError) as caught:
        write_zip(out, FILES)
    assert caught.value.problem.code == "disk-full"
    assert out.read_bytes() == b"before"
    left = tmp_path / f".sharegen-{2**22 + 1}-1-0.tmp"  # of a process that cannot be
    left.write_bytes(b"half")
    monkeypatch.undo()
    write_zip(out, FILES)
    assert [path.name for path in tmp_path.iterdir()] == ["out.zip"]


def test_the_systems_unzip_takes_it(tmp_path: Path, tool: Callable[[str], str]) -> None:
    write_zip(tmp_path / "out.zip", FILES)
    subprocess.run([tool("unzip"), "-q", "out.zip", "-d", "in"], cwd=tmp_path, check=True)
    for name, data in FILES:
        assert (tmp_path / "in" / name).read_bytes() == data
