"""Reports: the person's own file as a workbook again, with what was found and done beside it."""

from .types import Link, Mark, OwnColumn, ReportRow, ReportSheet, Summary
from .workbook import MAX_ROWS, write

__all__ = [
    "MAX_ROWS",
    "Link",
    "Mark",
    "OwnColumn",
    "ReportRow",
    "ReportSheet",
    "Summary",
    "write",
]
