"""`sharegen studio` as a process: it says where it is, ends when asked, and leaves nothing."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import httpx
import pytest
from click.testing import CliRunner

from sharegen.cli import studio as command
from sharegen.model.diagnostic import MachineError
from sharegen.studio import server
from sharegen.studio.server import Place, Studio

Run = Callable[..., CompletedProcess[str]]


def test_it_prints_its_address_and_ends_on_ctrl_c_with_its_port_free(home: Path) -> None:
    words = [sys.executable, "-m", "sharegen", "studio", "--no-browser", "--project", str(home)]
    process = subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=home.parent
    )
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        port = int(address.split(":")[2].split("/")[0])
        assert address.startswith(f"http://127.0.0.1:{port}/?token=")
        with httpx.Client() as visitor:
            assert visitor.get(address).status_code == 303
            assert visitor.get(f"http://127.0.0.1:{port}/").status_code == 200
        before = time.monotonic()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=10)
        slack = 1 + (os.getloadavg()[0] if hasattr(os, "getloadavg") else 1)
        assert time.monotonic() - before < 2 * slack
        assert (process.returncode, out) == (130, "")
        assert "works once" in err and "Traceback" not in err
    finally:
        process.kill()
        process.wait()
    with socket.socket() as again:
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        again.bind(("127.0.0.1", port))


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal's Ctrl-C goes to a group of POSIX")
@pytest.mark.parametrize("seconds", [0.05, 0.3])
def test_ctrl_c_while_all_pictures_are_begun(home: Path, seconds: float) -> None:
    words = [sys.executable, "-m", "sharegen", "studio", "--no-browser", "--project", str(home)]
    process = subprocess.Popen(
        words,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=home.parent,
        start_new_session=True,
    )
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        with httpx.Client() as visitor:
            assert visitor.get(address).status_code == 303
            assert visitor.get(f"{address.partition('?')[0]}all/").status_code == 200
        time.sleep(seconds)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=20)
        assert (process.returncode, out) == (130, "")
        assert "KeyboardInterrupt" not in err, err
    finally:
        process.kill()
        process.wait()


def test_128_a_port_that_is_in_use(run: Run, home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("studio", "--no-browser", "--port", str(port), "--project", home)
    assert (done.returncode, done.stdout) == (3, "")
    assert f"error[port-busy] port {port} is in use" in done.stderr and "--port" in done.stderr


def test_130_it_listens_on_this_machine_alone(run: Run, home: Path) -> None:
    done = run("studio", "--host", "0.0.0.0", "--project", home)
    assert done.returncode == 2 and "No such option" in done.stderr


def test_128_it_ends_when_nobody_asks_for_anything(home: Path) -> None:
    studio = Studio(Place(home, idle=0.5), lambda error: None)
    folder = studio.room.uploads._folder
    assert folder.is_dir()
    thread = threading.Thread(target=studio.run)
    thread.start()
    thread.join(20)
    assert not thread.is_alive() and not folder.exists()


def test_128_a_browser_that_cannot_be_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = threading.Event()

    def broken(_: str) -> bool:
        tried.set()
        raise OSError("no browser")

    monkeypatch.setattr(server.webbrowser, "open", broken)
    server.show("http://127.0.0.1:1/")
    assert tried.wait(5)


def test_without_its_parts_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    real = command.find_spec
    monkeypatch.setattr(
        command, "find_spec", lambda name: None if name == "starlette" else real(name)
    )
    done = CliRunner().invoke(command.studio_command, ["--project", str(home)])
    assert isinstance(done.exception, MachineError)
    problem = done.exception.problem
    assert problem.code == "part-missing" and problem.message.endswith("not here: starlette")
    assert problem.hint == 'run: pip install "sharegen[studio]"'


def test_files_that_cannot_be_used_end_it_at_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "captions.yaml").write_text("captions: [", "utf-8")
    done = run("studio", "--no-browser", cwd=tmp_path)
    assert done.returncode == 2 and "captions.yaml:" in done.stderr
