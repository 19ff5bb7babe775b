"""Run the page on this machine only, until it is stopped or nobody has asked for it for a while."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from sharegen.model.diagnostic import MachineError
from sharegen.studio.app import app_of
from sharegen.studio.desk import Desk
from sharegen.studio.guard import Key
from sharegen.studio.hall import Hall
from sharegen.studio.press import Press
from sharegen.studio.room import Room
from sharegen.studio.wire import Wire

HOST = "127.0.0.1"
IDLE = 3600.0  # seconds without a request; an open page sends one every few minutes
Report = Callable[[Exception], None]
_LEAVE = 1  # seconds that answers may still take when the page is stopped
_LARGEST_HEAD = 64 << 10  # bytes of a request's head


@dataclass(frozen=True, slots=True)
class Place:
    """What to open: a project's folder (`borrowed`: the starter kit, as there is none here), under
    another brand where one is given, with a second one beside it among all pictures; the port (0:
    any free one), and after how many seconds without a request it ends."""

    root: Path
    brand: Path | None = None
    beside: Path | None = None
    borrowed: bool = False
    port: int = 0
    idle: float = IDLE


class _Server(uvicorn.Server):
    """Lets go of whoever still waits once the time to leave is over: else they wait for ever, as
    long as the process lives."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await super().shutdown(sockets)
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        await asyncio.sleep(0)  # they are let go in the next round


class Studio:
    """The page on its port: requests wait from now on, and are answered while it runs."""

    def __init__(self, place: Place, report: Report) -> None:
        self.room = Room(place.root, place.brand, place.borrowed)
        self._listener = _listening(place.port)
        self.key = Key(self._listener.getsockname()[1])
        self.press = Press()
        self._idle = place.idle
        self.hall = Hall(place.root, place.brand, place.beside)
        self.app = app_of(Desk(self.room, self.press, self.hall), self.key, report)
        self._server = _Server(
            uvicorn.Config(
                self.app,
                http=Wire,
                ws="none",
                lifespan="off",
                log_config=None,
                log_level="critical",
                access_log=False,
                proxy_headers=False,
                server_header=False,
                date_header=False,
                h11_max_incomplete_event_size=_LARGEST_HEAD,
                timeout_graceful_shutdown=_LEAVE,
                callback_notify=self._look,
                timeout_notify=1,
            )
        )

    def run(self) -> None:
        """Answer until it is stopped: by a signal (which is raised again then), by `stop`, or for
        want of requests."""
        try:
            self._server.run(sockets=[self._listener])
        finally:
            self.close()

    def stop(self) -> None:
        """End it, from any thread."""
        self._server.should_exit = True

    def close(self) -> None:
        """Let go of the port and of what was brought in."""
        self._listener.close()
        self.press.close()
        self.hall.close()
        self.room.close()

    async def _look(self) -> None:
        """End when nobody has asked for anything for too long."""
        if time.monotonic() - self.key.used > self._idle:
            self.stop()


@contextlib.contextmanager
def studio(place: Place, report: Report) -> Iterator[Studio]:
    """A studio that is closed whatever happens; `report` is told what nobody expected. Raises
    ProjectError, and MachineError `port-busy`."""
    opened = Studio(place, report)
    try:
        yield opened
    finally:
        opened.close()


def show(address: str) -> None:
    """Open the user's browser there; whether there is one is nobody's concern, the address is
    printed. In a thread: some browsers of the terminal do not return."""
    threading.Thread(target=_browse, args=(address,), daemon=True).start()


def _browse(address: str) -> None:
    with contextlib.suppress(Exception):
        webbrowser.open(address)


def _listening(port: int) -> socket.socket:
    """A socket on this machine's own address. Raises MachineError `port-busy`."""
    # asyncio sends answers without delay only on sockets that say they speak TCP
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform == "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        why = "is in use" if error.errno == errno.EADDRINUSE else f"cannot be used ({error})"
        hint = "name another one with --port, or leave --port away: then a free one is taken"
        raise MachineError("port-busy", f"port {port} {why}", hint) from None
    return listener
