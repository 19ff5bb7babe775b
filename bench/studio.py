"""How soon the studio answers: every size after a key, 96 pictures at once, and memory.

    .venv/bin/python bench/studio.py

The studio runs in a process of its own, as it does for people; the visitor here takes its part of
the cores, as a browser does.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from threading import local
from urllib.parse import urlencode, urlsplit

from sharegen.catalog.platforms import PLACEMENTS
from sharegen.starter import starter_kit

WORDS = "Child sex trafficking victims virtually always **know their traffickers{}.**"
PLACES = [row.id for row in PLACEMENTS.values() if row.default]
EVERY = [row.id for row in PLACEMENTS.values() if row.paper is None and not row.templates]
ROUNDS = 20
LINES = 6  # that a browser opens to one host


class Visitor:
    """Somebody with the cookie, who keeps a line open in each thread."""

    def __init__(self, address: str) -> None:
        self.host = urlsplit(address).netloc
        self._lines = local()
        line = HTTPConnection(self.host)
        line.request("GET", address.removeprefix(f"http://{self.host}"))
        self._cookie = (line.getresponse().getheader("Set-Cookie") or "").split(";")[0]

    def ask(self, path: str, fields: dict[str, object] | None = None) -> tuple[int, bytes]:
        headers = {"Cookie": self._cookie, "Origin": f"http://{self.host}", "X-Live": "1"}
        body = urlencode(fields, doseq=True) if fields else None
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        for attempt in range(2):  # a line that was idle for long is closed
            if not hasattr(self._lines, "own") or attempt:
                self._lines.own = HTTPConnection(self.host, timeout=60)
            try:
                self._lines.own.request("POST" if body else "GET", path, body, headers)
                answer = self._lines.own.getresponse()
                return answer.status, answer.read()
            except OSError:
                if attempt:
                    raise
        raise AssertionError

    def order(self, words: str, places: list[str]) -> str:
        _, page = self.ask("/", {"words": words, "placement": places})
        return page.decode().split('data-order="')[1].split('"')[0]


def main() -> None:
    words = [sys.executable, "-m", "sharegen", "studio", "--no-browser", "-q", "--project"]
    studio = subprocess.Popen([*words, str(starter_kit())], stdout=subprocess.PIPE, text=True)
    assert studio.stdout is not None
    visitor = Visitor(studio.stdout.readline().strip())
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with ThreadPoolExecutor(LINES) as browser:
        for _ in range(3):
            typed(visitor, browser, "", EVERY)
        for count in (1, 4, len(PLACES)):
            before = busy(studio.pid)
            typing(visitor, browser, count)
            spent = 1000 * (busy(studio.pid) - before) / ROUNDS
            print(f"           {spent:.0f} ms of one core for all {count}")
    crowd(visitor, studio.pid)
    studio.terminate()
    studio.wait()


def typed(visitor: Visitor, browser: ThreadPoolExecutor, more: str, at: list[str]) -> list[float]:
    """Send words as the page's script does; ms until each picture is there."""
    begun = time.perf_counter()
    order = visitor.order(WORDS.format(more), at)

    def fetch(place: str) -> float:
        assert visitor.ask(f"/pictures/{order}/{place}")[0] == 200, place
        return (time.perf_counter() - begun) * 1000

    return list(browser.map(fetch, at))


def typing(visitor: Visitor, browser: ThreadPoolExecutor, count: int) -> None:
    """The time from a pause in typing to each picture, over some texts that nobody has seen."""
    rounds = [typed(visitor, browser, f" {n} {count}", PLACES[:count]) for n in range(ROUNDS)]
    found = sorted(ms for times in rounds for ms in times)
    at = found[int(len(found) * 0.95)]
    print(f"{count:3} sizes: median {statistics.median(found):5.0f} ms, p95 {at:5.0f} ms")


def crowd(visitor: Visitor, pid: int) -> None:
    """96 pictures at once: four texts on 24 canvases each."""
    asked = []
    for number in range(4):
        order = visitor.order(WORDS.format(f", {number}"), EVERY[:24])
        asked += [f"/pictures/{order}/{place}" for place in EVERY[:24]]
    before = memory(pid)

    def fetch(path: str) -> tuple[int, float]:
        begun = time.perf_counter()
        return visitor.ask(path)[0], time.perf_counter() - begun

    with ThreadPoolExecutor(len(asked)) as many:
        answers = list(many.map(fetch, asked))
    times = sorted(seconds for _, seconds in answers)
    codes = {code: sum(1 for status, _ in answers if status == code) for code, _ in answers}
    at, more = times[int(len(times) * 0.95)], (memory(pid) - before) / 1e6
    print(f"{len(asked)} at once: p95 {at:.2f} s, answers {codes}, memory {more:+.0f} MB")


def busy(pid: int) -> float:
    """The seconds of a core that a process has used, of Linux: proc(5), utime and stime."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> int:
    """The bytes a process holds in memory, of Linux."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    main()
