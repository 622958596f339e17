"""Rows from the tables of a document, read as a worksheet's are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from tracker.model.document import Document, Table
from tracker.problems import Source
from tracker.readers.assembly import Gathering
from tracker.readers.outcome import Rows
from tracker.readers.record import Records, rows_of
from tracker.readers.sheets import read_table
from tracker.readers.transcript import header_row
from tracker.readers.workbook import Cell, Sheet, column_letters


def document_rows(document: Document, *, as_of: date | None = None, said: Mapping[str, object] = {}) -> Rows:
    """The rows of the tables of a document that report under known headers, read as a worksheet's are.

    `as_of` and `said` are what an empty cell means, as in a file of rows.

    >>> from tracker.readers.documents import read_document
    >>> page = "|目标编号|截至|数值|\\n|-|-|-|\\n|clinics|2021-06|62个|\\n"
    >>> document_rows(read_document(page.encode(), "六月.md")).achievements[0].source.quote
    '62个'
    """
    gathering = Gathering(Records)
    blanks = dict(said) if as_of is None else {**said, "as_of": as_of}
    for table in document.tables:
        header = header_row(table.cells)
        if header:
            places = {(cell.row, cell.column): cell.source for cell in table.cells}
            read_table(_sheet(table), header, partial(_place, document.name, table.name, places), blanks, gathering)
    return rows_of(gathering)


def _sheet(table: Table) -> Sheet:
    """A table as the worksheet that it could be; a cell that holds nothing is none."""
    sheet = Sheet(table.name, hidden=False)
    for cell in table.cells:
        if cell.text:
            sheet.rows.setdefault(cell.row, {}).setdefault(cell.column, Cell("text", cell.text))
        if (cell.bottom, cell.right) != (cell.row, cell.column):
            sheet.merged.append((cell.row, cell.column, cell.bottom, cell.right))
    return sheet


def _place(name: str, table: str, places: Mapping[tuple[int, int], Source], row: int, column: int) -> Source:
    """Where a cell stands; one that a merged range covers or a short row lacks, by its name."""
    return places.get((row, column)) or Source(name, cell=f"{table}.{column_letters(column)}{row}")
