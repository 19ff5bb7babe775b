"""Let in the browser of whoever started the page, and nobody else on this machine or beyond.

Other pages in the same browser can send requests to 127.0.0.1 too, and a name of theirs can be
made to lead there. So every request is held to: our own Host, no sign that another site sent it, a
cookie that only the one-time address gives, and for what changes anything exactly our Origin.
"""

from __future__ import annotations

import asyncio
import hmac
import secrets
import time
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 5 << 20  # of a request
MOST_UPLOAD = MOST_BYTES - (64 << 10)  # of a picture in it: the other fields need room
_SLOW = 20.0  # seconds that a body may take to arrive
_SAFE = ("GET", "HEAD")
_KNOWN = (*_SAFE, "POST")
_OURS = ("same-origin", "none")  # Sec-Fetch-Site: from a page of ours, or typed by a person
_REFUSED = """This address is not open to this browser.

Open the studio with the address that `sharegen studio` printed; it can be used once. If this is
the browser that used it, reload this page.
"""

# `same-origin`, not `no-referrer`: under that a form would be sent with Origin: null. The token is
# never in the address of a page, so no Referer can carry it.
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}


@dataclass(slots=True)
class Key:
    """What opens the page on a port: the token of the printed address, which works once, and the
    cookie it is turned into. `used` is when the page was last asked for, in monotonic seconds."""

    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    cookie: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    used: float = field(default_factory=time.monotonic)

    @property
    def address(self) -> str:
        """The address to open, once."""
        return f"http://127.0.0.1:{self.port}/?token={self.token}"

    @property
    def hosts(self) -> tuple[str, ...]:
        return f"127.0.0.1:{self.port}", f"localhost:{self.port}"

    @property
    def name(self) -> str:
        """The cookie's name: cookies know no ports, and two studios may be open."""
        return f"sharegen-studio-{self.port}"

    def take(self, token: str) -> bool:
        """Whether it is the token; then it is used up."""
        right = bool(self.token) and hmac.compare_digest(token.encode(), self.token.encode())
        if right:
            self.token = ""
        return right


class Guard:
    """Stands before the app; see the module."""

    def __init__(self, app: ASGIApp, key: Key, slow: float = _SLOW) -> None:
        self._app = app
        self._key = key
        self._slow = slow

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return  # no lifespan is needed, and web sockets are not spoken
        answer = self._answer(scope)
        if answer is not None:
            await answer(scope, receive, _with_headers(send))
            return
        self._key.used = time.monotonic()
        deadline = time.monotonic() + self._slow
        await self._app(scope, _in_time(receive, deadline), _with_headers(send))

    def _answer(self, scope: Scope) -> Response | None:
        """What a stranger is told; None for who may come in."""
        headers = Headers(scope=scope)
        host = headers.getlist("host")
        if len(host) != 1 or host[0] not in self._key.hosts:
            return Response(status_code=421)
        if scope["method"] not in _KNOWN:
            return Response(status_code=405, headers={"Allow": ", ".join(_KNOWN)})
        if not _from_here(headers, host[0], scope["method"]):
            return Response(status_code=403)
        if self._holds_cookie(headers):
            return RedirectResponse("/", 303) if _token_of(scope) else None
        token = _token_of(scope)
        if scope["method"] == "GET" and scope["path"] == "/" and token and self._key.take(token):
            return self._welcome()
        return PlainTextResponse(_REFUSED, 403)

    def _holds_cookie(self, headers: Headers) -> bool:
        given = cookie_parser(headers.get("cookie", "")).get(self._key.name, "")
        return hmac.compare_digest(given.encode(), self._key.cookie.encode())

    def _welcome(self) -> Response:
        """To a clean address, with the cookie."""
        answer = RedirectResponse("/", 303, {"Referrer-Policy": "no-referrer"})
        answer.set_cookie(
            self._key.name, self._key.cookie, httponly=True, samesite="strict", path="/"
        )
        return answer


def _token_of(scope: Scope) -> str:
    query: bytes = scope["query_string"]
    return parse_qs(query.decode("latin-1")).get("token", [""])[0]


def _from_here(headers: Headers, host: str, method: str) -> bool:
    """Whether no other site sent it, as far as the browser says; what changes anything must say
    that it is ours."""
    origin = headers.getlist("origin")
    if headers.get("sec-fetch-site", _OURS[0]) not in _OURS:
        return False
    if not origin:
        return method in _SAFE
    return origin == [f"http://{host}"]


def _with_headers(send: Send) -> Send:
    """Answers with what every answer says; what an answer says of itself stays."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sent


def _in_time(receive: Receive, deadline: float) -> Receive:
    """A body that has to have arrived by then; 408 where it has not. What is awaited after it is
    only that the browser goes away."""
    arrived = False

    async def received() -> Message:
        nonlocal arrived
        if arrived:
            return await receive()
        try:
            async with asyncio.timeout(max(0.0, deadline - time.monotonic())):
                message = await receive()
        except TimeoutError:
            raise TooSlow from None
        arrived = message["type"] != "http.request" or not message.get("more_body", False)
        return message

    return received


class TooSlow(Exception):
    """A body did not arrive in time."""
