"""The parts of a promise that have keys of their own: baseline, steps, each, curve, revisions, thresholds …"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, Any, Literal, cast

from tracker.model.clause import Clause
from tracker.model.days import FirstDay, LastDay, read_last_day
from tracker.model.figures import (
    NUMBER_SCHEMA,
    DayOfMonth,
    Days,
    Members,
    Offset,
    Positive,
    Share,
    Threshold,
    ThresholdOrNone,
)
from tracker.model.goals import Goal, GoalValue, parse_goal
from tracker.model.names import ALIASES
from tracker.model.scalars import Flag, Name, Names, Quote, Reads, Text, Unit, choice, gather, of_key, refuse

NOTHING: Mapping[Any, Any] = MappingProxyType({})


class Baseline(Clause):
    """Where the value stood before: the value and the day that it speaks of."""

    value: GoalValue
    on: LastDay | None = None


def bare_baseline(value: object) -> object:
    """`baseline: 60%` is short for `{value: 60%}`."""
    return value if isinstance(value, (Mapping, Baseline, list)) else {"value": value}


class Step(Clause):
    """One step of a milestone: its name, its due day, and its weight in the progress."""

    name: Name
    due: LastDay
    weight: Positive = Decimal(1)


INNER = ("at_least", "more_than", "at_most", "less_than")


class Each(Clause):
    """`每个…至少…`: the inner comparator must hold for a share of the members."""

    of: Name
    members: Members
    at_least: GoalValue | None = None
    more_than: GoalValue | None = None
    at_most: GoalValue | None = None
    less_than: GoalValue | None = None
    unit: Unit = ""
    share: Share = Decimal(100)

    @property
    def count(self) -> int:
        """N: how many members there are."""
        return self.members if isinstance(self.members, int) else len(self.members)

    @property
    def inner(self) -> tuple[str, Goal]:
        """The inner comparator and its goal (checked on loading: there is exactly one)."""
        for comparator in INNER:
            goal = getattr(self, comparator)
            if goal is not None:
                return comparator, goal
        raise ValueError("each: no comparator")


def _read_points(value: object) -> Mapping[date, Goal]:
    if not isinstance(value, Mapping):
        raise refuse("T119")
    written: dict[date, str] = {}

    def read_point(item: tuple[object, object]) -> tuple[date, Goal]:
        day = of_key(read_last_day, item[0])
        if day in written:
            raise refuse("T169", day=day, first=written[day], on_key=True)
        written[day] = str(item[0])
        return day, parse_goal(item[1])

    points = gather(((str(item[0]), item) for item in value.items()), read_point)
    return dict(sorted(points))


class Curve(Clause):
    """Where the value should be by when (SPEC §4); `points` are kept in the order of their days."""

    kind: Annotated[Literal["linear", "points", "flat", "none"], choice("kind")] = "linear"
    points: Annotated[
        Mapping[date, Goal],
        Reads(_read_points, {"type": "object", "additionalProperties": NUMBER_SCHEMA}),
    ] = NOTHING
    shape: Annotated[Literal["line", "step"], choice("shape")] = "line"


def bare_curve(value: object) -> object:
    """`curve: flat` is short for `{kind: flat}`; points need no kind."""
    if isinstance(value, Mapping):
        return value if "kind" in value else {"kind": "points", **value}
    return value if isinstance(value, (Curve, list)) else {"kind": value}


_FIELDS = {
    alias: key
    for key in (*("due", "baseline", "stretch", "between", "equals", "grade_at_least"), *INNER)
    for alias in ALIASES[key]
} | {"目标": "goal", "目标值": "goal"}


def _read_field(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise refuse("T104") if value is None or value == "" else refuse("T103")
    return _FIELDS.get(value.strip(), value.strip())


class Revision(Clause):
    """A decision that changes a target; it never overwrites what was promised before it."""

    decided_on: FirstDay
    field: Annotated[str | None, Reads(_read_field, {"type": "string"})] = None
    to: Any = None
    withdraw: Flag = False
    reason: Text | None = None

    _value = cast(object, None)

    @property
    def value(self) -> object:
        """`to`, read as what the field holds: a date for due, a goal for a comparator or baseline."""
        return self._value


class Reporting(Clause):
    """How often progress is to be reported, and by which day of the period after."""

    every: Annotated[Literal["month", "quarter", "half", "year"], choice("every")] = "month"
    day: DayOfMonth = 5


class Hints(Clause):
    """Words that help to recognise a target in prose."""

    terms: Names = ()
    exclude: Names = ()
    level: Name | None = None


class Origin(Clause):
    """Where a promise stands: the document, the span of characters in it (from 0) or a cell, and the words quoted."""

    file: Name
    line: Offset | None = None
    start: Offset | None = None
    end: Offset | None = None
    cell: Name | None = None
    quote: Quote | None = None


def as_list(value: object) -> object:
    """One origin alone is a list of one."""
    return [value] if isinstance(value, (Mapping, Origin)) else value


class Thresholds(Clause):
    """A policy as numbers: when a schedule gap turns yellow or red (SPEC §6).

    With basis `gap` the thresholds are percentage points of P − E; with `ratio` they are bounds of P/E.
    `red: none` never judges far behind.
    """

    name: Name = "own"
    title: Text | None = None
    basis: Annotated[Literal["gap", "ratio"], choice("basis")] = "gap"
    amber: Threshold = Decimal(10)
    red: ThresholdOrNone = Decimal(30)
    ahead: Threshold = Decimal(10)
    due_soon: Days = 30
    stale: Days = 45
