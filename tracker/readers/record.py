"""A row of cells into an achievement: every cell read, then what must hold between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from datetime import date
from decimal import Decimal
from itertools import repeat
from operator import ge, getitem
from types import NoneType

from tracker.model.achievement import Achievement
from tracker.model.numerals import EXACT, SCALES, Bound, convert, ratio_factor, unit_scale
from tracker.problems import Source
from tracker.readers.assembly import Assembler, Gathering, Ignored
from tracker.readers.cells import Figure
from tracker.readers.fields import ROW
from tracker.readers.outcome import Fault, Rows

TEN_THOUSAND = 10_000
POSITIONS = ROW.positions
RARE = frozenset(("numerator", "denominator", "done_on", "step", "grade", "member", "bound", "supersedes", "source"))
"""Fields whose presence asks for a closer look at the row."""


class Records(Assembler[Achievement]):
    """Rows of cells into achievements."""

    vocabulary = ROW
    content = ("value", "numerator", "done_on", "step", "grade", "member")
    spreading = frozenset(("plan", "target", "org", "as_of", "reported_on", "mode", "unit", "text"))
    lists = ("achievements", "进展", "成效")

    def block(self, rows: Sequence[Sequence[str]], sources: Sequence[Source]) -> tuple[list[Achievement], Set[int]]:
        """Many rows at once, column by column; and which of them ask for a closer look, by `row`."""
        columns = list(zip(*rows, strict=False))
        read = {name: list(map(self.memos[place].__getitem__, columns[place])) for name, place in self._places.items()}
        if self._faults or "as_of" not in read:
            self._faults.clear()
            return [], set(range(len(rows)))
        unsaid = self._absent[POSITIONS["reported_on"]]
        read.setdefault("reported_on", read["as_of"] if unsaid is None else [unsaid] * len(rows))
        odd = self._odd(columns, read)
        for memo, column in zip(self.memos, columns, strict=False):
            if isinstance(memo, Ignored):
                memo.count += sum(1 for number, cell in enumerate(column) if cell.strip() and number not in odd)
        fields = [read.get(name) or repeat(absent) for name, absent in zip(POSITIONS, self._absent, strict=True)]
        return [tuple.__new__(Achievement, row) for row in zip(*fields[:-1], sources, strict=False)], odd

    def _odd(self, columns: Sequence[Sequence[str]], read: Mapping[str, list[object]]) -> set[int]:
        """The rows that say more than a target or text, days in order and a bare number, or less."""
        odd: set[int] = set()
        if self._to_fill:
            odd.update(number for number, cells in enumerate(zip(*columns, strict=True)) if self._unfilled(cells))
        for name in RARE & read.keys():
            column = columns[self._places[name]]
            if any(column):
                odd.update(number for number, cell in enumerate(column) if cell)
        if not set(map(type, read.get("value", ()))) <= {Decimal, NoneType}:
            odd.update(number for number, figure in enumerate(read["value"]) if isinstance(figure, Figure))
        if not SCALES.keys().isdisjoint(read.get("unit") or (self._absent[POSITIONS["unit"]],)):
            odd.update(range(len(columns[0])))
        subjects = [read[name] for name in ("target", "text") if name in read]
        if not any(map(all, subjects)):
            odd.update(number for number in range(len(columns[0])) if not any(column[number] for column in subjects))
        days, reported = read["as_of"], read["reported_on"]
        if not (all(days) and all(reported) and all(map(ge, reported, days))):  # type: ignore[arg-type]  # days
            odd.update(
                number
                for number, (day, after) in enumerate(zip(days, reported, strict=True))
                if day is None or after is None or after < day  # type: ignore[operator]  # days
            )
        return odd

    def row(self, cells: Sequence[str], source: Source) -> Achievement | None:
        """One row; None if it is refused or empty. There must be a cell for every column."""
        if self._to_fill and not self._faults and self._unfilled(cells):
            return None
        (
            plan, target, org, as_of, mode, figure, numerator, denominator, done_on, step, grade, member,
            unit, bound, confirmed, supersedes, text, reason, next_step, note, own_id, reported_on, document,
        ) = self._pick((*map(getitem, self.memos, cells), *self._absent))  # fmt: skip
        if not target and not text:
            if self._blank(cells):
                return None
            self._faults.append(Fault("A401", ("target", "text")))
        if unit is None or bound is None:  # a refused cell; what stands beside it is still checked
            unit, bound = "", "exact"
        value = figure.value if isinstance(figure, Figure) else figure
        if value is not None and (isinstance(figure, Figure) or unit in SCALES):
            value, unit, bound = self._measured(figure, unit, bound)
        as_of = as_of if as_of is not None else done_on
        reported_on = reported_on if reported_on is not None else as_of
        self._check_days(as_of, reported_on, done_on)
        if numerator is not None or denominator is not None:
            value, bound = self._check_ratio(value, numerator, denominator, unit, bound, figure)
        if grade or step or done_on is not None:
            self._check_kinds(figure, numerator, done_on or step, grade, member)
        if supersedes and supersedes == own_id:
            self._faults.append(Fault("A410", ("supersedes", "id"), {"found": own_id}))
        if self._faults:
            return None
        return Achievement(
            plan, target, org, as_of, mode, value, numerator, denominator, done_on, step, grade, member,
            unit, bound, confirmed, supersedes, text, reason, next_step, note, own_id, reported_on,
            Source(document) if document else source,
        )  # fmt: skip

    def _measured(self, figure: Figure | Decimal, unit: str, bound: Bound) -> tuple[Decimal, str, Bound]:
        """The value in the unit of its row, where the cell has a unit, a scale or a bound of its own."""
        said = figure if isinstance(figure, Figure) else Figure(figure)
        value = said.value
        if said.unit and unit:
            changed = convert(value, said.unit, unit)
            if changed is None:
                self._faults.append(Fault("A330", ("unit", "value"), {"found": said.unit, "wanted": unit}))
            else:
                value = changed
        elif said.scaled and (unit in SCALES or unit_scale(unit)[0] >= TEN_THOUSAND):
            self._faults.append(Fault("A333", ("value", "unit"), {"wanted": unit}))
        unit = unit or said.unit
        if unit in SCALES:
            value, unit = convert(value, f"{unit}个", "个") or value, ""
        if "exact" not in (bound, said.bound) and bound != said.bound:
            self._faults.append(Fault("A331", ("bound", "value")))
        return value, unit, bound if said.bound == "exact" else said.bound

    def _check_days(self, as_of: date | None, reported_on: date | None, done_on: date | None) -> None:
        if as_of is None:
            self._faults.append(Fault("A402", ("as_of", "done_on")))
            return
        if reported_on is not None and reported_on < as_of:
            params = {"found": reported_on, "as_of": as_of}
            self._faults.append(Fault("A403", ("reported_on", "as_of"), params))
        if done_on is not None and done_on > as_of:
            self._faults.append(Fault("A404", ("done_on", "as_of"), {"found": done_on, "as_of": as_of}))

    def _check_ratio(
        self,
        value: Decimal | None,
        numerator: Decimal | None,
        denominator: Decimal | None,
        unit: str,
        bound: Bound,
        figure: Figure | Decimal | None,
    ) -> tuple[Decimal | None, Bound]:
        """Numerator and denominator hold the fact; a value beside them must say the same and is then dropped."""
        if numerator is None or denominator is None:
            self._faults.append(Fault("A405", ("numerator", "denominator")))
        elif denominator <= 0:
            self._faults.append(Fault("A406", ("denominator", "numerator"), {"found": denominator}))
        elif value is not None:
            if not agrees(value, numerator, denominator, unit):
                params = {"found": value, "numerator": numerator, "denominator": denominator}
                self._faults.append(Fault("A407", ("value", "numerator"), params))
            return None, "exact" if isinstance(figure, Figure) and figure.bound == bound else bound
        return value, bound

    def _check_kinds(self, figure: object, numerator: object, done: object, grade: str, member: str) -> None:
        kinds = {
            "value": figure is not None or numerator is not None,
            "done_on": bool(done),
            "grade": bool(grade),
            "member": bool(member and grade),
        }
        said = tuple(name for name, given in kinds.items() if given)
        if len(said) > 1:
            self._faults.append(Fault("A408", said))


def agrees(value: Decimal, numerator: Decimal, denominator: Decimal, unit: str) -> bool:
    """Whether a value is the quotient, exactly or rounded to the digits that the value has.

    >>> agrees(Decimal("68.9"), Decimal(62), Decimal(90), "%"), agrees(Decimal(70), Decimal(62), Decimal(90), "%")
    (True, False)
    """
    factors = (ratio_factor(unit),) if unit else (100, 1000, 1)
    digits = min(0, int(value.as_tuple().exponent))
    half = EXACT.multiply(denominator, Decimal(5).scaleb(digits - 1))
    for factor in factors:
        gap = EXACT.subtract(EXACT.multiply(value, denominator), EXACT.multiply(numerator, Decimal(factor)))
        if abs(gap) <= half:
            return True
    return False


def rows_of(gathering: Gathering[Achievement]) -> Rows:
    """The rows gathered, as a value."""
    kept, refused = gathering.kept, gathering.refused
    return Rows(tuple(kept), gathering.found(), len(kept) + refused, refused)
