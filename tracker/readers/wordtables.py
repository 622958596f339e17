"""The tables of a Word document while it is walked through: where each cell is, and what it covers."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.readers.numbering import number_in
from tracker.readers.transcript import Transcript

TABLE_DEPTH = 20
"""Tables within tables; what is deeper is none, and its text stays text."""
SPAN_LIMIT = 100


@dataclass(slots=True)
class Rows:
    """Where the next cell of a table comes. `waiting`: a cell has begun, and its properties are not known yet."""

    is_table: bool
    row: int = 0
    column: int = 0
    span: int = 1
    covered: bool = False
    waiting: bool = False


class Tables:
    """The tables that are open, one within the other."""

    def __init__(self, transcript: Transcript) -> None:
        self.transcript = transcript
        self._open: list[Rows] = []

    def __len__(self) -> int:
        return len(self._open)

    def begin(self, name: str) -> bool:
        """A table, row or cell begins; False if the element is none of these."""
        if name == "tbl":
            self.begin_cell()
            self._open.append(Rows(self.transcript.depth < TABLE_DEPTH))
            if self._open[-1].is_table:
                self.transcript.open_table()
        elif name == "tr" and self._open:
            self._open[-1].row += 1
            self._open[-1].column = 0
        elif name == "tc" and self._open:
            rows = self._open[-1]
            rows.span, rows.covered, rows.waiting = 1, False, True
        else:
            return False
        return True

    def describe(self, name: str, value: str) -> None:
        """A property of a row or cell."""
        if not self._open:
            return
        rows = self._open[-1]
        match name:
            case "gridBefore":
                rows.column += min(SPAN_LIMIT, number_in(value))
            case "gridSpan":
                rows.span = min(SPAN_LIMIT, max(1, number_in(value)))
            case "vMerge":
                rows.covered = value != "restart"
            case _:
                pass

    def begin_cell(self) -> None:
        """Begin the cell that waits for its properties: they are known, or it has none."""
        if not self._open or not self._open[-1].waiting:
            return
        rows = self._open[-1]
        rows.waiting = False
        if rows.is_table:
            self.transcript.open_cell(max(1, rows.row), rows.column + 1, right=rows.column + rows.span)
            if rows.covered:
                self.transcript.lengthen_cell_above()
        rows.column += rows.span

    def end(self, name: str) -> None:
        """A table or cell ends, or the properties of a cell."""
        if name == "tbl":
            if self._open.pop().is_table:
                self.transcript.close_table()
        elif name in ("tc", "tcPr") and self._open:
            self.begin_cell()
            if name == "tc" and self._open[-1].is_table:
                self.transcript.close_cell()
