"""Rows replayed into values by day, per target and org (SPEC §3, "Value on a day")."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import groupby
from operator import attrgetter, lt

from tracker.model.assessment import Exact, size
from tracker.model.numerals import Bound
from tracker.model.plan import Measure
from tracker.rules.fitting import Fact
from tracker.rules.sieve import in_order
from tracker.values import NamedTuple, made, record

TENTH = Fraction(1, 10)
"""An approximate value proves or disproves from a tenth of the goal on (SPEC §3)."""


class Point(NamedTuple):
    """The value at the end of a day; `value` is None where two reports contradict each other."""

    day: date
    value: Exact | None
    bound: Bound = "exact"
    numerator: Exact | None = None
    denominator: Exact | None = None


Reading = Point | Fact
"""The value of a day, as it adds up or as one row says it."""


@record
class Series:
    """The values of one target for one org or part, in the order of their days.

    `partial`: some expected part has not reported. `blocked` is the reason code for having no value of the whole:
    `not_additive` at any time, `partial` once the due date is past. `valued`: parts said something that counts,
    even if it makes no point of the whole yet.
    """

    points: list[Reading] = made(default_factory=list)
    conflict: bool = False
    partial: bool = False
    blocked: str = ""
    valued: bool = False

    def until(self, day: date) -> Reading | None:
        """The last point on or before a day."""
        found = None
        for point in self.points:
            if point.day > day:
                break
            found = point
        return found


def replay(facts: Sequence[Fact], measure: Measure, *, members: bool) -> Series:
    """The value at the end of each day that has a report, in order of days.

    count: increments add to a running total, to-dates set it; level, stock and graded: the latest stands.
    """
    days = _by_day(facts)
    if members:
        return _count_members(days)
    if measure is Measure.COUNT:
        return _running_total(days)
    return Series([_latest_reported(group) for group in days])


_NEW: Callable[[type[Point], tuple[object, ...]], Point] = tuple.__new__
_BY_DAY = attrgetter("day")


def _by_day(facts: Iterable[Fact]) -> list[list[Fact]]:
    """Facts in the order of their days, a day at a time; as is usual, one fact a day."""
    facts = list(facts)
    days = [fact.day for fact in facts]
    if all(map(lt, days, days[1:])):
        return [[fact] for fact in facts]
    return [list(group) for _, group in groupby(sorted(facts, key=_BY_DAY), key=_BY_DAY)]


def _running_total(days: Iterable[list[Fact]]) -> Series:
    series = Series()
    total: Exact | None = 0
    bound: Bound = "exact"
    added = False
    for group in days:
        totals = []
        for fact in group:
            if fact.row.mode != "increment":
                totals.append(fact)
                continue
            total = None if total is None or fact.value is None else total + fact.value
            bound = bound if fact.bound == bound else weaker(bound, fact.bound)
            added = True
        if totals:
            stated = _latest_reported(totals)
            if added and total is not None and stated.value is not None:
                series.conflict = series.conflict or disagree((total, bound), (stated.value, stated.bound))
            total, bound, added = stated.value, stated.bound, False
        series.points.append(stated if totals else _NEW(Point, (group[0].day, total, bound, None, None)))
    return series


def _latest_reported(facts: Sequence[Fact]) -> Reading:
    """Of several figures for one day the latest report stands; a full tie of unequal ones contradicts."""
    if len(facts) == 1:
        return facts[0]
    last = max(fact.row.reported_on for fact in facts)
    standing = in_order([fact for fact in facts if fact.row.reported_on == last])
    if len({fact.value for fact in standing}) > 1:
        return Point(facts[0].day, None)
    return max(standing, key=lambda fact: fact.bound == "exact")


def _count_members(days: Sequence[list[Fact]]) -> Series:
    """How many members hold: the latest row of each member decides; plain figures add up to how many hold."""
    plain = [[fact for fact in facts if not fact.row.member] for facts in days]
    figures = _running_total(filter(None, plain))
    stated_on = {figure.day: figure for figure in figures.points}
    series = Series(conflict=figures.conflict)
    holds: dict[str, bool | None] = {}
    stated: Reading | None = None
    for facts in days:
        holds |= _members_on(fact for fact in facts if fact.row.member)
        counted = None if None in holds.values() else sum(map(bool, holds.values()))
        if facts[0].day in stated_on:
            stated = stated_on[facts[0].day]
            series.conflict = series.conflict or (
                stated.value is not None and counted is not None and counted > stated.value
            )
            series.points.append(stated)
        elif counted is not None and stated is not None and stated.value is not None and stated.value > counted:
            series.points.append(Point(facts[0].day, stated.value, stated.bound))
        else:
            series.points.append(Point(facts[0].day, counted))
    return series


def _members_on(facts: Iterable[Fact]) -> dict[str, bool | None]:
    """Which members hold by the reports of a day; None where two of them contradict each other."""
    by_member: dict[str, list[Fact]] = {}
    for fact in facts:
        by_member.setdefault(fact.row.member, []).append(fact)
    latest = {member: _latest_reported(said).value for member, said in by_member.items()}
    return {member: None if value is None else bool(value) for member, value in latest.items()}


def basis(facts: Sequence[Fact], measure: Measure, *, members: bool) -> list[Fact]:
    """The rows that the latest value rests on; earlier totals and levels are history."""
    if members or measure is Measure.MILESTONE or not facts:
        return list(facts)
    if measure is Measure.COUNT:
        totals = [fact.day for fact in facts if fact.row.mode != "increment"]
        if not totals:
            return list(facts)
        day = max(totals)
        return [fact for fact in facts if fact.day > day or (fact.day == day and fact.row.mode != "increment")]
    day = max(fact.day for fact in facts)
    return [fact for fact in facts if fact.day == day]


def milestone(facts: Iterable[Fact], weights: Mapping[str, Exact]) -> Series:
    """A milestone by the days on which it, or its steps, were reached: one point a day, valued in step weights."""
    whole, steps = completion_dates(facts)
    return reached(whole, steps, weights)


def reached(whole: date | None, steps: Mapping[str, date], weights: Mapping[str, Exact]) -> Series:
    """The series of a milestone from its dates; reaching the whole reaches every step."""
    if not weights:
        return Series([Point(whole, 1)] if whole else [])
    days: dict[date, Exact] = defaultdict(int)
    for name, weight in weights.items():
        found = [day for day in (steps.get(name), whole) if day is not None]
        if found:
            days[min(found)] += weight
    series = Series()
    done: Exact = 0
    for day in sorted(days):
        done += days[day]
        series.points.append(Point(day, done))
    return series


def completion_dates(facts: Iterable[Fact]) -> tuple[date | None, dict[str, date]]:
    """The earliest confirmed date on which a milestone was reached as a whole, and step by step."""
    whole: date | None = None
    steps: dict[str, date] = {}
    for fact in facts:
        row = fact.row
        day = row.done_on or fact.day
        if row.step:
            steps[row.step] = min(day, steps.get(row.step, day))
        elif whole is None or day < whole:
            whole = day
    return whole, steps


def weaker(one: Bound, other: Bound) -> Bound:
    """The bound of a sum of two values.

    >>> weaker("exact", "at_least"), weaker("at_least", "at_most")
    ('at_least', 'approx')
    """
    if one == other or other == "exact":
        return one
    return other if one == "exact" else "approx"


def disagree(one: tuple[Exact, Bound], other: tuple[Exact, Bound]) -> bool:
    """Whether two figures for the same thing cannot both be true."""
    (a, a_bound), (b, b_bound) = one, other
    if a == b:
        return False
    if "approx" in (a_bound, b_bound):
        return size(a - b) > TENTH * max(size(a), size(b))
    higher, lower = (a_bound, b_bound) if a > b else (b_bound, a_bound)
    return higher in ("exact", "at_least") and lower in ("exact", "at_most")
