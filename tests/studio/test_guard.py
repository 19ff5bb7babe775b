"""Hostile HTTP: who is not the browser that was let in gets nothing, whatever is tried."""

from __future__ import annotations

import socket
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from house import WORDS, House, pictures

FORM = {"words": WORDS, "placement": ["instagram-square"]}
PATHS = ("/", "/static/studio.js", "/alive", "/backgrounds/phone", "/pictures/a/b", "/cards/a/b")


def raw(house: House, data: bytes, wait: float = 5) -> tuple[int, bytes]:
    """Send bytes as they are; the status and the body of the answer, 0 where it hung up."""
    with socket.create_connection(("127.0.0.1", house.studio.key.port), timeout=wait) as line:
        try:
            line.sendall(data)
            answer = b"".join(iter(lambda: line.recv(65536), b""))
        except ConnectionError:
            return 0, b""
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]) if head else 0, body


def head(house: House, *lines: str, first: str = "GET / HTTP/1.1") -> bytes:
    """A request with the cookie that would let it in."""
    cookie = f"Cookie: {house.studio.key.name}={house.studio.key.cookie}"
    return "\r\n".join([first, *lines, cookie, "Connection: close", "", ""]).encode()


class TestStranger:
    """Rows 119 and 121: before anybody was let in."""

    @pytest.mark.parametrize("path", PATHS)
    def test_nothing_is_open_without_the_cookie(self, stranger: House, path: str) -> None:
        stranger.visitor.cookies.clear()
        for headers in ({}, {"Referer": stranger.studio.key.address}):
            assert stranger.get(path, **headers).status_code == 403
        assert stranger.get(f"{path}?token=wrong").status_code == 403

    def test_the_token_opens_the_front_door_alone(self, stranger: House) -> None:
        token = stranger.studio.key.token
        assert stranger.get(f"/alive?token={token}").status_code == 403
        assert stranger.post(f"/?token={token}", FORM).status_code == 403
        other = {"Sec-Fetch-Site": "cross-site"}
        assert stranger.get(f"/?token={token}", **other).status_code == 403
        assert stranger.studio.key.token == token  # none of that used it up

    def test_the_token_works_once_and_leaves_a_strict_cookie(self, stranger: House) -> None:
        address = stranger.studio.key.address
        answer = stranger.visitor.get(address)
        cookie = answer.headers["set-cookie"]
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        assert "HttpOnly" in cookie and "SameSite=strict" in cookie
        assert answer.headers["referrer-policy"] == "no-referrer"
        kept = dict(stranger.visitor.cookies)
        stranger.visitor.cookies.clear()
        assert stranger.visitor.get(address).status_code == 403
        stranger.visitor.cookies.set(*next(iter(kept.items())))
        assert stranger.get("/").status_code == 200
        assert stranger.visitor.get(address).status_code == 303  # to the clean address


@pytest.fixture
def door(stranger: House) -> House:
    key = stranger.studio.key
    stranger.visitor.cookies.clear()
    stranger.visitor.cookies.set(key.name, key.cookie, domain="127.0.0.1")
    return stranger


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.nip.io:{port}", "0.0.0.0:{port}", "127.0.0.1", "127.0.0.1:1", "",
     "localhost:{port}.evil.example", "[::1]:{port}", "127.0.0.1:{port}@evil.example"],
)  # fmt: skip
def test_118_other_hosts(door: House, host: str) -> None:
    named = f"Host: {host.format(port=door.studio.key.port)}"
    assert raw(door, head(door, named)) == (421, b"")


def test_118_no_host_and_two(door: House) -> None:
    own = f"Host: 127.0.0.1:{door.studio.key.port}"
    assert raw(door, head(door, own))[0] == 200
    assert raw(door, head(door)) == (400, b"")
    assert raw(door, head(door, own, own)) == (400, b"")
    assert raw(door, head(door, own, "Host: evil.example")) == (400, b"")
    assert raw(door, head(door, first="GET / HTTP/1.0")) == (421, b"")
    forwarded = ("X-Forwarded-Host: evil.example", "Forwarded: host=evil.example")
    assert raw(door, head(door, own, *forwarded))[0] == 200  # nobody stands before it


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1:{port}",
               "http://localhost:{port}", "http://127.0.0.1:{port}.evil.example", None]
)  # fmt: skip
@pytest.mark.parametrize("path", ["/", "/save", "/zip"])
def test_120_posts_of_other_sites(door: House, path: str, origin: str | None) -> None:
    before = (door.root / "captions.yaml").read_bytes()
    headers = {"Content-Type": "text/plain"}
    if origin is not None:
        headers["Origin"] = origin.format(port=door.studio.key.port)
    answer = door.visitor.post(f"{door.base}{path}", content=b"words=x", headers=headers)
    assert answer.status_code == 403
    assert (door.root / "captions.yaml").read_bytes() == before


def test_120_a_form_in_plain_text_of_our_own_is_no_form(door: House) -> None:
    headers = {"Origin": door.base, "Content-Type": "text/plain"}
    answer = door.visitor.post(f"{door.base}/", content=b"words=x", headers=headers)
    assert answer.status_code == 200 and not pictures(answer)


def test_121_122_what_other_sites_embed(door: House) -> None:
    path = pictures(door.post("/", FORM))[0]
    assert door.get(path).headers["cross-origin-resource-policy"] == "same-origin"
    for site in ("cross-site", "same-site"):
        assert door.get(path, **{"Sec-Fetch-Site": site}).status_code == 403
    assert door.get(path, Origin="http://evil.example").status_code == 403
    assert door.get("/", Accept="text/event-stream", Origin="null").status_code == 403
    upgrade = ("Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13")
    lines = (f"Host: 127.0.0.1:{door.studio.key.port}", "Origin: http://evil.example", *upgrade)
    data = "\r\n".join(["GET / HTTP/1.1", *lines, "Sec-WebSocket-Key: AAAA", "", ""]).encode()
    with socket.create_connection(("127.0.0.1", door.studio.key.port), timeout=5) as line:
        line.sendall(data)
        assert line.recv(100).startswith(b"HTTP/1.1 403")


@pytest.mark.parametrize(
    "path",
    ["/../captions.yaml", "/%2e%2e/captions.yaml", "/..%5ccaptions.yaml", "//evil.example/",
     "/C:/x", "/%5c%5c%3f%5cC:", "/@fs/etc/passwd", "/static/..%2fapp.py", "/static/app.py",
     "/static/studio.js?raw??/x", "/backgrounds/..%2f..%2fcaptions.yaml", "/backgrounds/%2e%2e",
     "/pictures/%00/x", "/cards/..%2f..%2f/x", "/captions.yaml", "/static/", "/zip/"],
)  # fmt: skip
def test_123_paths_are_ids(door: House, path: str) -> None:
    own = f"Host: 127.0.0.1:{door.studio.key.port}"
    status, body = raw(door, head(door, own, first=f"GET {path} HTTP/1.1"))
    if path.startswith("/static/studio.js"):  # a query is nothing to it
        assert status == 200 and body.startswith(b"// The page works without this.")
    else:
        assert (status, body) in ((404, b"Not Found"), (400, b""), (405, b"Method Not Allowed"))


def test_methods_that_are_not_spoken(door: House) -> None:
    own = f"Host: 127.0.0.1:{door.studio.key.port}"
    for method in ("PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"):
        assert raw(door, head(door, own, first=f"{method} / HTTP/1.1"))[0] == 405
    answer = door.get("/", Origin=door.base, **{"Access-Control-Request-Method": "POST"})
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_124_large_bodies(door: House) -> None:
    own = f"Host: 127.0.0.1:{door.studio.key.port}"
    ours = (own, f"Origin: {door.base}", "Content-Type: application/x-www-form-urlencoded")
    big = 5 * (1 << 20) + 1
    said_so = head(door, *ours, f"Content-Length: {big}", first="POST / HTTP/1.1")
    assert raw(door, said_so)[0] == 413
    endless = head(door, *ours, "Transfer-Encoding: chunked", first="POST / HTTP/1.1")
    chunk = b"10000\r\n" + b"a" * 65536 + b"\r\n"
    assert raw(door, endless + chunk * 90)[0] in (413, 0)
    picture = {"file": ("big.png", b"\x89PNG\r\n\x1a\n" + b"\0" * big, "image/png")}
    assert door.post("/", FORM, picture).status_code == 413
    many = {f"f{number}": "x" for number in range(1000)}
    assert door.post("/", many).status_code == 400
    page = door.post("/", {**FORM, "words": "word " * 100_000, "alt": "x" * 500_000})
    assert page.status_code == 200 and "more than 2,000 characters" in page.text
    assert door.get("/alive").status_code == 204


def test_124_large_heads(door: House) -> None:
    own = f"Host: 127.0.0.1:{door.studio.key.port}"
    lines = [f"X-{number}: {'x' * 20}" for number in range(100_000)]
    assert raw(door, head(door, own, *lines))[0] in (431, 0)
    assert raw(door, b"GET /" + b"a" * 200_000)[0] in (431, 400, 0)
    assert raw(door, b"\0\1\2 not http at all\r\n\r\n") == (400, b"")
    assert door.get("/alive").status_code == 204


@pytest.fixture
def hurried(door: House, monkeypatch: pytest.MonkeyPatch) -> House:
    """A studio that waits a fraction of a second for a body."""
    guard = door.studio.app.middleware_stack.app.app
    monkeypatch.setattr(guard, "_slow", 0.2)
    return door


def test_124_slow_bodies_and_idle_lines(hurried: House) -> None:
    own = f"Host: 127.0.0.1:{hurried.studio.key.port}"
    ours = (own, f"Origin: {hurried.base}", "Content-Type: application/x-www-form-urlencoded")
    slow = head(hurried, *ours, "Content-Length: 100", first="POST / HTTP/1.1")
    port = hurried.studio.key.port
    idle = [socket.create_connection(("127.0.0.1", port), timeout=5) for _ in range(300)]
    try:
        for line in idle[:20]:
            line.sendall(b"GET / HT")
        begun = time.monotonic()
        assert hurried.get("/alive").status_code == 204
        assert time.monotonic() - begun < 5
        assert raw(hurried, slow + b"words=")[0] == 408
    finally:
        for line in idle:
            line.close()
    assert hurried.get("/alive").status_code == 204


def test_127_what_is_typed_is_never_markup(door: House) -> None:
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    fields = {**FORM, "words": evil, "alt": evil, "was-alt": "", "id": evil, "post-x": evil}
    fields |= {"placement": ["instagram-square", "x-post"], "about": evil, "pick": evil}
    pages = [door.post("/", fields, {"file": (f"{evil}.png", b"<html>", "text/html")})]
    pages.append(door.post("/save", {**fields, "seen": door.studio.room.seen}))
    for page in pages:
        assert "<script>alert" not in page.text and "<img src=x" not in page.text
        assert "&lt;script&gt;" in page.text
    headers = pages[0].headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'") and "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy and "data:" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["referrer-policy"] == "same-origin"
    for part in ("<style", " style=", "javascript:", " onclick=", "http://", "https://cdn"):
        assert part not in door.get("/").text


def test_125_many_at_once(door: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """More pictures at once than may wait: each is made, or told to come again in a second."""
    monkeypatch.setattr(door.studio.press, "_queue", 8)
    places = ["instagram-square", "x-post", "email-header", "x-header"]
    asked = []
    for number in range(10):
        page = door.visitor.post(
            f"{door.base}/",
            data={"words": f"{WORDS} {number}", "placement": places},
            headers={"Origin": door.base, "X-Live": "1"},
        )
        order = page.text.split('data-order="')[1].split('"')[0]
        asked += [f"/pictures/{order}/{place}" for place in places]
    with ThreadPoolExecutor(len(asked)) as crowd:
        answers = list(crowd.map(door.get, asked))
    codes = [answer.status_code for answer in answers]
    assert set(codes) == {200, 503} and codes.count(200) >= 8
    assert all(a.headers["retry-after"] == "1" for a in answers if a.status_code == 503)
    again = [path for path, code in zip(asked, codes, strict=True) if code == 503][:3]
    assert all(door.get(path).status_code == 200 for path in again)
