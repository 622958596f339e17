"""Where the run rate leads (SPEC §6, Forecast): it informs, it never changes a status."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tracker.calendar import ONE_DAY, day_at, months, position
from tracker.model.assessment import Exact, Forecast, size
from tracker.rules.fold import TENTH
from tracker.rules.tally import Tally, margin
from tracker.rules.terms import Bounds, Terms

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
    gone, whole = months(terms.start, at), months(terms.start, due)
    if gone * 10 < whole:
        return NOTHING, "too_early"
    base, since = _origin(terms, tally)
    if base is None or since is None:
        return NOTHING, "one_point"
    here = position(at) if since == terms.start - ONE_DAY else position(point.day)
    elapsed = here - position(since)
    if elapsed <= 0:
        return NOTHING, "one_point"
    rate = Fraction(point.value - base) / elapsed
    value = point.value + rate * (position(due) - here)
    finish = _finish(terms, point.value, rate, here)
    return Forecast(_verdict(terms, terms.bounds, base, rate, value), _plain(value), finish), ""


def _origin(terms: Terms, tally: Tally) -> tuple[Exact | None, date | None]:
    """Where the run rate is measured from: the baseline at the start, else the first value of a level."""
    if terms.base is not None:
        return terms.base, terms.start - ONE_DAY
    first = tally.first
    if first is None or tally.point is None or first.day == tally.point.day:
        return None, None
    return first.value, first.day


def _verdict(terms: Terms, bounds: Bounds, base: Exact, rate: Fraction, value: Fraction) -> str:
    m = margin(value, bounds)
    if m > 0 or (m == 0 and not bounds.strict):
        return "likely"
    aim = terms.aim if terms.aim is not None else base
    way = aim - base
    if not terms.cap and way and rate * way < 0:
        return "reversing"
    return "close" if size(m) <= TENTH * size(way) else "unlikely"


def _finish(terms: Terms, value: Exact, rate: Fraction, here: Fraction) -> date | None:
    """The day on which the goal is reached at this rate; None for caps and wherever the rate leads away."""
    if terms.aim is None or terms.cap or rate == 0:
        return None
    ahead = Fraction(terms.aim - value) / rate
    if not 0 < ahead <= FAR_FUTURE:
        return None
    return day_at(here + ahead)


def _plain(value: Fraction) -> Exact:
    return value.numerator if value.denominator == 1 else value
