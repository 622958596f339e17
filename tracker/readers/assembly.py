"""Rows of cells in fixed columns into values: what the kinds of rows have in common, whatever the format.

This is the hot path of the readers: a cell that was read before costs one dictionary look-up.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence, Set
from operator import itemgetter
from typing import ClassVar, Generic, TypeVar

from tracker.problems import Problem, Source, in_reading_order
from tracker.readers.cells import ERRORS, Refusal
from tracker.readers.fields import Field, Vocabulary
from tracker.readers.outcome import Fault

R = TypeVar("R")

MEMO_LIMIT = 65_536
"""Cells remembered per column."""
GUARDED = ("=", "+", "-", "@", "\t", "\r")
"""Text that begins so, behind apostrophes or not, is written with one more before it: no spreadsheet runs it then."""


class Memo(dict[str, object]):
    """The cells of one column that were read before; a refused one is no value, so that it is reported each time."""

    __slots__ = ("faults", "guarded", "name", "read", "refused")

    def __init__(self, of: Field, blank: object, guarded: bool, faults: list[Fault]) -> None:
        super().__init__({"": blank})
        self.name = of.name
        self.read = of.read
        self.guarded = guarded
        self.faults = faults
        self.refused: dict[str, Fault] = {}

    def __missing__(self, cell: str) -> object:
        if cell in self.refused:
            self.faults.append(self.refused[cell])
            return None
        text = cell[1:] if self.guarded and cell[0] == "'" and cell.lstrip("'")[:1] in GUARDED else cell
        try:
            if text[0] == "#" and text in ERRORS:
                raise Refusal("A332", found=text)
            value = self.read(text) if text.strip() else None
        except Refusal as refusal:
            fault = Fault(refusal.code, (self.name,), refusal.params)
            self.faults.append(fault)
            if len(self.refused) < MEMO_LIMIT:
                self.refused[cell] = fault
            return None
        if value is None:
            value = self[""]
        if len(self) < MEMO_LIMIT:
            self[cell] = value
        return value


class Ignored(dict[str, object]):
    """The cells of a column that is no field: counted, so that none is lost without a word."""

    __slots__ = ("count",)

    def __init__(self) -> None:
        super().__init__({"": None})
        self.count = 0

    def __missing__(self, cell: str) -> object:
        self.count += bool(cell.strip())
        return None


class Assembler(ABC, Generic[R]):
    """Rows of cells in fixed columns into values of one kind.

    `columns` names the field of each column (None: not a field), `blanks` what an empty or absent cell of
    a field means in this file, `given` the places of the columns that a form filled in. After `row` gave None,
    `take_faults` has the reasons; none: the row was empty.

    Of a kind of rows: its fields are `vocabulary`; the cell of the first field of `content` is the place of a row of a
    sheet, and a merged cell of a field of `spreading` speaks for every row beside it; the rows of a YAML file stand
    under one of `lists`; `headers` is an example of a header row, for a kind that is not told of by default.
    """

    vocabulary: ClassVar[Vocabulary]
    content: ClassVar[tuple[str, ...]]
    spreading: ClassVar[frozenset[str]]
    lists: ClassVar[tuple[str, ...]]
    headers: ClassVar[str] = ""

    def __init__(
        self,
        columns: Sequence[Field | None],
        blanks: Mapping[str, object],
        *,
        given: Set[int] = frozenset(),
        guarded: bool = False,
    ) -> None:
        self._faults: list[Fault] = []
        fields, positions = self.vocabulary.fields, self.vocabulary.positions
        blank = {one.name: blanks.get(one.name, one.default) for one in fields}
        self.memos: list[Memo | Ignored] = [
            Ignored() if one is None else Memo(one, blank[one.name], guarded, self._faults) for one in columns
        ]
        self._absent = tuple(blank[one.name] for one in fields)
        self._width = len(columns)
        self._places = {one.name: position for position, one in enumerate(columns) if one is not None}
        self._to_fill = tuple(place for place in self._places.values() if place not in given) if given else ()
        self._pick = itemgetter(*(self._places.get(one.name, self._width + positions[one.name]) for one in fields))

    def refuse(self, code: str, name: str, /, **params: object) -> None:
        """Note what the format itself found wrong with a field of the row that is about to be read."""
        self._faults.append(Fault(code, (name,), params))

    def take_faults(self) -> list[Fault]:
        """What was wrong with the row last read; a rule about a field that cannot be read says nothing new."""
        unread = {fault.fields[0] for fault in self._faults if len(fault.fields) == 1}
        taken = [one for one in self._faults if len(one.fields) == 1 or unread.isdisjoint(one.fields)]
        self._faults.clear()
        return taken

    def block(self, rows: Sequence[Sequence[str]], sources: Sequence[Source]) -> tuple[list[R], Set[int]]:
        """Many rows at once, as far as a kind can; and which of them ask for a closer look, by `row`."""
        return [], set(range(len(rows)))

    @abstractmethod
    def row(self, cells: Sequence[str], source: Source) -> R | None:
        """One row; None if it is refused or empty. There must be a cell for every column."""

    def _unfilled(self, cells: Sequence[str]) -> bool:
        """Whether a row of a form stands as the form was handed out."""
        return not any(cells[place].strip() for place in self._to_fill)

    def _blank(self, cells: Sequence[str]) -> bool:
        """Whether a row says nothing at all."""
        return not self._faults and not any(cells[place].strip() for place in self._places.values())


class Gathering(Generic[R]):
    """Rows of one kind while they are being read."""

    def __init__(self, kind: type[Assembler[R]], *problems: Problem) -> None:
        self.kind = kind
        self.kept: list[R] = []
        self.problems = list(problems)
        self.refused = 0

    def found(self) -> tuple[Problem, ...]:
        """The problems in reading order."""
        return tuple(in_reading_order(self.problems))
