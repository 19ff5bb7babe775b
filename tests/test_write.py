"""Files are whole or not there. RELIABILITY rows 35 to 38, 89 to 95 and 102."""

import errno
import hashlib
import os
import random
import signal
import subprocess
import sys
import textwrap
import time

import pytest

from sharegen import write
from sharegen.model.diagnostic import MachineError, ProjectError
from sharegen.write import LOCK, is_left_over, open_output, temporary_name, write_file

ENVIRONMENT = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}


def code(caught):
    problem = getattr(caught.value, "problem", None) or caught.value.problems[0]
    assert problem.hint
    return problem.code


def names(folder):
    return sorted(path.name for path in folder.rglob("*"))


def test_a_file_is_written_with_its_folders(tmp_path):
    path = tmp_path / "a" / "b" / "x.png"
    assert write_file(path, [b"one", b"", b"two"]) == 6
    assert path.read_bytes() == b"onetwo"
    assert write_file(path, [], sync=True) == 0
    assert path.read_bytes() == b""
    assert names(tmp_path) == ["a", "b", "x.png"]


def test_many_large_chunks(tmp_path):
    chunks = [bytes([n % 251]) * 3001 for n in range(2500)]
    write_file(tmp_path / "x", chunks)
    assert (tmp_path / "x").read_bytes() == b"".join(chunks)


def test_a_short_write_is_continued(tmp_path, monkeypatch):
    real = os.writev
    monkeypatch.setattr(os, "writev", lambda handle, parts: real(handle, [b"".join(parts)[:5]]))
    write_file(tmp_path / "x", [b"abc", b"defghi"])
    assert (tmp_path / "x").read_bytes() == b"abcdefghi"


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_the_mode_is_what_the_user_wants(tmp_path, mask, mode):
    before = os.umask(mask)
    try:
        write_file(tmp_path / "x", [b"x"])
    finally:
        os.umask(before)
    assert (tmp_path / "x").stat().st_mode & 0o777 == mode


def test_a_link_at_the_target_is_replaced(tmp_path):
    precious = tmp_path / "bashrc"
    precious.write_text("mine")
    (tmp_path / "out").mkdir()
    target = tmp_path / "out" / "x.png"
    target.symlink_to(precious)
    write_file(target, [b"new"], tmp_path / "out")
    assert precious.read_text() == "mine"
    assert not target.is_symlink() and target.read_bytes() == b"new"


def test_a_folder_that_leads_out_is_refused(tmp_path):
    away, out = tmp_path / "away", tmp_path / "out"
    away.mkdir()
    out.mkdir()
    (out / "x-post").symlink_to(away)
    with open_output(out) as output:
        for action in (
            lambda: output.write("x-post/a.png", [b"x"]),
            lambda: output.remove("x-post/a"),
        ):
            with pytest.raises(MachineError) as caught:
                action()
            assert code(caught) == "output-link"
    assert names(away) == []


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EDQUOT, "disk-full"),
        (errno.EACCES, "output-not-writable"),
        (errno.EROFS, "output-not-writable"),
        (errno.EIO, "output-failed"),
        (errno.EMFILE, "output-failed"),
    ],
)
@pytest.mark.parametrize("call", ["open", "writev", "close", "replace", "fsync"])
def test_a_failing_call_leaves_the_old_file(tmp_path, monkeypatch, call, number, expected):
    path = tmp_path / "x"
    path.write_bytes(b"old")
    real = getattr(os, call)

    def fail(*arguments, **options):
        if call == "close":
            real(*arguments)
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, fail)
        with pytest.raises(MachineError) as caught:
            write_file(path, [b"new"], sync=True)
    assert code(caught) == expected
    assert str(path) in str(caught.value)
    assert (names(tmp_path), path.read_bytes()) == (["x"], b"old")


def test_something_else_at_the_target(tmp_path):
    (tmp_path / "x").mkdir()
    (tmp_path / "file").touch()
    for path in (tmp_path / "x", tmp_path / "file" / "y", tmp_path / ("n" * 300)):
        with pytest.raises(MachineError) as caught:
            write_file(path, [b"new"])
        assert code(caught) == "output-failed"
    assert names(tmp_path) == ["file", "x"]


def test_killed_writers_leave_no_torn_file(tmp_path):
    """Two sizes of content, each recognisable: a reader finds one of them whole, or nothing."""
    script = """
        import sys
        from pathlib import Path
        from sharegen.write import open_output
        contents = [[bytes([n]) * 65536] * (20 + n) for n in range(2)]
        with open_output(Path(sys.argv[1])) as output:
            print("open", flush=True)
            while True:
                for n in range(8):
                    output.write(f"p/{n % 4}.png", contents[n // 4 % 2])
    """
    good = {hashlib.sha256(bytes([n]) * 65536 * (20 + n)).digest() for n in range(2)}
    chance = random.Random(92)
    out = tmp_path / "out"
    for _ in range(12):
        with subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(script), str(out)],
            stdout=subprocess.PIPE,
            env=ENVIRONMENT,
        ) as child:
            assert child.stdout.readline() == b"open\n"
            time.sleep(chance.uniform(0, 0.05))
            child.send_signal(signal.SIGKILL)
        for path in out.rglob("*.png"):
            assert hashlib.sha256(path.read_bytes()).digest() in good
    with open_output(out):
        assert [name for name in names(out) if name.endswith(".tmp")] == []
    assert LOCK not in names(out)


def test_left_overs(tmp_path):
    own = temporary_name()
    assert own != temporary_name() and is_left_over(own)
    # process 1 lives, but did not start then: its number was given again
    with open("/proc/1/stat") as stream:
        started = stream.read().rpartition(")")[2].split()[19]
    assert not is_left_over(f".sharegen-1-{started}-0.tmp")
    assert is_left_over(f".sharegen-1-{int(started) + 5}-0.tmp")
    assert is_left_over(".sharegen-99999999-5-0.tmp")
    for name in ("a.tmp", ".sharegen-x.tmp", ".sharegen-1-2-3.tmp.png", "x.png"):
        assert not is_left_over(name)
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / ".sharegen-99999999-5-0.tmp").touch()
    (tmp_path / "p" / "mine.tmp").touch()
    with open_output(tmp_path):
        assert names(tmp_path / "p") == ["mine.tmp"]


@pytest.mark.parametrize("place", ["project", "project/assets", ".", "/", "~"])
def test_folders_that_are_no_output(tmp_path, monkeypatch, place):
    home = tmp_path / "home"
    project = tmp_path / "project"
    for folder in (home, project / "assets"):
        folder.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    out = home if place == "~" else tmp_path / place
    with pytest.raises(ProjectError) as caught, open_output(out, [project, project / "assets"]):
        pass
    assert code(caught) == "output-folder"
    assert not (out / LOCK).exists()


def test_an_output_in_the_project(tmp_path):
    with open_output(tmp_path / "dist", [tmp_path, tmp_path / "assets"]) as output:
        output.write("x/a.png", [b"x"])
        assert output.warnings == ()
    assert names(tmp_path / "dist") == ["a.png", "x"]


def test_a_linked_output_is_resolved_once(tmp_path):
    (tmp_path / "real").mkdir()
    link = tmp_path / "out"
    link.symlink_to(tmp_path / "real")
    with open_output(link) as output:
        assert [problem.code for problem in output.warnings] == ["output-link"]
        link.unlink()
        link.symlink_to(tmp_path)
        output.write("p/a.png", [b"x"])
    assert names(tmp_path / "real") == ["a.png", "p"]


def test_removing(tmp_path):
    with open_output(tmp_path) as output:
        output.write("p/a.png", [b"x"])
        output.write("p/b.png", [b"x"])
        assert output.remove("p/a.png") and not output.remove("p/a.png")
        assert not output.remove("q/a.png")
        assert output.remove("p/b.png")
        (tmp_path / "d").mkdir()
        with pytest.raises(MachineError):
            output.remove("d")
    assert names(tmp_path) == ["d"]


def test_a_second_build_is_told_who_is_first(tmp_path):
    script = """
        import sys
        from pathlib import Path
        from sharegen.write import open_output
        with open_output(Path(sys.argv[1])):
            print("open", flush=True)
            sys.stdin.read()
    """
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script), str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=ENVIRONMENT,
    ) as first:
        assert first.stdout.readline() == b"open\n"
        with pytest.raises(MachineError) as caught, open_output(tmp_path):
            pass
        assert code(caught) == "locked"
        assert f"pid {first.pid} since " in str(caught.value)
        first.kill()
    with open_output(tmp_path) as output:
        output.write("a", [b"x"])
        with pytest.raises(MachineError), open_output(tmp_path):
            pass
    assert names(tmp_path) == ["a"]


def test_an_output_that_cannot_be_written_is_told_at_once(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    with pytest.raises(MachineError) as caught, open_output(tmp_path / "file" / "out"):
        pass
    assert code(caught) == "output-failed"

    def fail(*_):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(write.os, "open", fail)
    with pytest.raises(MachineError) as caught, open_output(tmp_path):
        pass
    assert code(caught) == "output-not-writable"


def test_a_disk_without_locks(tmp_path, monkeypatch):
    def fail(*_):
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(write.fcntl, "flock", fail)
    with open_output(tmp_path) as output:
        output.write("a", [b"x"])
