"""Every target over the months: how it stood at each month's end, and where its plan wants it until the due date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from tracker.calendar import Period, month_ends
from tracker.model.assessment import Assessment, Verdicts
from tracker.model.plan import Plan
from tracker.model.report import Course, Mark
from tracker.rules.terms import terms

Board = Callable[[date, date | None], Verdicts]


def courses(
    judged: Sequence[Assessment], plans: Sequence[Plan], board: Board, known_at: date | None, period: Period, *,
    months: int,
) -> Mapping[tuple[str, str], Course]:  # fmt: skip
    """The course of every whole target; at most `months` month ends back, as they are known now."""
    whole = [a for a in judged if a.scope == "plan"]
    if not whole:
        return {}
    marks: dict[tuple[str, str], list[Mark]] = defaultdict(list)
    for day in _days(whole, period, months):
        for a in whole if day == period.end else board(day, known_at).assessments:
            if a.scope == "plan" and day >= a.start:
                marks[a.plan, a.target].append(Mark(day, a.status, a.actual, a.progress, a.expected))
    by_id = {plan.id: plan for plan in plans}
    return {
        (a.plan, a.target): Course(tuple(marks[a.plan, a.target]), _planned(by_id[a.plan], a, known_at)) for a in whole
    }


def _days(whole: Sequence[Assessment], period: Period, months: int) -> Sequence[date]:
    ends = month_ends(min(a.start for a in whole), period.end)
    days = ends if ends and ends[-1] == period.end else (*ends, period.end)
    return days[-months:]


def _planned(plan: Plan, a: Assessment, known_at: date | None) -> tuple[tuple[date, Fraction], ...]:
    """What the schedule expects at each month's end; nothing for a goal without a rising schedule."""
    if a.curve not in ("linear", "points"):
        return ()
    held = terms(plan, plan[a.target], a.at, known_at)
    days = dict.fromkeys((*month_ends(a.start, a.due), a.due))
    return tuple((day, expected) for day in days if (expected := held.expected(day)) is not None)
