"""Rows from an xlsx workbook: every visible sheet with a header row, every row with its cell."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from typing import Generic

from tracker.nodes import collector_paused
from tracker.problems import Problem, Source
from tracker.readers.assembly import Assembler, Gathering, Ignored, R
from tracker.readers.cells import COMPACT_YEARS, SERIAL_DAYS, Refusal, serial_day
from tracker.readers.fields import COLUMN_LIMIT, NUMBERING, Column, Field, Vocabulary, plain
from tracker.readers.outcome import Spot, explain
from tracker.readers.typed import written
from tracker.readers.workbook import Cell, Sheet, column_letters, read_sheets
from tracker.readers.zipguard import Objection

Place = Callable[[int, int], Source]
HEADER_ROWS = 10


def read_workbook(raw: bytes, name: str, kind: type[Assembler[R]], blanks: Mapping[str, object]) -> Gathering[R]:
    """Rows from the bytes of an xlsx file."""
    gathering = Gathering(kind)
    found = read_sheets(raw)
    if isinstance(found, Objection):
        gathering.problems.append(Problem(Source(name), found.code, found.params))
        return gathering
    without_header: list[Sheet] = []
    tables = 0
    for sheet in found:
        if not sheet.rows:
            continue
        header = _header_row(sheet, kind.vocabulary)
        if sheet.hidden:
            gathering.problems.append(_note(name, "A124", sheet))
        elif header is None:
            without_header.append(sheet)
        else:
            tables += 1
            with collector_paused():
                read_table(sheet, header, partial(_source, name, sheet), blanks, gathering)
    for sheet in without_header:
        gathering.problems.append(_note(name, "A125", sheet) if tables else _no_header(name, sheet, kind.headers))
    if not tables and not without_header:
        gathering.problems.append(Problem(Source(name), "A105", {"headers": kind.headers}))
    return gathering


def _header_row(sheet: Sheet, vocabulary: Vocabulary) -> int | None:
    """The number of the first row with two known headers."""
    for number in sorted(sheet.rows)[:HEADER_ROWS]:
        if vocabulary.known(str(cell.value) for cell in sheet.rows[number].values() if cell.kind == "text") >= 2:
            return number
    return None


def _note(name: str, code: str, sheet: Sheet) -> Problem:
    return Problem(Source(name), code, {"found": sheet.name}, advice=True)


def _no_header(name: str, sheet: Sheet, headers: str) -> Problem:
    number = min(sheet.rows)
    column = min(sheet.rows[number])
    params = {"found": sheet.rows[number][column].value, "nul": "", "comma": "", "headers": headers}
    return Problem(_source(name, sheet, number, column), "A106", params)


def _source(name: str, sheet: Sheet, row: int, column: int) -> Source:
    return Source(name, row, column, None, None, f"{sheet.name}!{column_letters(column)}{row}")


def read_table(sheet: Sheet, header: int, place: Place, blanks: Mapping[str, object], gathering: Gathering[R]) -> None:
    """Gather the rows under the header row of a sheet; `place` gives the place of a cell by row and column."""
    _Table(sheet, header, place, blanks, gathering).read()


class _Table(Generic[R]):
    """A header row of a sheet and what stands under it."""

    def __init__(
        self, sheet: Sheet, header: int, place: Place, blanks: Mapping[str, object], gathering: Gathering[R]
    ) -> None:
        self.sheet = sheet
        self.header = header
        self.place = place
        self.gathering = gathering
        self.kind = gathering.kind
        self.columns: dict[int, Column] = {
            number: self.kind.vocabulary.column(str(cell.value)) for number, cell in sorted(sheet.rows[header].items())
        }
        self.places = {one.field.name: number for number, one in reversed(self.columns.items()) if one.field}
        said = {"unit": next((one.unit for one in self.columns.values() if one.unit), "")}
        said["mode"] = next((one.mode for one in self.columns.values() if one.mode), "")
        self.blanks = {**blanks, **{key: value for key, value in said.items() if value}}
        given = {place for place, one in enumerate(self.columns.values()) if one.given}
        self.assembler = self.kind([one.field for one in self.columns.values()], self.blanks, given=given)

    def read(self) -> None:
        """Every row under the header; then what stands in columns that were not read."""
        if len(self.columns) > COLUMN_LIMIT:
            params = {"found": len(self.columns), "limit": COLUMN_LIMIT}
            self.gathering.problems.append(Problem(self.place(self.header, min(self.columns)), "A115", params))
            return
        if self._refuse_duplicates():
            return
        numbers = sorted(number for number in self.sheet.rows if number > self.header)
        above = self._merged(numbers)
        stray: list[tuple[int, int]] = []
        for number in numbers:
            row = self.sheet.rows[number]
            stray.extend((number, column) for column in row if column not in self.columns)
            if any(place in row for place in self.places.values()):
                self._read_row(number, row, above.get(number, {}))
        self._name_ignored(stray)

    def _refuse_duplicates(self) -> bool:
        found = False
        for number, column in self.columns.items():
            if column.field is None or self.places[column.field.name] == number:
                continue
            first = self.columns[self.places[column.field.name]].header
            params = {"found": column.header, "first": first, "field": column.field.name}
            self.gathering.problems.append(Problem(self.place(self.header, number), "A107", params))
            found = True
        return found

    def _merged(self, numbers: list[int]) -> dict[int, dict[int, Cell]]:
        """Row → column → the cell that a merged range spreads over it."""
        above: dict[int, dict[int, Cell]] = {}
        reached: dict[int, int] = {}
        names = {number: name for name, number in self.places.items()}
        for top, left, bottom, _ in sorted(self.sheet.merged):
            cell = self.sheet.rows.get(top, {}).get(left)
            if left not in names or cell is None or top <= self.header:
                continue
            start = bisect_left(numbers, max(top, reached.get(left, 0)) + 1)
            if names[left] not in self.kind.spreading:
                if names[left] in self.kind.content and start < len(numbers) and numbers[start] <= bottom:
                    source = self.place(top, left)
                    params = {"field": self.columns[left].header}
                    self.gathering.problems.append(Problem(source, "A126", params, advice=True))
                continue
            for position in range(start, len(numbers)):
                if numbers[position] > bottom:
                    break
                above.setdefault(numbers[position], {})[left] = cell
            reached[left] = max(bottom, reached.get(left, 0))
        return above

    def _read_row(self, number: int, row: dict[int, Cell], above: dict[int, Cell]) -> None:
        cells: list[str] = []
        for place, column in self.columns.items():
            cell = row.get(place) or above.get(place)
            text = ""
            if cell is not None:
                try:
                    text = cell_text(cell, column.field) if column.field is not None else "x"
                except Refusal as refusal:
                    self.assembler.refuse(refusal.code, column.field.name if column.field else "", **refusal.params)
            cells.append(text)
        place = next((self.places[one] for one in self.kind.content if self.places.get(one) in row), min(row))
        read = self.assembler.row(cells, self.place(number, place))
        if read is not None:
            self.gathering.kept.append(read)
        elif faults := self.assembler.take_faults():
            self.gathering.refused += 1
            self.gathering.problems.extend(explain(faults, lambda field: self._spot(field, number)))

    def _spot(self, field: str, number: int) -> Spot | None:
        if not field:
            return Spot(self.place(number, min(self.columns)))
        place = self.places.get(field)
        if place is None:
            return None
        return Spot(self.place(number, place), label=self.columns[place].header)

    def _name_ignored(self, stray: list[tuple[int, int]]) -> None:
        for (number, column), memo in zip(self.columns.items(), self.assembler.memos, strict=True):
            if isinstance(memo, Ignored) and not column.given and plain(column.header) not in NUMBERING:
                like = self.kind.vocabulary.suggestion(column.header)
                params = {"found": column.header, "count": memo.count, "suggestion": like}
                source = self.place(self.header, number)
                self.gathering.problems.append(Problem(source, "A108", params, advice=not like))
        if stray:
            row, first = min(stray)
            params = {"column": column_letters(first), "count": len(stray)}
            self.gathering.problems.append(Problem(self.place(row, first), "A109", params))


def cell_text(cell: Cell, field: Field) -> str:
    """A cell as the text that a table of text would have in its place.

    Raises:
        Refusal: an error, a formula that was never calculated, or a value that the field cannot hold.

    >>> from tracker.readers.fields import ROW
    >>> cell_text(Cell("percent", Decimal("70.0")), ROW.by_header["value"])
    '70.0%'
    """
    match cell.kind:
        case "error":
            raise Refusal("A332", found=cell.value)
        case "uncalculated":
            raise Refusal("A334")
        case "percent":
            return written(cell.value, field) + "%"
        case "number" if field.is_day:
            return _day_text(cell.value)
        case _:
            return written(cell.value, field)


def _day_text(value: object) -> str:
    """A number where a day is wanted: a spreadsheet's own number for it, a year, or eight digits."""
    number = int(value) if isinstance(value, Decimal) else 0
    if number in SERIAL_DAYS:
        return serial_day(number).isoformat()
    if value == number and (number in COMPACT_YEARS or len(str(number)) == 8):
        return str(number)
    raise Refusal("A310", found=value)
