"""Streams that are closed, full or read by nobody; disks that are full or read-only; no colours."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from small import small_project

from sharegen.model.diagnostic import MachineError
from sharegen.write import write_file

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="streams, devices and disks of Linux"
)
SHAREGEN = f"'{sys.executable}' -m sharegen"
BUILD = f"{SHAREGEN} build --to open-graph --only 'know*' --jobs 1 --out"
Shell = Callable[[str], subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """Run a line of shell in a small project."""
    project = small_project(tmp_path_factory.mktemp("small"))

    def run(line: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-c", line], cwd=project, capture_output=True, text=True, timeout=120
        )

    return run


@pytest.mark.parametrize(
    ("command", "streams", "code"),
    [
        (f"{SHAREGEN} list placements", ">&-", 0),
        (f"{SHAREGEN} list nothing", "2>&-", 2),
        (f"{SHAREGEN} list placements", "<&- >&- 2>&-", 0),
        (f"{SHAREGEN} list nothing", "2>/dev/full", 3),
        (f"{SHAREGEN} list placements", ">/dev/full", 3),
        (f"sleep 1; {SHAREGEN} list nothing", "2>&1 | true; exit ${PIPESTATUS[0]}", 141),
    ],
)
def test_a_stream_that_is_closed_or_full(
    shell: Shell, command: str, streams: str, code: int
) -> None:
    line = f"({command}) {streams}" if "sleep" in command else f"{command} {streams}"
    done = shell(line)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr and "svg-crash" not in done.stderr


def test_a_build_without_any_stream_is_the_build(shell: Shell, tmp_path: Path) -> None:
    assert shell(f"{BUILD} '{tmp_path}/one'").returncode == 0
    assert shell(f"{BUILD} '{tmp_path}/two' <&- >&- 2>&-").returncode == 0
    one, two = (tmp_path / name / "SHA256SUMS" for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


@pytest.fixture
def disk(tool: Callable[[str], str], shell: Shell, tmp_path: Path) -> Callable[[str, str], object]:
    """Run a line where `disk` below the folder is a disk of its own, with these options."""
    unshare = tool("unshare")
    place = tmp_path / "disk"
    place.mkdir()
    if shell(f"{unshare} -rm mount -t tmpfs t '{place}'").returncode:
        pytest.skip("may not mount a disk here")

    def run(options: str, line: str) -> subprocess.CompletedProcess[str]:
        mount = f"mount -t tmpfs -o {options} t '{place}'"
        return shell(f"""{unshare} -rm bash -c "{mount}; {line.format(disk=place)}" """)

    return run


def test_a_full_disk_and_a_read_only_one_have_their_code(
    disk: Callable[[str, str], subprocess.CompletedProcess[str]],
) -> None:
    full = disk("size=64k", f"{BUILD} {{disk}}/o; code=\\$?; find {{disk}} -type f; exit \\$code")
    assert full.returncode == 3
    assert full.stderr.count("error[disk-full]") == 1
    left = {Path(line).name for line in full.stdout.splitlines()}
    assert left <= {"manifest.json", "SHA256SUMS"}, "half a file"
    fixed = disk("ro", f"{BUILD} {{disk}}/o")
    assert fixed.returncode == 3
    assert fixed.stderr.startswith("error[output-not-writable]")


# What is no file


def test_a_report_into_a_device_leaves_the_device(shell: Shell, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    report = f"--report json='{tmp_path}/pipe' --report json=/dev/null --report json=/dev/stdout"
    said = tmp_path / "said"
    done = shell(
        f"cat '{tmp_path}/pipe' >'{tmp_path}/read' & echo first >'{said}'; "
        f"{SHAREGEN} check --only no-such {report} >>'{said}'; code=$?; wait; exit $code"
    )
    assert done.returncode == 2, done.stderr
    first, _, rest = said.read_text("utf-8").partition("\n")
    assert first == "first"
    assert json.loads(rest) == json.loads((tmp_path / "read").read_text("utf-8"))
    assert (tmp_path / "pipe").is_fifo()
    assert Path("/dev/null").is_char_device() and Path("/dev/stdout").is_symlink()


def test_a_full_device_is_a_full_disk() -> None:
    if not Path("/dev/full").is_char_device():
        pytest.skip("no device that is full")
    with pytest.raises(MachineError) as caught:
        write_file(Path("/dev/full"), [b"x"])
    assert caught.value.problem.code == "disk-full"
    assert Path("/dev/full").is_char_device()


# Plain words

# What sets colours; a bar moves the cursor and hides it, and does no more.
_COLOUR = re.compile(r"\x1b\[[\d;]*m")
_ESCAPE = re.compile(r"\x1b")


@pytest.mark.parametrize(
    ("environment", "escapes"), [("", True), ("NO_COLOR=1", True), ("TERM=dumb", False)]
)
def test_there_are_no_colours_on_any_terminal(
    shell: Shell, tool: Callable[[str], str], tmp_path: Path, environment: str, escapes: bool
) -> None:
    script = tool("script")
    shutil.rmtree(tmp_path / "o", ignore_errors=True)
    line = f"{environment} {BUILD} '{tmp_path}/o' --only 'people*'"
    done = shell(f'TERM=xterm {script} -qec "{line}" /dev/null')
    assert done.returncode == 0, done.stdout
    assert "2 built" in done.stdout
    assert not _COLOUR.search(done.stdout)
    assert bool(_ESCAPE.search(done.stdout)) <= escapes


def test_one_problem_is_one_line_to_a_machine(shell: Shell) -> None:
    done = shell(f"{SHAREGEN} check --only no-such --only none-such --report github")
    assert done.returncode == 2 and done.stdout == ""
    lines = done.stderr.splitlines()
    assert lines and all(line.startswith("::error ") for line in lines), lines
    done = shell(f"{SHAREGEN} check --only no-such --report json")
    assert done.stderr == "" and json.loads(done.stdout)["schema"] == 1
