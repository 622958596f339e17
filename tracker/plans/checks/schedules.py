"""Schedules: days in order, steps and points within them, and a curve that never falls."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tracker.model.days import read_last_day
from tracker.model.goals import Goal
from tracker.model.plan import Comparator, Measure
from tracker.plans.checks.case import Case
from tracker.plans.checks.goals import plain_number
from tracker.plans.places import Finding, Path, found

DOWNWARD = (Comparator.AT_MOST, Comparator.LESS_THAN)


def days_in_order(case: Case) -> Iterator[Finding]:
    """A target starts before it is due."""
    if case.start > case.due:
        key = "start" if "start" in case.written else "due"
        yield case.finding(key, "T133", start=case.start, due=case.due)


def steps_in_time(case: Case) -> Iterator[Finding]:
    """Steps have names of their own, and days within the target's."""
    names: set[str] = set()
    for index, step in enumerate(case.target.steps):
        path: Path = (*case.path, "steps", index)
        if step.name in names:
            yield Finding((*path, "name"), "T136", {"found": step.name})
        names.add(step.name)
        if not case.start <= step.due <= case.due:
            yield _outside(case, (*path, "due"), step.due)


def _outside(case: Case, path: Path, day: date, *, on_key: bool = False) -> Finding:
    return found(path, "T168", on_key=on_key, found=day, start=case.start, due=case.due)


def spans_in_order(case: Case) -> Iterator[Finding]:
    """A span of characters ends after it starts."""
    for index, origin in enumerate(case.target.source):
        start, end = origin.start, origin.end
        if (start is None) != (end is None) or (start is not None and end is not None and start >= end):
            single = isinstance(case.written.get("source"), dict)
            path: Path = (*case.path, "source") if single else (*case.path, "source", index)
            yield Finding((*path, "end" if end is not None else "start"), "T220", {})


def curve_fits(case: Case) -> Iterator[Finding]:
    """A curve suits what is promised; its points lie within the days and never fall."""
    curve = case.target.curve
    if curve is None:
        return
    path: Path = (*case.path, "curve")
    if not case.numeric:
        if curve.kind != "none":
            yield found(path, "T165", on_key=True, found=case.promise)
    elif curve.kind in ("linear", "points") and (case.cap or case.target.attain == "throughout" or _hold(case)):
        yield found(path, "T164", on_key=True, found=curve.kind)
    elif curve.kind != "points":
        if "points" in curve.given or "shape" in curve.given:
            yield found(path, "T167", on_key=True, found=curve.kind)
    elif not curve.points:
        yield found(path, "T166", on_key=True)
    else:
        yield from _points(case, (*path, "points"))


def _hold(case: Case) -> bool:
    """A level that is already there, or a band with nowhere to start from: it is kept, not reached."""
    if case.measure is not Measure.LEVEL:
        return False
    baseline = case.baseline
    if baseline is None:
        return case.comparator in (Comparator.BETWEEN, Comparator.EQUALS)
    bounds = _bounds(case)
    if bounds is None:
        return False
    low, high = bounds
    if case.comparator is Comparator.MORE_THAN and baseline == low:
        return False
    if case.comparator is Comparator.LESS_THAN and baseline == high:
        return False
    return (low is None or baseline >= low) and (high is None or baseline <= high)


def _bounds(case: Case) -> tuple[Decimal | None, Decimal | None] | None:
    """The values that satisfy, from and to; None where a relative goal has no baseline."""
    if case.target.each is not None:
        each = case.target.each
        needed = -((-each.share * each.count) // 100)
        return needed, None
    amounts = [case.amount(goal) for goal in case.goals]
    if not amounts or any(amount is None for amount in amounts):
        return None
    if case.comparator in DOWNWARD:
        return None, amounts[0]
    if case.comparator is Comparator.BETWEEN:
        return amounts[0], amounts[1]
    if case.comparator is Comparator.EQUALS and amounts[0] is not None:
        width = _width(case, amounts[0])
        return amounts[0] - width, amounts[0] + width
    return amounts[0], None


def _width(case: Case, goal: Decimal) -> Decimal:
    tolerance = case.target.tolerance
    if tolerance is None:
        return Decimal(0)
    if tolerance.unit == "%" and case.unit != "%":
        return abs(goal) * tolerance.value / 100
    return case.amount(tolerance) or Decimal(0)


def _aim(case: Case, base: Decimal | None) -> Decimal | None:
    """The value that the curve ends at: the goal, of two bounds the one nearer to the baseline."""
    bounds = _bounds(case)
    if bounds is None:
        return None
    low, high = bounds
    if low is not None and high is not None:
        return high if base is not None and base > high else low
    return low if low is not None else high


def _points(case: Case, path: Path) -> Iterator[Finding]:
    curve = case.target.curve
    assert curve is not None
    keys = _written_keys(case)
    sound = True
    for day, goal in curve.points.items():
        here: Path = (*path, keys.get(day, str(day)))
        problems = list(_one_point(case, day, goal, here))
        sound = sound and not problems
        yield from problems
    if sound:
        yield from _rising(case, path, keys)


def _written_keys(case: Case) -> dict[date, str]:
    """Each day of the curve as it was written in the file."""
    raw = case.written.get("curve")
    points = raw.get("points") if isinstance(raw, dict) else None
    return {read_last_day(key): str(key) for key in points} if isinstance(points, dict) else {}


def is_fraction(goal: Goal, unit: str) -> bool:
    """`10%` of a goal in another unit is a fraction of the way; bare or in the goal's unit it is a value."""
    return goal.unit == "%" and unit != "%"


def _one_point(case: Case, day: date, goal: Goal, path: Path) -> Iterator[Finding]:
    if not case.start <= day <= case.due:
        yield _outside(case, path, day, on_key=True)
    if goal.relative is None and goal.comparator is None and is_fraction(goal, case.unit):
        if not 0 <= goal.value <= 100:
            yield Finding(path, "T171", {"found": str(goal)})
    else:
        yield from plain_number(case, goal, path)


def _rising(case: Case, path: Path, keys: dict[date, str]) -> Iterator[Finding]:
    """Progress along the points never falls, and on the due day it is the goal itself."""
    curve = case.target.curve
    assert curve is not None
    base = case.baseline if case.measure is Measure.LEVEL else Decimal(0)
    aim = _aim(case, base)
    down = case.comparator in DOWNWARD if base is None or aim is None else aim < base
    before: dict[bool, tuple[Fraction, str]] = {}
    if base is not None and aim is not None and aim != base:
        baseline = case.target.baseline
        before[True] = (Fraction(0), str(base) if baseline is None else str(baseline.value))
    for day, goal in curve.points.items():
        here: Path = (*path, keys.get(day, str(day)))
        share, place = _progress(case, goal, base, aim, down=down)
        end = Fraction(1) if share else None if aim is None else (-Fraction(aim) if down else Fraction(aim))
        earlier, text = before.get(share, (None, ""))
        if day == case.due and end is not None and place != end:
            yield Finding(here, "T172", {"found": str(goal)})
        elif earlier is not None and place < earlier:
            yield Finding(here, "T170", {"found": str(goal), "before": text})
        elif end is not None and place > end:
            yield Finding(here, "T176", {"found": str(goal)})
        before[share] = (place, str(goal))


def _progress(
    case: Case, goal: Goal, base: Decimal | None, aim: Decimal | None, *, down: bool
) -> tuple[bool, Fraction]:
    """How far along a point is: (True, share of the way), or (False, the value itself) where there is no way known."""
    if is_fraction(goal, case.unit):
        return True, Fraction(goal.value) / 100
    value = Fraction(case.amount(goal) or 0)
    if base is None or aim is None or aim == base:
        return False, -value if down else value
    return True, (value - Fraction(base)) / (Fraction(aim) - Fraction(base))
