"""The one place that asks what day it is.

The day decides what is said, and under --release whether anything is written; never a byte.
"""

from __future__ import annotations

import os
import time
from datetime import date, timedelta

from sharegen.model.diagnostic import Diagnostic, ProjectError

EPOCH = "SOURCE_DATE_EPOCH"  # https://reproducible-builds.org/specs/source-date-epoch/, 2026-11-27


def today() -> date:
    """The day of SOURCE_DATE_EPOCH where it is set, else of the clock, in UTC.

    Raises ProjectError `bad-epoch`.
    """
    given = os.environ.get(EPOCH, "")
    try:
        seconds = int(given) if given else int(time.time())
        return date(1970, 1, 1) + timedelta(seconds=seconds)
    except (ValueError, OverflowError):
        message = f"{EPOCH} is {given[:40]!r}, which is no number of seconds since 1970"
        hint = "unset it, or take the time of the commit: git log -1 --format=%ct"
        raise ProjectError([Diagnostic("bad-epoch", message, hint=hint)]) from None
