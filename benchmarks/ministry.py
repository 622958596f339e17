"""The plan of a ministry that holds every county to the same definitions: of which sizes, and what it promises."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

YEAR = 2021
START = date(YEAR, 1, 1)


class Size(NamedTuple):
    """So many definitions for so many orgs, each reported of in so many months."""

    definitions: int
    orgs: int
    months: int

    @classmethod
    def of(cls, folder: Path) -> Size:
        """The size of the data in a folder, after which it is named."""
        return cls(*map(int, folder.name.split("x")))

    @property
    def name(self) -> str:
        """Of the folder with its data."""
        return "x".join(map(str, self))

    @property
    def rows(self) -> int:
        """How many rows there would be if nobody forgot to report."""
        return self.definitions * self.orgs * self.months

    @property
    def years(self) -> int:
        """How long the plan runs."""
        return 2 if self.months <= 18 else 5

    @property
    def as_of(self) -> date:
        """The last day that is reported of: the day of the judgement."""
        return month_end(self.months)

    @property
    def due(self) -> date:
        """The end of the plan."""
        return month_end(12 * self.years)


SIZES = {
    100: Size(3, 3, 12),
    1_000: Size(12, 7, 12),
    10_000: Size(30, 28, 12),
    100_000: Size(100, 86, 12),
    1_000_000: Size(300, 286, 12),
    10_000_000: Size(300, 3000, 12),
    50_000_000: Size(300, 3000, 58),
}


class Kind(NamedTuple):
    """A kind of promise: `rows` says how its values are reported, `due` whether it ends early."""

    rows: str
    comparator: str = "at_least"
    curve: str = "linear"
    baseline: bool = False
    due: str = "end"

    @property
    def level(self) -> bool:
        return self.rows in ("value", "ratio")

    @property
    def cap(self) -> bool:
        return not self.level and self.comparator == "at_most"

    @property
    def unit(self) -> str:
        if self.cap:
            return "起"
        if not self.level:
            return "个"
        return "人/千人" if self.comparator == "at_most" else "%"

    @property
    def usual(self) -> int:
        """A goal as the template has it; the goals table gives every county its own."""
        match self.unit:
            case "起":
                return 20
            case "个":
                return 1200
            case "人/千人":
                return 5
            case _:
                return 7 if self.curve == "flat" else 75


KINDS = (
    Kind("to_date"),
    Kind("increment"),
    Kind("value", baseline=True),
    Kind("to_date", "at_most", "flat"),
    Kind("ratio", baseline=True),
    Kind("to_date", curve="points"),
    Kind("value", curve="none"),
    Kind("to_date"),
    Kind("value", "at_most", baseline=True),
    Kind("value", curve="flat"),
    Kind("increment"),
    Kind("to_date", due="past"),
    Kind("ratio", curve="none"),
    Kind("to_date", due="soon"),
    Kind("value", baseline=True, due="past"),
    Kind("increment", curve="points"),
    Kind("increment", due="past"),
    Kind("ratio", baseline=True, due="past"),
    Kind("value", curve="flat", due="past"),
    Kind("increment", "at_most", "flat", due="past"),
)


def month_end(number: int) -> date:
    """The last day of the month with this number; the plan's first is 1."""
    year, month = YEAR + (number - 1) // 12, (number - 1) % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def position(day: date) -> Fraction:
    """Where a day stands, in months."""
    return 12 * day.year + day.month + Fraction(day.day, monthrange(day.year, day.month)[1])


class Definition(NamedTuple):
    """One of the plan's definitions, by its number."""

    number: int
    size: Size

    @property
    def target(self) -> str:
        return f"t{self.number:03}"

    @property
    def kind(self) -> Kind:
        return KINDS[self.number % len(KINDS)]

    @property
    def due(self) -> date:
        match self.kind.due:
            case "past":
                return month_end(3 * self.size.years)
            case "soon":
                return self.size.as_of + timedelta(days=20)
            case _:
                return self.size.due

    @property
    def points(self) -> dict[date, int]:
        """The per cents of a curve given by points."""
        last = 12 * self.size.years
        return {month_end(last // 4): 10, month_end(last // 2): 40, month_end(last * 9 // 10): 60}

    @property
    def expected(self) -> Fraction:
        """E on the day of the judgement, of a curve that rises."""
        at, first = self.size.as_of, position(START - timedelta(days=1))
        if at > self.due:
            return Fraction(1)
        if self.kind.curve != "points":
            return (position(at) - first) / (position(self.due) - first)
        line = [(first, Fraction(0)), *((position(day), Fraction(part, 100)) for day, part in self.points.items())]
        line.append((position(self.due), Fraction(1)))
        for (left, low), (right, high) in pairwise(line):
            if position(at) <= right:
                return low + (high - low) * (position(at) - left) / (right - left)
        raise AssertionError(at)

    def row(self) -> tuple[object, ...]:
        """The definition for the query: the columns of `definitions.parquet`."""
        kind, expected = self.kind, self.expected
        due_month = 12 * (self.due.year - YEAR) + self.due.month
        return (
            self.number, self.target, kind.unit, kind.rows, kind.level, kind.comparator == "at_least", kind.curve,
            kind.baseline, self.due, due_month, expected.numerator, expected.denominator,
        )  # fmt: skip

    def yaml(self) -> Iterator[str]:
        """The definition as the plan's author writes it."""
        kind = self.kind
        yield f"  - id: {self.target}"
        yield f"    text: 第{self.number}项指标"
        yield "    for_each: orgs"
        yield f"    {kind.comparator}: {kind.usual}"
        yield f'    unit: "{kind.unit}"'
        if kind.level and kind.unit != "%":
            yield "    measure: level"
        if kind.curve == "points":
            points = ", ".join(f"{day}: {part}%" for day, part in self.points.items())
            yield f"    curve: {{points: {{{points}}}}}"
        if kind.level and kind.curve == "flat":
            yield "    curve: flat"
        if kind.due != "end":
            yield f"    due: {self.due}"


def definitions(size: Size) -> list[Definition]:
    """All definitions of a plan."""
    return [Definition(number, size) for number in range(size.definitions)]
