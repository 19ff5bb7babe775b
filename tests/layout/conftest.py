"""Says at the end of a run how many of the judged breaks the engine agrees with."""

from __future__ import annotations

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, []):
            for name, value in getattr(report, "user_properties", ()):
                if name.startswith("breaks"):
                    terminalreporter.write_line(f"{name}: the engine agrees with {value}")
