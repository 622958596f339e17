"""Where a value should be by when: points read as progress, or as values (SPEC §4)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from tracker.calendar import ONE_DAY, position
from tracker.model.assessment import Exact
from tracker.model.plan import Goal, Plan, Target
from tracker.rules.operators import quotient
from tracker.values import NamedTuple


class _Known(dict[Decimal, Exact]):
    """Decimals met before: looked up in a fraction of the time that reading one takes."""

    def __missing__(self, value: Decimal) -> Exact:
        whole = int(value)
        number = whole if whole == value else Fraction(value)
        if len(self) < _KNOWN_LIMIT:
            self[value] = number
        return number


_KNOWN_LIMIT = 65_536
_KNOWN = _Known()


def exact(value: Decimal) -> Exact:
    """A decimal as a whole number or a fraction: what the engine computes with."""
    return _KNOWN[value]


def exacts(values: Iterable[Decimal]) -> list[Exact]:
    """Many decimals at once."""
    return list(map(_KNOWN.__getitem__, values))


class Schedule(NamedTuple):
    """Points of a curve: places in months and the progress (or value) expected there."""

    places: tuple[Fraction, ...]
    expected: tuple[Exact, ...]
    step: bool

    def at(self, place: Fraction) -> Exact | None:
        """What is expected at a place: on the line between two points, or the last point before it."""
        if self.step:
            index = bisect_left(self.places, place) - 1
            return self.expected[index] if index >= 0 else None
        index = bisect_right(self.places, place) - 1
        if index < 0:
            return None
        if index + 1 == len(self.places):
            return self.expected[index]
        left, right = self.places[index], self.places[index + 1]
        low, high = self.expected[index], self.expected[index + 1]
        return low + (high - low) * (place - left) / (right - left)

    def rises(self) -> bool:
        """Whether it rises strictly all the way, so that a progress belongs to one day."""
        return not self.step and all(a < b for a, b in pairwise(self.expected))

    def place_of(self, progress: Exact) -> Fraction:
        """The place at which a progress between 0 and 1 is first expected, on a strictly rising line."""
        index = bisect_left(self.expected, progress)
        left, right = self.places[index - 1], self.places[index]
        low, high = self.expected[index - 1], self.expected[index]
        return left + (right - left) * Fraction(progress - low) / (high - low)


def schedules(
    plan: Plan,
    target: Target,
    curve: str,
    start: date,
    due: date,
    base: Exact | None,
    aim: Exact | None,
    unit: str,
) -> tuple[Schedule | None, Schedule | None]:
    """The points as progress, and as values where there is no baseline to measure progress from."""
    if curve != "points":
        return None, None
    first = start - ONE_DAY
    if target.steps:
        return _schedule({first: 0} | _step_points(plan, target, due), step=True), None
    if target.curve is None:
        return None, None
    step = target.curve.shape == "step"
    original = plan.due_of(target)
    given = {day: goal for day, goal in target.curve.points.items() if day < due and day != original}
    fractions = {day: _as_fraction(goal, unit, base, aim) for day, goal in given.items()}
    if all(value is not None for value in fractions.values()):
        known = {day: value for day, value in fractions.items() if value is not None}
        return _schedule({first: 0} | known | {due: 1}, step=step), None
    values = {day: exact(goal.value) for day, goal in given.items() if fractions[day] is None}
    return None, _schedule(values | ({due: aim} if aim is not None else {}), step=step)


def _schedule(points: Mapping[date, Exact], *, step: bool) -> Schedule:
    days = sorted(points)
    return Schedule(tuple(map(position, days)), tuple(points[day] for day in days), step)


def _step_points(plan: Plan, target: Target, due: date) -> dict[date, Exact]:
    """Cumulative weight shares at the steps' due days; a step on the original due day moves with it."""
    total = sum(exact(step.weight) for step in target.steps)
    original = plan.due_of(target)
    done: Exact = 0
    points: dict[date, Exact] = {}
    for step in sorted(target.steps, key=lambda s: s.due):
        day = due if step.due == original else min(step.due, due)
        done += exact(step.weight)
        points[day] = quotient(done, total)
    return points


def is_fraction(goal: Goal, unit: str) -> bool:
    """`10%` in a goal of another unit is a fraction of the way; bare or in the goal's unit it is a value."""
    return goal.unit == "%" and unit != "%"


def _as_fraction(goal: Goal, unit: str, base: Exact | None, aim: Exact | None) -> Exact | None:
    """A point as progress; None for a value where no baseline is known."""
    if is_fraction(goal, unit):
        return quotient(exact(goal.value), 100)
    if base is None or aim is None or aim == base:
        return None
    return quotient(exact(goal.value) - base, aim - base)
