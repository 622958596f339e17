"""The fold's answer for one target on one day: a small fixed set of statistics that the rules are written over."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from tracker.calendar import first_of_next_period
from tracker.model.assessment import Exact, size
from tracker.model.plan import Measure, Reporting
from tracker.rules.fold import TENTH, Reading, Series
from tracker.rules.sieve import Seen
from tracker.rules.terms import Bounds, Terms, satisfies
from tracker.values import record


@record
class Tally:
    """What was reported, folded.

    `point` is the value of the day. `proof` says whether the value that the status rests on, the last by min(at, due*)
    or, without one, that of the day, is known to satisfy the goal, known not to, or neither (None). `outdated`: a
    flat goal has no value near enough to its due date to be judged on.
    """

    point: Reading | None
    first: Reading | None
    proof: bool | None
    date_met: date | None
    breached: bool
    regressed: bool
    conflict: bool
    contradicted: bool
    outdated: bool
    partial: bool
    blocked: str
    valued: bool
    visible: bool
    unconfirmed: bool
    latest: date | None
    late_report: bool


def margin(value: Exact, bounds: Bounds) -> Exact:
    """m: V − T; T − V; min(V − lo, hi − V) (SPEC §2)."""
    lo, hi, _ = bounds
    if lo is None:
        assert hi is not None
        return hi - value
    return value - lo if hi is None else min(value - lo, hi - value)


def yardstick(bounds: Bounds) -> Exact:
    """What δ is measured in: |T|, or the width of a band (SPEC §5)."""
    lo, hi, _ = bounds
    if lo is not None and hi is not None and hi != lo:
        return hi - lo
    single = lo if lo is not None else hi
    assert single is not None
    return size(single)


def proof(point: Reading | None, bounds: Bounds | None) -> bool | None:
    """Whether a value is known to satisfy the goal, known not to, or neither: a bound proves what it proves.

    >>> from datetime import date
    >>> from tracker.rules.fold import Point
    >>> proof(Point(date(2021, 6, 30), 9200, "at_least"), Bounds(9200, None))
    True
    >>> proof(Point(date(2021, 6, 30), 9200, "at_least"), Bounds(9300, None)) is None
    True
    """
    if point is None or point.value is None or bounds is None:
        return None
    value = point.value
    if point.bound == "exact":
        return satisfies(value, bounds)
    if point.bound == "approx":
        scale = yardstick(bounds)
        if scale == 0:
            return None
        deviation = Fraction(margin(value, bounds)) / scale
        return True if deviation >= TENTH else False if deviation <= -TENTH else None
    rising = point.bound == "at_least"
    toward, against = (bounds.lo, bounds.hi) if rising else (bounds.hi, bounds.lo)
    if against is not None:
        past = value > against if rising else value < against
        return False if past or (bounds.strict and value == against) else None
    return True if toward is not None and satisfies(value, bounds) else None


def tally(terms: Terms, seen: Seen, series: Series, *, stale: int, reporting: Reporting | None) -> Tally:
    """Fold a series into what the rules need to know on the day of `terms`."""
    at, due, visible = terms.day, terms.due, seen.anything
    points = _until(at, series.points)
    point = points[-1] if points else None
    in_time = _until(due, points)
    judged = in_time[-1] if in_time else None
    standing = judged or point
    outdated = terms.flat and at >= due and bool(points) and (judged is None or (due - judged.day).days > stale)
    return Tally(
        point=point,
        first=_first(points),
        proof=proof(standing, terms.bounds),
        date_met=_date_met(terms, points, in_time, outdated=outdated),
        breached=_breached(terms, in_time),
        regressed=not terms.cap and _regressed(terms, points),
        conflict=series.conflict or seen.conflict or (point is not None and point.value is None),
        outdated=outdated,
        contradicted=standing is not None and standing.value is None,
        partial=series.partial and visible,
        blocked=series.blocked if visible else "",
        valued=bool(points) or series.valued,
        visible=visible,
        unconfirmed=seen.unconfirmed,
        latest=seen.latest,
        late_report=_late(seen.last, reporting),
    )


def _until(day: date, points: list[Reading]) -> list[Reading]:
    """The points on or before a day; they are in the order of their days."""
    return points if not points or points[-1].day <= day else [point for point in points if point.day <= day]


def _first(points: list[Reading]) -> Reading | None:
    """The first point with a value."""
    for point in points:
        if point.value is not None:
            return point
    return None


def _date_met(terms: Terms, points: list[Reading], in_time: list[Reading], *, outdated: bool) -> date | None:
    """The opening of the unbroken satisfying run that still holds; after a miss, the first satisfying value."""
    bounds = terms.bounds
    if bounds is None:
        return None
    met: date | None = None
    for point in () if outdated else reversed(in_time):
        if proof(point, bounds) is not True:
            break
        met = point.day
    if met is not None or terms.cap:
        return met
    late = points[len(in_time) :]
    return next((point.day for point in late if proof(point, bounds) is True), None)


def _breached(terms: Terms, in_time: list[Reading]) -> bool:
    """Whether any value by the due date broke a throughout goal, or passed the ceiling of a count."""
    if terms.throughout:
        return any(proof(point, terms.bounds_on(point.day)) is False for point in in_time)
    if terms.measure is Measure.COUNT and terms.bounds is not None and terms.bounds.hi is not None:
        return any(_over(point, terms.bounds_on(point.day)) for point in in_time)
    return False


def _over(point: Reading, bounds: Bounds | None) -> bool:
    return bounds is not None and proof(point, bounds._replace(lo=None)) is False


def _regressed(terms: Terms, points: list[Reading]) -> bool:
    """A running total that fell and has not recovered; a level or grade worse than the one before it."""
    known = [point.value for point in points if point.value is not None]
    if not known or terms.measure is Measure.MILESTONE:
        return False
    if terms.measure is Measure.COUNT:
        return known[-1] < max(known)
    if len(known) > 1:
        before = known[-2]
    elif terms.baseline is not None and terms.measure is Measure.LEVEL:
        before = terms.baseline
    else:
        return False
    return terms.bounds is not None and _worse(known[-1], before, terms.bounds)


def _worse(value: Exact, before: Exact, bounds: Bounds) -> bool:
    if bounds.hi is None:
        return value < before
    if bounds.lo is None:
        return value > before
    return min(0, margin(value, bounds)) < min(0, margin(before, bounds))


def _late(last: tuple[date, date] | None, reporting: Reporting | None) -> bool:
    """Whether the latest report came after the day on which it was due."""
    if last is None or reporting is None:
        return False
    as_of, reported_on = last
    return reported_on > first_of_next_period(as_of, reporting.every) + timedelta(days=reporting.day - 1)
