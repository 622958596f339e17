"""Columns in a terminal: chosen by priority, wrapped and aligned in cells.

One column is the main one: it is never hidden or cut. What else does not fit is dropped, and named in `dropped`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from tracker.render.layout import Canvas, Line, Span, Style, wrapped
from tracker.values import NamedTuple

GAP = 2
"""Cells between two columns."""


class Cell(NamedTuple):
    """What one column says of one row: pieces that may stand on lines of their own, and a style for each."""

    pieces: tuple[str, ...]
    separator: str = " "
    styles: Sequence[Style] = ()

    @property
    def text(self) -> str:
        """The cell on one line."""
        return self.separator.join(self.pieces)


class Column(NamedTuple):
    """A column: its title, how long it is kept (0: always, it is the main one), and how narrow it may be.

    `least` None: it is shown whole or not at all. `optional`: it is left out where no row has anything to say.
    """

    title: str
    rank: int
    least: int | None = None
    right: bool = False
    optional: bool = False


class Grid:
    """Rows of cells laid out on a canvas."""

    def __init__(self, canvas: Canvas, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
        self.canvas, self.cells = canvas, canvas.measure
        filled = [not each.optional or any(row[i].text for row in rows) for i, each in enumerate(columns)]
        self.columns = [each for each, some in zip(columns, filled, strict=True) if some]
        self.rows = [[cell for cell, some in zip(row, filled, strict=True) if some] for row in rows]
        self.natural = [
            max([self.cells(each.title), *(self.cells(row[i].text) for row in self.rows)])
            for i, each in enumerate(self.columns)
        ]
        self.main = next(i for i, each in enumerate(self.columns) if each.rank == 0)
        self.kept = self._kept()

    @property
    def dropped(self) -> list[str]:
        """The titles of the columns for which there is no room."""
        return [each.title for i, each in enumerate(self.columns) if i not in self.kept]

    def _least(self, index: int) -> int:
        column, natural = self.columns[index], self.natural[index]
        if index == self.main:
            return natural if self.canvas.width is None else min(natural, max(16, self.canvas.width * 3 // 10))
        return natural if column.least is None else min(natural, max(self.cells(column.title), column.least))

    def _by_rank(self) -> list[int]:
        return sorted(range(len(self.columns)), key=lambda i: self.columns[i].rank)

    def _kept(self) -> list[int]:
        """The columns that fit, in the order in which they stand."""
        if self.canvas.width is None:
            return list(range(len(self.columns)))
        room = self.canvas.width + GAP
        kept = []
        for index in self._by_rank():
            size = self._least(index) + GAP
            if index == self.main or size <= room:
                kept.append(index)
                room -= size
        return sorted(kept)

    @cached_property
    def widths(self) -> list[int]:
        """The width of each column that is kept; what is left over goes to the main one first, then by rank."""
        if self.canvas.width is None:
            return [self.natural[i] for i in self.kept]
        widths = {i: self._least(i) for i in self.kept}
        spare = max(0, self.canvas.width + GAP - sum(widths.values()) - GAP * len(widths))
        wanted = [(self.main, min(self.natural[self.main], self.canvas.width * 4 // 10))]
        wanted += [(i, self.natural[i]) for i in self._by_rank() if i in widths and i != self.main]
        for index, size in [*wanted, (self.main, self.natural[self.main])]:
            more = min(spare, max(0, size - widths[index]))
            widths[index] += more
            spare -= more
        return [widths[i] for i in self.kept]

    @property
    def width(self) -> int:
        """How many cells a line takes."""
        return sum(self.widths) + GAP * (len(self.widths) - 1)

    def header(self) -> Iterator[Line]:
        """The titles, and a rule beneath them."""
        yield self._padded([(Span(self.columns[i].title, "bold"),) for i in self.kept])
        yield self.rule()

    def rule(self) -> Line:
        """A line across the whole grid."""
        return [Span(self.canvas.symbol("rule") * self.width, "dim")]

    def note(self, key: str = "page.dropped") -> Iterator[Line]:
        """What is not shown for want of room; nothing where everything is."""
        if self.dropped:
            names = self.canvas.say("separator").join(self.dropped)
            yield from wrapped(self.canvas, self.canvas.say(key, names=names), style="dim")

    def body(self, heading: Callable[[int], Iterable[Line]] = lambda index: ()) -> Iterator[Line]:
        """The rows; `heading` gives the lines that stand before a row."""
        for index, row in enumerate(self.rows):
            yield from heading(index)
            filled = [self._fill(row[i], width) for i, width in zip(self.kept, self.widths, strict=True)]
            for number in range(max(map(len, filled))):
                yield self._padded([lines[number] if number < len(lines) else () for lines in filled])

    def _fill(self, cell: Cell, width: int) -> list[Line]:
        """A cell on lines of at most `width` cells; pieces share a line while they fit."""
        if len(cell.pieces) == 1 and self.cells(cell.pieces[0]) <= width:
            return [(Span(cell.pieces[0], cell.styles[0] if cell.styles else ""),)]
        lines: list[Line] = []
        line: list[Span] = []
        used = 0
        unstyled: list[Style] = [""] * len(cell.pieces)
        for piece, style in zip(cell.pieces, [*cell.styles, *unstyled], strict=False):
            parts = self.canvas.wrap(piece, width)
            if line and (len(parts) > 1 or used + self.cells(cell.separator + piece) > width):
                lines.append(line)
                line, used = [], 0
            elif line:
                line.append(Span(cell.separator))
                used += self.cells(cell.separator)
            lines.extend([Span(part, style)] for part in parts[:-1])
            line.append(Span(parts[-1], style))
            used += self.cells(parts[-1])
        return [*lines, line]

    def _padded(self, parts: Sequence[Line]) -> Line:
        """Cells side by side, each filled with spaces to its column's width; none after the last."""
        line: list[Span] = []
        waiting = 0
        for part, width, index in zip(parts, self.widths, self.kept, strict=True):
            room = max(0, width - sum(self.cells(span.text) for span in part))
            before, after = (room, 0) if self.columns[index].right else (0, room)
            if not part:
                waiting += width + GAP
                continue
            if waiting + before > 0:
                line.append(Span(" " * (waiting + before)))
            line.extend(part)
            waiting = after + GAP
        return line
