"""Turn Diagnostics into words for a terminal, a JSON document or annotations of a workflow."""

from sharegen.report.annotations import as_annotations
from sharegen.report.document import Run, as_document
from sharegen.report.escape import for_json, for_terminal, lines_for_terminal
from sharegen.report.merge import count, merged
from sharegen.report.terminal import as_text

__all__ = [
    "Run",
    "as_annotations",
    "as_document",
    "as_text",
    "count",
    "for_json",
    "for_terminal",
    "lines_for_terminal",
    "merged",
]
