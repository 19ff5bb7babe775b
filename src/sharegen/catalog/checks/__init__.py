"""All checks, in the order in which they are made.

Add a check: add a decorated function to the module of what it looks at. `sharegen list checks` and
docs/checks.md follow, brand.yaml can set its severity, and tests/checks asks for an example that
passes and one that fails.
"""

from __future__ import annotations

from sharegen.catalog.checks import (
    alts,
    approvals,
    facts,
    files,
    frames,
    lettering,
    letters,
    pixels,
    posts,
    words,
)
from sharegen.catalog.proofs import STAGES, Check

_MODULES = (facts, approvals, words, letters, posts, alts, frames, lettering, pixels, files)
CHECKS = {
    row.id: row for module in _MODULES for row in vars(module).values() if isinstance(row, Check)
}
OF_STAGE = {stage: tuple(row for row in CHECKS.values() if row.stage == stage) for stage in STAGES}
