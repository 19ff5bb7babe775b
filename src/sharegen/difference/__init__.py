"""What changed between two builds: read, compared, and shown as lines, as JSON, as a picture, as a
page. Nothing here writes."""

from sharegen.difference.compare import Comparison, compare
from sharegen.difference.lines import as_line, as_objects, summary
from sharegen.difference.page import report_page
from sharegen.difference.sheet import MOST_ROWS, changes_sheet

__all__ = [
    "MOST_ROWS",
    "Comparison",
    "as_line",
    "as_objects",
    "changes_sheet",
    "compare",
    "report_page",
    "summary",
]
