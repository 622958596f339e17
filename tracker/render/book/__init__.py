"""A report as an Excel workbook: overview, all targets with filters and bars, changes, lists, rankings, evidence.

Every text is written as text: what looks like a formula or a link in it stays what it looks like.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from tracker.model.report import Report
from tracker.render.story.value import Story


def workbook(report: Report, story: Story) -> bytes:
    """The workbook as a file.

    Raises:
        ModuleNotFoundError: XlsxWriter is not installed.
    """
    from xlsxwriter import Workbook  # type: ignore[import-untyped]  # ships no types

    from tracker.render.book import sheets
    from tracker.render.book.styles import Styles

    target = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(target, options)
    day = report.as_of
    book.set_properties({"title": story.title[:255], "created": datetime(day.year, day.month, day.day)})
    sheets.write(book, Styles(book), report, story)
    book.close()
    return target.getvalue()
