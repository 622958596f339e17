"""The tree itself: nodes with their places, and the document that turns a place into a problem."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal, Protocol

from tracker.patterns import pattern
from tracker.problems import Problem, Source
from tracker.values import NamedTuple

DEPTH_LIMIT = 64
"""Levels of nesting: a plan needs six."""
Kind = Literal["scalar", "mapping", "sequence"]


class Mark(Protocol):
    """A place in a text as the YAML parser gives it: line and column from 0."""

    @property
    def line(self) -> int:
        """The line."""

    @property
    def column(self) -> int:
        """The column, in characters."""


class Spot(NamedTuple):
    """A place that was kept: like a mark, without the parser."""

    line: int
    column: int


class Node:
    """A scalar, mapping or sequence with its place (line and column from 1; 0 for data without a file).

    `value` is the text of a scalar (None for an empty one), the (key, value) pairs of a mapping,
    or the items of a sequence. `plain` says that a scalar was written without quotes.
    """

    __slots__ = ("end", "kind", "plain", "start", "value")

    def __init__(
        self, kind: Kind, value: object, start: Mark | None = None, end: Mark | None = None, plain: bool = False
    ) -> None:
        self.kind = kind
        self.value = value
        self.start = start
        self.end = end
        self.plain = plain

    @property
    def line(self) -> int:
        """The line on which it starts."""
        return self.start.line + 1 if self.start is not None else 0

    @property
    def column(self) -> int:
        """The column at which it starts."""
        return self.start.column + 1 if self.start is not None else 0

    @property
    def width(self) -> int:
        """The characters that it takes on its line; 1 for a collection or a text of several lines."""
        if self.start is None or self.end is None or self.kind != "scalar" or self.end.line != self.start.line:
            return 1
        return max(1, self.end.column - self.start.column)

    def __repr__(self) -> str:
        return f"Node({self.kind!r}, {self.value!r}, {self.line}:{self.column})"

    @property
    def pairs(self) -> list[tuple[Node, Node]]:
        """The keys and values of a mapping, in the order written; empty for other nodes."""
        return self.value if self.kind == "mapping" else []  # type: ignore[return-value]

    @property
    def items(self) -> list[Node]:
        """The items of a sequence; empty for other nodes."""
        return self.value if self.kind == "sequence" else []  # type: ignore[return-value]

    def data(self) -> object:
        """The tree as plain text, lists and dicts; of a duplicate key the first value stands."""
        if self.kind == "scalar":
            return self.value
        if self.kind == "sequence":
            return [item.data() for item in self.items]
        result: dict[object, object] = {}
        for key, value in self.pairs:
            result.setdefault(key.value, value.data())
        return result


LINE_BREAK = pattern("\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line in YAML 1.1: `str.splitlines` knows others, and would count differently."""


@lru_cache(maxsize=8)
def _printable(line: str) -> str:
    """A line without control characters, as wide as it was: none is ever sent to a terminal."""
    if line.isprintable():
        return line
    return "".join(char if char.isprintable() or char in "\t\u3000" else "\ufffd" for char in line)


class Document:
    """One YAML file as read: its root node, its lines and every problem met on the way."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text[1:] if text.startswith("\ufeff") else text
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self.inserted: dict[int, tuple[int, int]] = {}
        """Line → (column, characters) put in to read on after a fault: columns shown are those of the file."""
        self._lines: list[str] | None = None

    @property
    def lines(self) -> list[str]:
        """The lines of the file, without their ends."""
        if self._lines is None:
            self._lines = LINE_BREAK.split(self.text)
        return self._lines

    def problem(self, node: Node | None, code: str, /, *, advice: bool = False, **params: object) -> Problem:
        """A problem at `node`, with the line that it stands on as its excerpt."""
        return self.report(node, code, params, advice=advice)

    def problem_at(
        self, line: int, column: int, code: str, /, *, width: int = 1, advice: bool = False, **params: object
    ) -> Problem:
        """A problem at a line and column (from 1)."""
        return self._report((line, column, width), code, params, advice)

    def report(self, node: Node | None, code: str, params: Mapping[str, object], /, *, advice: bool = False) -> Problem:
        """Like `problem`, with the words of the message as a mapping."""
        place = (node.line, node.column, node.width) if node is not None else (1, 1, 1)
        return self._report(place, code, params, advice)

    def _report(self, place: tuple[int, int, int], code: str, params: Mapping[str, object], advice: bool) -> Problem:
        line, column, width = place
        excerpt = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return Problem(self.source(line, column), code, params, _printable(excerpt), width, advice)

    def source(self, line: int, column: int) -> Source:
        """A place in the file as it stands, whatever was put in to read on after a fault."""
        at, count = self.inserted.get(line, (column, 0))
        return Source(self.name, line, max(at, column - count) if column > at else column)
