"""The value of a whole from those of its orgs or parts (SPEC §3, "Over orgs or parts")."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import reduce
from itertools import groupby

from tracker.model.assessment import Exact
from tracker.model.numerals import ratio_factor
from tracker.model.plan import Measure, Rollup, Target
from tracker.rules.curves import exact
from tracker.rules.fold import Point, Reading, Series, disagree, reached, weaker
from tracker.rules.terms import Bounds, Terms

Combine = Callable[[date, Mapping[str, Reading]], Reading | None]


def rollup_of(target: Target) -> Rollup:
    """The way of rolling up: as declared, else by measure."""
    if target.rollup is not None:
        return target.rollup
    match target.kind:
        case Measure.MILESTONE:
            return "all"
        case Measure.GRADED:
            return "worst"
        case Measure.LEVEL if not target.stock:
            return "weighted" if target.weights else "ratio"
        case _:
            return "sum"


def expected_parts(target: Target, orgs: Sequence[str]) -> tuple[str, ...]:
    """Who has to report: the keys of allocation, else of weights, else the parts, else the plan's orgs."""
    return tuple(target.allocation) or tuple(target.weights) or target.parts or tuple(orgs)


def over_time(parts: Mapping[str, Series], combine: Combine) -> Series:
    """The combined value at the end of every day on which any part reported."""
    series = Series(conflict=any(part.conflict for part in parts.values()))
    events = sorted((point.day, name, point) for name, part in parts.items() for point in part.points)
    current: dict[str, Reading] = {}
    for day, group in groupby(events, key=lambda event: event[0]):
        for _, name, point in group:
            current[name] = point
        combined = combine(day, current)
        if combined is not None:
            series.points.append(combined)
    return series


def combined(terms: Terms, parts: Mapping[str, Series], expected: Sequence[str]) -> Series:
    """A number for the whole by `sum`, `ratio`, `weighted` or `worst`."""
    target = terms.target
    rollup = rollup_of(target)
    counted = (
        parts if rollup in ("sum", "ratio") else {name: parts[name] for name in expected or parts if name in parts}
    )
    match rollup:
        case "ratio":
            latest = [part.points[-1] for part in counted.values() if part.points]
            if any(point.value is not None and point.denominator is None for point in latest):
                return Series(blocked="not_additive")
            series = over_time(counted, _ratio(ratio_factor(terms.unit)))
        case "weighted":
            if any(name not in target.weights for name in counted):
                return Series(blocked="not_additive")
            series = over_time(counted, _weighted({name: exact(weight) for name, weight in target.weights.items()}))
        case "worst":
            series = over_time(counted, _worst(terms.bounds))
        case _:
            series = over_time(counted, _sum)
    series.partial = any(name not in parts or not parts[name].points for name in expected)
    if series.partial and rollup != "sum":
        series.blocked = "partial"
    return series


def _sum(day: date, parts: Mapping[str, Reading]) -> Reading:
    values = [point.value for point in parts.values()]
    if any(value is None for value in values):
        return Point(day, None)
    bound = reduce(weaker, (point.bound for point in parts.values()))
    return Point(day, sum(value for value in values if value is not None), bound)


def _ratio(factor: int) -> Combine:
    def combine(day: date, parts: Mapping[str, Reading]) -> Reading | None:
        if any(point.value is None for point in parts.values()):
            return Point(day, None)
        if any(point.denominator is None for point in parts.values()):
            return None  # percentages are never averaged: no value of the whole on this day
        numerator: Exact = sum(point.numerator or 0 for point in parts.values())
        denominator: Exact = sum(point.denominator or 0 for point in parts.values())
        bound = reduce(weaker, (point.bound for point in parts.values()))
        return Point(day, Fraction(numerator) * factor / denominator, bound, numerator, denominator)

    return combine


def _weighted(weights: Mapping[str, Exact]) -> Combine:
    def combine(day: date, parts: Mapping[str, Reading]) -> Reading:
        if any(point.value is None for point in parts.values()):
            return Point(day, None)
        total = sum(weights[name] * (point.value or 0) for name, point in parts.items())
        bound = reduce(weaker, (point.bound for point in parts.values()))
        return Point(day, Fraction(total) / sum(weights[name] for name in parts), bound)

    return combine


def _worst(bounds: Bounds | None) -> Combine:
    upper = bounds is not None and bounds.lo is None

    def combine(day: date, parts: Mapping[str, Reading]) -> Reading:
        values = [point for point in parts.values() if point.value is not None]
        if len(values) < len(parts):
            return Point(day, None)
        worst = (max if upper else min)(values, key=lambda point: point.value or 0)
        return worst._replace(day=day)

    return combine


def all_reached(
    terms: Terms,
    dates: Mapping[str, tuple[date | None, Mapping[str, date]]],
    expected: Sequence[str],
    reported: set[str],
) -> Series:
    """A milestone that every part must reach; an unreported part has not reached it."""
    names = tuple(expected) or tuple(dates)
    weights = step_weights(terms.target)
    steps: dict[str, date] = {}
    for step in weights:
        days = [min(filter(None, (dates[n][1].get(step), dates[n][0])), default=None) for n in names if n in dates]
        known = [day for day in days if day is not None]
        if len(known) == len(names) and known:
            steps[step] = max(known)
    wholes = [dates[name][0] for name in names if name in dates]
    done = [day for day in wholes if day is not None]
    whole = max(done) if done and len(done) == len(names) else None
    series = reached(whole, steps, weights)
    series.partial = any(name not in reported for name in expected)
    series.blocked = "partial" if series.partial else ""
    return series


def met_parts(met_on: Mapping[str, date | None], reported: Mapping[str, date], expected: Sequence[str]) -> Series:
    """How many parts have met their own goal, by the days on which they did."""
    series = Series(partial=any(name not in reported for name in expected))
    if not reported:
        return series
    days = sorted(day for day in met_on.values() if day is not None)
    first = min(reported.values())
    if not days or first < days[0]:
        series.points.append(Point(first, 0))
    for count, day in enumerate(days, start=1):
        if series.points and series.points[-1].day == day:
            series.points[-1] = Point(day, count)
        else:
            series.points.append(Point(day, count))
    return series


def step_weights(target: Target) -> dict[str, Exact]:
    """The weights of a milestone's steps by name; empty for a milestone without steps."""
    return {step.name: exact(step.weight) for step in target.steps}


def own_disagrees(own: Series, parts: Series, by_part: Mapping[str, Series], expected: Sequence[str]) -> bool:
    """Whether the own figure differs from that of the parts on its own day, when all of them had reported."""
    last = own.points[-1]
    if any(name not in by_part or by_part[name].until(last.day) is None for name in expected or by_part):
        return False
    whole = parts.until(last.day)
    if whole is None or whole.value is None or last.value is None:
        return False
    return disagree((last.value, last.bound), (whole.value, whole.bound))
