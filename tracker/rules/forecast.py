"""Where the run rate leads (SPEC §6, Forecast): it informs, it never changes a status."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tracker.calendar import ONE_DAY, day_along, months
from tracker.model.assessment import Exact, Forecast, size
from tracker.rules.fold import Reading
from tracker.rules.operators import plain
from tracker.rules.tally import Tally, margin
from tracker.rules.terms import Bounds, Terms, elapsed
from tracker.values import NamedTuple

NOTHING = Forecast(None, None, None)
FAR_FUTURE = 1200
"""Months: a finish a century away is no finish."""


def forecast(terms: Terms, tally: Tally, *, met: bool) -> tuple[Forecast, str]:
    """The value on the due day at the present rate, and the reason code where there is none."""
    at, due = terms.day, terms.due
    point = tally.point
    if not terms.numeric:
        return NOTHING, "not_numeric"
    if point is None or point.value is None or terms.bounds is None:
        return NOTHING, "no_value"
    if met:
        return NOTHING, "met"
    if at >= due:
        return NOTHING, "no_time"
    share = elapsed(terms.start, at, due)
    if share.numerator * 10 < share.denominator:
        return NOTHING, "too_early"
    run = _run(terms, tally, point, share)
    if run is None:
        return NOTHING, "one_point"
    (base, part), (change, scale) = run.base.as_integer_ratio(), run.change.as_integer_ratio()
    gone, whole = run.share.as_integer_ratio()
    value = plain(Fraction(base * scale * gone + change * whole * part, part * scale * gone))
    return Forecast(_verdict(terms, terms.bounds, run, value), value, _finish(terms, run)), ""


class _Run(NamedTuple):
    """The way gone so far: from `base` by `change`, in `share` of the time from `since` to the due date."""

    base: Exact
    change: Exact
    share: Fraction
    since: date


def _run(terms: Terms, tally: Tally, point: Reading, share: Fraction) -> _Run | None:
    """From the baseline at the start; without one, from the first value of a level to its last."""
    assert point.value is not None
    if terms.base is not None:
        return _Run(terms.base, point.value - terms.base, share, terms.start - ONE_DAY)
    first = tally.first
    if first is None or first.value is None or first.day == point.day:
        return None
    return _Run(first.value, point.value - first.value, elapsed(first.day + ONE_DAY, point.day, terms.due), first.day)


def _verdict(terms: Terms, bounds: Bounds, run: _Run, value: Exact) -> str:
    """By m on the due day; m and the way are both multiplied by what makes the value whole."""
    lo, hi, strict = bounds
    part, whole = value.as_integer_ratio()
    beyond = margin(part, Bounds(None if lo is None else lo * whole, None if hi is None else hi * whole))
    if beyond > 0 or (beyond == 0 and not strict):
        return "likely"
    way = (terms.aim if terms.aim is not None else run.base) - run.base
    if not terms.cap and run.change * way < 0:
        return "reversing"
    return "close" if -beyond * 10 <= size(way) * whole else "unlikely"


def _finish(terms: Terms, run: _Run) -> date | None:
    """The day on which the goal is reached at this rate; None for caps and wherever the rate leads away."""
    if terms.aim is None or terms.cap or run.change == 0:
        return None
    (to_go, whole), (gone, parts) = (terms.aim - run.base).as_integer_ratio(), run.change.as_integer_ratio()
    way, step = (to_go * parts, gone * whole) if gone > 0 else (-to_go * parts, -gone * whole)
    if way <= step:
        return None
    for share in (run.share, months(run.since + ONE_DAY, terms.due)):
        part, whole = share.as_integer_ratio()
        way, step = way * part, step * whole
    return None if way > FAR_FUTURE * step else day_along(run.since, way, step)
