"""A studio that runs in a thread of the tests, and who visits it."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from sharegen.studio.server import Place, Studio

WORDS = "Ask first. Then **share what you know.**"


@dataclass
class House:
    """A studio, a visitor who may come in, and what nobody expected of it."""

    studio: Studio
    root: Path
    visitor: httpx.Client
    bugs: list[Exception] = field(default_factory=list)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.studio.key.port}"

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.visitor.get(f"{self.base}{path}", headers=headers)

    def post(self, path: str, fields: dict, files: dict | None = None) -> httpx.Response:
        """Send the form as a browser would."""
        headers = {"Origin": self.base}
        if files is None:  # the form has a file, which is empty then
            files = {"file": ("", b"", "application/octet-stream")}
        return self.visitor.post(f"{self.base}{path}", data=fields, files=files, headers=headers)


def opened(root: Path, **place: object) -> tuple[House, threading.Thread]:
    bugs: list[Exception] = []
    studio = Studio(Place(root, **place), bugs.append)
    thread = threading.Thread(target=studio.run)
    thread.start()
    visitor = httpx.Client(timeout=20)
    return House(studio, root, visitor, bugs), thread


def said(answer: httpx.Response, field: str) -> list[str]:
    """The problems that a page shows beside a field, as plain words."""
    match = re.search(rf'id="said-{field}"[^>]*>(.*?)</ul>', answer.text, re.S)
    assert match, answer.text[:500]
    items = re.findall(r"<li[^>]*>(.*?)</li>", match[1], re.S)
    return [" ".join(re.sub("<[^>]+>", "", item).split()) for item in items]


def pictures(answer: httpx.Response) -> list[str]:
    return re.findall(r'<img src="(/pictures/[^"]+)"', answer.text)
