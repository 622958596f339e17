"""The sheets: overview in words, targets, changes, each list, rankings, and the rows that the figures rest on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from tracker import words
from tracker.model.report import Report
from tracker.render.book import cells
from tracker.render.book.styles import BAR, Styles
from tracker.render.book.values import FORBIDDEN, Column, Value
from tracker.render.story.value import Paragraph, Story, Table

LONGEST_NAME = 31
A3, A4 = 8, 9
A4_HOLDS = 200
"""Characters that can still be read when they are fitted to the width of A4."""
WIDE = 64
"""Characters of a line of prose on the overview."""


def write(book: Any, styles: Styles, report: Report, story: Story) -> None:
    """Every sheet of the workbook."""
    sheets = _Sheets(book, styles)
    sheets.overview(story)
    lang = report.lang
    sheets.table(
        words.say("book.targets", lang),
        cells.columns(((key, width) for key, (width, _) in cells.TARGETS.items()), lang),
        cells.targets(report),
    )
    for table in _tables(story):
        columns, rows = cells.of_table(table)
        sheets.table(table.title, columns, rows)
    sheets.table(words.say("book.evidence", lang), cells.columns(cells.EVIDENCE.items(), lang), cells.evidence(report))


def _tables(story: Story) -> Iterable[Table]:
    """The tables of the sections; the annex is the sheet of targets itself."""
    return (block for section in story.sections for block in section.blocks if isinstance(block, Table))


class _Sheets:
    """Adds sheets whose names Excel accepts and that print on A4."""

    def __init__(self, book: Any, styles: Styles) -> None:
        self.book, self.styles = book, styles
        self.names: set[str] = set()

    def overview(self, story: Story) -> None:
        """The words of the report, as they stand in the document."""
        sheet = self._sheet(words.say("book.overview", story.lang))
        sheet.set_column(0, 0, WIDE)
        sheet.hide_gridlines(2)
        lines = [(story.title, "title"), *((line, "note") for line in story.head)]
        for section in story.sections:
            lines.append((section.title, "section"))
            lines += [(block.head + block.text, "prose") for block in section.blocks if isinstance(block, Paragraph)]
        lines += [(line, "note") for line in story.foot]
        for number, (text, style) in enumerate(lines):
            sheet.write_string(number, 0, cells.fits(text), self.styles.named(style))
            sheet.set_row(number, _height(text, style))

    def table(self, title: str, columns: Sequence[Column], rows: Sequence[Sequence[Value]]) -> None:
        """A table with its head frozen, a filter, bars where shares stand, and the head on every printed page."""
        sheet = self._sheet(title)
        sheet.set_landscape()
        sheet.set_paper(A3 if sum(column.width for column in columns) > A4_HOLDS else A4)
        sheet.freeze_panes(1, 2 if len(columns) > 3 else 1)
        sheet.repeat_rows(0)
        for index, column in enumerate(columns):
            sheet.set_column(index, index, column.width)
            sheet.write_string(0, index, cells.fits(column.title), self.styles.named("head"))
        for number, row in enumerate(rows, 1):
            for index, value in enumerate(row):
                self._value(sheet, number, index, value)
        if rows:
            sheet.autofilter(0, 0, len(rows), len(columns) - 1)
            self._bars(sheet, columns, len(rows))

    def _value(self, sheet: Any, row: int, column: int, value: Value) -> None:
        style = self.styles.cell(value.kind, value.tint)
        if value.day is not None:
            sheet.write_datetime(row, column, value.day, style)
        elif value.number is not None:
            sheet.write_number(row, column, value.number, style)
        else:
            sheet.write_string(row, column, cells.fits(value.text), self.styles.cell("", value.tint))

    def _bars(self, sheet: Any, columns: Sequence[Column], last: int) -> None:
        for index, column in enumerate(columns):
            if column.bar:
                shape = {"type": "data_bar", "bar_color": BAR, "bar_solid": True, "min_type": "num", "max_type": "num",
                         "min_value": 0, "max_value": 1}  # fmt: skip
                sheet.conditional_format(1, index, last, index, shape)

    def _sheet(self, title: str) -> Any:
        name = "".join("_" if char in FORBIDDEN else char for char in title)[:LONGEST_NAME].strip("'") or "_"
        number = 2
        unique = name
        while unique.casefold() in self.names:
            unique = f"{name[: LONGEST_NAME - 4]} ({number})"
            number += 1
        self.names.add(unique.casefold())
        sheet = self.book.add_worksheet(unique)
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C- &P -")
        return sheet


def _height(text: str, style: str) -> int:
    """Points that a wrapped line needs: Excel does not make room by itself for text that a program wrote."""
    lines = -(-words.cell_width(text) // (WIDE - 4)) or 1
    return 26 if style == "title" else 16 * lines
