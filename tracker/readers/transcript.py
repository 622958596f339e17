"""The text of a document while it is taken down: every stretch with its place, every table with its cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from tracker.model.document import Document, Run, Table, TableCell, line_starts, place_in
from tracker.problems import Problem, Source, in_reading_order
from tracker.readers.fields import ROW
from tracker.readers.workbook import column_letters

HEADER_ROWS = 10
SUBJECTS = frozenset(("target", "text"))
FACTS = frozenset(("value", "numerator", "grade", "as_of"))
"""Of a table that reports; 任务 beside 完成时间 may as well be a plan."""


@dataclass(slots=True)
class _Draft:
    """A table while it is read: how much was taken down before it, and before its open cell."""

    name: str
    pieces: int
    runs: int
    length: int
    cells: list[TableCell] = field(default_factory=list)
    at: tuple[int, int, int, int] | None = None
    cell_pieces: int = 0
    cell_runs: int = 0
    covered: bool = False
    above: dict[int, int] = field(default_factory=dict)
    """Column → the number of the cell that stands there last."""


class Transcript:
    """Takes a document down. `original` is the file's own text, empty where a file has no characters of its own."""

    def __init__(self, name: str, original: str = "") -> None:
        self.name = name
        self.original = original
        self.lines = line_starts(original) if original else ()
        self.problems: list[Problem] = []
        self.length = 0
        self._left_out: dict[str, tuple[Source, int]] = {}
        self._tables: list[Table] = []
        self._pieces: list[str] = []
        self._runs: list[Run] = []
        self._open: list[_Draft] = []
        self._count = 0

    def write(self, text: str, start: int, end: int) -> None:
        """Write what stands at these characters of the file."""
        if not text:
            return
        run = Run(self.length, self.length + len(text), start, end)
        last = self._runs[-1] if self._runs else run
        if last.literal and run.literal and last.end == run.start and last.origin_end == start:
            self._runs[-1] = last._replace(end=run.end, origin_end=end)
        else:
            self._runs.append(run)
        self.put(text)

    def write_at(self, text: str, cell: str) -> None:
        """Write what stands at a place with a name."""
        if text:
            start, end = self.length, self.length + len(text)
            self._runs.append(Run(start, end, start, end, cell))
            self.put(text)

    def put(self, text: str) -> None:
        """Write what stands nowhere in the file: a line end, a blank between words."""
        self._pieces.append(text)
        self.length += len(text)

    def end_line(self) -> None:
        """End the line, unless there is nothing on it."""
        if self.last not in ("", "\n"):
            self.put("\n")

    @property
    def last(self) -> str:
        """The character written last; "" before the first."""
        return self._pieces[-1][-1] if self._pieces else ""

    @property
    def depth(self) -> int:
        """How many tables are open."""
        return len(self._open)

    @property
    def cell_name(self) -> str:
        """The name of the open cell, such as `table1.B2`."""
        draft = self._open[-1]
        row, column, *_ = draft.at or (1, 1)
        return f"{draft.name}.{column_letters(column)}{row}"

    def open_table(self) -> None:
        """Begin a table, on a line of its own."""
        self.end_line()
        self._count += 1
        self._open.append(_Draft(f"table{self._count}", len(self._pieces), len(self._runs), self.length))

    def open_cell(self, row: int, column: int, bottom: int = 0, right: int = 0) -> None:
        """Begin a cell of the innermost table."""
        self.close_cell()
        draft = self._open[-1]
        draft.at = (row, column, max(row, bottom), max(column, right))
        draft.cell_pieces, draft.cell_runs = len(self._pieces), len(self._runs)

    def lengthen_cell_above(self) -> None:
        """The open cell is covered by the one above it, which reaches down over it."""
        draft = self._open[-1]
        if draft.at is not None and (number := draft.above.get(draft.at[1])) is not None:
            draft.cells[number] = draft.cells[number]._replace(bottom=draft.at[2])
            draft.covered = True

    def close_cell(self) -> None:
        """End the open cell and its line, if one is open."""
        draft = self._open[-1]
        if draft.at is None:
            return
        text = "".join(self._pieces[draft.cell_pieces :]).strip()
        if text or not draft.covered:
            if not draft.covered:
                draft.above[draft.at[1]] = len(draft.cells)
            draft.cells.append(TableCell(*draft.at, text, self._source(self._runs[draft.cell_runs :], text)))
        draft.at, draft.covered = None, False
        self.end_line()

    def _source(self, runs: Sequence[Run], text: str) -> Source:
        """The place of the open cell, whose text these runs are."""
        if not self.original:
            return Source(self.name, cell=self.cell_name, quote=text)
        if not runs:
            return Source(self.name)
        return self.place(runs[0].origin, runs[-1].origin_end)

    def close_table(self) -> None:
        """End the innermost table. One that reports in rows is not left in the text: nothing shall count twice."""
        self.close_cell()
        draft = self._open.pop()
        self._tables.append(Table(draft.name, tuple(draft.cells)))
        if header_row(draft.cells):
            del self._pieces[draft.pieces :], self._runs[draft.runs :]
            self.length = draft.length

    def place(self, start: int, end: int) -> Source:
        """The place of these characters of the file."""
        return place_in(self.name, self.original, self.lines, start, end)

    def note(self, code: str, place: Source | None = None, /, **params: object) -> None:
        """Note a problem; without a place it is one of the whole file."""
        self.problems.append(Problem(place or Source(self.name), code, params))

    def leave_out(self, code: str, place: Source, count: int) -> None:
        """Note that something is no part of the text: said once for each reason, at the first place."""
        first, so_far = self._left_out.get(code, (place, 0))
        self._left_out[code] = first, so_far + count

    def document(self) -> Document:
        """The document."""
        while self._open:
            self.close_table()
        tables = tuple(sorted(self._tables, key=lambda table: int(table.name.removeprefix("table"))))
        for code, (place, count) in self._left_out.items():
            self.problems.append(Problem(place, code, {"count": count}, advice=True))
        problems = tuple(in_reading_order(self.problems))
        text = "".join(self._pieces)
        runs = tuple(self._runs)
        if not text.strip():
            text, runs = "", ()
        return Document(self.name, text, runs, tables, problems, self.original, self.lines)


def header_row(cells: Iterable[TableCell]) -> int:
    """The number of the row that heads a table of achievements; 0 if the table is none.

    >>> cells = [TableCell(1, n, 1, n, text, Source()) for n, text in enumerate(("任务", "截至", "数值"), 1)]
    >>> header_row(cells), header_row(cells[:1])
    (1, 0)
    """
    rows = groupby(cells, key=_row)
    for (number, row), _ in zip(rows, range(HEADER_ROWS), strict=False):
        named = {field.name for cell in row if (field := ROW.column(cell.text).field) is not None}
        if named & SUBJECTS and named & FACTS:
            return number
    return 0


def _row(cell: TableCell) -> int:
    return cell.row
