"""Rows from CSV and tab-separated text, every row with the line that it begins on."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice, repeat
from typing import TYPE_CHECKING, Generic

from tracker.nodes import collector_paused
from tracker.problems import Problem, Source
from tracker.readers.assembly import Assembler, Gathering, Ignored, R
from tracker.readers.cells import CELL_LIMIT
from tracker.readers.fields import COLUMN_LIMIT, NUMBERING, Column, Vocabulary, plain
from tracker.readers.outcome import Fault, Spot, explain, shown

if TYPE_CHECKING:
    from _csv import Reader

BLOCK = 512
"""Rows that are read together."""
HEADER_ROWS = 10
"""Rows among which the header row is looked for: a title or a note may stand above it."""
REOPEN_LIMIT = 20
"""How often reading starts anew after a quotation mark that nothing closes."""


def read_delimited(
    text: str, name: str, kind: type[Assembler[R]], blanks: Mapping[str, object], delimiters: str = ",\t;"
) -> Gathering[R]:
    """Rows from text with one of `delimiters` between the cells, whichever makes the best header row.

    >>> from tracker.readers.record import Records
    >>> read_delimited("目标编号,截至,数值\\nclinics,2021-06,70\\n", "a.csv", Records, {}).kept[0].value
    Decimal('70')
    """
    lines = io.StringIO(text, newline="").readlines()
    gathering = Gathering(kind)
    header = find_header(lines, delimiters, kind.vocabulary)
    if header is None:
        gathering.problems.append(_no_header(lines, name, text, kind.headers))
        return gathering
    table = _Table(lines, name, header, blanks, gathering)
    if not table.refused:
        with collector_paused():
            table.read()
    return gathering


class Header:
    """The header row: which lines it stands on, its cells, and the delimiter between them."""

    def __init__(self, first: int, last: int, cells: list[str], delimiter: str, known: int) -> None:
        self.first = first
        self.last = last
        self.cells = cells
        self.delimiter = delimiter
        self.known = known


def find_header(lines: Sequence[str], delimiters: str, vocabulary: Vocabulary) -> Header | None:
    """The first row with two known headers, else with one, under the delimiter that shows the most."""
    best: Header | None = None
    for delimiter in delimiters:
        rows = _header_rows(lines, delimiter, vocabulary)
        found = next((row for row in rows if row.known >= 2), None)
        found = found or next((row for row in rows if row.known), None)
        if found is not None and (best is None or found.known > best.known):
            best = found
    return best


def _header_rows(lines: Sequence[str], delimiter: str, vocabulary: Vocabulary) -> list[Header]:
    reader = csv.reader(islice(lines, 10 * HEADER_ROWS), delimiter=delimiter, strict=True)
    found: list[Header] = []
    last = 0
    while len(found) < HEADER_ROWS:
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error:
            last = reader.line_num
            continue
        if any(cells):
            cells = [cell.strip().strip("\ufeff") for cell in cells]
            found.append(Header(last + 1, reader.line_num, cells, delimiter, vocabulary.known(cells)))
        last = reader.line_num
    return found


def _no_header(lines: Sequence[str], name: str, text: str, headers: str) -> Problem:
    first = next((number for number, line in enumerate(lines, 1) if line.strip()), 0)
    if not first:
        return Problem(Source(name), "A105", {"headers": headers})
    excerpt = shown(lines[first - 1])
    odd = {"nul": "U+0000" if "\0" in text else "", "comma": "，" if "，" in excerpt else ""}
    return Problem(Source(name, first, 1), "A106", {"found": excerpt, **odd, "headers": headers}, excerpt)


class _Table(Generic[R]):
    """A header row and what stands under it."""

    def __init__(
        self, lines: list[str], name: str, header: Header, blanks: Mapping[str, object], gathering: Gathering[R]
    ) -> None:
        self.lines = lines
        self.name = name
        self.header = header
        self.gathering = gathering
        self.vocabulary = gathering.kind.vocabulary
        self.columns = [self.vocabulary.column(cell) for cell in header.cells[:COLUMN_LIMIT]]
        self.positions = {one.field.name: place for place, one in enumerate(self.columns) if one.field is not None}
        self.refused = self._refuse_width() or self._refuse_duplicates()
        said = {"unit": next((one.unit for one in self.columns if one.unit), "")}
        said["mode"] = next((one.mode for one in self.columns if one.mode), "")
        self.blanks = {**blanks, **{key: value for key, value in said.items() if value}}

    def _refuse_width(self) -> bool:
        width = len(self.header.cells)
        if width > COLUMN_LIMIT:
            params = {"found": width, "limit": COLUMN_LIMIT}
            self.gathering.problems.append(Problem(Source(self.name, self.header.first), "A115", params))
        return width > COLUMN_LIMIT

    def _refuse_duplicates(self) -> bool:
        first: dict[str, Column] = {}
        found = False
        for position, column in enumerate(self.columns):
            if column.field is None:
                continue
            earlier = first.setdefault(column.field.name, column)
            if earlier is not column:
                spot = self._spot(self.header.first, self.header.last, position)
                params = {"found": column.header, "first": earlier.header, "field": column.field.name}
                self.gathering.problems.append(Problem(spot.source, "A107", params, spot.excerpt, spot.width))
                found = True
        return found

    def read(self) -> None:
        """Every row under the header; then the columns that were not read."""
        given = {place for place, one in enumerate(self.columns) if one.given}
        assembler = self.gathering.kind([one.field for one in self.columns], self.blanks, given=given, guarded=True)
        for rows, firsts, lasts in self._blocks():
            sources = list(map(_NEW, repeat(Source), zip(repeat(self.name), firsts, *_NO_PLACE, strict=False)))
            kept, odd = assembler.block(rows, sources)
            if not odd:
                self.gathering.kept.extend(kept)
                continue
            for number, cells in enumerate(rows):
                achievement = assembler.row(cells, sources[number]) if number in odd else kept[number]
                if achievement is not None:
                    self.gathering.kept.append(achievement)
                elif faults := assembler.take_faults():
                    self._refuse(faults, firsts[number], lasts[number])
        self.gathering.problems.extend(self._ignored(assembler))

    def _blocks(self) -> Iterator[tuple[Sequence[Sequence[str]], Sequence[int], Sequence[int]]]:
        """Many rows at a time, with their first and last lines: as long as each is one line of the header's width,
        as they come; from the first block on in which one is not, row by row.
        """
        last, width = self.header.last, len(self.columns)
        reader = self._reader(last)
        while block := _block(reader):
            size = len(block)
            if reader.line_num != last - self.header.last + size or set(map(len, block)) != {width}:
                break
            lines = range(last + 1, last + size + 1)
            yield block, lines, lines
            last += size
        records = self._records(last)
        while some := list(islice(records, BLOCK)):
            rows, firsts, lasts = zip(*some, strict=True)
            yield rows, firsts, lasts

    def _records(self, last: int) -> Iterator[tuple[list[str], int, int]]:
        """The cells of every row after line `last` that has enough of them, with its first and last line."""
        width = len(self.columns)
        reader, reopened = self._reader(last), 0
        while last < len(self.lines):
            start = last - reader.line_num
            try:
                for cells in reader:
                    first, last = last + 1, start + reader.line_num
                    if len(cells) == width or self._fits(cells, first, last):
                        yield cells, first, last
                return
            except csv.Error as error:
                first, last = last + 1, start + reader.line_num
                fault = self._quoting_fault(str(error), first, last)
                self._refuse([fault], first, last)
                if fault.code == "A203":
                    reopened += 1
                    if reopened > REOPEN_LIMIT:
                        source = Source(self.name, first + 1)
                        self.gathering.problems.append(Problem(source, "A212", {"count": len(self.lines) - first}))
                        return
                    reader, last = self._reader(first), first

    def _reader(self, after: int) -> Reader:
        """A reader of the lines after the first `after` ones."""
        return csv.reader(islice(self.lines, after, None), delimiter=self.header.delimiter, strict=True)

    def _quoting_fault(self, error: str, first: int, last: int) -> Fault:
        if last > first or "end of data" in error:
            return Fault("A203", ("",))
        if "limit" not in error:
            return Fault("A202", ("",))
        widths = [width for _, _, width in _cell_places(self.lines, first, first, self.header.delimiter)]
        longest = widths.index(max(widths))
        header = self.header.cells[longest] if longest < len(self.columns) else ""
        return Fault("A204", ("",), {"field": header, "found": max(widths), "limit": CELL_LIMIT})

    def _fits(self, cells: list[str], first: int, last: int) -> bool:
        """Whether a row with more or fewer cells than the header may be read: only empty ones too many."""
        if not any(cell.strip() for cell in cells):
            return False
        width = len(self.columns)
        if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
            return True
        self._refuse([Fault("A201", ("",), {"found": len(cells), "wanted": width})], first, last)
        return False

    def _refuse(self, faults: Sequence[Fault], first: int, last: int) -> None:
        def spot(name: str) -> Spot | None:
            if name in self.positions:
                return self._spot(first, last, self.positions[name])
            if name:
                return None
            column = 1
            if faults[0].code == "A203":
                column = max(column for _, column, _ in _cell_places(self.lines, first, first, self.header.delimiter))
            return Spot(Source(self.name, first, column), shown(self.lines[first - 1]))

        self.gathering.refused += 1
        self.gathering.problems.extend(explain(faults, spot))

    def _spot(self, first: int, last: int, position: int) -> Spot:
        """Where the cell at `position` of the row on lines `first` to `last` stands."""
        for number, (line, column, width) in enumerate(_cell_places(self.lines, first, last, self.header.delimiter)):
            if number == position:
                source = Source(self.name, line, column)
                return Spot(source, shown(self.lines[line - 1]), width, self.header.cells[position])
        return Spot(Source(self.name, first, 1), shown(self.lines[first - 1]), 1, self.header.cells[position])

    def _ignored(self, assembler: Assembler[R]) -> Iterator[Problem]:
        """One problem for every column that was not read and has something in it, or whose header may be a slip."""
        for position, (column, memo) in enumerate(zip(self.columns, assembler.memos, strict=True)):
            if not isinstance(memo, Ignored) or column.given or plain(column.header) in NUMBERING:
                continue
            if not column.header and not memo.count:
                continue
            spot = self._spot(self.header.first, self.header.last, position)
            like = self.vocabulary.suggestion(column.header)
            params = {"found": column.header, "column": position + 1, "count": memo.count, "suggestion": like}
            code = "A108" if column.header else "A109"
            advice = bool(column.header) and not like
            yield Problem(spot.source, code, params, spot.excerpt, spot.width, advice)


_NEW: Callable[[type[Source], tuple[object, ...]], Source] = tuple.__new__
"""A source without the detour through Python that a named tuple's own constructor takes: one for every row."""
_NO_PLACE = tuple(map(repeat, Source()[2:]))


def _block(reader: Reader) -> list[list[str]]:
    """The next rows; none where one of them cannot be read."""
    try:
        return list(islice(reader, BLOCK))
    except csv.Error:
        return []


def _cell_places(lines: Sequence[str], first: int, last: int, delimiter: str) -> Iterator[tuple[int, int, int]]:
    """Line, column (from 1) and width of every cell of the row on lines `first` to `last`."""
    quoted = wrapped = False
    for number in range(first, last + 1):
        line = lines[number - 1].rstrip("\r\n")
        begin, began = 0, quoted
        for at, char in enumerate(line):
            if char == '"' and (wrapped or at == begin):
                quoted, wrapped = not quoted, True
            elif char == delimiter and not quoted:
                if not began:
                    yield number, begin + 1, max(1, at - begin)
                begin, began, wrapped = at + 1, False, False
        if not began:
            yield number, begin + 1, max(1, len(line) - begin)
