"""Rows replayed into values by day, per target and org (SPEC §3, "Value on a day")."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from operator import attrgetter
from typing import NamedTuple

from tracker.model.achievement import Achievement, row_id
from tracker.model.assessment import Exact, Judgement, size
from tracker.model.numerals import Bound
from tracker.model.plan import Measure
from tracker.rules.binding import Fact

TENTH = Fraction(1, 10)
"""An approximate value proves or disproves from a tenth of the goal on (SPEC §3)."""


class Point(NamedTuple):
    """The value at the end of a day; `value` is None where two reports contradict each other."""

    day: date
    value: Exact | None
    bound: Bound = "exact"
    numerator: Exact | None = None
    denominator: Exact | None = None


@dataclass(slots=True)
class Series:
    """The values of one target for one org or part, in the order of their days.

    `partial`: some expected part has not reported. `blocked` is the reason code for having no value of the whole:
    `not_additive` at any time, `partial` once the due date is past. `valued`: parts said something that counts,
    even if it makes no point of the whole yet.
    """

    points: list[Point] = field(default_factory=list)
    conflict: bool = False
    partial: bool = False
    blocked: str = ""
    valued: bool = False

    def until(self, day: date) -> Point | None:
        """The last point on or before a day."""
        found = None
        for point in self.points:
            if point.day > day:
                break
            found = point
        return found


@dataclass(slots=True)
class Seen:
    """The rows of one target as they stand on a day: those that count, by org, and why the others do not."""

    counting: dict[str, list[Fact]] = field(default_factory=dict)
    judged: list[Judgement] = field(default_factory=list)
    narrative: bool = False
    unconfirmed: bool = False
    conflict: bool = False
    latest: date | None = None
    latest_reported: Achievement | None = None
    orgs: set[str] = field(default_factory=set)

    @property
    def anything(self) -> bool:
        """Whether anything at all was reported."""
        return self.latest is not None

    def list(self, row: Achievement, reason: str) -> None:
        """Name a row that does not count, and why."""
        self.judged.append(Judgement(row, False, reason))


def look(facts: Iterable[Fact], start: date, at: date, known_at: date | None, *, stock_only: bool) -> Seen:
    """Which rows count on a day: visible, not superseded, not said before, confirmed, with a value.

    `stock_only`: rows that give a stock (mode point) do not count for a plain count; they wait for review.
    """
    seen = Seen()
    shown = []
    for fact in facts:
        row = fact.row
        if row.as_of > at:
            seen.list(row, "not_yet")
        elif known_at is not None and row.reported_on > known_at:
            seen.list(row, "not_known_yet")
        elif row.as_of < start:
            seen.list(row, "before_start")
        elif stock_only and row.mode == "point" and not row.member and fact.value is not None:
            seen.list(row, "stock_for_count")
        else:
            shown.append(fact)
    shown = _without_superseded(shown, seen)
    shown = _without_repeats(shown, seen)
    if shown:
        seen.latest_reported = max((fact.row for fact in shown), key=_RECENCY)
        seen.latest = seen.latest_reported.as_of
    counting: dict[str, list[Fact]] = {}
    for fact in shown:
        row = fact.row
        seen.orgs.add(row.org)
        if fact.value is None:
            seen.narrative = True
            seen.list(row, "no_value")
        elif not row.confirmed:
            seen.unconfirmed = True
            seen.list(row, "unconfirmed")
        else:
            counting.setdefault(row.org, []).append(fact)
    seen.counting = counting
    return seen


_RECENCY = attrgetter("as_of", "reported_on")
_AS_OF = attrgetter("row.as_of")


def _without_superseded(facts: list[Fact], seen: Seen) -> list[Fact]:
    """A superseding row takes effect once it counts and is confirmed; a superseded row still supersedes."""
    gone = {
        fact.row.supersedes for fact in facts if fact.row.supersedes and fact.row.confirmed and fact.value is not None
    }
    if not gone:
        return facts
    kept = []
    for fact in facts:
        if row_id(fact.row) in gone:
            seen.list(fact.row, "superseded")
        else:
            kept.append(fact)
    return kept


def _without_repeats(facts: list[Fact], seen: Seen) -> list[Fact]:
    """Rows identical but for their day of reporting count once, the earliest; so do equal totals of two sources."""
    if len(facts) < 2:
        return facts
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        row = fact.row
        groups.setdefault((row.as_of, row.org), []).append(fact)
    if len(groups) == len(facts):
        return facts
    kept: list[Fact] = []
    for group in groups.values():
        kept.extend(group if len(group) == 1 else _distinct(group, seen))
    return kept


def _distinct(group: list[Fact], seen: Seen) -> list[Fact]:
    group = sorted(group, key=_order)
    contents: dict[tuple[object, ...], Fact] = {}
    for fact in group:
        content = fact.row.content
        if content in contents:
            seen.list(fact.row, "repeated")
        else:
            contents[content] = fact
    values: dict[tuple[object, ...], Fact] = {}
    kept = []
    for fact in contents.values():
        row = fact.row
        if fact.value is None:
            kept.append(fact)
            continue
        key = (row.mode, row.member, row.step, row.done_on, fact.value, row.bound, row.confirmed)
        earlier = values.setdefault(key, fact)
        if earlier is fact:
            kept.append(fact)
        elif row.mode != "increment":
            seen.list(row, "same_value")
        else:
            kept.append(fact)
            seen.conflict = seen.conflict or earlier.row.source.file != row.source.file
    return kept


def _order(fact: Fact) -> tuple[object, ...]:
    """A total order of rows that does not depend on the order in which they arrived."""
    row = fact.row
    return (row.reported_on, row.source.order, row_id(row))


def replay(facts: Sequence[Fact], measure: Measure, *, members: bool = False) -> Series:
    """The value at the end of each day that has a report, in order of days.

    count: increments add to a running total, to-dates set it; level, stock and graded: the latest stands.
    """
    ordered = sorted(facts, key=_AS_OF)
    if members:
        return _count_members(ordered)
    if measure is Measure.COUNT:
        return _running_total(ordered)
    series = Series()
    for day, group in _by_day(ordered):
        series.points.append(_latest_reported(day, group))
    return series


def _by_day(ordered: Sequence[Fact]) -> Iterator[tuple[date, list[Fact]]]:
    """Facts in the order of their days, a day at a time."""
    day, group = date.min, list[Fact]()
    for fact in ordered:
        if fact.row.as_of == day:
            group.append(fact)
            continue
        if group:
            yield day, group
        day, group = fact.row.as_of, [fact]
    if group:
        yield day, group


def _running_total(ordered: Sequence[Fact]) -> Series:
    series = Series()
    total: Exact | None = 0
    bound: Bound = "exact"
    added = False
    for day, group in _by_day(ordered):
        totals = []
        for fact in group:
            if fact.row.mode != "increment":
                totals.append(fact)
            elif fact.value is not None:
                total = None if total is None else total + fact.value
                bound = weaker(bound, fact.row.bound)
                added = True
        if totals:
            stated = _latest_reported(day, totals)
            if added and total is not None and stated.value is not None:
                series.conflict = series.conflict or disagree((total, bound), (stated.value, stated.bound))
            total, bound, added = stated.value, stated.bound, False
        series.points.append(Point(day, total, bound))
    return series


def _latest_reported(day: date, facts: Sequence[Fact]) -> Point:
    """Of several figures for one day the latest report stands; a full tie of unequal ones contradicts."""
    first = facts[0]
    if len(facts) == 1:
        return Point(day, first.value, first.row.bound, first.numerator, first.denominator)
    last = max(fact.row.reported_on for fact in facts)
    standing = sorted((fact for fact in facts if fact.row.reported_on == last), key=_order)
    if len({fact.value for fact in standing}) > 1:
        return Point(day, None)
    fact = max(standing, key=lambda fact: (fact.row.bound == "exact", fact.denominator is not None))
    return Point(day, fact.value, fact.row.bound, fact.numerator, fact.denominator)


def _count_members(ordered: Sequence[Fact]) -> Series:
    """How many members hold: the latest row of each member decides; a plain figure says how many hold."""
    series = Series()
    holds: dict[str, bool] = {}
    stated: Point | None = None
    for day, facts in _by_day(ordered):
        named = [fact for fact in facts if fact.row.member]
        plain = [fact for fact in facts if not fact.row.member]
        for fact in sorted(named, key=lambda fact: fact.row.reported_on):
            holds[fact.row.member] = bool(fact.value)
        counted = sum(holds.values())
        if plain:
            stated = _latest_reported(day, plain)
            series.conflict = series.conflict or (stated.value is not None and counted > stated.value)
            series.points.append(stated)
        elif stated is not None and stated.value is not None and stated.value > counted:
            series.points.append(Point(day, stated.value, stated.bound))
        else:
            series.points.append(Point(day, counted))
    return series


def basis(facts: Sequence[Fact], measure: Measure, *, members: bool = False) -> list[Fact]:
    """The rows that the latest value rests on; earlier totals and levels are history."""
    if members or measure is Measure.MILESTONE or not facts:
        return list(facts)
    if measure is Measure.COUNT:
        totals = [fact.row.as_of for fact in facts if fact.row.mode != "increment"]
        if not totals:
            return list(facts)
        day = max(totals)
        return [
            fact for fact in facts if fact.row.as_of > day or (fact.row.as_of == day and fact.row.mode != "increment")
        ]
    day = max(fact.row.as_of for fact in facts)
    return [fact for fact in facts if fact.row.as_of == day]


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
        day = row.done_on or row.as_of
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
