"""HTTP as the page reads it off a socket: what is no request gets a bare answer, what never
becomes one is hung up on."""

from __future__ import annotations

import asyncio
import sys
from typing import cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

_PATIENCE = 20.0  # seconds until the head of the first request has to be there


class Wire(H11Protocol):
    """One connection."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to wait for a request, not for ever."""
        super().connection_made(cast(asyncio.Transport, transport))
        self.loop.call_later(_PATIENCE, self._hang_up)

    def _hang_up(self) -> None:
        if self.cycle is None:
            self.transport.close()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002  uvicorn's own name
        """Say that it was no request, in a number: 431 for a head without end, else 400."""
        hint = getattr(sys.exc_info()[1], "error_status_hint", 400)
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            head = h11.Response(
                status_code=hint, headers=[("Content-Length", "0"), ("Connection", "close")]
            )
            for event in (head, h11.EndOfMessage()):
                self.transport.write(self.conn.send(event) or b"")
        self.transport.close()
