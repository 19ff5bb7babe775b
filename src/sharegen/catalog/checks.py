"""All checks, in the order in which they are made.

Add a check: add a decorated function to the module of its stage. `sharegen list checks` and
docs/checks.md follow, and tests/layout/test_checks.py asks for an example that passes and one that
fails.
"""

from __future__ import annotations

from sharegen.catalog import frame_checks
from sharegen.catalog.proofs import Check

_STAGES = (frame_checks,)
CHECKS = {
    row.id: row for stage in _STAGES for row in vars(stage).values() if isinstance(row, Check)
}
