"""Wait for what becomes true on a page that forbids `eval`, as Playwright's waiting does not."""

from __future__ import annotations

import time

from playwright.sync_api import Page

_STEP = 20  # ms
_MOST = 20  # s


def until(page: Page, expression: str) -> None:
    """Ask the page again and again; AssertionError where it is not true in time."""
    end = time.monotonic() + _MOST
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"never true: {expression}"
        page.wait_for_timeout(_STEP)
