"""Turn Diagnostics into words for a terminal, a JSON document, annotations and a summary of a
workflow, or a page."""

from sharegen.report.annotations import as_annotations
from sharegen.report.document import Piece, Run, as_document
from sharegen.report.escape import for_json, for_terminal, lines_for_terminal
from sharegen.report.job_summary import as_job_summary
from sharegen.report.merge import count, merged, severest_first
from sharegen.report.page import as_page
from sharegen.report.shots import NO_SHOTS, Shot, Shots
from sharegen.report.terminal import as_text

__all__ = [
    "NO_SHOTS",
    "Piece",
    "Run",
    "Shot",
    "Shots",
    "as_annotations",
    "as_document",
    "as_job_summary",
    "as_page",
    "as_text",
    "count",
    "for_json",
    "for_terminal",
    "lines_for_terminal",
    "merged",
    "severest_first",
]
