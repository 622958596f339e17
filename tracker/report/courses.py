"""Every target over the months: how it stood at each month's end, and where its plan wants it until the due date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property

from tracker.calendar import Period, month_ends
from tracker.model.assessment import Assessment, Glance, Subject
from tracker.model.plan import Plan
from tracker.model.report import Course, Mark
from tracker.report.asked import Asked
from tracker.rules.shares import share_of
from tracker.rules.terms import terms

Glances = Callable[[date], Iterable[Glance]]
"""How every target stands on a day, as it is known now."""


class Courses(Mapping[Subject, Course]):
    """The course of every whole target, worked out when the first of them is asked for.

    They cost as many boards as there are months; a table for a terminal needs none of them.
    """

    def __init__(self, judged: Sequence[Assessment], plans: Sequence[Plan], glances: Glances, asked: Asked) -> None:
        self.whole = [a for a in judged if a.scope == "plan"]
        self.plans = {plan.id: plan for plan in plans}
        self.glances, self.asked = glances, asked

    def __getitem__(self, key: Subject) -> Course:
        return self._made[key]

    def __iter__(self) -> Iterator[Subject]:
        return iter(a.subject for a in self.whole)

    def __len__(self) -> int:
        return len(self.whole)

    @cached_property
    def _made(self) -> Mapping[Subject, Course]:
        marks: dict[Subject, list[Mark]] = {a.subject: [] for a in self.whole}
        starts = {a.subject: a.start for a in self.whole}
        for day in _days(self.whole, self.asked.period, self.asked.months):
            for a in self.whole if day == self.asked.period.end else self.glances(day):
                subject = a.plan, a.target, a.org
                course = marks.get(subject)
                if course is not None and day >= starts[subject]:
                    course.append(Mark(day, a.status, a.actual, a.progress, a.expected))
        courses = (Course(tuple(marks[a.subject]), self._planned(a)) for a in self.whole)
        return dict(zip(self, courses, strict=True))

    def _planned(self, a: Assessment) -> tuple[tuple[date, Fraction], ...]:
        """What the schedule expects at each month's end; nothing for a goal without a rising schedule."""
        if a.curve not in ("linear", "points"):
            return ()
        plan = self.plans[a.plan]
        target = plan[a.target]
        share = share_of(plan, target, a.org, self.asked.shares)
        held = terms(plan, target, a.at, self.asked.known_at, share)
        days = dict.fromkeys((*month_ends(a.start, a.due), a.due))
        return tuple((day, expected) for day in days if (expected := held.expected(day)) is not None)


def _days(whole: Sequence[Assessment], period: Period, months: int) -> Sequence[date]:
    if not whole:
        return ()
    ends = month_ends(min(a.start for a in whole), period.end)
    days = ends if ends and ends[-1] == period.end else (*ends, period.end)
    return days[-months:]
