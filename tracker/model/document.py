"""A document as read: its plain text, its tables, and where in the file every stretch of them stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from tracker.problems import Problem, Source

_LINE_END = re.compile(r"\r\n?|\n")
BYTE_ORDER_MARK = "\ufeff"


class Run(NamedTuple):
    """A stretch of the text, and where it stands: characters of the file's own text, or a place with a name.

    Where both stretches are as long they agree character by character; else the one stands for the whole other
    (`&lt;` for `<`).
    """

    start: int
    end: int
    origin: int
    origin_end: int
    cell: str = ""

    @property
    def literal(self) -> bool:
        """Whether every character stands for itself."""
        return self.end - self.start == self.origin_end - self.origin


class TableCell(NamedTuple):
    """A cell of a table: its first and last row and column (from 1), and what stands in it."""

    row: int
    column: int
    bottom: int
    right: int
    text: str
    source: Source


class Table(NamedTuple):
    """A table of a document. `name` is `table1`, counted in reading order."""

    name: str
    cells: tuple[TableCell, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """What a document says. `text` has its lines in reading order, without markup; blocks are lines of their own.

    A table with the headers of achievement rows stands in `tables` alone; any other stands in `text` too, a line a
    cell. `original` is the file's own text with its line ends and its byte order mark, and `lines` where each of its
    lines begins; both are empty where a file has no characters of its own (docx, pdf).
    """

    name: str
    text: str = ""
    runs: tuple[Run, ...] = ()
    tables: tuple[Table, ...] = ()
    problems: tuple[Problem, ...] = ()
    original: str = ""
    lines: tuple[int, ...] = ()

    def place(self, start: int, end: int) -> Source:
        """Where the text from `start` to `end` stands in the file.

        In a file of characters: line, column, the characters from `start` to `end` of the file's own text, and these
        as the quote. Else a paragraph, cell or page (`para3`, `table1.B2`, `page2:5`), and `start` and `end` are those
        of `text`.
        """
        start = min(max(0, start), len(self.text))
        end = min(max(start, end), len(self.text))
        if not self.runs:
            return Source(self.name)
        after = bisect_right(self.runs, start, key=_end_of)
        first = self.runs[min(after, len(self.runs) - 1)]
        if not self.original:
            return Source(self.name, 0, 0, start, end, first.cell, self.text[start:end])
        before = max(0, bisect_right(self.runs, end - 1, key=_start_of) - 1)
        origin, origin_end = _begin(first, start), _finish(self.runs[before], end)
        return place_in(self.name, self.original, self.lines, origin, max(origin, origin_end))


def place_in(name: str, original: str, lines: tuple[int, ...], start: int, end: int) -> Source:
    """The place of some characters of a file; `lines` is where its lines begin. A byte order mark has no column.

    >>> place_in("a.md", "# 一\\n62个", (0, 4), 4, 7)
    Source(file='a.md', line=2, column=1, start=4, end=7, cell='', quote='62个')
    """
    line = bisect_right(lines, start)
    column = start - lines[line - 1] + 1
    if line == 1 and column > 1 and original.startswith(BYTE_ORDER_MARK):
        column -= 1
    return Source(name, line, column, start, end, "", original[start:end])


def line_starts(text: str) -> tuple[int, ...]:
    """Where each line of a text begins.

    >>> line_starts("a\\r\\nb\\rc\\n")
    (0, 3, 5, 7)
    """
    return (0, *(found.end() for found in _LINE_END.finditer(text)))


def _start_of(run: Run) -> int:
    return run.start


def _end_of(run: Run) -> int:
    return run.end


def _begin(run: Run, position: int) -> int:
    """Where in the file a character of the text begins; one between two runs, where the later begins."""
    if not run.literal:
        return run.origin
    return run.origin + max(0, position - run.start)


def _finish(run: Run, position: int) -> int:
    """Where in the file the character before `position` ends."""
    if not run.literal:
        return run.origin_end
    return min(run.origin_end, run.origin + max(0, position - run.start))
