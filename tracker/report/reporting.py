"""Who reported in a period: the reports that were due, those that came, and those that came late."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from tracker.calendar import ONE_DAY, Period, first_of_next_period
from tracker.model.achievement import Achievement
from tracker.model.assessment import Assessment, Status
from tracker.model.clauses import Reporting as Duty
from tracker.model.plan import Plan
from tracker.model.report import Reporting
from tracker.report.attention import visible

DAY = Duty().day
"""The day of the next period by which reports are due where no plan says."""

NONE = Reporting()
Key = tuple[str, str, str, str]


def key_of(a: Assessment) -> Key:
    """Plan, target, scope and unit of an assessment."""
    return a.plan, a.target, a.scope, a.org


def deadline(end: date, day: int) -> date:
    """The `day` of the month after a reporting period that ends on `end`."""
    return end + timedelta(days=day)


def counts(
    judged: Sequence[Assessment], plans: Sequence[Plan], period: Period, known_at: date | None
) -> Mapping[Key, Reporting]:
    """The reports of every assessment in the period.

    A target that is to report monthly owes one report for each month that ends in the period; one without a duty of
    its own owes one for the period. Nothing is owed before the start, after the goal is known to be met, or once
    withdrawn. A report without a number is a report.
    """
    duties = _duties(plans)
    return {key_of(a): _count(a, duties[a.plan, a.target], period, known_at) for a in judged}


class Owed(NamedTuple):
    """A report that did not come: of what, for which time, and by which day it is due where a plan says so."""

    assessment: Assessment
    window: Period
    by: date | None


def missing(judged: Sequence[Assessment], plans: Sequence[Plan], period: Period) -> list[Owed]:
    """The reports owed in the period that did not come, those due first in front; as `counts` counts them."""
    duties = _duties(plans)
    found = [
        Owed(a, window, deadline(window.end, duty.day) if duty is not None else None)
        for a in judged
        for duty in (duties[a.plan, a.target],)
        for window in _owed(a, duty, period)
        if not any(window.start <= row.as_of <= window.end for row in visible(a))
    ]
    return sorted(found, key=lambda owed: (owed.by or owed.window.end, owed.window.end))


def _duties(plans: Sequence[Plan]) -> Mapping[tuple[str, str], Duty | None]:
    return {(plan.id, target.id): target.report or plan.report for plan in plans for target in plan.targets}


def _count(a: Assessment, duty: Duty | None, period: Period, known_at: date | None) -> Reporting:
    rows = visible(a)
    return sum((_of_window(rows, window, duty, known_at) for window in _owed(a, duty, period)), start=NONE)


def _owed(a: Assessment, duty: Duty | None, period: Period) -> Iterator[Period]:
    """The reporting periods for which a report is owed."""
    if a.status is Status.WITHDRAWN:
        return
    for window in _windows(duty, period):
        if window.end >= a.start and (a.date_met is None or a.date_met >= window.start):
            yield window


def _of_window(rows: Sequence[Achievement], window: Period, duty: Duty | None, known_at: date | None) -> Reporting:
    """One report owed: whether it came, and whether it came by its day; that day must have been reached."""
    came = min((row.reported_on for row in rows if window.start <= row.as_of <= window.end), default=None)
    by = deadline(window.end, duty.day) if duty is not None else None
    if by is None or (came is None and known_at is not None and known_at <= by):
        return Reporting(due=1, came=came is not None)
    return Reporting(1, came is not None, 1, came is not None and came <= by, came is not None and came > by)


def _windows(duty: Duty | None, period: Period) -> Iterator[Period]:
    """The reporting periods that end in the period."""
    if duty is None:
        yield period
        return
    day = period.start
    while True:
        following = first_of_next_period(day, duty.every)
        end = following - ONE_DAY
        if end > period.end:
            return
        yield Period(_first(end, duty.every), end)
        day = following


def _first(end: date, every: str) -> date:
    first = 12 * end.year + end.month - {"month": 1, "quarter": 3, "half": 6, "year": 12}[every]
    return date(first // 12, first % 12 + 1, 1)
