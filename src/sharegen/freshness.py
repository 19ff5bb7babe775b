"""The one place that asks what day it is.

The day decides what is said, and under --release whether anything is written; never a byte of a
picture. Archives have a time in them: that of SOURCE_DATE_EPOCH, never of the clock.
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
    seconds = given_seconds()
    try:
        return date(1970, 1, 1) + timedelta(
            seconds=int(time.time()) if seconds is None else seconds
        )
    except OverflowError:
        raise _bad_epoch() from None


def given_seconds() -> int | None:
    """SOURCE_DATE_EPOCH in seconds since 1970; None where it is not set.

    Raises ProjectError `bad-epoch`.
    """
    given = os.environ.get(EPOCH, "")
    try:
        return int(given) if given else None
    except ValueError:
        raise _bad_epoch() from None


def _bad_epoch() -> ProjectError:
    given = os.environ.get(EPOCH, "")
    message = f"{EPOCH} is {given[:40]!r}, which is no number of seconds since 1970"
    hint = "unset it, or take the time of the commit: git log -1 --format=%ct"
    return ProjectError([Diagnostic("bad-epoch", message, hint=hint)])
